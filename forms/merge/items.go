package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zicha/forms"
)

// The answers to an item; from 0 on it is the place of an offer.
const (
	PickNone = -2
	PickMine = -1 // what the dossier has stays
)

// Item is one thing a plan would change: a value, the rows of a register, or a piece of evidence. It is in conflict where the dossier
// has something else already, or two say different things.
type Item struct {
	Title  string
	Mine   string // what the dossier has, as it is shown; "" is blank
	Offers []Offer
	Pick   int
	Keep   string // what leaving it is called, where nothing stands against what is offered; "" for 保留档案的
}

// Offer is what one says, or several alike.
type Offer struct {
	From    []string
	Text    string // as it is shown
	Changes []forms.Change
}

// Outcome is what became of an item.
type Outcome struct {
	Item  *Item
	Words string // 已填入, 保留档案的, …
	Taken bool
}

// Who names those an offer is from.
func (o Offer) Who() string { return strings.Join(o.From, "、") }

// Conflict reports whether the item has to be chosen.
func (it *Item) Conflict() bool { return it.Mine != "" || len(it.Offers) > 1 }

// Open reports whether it has to be chosen and was not.
func (it *Item) Open() bool { return it.Conflict() && it.Pick == PickNone }

// Prefer answers a conflict for the dossier or for what is offered; offers that contradict one another stay unanswered.
func (it *Item) Prefer(offered bool) {
	switch {
	case !it.Conflict():
	case !offered && it.Mine != "":
		it.Pick = PickMine
	case offered && len(it.Offers) == 1:
		it.Pick = 0
	}
}

// Words says what the answer makes of a value.
func (it *Item) Words() string {
	switch {
	case it.Pick == PickNone:
		return "没有选择，没有改动"
	case it.Pick == PickMine:
		return cmp.Or(it.Keep, "保留档案的")
	case it.Mine != "":
		return "改用" + it.Offers[it.Pick].Who() + "的"
	}
	return "已填入"
}

// Count gives how many items fill blanks, how many are in conflict, and how many of these nobody has chosen in.
func Count(items []*Item) (fills, conflicts, open int) {
	for _, it := range items {
		if it.Conflict() {
			conflicts++
		} else {
			fills++
		}
		if it.Open() {
			open++
		}
	}
	return fills, conflicts, open
}

// Items sorts the changes that bring a workbook into a dossier: a value, a whole register or a new piece of evidence each is one item
// with one offer, which is picked where it fills blanks. What stands by a row that goes follows its register.
func Items(d, workbook *forms.Dossier, changes []forms.Change) []*Item {
	l := itemList{byKey: map[string]*Item{}}
	var numbers []forms.Change // the last number given, which belongs to the new piece that follows
	var register string        // of the last row
	for _, c := range changes {
		part := c.Path.Parts()
		switch evidence := part.Kind == forms.KindEvidence; {
		case c.Path.Lasting():
			numbers = append(numbers, c)
		case evidence && d.Get(forms.EvidencePath(part.ID, forms.AttrNumber)) == "":
			o := &l.item("new/"+part.ID, "新的佐证材料", append(numbers, c)...).Offers[0]
			numbers = nil
			if part.Key == forms.AttrNumber || part.Key == forms.AttrTitle {
				o.Text = strings.TrimSpace(o.Text + " " + c.New)
			}
		case evidence && part.Key == forms.AttrRows:
			l.item("row/"+register, "", c)
		case part.Kind == forms.KindRow:
			register = part.Criterion
			it := l.item("row/"+register, register+" 台账", c)
			it.Offers[0].Text = registerText(workbook, register)
			if c.Old != "" && !c.Path.Order() {
				it.Mine, it.Pick = registerText(d, register), PickNone
			}
		default:
			it := l.item(string(c.Path), d.Label(c.Path), c)
			it.Offers[0].Text = d.Display(c.Path, c.New)
			if c.Old != "" {
				it.Mine, it.Pick = d.Display(c.Path, c.Old), PickNone
			}
		}
	}
	return l.items
}

type itemList struct {
	items []*Item
	byKey map[string]*Item
}

// item adds changes to the item of a key.
func (l *itemList) item(key, title string, changes ...forms.Change) *Item {
	it := l.byKey[key]
	if it == nil {
		it = &Item{Title: title, Offers: []Offer{{From: []string{"工作簿"}}}}
		l.byKey[key] = it
		l.items = append(l.items, it)
	}
	it.Offers[0].Changes = append(it.Offers[0].Changes, changes...)
	return it
}

// registerText shows the first rows of a register.
func registerText(d *forms.Dossier, criterion string) string {
	const most = 8
	rows := d.Rows(criterion)
	lines := []string{fmt.Sprintf("共%d行", len(rows))}
	for _, row := range rows[:min(most, len(rows))] {
		lines = append(lines, strings.Join(d.Edition.Criterion(criterion).Register.Words(row), " | "))
	}
	if len(rows) > most {
		lines = append(lines, "…")
	}
	return strings.Join(lines, "\n")
}

// Chosen gives the changes picked. References of new evidence to register rows go along only where every register was taken.
func Chosen(d *forms.Dossier, items []*Item) []forms.Change {
	whole := !slices.ContainsFunc(items, func(it *Item) bool {
		return it.Pick < 0 && it.Offers[0].Changes[0].Path.Kind() == forms.KindRow
	})
	after := d.Clone()
	var out []forms.Change
	for _, it := range items {
		if it.Pick < 0 {
			continue
		}
		for _, c := range it.Offers[it.Pick].Changes {
			part := c.Path.Parts()
			references := part.Kind == forms.KindEvidence && part.Key == forms.AttrRows
			if references && c.Old != "" {
				c = freed(after, c)
			}
			if !references || c.Old != "" || whole {
				after.Apply(c)
				out = append(out, c)
			}
		}
	}
	return out
}

// freed is a change that takes evidence away from rows, for what it stands by now: the rows of a register that stays are left.
func freed(d *forms.Dossier, c forms.Change) forms.Change {
	had, left, have := strings.Fields(c.Old), strings.Fields(c.New), d.Get(c.Path)
	now := slices.DeleteFunc(strings.Fields(have), func(ref string) bool { return slices.Contains(had, ref) && !slices.Contains(left, ref) })
	return forms.Change{Path: c.Path, Old: have, New: strings.Join(now, " ")}
}
