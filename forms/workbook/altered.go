package workbook

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

const codeAltered = "workbook_altered" // a cell is not as the program writes it

// Altered compares every cell of the county's with what the program itself writes into a finalized workbook of the values read,
// under the code given. It names each cell that differs, each row too many and each row missing. The reviewers' columns, the order
// of rows and columns, and columns that are not ours are left alone.
func (b *Book) Altered(code string) []forms.Problem {
	d := b.Dossier.Clone()
	d.Version, d.Final = b.Version, true
	var data bytes.Buffer
	err := Write(&data, d, Options{Code: code})
	if err != nil {
		return []forms.Problem{{Code: codeAltered, Severity: forms.Error, Message: "没有逐格核对：" + err.Error()}}
	}
	want, err := Read(&data, []*scoring.Edition{d.Edition})
	if err != nil {
		return []forms.Problem{{Code: codeAltered, Severity: forms.Error, Message: "没有逐格核对：" + err.Error()}}
	}
	return b.Against(want)
}

// Against compares like Altered, with a workbook known to be good, such as the one a dossier keeps of its finalized version.
func (b *Book) Against(want *Book) []forms.Problem {
	var c comparison
	for _, l := range []layout{coverLayout, assessLayout, dataLayout, registerLayout, evidenceLayout, chartLayout} {
		if t := want.tables[l.name]; t != nil {
			c.sheet(l, t, b.tables[l.name])
		}
	}
	return c.found
}

// comparison collects what differs.
type comparison struct {
	found  []forms.Problem
	layout layout
	titles []string // the columns compared

	formulas map[string]bool // the cells that hold one
}

func (c *comparison) tell(place, message string) {
	c.found = append(c.found, forms.Problem{Code: codeAltered, Severity: forms.Error, Place: place, Message: message})
}

func (c *comparison) sheet(l layout, want, got *table) {
	if got == nil {
		c.tell(l.name, "工作簿里没有这张工作表，或它的表头已被改动")
		return
	}
	c.layout, c.titles = l, nil
	var err error
	if c.formulas, err = got.src.formulas(got.sheet); err != nil {
		c.tell(got.sheet, "没有核对这张工作表里有没有公式："+err.Error())
	}
	for _, col := range l.columns {
		key := heading(col.title)
		_, there := got.columns[key]
		switch {
		case l.name == SheetAssess && slices.Contains([]string{"初评分", "核定分", "核定理由"}, col.title):
		case !there:
			c.tell(got.sheet, "没有“"+col.title+"”这一列")
		default:
			c.titles = append(c.titles, col.title)
			if slices.Contains(got.twice, key) {
				c.tell(got.sheet, "有两列“"+col.title+"”")
			}
		}
	}
	c.rows(want, got)
}

// rows pairs the rows by what they are about, then those left over by their order, and compares each pair.
func (c *comparison) rows(want, got *table) {
	have := map[string]line{}
	lines := c.lines(got)
	for i, key := range c.keys(lines) {
		have[key] = lines[i]
	}
	var missing []line
	paired := map[int]bool{}
	wanted := c.lines(want)
	for i, key := range c.keys(wanted) {
		if l, ok := have[key]; ok {
			paired[l.no] = true
			c.row(wanted[i], l)
		} else {
			missing = append(missing, wanted[i])
		}
	}
	for _, l := range lines {
		switch {
		case paired[l.no] || c.layout.name == SheetRegister && l.raw("值") == "":
		case len(missing) > 0:
			c.row(missing[0], l)
			missing = missing[1:]
		default:
			c.tell(got.sheet+"第"+strconv.Itoa(l.no)+"行", "多出这一行（"+c.name(l)+"）")
		}
	}
	for _, l := range missing {
		c.tell(got.sheet, "缺少“"+c.name(l)+"”这一行")
	}
}

// lines gives the rows that say anything in the columns compared.
func (c *comparison) lines(t *table) []line {
	return slices.DeleteFunc(t.lines(), func(l line) bool {
		return !slices.ContainsFunc(c.titles, func(title string) bool { return l.raw(title) != "" })
	})
}

// keys tells what each row is about; the second row about the same thing has another key than the first.
func (c *comparison) keys(lines []line) []string {
	seen := map[string]int{}
	var out []string
	for _, l := range lines {
		key := c.key(l)
		seen[key]++
		out = append(out, key+"\n"+strconv.Itoa(seen[key]))
	}
	return out
}

func (c *comparison) key(l line) string {
	switch c.layout.name {
	case SheetAssess:
		if no := l.key("序号"); no != "" {
			return no
		}
		return "\n" + l.key("考核指标")
	case SheetData:
		return l.key("要点") + "\n" + l.key("字段")
	case SheetRegister:
		return l.key("要点") + "\n" + l.key("序号") + "\n" + l.key("列")
	}
	return l.key(c.layout.columns[0].title)
}

// name is how a sentence calls a row.
func (c *comparison) name(l line) string {
	var words []string
	for _, title := range c.titles[:min(len(c.titles), 3)] {
		if text := l.text(title); text != "" {
			words = append(words, clip(text))
		}
	}
	return strings.Join(words, " ")
}

func (c *comparison) row(want, got line) {
	for _, title := range c.titles {
		is, should := foldLines(got.raw(title)), foldLines(want.raw(title))
		a, b := around(show(should), show(is))
		place := got.place(title)
		switch {
		case c.formulas[place[strings.LastIndex(place, "!")+1:]]:
			c.tell(place, "应为"+a+"，现为公式")
		case is != should && !(c.counts(title) && sameNumber(is, should)):
			c.tell(place, "应为"+a+"，现为"+b)
		}
	}
}

// counts reports whether a column holds numbers, which spreadsheet programs store as 5 or as 5.00.
func (c *comparison) counts(title string) bool {
	if c.layout.name == SheetChart {
		return true
	}
	return slices.Contains([]string{"序号", "分值", "自评得分", "预估得分", "内容", "值", "页数", "大小"}, title)
}

func sameNumber(a, b string) bool {
	return stored.MatchString(a) && stored.MatchString(b) && parsed(tidy(a)) == parsed(tidy(b))
}

func foldLines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// around quotes two texts, long ones from shortly before where they part.
func around(a, b string) (quotedA, quotedB string) {
	const before, most = 8, 40
	x, y := []rune(a), []rune(b)
	same := 0
	for same < min(len(x), len(y)) && x[same] == y[same] {
		same++
	}
	quote := func(r []rune) string {
		if len(r) == 0 {
			return "空白"
		}
		head, tail := "", ""
		from := 0
		if len(r) > most {
			from = max(0, min(same, len(r))-before)
		}
		if from > 0 {
			head = "…"
		}
		to := min(from+most, len(r))
		if to < len(r) {
			tail = "…"
		}
		return fmt.Sprintf("“%s%s%s”", head, string(r[from:to]), tail)
	}
	return quote(x), quote(y)
}
