package results

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// input is a value a county filled in, with its place in the order of the rulebook.
type input struct {
	criterion, row, field int
	label, value          string
}

// inputs are the values that the counties filled in, in the order of the rulebook, those of registers by their rows.
func (r *recomputing) inputs(of map[string]*forms.Dossier) *grid {
	g := &grid{sheet: "填报数据", title: r.e.City + r.e.Titled("填报数据")}
	g.columns = []column{{head: "代码", width: 20}, {head: r.e.Words.Unit, width: 26}, {head: "项目", width: 80, words: true}, {head: "值", words: true}}
	for _, code := range slices.Sorted(maps.Keys(of)) {
		var list []input
		for _, l := range of[code].Lines(nil) {
			if i, ok := r.input(of[code], l); ok {
				list = append(list, i)
			}
		}
		slices.SortStableFunc(list, func(x, y input) int {
			return cmp.Or(cmp.Compare(x.criterion, y.criterion), cmp.Compare(x.row, y.row), cmp.Compare(x.field, y.field))
		})
		for _, i := range list {
			g.add(code, r.unitName(code), i.label, i.value)
		}
	}
	g.none("没有报送数据")
	return g
}

// input is what a line of a self-check holds, if that is a field or a register's cell: "answer/11.1/updated", "row/5.3/2/title".
func (r *recomputing) input(d *forms.Dossier, l forms.Line) (input, bool) {
	parts := strings.Split(l.Key, "/")
	if len(parts) < 3 {
		return input{}, false
	}
	list := r.e.Criteria()
	i := input{label: l.Label, value: l.Value}
	i.criterion = slices.IndexFunc(list, func(c *scoring.Criterion) bool { return c.ID == parts[1] || strconv.Itoa(c.Indicator.No) == parts[1] })
	if i.criterion < 0 {
		return input{}, false
	}
	c, key := list[i.criterion], parts[len(parts)-1]
	named := func(f *scoring.Field) bool { return f.Key == key }
	switch forms.Kind(parts[0]) {
	case forms.KindAnswer:
		i.field, i.value = slices.IndexFunc(c.Fields, named), d.Display(forms.Path(l.Key), l.Value)
	case forms.KindRow:
		i.row, _ = strconv.Atoi(parts[2])
		if c.Register == nil {
			return input{}, false
		}
		if i.field = slices.IndexFunc(c.Register.Columns, named); i.field >= 0 {
			i.value = c.Register.Columns[i.field].Display(l.Value)
		}
	default:
		return input{}, false
	}
	return i, true
}
