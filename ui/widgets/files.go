package widgets

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Ask says what a file dialog is for.
type Ask struct {
	Title  string
	Folder string   // where to begin the first time, "" for the usual place
	Ends   []string // extensions with dot, none for all files
	Name   string   // the proposed name when saving
	// Purpose is what the last folder is remembered for; "" takes it from the title.
	Purpose string
	// Told says that whoever asks calls CameFrom once the file is opened; else the dialog remembers the folder of what is chosen.
	Told bool
	// New says that the file saved must not be there yet: instead of asking whether to write over it, another name is asked for.
	New bool
}

// folderKey is where the last folder of a purpose stands in the preferences; numbers in a title (of a criterion, of a piece of
// evidence) make no purpose of their own.
func (a Ask) folderKey() string {
	if a.Purpose != "" {
		return "folder." + a.Purpose
	}
	return "folder." + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' || r == '-' {
			return -1
		}
		return r
	}, a.Title)
}

// begin is the folder a dialog opens in: the last one of this purpose, then the one proposed, then the user's own.
func (a Ask) begin() string {
	last := ""
	if app := fyne.CurrentApp(); app != nil {
		last = app.Preferences().String(a.folderKey())
	}
	for _, folder := range []string{last, a.Folder} {
		if info, err := os.Stat(folder); folder != "" && err == nil && info.IsDir() {
			return folder
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// CameFrom has the dialogs of a purpose begin where a file lies that came another way: dropped, from a list, named to the program.
func CameFrom(path, purpose string) {
	if abs, err := filepath.Abs(path); err == nil {
		Ask{Purpose: purpose}.remember(filepath.Dir(abs))
	}
}

func (a Ask) remember(folder string) {
	if app := fyne.CurrentApp(); app != nil {
		app.Preferences().SetString(a.folderKey(), folder)
	}
}

// takes reports whether a file's extension is among those asked for.
func (a Ask) takes(name string) bool {
	for _, end := range a.Ends {
		if strings.EqualFold(filepath.Ext(name), end) {
			return true
		}
	}
	return len(a.Ends) == 0
}

// OpenFile asks for a file; done is not called when the user cancels.
func OpenFile(w fyne.Window, a Ask, done func(path string)) {
	(&chooser{win: w, ask: a, kind: oneFile}).start(func(paths []string) { done(paths[0]) })
}

// OpenFiles asks for one file or several; done is not called when the user cancels.
func OpenFiles(w fyne.Window, a Ask, done func(paths []string)) {
	(&chooser{win: w, ask: a, kind: someFiles}).start(done)
}

// Folder asks for a folder.
func Folder(w fyne.Window, a Ask, done func(path string)) {
	(&chooser{win: w, ask: a, kind: oneFolder}).start(func(paths []string) { done(paths[0]) })
}

// SaveFile asks for a place and a name; nothing is written. The first extension of the question is added where none is typed.
// A file that is there already is only given when the user agreed to write over it.
func SaveFile(w fyne.Window, a Ask, done func(path string)) {
	if !nativeDialogs() {
		askPlace(w, a, done)
		return
	}
	native(w, a, saveFile, func(paths []string, err error) {
		switch {
		case err != nil:
			askPlace(w, a, done)
		case len(paths) > 0:
			path := a.ended(paths[0])
			if !a.New && path == paths[0] { // the system's dialog has asked
				a.remember(filepath.Dir(path))
				done(path)
				return
			}
			a.settle(w, path, done)
		}
	})
}

// ended adds the first extension where none of those asked for is there.
func (a Ask) ended(path string) string {
	if !a.takes(path) {
		return path + a.Ends[0]
	}
	return path
}

// settle gives a path to done, after asking where a file is there already.
func (a Ask) settle(w fyne.Window, path string, done func(string)) {
	give := func() {
		a.remember(filepath.Dir(path))
		done(path)
	}
	name := "“" + filepath.Base(path) + "”"
	switch _, err := os.Lstat(path); {
	case err != nil:
		give()
	case a.New:
		NewSheet(w, "已有同名文件", Body("这个文件夹里已经有"+name+"。为了不丢失它的内容，请换一个名字。")).
			Main("换一个名字", nil, func() { SaveFile(w, a, done) }).Show()
	default:
		NewSheet(w, "已有同名文件", Body("这个文件夹里已经有"+name+"。覆盖后，原来的内容就没有了。")).
			Button("换一个名字", func() { SaveFile(w, a, done) }).Main("覆盖", nil, give).Show()
	}
}

// askPlace is the program's own dialog for a place and a name.
func askPlace(w fyne.Window, a Ask, done func(path string)) {
	folder := a.begin()
	where, name := Muted(folder), newNaming("文件名")
	name.SetText(a.Name)
	choose := NewAction("换一个文件夹…", theme.FolderOpenIcon(), func() {
		Folder(w, Ask{Title: "选择存放的文件夹", Folder: folder, Purpose: a.folderKey()}, func(path string) {
			folder = path
			where.SetText(path)
		})
	})
	form := Column(8, Body(name.what), name.Entry, name.wrong, Gap(4), Body("存放在"), where, Row(0, -1, choose))
	NewSheet(w, a.Title, form).Button("取消", nil).Main("确定", name.right, func() {
		a.Name, a.Folder = name.name(), folder
		a.settle(w, filepath.Join(folder, a.ended(a.Name)), done)
	}).Show()
}

// naming is a field for the name of a file or a folder, with what is wrong with it.
type naming struct {
	*Entry
	what  string
	wrong *Text
}

func newNaming(what string) *naming {
	return &naming{NewEntry(320), what, NewText("", Style{Size: theme.SizeNameCaptionText, Tone: ToneError})}
}

func (n *naming) name() string { return strings.TrimSpace(n.Text) }

// right reports whether the name can be one everywhere, and says what is wrong where it cannot.
func (n *naming) right() bool {
	switch {
	case strings.Trim(n.name(), ".") == "":
		n.wrong.SetText("请填写" + n.what + "。")
	case strings.ContainsAny(n.name(), `/\:*?"<>|`):
		n.wrong.SetText(n.what + `里不能有 / \ : * ? " < > | 这些符号。`)
	default:
		return true
	}
	return false
}
