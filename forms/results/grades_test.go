package results

import (
	"slices"
	"strings"
	"testing"

	"zicha/scoring"
)

// Grades as they are typed; what is none is refused, and each total belongs to one.
func TestGradesGiven(t *testing.T) {
	want := []scoring.Grade{{Name: "优秀", From: 9050}, {Name: "良好", From: 8000}, {Name: "不合格"}}
	for _, text := range []string{"优秀=90.5,良好=80,不合格=0", " 优秀＝90.5，良好 = 80、不合格"} {
		got, err := ParseGrades(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
		if b := loaded(t, sample(t), Options{Publish: LevelGrades, Grades: got}); !slices.Equal(b.grades, want) {
			t.Errorf("%v", b.grades)
		}
	}
	if got, err := ParseGrades("  "); got != nil || err != nil {
		t.Error(got, err)
	}
	for text, words := range map[string]string{
		"优秀=9o,良好=0": "不能识别", "优秀,良好=0": "不能识别", "优秀=80,良好=90,差": "从高到低", "优秀=80,良好=80,差": "从高到低", "优秀=90,优秀=80,差": "自己的名称", "=90,差": "自己的名称",
		"优秀=100.01,差": "超过了满分100分", "都好": "只有一个等次", "优秀=90,良好=80": "要从0分起",
	} {
		grades, err := ParseGrades(text)
		if err == nil {
			_, err = load(sample(t), Options{Publish: LevelGrades, Grades: grades})
		}
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v, want %s", text, err, words)
		}
	}
	if _, err := load(other(t), Options{Publish: LevelGrades, Grades: want[:2:2]}); err == nil {
		t.Error("grades without that of a veto")
	}
	notes := strings.Join(loaded(t, other(t), Options{Publish: LevelGrades, Grades: []scoring.Grade{{Name: "甲", From: 7000}, {Name: loaded(t, other(t), Options{}).e.Veto.Grade}}}).notes(), "")
	if !strings.Contains(notes, "甲70分起") || !strings.Contains(notes, "与考核指标规定的不同") {
		t.Error(notes)
	}
}

// Of a rulebook whose lowest grade does not begin at 0, who does not reach it is not in it.
func TestBelowTheLowestGrade(t *testing.T) {
	s := sample(t)
	s.Source, s.Rules, s.Rulings = strings.Replace(s.Source, "[[section]]", "[[grade]]\nname = \"优秀\"\nfrom = \"90\"\n[[grade]]\nname = \"合格\"\nfrom = \"60\"\n\n[[section]]", 1), "", nil
	b := loaded(t, s, Options{Publish: LevelGrades})
	if got := b.grades[b.grade(5999)].Name; got != "未达到合格" || b.grades[b.grade(6000)].Name != "合格" {
		t.Errorf("59.99 is %s", got)
	}
}
