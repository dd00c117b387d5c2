package scoring

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// maxEditionSize bounds a rulebook file; the 2017 one has about 40 KB.
const maxEditionSize = 4 << 20

// LoadEdition reads and checks a rulebook file. The name stands in the error, which says in Chinese what is wrong and where.
// An unknown key, sums that do not add up, a quotation not in the text or a rule that cannot give its points is an error.
func LoadEdition(name string, data []byte) (*Edition, error) {
	if len(data) > maxEditionSize {
		return nil, fmt.Errorf("%s：文件过大，不像考核指标文件", name)
	}
	e := &Edition{raw: data}
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	err := dec.Decode(e)
	if bare := unquoted(data); bare != nil && !errors.As(err, new(*toml.StrictMissingError)) {
		return nil, fmt.Errorf("%s：%w", name, bare)
	}
	if err != nil {
		return nil, fmt.Errorf("%s：%w", name, plainTOML(err))
	}
	if errs := e.prepare(); len(errs) > 0 {
		return nil, fmt.Errorf("%s：%w", name, errors.Join(errs...))
	}
	return e, nil
}

// plainIntegers are the keys that hold plain integers. All other numbers, points, counts and hours, are quoted strings, so that none
// goes through a float or is taken for hundredths.
var plainIntegers = []string{".no", ".year", ".progress.total"}

// unquoted finds the first number that should stand in quotes.
func unquoted(data []byte) error {
	var p unstable.Parser
	p.Reset(data)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.KeyValue {
			table = keyPath("", e)
		} else if path, number := bareNumber(table, e); number != nil {
			key := path[strings.LastIndexByte(path, '.')+1:]
			return fmt.Errorf("第%d行：“%s”的数要加引号，例如 %s = \"3\"", p.Shape(number.Raw).Start.Line, key, key)
		}
	}
	return nil
}

// bareNumber finds a number in a value, and the path of the key it stands under.
func bareNumber(path string, node *unstable.Node) (string, *unstable.Node) {
	switch node.Kind {
	case unstable.KeyValue:
		path = keyPath(path, node)
		if slices.ContainsFunc(plainIntegers, func(plain string) bool { return strings.HasSuffix(path, plain) }) {
			return "", nil
		}
		return bareNumber(path, node.Value())
	case unstable.Integer, unstable.Float:
		return path, node
	case unstable.Array, unstable.InlineTable:
		for it := node.Children(); it.Next(); {
			if at, number := bareNumber(path, it.Node()); number != nil {
				return at, number
			}
		}
	}
	return "", nil
}

// keyPath adds the key of a table or a value to a path: ".section.no".
func keyPath(path string, node *unstable.Node) string {
	for it := node.Key(); it.Next(); {
		path += "." + string(it.Node().Data)
	}
	return path
}

// plainTOML says where a file breaks off, in Chinese.
func plainTOML(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		var lines []string
		for _, e := range strict.Errors {
			row, _ := e.Position()
			lines = append(lines, fmt.Sprintf("第%d行：不认识的键“%s”，请对照格式说明改正或删去", row, strings.Join(e.Key(), ".")))
		}
		return errors.New(strings.Join(lines, "\n"))
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		row, col := bad.Position()
		if strings.Contains(bad.Error(), "cannot decode TOML string") {
			return fmt.Errorf("第%d行第%d列应为不加引号的整数，请去掉引号", row, col)
		}
		return fmt.Errorf("第%d行第%d列写法有误，请检查引号、等号、括号和数值的写法", row, col)
	}
	return fmt.Errorf("无法读取（%w）", err)
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
