package review

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// head is the line over everything: which review, whose turn, what is open, how long there is left.
type head struct {
	desk        *Desk
	line        *fyne.Container
	name, saved *widgets.Text
	left        *widgets.Text
	me          *widgets.Button
}

func newHead(d *Desk) *head {
	h := &head{desk: d}
	h.name = widgets.NewText("", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true, Single: true})
	h.saved = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted, Single: true})
	h.left = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing, Single: true})
	h.me = widgets.NewButton("", d.AskMe)
	h.line = widgets.Row(16, 2, h.name, h.saved, h.left, h.me)
	return h
}

// show brings the head line in line with the session.
func (h *head) show() {
	s := h.desk.session
	e := s.View.Edition
	h.name.SetText(e.City + strconv.Itoa(e.Year) + "年度考核")
	calendar, now := h.desk.host.Calendar, s.Now()
	words := work.Deadline{Calendar: calendar, Day: e.ResultDeadline, Due: "报送考核结果"}.Words(now)
	switch n := s.counts(); {
	case n.open > 0:
		words = joined("未核定"+strconv.Itoa(n.open)+"项", words, pace(calendar, now, n.today, n.open))
	case n.stale > 0:
		words = joined(review.Stale.Label()+strconv.Itoa(n.stale)+"项", words)
	default:
		words = joined("全部核定", words)
	}
	h.left.SetText(words)
	h.me.SetText(meWords(s.Me))
	h.showSaved()
}

func joined(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p != "" && out != "" {
			out += " · "
		}
		out += p
	}
	return out
}

// meWords name who works here.
func meWords(p review.Person) string {
	if p.By == "" {
		return "登记经办人"
	}
	return joined(p.By, p.Role, p.Unit)
}

func (h *head) showSaved() {
	text, troubled := h.desk.session.SaveState()
	tone := widgets.ToneMuted
	if troubled {
		tone = widgets.ToneWait
	}
	h.saved.Set(text, tone)
	h.line.Refresh() // its width is another
}
