package formtest

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/editions"
	"zicha/scoring"
)

// Today is the day the tests take for today.
const Today = "2018-01-27"

// Edition is the rulebook of 2017.
func Edition(t testing.TB) *scoring.Edition {
	t.Helper()
	all, err := editions.All()
	if err != nil {
		t.Fatal(err)
	}
	return all[slices.IndexFunc(all, func(e *scoring.Edition) bool { return e.ID == "bozhou-2017" })]
}

// Rules is the text of the 2017 rulebook without its cases, to be altered.
func Rules(t testing.TB) string {
	t.Helper()
	rules, _, _ := strings.Cut(string(Edition(t).Source()), "# ---- 算例")
	return rules
}

// Decode reads an answers file of the edition of 2017.
func Decode(t testing.TB, text string) (*forms.Dossier, error) {
	t.Helper()
	return answers.Decode([]byte(text), []*scoring.Edition{Edition(t)})
}

//go:embed perfect.json
var perfect string

// Perfect is a dossier with nothing to be said about it: perfect.json and one item of evidence "e5.1" with one file "f" for
// every criterion, which is all that is expected there.
func Perfect(t testing.TB) *forms.Dossier {
	t.Helper()
	d, err := Decode(t, perfect)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range d.Edition.Criteria() {
		var expect []string
		for i := range c.Evidence {
			expect = append(expect, fmt.Sprintf("%s#%d", c.ID, i+1))
		}
		Attach(t, d, c.ID, forms.Evidence{
			ID: "e" + c.ID, Expect: expect, Title: "材料" + c.ID, Date: fmt.Sprintf("%d-05-06", d.Edition.DocumentYear(c)),
			Files: []forms.FileRef{{ID: "f", Name: "材料.pdf", Size: 9, SHA256: fmt.Sprintf("%064s", c.ID), Place: 1}},
		})
	}
	return d
}

// Attach adds an item of evidence under a criterion.
func Attach(t testing.TB, d *forms.Dossier, criterion string, e forms.Evidence) forms.Evidence {
	t.Helper()
	e, changes, err := d.AddEvidence(criterion, e)
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	return e
}

// Table reads a case table: lines "left => right"; empty lines and lines beginning with # are for the reader.
func Table(t *testing.T, name string) (cases [][2]string) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		left, right, ok := strings.Cut(line, "=>")
		if !ok {
			t.Fatalf("%s:%d: no =>", name, i+1)
		}
		cases = append(cases, [2]string{strings.TrimRight(left, " "), strings.TrimPrefix(right, " ")})
	}
	return cases
}

// LineMap gives the lines by key.
func LineMap(lines []forms.Line) map[string]string {
	out := map[string]string{}
	for _, l := range lines {
		out[l.Key] = l.Value
	}
	return out
}

// Random makes dossiers with something of everything in them.
type Random struct {
	*rand.Rand
	full bool // leave no field blank
}

// Text is a few letters of all kinds.
func (r Random) Text() string {
	letters := []rune("信用县公安局𬱖䶮《》“”\"\\/=:;|#&<>\t\n　 aB9-é😀")
	out := make([]rune, 1+r.IntN(6))
	for i := range out {
		out[i] = letters[r.IntN(len(letters))]
	}
	return "文" + string(out) // a text of white space alone counts as blank
}

