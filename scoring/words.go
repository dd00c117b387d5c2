package scoring

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Words are what papers and window call those concerned, an edition's [words]. Loading fills in what a rulebook leaves out with words that fit
// everywhere, so that whoever prints asks here and names no place. They decide no score and stand in no hash.
type Words struct {
	// Assessor is whoever scores, confirms and provides what the unit itself does not: 市里, 省里, 县考核办.
	Assessor string `toml:"assessor"`
	// Unit is what an assessed unit is called where its name does not say what it is: 县（区）.
	Unit string `toml:"unit"`
	// Subject is what titles call the matter: 社会信用体系建设. They do without where it is blank.
	Subject string `toml:"subject"`
	// Authorities are the ends of names that can sign and seal a paper: 人民政府. The first makes a signatory of the name of a unit that is not
	// on the edition's list.
	Authorities []string `toml:"authorities"`
	// Example is the code of the unit that hints name as an example; "" is the first of the list.
	Example string `toml:"example"`

	own string // 我县（区）, 本县（区）
}

// The words of a rulebook that has none of its own.
const (
	anyAssessor = "考核单位"
	anyUnit     = "被考核单位"
	anyOwn      = "单位"
)

// fill gives what the file leaves out the words that fit everywhere.
func (w *Words) fill() {
	w.own = cmp.Or(w.Unit, anyOwn)
	w.Unit = cmp.Or(w.Unit, anyUnit)
	w.Assessor = cmp.Or(w.Assessor, anyAssessor)
}

// Worded is the edition with other words; all else is shared.
func (e *Edition) Worded(w Words) *Edition {
	out := *e
	w.fill()
	out.Words = w
	return &out
}

// Confirmed is what is done with what the assessor scores: 市里核定.
func (w *Words) Confirmed() string { return w.Assessor + "核定" }

// ForecastLabel names the third figure: 市里核定预估.
func (w *Words) ForecastLabel() string { return w.Confirmed() + "预估" }

type nameEnd struct{ end, word string }

// nameEnds are the ends of units' names that say what a unit is, and the word for it; of two that fit the longer comes first.
var nameEnds = []nameEnd{
	{"街道办事处", "街道"},
	{"街道", "街道"},
	{"办公室", "办"},
	{"委员会", "委"},
	{"公司", "公司"},
	{"中心", "中心"},
	{"省", "省"},
	{"市", "市"},
	{"县", "县"},
	{"区", "区"},
	{"旗", "旗"},
	{"州", "州"},
	{"盟", "盟"},
	{"镇", "镇"},
	{"乡", "乡"},
	{"局", "局"},
	{"厅", "厅"},
	{"委", "委"},
	{"部", "部"},
	{"院", "院"},
	{"办", "办"},
}

// Kind is the short word for what a unit is, by the end of its name: 县, 局, 镇; where the name does not say, what units are called.
func (w *Words) Kind(name string) string {
	for _, end := range w.Authorities {
		if !slices.ContainsFunc(nameEnds, func(known nameEnd) bool { return known.end == end }) { // 局 says what the unit is, 人民政府 does not
			name = strings.TrimSuffix(name, end)
		}
	}
	for _, known := range nameEnds {
		if strings.HasSuffix(name, known.end) {
			return known.word
		}
	}
	return w.own
}

// Signs reports whether a name is that of an authority, which can sign and seal by itself.
func (w *Words) Signs(name string) bool {
	return slices.ContainsFunc(w.Authorities, func(end string) bool { return strings.HasSuffix(name, end) })
}

// SignatoryOf is who signs for a unit of which only the name is known: 涡阳县人民政府.
func (w *Words) SignatoryOf(name string) string {
	if name == "" || len(w.Authorities) == 0 || w.Signs(name) {
		return name
	}
	return name + w.Authorities[0]
}

// This is how a paper calls the unit it is of where its name is not known: 本县（区）.
func (w *Words) This() string { return "本" + w.own }

// Ours is how a unit speaks of itself in its own papers: as its line in the list says, else 我县, 我局 by the end of its name.
func (e *Edition) Ours(code, name string) string {
	if u := e.Unit(code); u != nil && u.Ours != "" {
		return u.Ours
	}
	return "我" + e.Words.Kind(name)
}

// Titled heads what is of the assessed year and its matter: 2017年度社会信用体系建设工作. What the matter ends with is not said again.
func (e *Edition) Titled(what string) string {
	for _, word := range []string{"工作", "考核", "自查"} {
		if strings.HasSuffix(e.Words.Subject, word) {
			what = strings.TrimPrefix(what, word)
		}
	}
	return strconv.Itoa(e.Year) + "年度" + e.Words.Subject + what
}

// Standard is the name of what is checked against. A title that names no such thing is that of an assessment, which goes by its 指标.
func (e *Edition) Standard() string {
	if slices.ContainsFunc([]string{"考核", "考评", "评价", "评估"}, func(end string) bool { return strings.HasSuffix(e.Title, end) }) {
		return e.Title + "指标"
	}
	return e.Title
}

// SectionsTitle heads what is shown by sections: 八类得分.
func (e *Edition) SectionsTitle() string {
	n := 0
	for _, s := range e.Sections {
		if s.Apart == InTotal {
			n++
		}
	}
	switch n {
	case 1:
		return "分类得分"
	case 2:
		return "两类得分"
	default:
		return Numeral(n) + "类得分"
	}
}

// Numeral writes a number from 0 to 99 in Chinese: 八, 十二, 二十.
func Numeral(n int) string {
	names := []rune("零一二三四五六七八九")
	tens, ones := n/10, n%10
	switch {
	case n < 0 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return string(names[n])
	}
	out := "十"
	if tens > 1 {
		out = string(names[tens]) + out
	}
	if ones > 0 {
		out += string(names[ones])
	}
	return out
}

// exampleDay is how messages and hints show a date written: one in the assessed year.
func (e *Edition) exampleDay() string { return strconv.Itoa(e.Year) + "-09-01" }

// Shown is a field of the program's own, such as 成文日期, as a dossier of the edition shows it: its hints fit the assessed year.
func (e *Edition) Shown(f *Field) *Field {
	if f == nil || f.Kind != KindDate {
		return f
	}
	out := *f
	out.Day = e.exampleDay()
	return &out
}

// DayForm is the form a date is asked for in, by an example where there is one: “2017-09-01”的格式.
func (f *Field) DayForm() string { return "“" + cmp.Or(f.Day, "年-月-日") + "”的格式" }
