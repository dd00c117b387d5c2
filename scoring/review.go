package scoring

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Review names who takes part on the assessor's side, an edition's [review]. Loading fills in what a rulebook leaves out with words that fit
// everywhere, so that whoever prints asks here and names no place. It decides no score and stands in no hash.
type Review struct {
	// Initial gives 初评 to what the units score themselves, and holds the data of Source Bureau.
	Initial string `toml:"initial"`
	// Confirm confirms 初评, scores the rest directly and signs the papers.
	Confirm string `toml:"confirm"`
	// Results get the result by Edition.ResultDeadline (函).
	Results []string `toml:"results"`
	// Government approves the result and sends it round (请示).
	Government string `toml:"government"`
	// Converted are the assessments that take their item from the result (折算单); none where the rulebook names none.
	Converted []string `toml:"converted"`
	// Judged are the numbers of the indicators left out of the objective rank: those that whoever scores judges, and does not count.
	Judged []int `toml:"judged"`
}

// The words of a rulebook that names nobody.
const (
	anyResults    = "有关部门"
	anyGovernment = "本级政府"
)

// Judges reports whether the indicator is left out of the objective rank.
func (r *Review) Judges(no int) bool { return slices.Contains(r.Judged, no) }

// Holder is who holds the data of a source and so may score directly what is of it: Initial for Bureau, Confirm for Commission; "" for what the
// units provide themselves.
func (r *Review) Holder(s Source) string {
	switch s {
	case Bureau:
		return r.Initial
	case Commission:
		return r.Confirm
	}
	return ""
}

// fillReview gives what the file leaves out: whom the papers go to does all there is to do, and judged is what a rule says is judged.
func (e *Edition) fillReview() {
	r := &e.Review
	r.Confirm = cmp.Or(r.Confirm, e.Recipient, anyAssessor)
	r.Initial = cmp.Or(r.Initial, r.Confirm)
	r.Government = cmp.Or(r.Government, anyGovernment)
	if len(r.Results) == 0 {
		r.Results = []string{anyResults}
	}
	if r.Judged != nil {
		return
	}
	for _, ind := range e.indicators {
		if slices.ContainsFunc(ind.Criteria, func(c *Criterion) bool { return c.Spec.Kind == "judged" }) {
			r.Judged = append(r.Judged, ind.No)
		}
	}
}

// checkReview finds names left blank or written twice, and indicators that are not there.
func (e *Edition) checkReview(p *problems) {
	p.within("review", func() {
		checkNames(p, "results", e.Review.Results)
		checkNames(p, "converted", e.Review.Converted)
		for i, no := range e.Review.Judged {
			switch {
			case e.Indicator(no) == nil:
				p.on(item("judged", i), "审核 review 的 judged 写了第%d项，指标里没有这一项", no)
			case slices.Contains(e.Review.Judged[:i], no):
				p.on(item("judged", i), "审核 review 的 judged 把第%d项写了两次，请删去一处", no)
			}
		}
	})
}

// checkNames finds in a list of names a blank one, or one written twice.
func checkNames(p *problems, key string, names []string) {
	for i, name := range names {
		switch {
		case strings.TrimSpace(name) == "":
			p.on(item(key, i), "审核 review 的 %s 有一个名称是空的，请写上或删去", key)
		case slices.Contains(names[:i], name):
			p.on(item(key, i), "审核 review 的 %s 把“%s”写了两次，请删去一处", key, name)
		}
	}
}

// reviewDifferences tells who does what otherwise in the review, and what else is left out of the objective rank.
func reviewDifferences(was, is *Review) []Difference {
	var out []Difference
	line := func(label, a, b string) {
		if a != b {
			out = append(out, Difference{ReviewChanged, label + turned(cmp.Or(a, "无"), cmp.Or(b, "无"))})
		}
	}
	line("初评单位", was.Initial, is.Initial)
	line("确认单位", was.Confirm, is.Confirm)
	line("考核结果报送", strings.Join(was.Results, "、"), strings.Join(is.Results, "、"))
	line("审定机关", was.Government, is.Government)
	line("采用考核结果的考核", strings.Join(was.Converted, "、"), strings.Join(is.Converted, "、"))
	line("不计入客观位次的指标", was.judgedWords(), is.judgedWords())
	return out
}

// judgedWords names the indicators left out of the objective rank: 第14、16项.
func (r *Review) judgedWords() string {
	if len(r.Judged) == 0 {
		return ""
	}
	return "第" + strings.Trim(strings.ReplaceAll(fmt.Sprint(slices.Sorted(slices.Values(r.Judged))), " ", "、"), "[]") + "项"
}
