package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// ProcessWords stand over a ranking that is no result.
const ProcessWords = "过程稿：没有定稿，只供审核时查看"

// Standings are the ranking of a book with how firm each rank is (排名与名次余量), all of one moment.
type Standings struct {
	View *View
	List []Ranked // best first, of a tie by code
	// Result is the one that holds, nil where there is none.
	Result *ResultLine
}

// StateWords say what a ranking is: that of the result that holds, or one on the way to the next.
func (s *Standings) StateWords() string {
	switch r := s.Result; {
	case r == nil:
		return ProcessWords
	case r.Later == 0:
		return "第" + strconv.Itoa(r.Number) + "次定稿的位次，核对码：" + r.Code
	default:
		return "过程稿：第" + strconv.Itoa(r.Number) + "次定稿以后又有" + strconv.Itoa(r.Later) + "条审核记录，文件里的位次以定稿的为准"
	}
}

// Ranked is a county's place among all.
type Ranked struct {
	UnitResult // without its cells
	Firm       Firm
	Tied       bool // others have the same rank
	// Least and Most are what the total may still come to, see scoring.Edition.Span; both are the total where nothing is open.
	Least, Most scoring.Points
}

// Standings ranks the counties as the book is now.
func (b *Book) Standings() (*Standings, error) {
	v, firm, err := b.firmView()
	if err != nil {
		return nil, err
	}
	s := &Standings{View: v}
	share := map[int]int{}
	for _, u := range v.Ranking() {
		r := Ranked{UnitResult: u, Firm: firm[u.Code]}
		r.Least, r.Most = v.span(v.byCode[u.Code])
		share[u.Rank]++
		s.List = append(s.List, r)
	}
	for _, line := range b.ResultLines() {
		if line.Holds {
			s.Result = &line
		}
	}
	for i := range s.List {
		s.List[i].Tied = share[s.List[i].Rank] > 1
	}
	return s, nil
}

// span is what a county's total may still come to.
func (v *View) span(u *UnitView) (least, most scoring.Points) {
	if u.Open == 0 {
		return u.Total, u.Total
	}
	var open []int
	for _, c := range u.Cells {
		if !c.Decided {
			open = append(open, c.Indicator.No)
		}
	}
	return v.Edition.Span(&u.Card, open)
}

// Row finds the place of a county in the list, -1 where it has none.
func (s *Standings) Row(code string) int {
	return slices.IndexFunc(s.List, func(r Ranked) bool { return r.Code == code })
}

// Open counts the cells that are not decided.
func (s *Standings) Open() int {
	n := 0
	for _, r := range s.List {
		n += r.Open
	}
	return n
}

// OpenWords say of a ranking with cells not decided what that means for it, "" where all are.
func (s *Standings) OpenWords() string {
	if n := s.Open(); n > 0 {
		return "还有" + strconv.Itoa(n) + "项未核定，暂按填报和已有数据计入，得分和位次都会变动"
	}
	return ""
}

// ObjectiveWords say what the objective scores leave out, "" where the rulebook has none apart.
func (s *Standings) ObjectiveWords() string {
	if judged := s.View.Edition.Review.Judged; len(judged) > 0 {
		return "客观得分不含由评分人员判断的" + ItemsWords(judged)
	}
	return ""
}

// Words tell a county's place in two lines, as review rank does.
func (s *Standings) Words(r *Ranked) (place, margin string) {
	objective := ""
	if words := s.RowObjective(r); words != "" {
		objective = "　" + words
	}
	open := ""
	if words := r.OpenWords(); words != "" {
		open = "（" + words + "）"
	}
	return r.RankWords() + "　" + r.Name + "　" + r.Total.String() + "分" + open + objective, s.MarginWords(r)
}

// RankWords are the rank, with that it is shared: 3（并列）.
func (r *Ranked) RankWords() string {
	if r.Tied {
		return strconv.Itoa(r.Rank) + "（并列）"
	}
	return strconv.Itoa(r.Rank)
}

// OpenWords say how many cells are not decided and what the total may still come to, "" where all are.
func (r *Ranked) OpenWords() string {
	switch {
	case r.Open == 0:
		return ""
	case r.Least == r.Most:
		return fmt.Sprintf("未核定%d项", r.Open)
	}
	return fmt.Sprintf("未核定%d项，按0分至满分计为%s至%s分", r.Open, r.Least, r.Most)
}

