package scoring

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// compile checks that a criterion has the fields its rule needs, strictly that the rule says nothing it has no use for, and builds the rule.
func (s RuleSpec) compile(c *Criterion, strict bool) (rule, error) {
	build, keys := s.builder()
	if build == nil {
		return nil, fmt.Errorf("没有“%s”这种计分规则", s.Kind)
	}
	need := fieldCheck{c: c, strict: strict}
	r := build(&need)
	if key := unused(s, "kind "+keys); key != "" {
		need.slip("%s 规则用不到“%s”，请删去，或改用其他规则", s.Kind, key)
	}
	return r, need.err
}

// builder gives what builds the kind of rule, and the keys it takes.
func (s RuleSpec) builder() (build func(*fieldCheck) rule, keys string) {
	switch s.Kind {
	case "flags":
		return s.compileFlags, "all points"
	case "choice":
		return s.compileChoice, "choose by_option all"
	case "bands":
		return s.compileBands, "count bands cap"
	case "per_item":
		return s.compilePerItem, "count each cap"
	case "share":
		return s.compileShare, "part whole of points"
	case "attain":
		return s.compileAttain, "part standard points"
	case "judged":
		return s.compileJudged, "claim reason points"
	case "uptime":
		return s.compileUptime, "platform secure hours full_hours below_hours full partial rest"
	case "frequency":
		return s.compileFrequency, "missed whole automatic manual automatic_points manual_points"
	case "deduct":
		return s.compileDeduct, "points losses"
	case "tiers":
		return s.compileTiers, "count amount part whole tiers"
	case "steps":
		return s.compileSteps, "count amount part whole target start per each broken points"
	case "dated":
		return s.compileDated, "date done undone days"
	case "levels":
		return s.compileLevels, "levels cap"
	case "chosen":
		return s.compileChosen, "items best"
	}
	return nil, ""
}

// unused finds a key that is written in a part of a rule without being among those it takes, "" where there is none.
func unused(part any, keys string) string {
	v := reflect.ValueOf(part)
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("toml")
		if !v.Field(i).IsZero() && !slices.Contains(strings.Fields(keys), key) {
			return key
		}
	}
	return ""
}

func (s RuleSpec) compileFlags(need *fieldCheck) rule {
	need.list(KindYes, s.All)
	return flagsRule{flagged{s.All}, s.Points.exact(), "，得" + s.Points.Short() + "分"}
}

func (s RuleSpec) compileChoice(need *fieldCheck) rule {
	need.listOrNone(KindYes, s.All)
	return choiceRule{flagged{s.All}, s.Choose, need.byOption(s.Choose, s.ByOption)}
}

// byOption gives the points of every option of a field; each must have some, and no others.
func (f *fieldCheck) byOption(key string, by map[string]Points) map[string]fixed {
	f.one(KindOption, key)
	points := map[string]fixed{}
	field := f.c.fields[key]
	if field == nil {
		return points
	}
	for _, o := range field.Options {
		p, ok := by[o.Key]
		if !ok {
			f.fail("选项“%s”没有写分值", o.Key)
		}
		points[o.Key] = p.exact()
	}
	if len(points) != len(by) {
		f.fail("by_option 与字段“%s”的选项不一致", key)
	}
	return points
}

func (s RuleSpec) compilePerItem(need *fieldCheck) rule {
	need.one(KindCount, s.Count)
	return perItemRule{count: s.Count, each: s.Each.exact(), cap: s.Cap.exactOrNil()}
}

func (s RuleSpec) compileShare(need *fieldCheck) rule {
	if s.Of == nil {
		need.list(KindCount, []string{s.Part, s.Whole})
		return shareRule{s.Part, s.Whole, s.Points.exact()}
	}
	if need.one(KindAmount, s.Part); *s.Of == 0 || s.Whole != "" {
		need.fail("of（按多少算满分）应大于0，与 whole 只写一个")
	}
	return constantRule{measure{key: s.Part}, s.Of.exact(), s.Points.exact()}
}

func (s RuleSpec) compileAttain(need *fieldCheck) rule {
	need.list(KindAmount, []string{s.Part, s.Standard})
	return attainRule{s.Part, s.Standard, s.Points.exact()}
}

func (s RuleSpec) compileJudged(need *fieldCheck) rule {
	need.one(KindClaim, s.Claim)
	if s.Reason != "" {
		need.one(KindText, s.Reason)
	}
	return judgedRule{s.Claim, s.Reason, s.Points.exact()}
}

func (s RuleSpec) compileUptime(need *fieldCheck) rule {
	need.list(KindYes, []string{s.Platform, s.Secure})
	need.one(KindAmount, s.Hours)
	return uptimeRule{
		s.Platform, s.Secure, s.Hours, s.FullHours.exact(), s.BelowHours.exact(),
		s.Full.exact(), s.Partial.exact(), s.Rest.exact(),
	}
}

func (s RuleSpec) compileFrequency(need *fieldCheck) rule {
	need.one(KindYes, s.Missed)
	need.list(KindCount, []string{s.Whole, s.Automatic, s.Manual})
	return frequencyRule{s.Missed, s.Whole, s.Automatic, s.Manual, s.AutomaticPoints.exact(), s.ManualPoints.exact()}
}

// fieldCheck collects the first thing wrong with the fields a rule names.
type fieldCheck struct {
	c      *Criterion
	strict bool // see slip
	err    error
}

func (f *fieldCheck) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

func (f *fieldCheck) one(kind, key string) {
	switch field := f.c.fields[key]; {
	case field == nil:
		f.fail("规则用到的字段“%s”没有定义", key)
	case field.Kind != kind && (kind != KindAmount || field.Kind != KindCount):
		f.fail("规则用到的字段“%s”应为 %s，写成了 %s", key, kind, field.Kind)
	}
}

func (f *fieldCheck) list(kind string, keys []string) {
	if len(keys) == 0 {
		f.fail("规则没有写用到的字段")
	}
	f.listOrNone(kind, keys)
}

func (f *fieldCheck) listOrNone(kind string, keys []string) {
	for _, k := range keys {
		f.one(kind, k)
	}
}
