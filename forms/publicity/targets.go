package publicity

import (
	"cmp"
	"strconv"

	"zicha/scoring"
)

// The marks (fills) by which a rulebook says which of its fields are counted from the decisions.
const (
	markRecords     = "publicity.records"     // all rows that count
	markComplete    = "publicity.complete"    // those with the key information
	markReported    = "publicity.reported"    // all rows that count, in the unit of a standard beside them
	markDepartments = "publicity.departments" // the authorities that published
	markUpdated     = "publicity.updated"     // rows with both dates
	markOnTime      = "publicity.on_time"     // those published in time
)

// Targets are the criteria of a rulebook that are filled in from the decisions, each found by the marks at its fields; nil where there is none.
type Targets struct {
	Complete, Reported, Departments, Timely *scoring.Criterion

	fields map[string]string // the field's key by its mark
	days   int               // working days in which publication is in time, 0 where the rulebook does not say
}

// usualDays is how many working days 双公示 leaves for publication where a rulebook says nothing else.
const usualDays = 7

// Days is within how many working days of the decision publication is in time.
func (t Targets) Days() int { return cmp.Or(t.days, usualDays) }

// TargetsOf finds the marked fields of an edition.
func TargetsOf(e *scoring.Edition) Targets {
	t := Targets{fields: map[string]string{}}
	for _, c := range e.Criteria() {
		for _, f := range c.Fields {
			switch f.Fills {
			case markRecords, markComplete:
				t.Complete = c
			case markReported:
				t.Reported = c
			case markDepartments:
				t.Departments = c
			case markUpdated, markOnTime:
				t.Timely = c
			default:
				continue
			}
			t.fields[f.Fills] = f.Key
			if f.Fills == markOnTime {
				t.days = f.Days
			}
		}
	}
	return t
}

// NoTargets says of a rulebook that nothing in it is filled in from decisions.
const NoTargets = "这份档案的考核指标没有注明哪些字段由双公示数据填报，不能采用双公示数据。"

// Any reports whether anything is filled in from the decisions.
func (t Targets) Any() bool { return len(t.fields) > 0 }

// Criteria are the ids of the criteria there can be figures for.
func (t Targets) Criteria() []string {
	var out []string
	for _, c := range []*scoring.Criterion{t.Complete, t.Reported, t.Departments, t.Timely} {
		if c != nil {
			out = append(out, c.ID)
		}
	}
	return out
}

// Numbers are the numbers of their indicators.
func (t Targets) Numbers() []string {
	var out []string
	for _, c := range []*scoring.Criterion{t.Complete, t.Reported, t.Departments, t.Timely} {
		if c != nil {
			out = append(out, number(c))
		}
	}
	return out
}

func number(c *scoring.Criterion) string { return strconv.Itoa(c.Indicator.No) }

// item names the indicator of a criterion: 第13项.
func item(c *scoring.Criterion) string { return "第" + number(c) + "项" }

// ID is a criterion's id, "" for none.
func ID(c *scoring.Criterion) string {
	if c == nil {
		return ""
	}
	return c.ID
}
