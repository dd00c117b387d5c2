package scoring

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// hashed is what decides a score, as Hash covers it. Compare tells of each of its fields, see tellRest. What came later is left out of the
// encoding where a rulebook does not have it, so that the hash of one without stays as it is.
type hashed struct {
	ID         string
	Year       int
	Indicators []hashedIndicator
	Parts      []hashedSection `json:",omitempty"`
	Groups     []Group         `json:",omitempty"`
	Grades     []Grade         `json:",omitempty"`
	Veto       Veto            `json:",omitzero"`
}

type hashedIndicator struct {
	No       int
	Title    string
	Text     string
	Max      Points
	Source   Source
	Criteria []hashedCriterion
	Absent   Absence `json:",omitzero"`
	Pools    []*Pool `json:",omitempty"`
}

type hashedCriterion struct {
	ID     string
	Max    Points
	Fields []string // kind and key
	Spec   RuleSpec
	Counts string // what the register counts for, and its first column
}

// hashedSection is a section that is outside the total or in a group.
type hashedSection struct {
	First, Last int // its indicators
	Apart       Apart
	Cap         Points
	Group       string
}

// Hash covers what decides a score — official text, fields and rules — and leaves out notes, help and labels, so that a mended
// note locks nobody out. It is 64 hexadecimal digits.
func (e *Edition) Hash() string {
	if e.sum != "" {
		return e.sum
	}
	return sumOfJSON(e.hashed())
}

// sealed works out the hash of an edition that is whole, once: every version that comes in is asked for it.
func (e *Edition) sealed() *Edition {
	e.sum = sumOfJSON(e.hashed())
	return e
}

func sumOfJSON(part any) string {
	sum := sha256.Sum256(asJSON(part))
	return hex.EncodeToString(sum[:])
}

// asJSON is the JSON of a part of the rules.
func asJSON(part any) []byte {
	data, err := json.Marshal(part)
	if err != nil {
		panic("scoring: edition cannot be encoded: " + err.Error()) // plain strings and numbers always encode
	}
	return data
}

func (e *Edition) hashed() hashed {
	out := hashed{ID: e.ID, Year: e.Year, Groups: e.Groups, Grades: e.Grades, Veto: e.Veto}
	for _, s := range e.Sections {
		if n := len(s.Indicators); n > 0 && (s.Apart != InTotal || s.Group != "") {
			out.Parts = append(out.Parts, hashedSection{s.Indicators[0].No, s.Indicators[n-1].No, s.Apart, s.Cap, s.Group})
		}
	}
	for _, ind := range e.indicators {
		out.Indicators = append(out.Indicators, ind.hashed())
	}
	return out
}

func (ind *Indicator) hashed() hashedIndicator {
	out := hashedIndicator{No: ind.No, Title: ind.Title, Text: ind.Text, Max: ind.Max, Source: ind.Source, Absent: ind.Absent, Pools: ind.Pools}
	for _, c := range ind.Criteria {
		out.Criteria = append(out.Criteria, c.hashed())
	}
	return out
}

func (c *Criterion) hashed() hashedCriterion {
	out := hashedCriterion{ID: c.ID, Max: c.Max, Spec: c.Spec}
	for _, f := range c.Fields {
		out.Fields = append(out.Fields, f.Kind+" "+f.Key)
	}
	if c.Register != nil {
		out.Counts = c.Register.Counts + "|" + c.Register.Columns[0].Key
	}
	return out
}
