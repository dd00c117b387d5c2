package scoring

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Listing gives the same rules for other units: the edition's file with its list of units replaced by these, and everything else to the
// letter as it was, so that Hash stays. The unit that hints name becomes the first of them.
func (e *Edition) Listing(units []Unit) (*Edition, error) {
	if len(units) == 0 {
		return nil, errors.New("没有给出被考核单位")
	}
	data := relisted(e.raw, units)
	out, err := LoadEdition(e.ID, data)
	if err == nil && (out.Hash() != e.Hash() || len(out.Units) != len(units)) {
		err = errors.New("换上被考核单位的名单以后，考核指标的规则不再相同")
	}
	return out, err
}

// stretch is a part of a file to be replaced by other text.
type stretch struct {
	from, to int
	text     string
}

// relisted writes other units into a rulebook's file.
func relisted(text []byte, units []Unit) []byte {
	l := &lister{where: newPlaces(text), first: units[0].Code}
	l.parser.Reset(text)
	for l.parser.NextExpression() {
		l.look(l.parser.Expression())
	}
	var out bytes.Buffer
	done := 0
	for _, s := range l.cuts {
		if s.from < done {
			continue // within what is gone
		}
		out.Write(text[done:s.from])
		out.WriteString(s.text)
		done = s.to
	}
	out.Write(text[done:])
	for _, u := range units {
		fmt.Fprintf(&out, "\n[[unit]]\ncode = %s\nname = %s\n", quoted(u.Code), quoted(u.Name))
		for _, x := range [][2]string{{"signatory", u.Signatory}, {"kind", u.Kind}, {"ours", u.Ours}} {
			if x[1] != "" {
				fmt.Fprintf(&out, "%s = %s\n", x[0], quoted(x[1]))
			}
		}
	}
	return out.Bytes()
}

// quoted writes a text as TOML does. What would need more than these is in no code and no name.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(text) + `"`
}

// lister finds in a rulebook's file the list of units and the unit that hints name.
type lister struct {
	parser unstable.Parser
	where  places
	first  string // the code hints are to name
	table  string
	cuts   []stretch // in order
}

func (l *lister) look(node *unstable.Node) {
	key := dotted(node)
	if node.Kind != unstable.KeyValue {
		if l.table = key; key == "unit" {
			at := node.Key()
			at.Next()
			l.cut(at.Node())
		}
		return
	}
	switch path := strings.TrimPrefix(l.table+"."+key, "."); {
	case path == "unit" || strings.HasPrefix(path, "unit."):
		l.cut(node)
	case path == "words.example":
		l.rename(node.Value())
	case path == "words" && node.Value().Kind == unstable.InlineTable:
		for it := node.Value().Children(); it.Next(); {
			if pair := it.Node(); dotted(pair) == "example" {
				l.rename(pair.Value())
			}
		}
	}
}

// dotted is the name of a table or a key.
func dotted(node *unstable.Node) string {
	var names []string
	for it := node.Key(); it.Next(); {
		names = append(names, string(it.Node().Data))
	}
	return strings.Join(names, ".")
}

// rename lets hints name the first unit.
func (l *lister) rename(value *unstable.Node) {
	from := int(value.Raw.Offset)
	l.cuts = append(l.cuts, stretch{from, from + int(value.Raw.Length), quoted(l.first)})
}

// cut takes out the lines of a node.
func (l *lister) cut(node *unstable.Node) {
	from, to := int(node.Raw.Offset), int(node.Raw.Offset+node.Raw.Length)
	line, _ := l.where.line(from)
	from = l.where.starts[line-1]
	line, _ = l.where.line(to)
	to = len(l.where.text)
	if line < len(l.where.starts) {
		to = l.where.starts[line]
	}
	l.cuts = append(l.cuts, stretch{from: from, to: to})
}
