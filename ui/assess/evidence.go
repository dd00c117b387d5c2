package assess

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/files"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// Expect lets an item serve exactly the expected pieces of a criterion at the places given (from 0).
func (s *Session) Expect(c *scoring.Criterion, item forms.Evidence, places ...int) {
	s.Do("佐证"+item.Number+"标明是"+c.ID+"的哪一种材料", s.Values.AssignEvidence(item.ID, c, places...))
}

// evidenceList is a criterion's evidence: what is expected as a list to be ticked off, what is there for each, and the ways to add.
type evidenceList struct {
	desk  *Desk
	c     *scoring.Criterion
	box   *fyne.Container
	state *widgets.Text
	lines *fyne.Container
	add   *widgets.Action
	apart *widgets.Action
	link  *widgets.Action
	help  *widgets.Action // what the words beside it mean
	// pieces and loose are what is on show, for each expected piece and for the items not assigned to any.
	pieces []expectedPiece
	loose  []looseItem
	shown  string
}

// expectedPiece is a line of the list: its tick, and the way to add a file for it (nil where it is the only one).
type expectedPiece struct {
	tick *widgets.Tick
	add  *widgets.Action
	undo []*widgets.Action // one per item, takes the assignment back
}

// looseItem is an item not assigned yet, with a line to click for every expected piece and one for all of them.
type looseItem struct{ choices []*widgets.Line }

func newEvidenceList(d *Desk, c *scoring.Criterion) *evidenceList {
	l := &evidenceList{desk: d, c: c, lines: widgets.Column(2), state: widgets.Muted("")}
	l.add = widgets.NewAction("添加文件", theme.ContentAddIcon(), func() { d.evidence.askFiles(c) })
	l.apart = widgets.NewAction("另行报送", theme.MailSendIcon(), func() { d.evidence.addApart(c) })
	l.link = widgets.NewAction("引用已有", theme.ContentCopyIcon(), func() { d.evidence.askLink(c) })
	w := &d.session.Values.Edition.Words
	l.apart.Explained(wording.Explain(wording.TermApart, w))
	l.link.Explained(wording.Explain(wording.TermCited, w))
	l.help = widgets.NewHelp(wording.ExplainAll(w, wording.TermApart, wording.TermCited, wording.TermNotKind))
	title := widgets.Column(0, widgets.NewText("佐证材料", widgets.Style{Bold: true}), l.state)
	head := widgets.Row(8, 0, title, widgets.Row(0, -1, l.add, l.apart, l.link, l.help))
	l.box = widgets.Column(4, head, l.lines)
	return l
}

// show brings the lines in line with the dossier.
func (l *evidenceList) show() {
	open, why := !l.desk.session.Locked(), l.desk.session.WhyLocked()
	widgets.Lock(l.add, why)
	widgets.Lock(l.apart, why)
	widgets.Lock(l.link, why)
	pieces, loose := check.Pieces(l.desk.session.Values, l.c)
	shown := fmt.Sprint(pieces, loose, open)
	if shown == l.shown {
		return
	}
	l.shown, l.pieces, l.loose, l.lines.Objects = shown, nil, nil, nil
	widgets.Say(l.state, countWords(pieces))
	for i, piece := range pieces {
		l.showPiece(i, piece)
	}
	if len(loose) > 0 && len(pieces) > 1 {
		l.lines.Add(widgets.Gap(4))
		l.lines.Add(widgets.NewText("还没有标明是哪一种的材料", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait}))
	}
	for _, item := range loose {
		l.lines.Add(l.line(item))
		if len(pieces) > 1 {
			l.showChoices(item)
		}
	}
	if len(l.desk.session.Values.Evidence(l.c.ID)) == 0 {
		l.lines.Add(widgets.Muted("还没有佐证材料。把文件拖到这里，或点“添加文件”。"))
	}
	l.lines.Refresh()
}

// countWords says how much of what is expected is there.
func countWords(pieces []check.Piece) string {
	have := 0
	for _, p := range pieces {
		if p.Have() {
			have++
		}
	}
	if len(pieces) == 0 {
		return ""
	}
	return fmt.Sprintf("应附%d种，已有%d种", len(pieces), have)
}

