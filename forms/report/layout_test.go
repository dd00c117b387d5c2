package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"

	"zicha/forms"
	"zicha/forms/formtest"
)

// finished is a dossier and its papers, finalized as version 3.
func finished(t *testing.T) (*forms.Dossier, Options, Paper) {
	t.Helper()
	d := paper(t, Options{}).d
	d.Apply(forms.Change{Path: forms.ProfilePath("number"), New: "涡政〔2018〕1号"}, forms.Change{Path: forms.ProfilePath("signatory"), New: "涡阳县人民政府"})
	opts := Options{Code: "7AS3-VWY7-6YUY-VPUT", Version: 3, Spans: map[string]forms.Span{"5-01": {First: 7, Last: 9}}}
	p, err := Build(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	return d, opts, p
}

// Where everything stands on the papers, and in which type: the letter whole, of each annex the first page and the last. The file's figures
// are millimetres from the top left corner; a letter's text has 28 mm free at its left and 37 at its head, and 22 lines.
func TestPapersAsLaidOut(t *testing.T) {
	d, opts, p := finished(t)
	pages := formtest.Drawn(t, p.PDF)
	shown := []int{}
	for n := range p.Pages.Letter {
		shown = append(shown, n+1)
	}
	before := p.Pages.Letter
	for _, n := range p.Pages.Annexes {
		shown = append(shown, before+1, before+n)
		before += n
	}
	var out []string
	for _, n := range slices.Compact(shown) {
		kept := formtest.Places(pages[n-1], "201.0")
		if len(kept) > 56 {
			kept = slices.Concat(kept[:42], []string{fmt.Sprintf("… %d", len(kept)-56)}, kept[len(kept)-14:])
		}
		out = append(append(out, fmt.Sprintf("page %d of %d", n, len(pages))), kept...)
	}
	objects := formtest.Objects(t, p.PDF)
	for n := range len(objects) {
		if m := regexp.MustCompile(`^<</Title.*(/XYZ 0 [0-9.]+ null)`).FindSubmatch(objects[n]); m != nil {
			out = append(out, "bookmark "+string(m[1]))
		}
	}
	formtest.CheckLines(t, "testdata/papers.txt", out)
	code, err := qrcode.New(QRText(d, opts), qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	code.DisableBorder = true
	checkQR(t, pages[p.Pages.Letter], code.Bitmap())
}

// checkQR holds that black boxes on the page show the code, 19 mm wide with its right edge at the table's, from 22 mm below the page's head.
func checkQR(t *testing.T, page []string, want [][]bool) {
	t.Helper()
	got := make([][]bool, len(want))
	for i := range got {
		got[i] = make([]bool, len(want))
	}
	cell := 19 / float64(len(want))
	for _, line := range page {
		var x, y, w, h float64
		if _, err := fmt.Sscanf(line, "box %f %f %f %f 0.000 0.000 0.000", &x, &y, &w, &h); err != nil {
			continue
		}
		row, first := int((y-22)/cell+0.5), int((x-241)/cell+0.5)
		for i := range int(w/cell + 0.5) {
			if got[row][first+i] {
				t.Errorf("%s is drawn over another", line)
			}
			got[row][first+i] = true
		}
		if h < cell-0.05 || h > cell+0.05 {
			t.Errorf("%s is not %.2f high", line, cell)
		}
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("line %d of the code differs", i)
		}
	}
}

// A draft has the pale mark under every page, says at its foot that it is one, and bears no code.
func TestDraftSaysSo(t *testing.T) {
	d := paper(t, Options{}).d
	p, err := Build(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages := formtest.Drawn(t, p.PDF)
	for i, page := range pages {
		marks, foot := 0, 0
		for _, line := range page {
			if strings.HasPrefix(line, "shape ") && strings.HasSuffix(line, " 0.949 0.949 0.949") {
				marks++
			}
			if strings.HasSuffix(line, "涡阳县 2017年度自查　草稿，未定稿") {
				foot++
			}
			if strings.HasSuffix(line, "0.000 0.000 0.000") {
				t.Errorf("page %d: %s", i+1, line)
			}
		}
		if want := map[bool]int{true: 1}[i >= p.Pages.Letter]; marks != 2 || foot != want {
			t.Errorf("page %d has %d characters of the mark and %d feet", i+1, marks, foot)
		}
		if i == 0 && !strings.HasPrefix(page[0], "shape ") {
			t.Errorf("first is drawn %s", page[0])
		}
	}
}

// A draft lists at its end what was typed and is not counted, and each of its annexes points there; a finalized paper never does.
func TestDraftListsWhatWasRefused(t *testing.T) {
	d := paper(t, Options{}).d
	d.Apply(forms.Change{Path: forms.AnswerPath("11.1", "updated"), New: "12.5"})
	d.SetDraft(forms.AnswerPath("11.1", "updated"), forms.Draft{Text: "3万个", Left: true})
	d.SetDraft(forms.AnswerPath("20.1", "claimed"), forms.Draft{Text: "1"})
	p, err := Build(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages := formtest.Drawn(t, p.PDF)
	last := strings.Join(pages[len(pages)-1], "\n")
	for _, want := range []string{
		"没有采用的填写（共2处，改正或清空后才能定稿）", "1. 11.1 年度更新数据量填的“3万个”没有采用", "现在仍是“12.5”",
		"2. 20.1 自评分填的“1”没有存完",
	} {
		if !strings.Contains(last, want) {
			t.Errorf("the last page lacks %s: %s", want, last)
		}
	}
	for i, page := range pages[p.Pages.Letter:] {
		if !strings.Contains(strings.Join(page, "\n"), "草稿，未定稿，有2处填写没有采用，见末页") {
			t.Errorf("annex page %d does not say so", i+1)
		}
	}
	if p, err = Build(d, Options{Code: d.Code(), Version: 1}); err != nil {
		t.Fatal(err)
	}
	for i, page := range formtest.Drawn(t, p.PDF) {
		if strings.Contains(strings.Join(page, "\n"), "没有采用") {
			t.Errorf("page %d of a finalized paper says it", i+1)
		}
	}
}
