package results

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/feedback"
	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring"
)

// made is a result of n invented counties.
func made(t testing.TB, e *scoring.Edition, n int) *review.Snapshot {
	t.Helper()
	s := invented(e, n)
	s.Rules = e.Hash()
	totals(e, s)
	return s
}

// totals works sums and ranks out of the cells.
func totals(e *scoring.Edition, s *review.Snapshot) {
	for i := range s.Units {
		u := &s.Units[i]
		u.Sections, u.Open, u.Objective = nil, 0, 0
		res := make([]scoring.IndicatorResult, len(u.Cells))
		for j, c := range u.Cells {
			ind := e.Indicators()[j]
			res[j] = scoring.IndicatorResult{Indicator: ind, Status: scoring.NotAsked}
			if !c.LeftOut && (c.Decided || ind.Section.Apart != scoring.MayStrike) {
				res[j] = res[j].Decided(c.Score)
			}
			if !c.Decided {
				u.Open++
			}
			if ind.Section.Apart == scoring.InTotal && !e.Review.Judges(ind.No) {
				u.Objective += c.Score
			}
		}
		card := e.Tally(res)
		for _, sec := range card.Sections {
			sum := sec.Self.Score + sec.Forecast.Score
			if sec.Section.Apart != scoring.InTotal {
				sum = sec.Counted.Score
			}
			u.Sections = append(u.Sections, sum)
		}
		u.Total = card.Sum()
	}
	ranked(s, func(u *review.UnitResult) scoring.Points { return u.Objective }, func(u *review.UnitResult, rank int) { u.ObjectiveRank = rank })
	ranked(s, func(u *review.UnitResult) scoring.Points { return u.Total }, func(u *review.UnitResult, rank int) { u.Rank = rank })
}

// ranked sorts by a figure and gives ranks; those of one figure share theirs.
func ranked(s *review.Snapshot, of func(*review.UnitResult) scoring.Points, give func(*review.UnitResult, int)) {
	slices.SortStableFunc(s.Units, func(a, b review.UnitResult) int {
		return cmp.Or(cmp.Compare(of(&b), of(&a)), cmp.Compare(a.Code, b.Code))
	})
	for i := range s.Units {
		rank := i + 1
		for j := i; j > 0 && of(&s.Units[j-1]) == of(&s.Units[i]); j-- {
			rank = j
		}
		give(&s.Units[i], rank)
	}
}

// cell gives a county's cell of a result.
func cell(s *review.Snapshot, county string, no int) *review.CellResult {
	for i := range s.Units {
		if s.Units[i].Code == county {
			return &s.Units[i].Cells[no-1]
		}
	}
	return nil
}

// What a county is told: its own figures, the averages of all rounded half up, where a loss stands; the file is one that its program takes.
func TestFeedback(t *testing.T) {
	e := formtest.Edition(t)
	s := made(t, e, 3)
	county := s.Units[1].Code
	full, third := e.Indicator(1).Max, e.Indicator(3).Max
	*cell(s, county, 1) = review.CellResult{Indicator: 1, State: review.ConfirmedState, Claim: &full, ClaimText: full.String(), Score: full, Decided: true}
	*cell(s, county, 3) = review.CellResult{
		Indicator: 3, State: review.ConfirmedState, Claim: &third, Score: third - 25, Decided: true, Reason: "材料只有一半", Loss: review.LossMaterial, Field: "3.1",
	}
	*cell(s, county, 9) = review.CellResult{Indicator: 9, State: review.VoidedState, Claim: cell(s, county, 9).Claim, Decided: true, Reason: "截图系伪造\x1b"}
	*cell(s, county, 14) = review.CellResult{Indicator: 14, State: review.Unreviewed, ClaimText: "未填报", Basis: "0×1＝0"}
	totals(e, s)
	for i, own := range []scoring.Points{1200, 1100, 1002} { // together 33.02, a third of it is 11.00666…
		s.Units[i].Sections[0] = own
	}
	f, err := loaded(t, s, Options{}).feedback(county)
	if err != nil {
		t.Fatal(err)
	}
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := feedback.Decode("x", data)
	if err != nil {
		t.Fatal(err)
	}
	if got.Counties != 3 || got.Sections[0].Average.String() != "11.01" || len(got.Items) != 25 || got.Snapshot != s.Code || got.Rules != e.Hash() {
		t.Errorf("%+v", got)
	}
	want := []struct {
		no       int
		standing feedback.Standing
		result   string
		reason   string
		lost     bool
	}{
		{1, feedback.Decided, e.Indicator(1).Max.String(), "", false},
		{3, feedback.Decided, (e.Indicator(3).Max - 25).String(), "材料只有一半", true},
		{9, feedback.Voided, "0.00", "截图系伪造", true},
		{14, feedback.Open, "0.00", "0×1＝0", false},
	}
	for _, w := range want {
		i := got.Items[w.no-1]
		if i.Standing != w.standing || i.Result.String() != w.result || i.Reason != w.reason || i.Lost() != w.lost {
			t.Errorf("%d: %+v", w.no, i)
		}
	}
	for _, u := range s.Units {
		if u.Code != county && (strings.Contains(string(data), u.Name) || strings.Contains(string(data), u.Code)) {
			t.Errorf("%s is named", u.Name)
		}
	}
}

