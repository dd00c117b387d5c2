package review

import (
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms/review"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// gridPage is 总表: all units by all indicators, or by the sections.
type gridPage struct {
	desk    *Desk
	box     fyne.CanvasObject
	grid    *widgets.Grid
	reading *widgets.Choices
	by      *widgets.Choices
	section *widgets.Select
	source  *widgets.Select
	name    *widgets.Entry
	chips   *widgets.Chips
	told    *widgets.Text
	buttons []*widgets.Button // 确认, 维持, 退回

	edition *scoring.Edition
	filter  gridFilter
	cols    []gridColumn
	rows    []int           // places in View.Units
	kept    map[string]bool // counties that stay in sight though the filter leaves them out, because they were just worked on
	refused string          // why the last thing asked for cannot be done
}

// The ways the columns go.
const (
	byIndicator = "indicator"
	bySection   = "section"
)

// provisionalMark stands at a total of which some is not confirmed yet.
const provisionalMark = "暂"

const (
	allSections = "全部分类"
	allSources  = "全部来源"
)

func newGridPage(d *Desk) page {
	g := &gridPage{desk: d, kept: map[string]bool{}}
	g.build()
	return g
}

func (g *gridPage) object() fyne.CanvasObject { return g.box }

func (g *gridPage) build() {
	e := g.desk.session.View.Edition
	var readings []widgets.Choice
	for _, r := range review.Readings() {
		readings = append(readings, widgets.Choice{Key: string(r), Label: r.Label()})
	}
	g.reading = widgets.NewChoices(readings...)
	g.reading.Put(string(review.ReadConfirmed))
	g.by = widgets.NewChoices(widgets.Choice{Key: byIndicator, Label: "按指标"}, widgets.Choice{Key: bySection, Label: "按分类"})
	g.by.Put(byIndicator)
	g.section = widgets.NewSelect(append([]string{allSections}, sectionLabels(e)...), nil)
	g.source = widgets.NewSelect(append([]string{allSources}, sourceLabels(e)...), nil)
	g.section.SetSelected(allSections)
	g.source.SetSelected(allSources)
	g.name = widgets.NewEntry(120)
	g.name.SetPlaceHolder("按名称或代码查找")
	g.chips = widgets.NewChips(stateChips()...)
	g.told = widgets.NewText("", widgets.Style{Size: widgets.SizeList, Tone: widgets.ToneMuted})
	g.grid = widgets.NewGrid("名称", 124)
	g.grid.Name, g.grid.Cell = g.unitName, g.cell
	g.buttons = []*widgets.Button{
		widgets.NewButton("确认所选…", g.confirmSelected), widgets.NewButton("维持…", g.upholdSelected), widgets.NewButton("退回…", g.returnSelected),
	}
	g.wire()
	g.grid.Keep("total")
	g.filtered()
	g.grid.Go(0, 1) // the first indicator
	first := widgets.Row(20, 2, g.reading, g.by, widgets.Row(0, -1))
	second := widgets.Row(8, 2, widgets.Fixed(170, g.section), widgets.Fixed(170, g.source), g.name)
	over := widgets.Inset(16, 8, widgets.Column(6, first, second, g.chips))
	under := widgets.Column(0, widgets.Rule(), widgets.Inset(16, 6, widgets.Row(8, 0, g.told, g.buttons[0], g.buttons[1], g.buttons[2])))
	g.box = widgets.Between(over, widgets.Inset(16, 0, g.grid), under)
}

func (g *gridPage) wire() {
	anew := func() { g.kept = map[string]bool{}; g.filtered() }
	g.reading.OnChanged = func(string) { g.fill() }
	g.by.OnChanged = func(string) { anew() }
	g.section.OnChanged = func(string) { anew() }
	g.source.OnChanged = func(string) { anew() }
	g.name.OnChanged = func(string) { anew() }
	g.name.OnEnter = g.grid.Focus
	g.chips.OnChanged = func(string) { anew() }
	g.grid.OnSelect = func() { g.refused = ""; g.tell() }
	g.grid.OnOpen, g.grid.OnMenu = g.open, g.menu
	g.grid.Begins, g.grid.OnEnter = g.begins, g.entered
}

// show brings the table in line with the session.
func (g *gridPage) show() {
	for _, b := range g.buttons {
		widgets.Enable(b, !g.desk.session.Locked())
	}
	g.filtered()
}

// key gives the grid the keyboard where nothing has it.
func (g *gridPage) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		g.grid.Focus()
		g.grid.TypedKey(&fyne.KeyEvent{Name: name})
		return true
	}
	return false
}

