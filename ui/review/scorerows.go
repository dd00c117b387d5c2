package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// The columns of the rows.
const (
	colName = iota
	colFacts
	colPieces
	colClaim
	colInitial
	colFinal
)

// showHead brings the title and what is said under it in line.
func (p *scorePage) showHead() {
	v, ind := p.view(), p.indicator()
	if p.down {
		u := v.Unit(p.desk.at.County)
		if u == nil {
			p.title.SetText("名单上没有单位")
			return
		}
		p.title.SetText(u.Unit.Name)
		words := "还没有收到材料"
		if u.Received != nil {
			words = "第" + count(u.Version, "版")
		}
		p.facts.SetText(joined(words, "现计"+u.Total.String()+"分", openOf(u.Open)))
	} else {
		p.title.SetText(numeral(ind) + " " + ind.Title)
		p.facts.SetText(joined(ind.Max.Short()+"分", ind.SourceText, ind.Section.Title, openOf(p.openAcross(ind))))
	}
	widgets.Reveal(p.data, !p.down && holdsData(ind))
	p.batch.SetText("一并给分…")
	widgets.Enable(p.batch, !p.desk.session.Locked())
}

func (p *scorePage) openAcross(ind *scoring.Indicator) int {
	open := 0
	for _, u := range p.view().Units {
		if !u.Cells[ind.No-1].Decided {
			open++
		}
	}
	return open
}

func openOf(n int) string {
	if n == 0 {
		return "全部核定"
	}
	return "未核定" + count(n, "项")
}

// showColumns names the columns by what the person at work gives.
func (p *scorePage) showColumns() {
	name, claim, first := "单位", "自评", review.Initial.Label()
	if p.down {
		name = "指标"
	} else if !p.indicator().Source.Self() {
		claim, first = "填报预估", "按数据"
	}
	wide := float32(106)
	if p.down {
		wide = 150
	}
	right := fyne.TextAlignTrailing
	pieces := float32(52)
	if room := p.roll.Object().Size().Width; room > 0 && room < widgets.Scaled(620) {
		wide, pieces = wide*0.86, 0.1 // there is no room for them; they stand beside the rows
	}
	p.roll.Columns(p.field(), widgets.RollColumn{Title: name, Width: wide}, widgets.RollColumn{Title: "填报内容"},
		widgets.RollColumn{Title: "佐证", Width: pieces, Align: right}, widgets.RollColumn{Title: claim, Width: 62, Align: right},
		widgets.RollColumn{Title: first, Width: 66, Align: right}, widgets.RollColumn{Title: "核定", Width: 66, Align: right})
}

// field is the column that the person at work fills in for the row chosen, -1 where nothing can be changed.
func (p *scorePage) field() int {
	s := p.desk.session
	c := p.view().Cell(p.desk.at.County, p.desk.at.Indicator)
	switch {
	case s.Locked() || c == nil:
		return -1
	case p.view().StageOf(s.Me, c, true) == review.StageInitial:
		return colInitial
	}
	return colFinal
}

// cell gives what stands in a cell of the rows.
func (p *scorePage) cell(row, col int) widgets.RollCell {
	if row >= len(p.rows) {
		return widgets.RollCell{}
	}
	at := p.rows[row]
	c := p.view().Cell(at.County, at.Indicator)
	switch col {
	case colName:
		sign := cellSign(c)
		return widgets.RollCell{Text: p.rowName(c), Bold: true, Under: sign.Mark + " " + cellLabel(c), Shade: sign.Tone}
	case colFacts:
		return p.factsCell(at, c)
	case colPieces:
		if m := p.material(at); m != nil && m.pieces > 0 && p.roll.Width(colPieces) > 40 {
			return widgets.RollCell{Text: count(m.pieces, "件"), Tone: widgets.ToneMuted}
		}
	case colClaim:
		return widgets.RollCell{Text: c.ClaimText, Tone: quiet(c.Claim == nil)}
	case colInitial:
		return p.initialCell(at, c)
	case colFinal:
		return p.finalCell(at, c)
	}
	return widgets.RollCell{}
}

func quiet(yes bool) fyne.ThemeColorName {
	if yes {
		return widgets.ToneMuted
	}
	return ""
}

func (p *scorePage) rowName(c *review.Cell) string {
	if p.down {
		return numeral(c.Indicator) + " " + c.Indicator.Title
	}
	return p.view().Unit(c.County).Unit.Name
}

// factsCell says what was filled in, and what of it wants a look.
func (p *scorePage) factsCell(at At, c *review.Cell) widgets.RollCell {
	u := p.view().Unit(at.County)
	figures := p.figureWords(c)
	switch m := p.material(at); {
	case u.Received == nil && figures == "":
		return widgets.RollCell{Text: "没有收到材料", Tone: widgets.ToneMuted}
	case u.Received == nil:
		return widgets.RollCell{Text: figures}
	case m == nil:
		return widgets.RollCell{Text: "正在读取…", Tone: widgets.ToneMuted}
	case m.short == "" && figures == "":
		return widgets.RollCell{Text: "未填报", Tone: widgets.ToneMuted}
	default:
		words := strings.Trim(figures+"；"+m.short, "；")
		if under := p.doubtWords(c, m); under != "" {
			return widgets.RollCell{Text: words, Under: under, Shade: widgets.ToneWait}
		}
		return widgets.RollCell{Text: words}
	}
}

