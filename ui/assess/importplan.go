package assess

import (
	"fmt"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// importItem is a line of an import's plan: a value, a whole register, or a new piece of evidence, as the dossier and the workbook
// have it. Where both have one and they differ, it is a conflict and must be chosen.
type importItem struct {
	title, mine, theirs string
	changes             []forms.Change
	conflict            bool
	pick                string // of a conflict: "", pickMine or pickTheirs
}

// The answers to a conflict.
const (
	pickMine   = "mine"
	pickTheirs = "theirs"
)

// importItems sorts the changes of a plan into lines.
func importItems(d, other *forms.Dossier, changes []forms.Change) []*importItem {
	var out []*importItem
	byKey := map[string]*importItem{}
	item := func(key, title string) *importItem {
		it := byKey[key]
		if it == nil {
			it = &importItem{title: title}
			byKey[key] = it
			out = append(out, it)
		}
		return it
	}
	var numbers []forms.Change // the last number given, which belongs to the new piece that follows
	for _, c := range changes {
		part := c.Path.Parts()
		fresh := part.Kind == forms.KindEvidence && d.Get(forms.EvidencePath(part.ID, forms.AttrNumber)) == ""
		switch {
		case c.Path.Lasting():
			numbers = append(numbers, c)
		case fresh:
			it := item("new/"+part.ID, "新的佐证材料")
			it.changes = append(append(it.changes, numbers...), c)
			numbers = nil
			if part.Key == forms.AttrNumber || part.Key == forms.AttrTitle {
				it.theirs = strings.TrimSpace(it.theirs + " " + c.New)
			}
		case part.Kind == forms.KindRow:
			it := item("row/"+part.Criterion, part.Criterion+" 台账")
			it.changes = append(it.changes, c)
			it.conflict = it.conflict || c.Old != "" && !c.Path.Order()
			criterion := d.Edition.Criterion(part.Criterion)
			it.mine, it.theirs = registerText(criterion, d.Rows(part.Criterion)), registerText(criterion, other.Rows(part.Criterion))
		default:
			it := item(string(c.Path), d.Label(c.Path))
			it.changes = append(it.changes, c)
			it.conflict = c.Old != ""
			it.mine, it.theirs = d.Display(c.Path, c.Old), d.Display(c.Path, c.New)
		}
	}
	return out
}

// registerText shows the first rows of a register.
func registerText(c *scoring.Criterion, rows []scoring.Row) string {
	const most = 8
	lines := []string{fmt.Sprintf("共%d行", len(rows))}
	for _, row := range rows[:min(most, len(rows))] {
		var cells []string
		for _, col := range c.Register.Columns {
			if v := col.Display(row.Cells[col.Key]); v != "" {
				cells = append(cells, v)
			}
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	if len(rows) > most {
		lines = append(lines, "…")
	}
	return strings.Join(lines, "\n")
}

// chosen gives the changes to be made. References of new evidence to register rows go along only where every register was taken.
func chosen(items []*importItem) []forms.Change {
	whole := true
	for _, it := range items {
		whole = whole && !(it.conflict && it.pick == pickMine && it.changes[0].Path.Kind() == forms.KindRow)
	}
	var out []forms.Change
	for _, it := range items {
		if it.conflict && it.pick != pickTheirs {
			continue
		}
		for _, c := range it.changes {
			if part := c.Path.Parts(); whole || part.Kind != forms.KindEvidence || part.Key != forms.AttrRows {
				out = append(out, c)
			}
		}
	}
	return out
}
