package forms

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/scoring"
)

// Draft is a text typed for a value and not taken as it. It is no value: neither scored nor printed nor part of the comparison code.
type Draft struct {
	Text string
	At   time.Time
	Left bool // its field was left; without, it was being typed
}

// SetDraft keeps a draft of a value.
func (d *Dossier) SetDraft(p Path, draft Draft) {
	if d.drafts == nil {
		d.drafts = map[Path]Draft{}
	}
	d.drafts[p] = draft
}

// DropDraft forgets the draft of a value.
func (d *Dossier) DropDraft(p Path) { delete(d.drafts, p) }

// SetDrafts keeps these drafts and no others.
func (d *Dossier) SetDrafts(drafts map[Path]Draft) { d.drafts = maps.Clone(drafts) }

// Prose reports whether a value is a text, which is written and taken back in steps.
func (d *Dossier) Prose(p Path) bool {
	f, err := d.Field(p)
	return err == nil && f.Kind == scoring.KindText
}

// Drafts gives a copy of the drafts.
func (d *Dossier) Drafts() map[Path]Draft { return maps.Clone(d.drafts) }

// Unsettled is a draft whose value is there, and why it cannot be the value, "" where it could be.
type Unsettled struct {
	Path Path
	Draft
	Reason string
}

// Unsettled lists the drafts that stand in the way of finalizing, by path: those of rows and items that are gone, and those that say what
// the value is already, do not.
func (d *Dossier) Unsettled() []Unsettled {
	var out []Unsettled
	for _, p := range slices.Sorted(maps.Keys(d.drafts)) {
		if _, err := d.Field(p); err != nil || !d.Has(p) {
			continue
		}
		u := Unsettled{Path: p, Draft: d.drafts[p]}
		value, err := d.Normalize(p, u.Text)
		switch {
		case err != nil:
			u.Reason = err.Error()
		case value == d.Get(p):
			continue
		}
		out = append(out, u)
	}
	return out
}

// typedWords bounds how much of a text is said.
const typedWords = 24

// UnsettledWords says what was typed and is not counted, why, and what counts instead. Problems, papers and zichactl show print it.
func (d *Dossier) UnsettledWords(u Unsettled) string {
	typed := d.Label(u.Path) + "填的“" + scoring.Shorten(u.Text, typedWords) + "”"
	if u.Reason == "" {
		return typed + "没有存完，程序就停了，现在仍" + d.counted(u.Path) + "。请在程序里看过，采用或清空"
	}
	return typed + "没有采用：" + strings.TrimRight(u.Reason, "。") + "。现在仍" + d.counted(u.Path) + "，请改正或清空"
}

// counted words the value that holds.
func (d *Dossier) counted(p Path) string {
	value := d.Get(p)
	if field, err := d.Field(p); err == nil {
		value = field.Display(value)
	}
	if value == "" {
		return "算没有填"
	}
	return "是“" + scoring.Shorten(value, typedWords) + "”"
}

// RowOf plans the register row of a cell at the end of its register where it is not there yet; nothing for other values.
func (d *Dossier) RowOf(p Path) []Change {
	part := p.Parts()
	if c := d.Edition.Criterion(part.Criterion); part.Kind != KindRow || c == nil || c.Register == nil || d.Has(p) {
		return nil
	}
	return d.Replace(CellPath(part.Criterion, part.ID, OrderKey), strconv.Itoa(lastPlace(d, part.Criterion)+1))
}
