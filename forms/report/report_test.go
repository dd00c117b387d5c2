package report_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/report"
	"zicha/forms/wording"
	"zicha/scoring"
)

func dossier(t testing.TB, overall string) *forms.Dossier {
	t.Helper()
	e := formtest.Edition(t)
	values := forms.Begin(e, "341621", "")
	values[forms.ProfilePath("date")] = "2018-01-26"
	values[forms.ProfilePath("contact")] = "示例"
	values[forms.ProfilePath("phone")] = "0558-0000000"
	values[forms.NarrativePath("overall")] = overall
	return forms.New(e, values)
}

func TestSameDossierSameBytes(t *testing.T) {
	var last []byte
	for range 2 {
		paper, err := report.Build(dossier(t, "示例总体情况。"), report.Options{Code: "2222-2222-2222-2222", Version: 1})
		if err != nil {
			t.Fatal(err)
		}
		if last != nil && !bytes.Equal(last, paper.PDF) {
			t.Fatal("two builds differ")
		}
		last = paper.PDF
	}
}

// The wording handed out is the letter's: everything the county writes into it, in order, with the pages of all parts counted.
func TestLetterText(t *testing.T) {
	d := dossier(t, "第一段。\n\n　第二段。")
	d.Apply(forms.Change{Path: forms.NarrativePath("5"), New: "宣传工作已完成。"}, forms.Change{Path: forms.ProfilePath("number"), New: "涡政〔2018〕1号"})
	var all []string
	kinds := map[wording.PartKind]int{}
	for _, part := range wording.Letter(d, d.Scores()) {
		all = append(all, part.Text)
		kinds[part.Kind]++
	}
	text := strings.Join(all, "\n")
	at := 0
	for _, want := range []string{
		"涡政〔2018〕1号\n", "年度社会信用体系建设工作的\n自查报告\n", "一、自查总体情况\n第一段。\n第二段。\n对照《", "二、指标完成情况\n（一）", "宣传工作已完成。\n",
		"（八）", "三、存在的主要问题\n（未填报）\n四、下一步工作打算\n（未填报）\n特此报告。\n附件：1.", "\n3.涡阳县2017年度", "\n2018年1月26日\n（联系人：示例，联系电话：0558-0000000）",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("%q is not in the letter, or out of order:\n%s", want, text)
		}
		at += i
	}
	if kinds[wording.PartHeading] != 4 || kinds[wording.PartSection] != 8 || kinds[wording.PartAnnex] != 3 {
		t.Error(kinds)
	}
	paper, err := report.Build(d, report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := paper.Pages
	if all := len(formtest.Drawn(t, paper.PDF)); p.Letter+p.Bound() != all || min(p.Letter, p.Annexes[0], p.Annexes[1], p.Annexes[2]) < 1 {
		t.Errorf("%d + %v pages of %d", p.Letter, p.Annexes, all)
	}
}

// Asking the fonts finds what setting the papers finds, wherever it was typed.
func TestMissingWithoutSetting(t *testing.T) {
	d := dossier(t, "")
	next := rune(0x1F600) // emoji: none of our fonts has them
	odd := func() string { next++; return "甲" + string(next) }
	for _, f := range append(forms.ProfileFields(d.Edition), forms.LetterParts...) {
		if f.Kind == scoring.KindText {
			d.Apply(forms.Change{Path: forms.ProfilePath(f.Key), New: odd()}, forms.Change{Path: forms.NarrativePath(f.Key), New: odd()})
		}
	}
	for _, ind := range d.Edition.Indicators() {
		d.Apply(forms.Change{Path: forms.NarrativePath(strconv.Itoa(ind.No)), New: odd()}, forms.Change{Path: forms.RemarkPath(ind.No), New: odd()})
	}
	for _, c := range d.Edition.Criteria() {
		if c.Register != nil {
			cells := map[string]string{}
			for _, col := range c.Register.Columns {
				cells[col.Key] = odd()
			}
			changes := d.AddRows(c.ID, cells)
			d.Apply(changes...)
		}
	}
	item := forms.Evidence{Title: odd(), DocNo: odd(), Issuer: odd(), Keep: odd(), Files: []forms.FileRef{{Name: odd(), SHA256: "00"}}}
	_, changes, err := d.AddEvidence("5.1", item)
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	paper, err := report.Build(d, report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	missing, err := report.Missing(d)
	if err != nil || !slices.Equal(missing, paper.Missing) {
		t.Errorf("asked %q, printed %q, %v", string(missing), string(paper.Missing), err)
	}
	if len(missing) < 90 {
		t.Errorf("only %d characters came to paper: %q", len(missing), string(missing))
	}
}

func BenchmarkMissing(b *testing.B) {
	d := dossier(b, strings.Repeat("示例总体情况。", 300))
	for b.Loop() {
		if _, err := report.Missing(d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	d := dossier(b, strings.Repeat("示例总体情况。", 300))
	for b.Loop() {
		if _, err := report.Build(d, report.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
