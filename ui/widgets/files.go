package widgets

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
)

// Ask says what a file dialog is for.
type Ask struct {
	Title  string
	Folder string   // where to begin, "" for the usual place
	Ends   []string // extensions with dot, none for all files
	Name   string   // the proposed name when saving
}

func (a Ask) ready(w fyne.Window, d *dialog.FileDialog) {
	d.SetTitleText(a.Title)
	if len(a.Ends) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(a.Ends))
	}
	begin(d, a.Folder)
	d.Show()
	large(w, d) // a file dialog has no size before it is shown
}

func begin(d interface {
	SetLocation(fyne.ListableURI)
}, folder string,
) {
	if folder == "" {
		return
	}
	if at, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		d.SetLocation(at)
	}
}

// large gives a dialog most of the window.
func large(w fyne.Window, d interface{ Resize(fyne.Size) }) {
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-60), min(600, size.Height-60)))
}

// OpenFile asks for a file; done is not called when the user cancels.
func OpenFile(w fyne.Window, a Ask, done func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		path := r.URI().Path()
		_ = r.Close()
		done(filepath.FromSlash(path))
	}, w)
	d.SetConfirmText("打开")
	d.SetDismissText("取消")
	a.ready(w, d)
}

// SaveFile asks for a place and a name; nothing is written. The first extension of the question is added where none is typed.
// Fyne's own save dialog would make an empty file at once.
func SaveFile(w fyne.Window, a Ask, done func(path string)) {
	folder := a.Folder
	where := Muted(folder)
	name := NewEntry(320)
	name.SetText(a.Name)
	choose := NewAction("换一个文件夹…", theme.FolderOpenIcon(), func() {
		Folder(w, Ask{Title: "选择存放的文件夹", Folder: folder}, func(path string) {
			folder = path
			where.SetText(path)
		})
	})
	form := Column(8, Body("文件名"), name, Gap(4), Body("存放在"), where, Row(0, -1, choose))
	named := func() bool { return strings.TrimSpace(name.Text) != "" }
	NewSheet(w, a.Title, form).Button("取消", nil).Main("确定", named, func() {
		text := strings.TrimSpace(name.Text)
		if len(a.Ends) > 0 && !strings.HasSuffix(strings.ToLower(text), a.Ends[0]) {
			text += a.Ends[0]
		}
		done(filepath.Join(folder, text))
	}).Show()
}

// Folder asks for a folder.
func Folder(w fyne.Window, a Ask, done func(path string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err == nil && u != nil {
			done(filepath.FromSlash(u.Path()))
		}
	}, w)
	d.SetConfirmText("选定这个文件夹")
	d.SetDismissText("取消")
	a.ready(w, d)
}