// doubtWords says in short why a look is needed, "" where it is not or one was had.
func (p *scorePage) doubtWords(c *review.Cell, m *material) string {
	if len(m.doubts) == 0 || c.Decided || !c.Indicator.Source.Self() {
		return ""
	}
	if n := len(m.doubts); n > 1 {
		return "! " + count(n, "处需看") + "：" + m.doubts[0]
	}
	return "! 需看：" + m.doubts[0]
}

// figureWords are the city's own figures for a cell.
func (p *scorePage) figureWords(c *review.Cell) string {
	var out []string
	for _, f := range p.desk.figures(c.County) {
		if at, field := p.view().Edition.FieldNamed(f.Field); at != nil && at.Indicator == c.Indicator {
			out = append(out, field.Label+"："+field.Display(f.Value))
		}
	}
	return strings.Join(out, "，")
}

func (p *scorePage) initialCell(at At, c *review.Cell) widgets.RollCell {
	if !c.Indicator.Source.Self() {
		if c.Reckoned == nil {
			return widgets.RollCell{Text: "数据未录", Tone: widgets.ToneMuted}
		}
		return widgets.RollCell{Text: c.Reckoned.String(), Tone: widgets.ToneMuted}
	}
	if score, ok := p.desk.session.Waiting(at); ok && p.field() == colInitial {
		return widgets.RollCell{Text: score + "…", Tone: widgets.ToneMuted}
	}
	return p.scored(c, c.Initial)
}

func (p *scorePage) finalCell(at At, c *review.Cell) widgets.RollCell {
	if score, ok := p.desk.session.Waiting(at); ok && (p.field() == colFinal || !c.Indicator.Source.Self()) {
		return widgets.RollCell{Text: score + "…", Tone: widgets.ToneMuted}
	}
	switch {
	case c.State == review.VoidedState:
		return widgets.RollCell{Text: "不得分", Tone: widgets.ToneError}
	case !c.Decided:
		return widgets.RollCell{}
	}
	return p.scored(c, c.Confirmed)
}

// scored is a score that was given, with what it differs by from the claim.
func (p *scorePage) scored(c *review.Cell, score *scoring.Points) widgets.RollCell {
	if score == nil {
		return widgets.RollCell{}
	}
	cell := widgets.RollCell{Text: score.String(), Bold: true}
	if c.Claim != nil && *score != *c.Claim && c.Indicator.Source.Self() {
		cell.Under, cell.Shade = signed(*score-*c.Claim), widgets.ToneWait
	}
	return cell
}

func signed(p scoring.Points) string {
	if p > 0 {
		return "+" + p.String()
	}
	return "−" + (-p).String()
}

// showRule shows the official text of the row's indicator, with the parts marked that what was handed in earns points by.
func (p *scorePage) showRule() {
	ind := p.indicator()
	if ind == nil {
		return
	}
	p.rule.SetText(ind.Text)
	var marks []widgets.Mark
	if m := p.material(p.desk.at); m != nil {
		marks = ruleMarks(ind.Text, m)
	}
	p.rule.Put(marks...)
	var rulings []string
	for _, r := range p.view().Rulings {
		if c := p.view().Edition.Criterion(r.Criterion); c != nil && c.Indicator.No == ind.No {
			rulings = append(rulings, "口径裁定 "+r.Criterion+"："+r.Text)
		}
	}
	widgets.Say(p.ruling, strings.Join(rulings, "\n"))
	p.box.Layout.Layout(p.box.Objects, p.box.Size())
}

// ruleMarks marks, in their order, the clauses of an official text that points come from.
func ruleMarks(text string, m *material) []widgets.Mark {
	var out []widgets.Mark
	for _, r := range m.result.Results {
		clause := r.Clause()
		if r.State != scoring.Scored || clause == "" {
			continue
		}
		base := max(0, strings.Index(text, strings.SplitN(r.Criterion.Quote(), "\n", 2)[0]))
		mark, ok := widgets.MarkOf(text[base:], clause)
		if !ok {
			continue
		}
		skip := len([]rune(text[:base]))
		mark.From, mark.To = mark.From+skip, mark.To+skip
		mark.Tone, mark.Tag = widgets.ToneGood, "得"+r.Shown()+"分"
		if strings.HasPrefix(r.Shown(), "扣") || r.Points.Sign() == 0 {
			mark.Tone, mark.Tag = widgets.ToneMuted, r.Shown()
		}
		out = append(out, mark)
	}
	slices.SortFunc(out, func(a, b widgets.Mark) int { return a.From - b.From })
	kept := out[:0]
	for _, mark := range out {
		if n := len(kept); n == 0 || mark.From >= kept[n-1].To {
			kept = append(kept, mark)
		}
	}
	return kept
}
