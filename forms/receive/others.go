package receive

import (
	"context"
	"slices"
	"strings"

	"zicha/forms/review"
)

// Other is a file that came in and is no county's: a score sheet that comes back, or a table of the city's figures. It is taken whole or not
// at all.
type Other struct {
	File    string
	Kind    Kind           // Scores or Figures
	Scores  *SheetPlan     // of the one
	Figures *FigurePlan    // of the other
	Status  review.Receipt // what taking it would do, or did
	Reason  string         // what is to be known of it, in sentences
}

// OtherOf plans an item that is no county's; nil where it is neither of the two. p makes the decisions of a score sheet; where it has no unit,
// the sheet says which.
func OtherOf(ctx context.Context, b *review.Book, p review.Person, i *Item) *Other {
	if i.Status != Skipped || i.County != "" || i.Pack {
		return nil
	}
	o := &Other{File: i.File, Kind: KindOf(ctx, b, i.File), Status: review.Unchanged}
	var err error
	switch o.Kind {
	case Scores:
		if o.Scores, err = PlanSheet(ctx, b, p, i.File); err == nil {
			o.settle(len(o.Scores.Decisions), o.Scores.Words(), slices.Concat(o.Scores.Wrong, o.Scores.Stale))
		}
	case Figures:
		if o.Figures, err = PlanFigures(ctx, b, i.File); err == nil {
			o.settle(len(o.Figures.Changes), strings.Join(append([]string{o.Figures.Words()}, o.Figures.Notes...), "；"), o.Figures.Wrong)
		}
	default:
		return nil
	}
	if err != nil {
		o.Status, o.Reason = Skipped, err.Error()
	}
	return o
}

// settle says what taking it would do.
func (o *Other) settle(changes int, words string, wrong []string) {
	o.Reason = words
	switch {
	case len(wrong) > 0:
		o.Status, o.Reason = Skipped, words+"；都没有保存："+strings.Join(wrong, "；")
	case changes > 0:
		o.Status = review.First
	}
}

// Take stores what was planned, where there is anything to store; why it was not stands in Reason then.
func (o *Other) Take(b *review.Book, p review.Person) {
	if o.Status != review.First {
		return
	}
	var err error
	switch o.Kind {
	case Scores:
		err = TakeSheet(b, p, o.Scores)
	case Figures:
		_, err = SetFigures(b, p, o.Figures)
	}
	if err != nil {
		o.Status, o.Reason = Skipped, o.Reason+"；"+err.Error()
	}
}

// receipts are the receipts in words, of what was done.
var receipts = map[review.Receipt]string{
	review.First: "已收下", review.Updated: "已收下，替换原来的版本", review.Unchanged: "已有同样的内容，没有变化",
	review.Regained: "已收下，补回没有找回的内容", Skipped: "没有采用", review.Older: "已收下，只留存备查",
}

// Label is a receipt as it is printed; planned is true before anything was done.
func Label(r review.Receipt, planned bool) string {
	if words, found := strings.CutPrefix(receipts[r], "已收下"); found && planned {
		return "可以收下" + words
	}
	return receipts[r]
}

// Said is what is to be known of an item beside its receipt, a sentence each.
func (i *Item) Said() []string {
	var out []string
	if i.Reason != "" {
		out = append(out, i.Reason)
	}
	out = append(out, i.Notes...)
	for _, d := range i.Claims {
		out = append(out, d.Label+"写的是"+d.Got+"，按填报内容算是"+d.Want)
	}
	if i.Status == review.Older {
		out = append(out, "已有更高的版本，评分以那一版为准")
	}
	return out
}
