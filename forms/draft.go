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

// Unsettled lists the drafts that stand in the way of finalizing, by path: those of items that are gone, and those that say what the value
// is already, do not. The text of a row that was to begin with it does.
func (d *Dossier) Unsettled() []Unsettled {
	var out []Unsettled
	for _, p := range slices.Sorted(maps.Keys(d.drafts)) {
		if _, err := d.Field(p); err != nil || !d.Has(p) && len(d.RowOf(p)) == 0 {
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

// Answered lists the unsettled texts of values that changes set: they go with the change.
func (d *Dossier) Answered(changes []Change) (out []Unsettled) {
	for _, u := range d.Unsettled() {
		if slices.ContainsFunc(changes, func(c Change) bool { return c.Path == u.Path && c.New != u.Text }) {
			out = append(out, u)
		}
	}
	return out
}

// AnsweredWords says that a text went because its value was set otherwise.
func (d *Dossier) AnsweredWords(u Unsettled) string {
	return d.Label(u.Path) + "原来填的“" + scoring.Shorten(u.Text, typedWords) + "”没有采用，现已清除"
}

// typedWords bounds how much of a text is said.
const typedWords = 24

// UnsettledWords says what was typed and is not counted, why, and what counts instead. Problems, papers and zichactl show print it.
func (d *Dossier) UnsettledWords(u Unsettled) string {
	short := scoring.Shorten(u.Text, typedWords)
	typed, now := d.Label(u.Path)+"填的“"+short+"”", d.HoldsWords(u.Path)
	switch {
	case u.Reason == "" && u.Left:
		return typed + "还没有采用，" + now + "。请在程序里核对后采用或清空"
	case u.Reason == "":
		return typed + "没有存完，程序就停了，" + now + "。请在程序里核对后采用或清空"
	}
	return typed + "没有采用：" + d.ReasonAlone(u) + "。" + now + "，请改正或清空"
}

// ReasonAlone is why a text is not counted, for a sentence that has named the field and the text: they are not named again.
func (d *Dossier) ReasonAlone(u Unsettled) string {
	reason := strings.TrimRight(u.Reason, "。")
	f, err := d.Field(u.Path)
	if err != nil {
		return reason
	}
	return strings.TrimPrefix(strings.TrimPrefix(reason, "“"+f.Label+"”"), "填的“"+scoring.Shorten(u.Text, typedWords)+"”")
}

// HoldsWords says which value holds while what was typed is not taken.
func (d *Dossier) HoldsWords(p Path) string {
	value := d.Get(p)
	if field, err := d.Field(p); err == nil {
		value = field.Display(value)
	}
	if value == "" {
		return "目前仍按未填报处理"
	}
	return "现在仍是“" + scoring.Shorten(value, typedWords) + "”"
}

// RowOf plans the register row of a cell at the end of its register where it is not there yet; nothing for other values.
func (d *Dossier) RowOf(p Path) []Change {
	part := p.Parts()
	if c := d.Edition.Criterion(part.Criterion); part.Kind != KindRow || c == nil || c.Register == nil || d.Has(p) {
		return nil
	}
	return d.Replace(CellPath(part.Criterion, part.ID, OrderKey), strconv.Itoa(lastPlace(d, part.Criterion)+1))
}
