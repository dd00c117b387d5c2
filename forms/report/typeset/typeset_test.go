package typeset

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zicha/forms/formtest"
	"zicha/forms/linebreak"
)

var body = Style{Face: FangSong, Size: 15.75}

// material is what random texts are made of.
var material = []string{
	"社会信用体系建设考核自查报告涡阳县人民政府关于开展诚信文化宣传的通知",
	"堃镕珺喆㛃䶮峯祎", "𬱖𠀋𪚥𫍯𬍛", "，。、；：？！", "（）《》“”‘’「」【】", "……——", "％℃°①②③￥〔〕→÷×＝",
	"0123456789", "abcdefgXYZ", " ", ".,:;()[]%/-", "２０１７", "\n", "\t", "　", "🙂𝒳", "\u200b\ufeff\x01", "々〇",
}

func randomText(r *rand.Rand, n int) string {
	var text strings.Builder
	for text.Len() < n {
		set := []rune(material[r.IntN(len(material))])
		if r.IntN(2) == 0 {
			set = []rune(material[0])
		}
		for range 1 + r.IntN(8) {
			text.WriteRune(set[r.IntN(len(set))])
		}
		if r.IntN(60) == 0 {
			text.WriteString("\xe5\x85") // cut off in the middle
		}
	}
	return text.String()
}

// letter sets text as a justified letter page by page.
func letter(text string, align Align) *Doc {
	d := New(Options{Title: "自查报告", Created: time.Date(2018, 1, 26, 0, 0, 0, 0, time.UTC)})
	frame := Frame{28, 37, 156, 225}
	d.AddPage(false)
	flow := d.NewFlow(frame, func() Frame { d.AddPage(false); return frame })
	flow.Paragraph(Paragraph{
		Runs: Plain(text, body), FirstIndent: 2 * body.em(), Pitch: 225.0 / 22, Align: align,
	})
	return d
}

func mustBytes(t testing.TB, d *Doc) []byte {
	t.Helper()
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestExtractedTextIsTheInput(t *testing.T) {
	for seed := range uint64(12) {
		text := randomText(rand.New(rand.NewPCG(seed, 1)), 3000)
		align := Align(seed % 4)
		pdf := mustBytes(t, letter(text, align))
		if got, want := folded(strings.Join(readPDF(t, pdf), "")), printed(text); got != want {
			t.Fatalf("seed %d: %s", seed, difference(got, want))
		}
		if got, want := folded(pdftotext(t, pdf, "-raw")), printed(text); got != want {
			t.Fatalf("seed %d, pdftotext: %s", seed, difference(got, want))
		}
	}
}

// difference shows where two texts part.
func difference(got, want string) string {
	a, b := []rune(got), []rune(want)
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return "at " + string(b[max(0, i-10):i]) + ": got " + string(a[i:min(len(a), i+20)]) +
		" want " + string(b[i:min(len(b), i+20)])
}

func TestEveryCharacterOfEveryFaceIsItself(t *testing.T) {
	for face := range Face(faceCount) {
		// Even and odd codes apart: gofpdf takes minutes over long unbroken
		// stretches of codes, which no real paper has.
		for odd := range rune(2) {
			var chars []rune
			for _, char := range fontOf(face).chars() {
				if char > ' ' && char != 0xA0 && char&1 == odd {
					chars = append(chars, char)
				}
			}
			checkCharacters(t, face, string(chars))
		}
	}
}

func checkCharacters(t *testing.T, face Face, text string) {
	t.Helper()
	d := New(Options{})
	frame := Frame{10, 10, 190, 270}
	d.AddPage(false)
	flow := d.NewFlow(frame, func() Frame { d.AddPage(false); return frame })
	flow.Paragraph(Paragraph{Runs: Plain(text, Style{face, 9, Color{}}), Pitch: 4})
	got := folded(strings.Join(readPDF(t, mustBytes(t, d)), ""))
	if got != folded(text) {
		t.Errorf("face %d: %s", face, difference(got, folded(text)))
	}
	if lost := d.Missing(); len(lost) != 0 {
		t.Errorf("face %d: its own characters are missing: %q", face, lost)
	}
}

func TestJustifiedChineseIsExtractedWithoutSpaces(t *testing.T) {
	text := strings.Repeat("根据市发展改革委关于2017年度社会信用体系建设考核的要求，我县认真组织自查，"+
		"现将有关情况报告如下：一是“双公示”（行政许可、行政处罚）共报送1234567条；二是按照《关于印发的通知》开展宣传。", 12)
	for _, mode := range []string{"-raw", "-layout"} {
		out := pdftotext(t, mustBytes(t, letter(text, Justify)), mode)
		for line := range strings.Lines(out) {
			if strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s: spaces in %q", mode, line)
			}
		}
	}
}