// Value is one a field can hold.
func (r Random) Value(c *scoring.Criterion, f *scoring.Field) string {
	if !r.full && r.IntN(4) == 0 {
		return ""
	}
	switch f.Kind {
	case scoring.KindYes:
		return strconv.FormatBool(r.IntN(2) == 0)
	case scoring.KindOption:
		return f.Options[r.IntN(len(f.Options))].Key
	case scoring.KindCount:
		return strconv.Itoa(r.IntN(500))
	case scoring.KindAmount:
		return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", r.IntN(100), r.IntN(100)), "0"), ".")
	case scoring.KindClaim:
		return scoring.Points(r.IntN(int(c.Max) + 1)).Short()
	case scoring.KindDate:
		return fmt.Sprintf("2017-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
	case scoring.KindMonth:
		return strconv.Itoa(1 + r.IntN(12))
	}
	return r.Text()
}

// Dossier has every part, with evidence where that is asked for.
func (r Random) Dossier(t testing.TB, evidence bool) *forms.Dossier {
	values := map[forms.Path]string{}
	e := Edition(t)
	for _, f := range forms.CountyFields(e) {
		values[forms.CountyPath(f.Key)] = r.Value(nil, f)
	}
	for _, f := range forms.ProfileFields(e) {
		values[forms.ProfilePath(f.Key)] = r.Value(nil, f)
	}
	for _, f := range forms.LetterParts {
		values[forms.NarrativePath(f.Key)] = r.Value(nil, f)
	}
	for _, ind := range e.Indicators() {
		values[forms.NarrativePath(strconv.Itoa(ind.No))] = r.Value(nil, &scoring.Field{Kind: scoring.KindText})
		values[forms.RemarkPath(ind.No)] = r.Value(nil, &scoring.Field{Kind: scoring.KindText})
	}
	for _, c := range e.Criteria() {
		for _, f := range c.Fields {
			values[forms.AnswerPath(c.ID, f.Key)] = r.Value(c, f)
		}
	}
	d := forms.New(e, values)
	for _, c := range e.Criteria() {
		if c.Register != nil {
			for range 1 + r.IntN(3) {
				cells := map[string]string{}
				for _, col := range c.Register.Columns {
					cells[col.Key] = r.Value(c, col)
				}
				changes := d.AddRows(c.ID, cells)
				d.Apply(changes...)
			}
		}
		if evidence {
			r.evidence(t, d, c)
		}
	}
	return d
}

// evidence attaches an item with every attribute, every second one removed.
func (r Random) evidence(t testing.TB, d *forms.Dossier, c *scoring.Criterion) {
	item := forms.Evidence{
		Title: r.Text(), DocNo: r.Text(), Date: "2017-03-04", Issuer: r.Text(), Pages: strconv.Itoa(1 + r.IntN(99)),
		Delivery: forms.DeliveryPaper, Keep: r.Text(), Criteria: []string{c.ID, "25.2"},
	}
	if rows := d.Rows(c.ID); len(rows) > 0 {
		item.Rows = []string{c.ID + "#" + rows[0].ID}
	}
	for i := range 1 + r.IntN(2) {
		item.Files = append(item.Files, forms.FileRef{Name: r.Text(), Size: r.Int64N(1 << 40), SHA256: fmt.Sprintf("%064x", r.Uint64()), Place: i + 1})
	}
	item = Attach(t, d, c.ID, item)
	if r.IntN(2) == 0 {
		changes, err := d.RemoveEvidence(item.ID, r.Text())
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
	}
}

// NewRandom begins at a seed; full leaves no field blank.
func NewRandom(seed uint64, full bool) Random {
	return Random{rand.New(rand.NewPCG(seed, 2017)), full}
}

// Jargon finds words of the programmer's trade that no official should read.
func Jargon(message string) string {
	for _, word := range []string{"json:", "invalid", "unexpected", "EOF", "strconv", "unmarshal", "cannot", "no such", "%!", "\n", "nil", "map["} {
		if strings.Contains(message, word) {
			return word
		}
	}
	return ""
}

// Participants makes a dossier with departments in rows a, b, c.
func Participants(t *testing.T, names string) *forms.Dossier {
	t.Helper()
	values := map[forms.Path]string{}
	for i, name := range strings.Fields(names) {
		id := string(rune('a' + i))
		values[forms.CellPath("10.1", id, "#")] = string(rune('1' + 2*i)) // gaps between places are usual after removals
		values[forms.CellPath("10.1", id, "name")] = name
	}
	return forms.New(Edition(t), values)
}

// Names lists the names of the rows of 10.1.
func Names(d *forms.Dossier) string {
	var out []string
	for _, r := range d.Rows("10.1") {
		out = append(out, r.Cells["name"])
	}
	return strings.Join(out, " ")
}

// Inverse gives the changes that take these back, last first, leaving out what lasts.
func Inverse(changes []forms.Change) []forms.Change {
	out := make([]forms.Change, 0, len(changes))
	for i := len(changes) - 1; i >= 0; i-- {
		if c := changes[i]; !c.Path.Lasting() {
			out = append(out, forms.Change{Path: c.Path, Old: c.New, New: c.Old})
		}
	}
	return out
}
