package assess

import (
	"context"
	"fmt"
	"strconv"

	"zicha/forms/carry"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// CarryPlan says what a new dossier by a rulebook would take over from last year's, and proposes a name for it.
func (o Office) CarryPlan(from string, e *scoring.Edition) (words []string, name string, err error) {
	old, err := dossier.Open(from, dossier.Options{ReadOnly: true, Editions: o.Known.Editions()})
	if err != nil {
		return nil, "", err
	}
	defer old.Close()
	d := old.Dossier()
	plan, err := check.Carry(d, e)
	if err != nil {
		return nil, "", err
	}
	words = append([]string{fmt.Sprintf("%s：%d年度→%d年度", d.County(), d.Edition.Year, e.Year)}, carry.Words(plan)...)
	return words, Place{e, d.Get(forms.CountyPath("code")), d.County()}.FileName(), nil
}

// Carry makes a new dossier by a rulebook from last year's and starts a session on it.
func (o Office) Carry(from, path string, e *scoring.Edition) (*Session, error) {
	old, err := dossier.Open(from, dossier.Options{ReadOnly: true, Editions: o.Known.Editions()})
	if err != nil {
		return nil, err
	}
	defer old.Close()
	f, _, err := carry.Begin(old, path, e)
	if err != nil {
		return nil, err
	}
	return NewSession(f, false, o.Later), nil
}

// CarryEvidence copies last year's evidence into the open dossier.
func (d *Desk) CarryEvidence(from string) {
	var copied int
	var notes []string
	editions := []*scoring.Edition{d.session.Values.Edition}
	d.host.Run(work.Task{Title: "正在复制上年佐证材料", Work: func(ctx context.Context, p *work.Progress) error {
		old, err := dossier.Open(from, dossier.Options{ReadOnly: true, Editions: editions})
		if err != nil {
			return err
		}
		defer old.Close()
		copied, notes, err = carry.Evidence(ctx, old, d.session.File, p.File)
		return err
	}, Ended: func(err error) {
		d.session.Rework(func() error { return err }, func(err error) { d.showCarried(copied, notes, err) })
	}})
}

// showCarried says what was copied.
func (d *Desk) showCarried(copied int, notes []string, err error) {
	list := widgets.Column(8, widgets.Body("复制了"+strconv.Itoa(copied)+"件，编号重新给出。日期仍是上年的，请逐件核对，换成今年的材料；其中沿用上年填报的要点标为“尚未确认”。"))
	work.List(list, notes, func(n string) fyne.CanvasObject { return widgets.Muted(n) })
	title := "佐证材料已复制"
	if err != nil {
		title = "佐证材料没有全部复制"
		list.Add(widgets.NewText(err.Error()+"。", widgets.Style{Tone: widgets.ToneError}))
	}
	widgets.NewSheet(d.host.Window, title, list).Main("知道了", nil, nil).Show()
}

// lastYear is what a criterion's card says of last year: that its answers are last year's and want confirming, or, where they were not
// taken over, what they were.
type lastYear struct {
	session *Session
	id      string
	box     *fyne.Container
	line    fyne.CanvasObject
	confirm *widgets.Action
	note    *widgets.Text
}

func newLastYear(s *Session, id string) *lastYear {
	l := &lastYear{session: s, id: id, note: widgets.Muted("")}
	l.confirm = widgets.NewAction("确认", theme.ConfirmIcon(), l.onConfirm)
	words := widgets.NewText("沿用上年，尚未确认。有变化的请改正；没有变化的，点“确认”。", widgets.Style{Tone: widgets.ToneWait})
	l.line = widgets.Row(8, 0, words, l.confirm)
	l.box = widgets.Column(4, l.line, l.note)
	return l
}

func (l *lastYear) show() {
	marked, note := l.session.Values.Unconfirmed(l.id), l.session.Values.LastYear(l.id)
	widgets.Reveal(l.line, marked)
	widgets.Lock(l.confirm, l.session.WhyLocked())
	if note != "" {
		note = "上年填报，没有沿用：" + note
	}
	widgets.Say(l.note, note)
	widgets.Reveal(l.box, marked || note != "")
}

func (l *lastYear) onConfirm() {
	l.session.Do("确认沿用上年："+l.id, l.session.Values.Confirm(l.id))
}

// lastWords is a fold with what was written last year, nil where there is nothing.
func (d *Desk) lastWords(part string) fyne.CanvasObject {
	text := d.session.Values.LastYear(part)
	if text == "" {
		return nil
	}
	fold := widgets.NewFold("上年写的（供参考，不印）", widgets.Inset(28, 4, widgets.Body(text)))
	fold.OnToggled = d.pane.relayout
	return fold.Object()
}
