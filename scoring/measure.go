package scoring

import (
	"cmp"
	"math/big"
	"strconv"
	"strings"

	"zicha/scoring/canon"
)

// measure is the one figure that tiers and losses look at: a count, an amount, the percentage that one number is of another, or the
// days a date is late.
type measure struct {
	key   string // the count, the amount, the part, or the date
	whole string // of a percentage
	due   string // of days late, the last day in time
}

// reading is a measure as it is filled in. Where value is nil, blank names the fields still to be filled in, or zero the field that is
// 0 and is to be divided by.
type reading struct {
	value *big.Rat
	words string // "漏报3条", "9800÷10000＝98%"
	blank []string
	zero  string
	over  bool // a percentage above 100 was taken for 100 (G9)
}

// compileMeasure finds the fields of a measure; exactly one of the three ways to name it is used.
func (f *fieldCheck) compileMeasure(m measure) measure {
	switch {
	case m.due != "":
		f.one(KindDate, m.key)
		f.day(m.due)
	case m.whole != "":
		f.one(KindAmount, m.key)
		f.one(KindAmount, m.whole)
	default:
		f.one(KindAmount, m.key)
	}
	return m
}

// day refuses what is no ISO date.
func (f *fieldCheck) day(text string) {
	if day, ok := canon.Day(text); !ok || canon.ISO(day) != text {
		f.fail("规则里的日期“%s”%s", text, notADay(text, "年-月-日"))
	}
}

func (m measure) read(in input) reading {
	switch {
	case m.due != "":
		return m.readLate(in)
	case m.whole != "":
		return m.readShare(in)
	}
	f := in.c.fields[m.key]
	if n, repeated, ok := in.items(m.key); ok {
		return reading{value: new(big.Rat).SetInt64(n), words: f.Label + strconv.FormatInt(n, 10) + f.Unit + repeatWords(repeated)}
	}
	value, ok := in.number(m.key)
	if !ok {
		return reading{blank: []string{m.key}}
	}
	return reading{value: value, words: f.Label + short(value) + f.Unit}
}

func (m measure) readShare(in input) reading {
	part, okPart := in.number(m.key)
	whole, okWhole := in.number(m.whole)
	var out reading
	if !okPart {
		out.blank = append(out.blank, m.key)
	}
	if !okWhole {
		out.blank = append(out.blank, m.whole)
	}
	if len(out.blank) > 0 {
		return out
	}
	if whole.Sign() == 0 {
		return reading{zero: m.whole}
	}
	ratio := short(part) + "÷" + short(whole)
	if compare(part, whole) > 0 {
		return reading{value: big.NewRat(100, 1), words: ratio + "超过100%，按100%计", over: true}
	}
	value := new(big.Rat).Quo(part, whole)
	value.Mul(value, big.NewRat(100, 1))
	return reading{value: value, words: ratio + equals(value) + "%"}
}

func (m measure) readLate(in input) reading {
	day, ok := canon.Day(in.text(m.key))
	if !ok {
		return reading{blank: []string{m.key}}
	}
	due, _ := canon.Day(m.due)
	late := max(day-due, 0)
	words := in.c.fields[m.key].Label + in.text(m.key)
	if late > 0 {
		words += "，逾期" + strconv.Itoa(late) + "日"
	}
	return reading{value: big.NewRat(int64(late), 1), words: words}
}

// unit is what the measure is counted in.
func (m measure) unit(c *Criterion) string {
	switch {
	case m.due != "":
		return "日"
	case m.whole != "":
		return "%"
	}
	return c.fields[m.key].Unit
}

// step is the unit of a difference or of a single one: percentages differ by 个百分点.
func (m measure) step(c *Criterion) string {
	if unit := m.unit(c); unit != "%" {
		return cmp.Or(unit, "个")
	}
	return "个百分点"
}

// pairs is what Criterion.Pairs lists.
func (m measure) pairs() [][2]string {
	if m.whole == "" {
		return nil
	}
	return [][2]string{{m.key, m.whole}}
}

// label says what is measured.
func (m measure) label(c *Criterion) string {
	switch f := c.fields[m.key]; {
	case m.due != "":
		return f.Label + "晚于" + m.due + "的"
	case m.whole != "":
		return f.Label + "占" + c.fields[m.whole].Label + "的比例"
	default:
		return f.Label
	}
}

// integral reports whether the measure is always a whole number.
func (m measure) integral(c *Criterion) bool {
	return m.due != "" || m.whole == "" && c.fields[m.key].Kind == KindCount
}

// reach makes the move that brings the measure to a value, rounded up where up is true, else down; ok is false where it cannot be told
// what to change, as one part of a percentage needs the whole.
func (m measure) reach(in input, value *big.Rat, up bool) (out move, ok bool) {
	f := in.c.fields[m.key]
	switch {
	case m.due != "":
		due, _ := canon.Day(m.due)
		day := canon.ISO(due + int(rounded(value, up).Int64()))
		return move{values: map[string]string{m.key: day}, words: "在" + day + "前完成"}, true
	case m.whole != "":
		whole, known := in.number(m.whole)
		if !known || whole.Sign() == 0 {
			return move{}, false
		}
		value = new(big.Rat).Mul(value, whole)
		value.Quo(value, big.NewRat(100, 1))
	}
	if f.Kind == KindCount {
		n, _ := in.count(m.key)
		return more(in, m.key, rounded(value, up).Int64()-n), true
	}
	text := strings.TrimSuffix(strings.TrimRight(value.FloatString(2), "0"), ".")
	return move{values: map[string]string{m.key: text}, words: f.Label + map[bool]string{true: "达到", false: "降到"}[up] + text + f.Unit}, true
}

// rounded brings a value of 0 and above to a whole number, up or down.
func rounded(value *big.Rat, up bool) *big.Int {
	num := new(big.Int).Set(value.Num())
	if up {
		num.Add(num, value.Denom()).Sub(num, big.NewInt(1))
	}
	return num.Quo(num, value.Denom())
}

// lacking is the result where readings have no value: fields to fill in come before a number that must not be 0.
func lacking(in input, blank []string, zero string) Result {
	if len(blank) > 0 {
		return unanswered(in, blank...)
	}
	return incomputable(in, zero)
}
