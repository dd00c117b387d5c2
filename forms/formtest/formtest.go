// Package formtest is for tests alone: a dossier in which every place has a value, and a workbook filled in by hand. What LibreOffice
// makes of the program's files is checked here, all of it with one profile.
package formtest

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"zicha/forms"
	"zicha/scoring"
)

// Rare are texts that spreadsheets, XML or careless code alter.
var Rare = []string{
	"=SUM(A1)", "'引号", "0012", "341621198001010018", "91350100M000100Y43", "_x0041_", "a_x000B_b", "_x005F_x0041_", "  前后空格  ",
	"两\n行\n", "\n起", "回车\r\n行", "竖\v表\t符\x00\x1f\x7f", "␀␛␡", "␦␛␦", "\x1b[31m", "𬱖㛃䶮〓😀", "#N/A", "#REF!", "TRUE", "1e5", "43125", "2018-01-26",
	"\ufeff头", "\u200b零宽", "\ufffe\uffff", "37.250000000000004", "&<>\"'", "《》“”", "一" + strings.Repeat("长", 300), " ", "-1", "＝１",
}

// filling gives generated values of every kind, each different from the one before.
type filling struct {
	t testing.TB
	d *forms.Dossier
	n int
}

// fulls are the dossiers that Full has made, by the number they start at: many tests begin with one.
var fulls sync.Map

// Full is a dossier of 涡阳县 with every value there is, the caller's own. The generated values begin at the one with the number start, so
// that each place gets others.
func Full(t testing.TB, start int) *forms.Dossier {
	t.Helper()
	made, there := fulls.Load(start)
	if !there {
		made, _ = fulls.LoadOrStore(start, makeFull(t, start))
	}
	return made.(*forms.Dossier).Clone()
}

func makeFull(t testing.TB, start int) *forms.Dossier {
	t.Helper()
	ed := Edition(t)
	d := forms.New(ed, forms.Begin(ed, "341621", ""))
	d.Version = 3
	g := &filling{t, d, start}
	text := &scoring.Field{Kind: scoring.KindText}
	for _, f := range forms.ProfileFields(g.d.Edition) {
		g.set(forms.ProfilePath(f.Key), f)
	}
	for _, f := range forms.LetterParts {
		g.set(forms.NarrativePath(f.Key), text)
	}
	for _, ind := range ed.Indicators() {
		g.set(forms.NarrativePath(strconv.Itoa(ind.No)), text)
		g.set(forms.RemarkPath(ind.No), text)
	}
	for _, c := range ed.Criteria() {
		for _, f := range c.Fields {
			g.set(forms.AnswerPath(c.ID, f.Key), f)
		}
		if c.Register != nil {
			g.register(c)
		}
		g.evidence(c)
	}
	return d
}

func (g *filling) value(f *scoring.Field) string {
	g.n++
	switch f.Kind {
	case scoring.KindYes:
		return strconv.FormatBool(g.n%3 != 0)
	case scoring.KindOption:
		return f.Options[g.n%len(f.Options)].Key
	case scoring.KindCount:
		return []string{"0", "7", "30", "133", "999999999999999", "400"}[g.n%6]
	case scoring.KindAmount:
		return []string{"37.25", "0.1", "372500", "12.345678901234567", "37.250000000000004", "0.30000000000000004", "48.01", "0", "0.12345678901234567891"}[g.n%9]
	case scoring.KindClaim:
		return []string{"1.5", "0", "2", "0.07"}[g.n%4]
	case scoring.KindDate:
		return fmt.Sprintf("2017-%02d-%02d", g.n%12+1, g.n%28+1)
	case scoring.KindMonth:
		return strconv.Itoa(g.n%12 + 1)
	}
	return g.rare(0)
}

// rare is the rare text so many places after the one whose turn it is.
func (g *filling) rare(after int) string { return Rare[(g.n+after)%len(Rare)] }

