package results

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/review"
	"zicha/scoring"
)

// The marks of a score that is not what it seems.
const (
	markOpen = "*" // 未核定
	markVoid = "#" // 虚假材料不得分
	markOld  = "^" // 核定以后依据有变动，没有复看
)

// ranking is the table of ranks: totals, sections, the objective rank and how firm the rank is.
func (b *builder) ranking() *grid {
	g := &grid{sheet: "位次", title: b.titled(titleRanking)}
	g.columns = []column{{head: "位次", width: 11}, {head: b.e.Words.Unit, width: 28}, {head: "总分", width: 15, score: true}}
	bySection := len(b.e.Sections) <= 9
	if bySection {
		wide := min(14.5, 104/float64(len(b.e.Sections)))
		for _, s := range b.e.Sections {
			g.columns = append(g.columns, column{head: s.No + "\n" + s.Title, width: wide, score: true})
		}
	}
	g.columns = append(g.columns, column{head: "客观指标\n得分", width: 16, score: true}, column{head: "客观\n位次", width: 11},
		column{head: "低于\n前一名", width: 0, score: true}, column{head: "高于\n后一名", width: 0, score: true}, column{head: "未核定\n项数", width: 12})
	for _, u := range b.s.Units {
		row := []string{strconv.Itoa(u.Rank), u.Name, u.Total.String()}
		if bySection {
			for _, p := range u.Sections {
				row = append(row, p.String())
			}
		}
		above, below := b.gaps(u)
		g.add(append(row, u.Objective.String(), strconv.Itoa(u.ObjectiveRank), above, below, strconv.Itoa(u.Open))...)
	}
	g.notes = append(g.notes, "满分"+b.full().Short()+"分；得分相同的位次并列，其后的位次顺延。"+b.objectiveWords())
	g.notes = append(g.notes, b.unsettledWords()...)
	return g
}

// gaps are the differences to the next other totals.
func (b *builder) gaps(u review.UnitResult) (above, below string) {
	above, below = "—", "—"
	for _, other := range b.s.Units {
		if other.Total > u.Total {
			above = (other.Total - u.Total).String()
		}
	}
	for i := len(b.s.Units) - 1; i >= 0; i-- {
		if other := b.s.Units[i]; other.Total < u.Total {
			below = (u.Total - other.Total).String()
		}
	}
	return above, below
}

// objectiveWords say what the objective rank leaves out.
func (b *builder) objectiveWords() string {
	if len(b.e.Review.Judged) == 0 {
		return ""
	}
	return "客观指标得分不含由评分人员判断的第" + numbers(b.e.Review.Judged) + "项，供对照。"
}

// unsettledWords say what does not rest on a decision made on today's facts; every paper that counts decisions says it.
func (b *builder) unsettledWords() []string {
	var out []string
	if b.open() > 0 {
		out = append(out, b.openWords())
	}
	if words := b.oldWords(); words != "" {
		out = append(out, words)
	}
	return out
}

// outdated reports whether a cell's decision was made on other facts than today's and nobody has looked at it again.
func outdated(c review.CellResult) bool { return c.State == review.Stale && c.Decided }

// old is how many such cells there are.
func (b *builder) old() int {
	n := 0
	for _, u := range b.s.Units {
		for _, c := range u.Cells {
			if outdated(c) {
				n++
			}
		}
	}
	return n
}

// oldWords say how many such cells there are, what counts for them and why they were accepted, "" where there are none.
func (b *builder) oldWords() string {
	n := b.old()
	switch {
	case n == 0:
		return ""
	case b.s.Process:
		return fmt.Sprintf("共%d项核定以后，所依据的填报、材料、数据或者口径有变化，待复看，暂按原核定的得分计入。", n)
	}
	words := fmt.Sprintf("共%d项核定以后，所依据的填报、材料、数据或者口径有变化，经认可没有复看，按原核定的得分计入", n)
	if why := b.oldReasons(); why != "" {
		words += "，" + why
	}
	return words + "。"
}

