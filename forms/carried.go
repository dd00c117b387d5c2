package forms

import (
	"fmt"
	"slices"
	"strconv"

	"zicha/scoring"
)

// UnconfirmedMark is the value under UnconfirmedPath.
const UnconfirmedMark = "1"

// UnconfirmedPath is where it stands that a criterion's answers were taken over from last year and nobody has looked at them yet.
// Any change of the answers takes it away, and so does Confirm; no dossier is finalized with it.
func UnconfirmedPath(criterion string) Path { return Path(string(KindUnconfirmed) + "/" + criterion) }

// LastYearPath is where last year's content stands for reading only: of a criterion ("5.1") answers that were not taken over, of an
// indicator ("5") its 完成情况, of a part of the letter its text, and under LastYearOther what has no place any more.
func LastYearPath(part string) Path { return Path(string(KindLastYear) + "/" + part) }

// LastYearOther is the part of LastYearPath for what the new rulebook has no place for.
const LastYearOther = "other"

// Unconfirmed reports whether a criterion's answers are last year's, and not confirmed.
func (d *Dossier) Unconfirmed(criterion string) bool {
	return d.values[UnconfirmedPath(criterion)] != ""
}

// LastYear gives last year's content for a part, see LastYearPath.
func (d *Dossier) LastYear(part string) string { return d.values[LastYearPath(part)] }

// LastYearNote is what was not taken over from last year, at its place.
type LastYearNote struct {
	Part  string // see LastYearPath
	Place string // in words
	Text  string
}

// LastYearNotes lists what was not taken over from last year: by indicators, each before its criteria, then the parts of the letter,
// then what has no place any more.
func (d *Dossier) LastYearNotes() []LastYearNote {
	var out []LastYearNote
	note := func(part, place string) {
		if text := d.LastYear(part); text != "" {
			out = append(out, LastYearNote{part, place, text})
		}
	}
	for _, ind := range d.Edition.Indicators() {
		note(strconv.Itoa(ind.No), fmt.Sprintf("第%d项 %s", ind.No, ind.Title))
		for _, c := range ind.Criteria {
			note(c.ID, c.ID+" "+c.Title)
		}
	}
	for _, f := range LetterParts {
		note(f.Key, "报告的“"+f.Label+"”")
	}
	note(LastYearOther, "新的考核指标里没有的")
	return out
}

// Confirm plans letting last year's answers of a criterion stand.
func (d *Dossier) Confirm(criterion string) []Change {
	return d.Replace(UnconfirmedPath(criterion), "")
}

// Settled gives the changes with what follows from them: answers that are changed count as confirmed.
func (d *Dossier) Settled(changes []Change) []Change {
	out := slices.Clone(changes)
	told := map[Path]bool{}
	for _, c := range changes {
		told[c.Path] = c.Path.Kind() == KindUnconfirmed
	}
	for _, c := range changes {
		part := c.Path.Parts()
		if part.Kind != KindAnswer && part.Kind != KindRow {
			continue
		}
		if mark := UnconfirmedPath(part.Criterion); !told[mark] {
			told[mark] = true
			out = append(out, d.Replace(mark, "")...)
		}
	}
	return out
}

// unconfirmedField describes the mark that a criterion is not confirmed.
func unconfirmedField(criterion string) *scoring.Field {
	marks := []scoring.Option{{Key: UnconfirmedMark, Label: "尚未确认"}}
	return &scoring.Field{Key: criterion, Label: criterion + " 沿用上年", Kind: scoring.KindOption, Options: marks}
}

// Doubt plans marking criteria as unconfirmed, for evidence of last year that now serves them.
func (d *Dossier) Doubt(criteria []string) []Change {
	var out []Change
	for _, id := range criteria {
		out = append(out, d.Replace(UnconfirmedPath(id), UnconfirmedMark)...)
	}
	return out
}
