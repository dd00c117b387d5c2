package results

import (
	"fmt"
	"slices"
	"testing"

	"zicha/forms/editions"
	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring"
)

// sample is a result of four invented counties by the rulebook of 2017: the second and the third tie, one item is voided by a case, one county
// has no self-check, a reading was fixed, one item is left open and accepted.
func sample(t testing.TB) *review.Snapshot {
	t.Helper()
	e := formtest.Edition(t)
	s := invented(e, 4)
	s.Rulings = []review.Ruling{
		{Criterion: "9.2", Text: "目录条目占比按年底在用的权力事项数计算。", Rule: "kind = \"share\"\npart = \"catalogue_items\"\nwhole = \"power_items\"\npoints = \"1.5\"", By: "示例甲", Unit: e.Review.Confirm, At: "2018-02-01T10:00:00.000+08:00", Event: "aaaa111122223333aaaa111122223333"},
		{Criterion: "14.1", Text: "平台直接对接的为2分，交换共享的为1分。", By: "示例甲", Unit: e.Review.Confirm, At: "2018-02-01T10:05:00.000+08:00", Event: "bbbb111122223333bbbb111122223333"},
	}
	voided := &s.Units[3].Cells[4]
	voided.State, voided.Score, voided.Decided, voided.Reason = review.VoidedState, 0, true, "活动照片为上年照片，经核查属实"
	voided.Steps = append(voided.Steps, review.Step{Event: "cccc111122223333cccc111122223333", Kind: review.Voided, Reason: voided.Reason, By: "示例甲", Unit: e.Review.Confirm, At: "2018-02-02T15:00:00.000+08:00"})
	s.Cases = []review.Case{{
		ID: "dddd111122223333", County: s.Units[3].Code, Indicator: 5, Void: true, Evidence: []string{"5-02　" + fmt.Sprintf("%064d", 7)},
		Steps: []review.CaseStep{
			{Step: "opened", Text: "5-02与上年5-01文件内容相同", By: "示例乙", At: "2018-02-01T09:00:00.000+08:00", Event: "d1"},
			{Step: "checked", Text: "查阅上年档案，照片拍摄日期为2016年", By: "示例乙", At: "2018-02-01T16:00:00.000+08:00", Event: "d2"},
			{Step: "told", Text: "已电话告知，对方确认误用", By: "示例乙", At: "2018-02-02T09:00:00.000+08:00", Event: "d3"},
			{Step: "voided", Text: "认定提供虚假材料", By: "示例甲", Second: "示例乙", At: "2018-02-02T15:00:00.000+08:00", Event: "cccc111122223333cccc111122223333"},
		},
	}}
	open := &s.Units[2].Cells[6]
	open.State, open.Decided, open.Confirmed = review.Unreviewed, false, nil
	s.Units[2].Open = 1
	stale := &s.Units[0].Cells[2]
	stale.State, stale.Reason = review.ReturnedState, "备忘录没有附原件，请补报"
	stale.Steps = append(stale.Steps, review.Step{Event: "eeee111122223333eeee111122223333", Kind: review.Returned, Value: "1", Reason: stale.Reason, By: "示例乙", Unit: e.Review.Initial, At: "2018-02-01T11:00:00.000+08:00"})
	s.Accepted = []review.Accepted{{Blocker: "open", Words: "示例丙区第7项未评", Reason: "该项数据到2月10日才能提供，按现有数据计分", By: "示例甲"}}
	s.Figures = []review.Figure{
		{County: s.Units[0].Code, Field: "11.1.standard", Value: "50", By: "示例甲", At: "2018-01-30T09:00:00.000+08:00"},
		{County: s.Units[1].Code, Field: "14.1.level", Value: "standard", By: "示例乙", At: "2018-01-30T09:10:00.000+08:00"},
	}
	for _, f := range s.Figures {
		s.Acts = append(s.Acts, review.Act{Event: "f" + f.Field, Kind: review.Figured, County: f.County, Subject: f.Field, Value: f.Value, By: f.By, At: f.At})
	}
	for _, r := range s.Rulings {
		s.Acts = append(s.Acts, review.Act{Event: r.Event, Kind: review.Ruled, Subject: r.Criterion, Reason: r.Text, By: r.By, Unit: r.Unit, At: r.At})
	}
	for _, c := range s.Cases[0].Steps {
		s.Acts = append(s.Acts, review.Act{
			Event: "case" + c.Event, Kind: review.Cased, County: s.Cases[0].County, Indicator: 5, Subject: s.Cases[0].ID, Value: c.Step, Reason: c.Text, By: c.By, At: c.At,
			Data: map[string]string{review.DataSecond: c.Second},
		})
	}
	finish(t, s)
	return s
}

