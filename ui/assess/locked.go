package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/ui/widgets"
)

// WhyLocked says why nothing can be changed and what to do about it, "" where it can. It is what a click into anything locked says.
func (s *Session) WhyLocked() string {
	switch {
	case !s.Locked():
		return ""
	case s.ReadOnly():
		return "档案是以只读方式打开的，不能修改。要修改，请关闭后重新打开。"
	}
	return "第" + strconv.Itoa(s.Values.Version) + "版已经定稿，不能直接修改。要修改，请点上面的“退回修改”。"
}

// banner stands over a finalized dossier: which version it is, its code, and what is done with it.
type banner struct {
	desk          *Desk
	box           *fyne.Container
	title, code   *widgets.Text
	what          *widgets.Text
	print, reopen *widgets.Button
}

func newBanner(d *Desk) *banner {
	b := &banner{desk: d, print: widgets.NewButton("打印", d.AskPrint), reopen: widgets.NewButton("退回修改", d.AskReopen)}
	b.title = widgets.NewText("", widgets.Style{Bold: true, Whole: true, Tone: widgets.ToneSeal})
	b.code = widgets.NewText("", widgets.Style{Bold: true, Whole: true})
	b.what = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true})
	row := widgets.Row(headGap, 3, b.title, widgets.Muted("核对码"), b.code, b.what, b.print, b.reopen)
	b.box = widgets.Column(0, widgets.Panel(widgets.ToneQuote, 0, widgets.Inset(16, 6, row)), widgets.Rule())
	return b
}

// show brings the banner in line with the session and reports whether it came or went.
func (b *banner) show() bool {
	s := b.desk.session
	if s.Values.Final {
		b.title.SetText("已定稿 第" + strconv.Itoa(s.Values.Version) + "版")
		b.code.SetText(s.lastVersion().Code)
		b.what.SetText("内容已经锁定，要修改请先退回")
		if n := s.pendingReturns(); n > 0 {
			b.what.SetText(s.Values.Edition.Words.Assessor + "退回补正" + strconv.Itoa(n) + "项，要补正请先退回修改")
		}
		widgets.Enable(b.reopen, !s.ReadOnly())
	}
	return widgets.Reveal(b.box, s.Values.Final)
}
