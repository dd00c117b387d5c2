package scoring

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// maxRuleSize bounds the text of one rule; the longest of the rulebooks that come along has less than 1 KB.
const maxRuleSize = 64 << 10

// ruleHead and ruleKey begin a rule as it stands in a rulebook, on lines of its own or in one.
var (
	ruleHead = regexp.MustCompile(`^\s*\[section\.indicator\.criterion\.rule\]`)
	ruleKey  = regexp.MustCompile(`^\s*rule\s*=`)
)

// ParseRule reads the TOML of one rule, what stands in a rulebook under a criterion's `rule`, as strictly as a rulebook is read: an unknown
// key, a number without quotes, a kind there is not are errors in Chinese, each with its line. Copied out of a rulebook it may begin as there.
// Whether the rule fits a criterion is for Amended to say.
func ParseRule(text string) (RuleSpec, error) {
	if len(text) > maxRuleSize {
		return RuleSpec{}, errors.New("规则的文字过长，请只写这一个要点的规则")
	}
	var table struct {
		Rule RuleSpec `toml:"rule"`
	}
	var err error
	if ruleKey.MatchString(text) {
		_, err = decodeTOML([]byte(text), &table)
	} else {
		_, err = decodeTOML([]byte(ruleHead.ReplaceAllString(text, "")), &table.Rule)
	}
	spec := table.Rule
	if err != nil {
		return RuleSpec{}, err
	}
	if spec.Kind == "" {
		return RuleSpec{}, errors.New("没有写 kind：规则从 kind = \"……\"（计分规则的种类）写起，写法与考核指标文件里要点的 rule 相同")
	}
	if build, _ := spec.builder(); build == nil {
		return RuleSpec{}, fmt.Errorf("没有“%s”这种计分规则", Clip(spec.Kind))
	}
	return spec, nil
}

// Amended is the edition with other rules at some criteria, by their ids: a reading that the assessor has fixed (口径裁定). Each is checked as
// in a rulebook from outside; it may give less than the criterion's points, and not more. What the official text says, its points and all other
// rules stay, so that the id is the same and Hash another. The edition itself is not changed; Source is still the file it was read from.
func (e *Edition) Amended(rules map[string]RuleSpec) (*Edition, error) {
	if len(rules) == 0 {
		return e, nil
	}
	for _, id := range slices.Sorted(maps.Keys(rules)) {
		if c := e.byID[id]; c == nil || c.IsMark() {
			return nil, fmt.Errorf("考核指标里没有要点“%s”，不能裁定口径", Clip(id))
		}
	}
	out := &Edition{raw: e.raw}
	if _, err := decodeTOML(e.raw, out); err != nil {
		return nil, err
	}
	for _, s := range out.Sections {
		for _, ind := range s.Indicators {
			for _, c := range ind.Criteria {
				c.amend(e.byID[c.ID], rules)
			}
		}
	}
	var p problems
	if out.prepare(&p); len(p.list) > 0 {
		errs := make([]error, 0, len(p.list))
		for _, one := range p.list {
			errs = append(errs, one.err) // without lines: what is wrong is in the rules, not in the file
		}
		return nil, errors.Join(errs...)
	}
	out.Words, out.Review = e.Words, e.Review
	return out.sealed(), nil
}

// amend gives a criterion the rule it has from now on: a new one, or the one its edition was amended to before.
func (c *Criterion) amend(was *Criterion, rules map[string]RuleSpec) {
	spec, changed := rules[c.ID]
	if c.Spec, c.amended = was.Spec, was.amended; changed {
		c.Spec, c.amended = spec, true
	}
}

// checkMost finds a criterion whose points are not what its rule can give; a rule that was amended may give less.
func (c *Criterion) checkMost(at string, p *problems) {
	best := c.rule.most()
	if best == nil {
		best = c.Indicator.max
	}
	over := best.Cmp(c.Max.exact().Rat)
	switch {
	case !c.amended && over != 0:
		p.on("points", "%s：points 写的是%s，规则最多能得%s", at, c.Max.Short(), short(best))
	case c.amended && over > 0 && c.rule.most() == nil:
		p.on("rule", "%s：这个要点%s分，规则没有写明最多几分，请写 cap = \"%s\"", at, c.Max.Short(), c.Max.Short())
	case c.amended && over > 0:
		p.on("rule", "%s：这个要点%s分，规则最多能得%s分，不能多于%s分", at, c.Max.Short(), short(best), c.Max.Short())
	case c.amended && best.Sign() == 0 && c.pool == nil:
		p.on("rule", "%s：规则最多能得0分，请核对写明的分", at)
	}
}

// dropClauses leaves out the clauses for outcomes that an amended rule does not have.
func (c *Criterion) dropClauses() {
	known := c.rule.outcomes()
	maps.DeleteFunc(c.Clauses, func(outcome, _ string) bool { return !slices.Contains(known, outcome) })
}
