package review

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// incomingPage is what came in: a row for each unit with its version, and the figures that the assessor has itself, which are typed into
// the cells. What is dropped on it, or chosen, is read and shown before anything is taken.
type incomingPage struct {
	desk *Desk

	box   *fyne.Container
	under *widgets.Text
	chips *widgets.Chips
	find  *widgets.Entry
	grid  *widgets.Grid
	foot  *widgets.Text // about the row with the keyboard

	rows    []*review.UnitView
	fields  []cityField
	figures map[string]string // by county and field
	list    []review.Figure   // they are of
}

// cityField is a field whose value is the assessor's to give.
type cityField struct {
	name string // "11.1.standard"
	no   int
	*scoring.Field
}

// The columns before those of the figures.
const (
	incomingState = iota
	incomingVersion
	incomingWhen
	incomingOwn // the first figure
)

// The filters over the rows.
const (
	incomingAll     = "all"
	incomingThere   = "there"
	incomingMissing = "missing"
	incomingRival   = "rival"
	incomingBlank   = "blank"
)

func newIncoming(d *Desk) page {
	p := &incomingPage{desk: d}
	for _, c := range d.session.View.Edition.Criteria() {
		for _, f := range c.Fields {
			if review.CityHolds(c, f) {
				p.fields = append(p.fields, cityField{c.ID + "." + f.Key, c.Indicator.No, f})
			}
		}
	}
	p.build()
	return p
}

func (p *incomingPage) build() {
	words := p.desk.session.View.Edition.Words
	p.under = widgets.Muted("")
	p.chips = widgets.NewChips(widgets.Chip{Key: incomingAll, Label: "全部"}, widgets.Chip{Key: incomingThere, Label: "已收下"}, widgets.Chip{Key: incomingMissing, Label: "未报送"},
		widgets.Chip{Key: incomingRival, Label: "两份不同"}, widgets.Chip{Key: incomingBlank, Label: "数据没录全"})
	p.chips.OnChanged = func(string) { p.show() }
	p.find = widgets.NewEntry(130)
	p.find.SetPlaceHolder("查找" + words.Unit)
	p.find.OnChanged = func(string) { p.show() }
	p.grid = widgets.NewGrid(words.Unit, 132)
	p.grid.Name, p.grid.Cell = func(row int) string { return p.rows[row].Unit.Name }, p.cell
	p.grid.Begins, p.grid.OnEnter = p.begins, p.onEnter
	p.grid.OnSelect = p.showFoot
	p.grid.OnOpen = func(row, _ int) {
		p.desk.at.County = p.rows[row].Unit.Code
		p.desk.Show(pageDown)
	}
	columns := []widgets.GridColumn{{Title: "来件", Width: 96}, {Title: "版次", Width: 64}, {Title: "收到", Width: 108}}
	for _, f := range p.fields {
		ind := p.desk.session.View.Edition.Indicator(f.no)
		columns = append(columns, widgets.GridColumn{
			Title: f.Label, Whole: "第" + strconv.Itoa(f.no) + "项 " + f.Label, Group: "第" + strconv.Itoa(f.no) + "项 " + ind.Title, Tone: widgets.SectionTone(f.no), Width: 118,
		})
	}
	p.grid.SetColumns(columns)
	p.grid.Keep("incoming")
	p.grid.OnMenu = p.menu
	p.foot = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted, Single: true})
	take := widgets.NewMainButton("收下文件…", nil, p.askFiles)
	folder := widgets.NewButton("收下文件夹…", p.askFolder)
	sheet := widgets.NewButton("写出评分表…", p.desk.AskScoreSheet)
	head := widgets.Column(2, widgets.Row(8, 0, widgets.Heading("来件"), take, folder, sheet), p.under)
	tools := widgets.Row(12, 1, p.chips, widgets.NewText("", widgets.Style{Single: true}), p.find)
	p.box = container.NewBorder(widgets.Inset(16, 8, widgets.Column(8, head, tools)), widgets.Inset(16, 6, p.foot), nil, nil, p.grid)
}

func (p *incomingPage) object() fyne.CanvasObject { return p.box }

// dropped takes files dropped on the page.
func (p *incomingPage) dropped(paths []string) { p.desk.planIncoming(paths) }

func (p *incomingPage) show() {
	p.sortFigures()
	sought := strings.TrimSpace(p.find.Text)
	counts := map[string]int{}
	p.rows = p.rows[:0]
	for _, u := range p.desk.session.View.Units {
		if !strings.Contains(u.Unit.Name, sought) && !strings.Contains(u.Unit.Code, sought) {
			continue
		}
		is := p.filters(u)
		for _, key := range is {
			counts[key]++
		}
		if slices.Contains(is, p.chips.Selected()) {
			p.rows = append(p.rows, u)
		}
	}
	p.chips.SetCounts(counts[incomingAll], counts[incomingThere], counts[incomingMissing], counts[incomingRival], counts[incomingBlank])
	words := p.desk.session.View.Edition.Words
	p.under.SetText("工作簿、报送包、评分表、数据表，或者存放它们的文件夹，都可以拖到这里。" + words.Assessor + "掌握的数据直接在表里录入，双击一行看这个" + words.Unit + "的全部指标。")
	p.grid.Fill(len(p.rows))
	p.showFoot()
}

