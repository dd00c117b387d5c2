package feedback

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// Of gives the feedback a dossier keeps, nil where it has none.
func Of(d *forms.Dossier) *File {
	text := d.Get(forms.FeedbackPath(forms.FeedbackFile))
	if text == "" {
		return nil
	}
	f, err := parse([]byte(text))
	if err != nil || f.check() != nil {
		return nil // of a newer program
	}
	return f
}

// Fits refuses a feedback that is not for this dossier: of another rulebook, of other rules under the same name, or of another county.
func (f *File) Fits(d *forms.Dossier) error {
	mine, name := d.Get(forms.CountyPath("code")), f.Name
	switch {
	case f.Edition != d.Edition.ID:
		return files.Failure(ErrOther, "反馈按考核指标“%s”作出，档案用的是“%s”，没有收入。请打开那一年度的档案再试", f.Edition, d.Edition.ID)
	case canon.Identity(f.County) != canon.Identity(mine):
		return files.Failure(ErrOther, "这份反馈是给%s（%s）的，档案是%s（%s）的，没有收入。请换成本单位的反馈文件", name, f.County, d.County(), mine)
	case f.Rules != d.Edition.Hash():
		return files.Failure(ErrOther, "反馈所按的考核指标和档案的标识相同、规则不同，没有收入。请与发来反馈的单位核实用的是哪一套考核指标")
	}
	if before := Of(d); before != nil && f.time().Before(before.time()) && f.Sum != before.Sum {
		return files.Failure(ErrOther, "档案里已有%s作出的%s，这一份是%s作出的，更早，没有收入", before.When(), before.Words(), f.When())
	}
	return nil
}

// Changes plans keeping the feedback in the dossier; answered are the lines of the version it is about. Of each returned indicator it is
// kept what its content was, so that it shows when it is answered. None where the dossier has this very feedback.
func (f *File) Changes(d *forms.Dossier, answered []forms.Line) ([]forms.Change, error) {
	body, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	changes := d.Replace(forms.FeedbackPath(forms.FeedbackFile), string(body))
	if len(changes) == 0 {
		return nil, nil
	}
	kept := map[string]string{}
	for _, i := range f.Returned() {
		if ind := d.Edition.Indicator(i.Indicator); ind != nil {
			kept[strconv.Itoa(ind.No)] = content(answered, ind)
		}
	}
	for _, ind := range d.Edition.Indicators() {
		no := strconv.Itoa(ind.No)
		changes = append(changes, d.Replace(forms.FeedbackPath(no), kept[no])...)
	}
	return changes, nil
}

// pending reports whether a returned item still stands as it was returned: nothing of the indicator — fields, registers, 完成情况, 备注,
// evidence — is other than in the version the feedback is about. The dossier's lines are asked for only where they are needed.
func pending(d *forms.Dossier, i Item, lines func() []forms.Line) bool {
	ind := d.Edition.Indicator(i.Indicator)
	if i.Standing != Returned || ind == nil {
		return false
	}
	was := d.Get(forms.FeedbackPath(strconv.Itoa(ind.No)))
	return was == "" || was == content(lines(), ind)
}

// content is a short form of all that is filled in at an indicator.
func content(lines []forms.Line, ind *scoring.Indicator) string {
	no := strconv.Itoa(ind.No)
	ids := []string{no}
	for _, c := range ind.Criteria {
		ids = append(ids, c.ID)
	}
	items := map[string]bool{}
	for _, l := range lines {
		if part := forms.Path(l.Key).Parts(); part.Kind == forms.KindEvidence && part.Key == forms.AttrCriteria {
			items[part.ID] = slices.ContainsFunc(strings.Fields(l.Value), func(id string) bool { return slices.Contains(ids, id) })
		}
	}
	var own []forms.Line
	for _, l := range lines {
		part := forms.Path(l.Key).Parts()
		kind, rest, _ := strings.Cut(l.Key, "/")
		item, _, _ := strings.Cut(rest, "/")
		switch {
		case slices.Contains(ids, part.Criterion), part.Key == no && (part.Kind == forms.KindNarrative || part.Kind == forms.KindRemark),
			forms.Kind(kind) == forms.KindEvidence && items[item]:
			own = append(own, l)
		}
	}
	return forms.Code(own)
}

// Place is where in a dossier an item stands.
type Place struct {
	Criterion string     // "5.3", or the indicator's number
	Path      forms.Path // the value to go to
	Words     string     // 5.3 刊发篇数, 第5项
}

// Drop plans taking the feedback out of the dossier again; none where it keeps none.
func Drop(d *forms.Dossier) []forms.Change {
	changes := d.Replace(forms.FeedbackPath(forms.FeedbackFile), "")
	for _, ind := range d.Edition.Indicators() {
		changes = append(changes, d.Replace(forms.FeedbackPath(strconv.Itoa(ind.No)), "")...)
	}
	return changes
}

// PlaceOf finds where an item stands: at the field it names, at the criterion, else at the indicator. ok is false where the rulebook has no
// such indicator.
func PlaceOf(e *scoring.Edition, i Item) (at Place, ok bool) {
	ind := e.Indicator(i.Indicator)
	if ind == nil {
		return Place{}, false
	}
	no := strconv.Itoa(ind.No)
	first := ind.Criteria[0]
	at = Place{no, forms.AnswerPath(first.ID, first.Fields[0].Key), fmt.Sprintf("第%s项 %s", no, ind.Title)}
	for _, c := range ind.Criteria {
		key, inside := strings.CutPrefix(i.Field, c.ID+".")
		switch f := c.Field(key); {
		case i.Field == c.ID:
			at = Place{c.ID, forms.AnswerPath(c.ID, c.Fields[0].Key), c.ID + " " + c.Title}
		case inside && f != nil:
			at = Place{c.ID, forms.AnswerPath(c.ID, key), c.ID + " " + f.Label}
		}
	}
	return at, true
}
