package scoring

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// maxEditionSize bounds a rulebook file; the 2017 one has about 40 KB.
const maxEditionSize = 4 << 20

// LoadEdition reads and checks a rulebook file. The name stands in the error, which says in Chinese what is wrong and where.
// An unknown key, sums that do not add up, a quotation not in the text, a rule that cannot give its points or a case that comes out
// otherwise is an error. What a dossier keeps is read by it, so what it once took it goes on taking.
func LoadEdition(name string, data []byte) (*Edition, error) {
	return load(name, data, (*Edition).checkCases)
}

// load reads a rulebook and, where all of it is well formed, checks the further things.
func load(name string, data []byte, further ...func(*Edition, *problems)) (*Edition, error) {
	if len(data) > maxEditionSize {
		return nil, fmt.Errorf("%s：文件过大，不像考核指标文件", name)
	}
	e := &Edition{raw: data}
	where, err := decodeTOML(data, e)
	if err == nil {
		p := problems{list: e.prepare()}
		if len(p.list) == 0 {
			for _, check := range further {
				check(e, &p)
			}
		}
		err = where.told(p.list)
	}
	if err != nil {
		return nil, fmt.Errorf("%s：%w", name, err)
	}
	return e, nil
}

// Hash covers what decides a score — official text, fields and rules — and leaves out notes, help and labels, so that a mended
// note locks nobody out. It is 64 hexadecimal digits.
func (e *Edition) Hash() string {
	type criterion struct {
		ID     string
		Max    Points
		Fields []string
		Spec   RuleSpec
		Counts string
	}
	type indicator struct {
		No       int
		Title    string
		Text     string
		Max      Points
		Source   Source
		Criteria []criterion
		Absent   Absence `json:",omitzero"`
		Pools    []*Pool `json:",omitempty"`
	}
	// parts are added only where a rulebook has them, so that the hash of one without stays as it is
	type section struct {
		First, Last int // its indicators
		Apart       Apart
		Cap         Points
		Group       string
	}
	var parts []section
	for _, s := range e.Sections {
		if n := len(s.Indicators); n > 0 && (s.Apart != InTotal || s.Group != "") {
			parts = append(parts, section{s.Indicators[0].No, s.Indicators[n-1].No, s.Apart, s.Cap, s.Group})
		}
	}
	var all []indicator
	for _, ind := range e.indicators {
		out := indicator{No: ind.No, Title: ind.Title, Text: ind.Text, Max: ind.Max, Source: ind.Source, Absent: ind.Absent, Pools: ind.Pools}
		for _, c := range ind.Criteria {
			crit := criterion{ID: c.ID, Max: c.Max, Spec: c.Spec}
			for _, f := range c.Fields {
				crit.Fields = append(crit.Fields, f.Kind+" "+f.Key)
			}
			if c.Register != nil {
				crit.Counts = c.Register.Counts + "|" + c.Register.Columns[0].Key
			}
			out.Criteria = append(out.Criteria, crit)
		}
		all = append(all, out)
	}
	data, err := json.Marshal(struct {
		ID         string
		Year       int
		Indicators []indicator
		Parts      []section `json:",omitempty"`
		Groups     []Group   `json:",omitempty"`
		Grades     []Grade   `json:",omitempty"`
		Veto       Veto      `json:",omitzero"`
	}{e.ID, e.Year, all, parts, e.Groups, e.Grades, e.Veto})
	if err != nil {
		panic("scoring: edition cannot be encoded: " + err.Error()) // plain strings and numbers always encode
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
