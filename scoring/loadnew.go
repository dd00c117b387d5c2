package scoring

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"zicha/scoring/canon"
)

// LoadNewEdition is LoadEdition for a file that comes in from outside: its text is brought into canonical form first (canon.Text), and told
// says in a line each what that altered. It is strict: it asks for more than LoadEdition, see checkStrictly and fieldCheck.slip.
func LoadNewEdition(name string, data []byte) (e *Edition, told []string, err error) {
	if len(data) <= maxEditionSize {
		data, told = canonicalLines(data)
		if err := escapes(data); err != nil {
			return nil, nil, fmt.Errorf("%s：%w", name, err)
		}
	}
	e, err = load(name, data, &problems{strict: true})
	return e, told, err
}

// checkStrictly finds in a well-formed rulebook what is refused of one from outside alone: cases that come out otherwise, sentences about
// points left unread, dates and bounds that cannot be meant. Together with slip it is all that sets the two ways of reading apart.
func (e *Edition) checkStrictly(p *problems) {
	e.checkCases(p)
	e.checkCoverage(p)
	e.checkSense(p)
}

// slip fails a rule from outside for what does not make its points wrong, such as a key it has no use for.
func (f *fieldCheck) slip(format string, args ...any) {
	if f.strict {
		f.fail(format, args...)
	}
}

// canonicalLines brings the lines of a text into canonical form; what ends a line elsewhere than in TOML becomes a space. What is no UTF-8 is left
// for the reader to refuse.
func canonicalLines(data []byte) ([]byte, []string) {
	if !utf8.Valid(data) {
		return data, nil
	}
	var told []string
	lines := strings.Split(canon.Lines(string(bytes.TrimPrefix(data, []byte("\ufeff")))), "\n")
	for i, line := range lines {
		clean, notes := canon.Text(line)
		if lines[i] = strings.ReplaceAll(clean, "\n", " "); len(notes) > 0 {
			told = append(told, fmt.Sprintf("指标文件第%d行%s", i+1, canon.Words(notes)))
		}
	}
	return []byte(strings.Join(lines, "\n")), told
}

// escapes refuses a text that is canonical only as it is written: "\u200B" stands for a character nobody sees.
func escapes(data []byte) error {
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		if node := p.Expression(); node.Kind == unstable.KeyValue {
			if bad := uncanonical(node.Value()); bad != nil {
				_, notes := canon.Text(string(bad.Data))
				return fmt.Errorf("第%d行的文字里用转义写了不该有的字符（%s），请改写", p.Shape(bad.Raw).Start.Line, canon.Words(notes))
			}
		}
	}
	return nil
}

// uncanonical finds a text in a value that is not in canonical form, nil where there is none.
func uncanonical(node *unstable.Node) *unstable.Node {
	switch node.Kind {
	case unstable.String:
		if clean, _ := canon.Text(string(node.Data)); clean != string(node.Data) {
			return node
		}
	case unstable.KeyValue:
		return uncanonical(node.Value())
	case unstable.Array, unstable.InlineTable:
		for it := node.Children(); it.Next(); {
			if bad := uncanonical(it.Node()); bad != nil {
				return bad
			}
		}
	}
	return nil
}
