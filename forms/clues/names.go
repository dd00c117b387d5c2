package clues

import (
	"slices"
	"strings"
	"unicode"

	"zicha/scoring"
)

// origin is whose document a piece of evidence says it is.
type origin int

const (
	ofUnknown origin = iota
	ofUnit           // of one of the units that are assessed
	ofAbove          // of an office above them
)

// levels are the kinds of places from the lowest up, by the character their names end with and their offices' names begin with.
var levels = []string{"村", "乡镇", "区旗县", "州盟市", "省"}

// offices are how the names of offices end. What ends otherwise, a newspaper or a school, may well be claimed by two.
var offices = []string{"政府", "办公室", "办公厅", "办", "委", "委员会", "局", "厅", "部", "署", "院", "会议", "小组", "党组", "专班", "指挥部"}

// highest are how the names of the country's offices begin.
var highest = []string{"国", "中央", "中共中央", "全国", "最高人民", "中华人民共和国"}

// names are the names that tell whose a document is.
type names struct {
	units  []string // in full
	stems  []string // without the character that says what they are
	city   string
	stem   string
	others []string             // offices that the edition names
	runes  map[rune]bool        // of the stems
	known  map[[2]string]origin // by issuer and unit: many documents are of few
}

func namesOf(j Job) names {
	n := names{city: scoring.FoldKey(j.Edition.City), runes: map[rune]bool{}, known: map[[2]string]origin{}}
	n.stem = stemOf(n.city)
	var units []string
	for _, u := range j.Edition.Units {
		units = append(units, u.Name)
	}
	for _, c := range j.Counties {
		units = append(units, c.Name)
	}
	for _, name := range units {
		if name = scoring.FoldKey(name); name != "" {
			n.units = append(n.units, name)
			n.stems = append(n.stems, stemOf(name))
			for _, r := range stemOf(name) {
				n.runes[r] = true
			}
		}
	}
	r := j.Edition.Review
	for _, name := range append([]string{j.Edition.Recipient, r.Initial, r.Confirm, r.Government, j.Edition.Notice().Issuer}, r.Results...) {
		if name != "" {
			n.others = append(n.others, scoring.FoldKey(name))
		}
	}
	return n
}

// stemOf is a name without the character that says what kind of place it is, where at least two are left.
func stemOf(name string) string {
	runes := []rune(name)
	if len(runes) > 2 && levelOf(runes[len(runes)-1]) > 0 {
		return string(runes[:len(runes)-1])
	}
	return name
}

// levelOf is how high a kind of place stands, from 1; 0 for what is none.
func levelOf(r rune) int {
	return slices.IndexFunc(levels, func(l string) bool { return strings.ContainsRune(l, r) }) + 1
}

// origin tells whose document it is from who issued it, else from its number; own is the name of the county that handed it in. Where one
// says it is a unit's, it is.
func (n names) origin(issuer, number, own string) origin {
	byIssuer, byNumber := n.byIssuers(issuer, own), n.byNumber(scoring.FoldKey(number), own)
	switch {
	case byIssuer == ofUnit || byIssuer == ofUnknown && byNumber == ofUnit:
		return ofUnit
	case byIssuer == ofAbove || byNumber == ofAbove:
		return ofAbove
	}
	return ofUnknown
}

// byIssuers tells from all who issued it together.
func (n names) byIssuers(issuers, own string) origin {
	out, known := n.known[[2]string{issuers, own}]
	if known {
		return out
	}
	for _, part := range strings.FieldsFunc(issuers, func(r rune) bool { return strings.ContainsRune("、，,；;/", r) }) {
		if o := n.byIssuer(scoring.FoldKey(part), own); o == ofUnit || out == ofUnknown {
			out = o
		}
	}
	n.known[[2]string{issuers, own}] = out
	return out
}

func (n names) byIssuer(issuer, own string) origin {
	within := func(name string) bool { return strings.Contains(issuer, name) }
	plain := strings.TrimPrefix(strings.TrimPrefix(issuer, "中国共产党"), "中共")
	isOffice := slices.ContainsFunc(offices, func(end string) bool { return strings.HasSuffix(issuer, end) })
	switch {
	case issuer == "":
		return ofUnknown
	case slices.ContainsFunc(n.units, within):
		return ofUnit
	case slices.Contains(n.others, issuer), isOffice && n.city != "" && strings.HasPrefix(plain, n.city):
		return ofAbove
	case slices.ContainsFunc(n.stems, func(s string) bool { return s != n.stem && within(s) }):
		return ofUnit
	}
	first := levelOf([]rune(plain + " ")[0])
	ownLevel := ownLevel(own)
	switch {
	case first > 0 && ownLevel > 0 && first <= ownLevel:
		return ofUnit // 县公安局
	case !isOffice:
		return ofUnknown
	case first > ownLevel, n.stem != "" && strings.HasPrefix(plain, n.stem), strings.ContainsRune(string([]rune(plain + "   ")[:4]), '省'), strings.Contains(plain, "自治区"),
		slices.ContainsFunc(highest, func(s string) bool { return strings.HasPrefix(issuer, s) }):
		return ofAbove
	}
	return ofUnknown
}

// ownLevel is how high a unit stands, 0 where its name does not say.
func ownLevel(own string) int {
	runes := []rune(scoring.FoldKey(own) + " ")
	return levelOf(runes[max(0, len(runes)-2)])
}

// byNumber tells from what stands before the year: 涡政办〔2017〕5号.
func (n names) byNumber(number, own string) origin {
	end := strings.IndexFunc(number, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("〔[(【", r) })
	if end <= 0 {
		return ofUnknown
	}
	first := []rune(number)[0]
	unit, city := n.runes[first], strings.ContainsRune(n.stem, first)
	switch level := levelOf(first); {
	case unit && city:
		return ofUnknown
	case unit, level > 0 && level <= ownLevel(own):
		return ofUnit
	case city, level > ownLevel(own), first == '国', strings.HasPrefix(number, "中"):
		return ofAbove
	}
	return ofUnknown
}