// goTo goes to the row of a unit.
func (p *incomingPage) goTo(county string) {
	p.find.SetText("")
	p.chips.Pick(incomingAll)
	if row := slices.IndexFunc(p.rows, func(u *review.UnitView) bool { return u.Unit.Code == county }); row >= 0 {
		p.grid.Go(row, incomingState)
	}
}

// sortFigures looks the assessor's figures up anew where they have changed.
func (p *incomingPage) sortFigures() {
	list := p.desk.session.View.Figures
	if p.figures != nil && len(list) == len(p.list) && (len(list) == 0 || &list[0] == &p.list[0]) {
		return
	}
	p.list, p.figures = list, make(map[string]string, len(list))
	for _, f := range list {
		p.figures[f.County+" "+f.Field] = f.Value
	}
}

// filters are those that a unit passes.
func (p *incomingPage) filters(u *review.UnitView) []string {
	out := []string{incomingAll, incomingMissing}
	if u.Received != nil {
		out[1] = incomingThere
	}
	if len(u.Rivals) > 0 {
		out = append(out, incomingRival)
	}
	if p.blanks(u) > 0 {
		out = append(out, incomingBlank)
	}
	return out
}

// blanks is how many of the assessor's figures are not entered.
func (p *incomingPage) blanks(u *review.UnitView) int {
	n := 0
	for _, f := range p.fields {
		if p.figures[u.Unit.Code+" "+f.name] == "" {
			n++
		}
	}
	return n
}

// receiptSign is how a unit's row begins.
func receiptSign(u *review.UnitView) (sign, string) {
	switch {
	case len(u.Rivals) > 0:
		return sign{"≠", widgets.ToneError}, "两份不同"
	case u.Received == nil:
		return sign{"○", widgets.ToneMuted}, "未报送"
	}
	return sign{"●", widgets.ToneGood}, "已收下"
}

func (p *incomingPage) cell(row, col int) widgets.GridCell {
	u := p.rows[row]
	if col >= incomingOwn {
		f := p.fields[col-incomingOwn]
		value := p.figures[u.Unit.Code+" "+f.name]
		if value == "" {
			return widgets.GridCell{Text: "—", Quiet: true}
		}
		return widgets.GridCell{Text: f.Display(value)}
	}
	if col == incomingState {
		s, words := receiptSign(u)
		return widgets.GridCell{Sign: s.Mark, Tone: s.Tone, Text: words, Quiet: u.Received == nil}
	}
	if u.Received == nil {
		return widgets.GridCell{}
	}
	if col == incomingVersion {
		return widgets.GridCell{Text: "第" + strconv.Itoa(u.Version) + "版"}
	}
	return widgets.GridCell{Text: shortTime(u.Received.At)}
}

// showFoot tells what is known of the row with the keyboard.
func (p *incomingPage) showFoot() {
	row, col := p.grid.Place()
	if row < 0 || row >= len(p.rows) {
		p.foot.SetText("没有这样的" + p.desk.session.View.Edition.Words.Unit)
		return
	}
	u := p.rows[row]
	parts := []string{u.Unit.Name}
	if e := u.Received; e == nil {
		parts = append(parts, "还没有收到材料")
	} else {
		parts = append(parts, e.Data[review.DataFile], "核对码 "+u.Code, "收件 "+e.By)
	}
	if len(u.Rivals) > 0 {
		parts = append(parts, "同一版收到内容不同的两份，请到“合并”选定")
	}
	if i := col - incomingOwn; i >= 0 && i < len(p.fields) {
		parts = append(parts, "第"+strconv.Itoa(p.fields[i].no)+"项 "+p.fields[i].Label)
	}
	p.foot.SetText(joined(parts...))
}

// begins says which cells can be typed into.
func (p *incomingPage) begins(_, col int) (hint string, ok bool) {
	if col < incomingOwn || p.desk.session.Locked() {
		return "", false
	}
	return p.fields[col-incomingOwn].Field.Unit, true
}

// onEnter takes a figure that was typed; blank takes it out.
func (p *incomingPage) onEnter(row, col int, text string, _ bool) {
	u, f := p.rows[row], p.fields[col-incomingOwn]
	p.grid.Go(min(row+1, len(p.rows)-1), col)
	p.desk.signed("没有保存", func() {
		me := p.desk.session.Me
		p.desk.session.Act(func(b *review.Book) error {
			_, err := b.SetFigures(me, review.Figure{County: u.Unit.Code, Field: f.name, Value: text})
			return err
		}, p.desk.host.After("没有保存", func() {}))
	})
}
