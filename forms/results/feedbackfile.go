package results

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"zicha/forms/feedback"
	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/scoring"
)

// fewest is how many counties there are at least where averages are told: of two, either could compute the other's points.
const fewest = 3

// feedback is what a county is told: of a result all its indicators and its sections beside the averages of all, of a review under way
// (过程稿) the returned indicators and no score. It is for the county alone and names no other; the total's rank is the government's to publish.
func (b *builder) feedback(county string) (feedback.File, error) {
	u := b.unit(county)
	if u == nil {
		return feedback.File{}, files.Failure(files.NotFound, "结果里没有代码为“%s”的%s，没有生成反馈", files.Printable(county), b.e.Words.Unit)
	}
	issued, err := b.issued()
	if err != nil {
		return feedback.File{}, err
	}
	f := feedback.File{
		Edition: issued.ID, Rules: issued.Hash(), County: u.Code, Name: feedback.Text(u.Name), Version: u.Version, Paper: u.Paper,
		Snapshot: b.s.Code, At: b.moment().Format(time.RFC3339), By: feedback.Text(b.s.By), Unit: feedback.Text(cmp.Or(b.s.Unit, b.office(b.e.Review.Confirm))),
	}
	if b.s.Process {
		f.Snapshot = ""
	}
	for _, c := range u.Cells {
		if i := b.item(c); !b.s.Process || i.Standing == feedback.Returned {
			f.Items = append(f.Items, i)
		}
	}
	if b.s.Process && len(f.Items) == 0 {
		return f, files.Failure(files.NotFound, "%s没有退回补正的项，结果还没有定稿，没有可以反馈的内容", u.Name)
	}
	if !b.s.Process {
		b.averages(&f, u)
	}
	return f, nil
}

// issued is the rulebook as the counties have it, without rulings.
func (b *builder) issued() (*scoring.Edition, error) {
	if b.bare == nil {
		e, err := scoring.LoadEdition(b.s.Edition+".toml", []byte(b.s.Source))
		if err != nil {
			return nil, err
		}
		b.bare = e
	}
	return b.bare, nil
}

// item is what the county is told of a cell.
func (b *builder) item(c review.CellResult) feedback.Item {
	i := feedback.Item{
		Indicator: c.Indicator, Standing: feedback.Decided, Claim: c.Claim, ClaimText: feedback.Text(c.ClaimText), Reason: feedback.Text(c.Reason), Loss: c.Loss,
		Field: feedback.Text(c.Field),
	}
	switch {
	case c.State == review.VoidedState:
		i.Standing = feedback.Voided
	case c.State == review.ReturnedState:
		i.Standing = feedback.Returned
		i.Reason = cmp.Or(i.Reason, "请补正后再报")
	case !c.Decided:
		i.Standing, i.Reason = feedback.Open, feedback.Text(why(c))
	}
	if !b.s.Process {
		score := c.Score
		i.Result = &score
	}
	return i
}

// averages adds the sections and the total.
func (b *builder) averages(f *feedback.File, u *review.UnitResult) {
	if len(b.s.Units) >= fewest {
		f.Counties = len(b.s.Units)
	}
	of := func(own func(*review.UnitResult) scoring.Points) feedback.Section {
		section := feedback.Section{Own: own(u)}
		if f.Counties > 0 {
			mean := b.average(own)
			section.Average = &mean
		}
		return section
	}
	for at := range u.Sections {
		f.Sections = append(f.Sections, of(func(u *review.UnitResult) scoring.Points { return u.Sections[at] }))
	}
	total := of(func(u *review.UnitResult) scoring.Points { return u.Total })
	f.Total = &total
}

// average is a figure's over all counties, rounded half up to hundredths.
func (b *builder) average(of func(*review.UnitResult) scoring.Points) scoring.Points {
	var sum scoring.Points
	for i := range b.s.Units {
		sum += of(&b.s.Units[i])
	}
	n := scoring.Points(len(b.s.Units))
	return (2*sum + n) / (2 * n)
}

// feedbackName is what a county's feedback is called.
func (b *builder) feedbackName(name, ext string) string {
	tail := "（过程）"
	if !b.s.Process {
		tail = "（定稿" + strconv.Itoa(b.s.Number) + "）"
	}
	return files.SafeName(name+strconv.Itoa(b.e.Year)+"年度考核反馈"+tail) + ext
}

// FeedbackJob is which feedback is to be written, and where.
type FeedbackJob struct {
	Snapshot *review.Snapshot // a result, or the review under way (过程稿)
	Dir      string           // made where it is missing
	Counties []string         // codes; none for all
	Progress func(name string, done, total int)
}

// Plan lists the files that Write will put into the folder, in order, and what stands in their places.
func (j FeedbackJob) Plan() (files.Outputs, error) {
	list, err := feedbacks(j.Snapshot, j.Counties)
	if err != nil {
		return nil, err
	}
	return outputs(list, j.Dir), nil
}

// Write writes, for each of the counties, the paper (反馈单) and the file; of a review under way only for those that something is returned to.
// It never replaces a file: where one of the names is taken nothing is written at all.
func (j FeedbackJob) Write(ctx context.Context) ([]string, error) {
	list, err := feedbacks(j.Snapshot, j.Counties)
	if err != nil {
		return nil, err
	}
	plan := outputs(list, j.Dir)
	if err := plan.Refuse("请换一个文件夹，或者先移走原来的文件"); err != nil {
		return nil, err
	}
	return write(ctx, plan, list, func(_ string, done, total int) {
		if j.Progress != nil {
			j.Progress(list[done].name, done, total)
		}
	})
}

// WriteFeedback is FeedbackJob.Write without telling how far it is.
func WriteFeedback(ctx context.Context, s *review.Snapshot, dir string, counties ...string) ([]string, error) {
	return FeedbackJob{Snapshot: s, Dir: dir, Counties: counties}.Write(ctx)
}

func feedbacks(s *review.Snapshot, counties []string) ([]paper, error) {
	b, err := load(s, Options{})
	if err != nil {
		return nil, err
	}
	chosen := counties
	if len(chosen) == 0 {
		for _, u := range b.byCode() {
			chosen = append(chosen, u.Code)
		}
	}
	var out []paper
	for _, code := range chosen {
		f, err := b.feedback(code)
		if err != nil && len(counties) == 0 {
			continue // nothing is returned to it
		}
		if err != nil {
			return nil, err
		}
		out = append(out,
			paper{name: b.feedbackName(f.Name, ".pdf"), what: f.Name + "反馈单", make: func(context.Context) ([]byte, error) { return b.feedbackPaper(f) }},
			paper{name: b.feedbackName(f.Name, feedback.Ext), what: f.Name + "反馈文件", make: func(context.Context) ([]byte, error) { return f.Encode() }})
	}
	if len(out) == 0 {
		return nil, files.Failure(files.NotFound, "没有退回补正的项，结果还没有定稿，没有可以反馈的内容")
	}
	return out, nil
}
