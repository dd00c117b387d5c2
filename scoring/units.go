package scoring

import (
	"cmp"
	"regexp"
	"slices"

	"zicha/scoring/canon"
)

var (
	// divisionCode is that of a county or a city, of a town, or of a village.
	divisionCode = regexp.MustCompile(`^([0-9]{6}|[0-9]{9}|[0-9]{12})$`)
	// ownCode is what a list may call a unit that has no division code.
	ownCode = regexp.MustCompile(`^[A-Za-z][0-9A-Za-z-]{0,31}$`)
)

// UnitCode reports whether a unit of the name may have the code: a division code, one of its own that begins with a letter, or the name itself
// where nothing shorter tells it apart.
func UnitCode(code, name string) bool {
	return DivisionCode(code) || ownCode.MatchString(code) || code != "" && code == canon.Identity(name)
}

// DivisionCode reports whether a code looks like a division code.
func DivisionCode(code string) bool { return divisionCode.MatchString(code) }

// DivisionCodes reports whether the edition's units are told apart by division codes, so that one is asked for of a unit that is not on the list.
func (e *Edition) DivisionCodes() bool {
	return len(e.Units) > 0 && !slices.ContainsFunc(e.Units, func(u Unit) bool { return !DivisionCode(u.Code) })
}

// CodeLabel is what the code of a unit is called.
func (e *Edition) CodeLabel() string {
	if e.DivisionCodes() {
		return "行政区划代码"
	}
	return "单位代码"
}

// Example is the unit that hints name, without a name where the edition lists none.
func (e *Edition) Example() Unit {
	if u := e.Unit(e.Words.Example); u != nil {
		return *u
	}
	if len(e.Units) > 0 {
		return e.Units[0]
	}
	return Unit{}
}

// The kinds of paper a unit hands in, the values of Unit.Kind.
const (
	PaperReport = "report" // 报告
	PaperLetter = "letter" // 函
)

// prepareUnits completes and checks the list of units.
func (e *Edition) prepareUnits(p *problems) {
	codes := map[string]bool{}
	for i := range e.Units {
		u, at := &e.Units[i], item("unit", i)
		u.Code = cmp.Or(u.Code, canon.Identity(u.Name))
		switch {
		case u.Name == "":
			p.on(at+".name", "被考核单位（代码“%s”）没有写名称 name", u.Code)
		case !UnitCode(u.Code, u.Name):
			p.on(at+".code", "被考核单位“%s”的代码“%s”不对：行政区划代码是6位数字（乡镇9位，村12位）；没有行政区划代码的，用字母开头的代码，或者不写 code", u.Name, u.Code)
		case codes[u.Code]:
			p.on(at+".code", "被考核单位“%s”的代码“%s”与前面的单位重复", u.Name, u.Code)
		}
		codes[u.Code] = true
		if u.Signatory != "" && u.Government != "" && u.Signatory != u.Government {
			p.on(at+".signatory", "被考核单位“%s”：署名机关只写 signatory，不再写 government", u.Name)
		}
		u.Signatory = cmp.Or(u.Signatory, u.Government, e.Words.SignatoryOf(u.Name))
		u.Kind = cmp.Or(u.Kind, PaperReport)
		if u.Kind != PaperReport && u.Kind != PaperLetter {
			p.on(at+".kind", "被考核单位“%s”：文种 kind“%s”应为 report（报告）或 letter（函）", u.Name, u.Kind)
		}
	}
}

// checkExample wants the unit that hints name on the list.
func (e *Edition) checkExample(p *problems) {
	if e.Words.Example != "" && e.Unit(e.Words.Example) == nil {
		p.on("words.example", "用语 words 的 example“%s”应是名单里一个单位的代码", e.Words.Example)
	}
}

// showDays gives every date that is asked for its example.
func (e *Edition) showDays() {
	for _, c := range e.criteria {
		fields := c.Fields
		if c.Register != nil {
			fields = append(fields[:len(fields):len(fields)], c.Register.Columns...)
		}
		for _, f := range fields {
			if f.Kind == KindDate {
				f.Day = e.exampleDay()
			}
		}
	}
}
