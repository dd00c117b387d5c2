// Package results makes the city's papers out of a review's snapshot and of nothing else: the 函 with its tables, the 请示 with the circular drafted
// for the government (代拟的通报) and what explains it, 折算单, sheets for checks on site, the trail, the files of cases, and a workbook of the
// same tables. The same snapshot and options give the same bytes.
package results

import (
	"context"
	"fmt"
	"slices"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/scoring"
)

// Options are what is asked of whoever has the papers made; the zero value will do.
type Options struct {
	Publish Level                     // how much the circular says; "" is LevelOrder, the least
	Grades  []scoring.Grade           // from high to low, instead of the rulebook's, see ParseGrades
	Convert map[string]scoring.Points // the points of the social-credit item of an assessment of Edition.Review.Converted; without them no 折算单
	Inspect []Cell                    // cells chosen for a check on site, beside those that are flagged
	Contact string                    // 联系人 of the letters
	Phone   string
}

// Cell names a county's indicator.
type Cell struct {
	County    string
	Indicator int
}

// Written is what Write has done.
type Written struct {
	Paths []string
	Leaks []Leak   // the scores that a reader could compute though they are hidden
	Notes []string // what else is to be known before the papers go out, a sentence each
}

// Problems are the leaks and the notes as commands tell them.
func (w Written) Problems() []forms.Problem {
	var out []forms.Problem
	for _, words := range leakWords(w.Leaks) {
		out = append(out, forms.Problem{Code: "score_computable", Severity: forms.Warning, Message: words})
	}
	for _, words := range w.Notes {
		out = append(out, forms.Problem{Code: "papers_note", Severity: forms.Hint, Message: words})
	}
	return out
}

// load reads the rulebook that a snapshot carries, with its rulings, and proves that the results fit it.
func load(s *review.Snapshot, o Options) (*builder, error) {
	e, err := rules(s)
	if err != nil {
		return nil, err
	}
	b := &builder{ctx: context.Background(), s: s, e: e, o: o, lost: map[rune]bool{}}
	if b.o.Publish == "" {
		b.o.Publish = LevelOrder
	}
	if !slices.Contains(Levels(), b.o.Publish) {
		return nil, files.Failure(files.Source, "没有“%s”这种公布方式，请从%s中选一种", scoring.Clip(string(o.Publish)), levelChoices())
	}
	if len(s.Units) == 0 {
		return nil, files.Failure(files.Source, "结果里没有%s，没有可以排印的内容", e.Words.Unit)
	}
	for _, u := range s.Units {
		if len(u.Cells) != len(e.Indicators()) || len(u.Sections) != len(e.Sections) {
			return nil, files.Failure(files.Damaged, "“%s”的结果与考核指标的项数不符，无法排印", u.Name)
		}
		for i, c := range u.Cells {
			if c.Indicator != i+1 {
				return nil, files.Failure(files.Damaged, "“%s”的结果缺少第%d项，无法排印", u.Name, i+1)
			}
		}
	}
	if err := b.checkConverted(); err != nil {
		return nil, err
	}
	return b, b.setGrades()
}

// rules are the rulebook's, amended by the rulings in force.
func rules(s *review.Snapshot) (*scoring.Edition, error) {
	e, err := scoring.LoadEdition(s.Edition+".toml", []byte(s.Source))
	if err != nil {
		return nil, fmt.Errorf("结果所附的考核指标：%w", err)
	}
	changed := map[string]scoring.RuleSpec{}
	for _, r := range s.Rulings {
		if r.Rule == "" {
			continue
		}
		spec, err := scoring.ParseRule(r.Rule)
		if err != nil {
			return nil, fmt.Errorf("要点%s的口径裁定：%w", r.Criterion, err)
		}
		changed[r.Criterion] = spec
	}
	amended, err := e.Amended(changed)
	if err != nil {
		return nil, err
	}
	if s.Rules != "" && amended.Hash() != s.Rules {
		return nil, files.Failure(files.Damaged, "结果所附的考核指标和口径裁定与评分时的规则不符，无法排印")
	}
	return amended, nil
}
