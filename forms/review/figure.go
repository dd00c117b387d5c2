package review

import (
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/scoring"
)

// figures lists the city's own figures that hold, by county and field.
func (l *Ledger) figures() []Figure {
	var out []Figure
	for _, t := range l.Topics(string(Figured)) {
		if e := l.Head(t); e.Value != "" {
			out = append(out, Figure{County: t.County, Field: t.Subject, Value: e.Value, By: e.By, At: e.At})
		}
	}
	return out
}

// SetFigures stores values the city holds itself (考核标准, counts), all or none; "" takes one out. A field is "11.1.standard"; only what
// the rulebook leaves to the city can be set. It reports how many differed from what was there: only those are stored.
func (b *Book) SetFigures(p Person, list ...Figure) (changed int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return 0, err
	}
	if err := p.signed(); err != nil {
		return 0, err
	}
	var events []*Event
	asked := map[Topic]string{}
	for _, f := range list {
		u := v.Unit(strings.TrimSpace(f.County))
		if u == nil {
			return 0, refuse("考核对象里没有“%s”；请写名单上的代码或名称", files.Printable(f.County))
		}
		value, err := v.figure(f)
		if err != nil {
			return 0, err
		}
		topic := Topic{Class: string(Figured), County: u.Unit.Code, Subject: f.Field}
		if before, twice := asked[topic]; twice && before != value {
			return 0, refuse("%s的“%s”这次写了两个不同的数，没有保存；请只留一个", u.Unit.Name, f.Field)
		} else if twice {
			continue
		}
		asked[topic] = value
		if heads := b.ledger.Heads(topic); len(heads) == 0 && value == "" || len(heads) == 1 && heads[0].Value == value {
			continue // where two copies have different ones, saying one again settles it
		}
		events = together(events, b.act(p, Event{Kind: Figured, County: u.Unit.Code, Subject: f.Field, Value: value}))
	}
	if len(events) == 0 {
		return 0, nil
	}
	return len(events), b.add("保存数据", addition{events: events})
}

// figure makes a typed figure canonical.
func (v *View) figure(f Figure) (string, error) {
	c, field := v.Edition.FieldNamed(f.Field)
	if c == nil {
		return "", refuse("考核指标里没有“%s”这个字段；写法如 要点.字段，见考核指标文件", files.Printable(f.Field))
	}
	if c.Indicator.Source.Self() && !CityHolds(c, field) {
		return "", refuse("“%s”（%s）由%s填报，%s不能代填；得分不同请在评分时写明", f.Field, field.Label, v.Edition.Words.Unit, v.Edition.Words.Assessor)
	}
	if strings.TrimSpace(f.Value) == "" {
		return "", nil
	}
	value, err := field.Normalize(f.Value)
	if err != nil {
		return "", refuse("“%s”（%s）：%v", f.Field, field.Label, err)
	}
	return value, nil
}

// CityFields are the fields of a criterion whose values are the city's to give, those of its register's places too.
func CityFields(c *scoring.Criterion) []*scoring.Field {
	others := func(f *scoring.Field) bool { return !CityHolds(c, f) }
	return append(slices.DeleteFunc(slices.Clone(c.Fields), others), c.Entries...)
}

// CityHolds reports whether a field's value is the city's to give.
func CityHolds(c *scoring.Criterion, f *scoring.Field) bool {
	return !c.Indicator.Source.Self() || f.By == "city"
}