// The compatibility ideographs that are unified ones are characters of their own, and every face prints them.
func TestUnifiedCompatibilityIdeographs(t *testing.T) {
	for _, face := range []Face{FangSong, Kai, Hei, HeiBold, Song, Title} {
		checkCharacters(t, face, "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")
	}
	if got := string(Lacking("﨎甲😀乙\n\U000323AF😀")); got != "😀\U000323AF" {
		t.Errorf("lacking %q", got)
	}
}

func TestMissingCharactersAreReported(t *testing.T) {
	d := New(Options{})
	d.AddPage(false)
	d.Text(20, 20, body, "好🙂\x00坏\xff")
	if got, want := string(d.Missing()), "\x00\uFFFD🙂"; got != want {
		t.Errorf("missing %q, want %q", got, want)
	}
	if got := readPDF(t, mustBytes(t, d))[0]; got != "好〓〓坏〓" {
		t.Errorf("printed %q", got)
	}
}

func TestSameCallsSameBytes(t *testing.T) {
	once := func() []byte {
		d := letter(randomText(rand.New(rand.NewPCG(7, 7)), 4000), Justify)
		d.Bookmark("𬱖章", 0, 40)
		if err := d.Watermark("草稿", Hei, 60, Color{230, 230, 230}); err != nil {
			t.Fatal(err)
		}
		return mustBytes(t, d)
	}
	first := once()
	for range 3 {
		if !bytes.Equal(first, once()) {
			t.Fatal("two runs differ")
		}
	}
}

func TestTitlesAndBookmarksAboveFFFF(t *testing.T) {
	for _, drawn := range []bool{true, false} {
		d := New(Options{Title: "颜𬱖(1)\\", Subject: "县", Author: "坏\xff"})
		d.AddPage(false)
		if drawn {
			d.Text(20, 20, body, "文")
		}
		d.Bookmark("王𬱖", 5, 10)
		pdf := mustBytes(t, d)
		for _, want := range []string{"/Title<FEFF989CD873DC56002800310029005C>", "/Title<FEFF738BD873DC56>", "/Author<FEFF574FFFFD>"} {
			if inObjects(t, pdf, want) == 0 {
				t.Errorf("drawn %v: %s is not in the file", drawn, want)
			}
		}
	}
}

// inObjects counts the objects that hold some words.
func inObjects(t *testing.T, pdf []byte, want string) int {
	t.Helper()
	n := 0
	for _, object := range formtest.Objects(t, pdf) {
		if bytes.Contains(object, []byte(want)) {
			n++
		}
	}
	return n
}

func TestBookmarksPointAtTheirPlaceOnPagesOfBothShapes(t *testing.T) {
	d := New(Options{})
	d.AddPage(false)
	d.Text(20, 50, body, "一")
	d.Bookmark("一", 0, 50)
	d.AddPage(true)
	d.EachPage(func(page, pages int) { d.TextIn(10, 100, 50, Right, body, "页") })
	pdf := mustBytes(t, d)
	if want := "/XYZ 0 700.16 null"; inObjects(t, pdf, want) == 0 { // (297−50) mm in points
		t.Errorf("no %s", want)
	}
	objects := formtest.Objects(t, pdf)
	if page := string(inflate(t, objects[4])); !strings.Contains(page, " 558.43 Td") { // (297−100) mm
		t.Errorf("the foot of page 1 is misplaced: %q", page)
	}
}

func TestWatermarkIsNoText(t *testing.T) {
	d := New(Options{})
	d.OnPage(func() {
		if err := d.Watermark("草稿", Hei, 60, Color{225, 225, 225}); err != nil {
			t.Error(err)
		}
	})
	d.AddPage(true)
	d.Text(20, 20, body, "正文")
	pdf := mustBytes(t, d)
	if got := readPDF(t, pdf)[0]; got != "正文" {
		t.Errorf("read %q", got)
	}
	if got := folded(pdftotext(t, pdf)); got != "正文" {
		t.Errorf("pdftotext read %q", got)
	}
}

func FuzzBreak(f *testing.F) {
	f.Add("县人民政府，", 20.0, 4.0)
	f.Add("\xff\r\n\n，，，，，，，，，，", 12.0, 0.0)
	f.Add("https://www.example.gov.cn/a/b/c/d?e=1234567890", 30.0, 10.0)
	f.Fuzz(func(t *testing.T, text string, room, indent float64) {
		if len(text) > 5000 || !(room > 0 && room < 500) || !(indent >= 0 && indent < room) {
			return
		}
		lines := Break(Plain(text, body), Measure{Width: room, FirstIndent: indent, Justify: true})
		checkLines(t, text, lines)
	})
}

