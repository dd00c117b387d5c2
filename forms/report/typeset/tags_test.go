package typeset

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"zicha/forms/formtest"
)

// tagged writes a document's tree: every element with the pages of its pieces, "P1,2" for a paragraph over two pages.
func tagged(t *testing.T, d *Doc) string {
	t.Helper()
	objects := formtest.Objects(t, mustBytes(t, d))
	sheet := map[string]string{}
	for i, kid := range number.FindAllStringSubmatch(string(objects[1]), -1) {
		if i < d.Pages() {
			sheet[kid[1]] = strconv.Itoa(i + 1)
		}
	}
	part := regexp.MustCompile(`<</Type/MCR/Pg (\d+) 0 R/MCID \d+>>|(\d+) 0 R|\d+`)
	var walk func(object []byte) string
	walk = func(object []byte) string {
		tag := regexp.MustCompile(`/S/(\w+)`).FindSubmatch(object)[1]
		home := regexp.MustCompile(`/Pg (\d+) 0 R`).FindSubmatch(object)
		_, list, _ := bytes.Cut(object, []byte("/K["))
		var pages, inner []string
		for _, p := range part.FindAllSubmatch(list, -1) {
			switch {
			case len(p[1]) > 0:
				pages = append(pages, sheet[string(p[1])])
			case len(p[2]) > 0:
				n, _ := strconv.Atoi(string(p[2]))
				inner = append(inner, walk(objects[n]))
			default:
				pages = append(pages, sheet[string(home[1])])
			}
		}
		out := string(tag) + strings.Join(pages, ",")
		if len(inner) > 0 {
			out += "(" + strings.Join(inner, " ") + ")"
		}
		return out
	}
	for _, object := range objects {
		if bytes.Contains(object, []byte("/S/Document")) {
			return walk(object)
		}
	}
	return ""
}

// A paragraph over two pages is one; a repeated head, feet and marks are none of the text; a cell over two pages is one.
func TestTags(t *testing.T) {
	for _, overlay := range []bool{false, true} {
		d := New(Options{Title: "题", Overlay: overlay})
		d.OnPage(func() { d.Fill(0, 0, 5, 5, Color{200, 200, 200}) })
		d.AddPage(false)
		d.Bookmark("部分", 0, 20)
		frame := Frame{20, 20, 60, 24}
		flow := d.NewFlow(frame, func() Frame { d.AddPage(false); return frame })
		flow.Paragraph(Paragraph{Runs: Plain("大标题", body), Pitch: 8, Heading: 1})
		flow.Paragraph(Paragraph{Runs: Plain("第二行", body), Pitch: 8, Heading: 1})
		flow.Paragraph(Paragraph{Runs: Plain("一二三四五六七八九十一二三四五六", body), Pitch: 8})
		flow.Table(Table{
			Columns: []Column{{Head: "甲", Width: 20}, {Head: "乙", Width: 40}}, Style: Style{Song, 9, Color{}}, HeadStyle: Style{Hei, 9, Color{}}, Pitch: 4,
			Rows: []Row{{Cells: []Cell{{Text: "一"}, {Text: strings.Repeat("很长的格", 20)}}}},
		})
		d.Figure("图", func() { d.Fill(0, 0, 5, 5, Color{}) })
		d.EachPage(func(int, int) { d.Text(20, 200, body, "页码") })
		want := "Document(Sect(H11 P1,2 Table(TR(TH3 TH3) TR(TD3 TD3,4,5)) Figure5))" // of eight lines three, three and two
		if overlay {
			want = ""
		}
		if got := tagged(t, d); got != want {
			t.Errorf("overlay %v: the tree is %s, not %s", overlay, got, want)
		}
	}
}
