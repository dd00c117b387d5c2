package results

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/review"
	"zicha/forms/wording"
	"zicha/scoring"
)

// flag is a cell to be looked at on site, and why.
type flag struct {
	unit *review.UnitResult
	cell review.CellResult
	why  []string
}

// flagged lists the cells that are to be looked at on site, county by county: those that are stale, sent back or answered, those of an open
// case, and those chosen. No others.
func (b *builder) flagged() []flag {
	var out []flag
	for _, u := range b.byCode() {
		for _, c := range u.Cells {
			if reasons := b.flags(u.Code, c); len(reasons) > 0 {
				out = append(out, flag{u, c, reasons})
			}
		}
	}
	return out
}

// ParseCell reads a cell that is chosen for a check on site as it is typed: 单位代码/5, 单位名称/5.
func ParseCell(v *review.View, text string) (Cell, error) {
	county, no, _ := strings.Cut(strings.Replace(text, "／", "/", 1), "/")
	u := v.Unit(strings.TrimSpace(county))
	n, err := strconv.Atoi(strings.TrimSpace(no))
	if u == nil || err != nil || v.Cell(u.Unit.Code, n) == nil {
		return Cell{}, files.Failure(files.Source, "“%s”不是一个单位的一项指标，写法如 单位代码/5", scoring.Clip(strings.TrimSpace(text)))
	}
	return Cell{u.Unit.Code, n}, nil
}

func (b *builder) flags(county string, c review.CellResult) []string {
	var out []string
	switch c.State {
	case review.Stale: // its last reason is that of the decision before
		out = append(out, c.State.Label()+"：评分以后，所依据的填报、材料、数据或者口径有变动"+strings.TrimSuffix("；原评分理由："+lastReason(c), "；原评分理由："))
	case review.ReturnedState, review.Resubmitted:
		out = append(out, c.State.Label()+strings.TrimSuffix("："+lastReason(c), "："))
	}
	for _, k := range b.s.Cases {
		if k.Open && k.County == county && k.Indicator == c.Indicator {
			words := "虚假材料核查中"
			if len(k.Steps) > 0 {
				words += "，线索：" + k.Steps[0].Text
			}
			out = append(out, words)
		}
	}
	if slices.Contains(b.o.Inspect, Cell{county, c.Indicator}) {
		out = append(out, "选定核查"+strings.TrimSuffix("："+c.Reason, "："))
	}
	return out
}

// lastReason is the reason of the cell's last act that counts.
func lastReason(c review.CellResult) string {
	for i := len(c.Steps) - 1; i >= 0; i-- {
		if s := c.Steps[i]; !s.Unused && s.Reason != "" {
			return s.Reason
		}
	}
	return c.Reason
}

// onSitePaper is a sheet for each flagged cell.
func (b *builder) onSitePaper(context.Context) ([]byte, error) {
	p := b.start(b.e.City+b.e.Titled("考核现场核查表"), false)
	for _, f := range b.flagged() {
		b.onSite(p, f)
	}
	return p.bytes()
}

func (b *builder) onSite(p *pages, f flag) {
	ind := b.e.Indicator(f.cell.Indicator)
	flow := p.upright(b.e.Titled("考核现场核查表"))
	letter.Note(flow, fmt.Sprintf("编号：%s-%02d", f.unit.Code, ind.No))
	flow.Skip(1)
	t := form([]field{
		{b.e.Words.Unit, f.unit.Name, 0},
		{"考核指标", fmt.Sprintf("%s（%s）", b.label(ind.No), wording.MarksWords(ind)), 0},
		{"评分标准原文", ind.Text, 0},
		{"被考核单位填报", strings.Trim(claimed(f.cell)+"　"+f.cell.ClaimWhy, "　"), 0},
		{"待核问题", strings.Join(f.why, "\n"), 0},
		{"核查方式", "□查阅原件　□实地查看　□询问当事人　□调取系统数据　□其他：", 12},
		{"所见", "", 52},
		{"附件", "", 16},
		{"核查人（两名）", "", 14},
		{"陪同人", "", 12},
		{"核查时间", "　　　　年　　月　　日　　时　　分至　　时　　分", 12},
	})
	t.Notes = letter.Notes("本表签字后扫描存入审核档案，作为该项核查的依据。")
	flow.Table(t)
}

