package scoring

import (
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"zicha/scoring/canon"
)

// Answers holds what a county filled in (填报内容), by criterion id. A missing answer is blank, never zero (G8).
type Answers map[string]Answer

// Answer is the answer to one criterion. Values holds canonical text by field key: "true"/"false", digits, a decimal, an
// option's key or free text; a missing or empty value is blank. Field.Normalize makes text canonical.
type Answer struct {
	Values   map[string]string
	Register []Row
}

// Row is one item of a register (台账): canonical text by column key. ID is permanent within a dossier; rules ignore it.
type Row struct {
	ID    string
	Cells map[string]string
}

// RegisterCount counts the distinct keys of the rows, and how many rows repeat an earlier one. Rows that lack a key count as neither.
func (c *Criterion) RegisterCount(rows []Row) (distinct, repeated int) {
	return c.countRows(rows, func(Row) bool { return true })
}

func (c *Criterion) countRows(rows []Row, wanted func(Row) bool) (distinct, repeated int) {
	if c.Register == nil || len(rows) == 0 {
		return 0, 0
	}
	seen := make(map[string]struct{}, len(rows))
	counted := 0
	for _, r := range rows {
		if !wanted(r) {
			continue
		}
		if key, lacking := c.Register.Key(r); lacking == nil {
			seen[key] = struct{}{}
			counted++
		}
	}
	return len(seen), counted - len(seen)
}

// Key is what a row counts under, the first column without spaces and widths, and where the register counts for several fields the level
// with it; rows of one key are one. lacking is the column that is blank where the row does not count.
func (r *Register) Key(row Row) (key string, lacking *Field) {
	first := r.Columns[0]
	if key = RowKey(row.Cells[first.Key]); key == "" {
		return "", first
	}
	if col := r.Level(); col != nil {
		level := row.Cells[col.Key]
		if level == "" {
			return "", col
		}
		key += "|" + level
	}
	return key, nil
}

// Level is the column by which a register counts for several fields, nil where it counts for one or none.
func (r *Register) Level() *Field {
	if col := r.Column(r.Counts); col != nil && col.Kind == KindOption {
		return col
	}
	return nil
}

// CountedFields lists the fields that the rows of the register stand for.
func (c *Criterion) CountedFields() []*Field {
	if c.Register == nil {
		return nil
	}
	if f := c.fields[c.Register.Counts]; f != nil {
		return []*Field{f}
	}
	var out []*Field
	if col := c.Register.Level(); col != nil {
		for _, o := range col.Options {
			if f := c.fields[o.Key]; f != nil {
				out = append(out, f)
			}
		}
	}
	return out
}

// Counted is how many distinct rows of the register stand for a field, and how many repeat an earlier one; ok is false where the register
// does not stand for it, or none of its rows counts at all.
func (c *Criterion) Counted(key string, rows []Row) (distinct, repeated int, ok bool) {
	if len(rows) == 0 || c.Register == nil || c.Register.Counts == "" {
		return 0, 0, false
	}
	if all, _ := c.RegisterCount(rows); all == 0 {
		return 0, 0, false
	}
	if c.Register.Counts == key {
		distinct, repeated = c.RegisterCount(rows)
		return distinct, repeated, true
	}
	col := c.Register.Level()
	if col == nil || !slices.ContainsFunc(col.Options, func(o Option) bool { return o.Key == key }) {
		return 0, 0, false
	}
	distinct, repeated = c.countRows(rows, func(r Row) bool { return r.Cells[col.Key] == key })
	return distinct, repeated, true
}

// Repeats reports for every row whether an earlier row has the same key, for marking duplicates.
func (c *Criterion) Repeats(rows []Row) []bool {
	marks := make([]bool, len(rows))
	if c.Register == nil || c.Register.Counts == "" {
		return marks
	}
	seen := map[string]bool{}
	for i, r := range rows {
		key, lacking := c.Register.Key(r)
		marks[i] = lacking == nil && seen[key]
		seen[key] = true
	}
	return marks
}

// ProgressText gives "已报9/24例" for a register that shows progress, with the months not reported in full, else "". It turns into no
// points.
func (c *Criterion) ProgressText(rows []Row) string {
	if c.Register == nil || c.Register.Progress == nil {
		return ""
	}
	p := c.Register.Progress
	seen := c.progressKeys(rows)
	text := strings.Replace(strings.Replace(p.Text, "{n}", strconv.Itoa(len(seen)), 1), "{total}", strconv.Itoa(p.Total), 1)
	if gaps := c.progressGaps(seen); len(seen) > 0 && len(gaps) > 0 {
		text += "，未报齐：" + strings.Join(gaps, "、")
	}
	return text
}

