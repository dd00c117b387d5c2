package letter

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// setOf is the letter of a dossier.
func setOf(d *forms.Dossier) *setting {
	return &setting{
		Letter: Letter{Title: wording.Title(d), Parts: wording.Letter(d, d.Scores()), RedHead: d.RedHead()},
		doc:    typeset.New(typeset.Options{}),
	}
}

// letterCase is one of the kinds of letters that are set in every length.
type letterCase struct {
	kind, signatory, contact string
	red                      bool
}

func letterCases() []letterCase {
	names := []string{"涡阳县人民政府", "某某自治州某某民族自治县社会信用体系建设工作推进领导小组办公室", "某某市高新技术产业开发区管理委员会经济发展和信息化局社会信用体系建设工作办公室"}
	contacts := []string{"示例", strings.Repeat("张三、李四、", 11) + "王五", strings.Repeat("县发展改革委信用科张三、", 22) + "王五"}
	var out []letterCase
	for i, kind := range []string{forms.GenreReport, forms.GenreLetter} {
		for j, red := range []bool{false, true} {
			for k := range names {
				out = append(out, letterCase{kind, names[k], contacts[(i+j+k)%3], red})
			}
		}
	}
	return out
}

// letterOf is a letter of a kind, so many lines longer than the shortest.
func letterOf(t *testing.T, c letterCase, n int) *setting {
	t.Helper()
	d := formtest.Perfect(t)
	d.Apply(
		forms.Change{Path: forms.ProfilePath("kind"), New: c.kind}, forms.Change{Path: forms.ProfilePath("signatory"), New: c.signatory},
		forms.Change{Path: forms.ProfilePath("contact"), New: c.contact}, forms.Change{Path: forms.RedHeadPath, New: map[bool]string{true: "true"}[c.red]},
		forms.Change{Path: forms.NarrativePath("overall"), New: strings.Repeat("示例\n", n)},
	)
	return setOf(d)
}

// Of every kind of letter 44 lengths, each a line longer than the last: every page is filled at 21 to 23 lines but the signature's
// and the one before it, which may lack the lines the signature takes over with it; nothing is parted that stays together.
func TestPagesOfEveryLength(t *testing.T) {
	for _, c := range letterCases() {
		b := letterOf(t, c, 0)
		head, text, closing := b.letterHead().lines, b.textRows(), b.closingRows()
		for n := range 44 {
			var all []row
			all = append(all, text[:6]...)
			for range n {
				all = append(all, row{})
			}
			all = append(append(all, text[6:]...), closing...)
			keepTails(all)
			pages := paginate(all, head)
			for i, p := range pages {
				high := float64(len(p.rows)+p.above) * p.pitch
				if high > 225.001 || i+1 < len(pages) && high < 224.999 && !signed(p) && !signed(pages[i+1]) || i+1 < len(pages) && p.rows[len(p.rows)-1].stay {
					t.Errorf("%+v, %d lines: page %d of %d is filled to %.1f mm", c, n, i+1, len(pages), high)
				}
			}
		}
	}
}

// signed reports whether the signature stands on a page.
func signed(p sheet) bool { return slices.ContainsFunc(p.rows, func(r row) bool { return r.sign }) }

// What is set of letters of 44 lengths, the kinds taking turns, is read back from the file and held against the type area of 37 to 262 mm,
// the foot of a page and the room of the seal.
func TestLettersOfEveryLength(t *testing.T) {
	cases := letterCases()
	for n := range 44 {
		c := cases[n*5%len(cases)]
		b := letterOf(t, c, n)
		seal := b.Set(b.doc)
		b.doc.EachPage(func(page, _ int) { PageNumber(b.doc, page, false) })
		data, err := b.doc.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		checkLetter(t, fmt.Sprintf("%d lines, %s, red %v, %.12s", n, c.kind, c.red, c.signatory), letterSeen{s: b, seal: seal, pages: formtest.Drawn(t, data), red: c.red})
	}
}

// letterSeen is a letter set and read back.
type letterSeen struct {
	s     *setting
	seal  SealPlace
	pages [][]string
	red   bool
}

func checkLetter(t *testing.T, name string, seen letterSeen) {
	t.Helper()
	broken := map[string]bool{} // the short last lines of paragraphs
	for _, r := range append(seen.s.textRows(), seen.s.closingRows()...) {
		broken[strings.TrimSpace(r.line.Text)] = r.line.Last && r.line.Indent == 0
	}
	const half = 15.75 * 25.4 / 72 // the height of a character
	for i, page := range seen.pages {
		lines := formtest.SetLines(t, page)
		foot, lines := lines[len(lines)-1], lines[:len(lines)-1]
		if foot.Face != "song" || foot.Y < 262+7 {
			t.Errorf("%s: page %d: the page's number %+v", name, i+1, foot)
		}
		last := lines[len(lines)-1]
		for _, l := range lines {
			em := l.Size * 25.4 / 72
			if l.Y-0.88*em < 37-0.01 || l.Y+0.12*em > 262+0.01 || l.X < 28-0.01 || l.Face != "title" && l.Size != 15.75 {
				t.Errorf("%s: page %d leaves the type area: %+v", name, i+1, l)
			}
		}
		// The last baseline of a full page is half a line less 0.38 of a character from the foot, at 21 to 23 lines a page.
		below := 262 - last.Y
		if i+1 < seen.seal.Page-1 && (below < 225.0/23/2-0.38*half-0.06 || below > 225.0/21/2-0.38*half+0.06) {
			t.Errorf("%s: page %d ends %.2f mm above the foot: %s", name, i+1, below, last.Text)
		}
		if first := lines[0]; i > 0 && broken[strings.TrimSpace(first.Text)] && letters(first.Text) <= 3 {
			t.Errorf("%s: page %d begins with %s", name, i+1, first.Text)
		}
		// The red line is nine lines down, two lines stay free under it, at 23 lines a page the narrowest.
		if title := slices.IndexFunc(lines, func(l formtest.Set) bool { return l.Face == "title" }); seen.red && i == 0 &&
			(lines[0].Y < 37+35+18+20+4 || lines[title].Y-0.88*22*25.4/72 < 37+11*225.0/23) {
			t.Errorf("%s: no room for the red head above %+v, %+v", name, lines[0], lines[title])
		}
	}
	checkSeal(t, name, seen)
}

// checkSeal holds that name and date stand under text, the name's lines over the middle of the date, and that nothing else is within the
// square of the seal.
func checkSeal(t *testing.T, name string, seen letterSeen) {
	t.Helper()
	seal := seen.seal
	names, date := wording.NameLines(seen.s.part(wording.PartSignatory)), seen.s.part(wording.PartDate)
	lines := formtest.SetLines(t, seen.pages[seal.Page-1])
	above := 0
	for _, l := range lines {
		signed := l.Text == date
		for _, n := range names {
			signed = signed || l.Text == n
		}
		middle := l.Y - 0.38*5.556
		switch {
		case signed && (middle < seal.Y || middle > seal.Y+seal.Side):
			t.Errorf("%s: %s is outside the seal", name, l.Text)
		case signed:
		case middle < seal.TextBottom:
			above++
		case middle < seal.Y+seal.Side-3:
			t.Errorf("%s: %s stands in the seal", name, l.Text)
		}
	}
	if above < 2 {
		t.Errorf("%s: %d lines above the seal", name, above)
	}
	if off := seal.Y - seal.TextBottom; off < 0 || off > 225.0/21 || seal.Y+seal.Side > 262 || math.Abs(seal.Side-45) > 0 {
		t.Errorf("%s: the seal %+v", name, seal)
	}
}

// letters counts the characters that are no marks.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
