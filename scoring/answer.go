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

// RegisterCount counts the distinct keys of the first column, compared without spaces and widths, and how many rows repeat an
// earlier one. Rows with a blank key count as neither.
func (c *Criterion) RegisterCount(rows []Row) (distinct, repeated int) {
	if c.Register == nil || len(rows) == 0 {
		return 0, 0
	}
	key := c.Register.Columns[0].Key
	seen := make(map[string]struct{}, len(rows))
	counted := 0
	for _, r := range rows {
		if k := RowKey(r.Cells[key]); k != "" {
			seen[k] = struct{}{}
			counted++
		}
	}
	return len(seen), counted - len(seen)
}

// Repeats reports for every row whether an earlier row has the same key, for marking duplicates.
func (c *Criterion) Repeats(rows []Row) []bool {
	marks := make([]bool, len(rows))
	if c.Register == nil || c.Register.Counts == "" {
		return marks
	}
	seen := map[string]bool{}
	for i, r := range rows {
		k := RowKey(r.Cells[c.Register.Columns[0].Key])
		marks[i] = k != "" && seen[k]
		seen[k] = true
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
	if reg := in.c.Register; reg != nil && reg.Counts == key && len(in.a.Register) > 0 {
		if distinct, repeated := in.c.RegisterCount(in.a.Register); distinct > 0 {
			return int64(distinct), repeated, true
		}
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

// with gives the answer with some values replaced and, where a count is replaced, without the register that hides it.
func (in input) with(values map[string]string) Answer {
	out := Answer{Values: make(map[string]string, len(in.a.Values)+len(values)), Register: in.a.Register}
	maps.Copy(out.Values, in.a.Values)
	maps.Copy(out.Values, values)
	if in.c.Register != nil && values[in.c.Register.Counts] != "" {
		out.Register = nil
	}
	return out
}
