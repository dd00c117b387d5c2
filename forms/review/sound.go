package review

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"time"

	"zicha/forms/files"
	"zicha/scoring"
)

// maxSeq bounds the number of an event in its copy: nobody acts that often.
const maxSeq = 1 << 40

// sound reports whether an event of itself is one that the procedure knows: a cell, a case, a figure of the rulebook's, a score within its
// range on the track it belongs to. An act of the program always is; one that is not was made by something else. It stays in the trail and
// says nothing. A kind that this program does not know is no matter: nothing is worked out of it.
func (b *Book) sound(e *Event) bool {
	if _, err := time.Parse(time.RFC3339, e.At); e.Kind != Joined && err != nil || e.Seq < 0 || e.Seq > maxSeq {
		return false
	}
	switch e.Kind {
	case Initial, Confirmed, Direct, Returned, Voided, Cased, Inspected:
		ind := b.indicatorAt(e.County, e.Indicator)
		return ind != nil && onTrack(e, ind)
	case Withdrawn:
		return e.Indicator == 0 || b.indicatorAt(e.County, e.Indicator) != nil
	case Upheld:
		return !slices.ContainsFunc(e.Cells, func(c UpheldCell) bool { return b.indicatorAt(c.County, c.Indicator) == nil })
	case Received:
		return b.units[e.County] && versionOf(e) > 0
	case Figured:
		return b.units[e.County] && b.fits(e)
	case Ruled, Unruled:
		return b.rulable(e) == nil
	case Finalized:
		n, err := strconv.Atoi(e.Subject)
		return err == nil && n > 0 && n < maxSeq
	case Approved:
		day, err := (&scoring.Field{Kind: scoring.KindDate}).Normalize(e.Data[DataDate])
		return err == nil && day != "" && day == e.Data[DataDate] && e.Value != "" && e.Subject != ""
	}
	return true
}

// indicatorAt is the indicator of a cell, nil where the edition has no such cell.
func (b *Book) indicatorAt(county string, no int) *scoring.Indicator {
	if !b.units[county] {
		return nil
	}
	return b.edition.Indicator(no)
}

// onTrack reports whether an act is one of its cell's track, and its score one that the cell can have.
func onTrack(e *Event, ind *scoring.Indicator) bool {
	switch e.Kind {
	case Initial, Confirmed:
		return ind.Source.Self() && inRange(e.Value, ind)
	case Direct:
		return !ind.Source.Self() && inRange(e.Value, ind)
	case Returned:
		return ind.Source.Self()
	case Voided:
		return e.Data[DataSecond] != "" && e.Data[DataSecond] != e.By // by two
	}
	return true
}

func inRange(score string, ind *scoring.Indicator) bool {
	p, err := scoring.ParsePoints(score)
	return score == ValueAbsent || err == nil && p >= 0 && p <= ind.Max
}

// fits reports whether a figure is one that the city holds, as it is kept.
func (b *Book) fits(e *Event) bool {
	c, field := b.edition.FieldNamed(e.Subject)
	if c == nil || !CityHolds(c, field) {
		return false
	}
	value, err := field.Normalize(e.Value)
	return e.Value == "" || err == nil && value == e.Value
}

// rulable refuses a ruling that is about no criterion there is, or whose rule cannot be applied to it.
func (b *Book) rulable(e *Event) error {
	if b.edition.Criterion(e.Subject) == nil {
		return refuse("考核指标里没有“%s”这个要点；请照考核指标写要点的编号", files.Printable(e.Subject))
	}
	if e.Kind == Unruled || e.Data[DataRule] == "" {
		return nil
	}
	spec, err := scoring.ParseRule(e.Data[DataRule])
	if err == nil {
		_, err = b.edition.Amended(map[string]scoring.RuleSpec{e.Subject: spec})
	}
	return err
}

// strange refuses events of another copy that the procedure does not know.
func (b *Book) strange(e *Event) error {
	return refuse("对方的记录%s（%s）不是按审核程序作出的，没有合并；请核对对方的文件是否被改动过", e.ID, files.Printable(e.about()))
}

// checkContent reports, as an error, that what an event of another copy names is not what it says it is.
func (b *Book) checkContent(e *Event, data []byte) error {
	switch e.Kind {
	case Received:
		var s Submission
		if json.Unmarshal(data, &s) != nil || s.County != e.County || s.Version != versionOf(e) {
			return b.strange(e)
		}
	case Finalized:
		if s, err := thaw(func() io.Reader { return bytes.NewReader(data) }, e); err != nil || strconv.Itoa(s.Number) != e.Subject {
			return b.strange(e)
		}
	}
	return nil
}

// sameUnits reports whether two rulebooks list the same units.
func sameUnits(a, b *scoring.Edition) bool {
	return len(a.Units) == len(b.Units) && !slices.ContainsFunc(a.Units, func(u scoring.Unit) bool {
		other := b.Unit(u.Code)
		return other == nil || other.Name != u.Name
	})
}
