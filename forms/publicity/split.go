package publicity

import (
	"context"
	"slices"
	"strings"

	"zicha/scoring"
)

// ByUnit is what was counted of tables that hold the decisions of several units.
type ByUnit struct {
	Units   map[string]*Result // by code; a unit without a row has none
	Rest    *Result            // rows of no unit that is assessed, and those that are no decision
	Rows    int
	Strange []string // what stood where a unit should, the first few
}

// mostStrange is how many texts that name no unit are kept.
const mostStrange = 10

// UnitColumn guesses the column that says whose a row is: all its first values are codes or names of units; of several the first.
func UnitColumn(t *Table, units []scoring.Unit) (column int, ok bool) {
	known := newUnits(units)
	best, most := -1, 0
	for column, samples := range t.Samples {
		n := 0
		for _, s := range samples {
			if known.find(s) != "" {
				n++
			}
		}
		if n > most && 2*n > len(samples) {
			best, most = column, n
		}
	}
	return best, best >= 0
}

// CountByUnit reads all rows once and counts each for the unit that its column names; columns gives it by the table, see UnitColumn. A
// table without such a column is refused. Else as Count.
func CountByUnit(ctx context.Context, job Job, units []scoring.Unit, columns map[*Table]int) (*ByUnit, error) {
	for _, t := range job.Tables {
		if column, ok := columns[t]; !ok || column < 0 || column >= len(t.Header) {
			return nil, named(t.Path, refuse("没有选写明单位的列，无法分开统计；请选写有单位名称或代码的那一列"))
		}
	}
	c := newCounter(job)
	c.split = &split{units: newUnits(units), columns: columns, parts: map[string]*counter{}}
	rest, err := c.count(ctx)
	if err != nil {
		return nil, err
	}
	out := &ByUnit{Units: map[string]*Result{}, Rest: rest, Rows: rest.Rows, Strange: c.split.strange}
	for code, part := range c.split.parts {
		out.Units[code] = part.finish()
		out.Rest.Rows -= part.out.Rows
	}
	return out, nil
}

// units finds units by what stands in a cell.
type units struct {
	byKey map[string]string // the code by code and name, folded
	names []string          // folded, longest first: what a cell may end with
}

func newUnits(list []scoring.Unit) *units {
	out := &units{byKey: map[string]string{}}
	for _, u := range list {
		out.byKey[scoring.FoldKey(u.Code)] = u.Code
	}
	for _, u := range list {
		name := scoring.FoldKey(u.Name)
		if out.byKey[name] == "" {
			out.byKey[name] = u.Code
			out.names = append(out.names, name)
		}
	}
	slices.SortFunc(out.names, func(a, b string) int { return len(b) - len(a) })
	return out
}

// find gives the code of the unit a cell names: its code, also with noughts behind it as divisions below have it, its name, also with the city
// before it. It is "" for none.
func (u *units) find(cell string) string {
	key := scoring.FoldKey(cell)
	if key == "" {
		return ""
	}
	if code := u.byKey[key]; code != "" {
		return code
	}
	if allDigits(key) {
		for short := strings.TrimRight(key, "0"); len(short) <= len(key); short += "0" {
			if code := u.byKey[short]; code != "" {
				return code
			}
		}
		return ""
	}
	for _, name := range u.names {
		if strings.HasSuffix(key, name) {
			return u.byKey[name]
		}
	}
	return ""
}

// split counts rows for units, each by a counter of its own.
type split struct {
	units   *units
	columns map[*Table]int
	parts   map[string]*counter
	strange []string
}

// of gives the counter of the row's unit, the whole's where it names none.
func (s *split) of(c *counter, r *row) *counter {
	column := s.columns[c.t]
	cell := ""
	if column < len(r.cells) {
		cell = r.cells[column]
	}
	code := s.units.find(cell)
	if code == "" {
		if text := scoring.Clip(cell); !isBlank(cell) && len(s.strange) < mostStrange && !slices.Contains(s.strange, text) {
			s.strange = append(s.strange, text)
		}
		return c
	}
	part := s.parts[code]
	if part == nil {
		part = newCounter(c.job)
		part.words, part.when = c.words, c.when
		s.parts[code] = part
	}
	if part.t != c.t {
		part.t, part.name, part.has, part.header, part.is1904 = c.t, c.name, c.has, c.header, c.is1904
		part.gaps()
		part.out.Tables = append(part.out.Tables, c.name)
	}
	part.out.Rows++
	return part
}
