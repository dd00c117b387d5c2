package workbook

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
)

const (
	codeAltered  = "workbook_altered"  // a cell is not as the program writes it
	codeReworded = "workbook_reworded" // in the words of another program: reasons that are whole, or what could not be compared
	codeMore     = "workbook_more"     // something beside what the program writes, which nothing is compared with
)

// Altered compares every cell of the county's with what the program itself writes into a finalized workbook of the values read,
// under the code given. It names each cell that differs or is seen otherwise than it is stored, each row too many and each row missing. The
// reviewers' columns and the order of rows and columns are left alone; columns and sheets that are not ours are named in a hint.
func (b *Book) Altered(ctx context.Context, code string) []forms.Problem {
	d := b.Dossier.Clone()
	d.Version, d.Final = b.Version, true
	var data bytes.Buffer
	err := Write(&data, d, Options{Code: code, Schema: b.Schema, QR: b.QR, layout: b.Layout})
	if err != nil {
		return []forms.Problem{{Code: codeAltered, Severity: forms.Error, Message: "没有逐格核对：" + err.Error()}}
	}
	want, err := Read(ctx, &data, []*scoring.Edition{d.Edition})
	if err != nil {
		return []forms.Problem{{Code: codeAltered, Severity: forms.Error, Message: "没有逐格核对：" + err.Error()}}
	}
	return b.compare(want, &comparison{vouched: b.vouched(), older: b.Layout < layoutPresent})
}

// vouched reports whether the reasons are known to be as they were finalized, whatever words this program has for them: the first
// schema's code covers them, and later workbooks carry a code of theirs.
func (b *Book) vouched() bool {
	return b.Schema == forms.Schema1 || b.Words == forms.WordsCode(b.Scores)
}

// Against compares like Altered, with a workbook known to be good, such as the one a dossier keeps of its finalized version.
func (b *Book) Against(want *Book) []forms.Problem { return b.compare(want, &comparison{}) }

// reasons are those in 自评表, by the indicator's number.
func (b *Book) reasons() map[string]string {
	out := map[string]string{}
	if t := b.tables[SheetAssess]; t != nil {
		for _, l := range lines(t) {
			out[l.key(colNo)] = l.Text(colReason)
		}
	}
	delete(out, "") // sections and totals
	return out
}

func (b *Book) compare(want *Book, c *comparison) []forms.Problem {
	for _, fault := range b.faults {
		c.tell("", fault)
	}
	shown := shownLayouts(want.Dossier.Edition)
	if want.Layout < layoutReview {
		shown = nil
	}
	c.others(b.others, shown)
	c.reasons = b.reasons()
	for _, l := range append(layouts(), shown...) {
		if t := want.tables[l.name]; t != nil {
			c.sheet(l.in(want.Layout), t, b.tables[l.name])
		} else if b.tables[l.name] != nil && l.shows {
			c.tell(l.name, "多出这张工作表，“"+SheetRegister+"”里没有它的内容")
		}
	}
	c.tellOther()
	if c.reworded > 0 && b.Schema != forms.Schema1 {
		c.found = append(c.found, forms.Problem{Code: codeReworded, Severity: forms.Hint, Place: SheetAssess, Message: fmt.Sprintf(
			"有%d项得分理由与本程序现在的写法不同。核对码不含理由的文字；要逐字确认，请连同定稿的档案（.zicha）一起核对", c.reworded)})
	}
	return c.found
}

// comparison collects what differs.
type comparison struct {
	found  []forms.Problem
	layout layout
	titles []string // the columns compared

	reworded int               // reasons in other words
	vouched  bool              // the words of the reasons need not be this program's
	reasons  map[string]string // those the file itself has, by indicator

	older      bool   // it was laid out by an older program, whose own words need not be this one's
	other      int    // of these, in how many places they are not
	otherPlace string // the first
}

func (c *comparison) tell(place, message string) {
	c.found = append(c.found, forms.Problem{Code: codeAltered, Severity: forms.Error, Place: place, Message: message})
}

func (c *comparison) sheet(l layout, want, got *tables.Grid) {
	c.layout, c.titles = l, nil
	if got == nil {
		c.lack(l.name, "工作簿里没有这张工作表，或它的表头已被改动")
		return
	}
	for _, col := range l.columns {
		switch {
		case slices.Contains(l.reviewed, col.Title):
		case !got.Has(col.Title):
			c.lack(got.Name, "没有“"+col.Title+"”这一列")
		default:
			c.titles = append(c.titles, col.Title)
			if slices.Contains(got.Twice, heading(col.Title)) {
				c.tell(got.Name, "有两列“"+col.Title+"”")
			}
		}
	}
	c.rows(want, got)
	c.looks(want, got)
}

// rows pairs the rows by what they are about, then those left over by their order, and compares each pair.
func (c *comparison) rows(want, got *tables.Grid) {
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
			paired[l.No] = true
			c.row(wanted[i], l)
		} else {
			missing = append(missing, wanted[i])
		}
	}
	for _, l := range lines {
		switch {
		case paired[l.No] || c.layout.name == SheetRegister && l.blank(colValue):
		case len(missing) > 0:
			c.row(missing[0], l)
			missing = missing[1:]
		default:
			c.extra(l, got.Name+"第"+strconv.Itoa(l.No)+"行", "多出这一行（"+c.words(l)+"）")
		}
	}
	for _, l := range missing {
		c.odd(l, got.Name, "缺少“"+c.words(l)+"”这一行")
	}
}

// lines gives the rows that say anything in the columns compared.
func (c *comparison) lines(t *tables.Grid) []line {
	return slices.DeleteFunc(lines(t), func(l line) bool {
		return !slices.ContainsFunc(c.titles, func(title string) bool { return !l.blank(title) })
	})
}

// keys says what each row is about; the second row about the same thing has another key than the first.
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
	if c.layout.name == SheetAssess { // the rows of sections and totals have no number
		if no := l.key(colNo); no != "" {
			return no
		}
		return "\n" + l.key(colIndicator)
	}
	var parts []string
	for _, title := range c.layout.key {
		parts = append(parts, l.key(title))
	}
	return strings.Join(parts, "\n")
}

// words is how a sentence calls a row.
func (c *comparison) words(l line) string {
	var out []string
	for _, title := range c.titles[:min(len(c.titles), 3)] {
		if text := l.Text(title); text != "" {
			out = append(out, scoring.Clip(text))
		}
	}
	return strings.Join(out, " ")
}

func (c *comparison) row(want, got line) {
	for _, title := range c.titles {
		is, should := got.Cell(title), want.Cell(title)
		a, b := around(should.Typed(want.Date1904), is.Typed(got.Date1904))
		switch {
		case is.Formula:
			c.tell(got.Place(title), "应为"+a+"，现为公式")
		case sameCell(is, should):
		case c.vouched && title == colReason && c.layout.shows && is.Text == c.reasons[want.key(colNo)]:
		case c.vouched && title == colReason && !c.layout.shows && want.key(colNo) != "":
			c.reworded++
		case (title == colSelf || title == colForecast) && should.Kind != tables.Number && forms.SameScore(is.Text, should.Text):
		case c.vouched && want.key(colItem) == itemWords:
		case c.older && c.ownWords(want, title):
			c.unlike(got.Place(title))
		default:
			c.tell(got.Place(title), "应为"+a+"，现为"+b)
		}
	}
}

// sameCell reports whether a cell says what it should. Spreadsheet programs store a number as 5 or as 5.00; a text is typed as it is.
func sameCell(is, should tables.Cell) bool {
	return is.Text == should.Text || should.Kind == tables.Number && tables.SameNumber(is.Text, should.Text)
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
