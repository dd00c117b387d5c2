package scoring

import (
	"fmt"
)

// RuleSpec is a rule as the rulebook file writes it; compile turns it into one of the rule kinds.
type RuleSpec struct {
	Kind   string `toml:"kind"`
	Points Points `toml:"points"`

	All []string `toml:"all"`

	Choose   string            `toml:"choose"`
	ByOption map[string]Points `toml:"by_option"`

	Count string     `toml:"count"`
	Bands []BandSpec `toml:"bands"`
	Each  Points     `toml:"each"`
	Cap   *Points    `toml:"cap"`

	Part     string `toml:"part"`
	Whole    string `toml:"whole"`
	Standard string `toml:"standard"`

	Claim  string `toml:"claim"`
	Reason string `toml:"reason"`

	Platform   string `toml:"platform"`
	Secure     string `toml:"secure"`
	Hours      string `toml:"hours"`
	FullHours  Points `toml:"full_hours"` // hours in hundredths, the same two-decimal form as points
	BelowHours Points `toml:"below_hours"`
	Full       Points `toml:"full"`
	Partial    Points `toml:"partial"`
	Rest       Points `toml:"rest"`

	Missed          string `toml:"missed"`
	Automatic       string `toml:"automatic"`
	Manual          string `toml:"manual"`
	AutomaticPoints Points `toml:"automatic_points"`
	ManualPoints    Points `toml:"manual_points"`
}

// compile checks that a criterion has the fields its rule needs and builds the rule.
func (s RuleSpec) compile(c *Criterion) (rule, error) {
	need := fieldCheck{c: c}
	var r rule
	switch s.Kind {
	case "flags":
		need.list(KindYes, s.All)
		r = flagsRule{flagged{s.All}, s.Points.exact(), "，得" + s.Points.Short() + "分"}
	case "choice":
		r = s.compileChoice(&need)
	case "bands":
		r = s.compileBands(&need)
	case "per_item":
		need.one(KindCount, s.Count)
		r = perItemRule{count: s.Count, each: s.Each.exact(), cap: s.Cap.exactOrNil()}
	case "share":
		need.list(KindCount, []string{s.Part, s.Whole})
		r = shareRule{s.Part, s.Whole, s.Points.exact()}
	case "attain":
		need.list(KindAmount, []string{s.Part, s.Standard})
		r = attainRule{s.Part, s.Standard, s.Points.exact()}
	case "judged":
		need.one(KindClaim, s.Claim)
		if s.Reason != "" {
			need.one(KindText, s.Reason)
		}
		r = judgedRule{s.Claim, s.Reason, s.Points.exact()}
	case "uptime":
		need.list(KindYes, []string{s.Platform, s.Secure})
		need.one(KindAmount, s.Hours)
		r = uptimeRule{
			s.Platform, s.Secure, s.Hours, s.FullHours.exact(), s.BelowHours.exact(),
			s.Full.exact(), s.Partial.exact(), s.Rest.exact(),
		}
	case "frequency":
		need.one(KindYes, s.Missed)
		need.list(KindCount, []string{s.Whole, s.Automatic, s.Manual})
		r = frequencyRule{s.Missed, s.Whole, s.Automatic, s.Manual, s.AutomaticPoints.exact(), s.ManualPoints.exact()}
	default:
		return nil, fmt.Errorf("没有“%s”这种计分规则", s.Kind)
	}
	return r, need.err
}

func (s RuleSpec) compileChoice(need *fieldCheck) rule {
	need.one(KindOption, s.Choose)
	need.listOrNone(KindYes, s.All)
	points := map[string]fixed{}
	if f := need.c.fields[s.Choose]; f != nil {
		for _, o := range f.Options {
			p, ok := s.ByOption[o.Key]
			if !ok {
				need.fail("选项“%s”没有写分值", o.Key)
			}
			points[o.Key] = p.exact()
		}
		if len(points) != len(s.ByOption) {
			need.fail("by_option 与字段“%s”的选项不一致", s.Choose)
		}
	}
	return choiceRule{flagged{s.All}, s.Choose, points}
}

// fieldCheck collects the first thing wrong with the fields a rule names.
type fieldCheck struct {
	c   *Criterion
	err error
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
