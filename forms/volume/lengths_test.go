package volume

import (
	"fmt"
	"strings"
	"testing"

	"zicha/scoring/soak"
)

// Volumes of one to forty items, upright and across, with titles from one character to lines of them: every page has its number at the
// outer edge, every line of the contents leads to the page it names, no two words lie over each other and none leaves the sheet.
func TestVolumesOfEveryLength(t *testing.T) {
	f := newDossier(t)
	step := soak.Times(20, 1)
	for n := 1; n <= 40; n++ {
		box := uprightA4
		if n%3 == 0 {
			box = acrossA4
		}
		criterion := []string{"1.1", "5.1", "9.1", "24.1"}[n%4]
		title := strings.Repeat("关于印发信用分级分类监管办法的通知", 5)[:3*(2*n-1)]
		attach(t, f, criterion, map[string][]byte{title + ".pdf": onePage(fmt.Sprintf("PAGE%d", n), mediaBox(box), box, 0)})
		if n%step != 1 && step > 1 {
			continue
		}
		result := build(t, f, Options{})
		pages := readPages(t, result.Paths[0])
		checkOuterEdges(t, pages[:len(pages)-1])
		checkLinks(t, result.Paths[0], pages)
		for i, p := range pages[:len(pages)-1] { // the spine stands upright, a character over the other
			checkApart(t, fmt.Sprintf("%d items, page %d", n, i+1), p)
		}
	}
}

// checkApart holds that no word of a page leaves the sheet or lies over another.
func checkApart(t *testing.T, what string, p pdfPage) {
	t.Helper()
	for i, w := range p.words {
		if w.x0 < 0 || w.y0 < 0 || w.x1 > p.w || w.y1 > p.h {
			t.Errorf("%s: %q leaves the sheet", what, w.text)
		}
		for _, o := range p.words[:i] {
			if min(w.x1, o.x1)-max(w.x0, o.x0) > 1 && min(w.y1, o.y1)-max(w.y0, o.y0) > 4 {
				t.Errorf("%s: %q lies over %q", what, w.text, o.text)
			}
		}
	}
}