func (g *filling) set(p forms.Path, f *scoring.Field) {
	g.t.Helper()
	value, err := g.d.Normalize(p, g.value(f)) // as an older program stored it, strange characters and all
	if err != nil {
		g.t.Fatalf("%s: %v", p, err)
	}
	g.d.Apply(forms.Change{Path: p, New: value})
}

// register adds rows: full ones, one with gaps, one without any value.
func (g *filling) register(c *scoring.Criterion) {
	for i := range 5 {
		cells := map[string]string{}
		for j, col := range c.Register.Columns {
			if i != 2 && (i != 3 || j%2 == 0) {
				cells[col.Key] = g.value(col)
			}
		}
		changes := g.d.AddRows(c.ID, cells)
		g.d.Apply(changes...)
	}
}

// evidence adds items: without file, with one, with four, removed, serving several criteria and rows.
func (g *filling) evidence(c *scoring.Criterion) {
	g.t.Helper()
	for i := range 3 {
		g.n++
		item := forms.Evidence{
			Title: g.rare(0), DocNo: "涡政〔2017〕" + strconv.Itoa(g.n) + "号", Date: "2017-09-01", Issuer: g.rare(3),
			Pages: strconv.Itoa(g.n), Delivery: []string{forms.DeliveryFile, forms.DeliveryPaper, forms.DeliverySeparate}[g.n%3],
			Keep: g.rare(5), Criteria: []string{c.ID, "5.3"}[:1+g.n%2],
		}
		for k := range i * i {
			item.Files = append(item.Files, forms.FileRef{Name: g.rare(k) + ".pdf", Size: int64(g.n) << (k * 10), SHA256: fmt.Sprintf("%064x", g.n*10+k), Place: k + 1})
		}
		if rows := g.d.Rows(c.ID); len(rows) > 3 && i > 0 {
			item.Rows = []string{c.ID + "#" + rows[4].ID, c.ID + "#" + rows[0].ID}
		}
		added, changes, err := g.d.AddEvidence(c.ID, item)
		if err != nil {
			g.t.Fatal(err)
		}
		g.d.Apply(changes...)
		if g.n%4 == 0 {
			changes, err = g.d.RemoveEvidence(added.ID, "原因"+g.rare(0)+"。")
			if err != nil {
				g.t.Fatal(err)
			}
			g.d.Apply(changes...)
		}
	}
}

// SameValues fails where two dossiers do not hold the same values, the ids of rows, items and files taken for their places.
func SameValues(t testing.TB, want, got *forms.Dossier) {
	t.Helper()
	a, b := placed(want), placed(got)
	for k, v := range a {
		if b[k] != v {
			t.Errorf("%s: %q, want %q", k, b[k], v)
		}
	}
	for k, v := range b {
		if _, ok := a[k]; !ok {
			t.Errorf("%s: %q, want nothing", k, v)
		}
	}
}

func placed(d *forms.Dossier) map[string]string {
	names := map[string]string{}
	for _, c := range d.Edition.Criteria() {
		for i, r := range d.Rows(c.ID) {
			names[r.ID] = "r" + strconv.Itoa(i+1)
		}
	}
	for _, e := range d.AllEvidence() {
		names[e.ID] = e.Number
		for i, f := range e.Files {
			names[f.ID] = strconv.Itoa(i + 1)
		}
	}
	out := map[string]string{}
	for p, v := range d.Values() {
		part := strings.Split(string(p), "/")
		for i := 1; i < len(part); i++ {
			kind := part[0]
			if n, ok := names[part[i]]; ok && (kind == "row" && i == 2 || kind == "evidence" && i == 1 || kind == "file") {
				part[i] = n
			}
		}
		if part[0] == "evidence" && part[2] == forms.AttrRows {
			for id, n := range names {
				v = strings.ReplaceAll(v, "#"+id, "#"+n)
			}
		}
		out[strings.Join(part, "/")] = v
	}
	return out
}
