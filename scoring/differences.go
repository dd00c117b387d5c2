package scoring

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// DifferenceKind is what is another in one of two rulebooks.
type DifferenceKind string

// The kinds of difference, in the words they are told by.
const (
	Added           DifferenceKind = "新增"
	Gone            DifferenceKind = "取消"
	Moved           DifferenceKind = "编号"
	TitleChanged    DifferenceKind = "名称"
	TextChanged     DifferenceKind = "原文"
	PointsChanged   DifferenceKind = "分值"
	RuleChanged     DifferenceKind = "规则"
	FieldsChanged   DifferenceKind = "字段"
	DaysChanged     DifferenceKind = "日期"
	EvidenceChanged DifferenceKind = "佐证"
	SourceChanged   DifferenceKind = "评分方"
	AbsentChanged   DifferenceKind = "不涉及"
	PoolChanged     DifferenceKind = "共用分值"
	HeadChanged     DifferenceKind = "总则"
	ReviewChanged   DifferenceKind = "审核"
)

// Difference is one thing that differs between two rulebooks.
type Difference struct {
	Kind   DifferenceKind
	Detail string // what has become what; "" where the kind says it all
}

// String words the difference: “分值：2分→3分”.
func (d Difference) String() string {
	if d.Detail == "" {
		return string(d.Kind)
	}
	return string(d.Kind) + "：" + d.Detail
}

// turned words what has become what.
func turned(was, is string) string { return was + "→" + is }

// differences finds what differs of a criterion that both have.
func (p Pair) differences() []Difference {
	var out []Difference
	add := func(kind DifferenceKind, detail string) { out = append(out, Difference{kind, detail}) }
	was, is := p.Was, p.Is
	if was.ID != is.ID {
		add(Moved, turned(was.ID, is.ID))
	}
	if !sameTitle(was.Title, is.Title, p.years()) {
		add(TitleChanged, turned("“"+was.Title+"”", "“"+is.Title+"”"))
	}
	rule := p.ruleChanged()
	switch a, b := sentenceFolds(was.sentence(), was.year), sentenceFolds(is.sentence(), is.year); {
	case a[pointless] != b[pointless], a[undated] != b[undated] && was.Max == is.Max && !rule:
		add(TextChanged, turned("“"+was.sentence()+"”", "“"+is.sentence()+"”"))
	default:
		if x, y := daysOf(was.sentence()), daysOf(is.sentence()); x != y {
			add(DaysChanged, turned(x, y))
		}
	}
	if was.Max != is.Max {
		add(PointsChanged, turned(was.Max.Short()+"分", is.Max.Short()+"分"))
	}
	if rule {
		add(RuleChanged, p.ruleWords())
	}
	for _, words := range p.fieldChanges() {
		add(FieldsChanged, words)
	}
	if words := p.evidenceWords(); words != "" {
		add(EvidenceChanged, words)
	}
	return out
}

// ruleChanged reports whether the same answers can come to other points, but for the most there is.
func (p Pair) ruleChanged() bool {
	return !reflect.DeepEqual(p.Was.comparable(p.renamed()), p.Is.comparable(nil)) || p.counts() != p.isCounts()
}

func (p Pair) counts() string {
	if p.Was.Register == nil {
		return ""
	}
	key := p.Was.Register.Counts
	return cmp.Or(p.renamed()[key], key)
}

func (p Pair) isCounts() string {
	if p.Is.Register == nil {
		return ""
	}
	return p.Is.Register.Counts
}

// renamed gives the new keys of fields and options that ask the same under another.
func (p Pair) renamed() map[string]string {
	out := map[string]string{}
	for _, f := range p.Was.Fields {
		is := p.fields[f]
		if is == nil {
			continue
		}
		if f.Key != is.Key {
			out[f.Key] = is.Key
		}
		for _, o := range f.Options {
			if key := sameOption(f, is, o.Key, p.years()); key != "" && key != o.Key {
				out[o.Key] = key
			}
		}
	}
	return out
}

// wholeKeys are the rule's parameters that are the criterion's points where the rule gives them in one piece or up to a limit.
var wholeKeys = []string{"Points", "Full", "Cap"}

// comparable is the rule with the keys of another rulebook, and without what the criterion's points say already.
func (c *Criterion) comparable(renamed map[string]string) any {
	var spec map[string]any
	if err := json.Unmarshal(asJSON(c.Spec), &spec); err != nil {
		panic("scoring: a rule cannot be decoded: " + err.Error())
	}
	for _, key := range wholeKeys {
		if spec[key] == c.Max.String() {
			spec[key] = "most"
		}
	}
	return c.translated(spec, renamed)
}

