package results

import (
	"strings"
	"testing"

	"zicha/forms/formtest"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/review"
)

// However many indicators and counties: each indicator stands in one column of one table, nothing wider than the sheet, in type that can be
// read; 105 counties go over pages with the head on each.
func TestWideTables(t *testing.T) {
	for _, n := range []int{1, 17, 25, 40, 100} {
		widths := make([]float64, n)
		for i := range widths {
			widths[i] = 6 + float64(i%3)
		}
		next := 1
		for _, run := range split(widths, 180, 170) {
			used := 0.0
			for _, no := range run {
				if no != next {
					t.Fatalf("%d indicators: %v", n, run)
				}
				next++
				used += widths[no-1]
			}
			if used > 180 {
				t.Errorf("%d indicators: %.1f mm", n, used)
			}
		}
		if next != n+1 {
			t.Errorf("%d of %d indicators", next-1, n)
		}
	}
	many := invented(formtest.Edition(t), 105)
	finish(t, many)
	b := loaded(t, many, Options{})
	if g := b.scores(); len(g) != 1 || g[0].size < smallest {
		t.Errorf("25 indicators in %d tables of %.1f points", len(g), g[0].size)
	}
	p := b.start("表", false)
	p.annexes(b.resultAnnexes()[1:2])
	data, err := p.bytes()
	if err != nil {
		t.Fatal(err)
	}
	pages := textOf(t, data)
	names := 0
	for i, page := range pages {
		if !strings.Contains(page, "位次") || !strings.Contains(page, "总分") {
			t.Errorf("page %d has no head", i+1)
		}
		names += strings.Count(page, "示例")
	}
	if names != 105 || len(pages) < 3 {
		t.Errorf("%d counties on %d pages", names, len(pages))
	}
}

// A list too long for paper says on paper how long it is and where it stands.
func TestLongList(t *testing.T) {
	b := loaded(t, sample(t), Options{})
	g := &grid{sheet: "审核台账", title: "台账", columns: []column{{head: "序号", width: 20}, {head: "内容", words: true}}}
	for range mostOnPaper + 1 {
		g.add("1", "内容")
	}
	p := b.start("台账", false)
	p.annexes([]annex{{"", g.title, []*grid{g}}})
	data, err := p.bytes()
	if err != nil {
		t.Fatal(err)
	}
	if pages := textOf(t, data); len(pages) != 1 || !strings.Contains(pages[0], "共6001条，纸面不逐条排印，见本次结果工作簿的“审核台账”工作表") || len(g.rows) != mostOnPaper+1 {
		t.Errorf("%d pages: %s", len(pages), pages[0])
	}
}

// However long the name of the approving document is, the foot leaves the page's number its room.
func TestFootFits(t *testing.T) {
	s := sample(t)
	s.Number, s.Approval = 12, &review.Approval{Date: "2018-12-22", Document: strings.Repeat("市政府常务会议纪要", 9)}
	foot := loaded(t, s, Options{}).foot(true)
	if wide := typeset.Width(foot, letter.NoteStyle); wide > letter.UprightWidth-25 || !strings.Contains(foot, "2018年12月22日审定（市政府") {
		t.Errorf("the foot is %.1f mm wide: %s", wide, foot)
	}
}