// RowObjective gives the objective score and rank, "" where the rulebook has none apart.
func (s *Standings) RowObjective(r *Ranked) string {
	if len(s.View.Edition.Review.Judged) == 0 {
		return ""
	}
	return fmt.Sprintf("客观得分%s分，客观位次%d", r.Objective, r.ObjectiveRank)
}

// MarginWords say how firm a rank is: 比前一名低0.50分，比后一名高3.00分；最少改动1项即可改变位次：涡阳县第2项.
func (s *Standings) MarginWords(r *Ranked) string {
	var gaps, parts []string
	if r.Firm.Above != nil {
		gaps = append(gaps, "比前一名低"+r.Firm.Above.String()+"分")
	}
	if r.Firm.Below != nil {
		gaps = append(gaps, "比后一名高"+r.Firm.Below.String()+"分")
	}
	if len(gaps) > 0 {
		parts = append(parts, strings.Join(gaps, "，"))
	}
	if r.Firm.Swap > 0 {
		parts = append(parts, fmt.Sprintf("最少改动%d项即可改变位次：%s", r.Firm.Swap, s.cellList(r.Firm)))
	} else {
		parts = append(parts, "与前后的单位怎样改动都不换位次")
	}
	if len(r.Firm.Rulings) > 0 {
		parts = append(parts, "没有这些要点的口径裁定，位次就不同："+strings.Join(r.Firm.Rulings, "、"))
	}
	return strings.Join(parts, "；")
}

// cellList names the cells of the smallest change with whose they are, those of one county together: 涡阳县第5、7项，蒙城县第3项.
func (s *Standings) cellList(f Firm) string {
	var order []string
	of := map[string][]int{}
	for i, code := range f.Whose {
		if of[code] == nil {
			order = append(order, code)
		}
		of[code] = append(of[code], f.Cells[i])
	}
	for i, code := range order {
		name := code
		if u := s.View.Unit(code); u != nil {
			name = u.Unit.Name
		}
		order[i] = name + ItemsWords(slices.Sorted(slices.Values(of[code])))
	}
	return strings.Join(order, "，")
}

// ItemsWords name indicators: 第1、5项.
func ItemsWords(list []int) string {
	var out []string
	for _, no := range list {
		out = append(out, strconv.Itoa(no))
	}
	return "第" + strings.Join(out, "、") + "项"
}

// Table is the ranking for a spreadsheet: a line of heads and one for each county, the cells parted by tabs.
func (s *Standings) Table() string {
	e := s.View.Edition
	heads := []string{"位次", e.Words.Unit, "代码", "总分"}
	for _, section := range e.Sections {
		heads = append(heads, section.No+"、"+section.Title)
	}
	judged := len(e.Review.Judged) > 0
	if judged {
		heads = append(heads, "客观得分", "客观位次")
	}
	heads = append(heads, "低于前一名", "高于后一名", "未核定项数", "未核定的按0分计", "未核定的按满分计", "最少改动几项即改变位次", "名次余量")
	var out strings.Builder
	out.WriteString(strings.Join(heads, "\t"))
	for i := range s.List {
		r := &s.List[i]
		row := []string{strconv.Itoa(r.Rank), r.Name, r.Code, r.Total.String()}
		for _, p := range r.Sections {
			row = append(row, p.String())
		}
		if judged {
			row = append(row, r.Objective.String(), strconv.Itoa(r.ObjectiveRank))
		}
		swap := ""
		if r.Firm.Swap > 0 {
			swap = strconv.Itoa(r.Firm.Swap)
		}
		row = append(row, gapText(r.Firm.Above), gapText(r.Firm.Below), strconv.Itoa(r.Open), r.Least.String(), r.Most.String(), swap, s.MarginWords(r))
		out.WriteString("\n" + strings.Join(row, "\t"))
	}
	return out.String()
}

// gapText is a gap, "" where there is none.
func gapText(p *scoring.Points) string {
	if p == nil {
		return ""
	}
	return p.String()
}
