package widgets

import (
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/ncruces/zenity"
)

// asking is what a file dialog is to give.
type asking uint8

const (
	oneFile asking = iota
	someFiles
	oneFolder
	saveFile
)

// nativeDialogs reports whether the system has file dialogs of its own: always on Windows and macOS, elsewhere where one of
// the known helpers is installed. Tests run without a desktop and use the program's own.
func nativeDialogs() bool {
	_, onDesktop := fyne.CurrentApp().Driver().(desktop.Driver)
	return onDesktop && zenity.IsAvailable()
}

// native shows the system's dialog. The window cannot be used meanwhile. done gets no paths where the user cancelled, and an
// error where the dialog could not be shown.
func native(w fyne.Window, a Ask, kind asking, done func(paths []string, err error)) {
	options := a.options(kind)
	if owner := windowHandle(w); owner != nil {
		options = append(options, zenity.Attach(owner))
	}
	c := newCurtain()
	w.Canvas().Overlays().Add(c)
	c.Resize(w.Canvas().Size())
	go func() {
		paths, err := show(kind, options)
		fyne.Do(func() {
			w.Canvas().Overlays().Remove(c)
			if errors.Is(err, zenity.ErrCanceled) {
				paths, err = nil, nil
			}
			done(paths, err)
		})
	}()
}

func show(kind asking, options []zenity.Option) (paths []string, err error) {
	path := ""
	switch kind {
	case someFiles:
		return zenity.SelectFileMultiple(options...)
	case saveFile:
		path, err = zenity.SelectFileSave(options...)
	default:
		path, err = zenity.SelectFile(options...)
	}
	if err != nil {
		return nil, err
	}
	return []string{path}, nil
}

// options words the question for the system's dialog.
func (a Ask) options(kind asking) []zenity.Option {
	at := a.begin() + string(filepath.Separator)
	if kind == saveFile {
		at = filepath.Join(at, a.Name)
	}
	out := []zenity.Option{zenity.Title(a.Title), zenity.Filename(at), zenity.Modal()}
	switch {
	case kind == oneFolder:
		return append(out, zenity.Directory())
	case kind == saveFile && !a.New:
		out = append(out, zenity.ConfirmOverwrite())
	}
	if len(a.Ends) > 0 {
		f := zenity.FileFilter{Name: "可以选的文件（" + strings.Join(a.Ends, " ") + "）", CaseFold: true}
		for _, end := range a.Ends {
			f.Patterns = append(f.Patterns, "*"+end)
		}
		out = append(out, f)
	}
	return out
}

// windowHandle is what the system's dialog is kept in front of; nil where it cannot be told.
func windowHandle(w fyne.Window) any {
	n, ok := w.(driver.NativeWindow)
	if !ok {
		return nil
	}
	var handle any
	n.RunNative(func(context any) {
		if at, ok := context.(driver.WindowsWindowContext); ok {
			handle = at.HWND
		}
	})
	return handle
}

// curtain covers the window while a dialog of the system is open, so that nothing behind it can be clicked or typed into.
type curtain struct{ Ground }

func newCurtain() *curtain {
	c := &curtain{}
	c.init(ToneShade, 0)
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements fyne.Tappable.
func (c *curtain) Tapped(*fyne.PointEvent) {}
