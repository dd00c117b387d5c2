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

// levelWords say what is published.
var levelWords = map[Level]string{
	LevelOrder:    "通报只写从高到低的次序，不写等次和分数。",
	LevelGrades:   "通报写各单位的等次，同一等次内按得分从高到低排列，不写分数。",
	LevelTotal:    "通报写总分和位次，不写分类得分和各项得分。",
	LevelSections: "通报写总分、位次和各类得分，不写各项指标的得分。",
	LevelAll:      "通报写总分、位次、各类得分和每项指标的得分。",
}

// Explains says in a sentence what the circular publishes at the level.
func (l Level) Explains() string { return levelWords[l] }

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

// ParseGrades reads grades as they are typed, from high to low, each with where it begins: “优秀=90，良好=80，合格=60，不合格”. The last takes all
// that is left, from 0 on, and needs no figure.
func ParseGrades(text string) ([]scoring.Grade, error) {
	var out []scoring.Grade
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	list := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
	for i, item := range list {
		name, from, given := strings.Cut(strings.Replace(item, "＝", "=", 1), "=")
		g := scoring.Grade{Name: strings.TrimSpace(name)}
		if given || i < len(list)-1 {
			p, err := scoring.ParsePoints(strings.TrimSpace(from))
			if err != nil {
				return nil, files.Failure(files.Source, "等次“%s”的起点分不能识别，写法如 优秀=90，良好=80，合格=60，不合格=0", scoring.Clip(strings.TrimSpace(item)))
			}
			g.From = p
		}
		out = append(out, g)
	}
	return out, nil
}

// setGrades takes the grades given, else the rulebook's, else the usual ones.
func (b *builder) setGrades() error {
	switch {
	case len(b.o.Grades) > 0:
		b.grades = b.o.Grades
		return b.checkGrades()
	case len(b.e.Grades) > 0:
		b.grades = slices.Clone(b.e.Grades)
		if last := b.grades[len(b.grades)-1]; last.From > 0 { // who does not reach it is in none of them
			b.grades = append(b.grades, scoring.Grade{Name: "未达到" + last.Name})
		}
		if name := b.e.Veto.Grade; name != "" && !slices.ContainsFunc(b.grades, func(g scoring.Grade) bool { return g.Name == name }) {
			b.grades = append(b.grades, scoring.Grade{Name: name})
		}
		return nil
	}
	for _, g := range usualGrades {
		b.grades = append(b.grades, scoring.Grade{Name: g.Name, From: g.From * b.full() / 100})
	}
	return nil
}

// checkGrades refuses grades given that are none: every total belongs to one of them, and a veto's is among them.
func (b *builder) checkGrades() error {
	refuse := func(words string, args ...any) error { return files.Failure(files.Source, words, args...) }
	names := map[string]bool{}
	for i, g := range b.grades {
		switch {
		case g.Name == "" || names[g.Name]:
			return refuse("每个等次都要有自己的名称，请检查有没有漏写或者重复")
		case i > 0 && g.From >= b.grades[i-1].From:
			return refuse("等次要从高到低写，“%s”的起点分应低于“%s”的%s分", scoring.Clip(g.Name), scoring.Clip(b.grades[i-1].Name), b.grades[i-1].From.Short())
		case g.From > b.top():
			return refuse("“%s”的起点分超过了满分%s分，没有单位能达到", scoring.Clip(g.Name), b.full().Short())
		}
		names[g.Name] = true
	}
	last := b.grades[len(b.grades)-1]
	switch {
	case len(b.grades) == 1:
		return refuse("只有一个等次，无法区分高低，请至少写两个")
	case last.From != 0:
		return refuse("最低的等次“%s”要从0分起，否则有的得分不属于任何等次", scoring.Clip(last.Name))
	case b.e.Veto.Grade != "" && !names[b.e.Veto.Grade]:
		return refuse("考核指标规定一票否决的列为“%s”，等次里要有它", b.e.Veto.Grade)
	}
	return nil
}

// gradesWords are the grades with where each begins: 优秀90分起、良好80分起.
func (b *builder) gradesWords() string {
	var out []string
	for i, g := range b.grades {
		if words := g.Name + g.From.Short() + "分起"; i < len(b.grades)-1 {
			out = append(out, words)
		} else {
			out = append(out, "其余"+g.Name)
		}
	}
	return strings.Join(out, "、")
}

// grade is a total's place among the grades, of which the last but those for vetoes begins at 0.
func (b *builder) grade(total scoring.Points) int {
	for i, g := range b.grades {
		if total >= g.From {
			return i
		}
	}
	return len(b.grades) - 1
}
