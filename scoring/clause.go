package scoring

import (
	"maps"
	"math/big"
	"slices"
	"strings"
)

// The outcomes of the rules, as the rulebook's clauses name them; options and bands name their own.
const (
	outcomeWhole   = "whole"   // the quotes say one thing only
	outcomeItems   = "items"   // so much for each, below the cap
	outcomeCap     = "cap"     // the cap is reached
	outcomeMet     = "met"     // the standard is reached
	outcomeShort   = "short"   // the standard is missed
	outcomeFull    = "full"    // uptime, the first tier
	outcomePartial = "partial" // uptime, the second tier
	outcomeRest    = "rest"    // uptime, 其它情况
	outcomeAll     = "all"     // all catalogues updated automatically
	outcomeSome    = "some"    // part of them
	outcomeManual  = "manual"  // none automatically, some by hand
	outcomeMissed  = "missed"  // a due update was missed
	outcomeNone    = "none"    // the losses take all
	outcomeUndone  = "undone"  // not done at all
)

func (flagsRule) outcomes() []string    { return []string{outcomeWhole} }
func (shareRule) outcomes() []string    { return []string{outcomeWhole} }
func (judgedRule) outcomes() []string   { return []string{outcomeWhole} }
func (perItemRule) outcomes() []string  { return []string{outcomeItems, outcomeCap} }
func (attainRule) outcomes() []string   { return []string{outcomeMet, outcomeShort} }
func (uptimeRule) outcomes() []string   { return []string{outcomeFull, outcomePartial, outcomeRest} }
func (r choiceRule) outcomes() []string { return slices.Sorted(maps.Keys(r.points)) }

func (frequencyRule) outcomes() []string {
	return []string{outcomeAll, outcomeSome, outcomeManual, outcomeMissed}
}

// Clause is the part of the official sentence that stands for a result, word for word as in the criterion's quotes joined: the
// clause the rulebook names for the outcome, else all of the quotes where they say one thing only. It is "" while nothing is scored,
// and for 0 points the text does not speak of.
func (r Result) Clause() string {
	if r.State != Scored || r.Criterion == nil || r.Outcome == "" {
		return ""
	}
	if clause, ok := r.Criterion.Clauses[r.Outcome]; ok {
		return clause
	}
	switch r.Criterion.rule.(type) {
	case choiceRule, attainRule, uptimeRule, frequencyRule: // whose outcomes are said apart
		return ""
	}
	if len(r.Criterion.Clauses) > 0 || r.Points.Sign() == 0 {
		return ""
	}
	return r.Criterion.Quote()
}

// Quote is the official text of the criterion in one piece.
func (c *Criterion) Quote() string { return strings.Join(c.Quotes, "") }

// checkClauses finds clauses for outcomes the rule does not have, and such as do not stand once and word for word in the quotes.
func (c *Criterion) checkClauses(at string, p *problems) {
	known := c.rule.outcomes()
	for _, outcome := range slices.Sorted(maps.Keys(c.Clauses)) {
		if !slices.Contains(known, outcome) {
			p.on("clauses", "%s：clauses 里的“%s”不是这条规则的结果，可用的有 %s", at, outcome, strings.Join(known, "、"))
		}
		clause := c.Clauses[outcome]
		if clause == "" || strings.Count(c.Quote(), clause) != 1 {
			p.on("clauses."+outcome, "%s：clauses 里的“%s”应在引文里逐字出现一次%s", at, Clip(clause), nearly(c.Quote(), clause))
		}
	}
}

// sayings are what Say and SayNo may have put in: the county's level, a number, a text.
var sayings = strings.NewReplacer("{县}", "", "{n}", "", "{text}", "")

// checkSayings finds placeholders that nothing is put in for.
func (c *Criterion) checkSayings(at string, p *problems) {
	check := func(key, words string) {
		if strings.ContainsAny(sayings.Replace(words), "{}") || strings.Count(words, "|") > 2 {
			p.on(key, "%s：“%s”里只能用 {县}、{n}、{text} 代入，最多两个“|”", at, Clip(words))
		}
	}
	for i, f := range c.Fields {
		check(item("field", i)+".say", f.Say)
		check(item("field", i)+".say_no", f.SayNo)
		for j, o := range f.Options {
			check(item("field", i)+"."+item("options", j), o.Say)
		}
	}
}

// Count is a number of the criterion as it is scored: counted from the register while any of its rows counts, else as filled in.
func (c *Criterion) Count(key string, a Answer) (n int64, ok bool) { return input{c, a}.count(key) }

// Pairs lists the numbers of which one is a part of the other, as the keys of part and whole.
func (c *Criterion) Pairs() [][2]string {
	switch r := c.rule.(type) {
	case shareRule:
		return [][2]string{{r.part, r.whole}}
	case frequencyRule:
		return [][2]string{{r.automatic, r.whole}, {r.manual, r.whole}}
	case tiersRule:
		return r.measure.pairs()
	case stepsRule:
		return r.measure.pairs()
	case deductRule:
		var pairs [][2]string
		for _, l := range r.losses {
			pairs = append(pairs, l.measure.pairs()...)
		}
		return pairs
	}
	return nil
}

// Share says how much of the whole a part is, in percent with two decimals: "98.50%". over tells that it is more than the whole; ok
// is false while either number is blank, or the whole is 0.
func (c *Criterion) Share(pair [2]string, a Answer) (text string, over, ok bool) {
	in := input{c, a}
	part, okPart := in.number(pair[0])
	whole, okWhole := in.number(pair[1])
	if !okPart || !okWhole || whole.Sign() == 0 {
		return "", false, false
	}
	share := new(big.Rat).Quo(part, whole)
	share.Mul(share, big.NewRat(100, 1))
	return round(share).String() + "%", compare(part, whole) > 0, true
}