// focus implements typed.
func (g *gridPage) focus() { g.grid.Focus() }

// filtered works out which rows and columns there are, and shows them.
func (g *gridPage) filtered() {
	v := g.desk.session.View
	f := gridFilter{section: g.section.Selected, source: g.source.Selected, state: g.chips.Selected(), name: g.name.Text}
	if cols := f.columns(v.Edition, g.by.Selected() == bySection); f != g.filter || g.edition != v.Edition || len(cols) != len(g.cols) {
		g.filter, g.edition, g.cols = f, v.Edition, cols
		g.grid.SetColumns(g.heads())
	}
	rows, counts := g.filter.rows(v, g.cols, g.kept)
	g.rows = rows
	g.chips.SetCounts(counts...)
	g.fill()
}

func (g *gridPage) fill() {
	g.grid.Fill(len(g.rows))
	g.tell()
}

// read is the reading in force.
func (g *gridPage) read() review.Reading { return review.Reading(g.reading.Selected()) }

func (g *gridPage) unit(row int) *review.UnitView { return g.desk.session.View.Units[g.rows[row]] }

func (g *gridPage) unitName(row int) string { return g.unit(row).Unit.Name }

// heads are the columns as the grid shows them.
func (g *gridPage) heads() []widgets.GridColumn {
	var out []widgets.GridColumn
	places := map[*scoring.Section]int{}
	for i, s := range g.edition.Sections {
		places[s] = i
	}
	for _, c := range g.cols {
		switch {
		case c.indicator != nil:
			ind := c.indicator
			out = append(out, widgets.GridColumn{
				Title: strconv.Itoa(ind.No), Whole: strconv.Itoa(ind.No) + " " + ind.Title + "（" + wording.MarksWords(ind) + "）\n" + ind.SourceText,
				Group: sectionLabel(ind.Section), Tone: widgets.SectionTone(places[ind.Section]), Width: 62,
			})
		case c.section != nil:
			out = append(out, widgets.GridColumn{
				Title: sectionLabel(c.section), Whole: sectionLabel(c.section) + "（" + c.section.MarksWords() + "）",
				Width: 105,
			})
		default:
			out = append(out, widgets.GridColumn{Title: "合计", Whole: "尚未核定的各项，按填报和已有数据计入核定的合计，标“暂”", Width: 84, Bold: true})
		}
	}
	return out
}

// cell is what a cell of the grid shows.
func (g *gridPage) cell(row, col int) widgets.GridCell {
	u, c := g.unit(row), g.cols[col]
	switch {
	case c.indicator != nil:
		return g.indicatorCell(u.Cells[c.indicator.No-1])
	case c.section != nil:
		sign := groupSign(u.Cells, c.section)
		return widgets.GridCell{Text: u.ReadSection(g.read(), c.section), Sign: sign.Mark, Tone: sign.Tone}
	}
	total := widgets.GridCell{Text: u.ReadSection(g.read(), nil)}
	if g.read() == review.ReadConfirmed && u.Open > 0 {
		total.Sign, total.Tone = provisionalMark, widgets.ToneWait
	}
	return total
}

func (g *gridPage) indicatorCell(c *review.Cell) widgets.GridCell {
	if score, ok := g.desk.session.Waiting(At{c.County, c.Indicator.No}); ok {
		return widgets.GridCell{Text: score, Sign: "…", Tone: widgets.ToneMuted, Quiet: true}
	}
	sign, matches := cellSign(c), g.filter.state == "" || g.filter.state == chipOf(c)
	if !matches {
		sign.Tone = widgets.ToneMuted
	}
	return widgets.GridCell{Text: c.ReadText(g.read()), Sign: sign.Mark, Tone: sign.Tone, Quiet: !matches}
}
