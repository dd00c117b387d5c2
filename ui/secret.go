package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
	"zicha/forms/secret"
	"zicha/ui/assess"
	"zicha/ui/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// lockedCopy is a copy with a password that is to be opened: its password is asked for, then where what is in it is to go.
type lockedCopy struct {
	window   *Window
	path     string
	password string
	holds    holding
}

// holding is what a copy holds, and how it is checked when it is taken out.
type holding struct {
	ext, purpose string
	check        func(path string) error
}

// holdingOf finds out by the first bytes what a copy holds.
func holdingOf(head []byte) (h holding, ok bool) {
	switch {
	case assess.Owns(head):
		return holding{".zicha", dossierPurpose, assess.Check}, true
	case review.Owns(head):
		return holding{bookExt, bookPurpose, review.Check}, true
	}
	return h, false
}

// underPassword reports whether a file is a copy with a password, by its name or by what is in it.
func underPassword(path string) bool { return secret.Ours(path) || secret.Sealed(path) }

// openCopy asks for the password of a copy; what only has its name is told for what it is.
func (w *Window) openCopy(path string) {
	if err := secret.Look(path); err != nil {
		w.fail("没有打开", err)
		return
	}
	(&lockedCopy{window: w, path: path}).ask("")
}

// ask asks for the password; wrong says why it is asked for again.
func (c *lockedCopy) ask(wrong string) {
	entry := widgets.NewPassword(320)
	list := widgets.Column(12,
		widgets.Body("“"+filepath.Base(c.path)+"”设了密码。键入密码，再选择取出到哪里；这份副本本身不会变动。"),
		entry, widgets.NewReveal(entry))
	if wrong != "" {
		list.Add(widgets.NewText(wrong+"。", widgets.Style{Tone: widgets.ToneError}))
	}
	typed := func() bool { return entry.Text != "" }
	widgets.NewSheet(c.window.win, "打开设密码的副本", list).Button("取消", nil).Main("打开", typed, func() {
		c.password = entry.Text
		c.look()
	}).Show()
}

// look tries the password, which takes a second, and finds out what is in the copy.
func (c *lockedCopy) look() {
	known := false
	c.window.run(work.Task{Title: "正在打开", Step: "正在核对密码…", Work: func(ctx context.Context, _ *work.Progress) error {
		o, err := secret.Open(c.path, c.password)
		if err != nil {
			return err
		}
		c.holds, known = holdingOf(o.Head())
		if err := o.Close(); err != nil || ctx.Err() == nil {
			return err
		}
		return files.ErrCancelled
	}}, func(err error) {
		switch {
		case files.Cancelled(err):
		case errors.Is(err, secret.ErrPassword):
			c.ask(err.Error())
		case err != nil:
			c.window.fail("没有打开", err)
		case !known:
			c.window.fail("没有打开", secret.Unknown(c.path))
		default:
			widgets.CameFrom(c.path, work.CopyPurpose)
			c.askPlace()
		}
	})
}

func (c *lockedCopy) askPlace() {
	ask := widgets.Ask{
		Title: "取出到哪里", Folder: documents(), Ends: []string{c.holds.ext}, Purpose: c.holds.purpose, New: true,
		Name: filepath.Base(secret.Named(c.path, c.holds.ext)),
	}
	widgets.SaveFile(c.window.win, ask, c.take)
}

// take takes the content out and opens it.
func (c *lockedCopy) take(to string) {
	c.window.run(work.Task{Title: "正在取出", Step: "正在核对密码…", Work: func(ctx context.Context, p *work.Progress) error {
		o, err := secret.Open(c.path, c.password)
		if err != nil {
			return err
		}
		return errors.Join(o.Take(ctx, secret.Taking{To: to, Check: c.holds.check, Report: p.Report}), o.Close())
	}}, func(err error) {
		c.password = ""
		switch {
		case files.Cancelled(err):
		case err != nil:
			c.window.fail("没有取出", err)
		default:
			c.window.Open(to)
		}
	})
}

// droppedSecret opens a copy with a password dropped on the window, wherever it fell; it reports whether there is one.
func (w *Window) droppedSecret(uris []fyne.URI) bool {
	for _, path := range paths(uris) {
		if underPassword(path) {
			w.Open(path)
			return true
		}
	}
	return false
}
