package work

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/ui/widgets"
)

// MadeFile is the line of a file or a folder that was written: its name over what is to be said of it, and a way to open it.
func (h Host) MadeFile(path, facts string) fyne.CanvasObject {
	return widgets.Row(8, 0, MadeOwn(path, facts), widgets.NewAction("打开", theme.VisibilityIcon(), func() { h.OpenPath(path) }))
}

// MadeOwn is the line of a file that only this program reads; the system would open it in a second window, or not at all.
func MadeOwn(path, facts string) fyne.CanvasObject {
	words := widgets.Column(0, widgets.Body(filepath.Base(path)))
	if facts != "" {
		words.Add(widgets.Muted(facts))
	}
	return words
}

// Made is the dialog about what was written into a folder, to be shown.
func (h Host) Made(title, folder string, list *fyne.Container) *widgets.Sheet {
	list.Add(widgets.Muted("存放在 " + folder))
	return widgets.NewSheet(h.Window, title, list).Button("打开文件夹", func() { h.OpenPath(folder) }).Main("完成", nil, nil)
}

// After gives what follows work on the file: done, or where it failed the reason, told under a title.
func (h Host) After(failed string, done func()) func(error) {
	return func(err error) {
		if err != nil {
			h.Tell(failed, err.Error())
			return
		}
		done()
	}
}

// ShortName shortens a long file name in its middle, so that beginning and end stay.
func ShortName(name string, most int) string {
	runes := []rune(name)
	if len(runes) <= most {
		return name
	}
	tail := min(12, most/2)
	return string(runes[:most-tail-1]) + "…" + string(runes[len(runes)-tail:])
}
