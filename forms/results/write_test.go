package results

import (
	"os"
	"testing"

	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	many := invented(formtest.Edition(t), 105)
	finish(t, many)
	process := sample(t)
	process.Process, process.Code = true, ""
	approved := sample(t)
	approved.Approval = &review.Approval{Date: "2018-02-12", Document: "示政秘〔2018〕5号", By: "示例甲"}
	for name, c := range map[string]struct {
		s *review.Snapshot
		o Options
	}{
		"four":     {sample(t), Options{Publish: LevelAll, Convert: map[string]scoring.Points{"政务公开": 200}}},
		"order":    {sample(t), Options{}},
		"grades":   {approved, Options{Publish: LevelGrades}},
		"sections": {process, Options{Publish: LevelSections}},
		"shili":    {other(t), Options{Publish: LevelGrades}},
		"many":     {many, Options{Publish: LevelGrades}},
	} {
		w, err := Write(t.Context(), c.s, dir+"/"+name, c.o)
		if err != nil {
			t.Fatal(name, err)
		}
		t.Log(name, w.Notes)
		for _, l := range w.Leaks {
			t.Log(l.Words())
		}
	}
}
