package results

import (
	"fmt"
	"strings"
	"testing"
)

// The charts stand with the table of the ranks in what goes between the offices: each unit with its total in both, neighbours with their gap.
// The circular has none of it at any level, on paper nor bound to the 请示, which has them behind the table.
func TestChartsOfTheRanking(t *testing.T) {
	for _, level := range Levels() {
		b := loaded(t, sample(t), Options{Publish: level})
		letter := textOf(t, paperOf(t, b, "考核结果的函"))
		both := ""
		for _, page := range letter {
			if strings.Contains(page, "名次差距") || strings.Contains(page, "总分和各类得分") {
				both += page + "\n"
			}
		}
		units := b.s.Units
		for i, u := range units {
			if n := strings.Count(both, u.Total.String()); n < 2 || strings.Count(both, u.Name) < 2 {
				t.Errorf("%s %s stands %d times in\n%s", u.Name, u.Total, n, both)
			}
			words := "并列"
			if i > 0 && units[i-1].Total > u.Total {
				words = "差" + (units[i-1].Total - u.Total).String()
			}
			if i > 0 && !strings.Contains(both, words) {
				t.Errorf("%s: %s is not said", u.Name, words)
			}
		}
		for at, page := range textOf(t, paperOf(t, b, "考核结果的通报")) {
			if strings.Contains(page, "名次差距") || strings.Contains(page, "各类得分") || strings.Contains(page, "差0.") {
				t.Errorf("%s: page %d of the circular has a chart:\n%s", level, at+1, page)
			}
		}
		charted := 0
		for _, page := range textOf(t, paperOf(t, b, "考核结果的请示")) {
			if strings.Contains(page, "名次差距") {
				charted++
				if strings.Contains(page, "通报") {
					t.Errorf("%s: a chart stands with the circular:\n%s", level, page)
				}
			}
		}
		if charted != 1 {
			t.Errorf("%s: the 请示 has the chart %d times", level, charted)
		}
	}
}

// Many units are drawn over several pages, the figures of the scale on each; so many that nobody would look through them are not.
func TestChartsOfMany(t *testing.T) {
	e := loaded(t, sample(t), Options{}).e
	made := func(n int) string {
		s := invented(e, n)
		finish(t, s)
		b := loaded(t, s, Options{})
		p := b.start("图", false)
		p.annexes([]annex{b.rankingAnnex("附件1")})
		data, err := p.bytes()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(textOf(t, data), "\f")
	}
	const n = 105
	text := made(n)
	if pages := strings.Count(text, "与前一名的差距"); pages < 3 || pages > 6 {
		t.Errorf("the gaps of %d units take %d pages", n, pages)
	}
	for i := range n {
		if name := fmt.Sprintf("示例%d县", i+1); i >= 10 && strings.Count(text, name) != 3 {
			t.Errorf("%s stands %d times", name, strings.Count(text, name))
		}
	}
	if text := made(mostCharted + 1); strings.Contains(text, "名次差距") || !strings.Contains(text, "不逐个画图") {
		t.Error("too many units are drawn, or it is not said that they are not")
	}
}

// Of a 过程稿 the charts show what a total may still come to; of a result they do not.
func TestChartsOfOpenCells(t *testing.T) {
	for _, process := range []bool{false, true} {
		s := sample(t)
		s.Process = process
		b := loaded(t, s, Options{})
		for _, r := range b.ranked() {
			spread := r.Most > r.Least
			if want := process && r.Open > 0; spread != want {
				t.Errorf("过程稿 %v: %s with %d open from %s to %s", process, r.Name, r.Open, r.Least, r.Most)
			}
			if r.Least > r.Total || r.Most < r.Total {
				t.Errorf("%s: %s is not from %s to %s", r.Name, r.Total, r.Least, r.Most)
			}
		}
	}
}
