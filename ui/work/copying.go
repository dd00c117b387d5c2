package work

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
	"zicha/forms/secret"
	"zicha/ui/widgets"
)

// Copying asks for a copy of the open file, under a password or not, and writes it; the one that is open stays the open one.
type Copying struct {
	Path  string                  // of the open file
	Name  string                  // proposed for the copy
	Words string                  // what is to be known before, "" for nothing
	Save  func(path string) error // writes a plain copy and checks it

	host            Host
	sheet           *widgets.Sheet
	lock            *widgets.Check
	fields          *fyne.Container // those of the password
	password, again *widgets.Entry
	wrong           *widgets.Text
}

// AskCopy shows the dialog.
func (h Host) AskCopy(c Copying) {
	c.host = h
	c.build().Show()
}

func (c *Copying) build() *widgets.Sheet {
	c.password, c.again = widgets.NewPassword(280), widgets.NewPassword(280)
	c.wrong = widgets.NewText("", widgets.Style{Tone: widgets.ToneError})
	c.fields = widgets.Column(8,
		widgets.Labelled(96, widgets.Body("密码"), c.password), widgets.Labelled(96, widgets.Body("再写一次"), c.again),
		widgets.Labelled(96, nil, widgets.NewReveal(c.password, c.again)),
		widgets.Muted("至少8个字符，分大小写。几个不相干的词连在一起，好记，也难猜。"),
		widgets.NewText(secret.Lost+"。", widgets.Style{Tone: widgets.ToneWait}), c.wrong)
	c.fields.Hide()
	c.lock = widgets.NewCheck("设密码：存入U盘、交他人带走时用，没有密码无法打开", c.onLock)
	list := widgets.Column(12)
	if c.Words != "" {
		list.Add(widgets.Body(c.Words))
	}
	list.Add(c.lock)
	list.Add(c.fields)
	c.sheet = widgets.NewSheet(c.host.Window, "另存副本", list).Button("取消", nil).Main("下一步", c.right, c.askPlace)
	return c.sheet
}

func (c *Copying) onLock(on bool) {
	if c.fields.Hidden = !on; on {
		c.host.Window.Canvas().Focus(c.password)
	}
	c.sheet.Fit()
}

// CopyPurpose is what the folder of the copies is remembered for.
const CopyPurpose = "copy"

// right reports whether the copy can be made as it is asked for, and says what is wrong where it cannot.
func (c *Copying) right() bool {
	if !c.lock.Checked {
		return true
	}
	words, field := "", c.password
	if err := secret.Fit(c.password.Text); err != nil {
		words = err.Error() + "。"
	} else if c.password.Text != c.again.Text {
		words, field = "两次写的密码不同；请再写一次。", c.again
	}
	c.wrong.SetText(words)
	c.sheet.Fit()
	if words != "" {
		c.host.Window.Canvas().Focus(field)
	}
	return words == ""
}

func (c *Copying) askPlace() {
	ext := filepath.Ext(c.Name)
	ask := widgets.Ask{Title: "另存副本", Name: c.Name, Folder: filepath.Dir(c.Path), Ends: []string{ext}, Purpose: CopyPurpose, New: true}
	if c.lock.Checked {
		ask.Title, ask.Name, ask.Ends = "另存设密码的副本", c.Name+secret.Ext, []string{secret.Ext}
	}
	widgets.SaveFile(c.host.Window, ask, c.write)
}

// write writes the copy and shows it.
func (c *Copying) write(path string) {
	t := Task{Title: "正在另存副本", Step: "正在写出并核对…", Failed: "没有另存"}
	words := "正在编辑的仍是“" + filepath.Base(c.Path) + "”，以后的改动不会进入副本。"
	t.Work = func(context.Context, *Progress) error { return c.Save(path) }
	if c.lock.Checked {
		password := c.password.Text
		words += "打开时用“文件→打开…”，键入密码后取出到选定的位置。" + secret.Lost + "。"
		t.Work = func(ctx context.Context, p *Progress) error {
			return secret.Copy{To: path, Password: password, Report: p.Report}.Write(ctx, c.Path, c.Save)
		}
	}
	t.Done = func() { c.host.MadeCopy("已另存副本", path, words) }
	c.host.Run(t)
}

// MadeCopy shows a file of ours that was written, and what is to be known of it.
func (h Host) MadeCopy(title, path, words string) {
	size := ""
	if info, err := os.Stat(path); err == nil {
		size = files.Size(info.Size())
	}
	h.Made(title, filepath.Dir(path), widgets.Column(8, MadeOwn(path, size), widgets.Body(words))).Show()
}
