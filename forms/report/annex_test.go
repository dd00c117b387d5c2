package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// leaf is an annex's page as drawn, and which of its annex it is.
type leaf struct {
	lines    []string
	page     int
	annex    int
	last     bool
	signed   bool // the next page has the signatures
	at       string
	paper    *testing.T
	numbered int // pages of the letter
}

// Annexes of 48 lengths, one behind the other, by what is drawn: the number goes on where the letter's stands on the sheet, code and version
// stand at the foot, all tables keep to the type area, each page begins a row with its number, none but an annex's last is left half empty,
// and the seal has its room.
func TestAnnexesOfEveryLength(t *testing.T) {
	b := paper(t, Options{Code: "7AS3-VWY7-6YUY-VPUT", Version: 3, Spans: map[string]forms.Span{"5-01": {First: 7, Last: 9}}})
	b.doc = newBuilder(b.d, b.opts, false).doc
	letter.Letter{Title: wording.Title(b.d), Parts: b.parts}.Set(b.doc)
	letter, whole := b.doc.Pages(), b.d
	var leaves []leaf
	for n := range 48 {
		b.d = whole.Clone()
		b.d.Apply(
			forms.Change{Path: forms.RemarkPath(5), New: strings.Repeat("备注", 8*n)},
			forms.Change{Path: forms.RemarkPath(25), New: strings.Repeat("说明", n)},
		)
		for i := range n {
			b.d.Apply(b.d.AddRows("5.3", map[string]string{"title": fmt.Sprintf("第%d篇%s", i, strings.Repeat("长", 9*(i%9)))})...)
		}
		b.scores = b.d.Scores()
		for i, annex := range []func(){b.assessment, b.catalogue, b.data} {
			if i > 0 && n%8 > 0 { // these have few cases
				break
			}
			before := b.doc.Pages()
			annex()
			for at := before; at < b.doc.Pages(); at++ {
				leaves = append(leaves, leaf{
					page: at + 1, annex: i + 1, last: at == b.doc.Pages()-1, signed: i == 0 && at == b.doc.Pages()-2,
					at: fmt.Sprintf("%d: 附件%d, page %d", n, i+1, at-before+1), paper: t, numbered: letter,
				})
			}
		}
	}
	b.feet(letter)
	data, err := b.doc.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	pages := formtest.Drawn(t, data)
	for _, l := range leaves {
		l.lines = pages[l.page-1]
		l.check(pages)
	}
}

func (l leaf) check(pages [][]string) {
	l.number(pages)
	if foot := strings.Join(l.lines, "\n"); !strings.Contains(foot, "第3版　核对码 7AS3-VWY7-6YUY-VPUT") || !strings.Contains(foot, "附件第"+strconv.Itoa(l.page-l.numbered)+"页") {
		l.paper.Errorf("%s: no code, or no page of the annexes", l.at)
	}
	lowest := 0.0
	for _, r := range l.rules() {
		if r[0] < 35-0.06 || r[2] > 260+0.06 || r[1] < 28-0.06 || r[3] > 184+0.06 {
			l.paper.Errorf("%s: a rule at %.1f leaves the type area", l.at, r)
		}
		lowest = max(lowest, r[3])
	}
	least := 184 - 36.0 // a fifth of the page, or a register's heading with its first rows
	if l.signed {
		least = 184 - 0.45*156 // sums, signatures and seal keep together, under two lines of the last row
	}
	if !l.last && lowest < least {
		l.paper.Errorf("%s: the table ends at %.1f of 184 mm", l.at, lowest)
	}
	if first := l.firstCell(); l.annex == 1 && !regexp.MustCompile(`^([0-9]+|[一二三四五六七八]、.*)$`).MatchString(first) {
		l.paper.Errorf("%s: begins with %q", l.at, first)
	}
	if l.annex == 1 && l.last {
		l.seal()
	}
}

// number compares the number's place on the sheet with that on a page of the letter on the same side.
func (l leaf) number(pages [][]string) {
	place := func(lines []string, page int, word string) (x, y float64) {
		var size float64
		for _, line := range lines {
			if strings.HasPrefix(line, word+" ") && strings.HasSuffix(line, fmt.Sprintf(" — %d —", page)) {
				_, _ = fmt.Sscanf(line, word+" %f %f song %f", &x, &y, &size)
			}
		}
		return x, y
	}
	like := 2 - l.page%2
	x, y := place(pages[like-1], like, "text")
	downX, downY := place(l.lines, l.page, "turned")
	style := typeset.Style{Face: typeset.Song, Size: 14}
	if l.page%2 == 1 { // both end at the same place
		x += typeset.Width("— 1 —", style)
		downY += typeset.Width(fmt.Sprintf("— %d —", l.page), style)
	}
	if x == 0 || math.Abs(downY-x) > 0.15 || math.Abs(297-downX-y) > 0.15 {
		l.paper.Errorf("%s: its number stands at %.1f, %.1f of the sheet, the letter's at %.1f, %.1f", l.at, downY, 297-downX, x, y)
	}
}

func (l leaf) rules() (out [][4]float64) {
	for _, line := range l.lines {
		var r [4]float64
		if n, _ := fmt.Sscanf(line, "rule %f %f %f %f", &r[0], &r[1], &r[2], &r[3]); n == 4 {
			out = append(out, r)
		}
	}
	return out
}

// firstCell is what stands in the first cell under the head.
func (l leaf) firstCell() string {
	head := false
	for _, line := range l.lines {
		word := strings.SplitN(line, " ", 6)
		if word[0] == "text" && head {
			return word[5]
		}
		head = head || word[0] == "text" && word[3] == "hei" && word[5] == "备注"
	}
	return ""
}

// seal measures the cell in which （公章） stands.
func (l leaf) seal() {
	for _, line := range l.lines {
		var x, y float64
		if n, _ := fmt.Sscanf(line, "text %f %f song 9 （公章）", &x, &y); n != 2 || !strings.HasSuffix(line, "（公章）") {
			continue
		}
		left, top, right, bottom := 0.0, 0.0, 297.0, 210.0
		for _, r := range l.rules() {
			switch {
			case r[1] == r[3] && r[0] <= x && r[2] >= x && r[1] < y:
				top = max(top, r[1])
			case r[1] == r[3] && r[0] <= x && r[2] >= x:
				bottom = min(bottom, r[1])
			case r[0] == r[2] && r[1] <= y && r[3] >= y && r[0] < x:
				left = max(left, r[0])
			case r[0] == r[2] && r[1] <= y && r[3] >= y:
				right = min(right, r[0])
			}
		}
		if right-left < 45 || bottom-top < 45 {
			l.paper.Errorf("%s: the seal has %.1f by %.1f mm", l.at, right-left, bottom-top)
		}
		return
	}
	l.paper.Errorf("%s: no place for the seal", l.at)
}