// invented is a result of so many counties, the scores made up from their numbers so that the second and the third tie.
func invented(e *scoring.Edition, n int) *review.Snapshot {
	s := &review.Snapshot{
		Schema: "zicha-result-1", Code: "7AS3-VWY7-6YUY-VPUT", Number: 1, At: "2018-02-05T09:30:00.000+08:00", By: "示例甲", Role: "审核负责人", Unit: e.Review.Confirm,
		Edition: e.ID, Source: string(e.Source()), Standing: map[string]review.Firm{},
	}
	for i := range n {
		name := fmt.Sprintf("示例%s县", string([]rune("甲乙丙丁戊己庚辛壬癸")[i%10]))
		if i >= 10 {
			name = fmt.Sprintf("示例%d县", i+1)
		}
		s.Units = append(s.Units, unitOf(e, name, i))
	}
	return s
}

func unitOf(e *scoring.Edition, name string, i int) review.UnitResult {
	u := review.UnitResult{Code: fmt.Sprint(990101 + i), Name: name, Version: 1, Paper: "UAL4-MBZ6-2AKG-BUSG"}
	same := i
	if i == 2 {
		same = 1 // a tie
	}
	for _, ind := range e.Indicators() {
		claim := ind.Max
		score := max(0, ind.Max-scoring.Points((same*7+ind.No*3)%11)*5*scoring.Points(min(same, 30)+1)/2)
		if ind.Section.Apart != scoring.InTotal {
			score = 0
		}
		c := review.CellResult{
			Indicator: ind.No, State: review.ConfirmedState, Claim: &claim, ClaimText: claim.String(), ClaimWhy: "按填报内容计算", Initial: &score, Confirmed: &score,
			Score: score, Decided: true, Unit: e.Review.Confirm, By: "示例甲", At: "2018-02-03T10:00:00.000+08:00",
		}
		c.Steps = []review.Step{
			{Event: fmt.Sprintf("%08x%024d", i*100+ind.No, 1), Kind: review.Initial, Value: score.String(), By: "示例乙", Unit: e.Review.Initial, At: fmt.Sprintf("2018-01-31T%02d:%02d:00.000+08:00", 8+ind.No%10, i%60)},
			{Event: fmt.Sprintf("%08x%024d", i*100+ind.No, 2), Kind: review.Confirmed, Value: score.String(), By: "示例甲", Unit: e.Review.Confirm, At: fmt.Sprintf("2018-02-03T%02d:%02d:00.000+08:00", 8+ind.No%10, i%60)},
		}
		if score < claim {
			c.Loss = review.Losses()[(i+ind.No)%4]
			c.Reason = fmt.Sprintf("所附材料只能证明其中一部分，按材料核减%s分", claim-score)
			c.Field = ind.Criteria[0].ID
			c.Steps[0].Reason = c.Reason
		}
		u.Cells = append(u.Cells, c)
	}
	return u
}

// finish adds the results up: sections, totals, ranks, and the rules' hash.
func finish(t testing.TB, s *review.Snapshot) {
	t.Helper()
	e, err := rules(&review.Snapshot{Edition: s.Edition, Source: s.Source, Rulings: s.Rulings})
	if err != nil {
		t.Fatal(err)
	}
	s.Rules = e.Hash()
	for i := range s.Units {
		u := &s.Units[i]
		u.Total, u.Objective, u.Sections = 0, 0, nil
		for _, sec := range e.Sections {
			var sum scoring.Points
			for _, ind := range sec.Indicators {
				sum += u.Cells[ind.No-1].Score
				if sec.Apart == scoring.InTotal && !e.Review.Judges(ind.No) {
					u.Objective += u.Cells[ind.No-1].Score
				}
			}
			u.Sections = append(u.Sections, sum)
			if sec.Apart == scoring.InTotal {
				u.Total += sum
			}
		}
	}
	place := func(of func(u *review.UnitResult) scoring.Points, give func(u *review.UnitResult, rank int)) {
		slices.SortStableFunc(s.Units, func(a, b review.UnitResult) int { return int(of(&b) - of(&a)) })
		for i := range s.Units {
			rank := i + 1
			for j := i; j > 0 && of(&s.Units[j-1]) == of(&s.Units[i]); j-- {
				rank = j
			}
			give(&s.Units[i], rank)
		}
	}
	place(func(u *review.UnitResult) scoring.Points { return u.Objective }, func(u *review.UnitResult, r int) { u.ObjectiveRank = r })
	place(func(u *review.UnitResult) scoring.Points { return u.Total }, func(u *review.UnitResult, r int) { u.Rank = r })
}

// other is a result by the rulebook of examples, which has weights, sections outside the total and grades.
func other(t testing.TB) *review.Snapshot {
	t.Helper()
	all, err := editions.All()
	if err != nil {
		t.Fatal(err)
	}
	e := all[slices.IndexFunc(all, func(e *scoring.Edition) bool { return e.ID == "shili-2017" })]
	s := invented(e, 3)
	finish(t, s)
	return s
}
