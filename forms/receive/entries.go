package receive

import (
	"maps"
	"slices"
	"strings"

	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// entryHeads are the columns of a table with a row per county and place of a register that the city holds, such as a month: a column for each
// that the places are counted by, but for one that may stand in the headings instead (守信联合激励、失信联合惩戒).
type entryHeads struct {
	criterion *scoring.Criterion
	counted   []*scoring.Field
	said      map[int]int      // column → which of counted its cells say
	values    map[int][]string // column → what the heading says of each of counted, "" for what the rows say
}

// findEntries finds such columns among those that no field heads.
func (h *figureHeads) findEntries(row tables.Row, fields *figureFields) {
	for _, c := range fields.byRow {
		counted, told := c.EntryHeads()
		e := &entryHeads{criterion: c, counted: counted, said: map[int]int{}, values: map[int][]string{}}
		for _, column := range h.others {
			head := heading(row.Cell(column).Text)
			if i := slices.IndexFunc(counted, func(f *scoring.Field) bool { return folded(f.Label) == head }); i >= 0 {
				e.said[column] = i
			}
		}
		missing := e.missing()
		for _, column := range h.others {
			head := heading(row.Cell(column).Text)
			switch _, said := e.said[column]; {
			case said:
			case len(missing) == 0 && head == folded(told.Label):
				e.values[column] = make([]string, len(counted))
			case len(missing) == 1:
				if key := optionHeaded(counted[missing[0]], head); key != "" {
					e.values[column] = make([]string, len(counted))
					e.values[column][missing[0]] = key
				}
			}
		}
		if len(e.said) == 0 || len(e.values) == 0 {
			continue
		}
		h.entries = e
		h.others = slices.DeleteFunc(h.others, func(column int) bool {
			_, said := e.said[column]
			return said || e.values[column] != nil
		})
		return
	}
}

func heading(text string) string { return remark.ReplaceAllString(folded(text), "") }

// missing are the columns that no heading is of.
func (e *entryHeads) missing() []int {
	var out []int
	for i := range e.counted {
		if !slices.Contains(slices.Collect(maps.Values(e.said)), i) {
			out = append(out, i)
		}
	}
	return out
}

// optionHeaded is the option that a heading is, or that alone it has a part of or is a part of: 激励、守信联合激励案例.
func optionHeaded(f *scoring.Field, head string) string {
	var found []string
	for _, o := range f.Options {
		label := folded(o.Label)
		if label == head {
			return o.Key
		}
		plain := strings.TrimSuffix(strings.TrimSuffix(head, "案例"), "情况")
		if plain != "" && (strings.Contains(label, plain) || strings.Contains(plain, label)) {
			found = append(found, o.Key)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

// filled are the columns in which something can be told.
func (h *figureHeads) filled() []int {
	out := slices.Collect(maps.Keys(h.columns))
	if h.entries != nil {
		out = slices.AppendSeq(out, maps.Keys(h.entries.values))
	}
	return slices.Sorted(slices.Values(out))
}

// entries takes a row over that says which place of a register it is of.
func (p *figuring) entries(u *review.UnitView, row tables.Row) {
	e := p.heads.entries
	blank := func(column int) bool { return row.Cell(column).Kind == tables.Blank }
	columns := slices.DeleteFunc(slices.Sorted(maps.Keys(e.values)), blank)
	if len(columns) == 0 {
		return
	}
	rowSays := make([]string, len(e.counted))
	for column, i := range e.said {
		key, err := workbook.Value(row.Cell(column), p.sheet.Date1904, e.counted[i])
		if err == nil && key == "" {
			p.wrong(row, column, "这一行未填“"+e.counted[i].Label+"”")
			return
		} else if err != nil {
			p.wrong(row, column, err.Error())
			return
		}
		rowSays[i] = key
	}
	for _, column := range columns {
		key := slices.Clone(e.values[column])
		for i, said := range rowSays {
			if said != "" {
				key[i] = said
			}
		}
		p.entry(u, row, column, key)
	}
}

func (p *figuring) entry(u *review.UnitView, row tables.Row, column int, key []string) {
	c := p.heads.entries.criterion
	at := slices.IndexFunc(c.Entries, func(f *scoring.Field) bool { return slices.Equal(f.Entry(), key) })
	if at < 0 {
		p.wrong(row, column, "考核指标里没有这一处")
		return
	}
	p.cell(u, row, column, figureFieldOf(c, c.Entries[at]))
}
