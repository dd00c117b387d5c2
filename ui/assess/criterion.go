package assess

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/feedback"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// criterionCard is one criterion on an indicator's page: its points, the official sentence with the part that earned them marked, its
// fields, its register, what it scores and why, and its evidence.
type criterionCard struct {
	session  *Session
	c        *scoring.Criterion
	box      *fyne.Container
	points   *widgets.Text
	state    *widgets.Action // what the state in place of points means
	reading  *widgets.Fold   // how the text is read, nil where it needs no reading
	quote    *widgets.Marked
	last     *lastYear
	reason   *widgets.Text
	gains    *fyne.Container
	fields   []*field
	allYes   *widgets.Action
	yesRow   *fyne.Container
	room     *canvas.Rectangle // what the offer takes, kept while the page is open
	register *register
	evidence *evidenceList
	feedback []*feedbackNotes // at the criterion, then at its fields
}

func newCriterionCard(d *Desk, c *scoring.Criterion) *criterionCard {
	card := &criterionCard{session: d.session, c: c, gains: widgets.Column(2), quote: widgets.NewMarked(c.Quote())}
	card.gains.Hide()
	card.points = widgets.NewText("", widgets.Style{Size: widgets.SizeFigure, Bold: true, Align: fyne.TextAlignTrailing, Whole: true})
	card.reason = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText})
	most := widgets.NewText(mostWords(c), widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing})
	id := widgets.NewText(c.ID, widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true, Tone: widgets.ToneMuted})
	card.state = widgets.NewHelp(stateWords(d.session.Values.Edition))
	head := widgets.Row(12, 1, id, widgets.Heading(c.Title), card.state, widgets.Fixed(124, widgets.Column(0, card.points, most)))
	card.last = newLastYear(d.session, c.ID)
	card.allYes = widgets.NewAction("", theme.ConfirmIcon(), card.onAllYes)
	card.room = canvas.NewRectangle(nil)
	card.yesRow = widgets.Row(0, -1, card.allYes, card.room)
	rows := []fyne.CanvasObject{head, card.quote}
	if notes := readings(c); len(notes) > 0 {
		card.reading = newReading(d, notes)
		rows = append(rows, card.reading.Object())
	}
	rows = append(rows, card.last.box, card.notes(atCriterion(c.ID)), card.yesRow)
	for i, spec := range c.Fields {
		if i > 0 && spec.Help == c.Fields[i-1].Help {
			once := *spec
			once.Help = "" // said at the field above
			spec = &once
		}
		lines := 0
		if spec.Kind == scoring.KindText {
			lines = 3
		}
		f := newField(d.session, slot{forms.AnswerPath(c.ID, spec.Key), spec, lines})
		card.fields = append(card.fields, f)
		rows = append(rows, f.box, card.notes(atField(f.path)))
	}
	if c.Register != nil {
		card.register = newRegister(d, c)
		rows = append(rows, card.register.box)
	}
	card.evidence = newEvidenceList(d, c)
	rows = append(rows, widgets.Panel(widgets.ToneSheet, 8, widgets.Column(4, card.reason, card.gains)), card.evidence.box)
	card.box = widgets.MenuArea(widgets.Card(widgets.Column(spaced, rows...)), card.menu)
	return card
}

// notes is where the feedback says something.
func (card *criterionCard) notes(at func(feedback.Note) bool) fyne.CanvasObject {
	n := newFeedbackNotes(card.session, at)
	card.feedback = append(card.feedback, n)
	return n.box
}

func (card *criterionCard) show() {
	a := card.session.Values.Answers()[card.c.ID]
	card.last.show()
	for _, n := range card.feedback {
		n.show()
	}
	for _, f := range card.fields {
		f.show()
		f.showWords(card.c, a)
	}
	if card.register != nil {
		card.register.show()
		card.showCounted()
	}
	card.showAllYes()
	card.evidence.show()
	res := card.session.Card.Result(card.c)
	words, tone := pointsOf(res)
	card.points.Set(words, tone)
	if widgets.Reveal(card.state, res.State == scoring.Pending || res.State == scoring.Incomputable) {
		card.box.Refresh()
	}
	card.mark(res, tone)
	card.showReason(res)
	card.showGains()
}

