package review

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// at is the cell of the review under a cell of the grid, nil under a sum.
func (g *gridPage) at(row, col int) *review.Cell {
	if row >= len(g.rows) || col >= len(g.cols) || g.cols[col].indicator == nil {
		return nil
	}
	return g.unit(row).Cells[g.cols[col].indicator.No-1]
}

// selected lists the cells of the review that are selected, those of a section for its sum; where one state is chosen only those in it.
func (g *gridPage) selected() []*review.Cell {
	r, ok := g.grid.Selected()
	var out []*review.Cell
	for row := r.Row; ok && row <= r.ToRow && row < len(g.rows); row++ {
		for _, c := range g.unit(row).Cells {
			inside := slices.ContainsFunc(g.cols[r.Col:r.ToCol+1], func(col gridColumn) bool {
				return col.indicator == c.Indicator || col.section != nil && col.section == c.Indicator.Section && g.filter.takes(c.Indicator)
			})
			if inside && (g.filter.state == "" || g.filter.state == chipOf(c)) {
				out = append(out, c)
			}
		}
	}
	return out
}

// tell says what is selected, or why what was asked for cannot be done.
func (g *gridPage) tell() {
	row, col := g.grid.Place()
	r, ok := g.grid.Selected()
	words, tone := "", widgets.ToneMuted
	switch c := g.at(row, col); {
	case g.refused != "":
		words, tone = g.refused, widgets.ToneWait
	case !ok:
		words = "没有符合条件的" + g.desk.session.View.Edition.Words.Unit + "。"
	case r.Row != r.ToRow || r.Col != r.ToCol:
		words = "选中" + strconv.Itoa(r.ToRow-r.Row+1) + "行、" + strconv.Itoa(r.ToCol-r.Col+1) + "列。"
	case c != nil:
		words = g.cellWords(c)
	case row < len(g.rows):
		u := g.unit(row)
		words = joined(u.Unit.Name, "合计"+u.Total.String()+"分", "未核定"+strconv.Itoa(u.Open)+"项")
	}
	g.told.Set(words, tone)
}

func (g *gridPage) cellWords(c *review.Cell) string {
	v := g.desk.session.View
	parts := []string{v.Unit(c.County).Unit.Name, strconv.Itoa(c.Indicator.No) + " " + c.Indicator.Title, cellSign(c).Mark + " " + cellLabel(c)}
	for _, r := range review.Readings() {
		if text := c.ReadText(r); text != "" {
			parts = append(parts, r.Label()+text)
		}
	}
	if why := c.Why(); why != "" {
		parts = append(parts, "理由："+why)
	}
	return joined(parts...)
}

// open shows an indicator across the units, or for a sum the unit.
func (g *gridPage) open(row, col int) {
	if row >= len(g.rows) {
		return
	}
	if c := g.at(row, col); c != nil {
		g.desk.GoCell(At{c.County, c.Indicator.No})
		return
	}
	g.openUnit(row, col)
}

func (g *gridPage) openUnit(row, col int) {
	no := 1
	if c := g.at(row, col); c != nil {
		no = c.Indicator.No
	} else if s := g.cols[col].section; s != nil {
		no = s.Indicators[0].No
	}
	g.desk.at = At{g.unit(row).Unit.Code, no}
	g.desk.Show(pageDown)
}

// menu offers what can be done with what is selected.
func (g *gridPage) menu(row, col int) []widgets.MenuItem {
	if row >= len(g.rows) {
		return nil
	}
	locked := g.desk.session.Locked()
	return append([]widgets.MenuItem{
		{Label: "打开指标横看", Keys: "Alt+Enter", Do: func() { g.open(row, col) }, Off: g.at(row, col) == nil},
		{Label: "打开单位纵看", Do: func() { g.openUnit(row, col) }},
		{Label: "复制", Keys: "Ctrl+C", Do: func() { fyne.CurrentApp().Clipboard().SetContent(g.grid.Copied()) }},
		widgets.MenuLine(),
		{Label: "确认所选…", Do: g.confirmSelected, Off: locked},
		{Label: "维持…", Do: g.upholdSelected, Off: locked},
		{Label: "退回…", Do: g.returnSelected, Off: locked},
		widgets.MenuLine(),
	}, g.grid.WidthItems()...)
}

// batch is an act on many cells: what it is called, which cells it can be done on, and how.
type batch struct {
	verb string
	may  func(*review.Cell) error
	// ask is what is asked for, "" where nothing is.
	ask string
	do  func(cells []*review.Cell, reason string)
}

