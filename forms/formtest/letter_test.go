package formtest_test

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/letterdoc"
	"zicha/forms/wording"
	"zicha/scoring/soak"
)

// substitutes stand for the fonts offices have, which are not ours to carry: what the Word letter names, and what it is measured with.
var substitutes = [][2]string{
	{"仿宋_GB2312", "Zicha Fang"},
	{"楷体_GB2312", "Zicha Kai"},
	{"黑体", "Zicha Hei"},
	{"方正小标宋简体", "Zicha Song"},
	{"宋体", "Zicha Song"},
}

// fontsFor makes LibreOffice use the program's fonts for those of offices, and no others.
func fontsFor(t *testing.T, dir string) {
	t.Helper()
	fonts, err := filepath.Abs("../../assets/fonts")
	must(t, err)
	rules := "<dir>" + fonts + "</dir><cachedir>" + filepath.Join(dir, "cache") + "</cachedir>"
	for _, s := range substitutes {
		rules += `<match target="pattern"><test name="family"><string>` + s[0] + `</string></test><edit name="family" mode="assign" binding="strong"><string>` + s[1] + "</string></edit></match>"
	}
	path := filepath.Join(dir, "fonts.conf")
	must(t, os.WriteFile(path, []byte(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>`+rules+"</fontconfig>"), 0o600))
	t.Setenv("FONTCONFIG_FILE", path)
}

// set is a line of a printed letter, places in millimetres from the paper's left and upper edge.
type set struct {
	left, right, top, foot float64
	text                   string
	gap                    float64 // the widest between a figure and a Chinese character
}

var bboxWord = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>`)

// printed reads the lines of every page of a PDF but those that give its number.
func printed(t *testing.T, path string) [][]set {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", path, "-").Output()
	must(t, err)
	var pages [][]set
	for _, page := range strings.Split(string(out), "<page ")[1:] {
		var lines []set
		for _, w := range bboxWord.FindAllStringSubmatch(page, -1) {
			var at [4]float64
			for i := range at {
				n, err := strconv.ParseFloat(w[i+1], 64)
				must(t, err)
				at[i] = n * 25.4 / 72
			}
			if at[1] < 262 {
				lines = addWord(lines, set{left: at[0], top: at[1], right: at[2], foot: at[3], text: html.UnescapeString(w[5])})
			}
		}
		pages = append(pages, lines)
	}
	return pages
}

// addWord adds a word to the line it stands on, the last one, or to a line of its own.
func addWord(lines []set, w set) []set {
	if len(lines) == 0 || w.top-lines[len(lines)-1].top > 4 {
		return append(lines, w)
	}
	l := &lines[len(lines)-1]
	before, after := []rune(l.text), []rune(w.text)
	if figure(before[len(before)-1]) != figure(after[0]) {
		l.gap = max(l.gap, w.left-l.right)
	}
	l.right, l.text = max(l.right, w.right), l.text+w.text
	return lines
}

func figure(r rune) bool { return r >= '0' && r <= '9' }

// longLetter is a letter with so many lines above the others, if several with a name, a contact and an end of several lines.
func longLetter(t *testing.T, n int, several bool) *forms.Dossier {
	d := formtest.Perfect(t)
	set := func(p forms.Path, v string) { d.Apply(forms.Change{Path: p, New: v}) }
	set(forms.ProfilePath("signatory"), "涡阳县人民政府")
	set(forms.ProfilePath("date"), "2018-01-26")
	set(forms.NarrativePath("overall"), strings.TrimSuffix(strings.Repeat("2017年示例\n", n+1), "\n"))
	set(forms.NarrativePath("problems"), strings.Repeat("社会信用体系建设工作基础薄弱", 20)+"。")
	set(forms.NarrativePath("plans"), "第一，继续推进。\n"+strings.Repeat("加强46个单位的信用信息归集，", 3)+"按期完成。")
	if several {
		set(forms.ProfilePath("signatory"), "亳州高新技术产业开发区管理委员会社会信用体系建设办公室")
		set(forms.ProfilePath("contact"), strings.Repeat("张三、李四、", 5)+"王五")
		set(forms.NarrativePath("plans"), "第一，继续推进。\n"+strings.Repeat("加强46个单位的信用信息归集，", 8)+"按期完成。")
	}
	return d
}

// TestWordLetter measures letters of 40 consecutive lengths (every third unless all are asked for) as LibreOffice sets them, from the 23rd
// on with parts of several lines: type area, lines and characters, and the end of the letter on one page under text, name over date four
// characters in.
func TestWordLetter(t *testing.T) {
	o := newOffice(t)
	fontsFor(t, o.dir)
	step := soak.Times(3, 1)
	for n := 0; n < 40; n += step {
		data, err := letterdoc.Build(longLetter(t, n, n >= 22))
		must(t, err)
		o.put(t, fmt.Sprintf("%02d.docx", n), data)
	}
	o.convert(t, "docx", "pdf")
	if _, err := os.Stat(o.made("00.pdf")); err != nil {
		t.Skip("LibreOffice has no Writer here")
	}
	fonts, err := exec.Command("pdffonts", o.made("00.pdf")).Output()
	must(t, err)
	for _, row := range strings.Split(strings.TrimSpace(string(fonts)), "\n")[2:] {
		if !strings.Contains(row, "+Zicha") {
			t.Errorf("not one of the fonts to measure with: %s", row)
		}
	}
	for n := 0; n < 40; n += step {
		d := longLetter(t, n, n >= 22)
		t.Run(fmt.Sprintf("%02d", n), func(t *testing.T) {
			pages := printed(t, o.made(fmt.Sprintf("%02d.pdf", n)))
			checkArea(t, pages)
			checkPages(t, pages)
			checkEnd(t, d, pages)
		})
	}
}

// checkArea: text stands within 156 × 225 mm, 28 characters on a full line and never more. Beside figures
// LibreOffice sets a fifth of a character, whatever a Word file says of it, and never more; Word and WPS set none.
func checkArea(t *testing.T, pages [][]set) {
	t.Helper()
	full, exact := 0, 0
	for p, lines := range pages {
		for _, l := range lines {
			if l.left < 27.9 || l.right > 184.1 || l.top < 36.9 || l.foot > 262.1 {
				t.Errorf("page %d, %s: %.1f to %.1f across, %.1f to %.1f down", p+1, l.text, l.left, l.right, l.top, l.foot)
			}
			if l.gap > 1.8 {
				t.Errorf("page %d, %s: a gap of %.1f mm beside a figure", p+1, l.text, l.gap)
			}
			width := wording.Halves(l.text) + int((l.left-28+1)/5.556)*2
			if l.right > 183 && !strings.ContainsAny(l.text, "0123456789") {
				full++
				if width == 2*wording.LineCharacters {
					exact++
				}
			}
			if width > 2*wording.LineCharacters {
				t.Errorf("page %d, %s: %d halves of a character", p+1, l.text, width)
			}
		}
	}
	if exact*2 < full || full < 8 {
		t.Errorf("of %d full lines %d have 28 characters", full, exact)
	}
}

// checkPages: 22 lines to a page, at the pitch of 225 mm ÷ 22, fewer only above a heading that goes over with its text.
func checkPages(t *testing.T, pages [][]set) {
	t.Helper()
	for p, lines := range pages[:len(pages)-1] {
		if p == 0 {
			continue // the title has a pitch of its own
		}
		next := pages[p+1][0].text
		heads := strings.HasPrefix(next, "（") || strings.Contains(next[:min(len(next), 6)], "、")
		if len(lines) > wording.PageLines || len(lines) < wording.PageLines && !heads && p+2 < len(pages) {
			t.Errorf("page %d has %d lines, the next begins %s", p+1, len(lines), next)
		}
		if pitch := (lines[len(lines)-1].foot - lines[0].foot) / float64(len(lines)-1); len(lines) > 19 && (pitch < 10.15 || pitch > 10.27) { // faces differ in height
			t.Errorf("page %d: a pitch of %.2f mm", p+1, pitch)
		}
	}
}

// checkEnd: from the line above the closing words to the contact all stands on the last page; the date ends four characters from the edge
// or further left where a wide name moves it, and the names' middle is its own.
func checkEnd(t *testing.T, d *forms.Dossier, pages [][]set) {
	t.Helper()
	last := pages[len(pages)-1]
	at := func(text string) int {
		return slices.IndexFunc(last, func(l set) bool { return strings.HasPrefix(l.text, text) })
	}
	names := wording.NameLines(d.Profile("signatory"))
	closing, name, date, contact := at("特此报告。"), at(names[0]), at("2018年1月26日"), at("（联系人：")
	if closing < 1 || at("附件：1.") < closing || name < closing || date != name+len(names) || contact != date+1 {
		var texts []string
		for _, l := range last {
			texts = append(texts, l.text)
		}
		t.Fatalf("the last page has %q", texts)
	}
	const character, right, pitch = 15.75 * 25.4 / 72, 184.0, 579.0 / 20 * 25.4 / 72
	center := (4 + 13.0/4) * character // of the date, from the right edge
	for _, text := range names {
		center = max(center, float64(wording.Halves(text))/4*character)
	}
	if off := right - last[date].right - (center - 13.0/4*character); off < -0.3 || off > 0.3 {
		t.Errorf("the date ends %.1f mm from the edge", right-last[date].right)
	}
	for _, l := range last[name:date] {
		if off := right - (l.left+l.right)/2 - center; off < -0.3 || off > 0.3 {
			t.Errorf("%s stands %.1f mm beside the middle of the date", l.text, off)
		}
	}
	if room := last[name].top - last[name-1].top; room < 2.9*pitch {
		t.Errorf("%.1f mm from the annexes to the name: no room for the seal", room)
	}
}