// oldReasons say why such cells were accepted as they are.
func (b *builder) oldReasons() string {
	var reasons []string
	for _, a := range b.s.Accepted {
		words := strings.TrimRight(strings.TrimSpace(a.Reason), "。；")
		if strings.HasPrefix(a.Blocker, review.BlockStale+":") && words != "" && !slices.Contains(reasons, words) {
			reasons = append(reasons, words)
		}
	}
	const most = 3
	switch {
	case len(reasons) > most:
		return fmt.Sprintf("认可的理由有%d种，逐项见审核台账", len(reasons))
	case len(reasons) > 0:
		return "认可的理由：" + strings.Join(reasons, "；")
	}
	return ""
}

// openWords say how many scores are nobody's decision and what stands for them.
func (b *builder) openWords() string {
	return fmt.Sprintf("共%d项未核定，暂按填报数据或者考核单位掌握数据重算的得分计入，没有数据的计0分。", b.open())
}

// numbers lists numbers: 14、16、20.
func numbers(list []int) string {
	out := ""
	for i, n := range list {
		if i > 0 {
			out += "、"
		}
		out += strconv.Itoa(n)
	}
	return out
}

// The widths of the columns beside the indicators', at the narrowest.
const (
	rankWidth  = 8.5
	nameWidth  = 19.0
	mostName   = 32.0
	totalWidth = 13.0
	smallest   = 7.0 // points: what is set smaller nobody reads
)

// scores is the table of each county's score at each indicator: one across the sheet in the largest type that it fits in, else as many as it
// needs.
func (b *builder) scores() []*grid {
	if b.wide == nil {
		b.wide = b.makeScores()
	}
	return b.wide
}

func (b *builder) makeScores() []*grid {
	const room = letter.AcrossWidth - rankWidth - nameWidth - totalWidth
	size, bands := 9.0, b.bands(9, room)
	for try := 9.0; try >= smallest; try -= 0.5 {
		if fit := b.bands(try, room); len(fit) < len(bands) {
			size, bands = try, fit
		}
	}
	var out []*grid
	for i, band := range bands {
		g := b.scoreGrid(band, size)
		if len(bands) > 1 {
			g.part, g.parts = i+1, len(bands)
		}
		out = append(out, g)
	}
	out[len(out)-1].notes = b.markNotes()
	return out
}

// scoreGrid is the table of some indicators; what is left of the sheet's width is shared among their columns.
func (b *builder) scoreGrid(band []int, size float64) *grid {
	g := &grid{sheet: "得分表", title: b.titled(titleScores), size: size, dense: true, strong: map[int]bool{0: true}}
	g.columns = []column{{head: "位次", width: rankWidth}, {head: b.e.Words.Unit}}
	most, used := []string{"", "分值"}, 0.0
	for _, no := range band {
		used += b.scoreWidth(no, size)
	}
	more := max(0, letter.AcrossWidth-rankWidth-mostName-totalWidth-used) / float64(len(band))
	for _, no := range band {
		ind := b.e.Indicator(no)
		g.columns = append(g.columns, column{head: strconv.Itoa(no) + "\n" + ind.Title, width: min(b.scoreWidth(no, size)+more, 30), score: true})
		most = append(most, ind.Max.String())
	}
	g.columns = append(g.columns, column{head: "总分", width: totalWidth, score: true})
	g.add(append(most, b.full().String())...)
	for _, u := range b.s.Units {
		row := []string{strconv.Itoa(u.Rank), u.Name}
		for _, no := range band {
			row = append(row, marked(u.Cells[no-1]))
		}
		g.add(append(row, u.Total.String())...)
	}
	return g
}

// marked is a cell's score with its mark.
func marked(c review.CellResult) string {
	words := c.Score.String()
	if c.LeftOut {
		words = scoring.Absent.Label() // neither it nor its points count: it has no 0
	}
	switch {
	case c.State == review.VoidedState:
		return words + markVoid
	case !c.Decided:
		return words + markOpen
	case outdated(c):
		return words + markOld
	}
	return words
}

// markNotes explain the marks that are used.
func (b *builder) markNotes() []string {
	var out []string
	if b.open() > 0 {
		out = append(out, "标"+markOpen+"的："+b.openWords())
	}
	if words := b.oldWords(); words != "" {
		out = append(out, "标"+markOld+"的："+words)
	}
	for _, u := range b.s.Units {
		for _, c := range u.Cells {
			if c.State == review.VoidedState {
				return append(out, "标"+markVoid+"的：经查实提供虚假材料，该项不得分。")
			}
		}
	}
	return out
}