// isoDate reports whether a text is a date as a rulebook writes it.
func isoDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// translated gives a parameter with keys renamed and years as distances.
func (c *Criterion) translated(value any, renamed map[string]string) any {
	switch v := value.(type) {
	case string:
		if to, ok := renamed[v]; ok {
			return to
		}
		if isoDate(v) { // which stands for the same one of another year
			return sentenceFolds(v, c.year)[byOffset]
		}
		return v
	case []any:
		out := make([]any, 0, len(v))
		for _, x := range v {
			out = append(out, c.translated(x, renamed))
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for key, x := range v {
			out[cmp.Or(renamed[key], key)] = c.translated(x, renamed)
		}
		return out
	}
	return value
}

// ruleWords says what has become of the rule.
func (p Pair) ruleWords() string {
	was, is := p.Was.rule.describe(p.Was), p.Is.rule.describe(p.Is)
	if was != is {
		return turned(was, is)
	}
	if a, b := p.Was.Spec, p.Is.Spec; a.Kind == "choice" && b.Kind == "choice" {
		if words := p.optionPoints(); words != "" {
			return words
		}
	}
	return "用到的填报项目或数值有变化，计分办法仍是" + is
}

// optionPoints words the options that give other points.
func (p Pair) optionPoints() string {
	field := p.Was.fields[p.Was.Spec.Choose]
	var out []string
	for _, o := range field.Options {
		key := cmp.Or(p.renamed()[o.Key], o.Key)
		was, is := p.Was.Spec.ByOption[o.Key], p.Is.Spec.ByOption[key]
		if _, ok := p.Is.Spec.ByOption[key]; ok && was != is {
			out = append(out, "“"+o.Label+"”"+turned(was.Short()+"分", is.Short()+"分"))
		}
	}
	return strings.Join(out, "；")
}

// evidenceWords names the papers that are wanted anew and no more.
func (p Pair) evidenceWords() string {
	var out []string
	without := func(list []string, other []string, years [2]int) (left []string) {
		for _, name := range list {
			if !slices.ContainsFunc(other, func(x string) bool { return sameTitle(name, x, years) }) {
				left = append(left, "“"+name+"”")
			}
		}
		return left
	}
	years := p.years()
	if added := without(p.Is.Evidence, p.Was.Evidence, [2]int{years[1], years[0]}); len(added) > 0 {
		out = append(out, "新增"+strings.Join(added, "、"))
	}
	if gone := without(p.Was.Evidence, p.Is.Evidence, years); len(gone) > 0 {
		out = append(out, "不再要求"+strings.Join(gone, "、"))
	}
	return strings.Join(out, "；")
}

// indicatorDifferences finds what differs of an indicator besides its criteria.
func (m *matcher) indicatorDifferences(pair IndicatorPair) []Difference {
	was, is := pair.Was, pair.Is
	switch {
	case was == nil:
		return []Difference{{Kind: Added}}
	case is == nil:
		return []Difference{{Kind: Gone}}
	}
	var out []Difference
	add := func(kind DifferenceKind, detail string) { out = append(out, Difference{kind, detail}) }
	years := [2]int{was.Criteria[0].year, is.Criteria[0].year}
	if was.No != is.No {
		add(Moved, turned(fmt.Sprintf("第%d项", was.No), fmt.Sprintf("第%d项", is.No)))
	}
	if !sameTitle(was.Title, is.Title, years) {
		add(TitleChanged, turned("“"+was.Title+"”", "“"+is.Title+"”"))
	}
	if was.Max != is.Max {
		add(PointsChanged, turned(was.Max.Short()+"分", is.Max.Short()+"分"))
	}
	if was.Source != is.Source {
		add(SourceChanged, sourceWords(was, is))
	}
	if was.Absent != is.Absent {
		add(AbsentChanged, turned(was.treatment(), is.treatment()))
	}
	if a, b := poolWords(was, m.criteria), poolWords(is, nil); a != b {
		add(PoolChanged, turned(cmp.Or(a, "无"), cmp.Or(b, "无")))
	}
	if a, b := was.unquoted(), is.unquoted(); sentenceFolds(a, years[0])[undated] != sentenceFolds(b, years[1])[undated] {
		add(TextChanged, "要点以外的文字"+turned("“"+a+"”", "“"+b+"”"))
	}
	return out
}

// unquoted is what of the official text no criterion implements.
func (ind *Indicator) unquoted() string {
	text := ind.Text
	for _, c := range ind.Criteria {
		for _, q := range c.Quotes {
			text = strings.Replace(text, q, "", 1)
		}
	}
	return strings.TrimSpace(text)
}

// treatment says how the indicator is treated where it is 不涉及.
func (ind *Indicator) treatment() string {
	if ind.Absent == NeverAbsent {
		return "不可以标为不涉及"
	}
	return ind.Absent.words(ind.words)
}

// poolWords says what of an indicator shares points, under the new rulebook's ids.
func poolWords(ind *Indicator, to map[*Criterion]*Criterion) string {
	var out []string
	for _, p := range ind.Pools {
		var ids []string
		for _, c := range p.criteria {
			ids = append(ids, cmp.Or(to[c], c).ID)
		}
		out = append(out, p.words(ids))
	}
	return strings.Join(out, "；")
}

// sourceWords says who scores now: who holds the data where the same go on scoring.
func sourceWords(was, is *Indicator) string {
	if was.Source.Self() != is.Source.Self() {
		return turned(scoredBy(was), scoredBy(is))
	}
	words := map[Source]string{
		County: "自评", Verified: "自评，另由考核单位核查",
		Bureau: "考核单位核定（信息机构的数据）", Commission: "考核单位核定（主管部门的数据）",
	}
	return turned(words[was.Source], words[is.Source])
}

// scoredBy says who scores an indicator.
func scoredBy(ind *Indicator) string {
	if ind.Source.Self() {
		return "自评"
	}
	return "考核单位核定"
}