// blankYes lists the fields for 是 or 否 that are not filled in.
func (card *criterionCard) blankYes() []*field {
	var out []*field
	for _, f := range card.fields {
		if f.spec.Kind == scoring.KindYes && card.session.Values.Get(f.path) == "" {
			out = append(out, f)
		}
	}
	return out
}

// showAllYes offers to answer several blank questions with 是 at once.
func (card *criterionCard) showAllYes() {
	n := len(card.blankYes())
	card.allYes.SetLabel("未填的" + strconv.Itoa(n) + "问都是“是”")
	offered := n > 1 && !card.session.Locked()
	card.room.SetMinSize(fyne.NewSize(0, card.allYes.MinSize().Height))
	widgets.Reveal(card.allYes, offered)
	if offered {
		widgets.Reveal(card.yesRow, true)
	}
}

// opened gives back the room of an offer that is no longer made; while the page is open the answers stay where they are.
func (card *criterionCard) opened() { widgets.Reveal(card.yesRow, card.allYes.Visible()) }

func (card *criterionCard) onAllYes() {
	var changes []forms.Change
	for _, f := range card.blankYes() {
		changes = append(changes, forms.Change{Path: f.path, New: "true"})
	}
	card.session.Do(card.c.ID+" 未填的"+strconv.Itoa(len(changes))+"问都填“是”", changes)
}

// pointsOf words a criterion's points, with the tone of how they stand.
func pointsOf(res scoring.Result) (words string, tone fyne.ThemeColorName) {
	switch {
	case res.State == scoring.Unanswered, res.State == scoring.Absent:
		return res.State.Label(), widgets.ToneMuted
	case res.State != scoring.Scored:
		return res.State.Label(), widgets.ToneWait
	}
	if words, tone, ok := apartPoints(res); ok {
		return words, tone
	}
	switch {
	case !res.Criterion.Indicator.Source.Self():
		return "预估" + scoring.FormatShown(res.Points), widgets.ToneWait
	case res.Points.Sign() == 0:
		return "得0.00", widgets.ToneMuted
	}
	return "得" + scoring.FormatShown(res.Points), widgets.ToneGood
}

// mark marks the part of the official sentence that the points come from.
func (card *criterionCard) mark(res scoring.Result, tone fyne.ThemeColorName) {
	mark, ok := widgets.MarkOf(card.c.Quote(), res.Clause())
	if !ok {
		card.quote.Put()
		return
	}
	mark.Tone = tone
	mark.Tag, _ = pointsOf(res)
	if strings.ContainsAny(mark.Tag, "0123456789") {
		mark.Tag += "分"
	}
	card.quote.Put(mark)
}

func (card *criterionCard) showReason(res scoring.Result) {
	words := res.Reason
	if res.State == scoring.Scored {
		words = "计算：" + words
	}
	card.reason.SetText(words)
}

// showCounted tells at the number's field that the register stands for it while it has rows.
func (card *criterionCard) showCounted() {
	rows := card.session.Values.Rows(card.c.ID)
	for _, f := range card.fields {
		if f.entry == nil || !slices.Contains(card.c.CountedFields(), card.c.Field(f.spec.Key)) {
			continue
		}
		holder := ""
		if _, _, ok := card.c.Counted(f.spec.Key, rows); ok {
			holder = "按台账计"
		}
		f.entry.SetPlaceHolder(holder)
	}
}

func (card *criterionCard) showGains() {
	var lines []fyne.CanvasObject
	for _, g := range card.session.Gains {
		if g.Criterion == card.c {
			lines = append(lines, widgets.Muted("还能多得 · "+g.Words+"（"+g.When()+"）"))
		}
	}
	card.gains.Objects = lines
	widgets.Reveal(card.gains, len(lines) > 0)
	card.gains.Refresh()
}
