package main

import (
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/scoring"
)

// eventWords say what an event is, by whom and when.
func eventWords(e *scoring.Edition, ev *review.Event) string {
	var parts []string
	if ev.County != "" {
		name := ev.County
		if u := e.Unit(ev.County); u != nil {
			name = u.Name
		}
		if ev.Indicator > 0 {
			name += "第" + strconv.Itoa(ev.Indicator) + "项"
		}
		parts = append(parts, name)
	}
	parts = append(parts, strings.TrimSpace(ev.Kind.Label()+" "+valueWords(e, ev)))
	if loss := lossWords(e, ev); loss != "" {
		parts = append(parts, loss)
	}
	if ev.Reason != "" {
		parts = append(parts, "理由："+ev.Reason)
	}
	if who := strings.Join(strings.Fields(ev.Unit+" "+ev.Role+" "+ev.Act().Who()), " "); who != "" {
		parts = append(parts, who)
	}
	return strings.Join(append(parts, review.TimeWords(ev.At)), "　")
}

// valueWords say what an event's value is.
func valueWords(e *scoring.Edition, ev *review.Event) string {
	if ev.Kind == review.Upheld {
		var list []int
		for _, c := range ev.Cells {
			list = append(list, c.Indicator)
		}
		return review.ItemsWords(list)
	}
	return ev.Act().Says(e)
}

// lossWords say what kind of loss a decision names, and where: 材料不足（5.3 宣传稿件）.
func lossWords(e *scoring.Edition, ev *review.Event) string {
	words := review.Loss(ev.Data[review.DataLoss]).Label()
	if at := ev.Data[review.DataField]; at != "" {
		words += "（" + figureName(e, at) + "）"
	}
	return words
}

// named finds what "5.3" or "5.3.articles" is: the criterion and, of a field, the field; nil where there is no such.
func named(e *scoring.Edition, name string) (*scoring.Criterion, *scoring.Field) {
	if c := e.Criterion(name); c != nil {
		return c, nil
	}
	return e.FieldNamed(name)
}

// figureName names a field or criterion as the notice does: 11.1年度更新考核标准.
func figureName(e *scoring.Edition, name string) string {
	switch c, f := named(e, name); {
	case f != nil:
		return c.ID + f.Label
	case c != nil:
		return c.ID + c.Title
	}
	return name
}

// givenCode reads a code that may be left out.
func givenCode(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	return forms.ParseCode(text)
}
