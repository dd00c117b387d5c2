package widgets

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/files"
)

// chooser asks for files or a folder: with the system's dialog, and where there is none with a list of its own. Fyne's dialog
// gives but one file at a time.
type chooser struct {
	win    fyne.Window
	ask    Ask
	kind   asking
	done   func(paths []string)
	folder string
	picked []string
	sheet  *Sheet
	where  *Entry
	list   *fyne.Container
	scroll *Scroll
	note   *Text
	lines  map[string]*Line
	clock  func() time.Time
	turned time.Time // when a click on a folder put another list under the pointer
	last   string    // the file clicked last, and when
	when   time.Time
}

// mostShown bounds the list; what is left out can be reached by typing its path.
const mostShown = 400

func (ch *chooser) start(done func([]string)) {
	ch.clock = time.Now
	ch.done = func(paths []string) {
		folder := filepath.Dir(paths[0])
		if ch.kind == oneFolder {
			folder = paths[0]
		}
		if !ch.ask.Told {
			ch.ask.remember(folder)
		}
		done(paths)
	}
	if !nativeDialogs() {
		ch.show()
		return
	}
	native(ch.win, ch.ask, ch.kind, func(paths []string, err error) {
		switch {
		case err != nil:
			ch.show()
		case len(paths) > 0:
			ch.done(paths)
		}
	})
}

func (ch *chooser) show() {
	ch.where, ch.note, ch.list = NewEntry(320), Muted(""), Column(0)
	ch.where.OnEnter = func() { ch.typed(ch.where.Text) }
	ch.where.OnKey = ch.intoList
	ch.scroll = NewScroll(ch.list)
	ch.scroll.SetMinSize(fyne.NewSize(0, min(Scaled(300), ch.win.Canvas().Size().Height/2)))
	up := NewIconAction("上一级文件夹", theme.MoveUpIcon(), func() { ch.open(filepath.Dir(ch.folder)) })
	top := Row(8, 1, up, ch.where)
	if ch.kind == oneFolder {
		top.Add(NewIconAction("新建文件夹", theme.FolderNewIcon(), ch.askNewFolder))
	}
	edge := NewGround("", 4)
	edge.hairline = true
	form := Column(8, top, ch.places(), container.NewStack(edge, ch.scroll), ch.note)
	label := "打开"
	if ch.kind == oneFolder {
		label = "选定这个文件夹"
	}
	ch.sheet = NewSheet(ch.win, ch.ask.Title, form).Wide().Button("取消", nil).Main(label, ch.ready, func() { ch.done(ch.picked) })
	ch.sheet.Show()
	ch.open(ch.ask.begin())
}

// places are the folders people keep their files in.
func (ch *chooser) places() fyne.CanvasObject {
	row := Row(4, -1)
	add := func(label string, icon fyne.Resource, folders ...string) {
		for _, folder := range folders {
			if info, err := os.Stat(folder); err == nil && info.IsDir() {
				row.Add(NewAction(label, icon, func() { ch.open(folder) }))
				return
			}
		}
	}
	home, _ := os.UserHomeDir()
	user := filepath.Base(home)
	add("主文件夹", theme.HomeIcon(), home)
	add("桌面", theme.DesktopIcon(), filepath.Join(home, "桌面"), filepath.Join(home, "Desktop"))
	add("文档", theme.DocumentIcon(), filepath.Join(home, "文档"), filepath.Join(home, "Documents"))
	add("下载", theme.DownloadIcon(), filepath.Join(home, "下载"), filepath.Join(home, "Downloads"))
	add("U盘", theme.StorageIcon(), filepath.Join("/media", user), filepath.Join("/run/media", user), "/media")
	add("计算机", theme.ComputerIcon(), string(filepath.Separator))
	return row
}

// typed takes a path that was typed: a folder is opened, a file picked.
func (ch *chooser) typed(path string) {
	path = strings.TrimSpace(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		ch.note.Set("没有找到“"+path+"”，请检查写得对不对。", ToneError)
	case info.IsDir():
		ch.open(path)
	case ch.kind == oneFolder || !ch.ask.takes(path):
		ch.note.Set("“"+filepath.Base(path)+"”不是这里要选的。", ToneError)
	default:
		ch.picked = []string{path}
		ch.sheet.main.Tapped(nil)
	}
}

// ready reports whether something is picked, and says what to do where nothing is.
func (ch *chooser) ready() bool {
	if ch.kind == oneFolder {
		ch.picked = []string{ch.folder}
	}
	if len(ch.picked) == 0 {
		ch.note.Set("请先在列表里选中文件。", ToneError)
	}
	return len(ch.picked) > 0
}

// open lists a folder: folders first, then the files asked for; hidden ones are left out.
func (ch *chooser) open(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		ch.note.Set("无法打开文件夹“"+folder+"”，可能没有权限，或者U盘已经拔出。", ToneError)
		return
	}
	ch.folder, ch.picked, ch.lines = folder, nil, map[string]*Line{}
	ch.where.SetText(folder)
	ch.where.CursorColumn = len([]rune(folder))
	ch.list.Objects = nil
	var below []fyne.CanvasObject // after the folders
	shown := 0
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		info, err := os.Stat(path) // follows links
		if strings.HasPrefix(e.Name(), ".") || err != nil || !info.IsDir() && (ch.kind == oneFolder || !ch.ask.takes(path)) {
			continue
		}
		if shown++; shown > mostShown {
			continue
		}
		if info.IsDir() {
			ch.list.Add(ch.line(path, info, func() { ch.enter(path) }))
		} else {
			l := ch.line(path, info, func() { ch.pick(path) })
			l.OnKey = func(key fyne.KeyName) bool { return ch.opens(path, key) }
			below = append(below, l)
		}
	}
	ch.list.Objects = append(ch.list.Objects, below...)
	ch.list.Refresh()
	ch.scroll.ScrollToTop()
	ch.count(shown)
	ch.keepFocus()
}