// Of two counties no average is told: each could compute the other's points. A county that is not there is refused.
func TestFeedbackOfFew(t *testing.T) {
	s := made(t, formtest.Edition(t), 2)
	f, err := loaded(t, s, Options{}).feedback(s.Units[0].Code)
	if err != nil || f.Counties != 0 || f.Sections[0].Average != nil || len(f.Sections) != 8 {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := loaded(t, s, Options{}).feedback("999999"); err == nil || !strings.Contains(err.Error(), "没有代码为“999999”的县（区）") {
		t.Errorf("%v", err)
	}
}

// Before there is a result a county is told what is returned to it and no score, and one to which nothing is returned nothing at all.
func TestFeedbackInProcess(t *testing.T) {
	s := made(t, formtest.Edition(t), 3)
	s.Process, s.Code = true, ""
	county, other := s.Units[0].Code, s.Units[1].Code
	c := cell(s, county, 5)
	c.State, c.Reason, c.Decided, c.Confirmed = review.ReturnedState, "缺活动通知", false, nil
	f, err := loaded(t, s, Options{}).feedback(county)
	if err != nil || len(f.Items) != 1 || f.Items[0].Result != nil || f.Items[0].Reason != "缺活动通知" || !f.Process() || len(f.Sections) > 0 {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := f.Encode(); err != nil {
		t.Error(err)
	}
	if _, err := loaded(t, s, Options{}).feedback(other); err == nil || !strings.Contains(err.Error(), "没有退回补正的项") {
		t.Errorf("%v", err)
	}
	list, err := feedbacks(s, nil)
	if err != nil || len(list) != 2 {
		t.Errorf("%v, %v", list, err)
	}
}

// The paper says what the file says: the code and that it is internal on every page, each figure, no other county.
func TestFeedbackPaper(t *testing.T) {
	e := formtest.Edition(t)
	s := made(t, e, 4)
	county := s.Units[3].Code
	dir := t.TempDir()
	paths, err := WriteFeedback(t.Context(), s, dir, county)
	if err != nil || len(paths) != 2 {
		t.Fatalf("%v, %v", paths, err)
	}
	if out := os.Getenv("FEEDBACK_OUT"); out != "" {
		data, _ := os.ReadFile(paths[0])
		_ = os.WriteFile(filepath.Join(out, "fankui.pdf"), data, 0o600)
	}
	f, err := feedback.Read(paths[1])
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for i, page := range formtest.Drawn(t, data) {
		text := strings.Join(page, "\n")
		all += text
		if !strings.Contains(text, s.Code) || !strings.Contains(text, "内部环节") {
			t.Errorf("page %d has no code, or does not say what it is", i+1)
		}
	}
	for _, section := range append(f.Sections, *f.Total) {
		if !strings.Contains(all, section.Own.String()) || !strings.Contains(all, section.Average.String()) {
			t.Errorf("the paper lacks %+v", section)
		}
	}
	for _, i := range f.Items {
		if !strings.Contains(all, i.Result.String()) || i.Loss != "" && !strings.Contains(all, i.Loss.Label()) {
			t.Errorf("the paper lacks %+v", i)
		}
	}
	for _, u := range s.Units[:3] {
		if strings.Contains(all, u.Name) {
			t.Errorf("it names %s", u.Name)
		}
	}
	if _, err := WriteFeedback(t.Context(), s, dir, county); err == nil {
		t.Error("a second run replaces the first")
	}
}

// A plan names what would be written and what stands in its place; writing tells of each file how many there are, and replaces nothing.
func TestFeedbackJob(t *testing.T) {
	e := formtest.Edition(t)
	dir := filepath.Join(t.TempDir(), "反馈")
	var told []string
	job := FeedbackJob{Snapshot: made(t, e, 3), Dir: dir}
	job.Counties = []string{job.Snapshot.Units[1].Code}
	job.Progress = func(name string, done, total int) {
		if done != len(told) || total != 2 {
			t.Errorf("%s is told as %d of %d", name, done, total)
		}
		told = append(told, name)
	}
	plan, err := job.Plan()
	if err != nil || len(plan) != 2 || len(plan.Replaced()) != 0 {
		t.Fatal(plan, err)
	}
	paths, err := job.Write(t.Context())
	if err != nil || len(paths) != 2 || len(told) != 2 {
		t.Fatal(paths, told, err)
	}
	for i, path := range paths {
		if path != plan[i].Path || filepath.Base(path) != told[i] {
			t.Errorf("%s was written, planned was %s, told %s", path, plan[i].Path, told[i])
		}
	}
	if plan, err = job.Plan(); err != nil || len(plan.Replaced()) != 2 {
		t.Error(plan, err)
	}
	if _, err := job.Write(t.Context()); err == nil || !strings.Contains(err.Error(), "没有覆盖") {
		t.Error(err)
	}
}