// run says how many cells an act is about before it is done, and how many not.
func (g *gridPage) run(b batch) {
	s := g.desk.session
	if s.Locked() {
		return
	}
	if s.Me.By == "" {
		g.desk.AskMe()
		return
	}
	var can, rest []*review.Cell
	var why error
	for _, c := range g.selected() {
		if err := b.may(c); err == nil {
			can = append(can, c)
		} else {
			rest = append(rest, c)
			if why == nil {
				why = err
			}
		}
	}
	switch {
	case len(can) == 0 && why == nil:
		g.desk.host.Tell("没有可以"+b.verb+"的", "请先选中要"+b.verb+"的各项：按住鼠标拖选，或按住Shift用方向键选。")
		return
	case len(can) == 0:
		g.desk.host.Tell("没有可以"+b.verb+"的", why.Error()+"。")
		return
	}
	title := b.verb + strconv.Itoa(len(can)) + "项"
	words := "将" + title + batchWords(can, rest)
	if b.ask != "" {
		g.desk.host.Ask(work.Question{Title: title, Words: words + b.ask, Rows: 3}, func(reason string) { g.act(b, can, reason) })
		return
	}
	widgets.NewSheet(g.desk.host.Window, title, widgets.Body(words)).Button("取消", nil).Main(title, nil, func() { g.act(b, can, "") }).Show()
}

func (g *gridPage) act(b batch, cells []*review.Cell, reason string) {
	for _, c := range cells {
		g.kept[c.County] = true
	}
	b.do(cells, reason)
	g.grid.Focus()
}

// batchWords say of which units the cells are, and what is left out.
func batchWords(can, rest []*review.Cell) string {
	units := map[string]bool{}
	for _, c := range can {
		units[c.County] = true
	}
	words := "，涉及" + strconv.Itoa(len(units)) + "个单位。"
	if len(rest) == 0 {
		return words
	}
	counts := map[string]int{}
	var labels []string
	for _, c := range rest {
		label := cellLabel(c)
		if counts[label] == 0 {
			labels = append(labels, label)
		}
		counts[label]++
	}
	for i, label := range labels {
		labels[i] = label + strconv.Itoa(counts[label]) + "项"
	}
	return words + "选中的另有" + strconv.Itoa(len(rest)) + "项不在其中（" + strings.Join(labels, "、") + "），保持不变。"
}

func (g *gridPage) confirmSelected() {
	s := g.desk.session
	g.run(batch{verb: "确认", may: func(c *review.Cell) error { return s.View.MayConfirm(s.Me, c) }, do: func(cells []*review.Cell, _ string) {
		var list []review.Decision
		for _, c := range cells {
			list = append(list, c.Confirmation())
		}
		s.Decide(list, g.desk.host.After("没有确认", func() {}))
	}})
}

func (g *gridPage) upholdSelected() {
	s := g.desk.session
	g.run(batch{
		verb: "维持", may: func(c *review.Cell) error { return s.View.MayUphold(s.Me, c) }, ask: "材料有变化仍维持原来的评分，请写明理由：",
		do: func(cells []*review.Cell, reason string) {
			me := s.Me
			s.Act(func(b *review.Book) error { return b.UpholdAll(me, reason, topics(cells)...) }, g.desk.host.After("没有维持", func() {}))
		},
	})
}

func (g *gridPage) returnSelected() {
	s := g.desk.session
	g.run(batch{
		verb: "退回", may: func(c *review.Cell) error { return s.View.MayReturn(s.Me, c) }, ask: "请写明需要补正什么：",
		do: func(cells []*review.Cell, reason string) {
			me := s.Me
			s.Act(func(b *review.Book) error { return b.ReturnAll(me, reason, topics(cells)...) }, g.desk.host.After("没有退回", func() {}))
		},
	})
}

func topics(cells []*review.Cell) []review.Topic {
	var out []review.Topic
	for _, c := range cells {
		out = append(out, review.CellOf(c.County, c.Indicator.No))
	}
	return out
}

// decision is a score given to a cell by who works here.
func (g *gridPage) decision(c *review.Cell, score string, firm bool) review.Decision {
	s := g.desk.session
	return review.Decision{County: c.County, Indicator: c.Indicator.No, Stage: s.View.StageOf(s.Me, c, firm), Score: score}
}

// begins says whether a cell can be scored by who works here; why not is said below the table.
func (g *gridPage) begins(row, col int) (hint string, ok bool) {
	s, c := g.desk.session, g.at(row, col)
	if c == nil || s.Locked() {
		return "", false
	}
	if s.Me.By == "" {
		g.desk.AskMe()
		return "", false
	}
	d := g.decision(c, "0", false)
	d.Reason = "—"
	if err := s.View.Check(s.Me, d); err != nil {
		g.refused = err.Error() + "。"
		g.tell()
		return "", false
	}
	return "0至" + c.Indicator.Max.Short(), true
}

// entered takes a score typed on a cell; where it differs from what it stands beside, the reason is asked for.
func (g *gridPage) entered(row, col int, text string, firm bool) {
	s, c := g.desk.session, g.at(row, col)
	if c == nil {
		return
	}
	d := g.decision(c, text, firm)
	give := func() {
		g.kept[c.County] = true
		s.Decide([]review.Decision{d}, g.desk.host.After("没有保存评分", func() {}))
	}
	if s.View.Lacks(s.Me, d) {
		question := work.Question{Title: s.View.Label(c) + "评为" + strings.TrimSpace(text) + "分", Words: s.View.Check(s.Me, d).Error() + "。", Rows: 3}
		g.desk.host.Ask(question, func(reason string) {
			d.Reason = reason
			give()
			g.grid.Focus()
		})
		return
	}
	if err := s.View.Check(s.Me, d); err != nil {
		g.refused = err.Error() + "。"
		g.tell()
		return
	}
	give()
}
