package feedback

import (
	"cmp"
	"fmt"
	"slices"

	"zicha/forms"
	"zicha/scoring"
)

// Note is what the feedback a dossier keeps says at one place: the one form of it that command and window print.
type Note struct {
	Item
	At      Place
	Pending bool   // returned, and nothing of it changed since
	Words   string // without the place
}

// Sentence is the note with its place: 5.3 刊发宣传稿件：市里核定7.00分，自评8.00分；数据不符：有两篇不在2017年.
func (n Note) Sentence() string { return n.At.Words + "：" + n.Words }

// Notes lists what the feedback a dossier keeps says: what was returned, and what lost points, in the rulebook's order; none where it keeps
// none.
func Notes(d *forms.Dossier) []Note {
	f := Of(d)
	if f == nil {
		return nil
	}
	var lines []forms.Line
	now := func() []forms.Line {
		if lines == nil {
			lines = d.Lines(nil)
		}
		return lines
	}
	var out []Note
	for _, i := range f.Items {
		at, ok := PlaceOf(d.Edition, i)
		if !ok {
			continue
		}
		n := Note{Item: i, At: at, Pending: pending(d, i, now)}
		returned := d.Edition.Words.Assessor + Returned.Label() + "：" + i.Told()
		switch {
		case n.Pending:
			n.Words = returned + "。请补正后作为下一版报送；没有可改的，请在备注里说明"
		case i.Lost():
			n.Words = i.Words(d.Edition)
		case i.Standing == Returned:
			n.Words = returned + "（这一项已经改过）"
		default:
			continue
		}
		out = append(out, n)
	}
	return out
}

// Less is how much less than its claim an item got; ok is false where there is nothing to compare.
func (i Item) Less() (less scoring.Points, ok bool) {
	if i.Claim == nil || i.Result == nil {
		return 0, false
	}
	return *i.Claim - *i.Result, true
}

// Losses are the notes of what lost points, the most first; where nothing can be compared they come last.
func Losses(notes []Note) []Note {
	out := slices.DeleteFunc(slices.Clone(notes), func(n Note) bool { return !n.Lost() })
	slices.SortStableFunc(out, func(a, b Note) int {
		less, _ := a.Less()
		more, _ := b.Less()
		return cmp.Compare(more, less)
	})
	return out
}

// SumWords counts the notes: 退回补正2项，其中还没有补正的1项；失分2项.
func SumWords(notes []Note) string {
	var returned, open, lost int
	for _, n := range notes {
		switch {
		case n.Pending:
			open++
		case n.Lost():
			lost++
		}
		if n.Standing == Returned {
			returned++
		}
	}
	return fmt.Sprintf("退回补正%d项，其中还没有补正的%d项；失分%d项", returned, open, lost)
}
