package forms

import (
	"slices"
	"strings"

	"zicha/scoring"
)

// Schema is what a comparison code covers and how; its tag is printed with the code. A code says nothing under another schema, so that a
// paper is always held against the one it was finalized under.
type Schema string

// The schemas. The first covered the reasons as they were printed, so that a word mended in the program looked like a changed paper; the
// second covers what they are derived from: the state and the points of every criterion, and the hash of the rules.
const (
	Schema1 Schema = "zicha-code-1"
	Schema2 Schema = "zicha-code-2"
)

// CurrentSchema is the one papers are finalized under.
const CurrentSchema = Schema2

// Known reports whether this program can compute codes under a schema.
func (s Schema) Known() bool { return s == Schema1 || s == Schema2 }

// Number is how the paper names a schema: "1", "2".
func (s Schema) Number() string { return string(s)[strings.LastIndexByte(string(s), '-')+1:] }

const schemaKey = "schema"

// SchemaOf is the schema of a set of lines; those of the first programs had only one.
func SchemaOf(lines []Line) Schema {
	for _, l := range lines {
		if l.Key == schemaKey {
			return Schema(l.Value)
		}
	}
	return Schema1
}

// IsReason reports whether a line holds derived wording, which only the first schema covers.
func (l Line) IsReason() bool {
	return strings.HasPrefix(l.Key, "score/") && strings.HasSuffix(l.Key, "/reason")
}

// AllLines gives the lines of the dossier as it stands, scores and all, under a schema.
func (d *Dossier) AllLines(s Schema) []Line {
	return d.LinesUnder(s, d.Scores().Lines())
}

// LinesUnder is Lines under a schema: of the scores given only those are taken that the schema covers.
func (d *Dossier) LinesUnder(s Schema, scores []Line) []Line {
	out := append(d.valueLines(), Line{schemaKey, "格式", string(s)})
	if s != Schema1 {
		out = append(out, Line{"rules", "考核指标规则", d.Edition.Hash()})
	}
	for _, l := range scores {
		if s == Schema1 && !strings.HasPrefix(l.Key, "criterion/") || s != Schema1 && !l.IsReason() {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b Line) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// CriterionLines gives the state and the points of every criterion, before the indicator's cap and with up to six decimals.
func (s Scores) CriterionLines() []Line {
	var out []Line
	for _, ind := range s.Card.Indicators {
		for _, r := range ind.Results {
			id := r.Criterion.ID
			out = append(out, Line{"criterion/" + id + "/state", id + " 状态", r.State.String()})
			if r.Points != nil {
				out = append(out, Line{"criterion/" + id + "/points", id + " 得分", scoring.FormatExact(r.Points)})
			}
		}
	}
	return out
}

// Reworded gives lines the reasons of others: they follow from what the other lines say, and a later program may word them otherwise.
func Reworded(lines, like []Line) []Line {
	words := map[string]string{}
	for _, l := range like {
		if l.IsReason() {
			words[l.Key] = l.Value
		}
	}
	out := slices.Clone(lines)
	for i, l := range out {
		if text, there := words[l.Key]; there {
			out[i].Value = text
		}
	}
	return out
}

// WordsCode is the comparison code of the reasons alone. The workbook carries it, so that a reason altered in it is told from one that
// another program worded.
func WordsCode(scores []Line) string {
	words := slices.DeleteFunc(slices.Clone(scores), func(l Line) bool { return !l.IsReason() })
	slices.SortFunc(words, func(a, b Line) int { return strings.Compare(a.Key, b.Key) })
	return Code(words)
}