// scoreWidth is how wide an indicator's column is in a size of type: its widest score with the margins of a cell.
func (b *builder) scoreWidth(no int, size float64) float64 {
	style := typeset.Style{Face: typeset.Song, Size: size}
	bold := typeset.Style{Face: typeset.HeiBold, Size: size}
	wide := typeset.Width(b.e.Indicator(no).Max.String(), bold)
	measured := map[string]bool{}
	for _, u := range b.s.Units {
		if text := marked(u.Cells[no-1]); !measured[text] {
			measured[text] = true
			wide = max(wide, typeset.Width(text, style))
		}
	}
	return wide + 2*densePad + 0.1
}

// bands parts the indicators into as few runs as fit side by side, of about the same width.
func (b *builder) bands(size, room float64) [][]int {
	var all float64
	widths := make([]float64, len(b.e.Indicators()))
	for i := range widths {
		widths[i] = b.scoreWidth(i+1, size)
		all += widths[i]
	}
	count := 1
	for all/float64(count) > room {
		count++
	}
	for ; ; count++ {
		if out := split(widths, room, all/float64(count)); len(out) <= count {
			return out
		}
	}
}

// split fills runs up to about the share, never beyond the room.
func split(widths []float64, room, share float64) [][]int {
	var out [][]int
	var run []int
	used := 0.0
	for i, w := range widths {
		if len(run) > 0 && (used+w > room || used+w/2 > share) {
			out, run, used = append(out, run), nil, 0
		}
		run, used = append(run, i+1), used+w
	}
	return append(out, run)
}

// sections is the table of the sections' scores that the circular publishes.
func (b *builder) sections() *grid {
	g := &grid{title: b.titled("考核分类得分")}
	g.columns = []column{{head: "位次", width: 14}, {head: b.e.Words.Unit, width: 34}, {head: "总分", width: 18, score: true}}
	for _, s := range b.e.Sections {
		g.columns = append(g.columns, column{head: s.No + "\n" + s.Title, score: true})
	}
	for _, u := range b.s.Units {
		row := []string{strconv.Itoa(u.Rank), u.Name, u.Total.String()}
		for _, p := range u.Sections {
			row = append(row, p.String())
		}
		g.add(row...)
	}
	return g
}

// cellNames names cells with whose they are: 涡阳县第5项、蒙城县第3项.
func (b *builder) cellNames(f review.Firm) string {
	if len(f.Whose) != len(f.Cells) {
		return "第" + numbers(f.Cells) + "项"
	}
	var names []string
	for i, code := range f.Whose {
		at := slices.IndexFunc(b.s.Units, func(u review.UnitResult) bool { return u.Code == code })
		if at >= 0 {
			names = append(names, b.s.Units[at].Name+"第"+strconv.Itoa(f.Cells[i])+"项")
		}
	}
	return strings.Join(names, "、")
}

// firmness is the table of how firm the ranks are (名次余量), the list that is looked through before anybody signs.
func (b *builder) firmness() *grid {
	g := &grid{sheet: "名次余量", title: "名次余量（签发前复核清单）"}
	g.columns = []column{
		{head: "位次", width: 14},
		{head: b.e.Words.Unit, width: 36},
		{head: "总分", width: 20, score: true},
		{head: "低于前一名", width: 24, score: true},
		{head: "高于后一名", width: 24, score: true},
		{head: "最少变动几项\n即改变位次", width: 26},
		{head: "这几项指标", words: true},
		{head: "影响位次的裁定", width: 34},
	}
	for _, u := range b.s.Units {
		f, ok := b.s.Standing[u.Code]
		if !ok {
			continue
		}
		swap, cells := "—", ""
		if f.Swap > 0 {
			swap, cells = strconv.Itoa(f.Swap), b.cellNames(f)
		}
		above, below := b.gaps(u)
		g.add(strconv.Itoa(u.Rank), u.Name, u.Total.String(), above, below, swap, cells, strings.Join(f.Rulings, "、"))
	}
	return g
}