// showPiece adds the line of an expected piece and under it the items that serve it.
func (l *evidenceList) showPiece(place int, piece check.Piece) {
	out := expectedPiece{tick: widgets.NewTick(piece.Have())}
	row := []fyne.CanvasObject{out.tick, widgets.Body(piece.Name)}
	several := len(l.c.Evidence) > 1
	if several {
		out.add = widgets.NewAction("添加", theme.ContentAddIcon(), func() { l.desk.evidence.askFiles(l.c, forms.ExpectToken(l.c, place)) })
		widgets.Lock(out.add, l.desk.session.WhyLocked())
		row = append(row, out.add)
	}
	l.lines.Add(widgets.Row(8, 1, row...))
	for _, item := range piece.Items {
		line := fyne.CanvasObject(l.line(item))
		if several {
			undo := widgets.NewAction("不是这种", nil, func() {
				l.desk.session.Expect(l.c, item, slices.DeleteFunc(item.Serves(l.c), func(p int) bool { return p == place })...)
			})
			undo.Explained(wording.Explain(wording.TermNotKind, &l.desk.session.Values.Edition.Words))
			widgets.Lock(undo, l.desk.session.WhyLocked())
			out.undo = append(out.undo, undo)
			line.(*widgets.Line).Menu = func() []widgets.MenuItem {
				return append(l.desk.evidence.menu(item), widgets.MenuItem{Label: "不是这种", Do: func() { undo.Tapped(nil) }, Off: undo.Disabled()})
			}
			line = widgets.Row(4, 0, line, undo)
		}
		l.lines.Add(underTick(line))
	}
	l.pieces = append(l.pieces, out)
}

// underTick sets an object under the words behind a tick.
func underTick(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Row(4, 1, widgets.Fixed(15, canvas.NewRectangle(nil)), o)
}

// showChoices asks which expected piece a loose item is; one click says it.
func (l *evidenceList) showChoices(item forms.Evidence) {
	if l.desk.session.Locked() {
		return
	}
	var out looseItem
	box := widgets.Column(0, widgets.Muted("这是："))
	choice := func(words string, places ...int) {
		text := widgets.NewText(words, widgets.Style{Size: theme.SizeNameCaptionText})
		line := widgets.NewLine(widgets.Inset(4, 3, widgets.Row(8, 1, widgets.NewTick(false), text)), func() { l.desk.session.Expect(l.c, item, places...) })
		out.choices = append(out.choices, line)
		box.Add(line)
	}
	var all []int
	for i, name := range l.c.Evidence {
		choice(name, i)
		all = append(all, i)
	}
	choice("以上都包括", all...)
	l.loose = append(l.loose, out)
	l.lines.Add(underTick(underTick(box)))
}

// lineThumb is how large the small picture of an item's first page is in its line.
const lineThumb = 36

// line is one piece of evidence; a click opens its data.
func (l *evidenceList) line(item forms.Evidence) *widgets.Line {
	number := widgets.NewText(item.Number, widgets.Style{Bold: true})
	facts := widgets.Muted(evidenceFacts(item, l.c.ID))
	title := widgets.Body(item.Title)
	if strings.TrimSpace(item.Title) == "" {
		title = widgets.NewText("没有材料名称，请点开补填", widgets.Style{Tone: widgets.ToneError})
	}
	words := widgets.Column(0, title, facts)
	if doubts := item.DoubtWords(); doubts != "" {
		words.Add(widgets.NewText(doubts, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait}))
	}
	parts := widgets.Row(8, 1, widgets.Fixed(52, number), words)
	if d := l.desk.evidence; d.canView() && len(item.Files) > 0 {
		view := widgets.NewIconAction("查看"+item.Number, theme.VisibilityIcon(), func() { d.viewItem(item, 0, nil) })
		parts = widgets.Row(8, 2, widgets.Fixed(52, number), d.fileThumb(item.Files[0], "", lineThumb), words, view)
	}
	line := widgets.NewLine(widgets.Inset(4, 4, parts), func() { l.desk.evidence.editEvidence(item.ID) })
	line.Menu = func() []widgets.MenuItem { return l.desk.evidence.menu(item) }
	return line
}

// evidenceFacts are the data of an item in one line.
func evidenceFacts(item forms.Evidence, here string) string {
	held, others := "", ""
	switch n := len(item.Files); {
	case n == 1:
		held = item.Files[0].Name + "（" + files.Size(item.Files[0].Size) + "）"
	case n > 1:
		held = fmt.Sprintf("%d个文件", n)
	}
	if ids := slices.DeleteFunc(slices.Clone(item.Criteria), func(id string) bool { return id == here }); len(ids) > 0 {
		others = "同时用于" + strings.Join(ids, "、")
	}
	return facts(item.DocNo, item.Date, item.Issuer, followed(item.Pages, "页"), forms.EvidenceField(forms.AttrDelivery).Display(item.Delivery), held, others)
}

// facts sets what is known in one line.
func facts(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
}

// followed is a value with the words behind it, "" where there is none.
func followed(value, words string) string {
	if value == "" {
		return ""
	}
	return value + words
}
