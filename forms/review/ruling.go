package review

import (
	"strings"

	"zicha/scoring"
)

// rulings lists what is in force, by criterion.
func (l *Ledger) rulings() []Ruling {
	var out []Ruling
	for _, t := range l.Topics("ruling") {
		if e := l.Head(t); e.Kind == Ruled {
			out = append(out, Ruling{Criterion: e.Subject, Text: e.Reason, Rule: e.Data[DataRule], By: e.By, Unit: e.Unit, At: e.At, Event: e.ID})
		}
	}
	return out
}

// ruled is the book's edition under rulings.
func (b *Book) ruled(rulings []Ruling) (*scoring.Edition, error) {
	specs := map[string]scoring.RuleSpec{}
	key := ""
	for _, r := range rulings {
		if r.Rule == "" {
			continue
		}
		spec, err := scoring.ParseRule(r.Rule)
		if err != nil {
			return nil, err
		}
		specs[r.Criterion] = spec
		key += hashOf(r.Criterion, r.Rule)
	}
	if len(specs) == 0 {
		return b.edition, nil
	}
	if b.amended[key] == nil {
		e, err := b.edition.Amended(specs)
		if err != nil {
			return nil, err
		}
		b.amended[key] = e
	}
	return b.amended[key], nil
}

// RulingEffect is what a ruling would do, or what taking it away would: the book as it is and as it would be.
type RulingEffect struct {
	Before, After *View
	event         *Event
}

// Rule prepares a ruling on a criterion (口径裁定): text is the reading, rule the criterion's rule in TOML or "" where it only binds
// reviewers. Nothing is stored before Apply.
func (b *Book) Rule(p Person, criterion, text, rule string) (*RulingEffect, error) {
	return b.try(p, Event{Kind: Ruled, Subject: criterion, Reason: strings.TrimSpace(text), Data: map[string]string{DataRule: strings.TrimSpace(rule)}})
}

// Unrule prepares taking a ruling away.
func (b *Book) Unrule(p Person, criterion, reason string) (*RulingEffect, error) {
	return b.try(p, Event{Kind: Unruled, Subject: criterion, Reason: strings.TrimSpace(reason)})
}

func (b *Book) try(p Person, e Event) (*RulingEffect, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return nil, err
	}
	if err := b.rulable(&e); err != nil { // what is not stays unheard in the ledger: it must not get there as if it had been adopted
		return nil, err
	}
	if e.Reason == "" {
		return nil, refuse("口径裁定要写明内容，取消要写明理由")
	}
	if rule := e.Data[DataRule]; rule != "" { // the ledger takes no event with a rule that cannot be applied, and would say nothing
		if _, err := b.ruled([]Ruling{{Criterion: e.Subject, Rule: rule}}); err != nil {
			return nil, err
		}
	}
	head := b.ledger.Head(Topic{Class: "ruling", Subject: e.Subject})
	if e.Kind == Unruled && (head == nil || head.Kind != Ruled) {
		return nil, refuse("要点%s没有生效的口径裁定，不需要取消", e.Subject)
	}
	before, err := b.current()
	if err != nil {
		return nil, err
	}
	event := b.act(p, e)
	trial := b.ledger.Fork()
	trial.Add(event)
	after, err := b.viewOf(trial)
	if err != nil {
		return nil, err
	}
	return &RulingEffect{Before: before, After: after, event: event}, nil
}

// Apply stores the ruling. It is refused where the book has changed since it was prepared.
func (b *Book) Apply(effect *RulingEffect) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return err
	}
	if v != effect.Before {
		return refuse("汇总在预览之后有变化，没有采用；请重新预览")
	}
	return b.add("保存口径裁定", addition{events: []*Event{effect.event}, digests: b.fresh(effect.After)})
}

// fresh are the digests under the rules of a view, to be stored with what brings those rules.
func (b *Book) fresh(v *View) map[string]digest {
	out := map[string]digest{}
	rules := v.Edition.Hash()
	if rules == b.edition.Hash() {
		return out
	}
	for _, u := range v.Units {
		if u.Received == nil {
			continue
		}
		key := digestKey(u.Received.Content, rules)
		if d, ok := b.digests[key]; ok {
			out[key] = d
		}
	}
	return out
}
