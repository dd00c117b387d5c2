package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/pack"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// head is the line over everything: whose dossier, in what state, saved when, how long there is left.
type head struct {
	host                     *Host
	session                  *Session
	line                     *fyne.Container
	name, state, saved, left *widgets.Text
	scores                   *scores
}

func newHead(d *Desk) *head {
	h := &head{host: &d.host, session: d.session}
	h.name = widgets.NewText("", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true, Single: true})
	h.state = widgets.NewText("", widgets.Style{Tone: widgets.ToneDraft, Single: true})
	h.saved = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted, Single: true})
	h.left = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted})
	h.scores = newScores(d.session.Card.Forecast.Max > 0, widgets.NewIconAction("展开分数栏（Ctrl+B）", theme.NavigateBackIcon(), d.Fold))
	h.line = container.New(headLine{}, h.name, h.state, h.saved, h.left, h.scores.box, widgets.NewButton("检查", d.ShowProblems), widgets.NewMainButton("导出", nil, d.AskExport))
	return h
}

// show brings the head line in line with the session; it is laid out anew where its words have changed.
func (h *head) show() {
	county := h.session.Values.County()
	if county == "" {
		county = "未填单位"
	}
	before := h.name.Text() + h.state.Text() + h.left.Text()
	h.name.SetText(county + " " + strconv.Itoa(h.session.Values.Edition.Year) + "年度自查")
	standing, tone := pack.Stands(h.session.File, h.session.Values), widgets.ToneDraft
	if standing.Final {
		tone = widgets.ToneGood
	}
	h.state.Set(standing.Words(), tone)
	h.left.SetText(h.deadline())
	changed := h.scores.show([3]scoring.Total{h.session.Card.Self, h.session.Backed.Self, h.session.Card.Forecast})
	if changed || before != h.name.Text()+h.state.Text()+h.left.Text() {
		h.line.Refresh()
	}
}

// deadline says how the day stands by which the self-check is due.
func (h *head) deadline() string {
	return work.Deadline{Calendar: h.host.Calendar, Day: h.session.Values.Edition.SelfDeadline, Due: "报送"}.Words(h.session.Now())
}

func (h *head) showSaved() {
	text, troubled := h.session.SaveState()
	tone := widgets.ToneMuted
	if troubled {
		tone = widgets.ToneError
	}
	h.saved.Set(text, tone)
	h.session.TellLost(h.host.Host)
}

// headLine sets the name, the state and the words about saving at the left, the deadline, the totals where they are not beside the page, and
// the buttons at the right. Where there is no room the deadline, which the overview has too, gives way first, then the name is shortened;
// the rest keeps its place whatever the words about saving say. It is as high with the totals as without.
type headLine struct{}

// headGap is the space between the parts of the head line.
const headGap = 12

// savedWidth is the room kept for the words about saving.
var savedWidth = widgets.Sample{Text: "已保存 18:88"}

func (headLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size.Height = max(size.Height, least.Height)
		if o.Visible() {
			size.Width += least.Width + headGap
		}
	}
	if left := objects[3]; left.Visible() {
		size.Width -= left.MinSize().Width
	}
	return size
}

func (headLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, state, saved, left := objects[0], objects[1], objects[2], objects[3]
	end := size.Width
	put := func(o fyne.CanvasObject, x, width float32) {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
	}
	for _, o := range []fyne.CanvasObject{objects[6], objects[5], objects[4]} {
		if !o.Visible() {
			continue
		}
		width := o.MinSize().Width
		end -= width
		put(o, end, width)
		end -= headGap
	}
	wide := func(o fyne.CanvasObject) float32 { return o.(*widgets.Text).NaturalWidth() }
	words, rest := savedWidth.Width(), wide(left)
	fits := wide(name)+wide(state)+words+3*headGap+rest <= end
	widgets.Reveal(left, fits)
	if fits {
		put(left, end-rest, rest)
		end -= rest + headGap
	}
	width := max(0, min(wide(name), end-words-wide(state)-2*headGap))
	put(name, 0, width)
	put(state, width+headGap, wide(state))
	x := width + wide(state) + 2*headGap
	put(saved, x, max(0, end-x))
}