// intoList goes from the path down to the first line.
func (ch *chooser) intoList(key *fyne.KeyEvent, _ bool) bool {
	if key.Name != fyne.KeyDown || len(ch.list.Objects) == 0 {
		return false
	}
	ch.win.Canvas().Focus(ch.list.Objects[0].(fyne.Focusable))
	return true
}

// keepFocus gives the keyboard to the first line where it was on one that is gone, or to the path where there is none.
func (ch *chooser) keepFocus() {
	c := ch.win.Canvas()
	if l, ok := c.Focused().(*Line); !ok || slices.Contains(ch.list.Objects, fyne.CanvasObject(l)) {
		return
	}
	if len(ch.list.Objects) > 0 {
		c.Focus(ch.list.Objects[0].(fyne.Focusable))
		return
	}
	c.Focus(ch.where)
}

// again reports whether a line was pressed by the second click of a double click that began at a time.
func (ch *chooser) again(path string, first time.Time) bool {
	l := ch.lines[path]
	return l != nil && l.clicked && ch.clock().Sub(first) < fyne.CurrentApp().Driver().DoubleTapDelay()
}

// enter opens a folder that was clicked. The second click of a double click on it falls on what lies there then: it is none.
func (ch *chooser) enter(path string) {
	if !ch.again(path, ch.turned) {
		ch.open(path)
		ch.turned = ch.clock()
	}
}

// pick takes a file that was clicked, or lets it go; a double click takes it and is done.
func (ch *chooser) pick(path string) {
	double := ch.last == path && ch.again(path, ch.when) && slices.Contains(ch.picked, path)
	ch.last, ch.when = path, ch.clock()
	switch {
	case ch.again(path, ch.turned):
	case double:
		ch.sheet.main.Tapped(nil)
	default:
		ch.toggle(path)
	}
}

// opens takes Enter on a file: what is picked is opened, or where nothing is, the file. It reports whether the key was Enter.
func (ch *chooser) opens(path string, key fyne.KeyName) bool {
	if key != fyne.KeyReturn && key != fyne.KeyEnter {
		return false
	}
	if ch.kind == oneFile {
		ch.picked = nil
	}
	if len(ch.picked) == 0 {
		ch.picked = []string{path}
	}
	ch.sheet.main.Tapped(nil)
	return true
}

// line is a folder or a file with its size and when it was written last.
func (ch *chooser) line(path string, info os.FileInfo, tapped func()) *Line {
	icon, size := theme.FolderIcon(), ""
	if !info.IsDir() {
		icon, size = theme.FileIcon(), files.Size(info.Size())
	}
	image := canvas.NewImageFromResource(theme.NewColoredResource(icon, ToneMuted))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(actionIcon()))
	facts := Style{Size: theme.SizeNameCaptionText, Tone: ToneMuted, Align: fyne.TextAlignTrailing, Whole: true}
	row := Row(8, 1, image, NewText(filepath.Base(path), Style{Single: true}),
		Sized(NewText(size, facts), Sample{Text: "1023.9 MB", Size: facts.Size}), NewText(info.ModTime().Format("2006-01-02 15:04"), facts))
	l := NewLine(Inset(12, 4, row), tapped)
	ch.lines[path] = l
	return l
}

func (ch *chooser) count(shown int) {
	switch {
	case shown > mostShown:
		ch.note.Set("文件太多，有"+strconv.Itoa(shown-mostShown)+"个没有列出；可以在上面输入路径，按回车。", ToneMuted)
	case shown == 0 && ch.kind == oneFolder:
		ch.note.Set("这个文件夹里没有下一级文件夹。", ToneMuted)
	case shown == 0:
		ch.note.Set("这个文件夹里没有可以选的。", ToneMuted)
	case ch.kind == someFiles:
		ch.note.Set("可以选中多个文件，再点一次取消选中；用键盘时空格选中，回车打开。", ToneMuted)
	default:
		ch.note.Set("", ToneMuted)
	}
}

// toggle picks a file or lets it go; picking the only one a second time opens it.
func (ch *chooser) toggle(path string) {
	if ch.kind == oneFile {
		if slices.Contains(ch.picked, path) {
			ch.sheet.main.Tapped(nil)
			return
		}
		for _, before := range ch.picked {
			ch.lines[before].Select(false)
		}
		ch.picked = nil
	}
	at := slices.Index(ch.picked, path)
	ch.lines[path].Select(at < 0)
	if at < 0 {
		ch.picked = append(ch.picked, path)
	} else {
		ch.picked = slices.Delete(ch.picked, at, at+1)
	}
	if ch.kind == someFiles {
		ch.note.Set("已选中"+strconv.Itoa(len(ch.picked))+"个文件。", ToneMuted)
	}
}

func (ch *chooser) askNewFolder() {
	name := newNaming("文件夹名")
	form := Column(8, Body("在“"+filepath.Base(ch.folder)+"”里新建文件夹的名称"), name.Entry, name.wrong)
	NewSheet(ch.win, "新建文件夹", form).Button("取消", nil).Main("确定", name.right, func() {
		path := filepath.Join(ch.folder, name.name())
		if err := files.MakeFolder(path); err != nil {
			ch.note.Set(err.Error(), ToneError)
			return
		}
		ch.open(path)
	}).Show()
}