// checkLines holds what is true of every broken text.
func checkLines(t testing.TB, text string, lines []Line) {
	t.Helper()
	var joined strings.Builder
	for i, line := range lines {
		joined.WriteString(line.Text)
		n := len(line.glyphs)
		if limit := line.Room + squeeze*body.em()*float64(n) + rounding; line.Width > limit && n > 1 {
			t.Errorf("line %q is %.2f wide in %.2f", line.Text, line.Width, line.Room)
		}
		if i == 0 || lines[i-1].Last || lines[i-1].Forced || line.Text == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(line.Text)
		last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(lines[i-1].Text, " "))
		if linebreak.NeverFirst(first) {
			t.Errorf("a line begins with %q", line.Text)
		}
		if linebreak.NeverLast(last) {
			t.Errorf("a line ends with %q", lines[i-1].Text)
		}
	}
	want := strings.NewReplacer("\r", "", "\n", "", "\v", "", "\f", "", "\u0085", "", "\u2028", "", "\u2029", "").Replace(text)
	if joined.String() != want {
		t.Errorf("lines join to %q, not %q", joined.String(), want)
	}
}

func TestBreakProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 300 {
		text := randomText(r, 400)
		room := 10 + 150*r.Float64()
		m := Measure{Width: room, FirstIndent: min(room/2, 11), Justify: r.IntN(2) == 0}
		checkLines(t, text, Break(Plain(text, body), m))
	}
}

func TestBreakKeepsTogether(t *testing.T) {
	for _, c := range []struct {
		text  string
		chars float64
		want  []string
	}{
		{"我县开展，宣传", 4, []string{"我县开", "展，宣传"}},
		{"我县（含镇）宣传", 3, []string{"我县", "（含", "镇）宣", "传"}},
		{"共计报送2017年", 5, []string{"共计报送", "2017年"}},
		{"一\n\n二", 5, []string{"一", "", "二"}},
		{"一\r\n二", 5, []string{"一", "二"}},
		{"", 5, []string{""}},
		{"他说“好的”然后", 4, []string{"他说“好", "的”然后"}},
		{"破折——折号", 3, []string{"破", "折——", "折号"}},
		{"hello world", 4, []string{"hello ", "world"}},
	} {
		var got []string
		for _, line := range Break(Plain(c.text, body), Measure{Width: c.chars * body.em() * 1.001}) {
			got = append(got, line.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %v: %q, want %q", c.text, c.chars, got, c.want)
		}
	}
}

func BenchmarkSixtyPages(b *testing.B) {
	text := strings.Repeat("根据市发展改革委关于2017年度社会信用体系建设考核的要求，我县认真组织自查。", 950)
	for b.Loop() {
		d := letter(text, Justify)
		data, err := d.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(data)), "bytes")
		b.ReportMetric(float64(d.Pages()), "pages")
	}
}

// The outline leads from its root to every mark, in order, level by level.
func TestOutline(t *testing.T) {
	d := New(Options{})
	d.AddPage(false)
	for _, m := range []struct {
		title string
		level int
	}{{"a", 0}, {"a1", 1}, {"a2", 1}, {"a2x", 2}, {"b", 0}, {"b1", 1}} {
		d.Bookmark(m.title, m.level, 10)
	}
	objects := formtest.Objects(t, mustBytes(t, d))
	link := func(object int, name string) int {
		found := regexp.MustCompile(`/` + name + ` (\d+) 0 R`).FindSubmatch(objects[object])
		if found == nil {
			return 0
		}
		n, _ := strconv.Atoi(string(found[1]))
		return n
	}
	var walk func(parent int) string
	walk = func(parent int) string {
		out, before := "", 0
		for n := link(parent, "First"); n != 0; n = link(n, "Next") {
			title := regexp.MustCompile(`/Title<FEFF([0-9A-F]*)>`).FindSubmatch(objects[n])
			letters, _ := hex.DecodeString(string(title[1]))
			out += strings.ReplaceAll(string(letters), "\x00", "") + "(" + walk(n) + ")"
			if link(n, "Parent") != parent || link(n, "Prev") != before {
				t.Errorf("object %d under %d after %d: %s", n, parent, before, objects[n])
			}
			before = n
		}
		if link(parent, "Last") != before {
			t.Errorf("object %d ends with %d", parent, before)
		}
		return out
	}
	for n, object := range objects {
		if bytes.Contains(object, []byte("/Type/Outlines")) {
			if got := walk(n); got != "a(a1()a2(a2x()))b(b1())" {
				t.Error(got)
			}
			return
		}
	}
	t.Error("no outline")
}