// OutsideMonth gives the columns of a row whose date is of another month than the row says, nil where there are none.
func (r *Register) OutsideMonth(cells map[string]string) (month, date *Field) {
	for _, m := range r.Columns {
		if m.Kind != KindMonth || cells[m.Key] == "" {
			continue
		}
		for _, d := range r.Columns {
			if day := cells[d.Key]; d.Kind == KindDate && len(day) == len("2017-03-01") && strings.TrimPrefix(day[5:7], "0") != cells[m.Key] {
				return m, d
			}
		}
	}
	return nil, nil
}

// progressGaps lists the months for which not every option of the other column is there, where progress is by month and option.
func (c *Criterion) progressGaps(seen map[string]bool) []string {
	columns := c.Register.Progress.Columns
	if len(columns) != 2 || c.Register.Column(columns[0]).Kind != KindMonth {
		return nil
	}
	var gaps []string
	for month := 1; month <= 12; month++ {
		for _, o := range c.Register.Column(columns[1]).Options {
			if m := strconv.Itoa(month); !seen[m+"|"+o.Key+"|"] {
				gaps = append(gaps, m+"月")
				break
			}
		}
	}
	return gaps
}

// progressKeys collects the distinct complete combinations of the progress columns.
func (c *Criterion) progressKeys(rows []Row) map[string]bool {
	keys := map[string]bool{}
	for _, r := range rows {
		k, complete := "", true
		for _, col := range c.Register.Progress.Columns {
			v := RowKey(r.Cells[col])
			complete = complete && v != ""
			k += v + "|"
		}
		if complete {
			keys[k] = true
		}
	}
	return keys
}

// RowKey brings a register key into the form rows are counted in: no white space, full-width letters, digits and punctuation in their
// narrow form. It never changes, as papers that are sealed were counted with it; what identifies something to people is compared by FoldKey.
func RowKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || slices.Contains([]rune{'\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'}, r) {
			return -1
		}
		return canon.Narrow(r)
	}, s)
}

// FoldKey brings a name or code into the form it is compared in: an identity (canon.Identity) without white space.
func FoldKey(s string) string {
	return canon.Identity(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s))
}

// input is one criterion with the values filled in for it.
type input struct {
	c *Criterion
	a Answer
}

func (in input) text(key string) string { return in.a.Values[key] }

// flag reads a yes field; ok is false while it is blank.
func (in input) flag(key string) (yes, ok bool) {
	v := in.a.Values[key]
	return v == "true", v != ""
}

// count reads a whole number, or the register that stands for it while any of its rows counts.
func (in input) count(key string) (n int64, ok bool) {
	n, _, ok = in.items(key)
	return n, ok
}

// items is count, with how many register rows repeat an earlier one.
func (in input) items(key string) (n int64, repeated int, ok bool) {
	if distinct, repeated, ok := in.c.Counted(key, in.a.Register); ok {
		return int64(distinct), repeated, true
	}
	v := in.a.Values[key]
	if v == "" || !digits(v) {
		return 0, 0, false
	}
	n, err := strconv.ParseInt(v, 10, 64)
	return n, 0, err == nil
}

// number reads a count or an amount exactly.
func (in input) number(key string) (r *big.Rat, ok bool) {
	if n, ok := in.count(key); ok {
		return new(big.Rat).SetInt64(n), true
	}
	v := in.a.Values[key]
	if len(v) > maxDigits { // decimals a program wrote out; nothing stored is as long
		v = canon.Figure(v)
	}
	if v == "" || len(v) > maxDigits {
		return nil, false
	}
	r, ok = new(big.Rat).SetString(v)
	return r, ok && r.Sign() >= 0
}

// with gives the answer with some values replaced and, where a count is replaced, without the register that hides it; what it counts for
// other fields stands as their number then.
func (in input) with(values map[string]string) Answer {
	out := Answer{Values: make(map[string]string, len(in.a.Values)+len(values)), Register: in.a.Register}
	maps.Copy(out.Values, in.a.Values)
	counted := in.c.CountedFields()
	if slices.ContainsFunc(counted, func(f *Field) bool { return values[f.Key] != "" }) {
		out.Register = nil
		for _, f := range counted {
			if n, ok := in.count(f.Key); ok {
				out.Values[f.Key] = strconv.FormatInt(n, 10)
			}
		}
	}
	maps.Copy(out.Values, values)
	return out
}
