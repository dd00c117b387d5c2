package results

import (
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/scoring"
)

// Level is how much of the result the circular publishes (公布方式); each says all that the one before it says.
type Level string

// The levels.
const (
	LevelOrder    Level = "order"    // 仅次序
	LevelGrades   Level = "grades"   // 等次, and within one the order
	LevelTotal    Level = "total"    // 总分
	LevelSections Level = "sections" // the sections' scores: 八类
	LevelAll      Level = "all"      // 全部
)

// Levels lists them, the least first.
func Levels() []Level {
	return []Level{LevelOrder, LevelGrades, LevelTotal, LevelSections, LevelAll}
}

var levelLabels = map[Level]string{
	LevelOrder: "仅次序", LevelGrades: "等次", LevelTotal: "总分", LevelSections: "分类得分", LevelAll: "全部得分",
}

// Label is the level in words.
func (l Level) Label() string { return levelLabels[l] }

// shows reports whether the circular says what a level says.
func (l Level) shows(what Level) bool {
	return slices.Index(Levels(), l) >= slices.Index(Levels(), what)
}

// ParseLevel reads a level by its name or its label; "" is the least.
func ParseLevel(text string) (Level, error) {
	if text == "" {
		return LevelOrder, nil
	}
	for _, l := range Levels() {
		if text == string(l) || text == l.Label() {
			return l, nil
		}
	}
	return "", files.Failure(files.Source, "没有“%s”这种公布方式，请从%s中选一种", scoring.Clip(text), levelChoices())
}

func levelChoices() string {
	var out []string
	for _, l := range Levels() {
		out = append(out, string(l)+"（"+l.Label()+"）")
	}
	return strings.Join(out, "、")
}

// usualGrades are what an office goes by where nobody has said anything: parts of a hundred of the full total.
var usualGrades = []scoring.Grade{{Name: "优秀", From: 90}, {Name: "良好", From: 80}, {Name: "合格", From: 60}, {Name: "不合格"}}

// setGrades takes the rulebook's grades, else those given, else the usual ones.
func (b *builder) setGrades() error {
	b.grades = b.e.Grades
	if len(b.grades) > 0 {
		return nil
	}
	if b.grades = b.o.Grades; len(b.grades) > 0 {
		for i, g := range b.grades {
			if g.Name == "" || i > 0 && g.From >= b.grades[i-1].From || g.From < 0 {
				return files.Failure(files.Source, "等次要从高到低写，每个等次写名称和起点分")
			}
		}
		return nil
	}
	for _, g := range usualGrades {
		b.grades = append(b.grades, scoring.Grade{Name: g.Name, From: g.From * b.full() / 100})
	}
	return nil
}

// grade is a total's place among the grades, the last one's where it reaches none.
func (b *builder) grade(total scoring.Points) int {
	for i, g := range b.grades {
		if total >= g.From {
			return i
		}
	}
	return len(b.grades) - 1
}
