package scoring

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of what whoever holds a register tells of it.
const (
	mostEntries = 200 // places of one register
	mostEntry   = 200 // characters of what stands at one
)

// prepareEntries makes the entries of a register that the assessor holds and that stands for no field: one for each combination of the
// columns that its progress is counted by, such as the case of a month and kind ("3.incentive", 3月守信联合激励). What is entered there makes a row.
func (c *Criterion) prepareEntries() {
	c.Entries = nil
	reg := c.Register
	if reg == nil || reg.Progress == nil || reg.Counts != "" || c.Indicator.Source.Self() || reg.told() == nil {
		return
	}
	entries := []*Field{{Kind: KindText}}
	for _, key := range reg.Progress.Columns {
		var more []*Field
		for _, o := range reg.Column(key).choices() {
			for _, e := range entries {
				more = append(more, &Field{
					Key: strings.TrimPrefix(e.Key+"."+o.Key, "."), Label: e.Label + o.Label, Kind: KindText, entry: append(slices.Clone(e.entry), o.Key),
				})
			}
		}
		if entries = more; len(entries) == 0 || len(entries) > mostEntries {
			return
		}
	}
	for _, e := range entries {
		if c.fields[e.Key] == nil {
			c.Entries = append(c.Entries, e)
		}
	}
}

// told is the column that says what a row is of, nil where there is none.
func (r *Register) told() *Field {
	for _, col := range r.Columns {
		if col.Kind == KindText && !slices.Contains(r.Progress.Columns, col.Key) {
			return col
		}
	}
	return nil
}

// choices are what can stand in a column of a register, nil where that is any text.
func (f *Field) choices() []Option {
	if f == nil || f.Kind != KindMonth {
		return f.options()
	}
	var out []Option
	for month := 1; month <= 12; month++ {
		out = append(out, Option{Key: strconv.Itoa(month), Label: strconv.Itoa(month) + "月"})
	}
	return out
}

func (f *Field) options() []Option {
	if f == nil || f.Kind != KindOption {
		return nil
	}
	return f.Options
}

// Entry is, of one of Criterion.Entries, what stands in the columns that the progress is counted by, in their order; nil of any other field.
func (f *Field) Entry() []string { return f.entry }

// EntryHeads are the headings of a table of Entries: of the columns that the progress is counted by, in their order, and of what is told.
func (c *Criterion) EntryHeads() (counted []*Field, told *Field) {
	if len(c.Entries) == 0 {
		return nil, nil
	}
	for _, key := range c.Register.Progress.Columns {
		counted = append(counted, c.Register.Column(key))
	}
	return counted, c.Register.told()
}

// Enter puts a value where the rule reads it: a field's under its key, an entry's as a row of the register.
func (c *Criterion) Enter(a Answer, f *Field, value string) Answer {
	if f.entry == nil {
		if a.Values == nil {
			a.Values = map[string]string{}
		}
		a.Values[f.Key] = value
		return a
	}
	cells := map[string]string{c.Register.told().Key: value}
	for i, key := range c.Register.Progress.Columns {
		cells[key] = f.entry[i]
	}
	a.Register = append(a.Register, Row{Cells: cells})
	return a
}

// normalizeEntry makes one line of what is told; words that say that there is nothing are nothing.
func (f *Field) normalizeEntry(text string) (string, error) {
	text = strings.Join(strings.Fields(text), " ")
	if slices.Contains([]string{"0", "无", "否", "未报", "没有", "×", "/", "-", "—", "——"}, RowKey(text)) {
		return "", nil
	}
	if utf8.RuneCountInString(text) > mostEntry {
		return "", fmt.Errorf("“%s”太长，最多%d个字", f.Label, mostEntry)
	}
	return text, nil
}