// field is a line of a form: what it asks, what is printed in it, and how high it is at least.
type field struct {
	name, words string
	high        float64
}

// form is a table of two columns.
func form(fields []field) typeset.Table {
	t := letter.Table([]typeset.Column{{Width: 32, Align: typeset.Center}, {Width: letter.UprightWidth - 32, Align: typeset.Left}}, nil)
	t.Style.Size, t.Pitch = 10.5, 5.4
	bold := typeset.Style{Face: typeset.Hei, Size: 10.5}
	for i, f := range fields {
		if i == 0 {
			t.Columns[0].Head, t.Columns[1].Head, t.HeadStyle = f.name, f.words, bold
			continue
		}
		t.Rows = append(t.Rows, typeset.Row{High: f.high, Again: 1, Cells: []typeset.Cell{{Text: f.name, Style: &bold}, {Text: f.words}}})
	}
	return t
}

// casePapers are the files of the cases.
func (b *builder) casePapers() []paper {
	var out []paper
	count := map[string]int{}
	for _, c := range b.s.Cases {
		what := fmt.Sprintf("虚假材料核查案卷（%s第%d项）", b.unitName(c.County), c.Indicator)
		count[what]++
		if n := count[what]; n > 1 {
			what = fmt.Sprintf("%s%d", what, n)
		}
		out = append(out, paper{
			name: b.name(what, ".pdf"), what: what, use: "“" + b.unitName(c.County) + "”第" + strconv.Itoa(c.Indicator) + "项的核查经过和处理，存入审核档案；不公开。",
			make: func(context.Context) ([]byte, error) { return b.casePaper(c) },
		})
	}
	return out
}

// casePaper is the file of one case: what it is about, step by step what was done and by whom, what it rests on, and what it came to.
func (b *builder) casePaper(c review.Case) ([]byte, error) {
	p := b.start(b.e.City+b.e.Titled("考核虚假材料核查案卷"), false)
	flow := p.upright(b.e.Titled("考核虚假材料核查案卷"))
	letter.Note(flow, "案卷号："+c.ID)
	flow.Skip(1)
	fields := []field{{b.e.Words.Unit, b.unitName(c.County), 0}}
	if ind := b.e.Indicator(c.Indicator); ind != nil {
		fields = append(fields, field{"考核指标", fmt.Sprintf("%s（%s）", b.label(ind.No), wording.MarksWords(ind)), 0}, field{"评分标准原文", ind.Text, 0})
	}
	if u := b.unit(c.County); u != nil && c.Indicator >= 1 && c.Indicator <= len(u.Cells) {
		cell := u.Cells[c.Indicator-1]
		fields = append(fields, field{"填报得分", strings.Trim(claimed(cell)+"　"+cell.ClaimWhy, "　"), 0}, field{"考核得分", cell.Score.String(), 0})
	}
	for _, s := range c.Steps {
		people := s.By
		if s.Second != "" {
			people += "、" + s.Second
		}
		fields = append(fields, field{s.Label(), fmt.Sprintf("%s\n办理人：%s　时间：%s　记录号：%s", s.Text, people, short(s.At), s.Event[:min(8, len(s.Event))]), 0})
	}
	fields = append(fields,
		field{"依据的材料", cmp.Or(strings.Join(evidenceOf(c), "\n"), "没有登记"), 0},
		field{"处理结果", c.Outcome(), 0},
		field{"认定人签字\n（两名）", "", 18}, field{"负责人意见", "", 24})
	t := form(fields)
	if slices.ContainsFunc(c.Evidence, hashed.MatchString) {
		t.Notes = letter.Notes("材料后所列为文件内容的校验值（SHA-256），可以据此核对所依据的材料没有改动。")
	}
	flow.Table(t)
	return p.bytes()
}

// hashed finds the hash of a file.
var hashed = regexp.MustCompile(`[0-9a-f]{64}`)

// evidenceOf is what a case rests on, each once though several steps name it.
func evidenceOf(c review.Case) []string {
	var out []string
	for _, words := range c.Evidence {
		if !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}
