package pdf

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// onePage is a PDF of one page with these entries, and further objects from 4 on.
func onePage(entries string, objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n")
	fmt.Fprintf(&b, "3 0 obj\n<</Type/Page/Parent 2 0 R%s>>\nendobj\n", entries)
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+4, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return []byte(b.String())
}

// made makes a document and gives what it says of itself, and its objects.
func made(t *testing.T, data []byte) (Document, string) {
	t.Helper()
	var body bytes.Buffer
	d, err := func() (Document, error) {
		w := &documentWriter{w: bufio.NewWriter(&body)}
		d, err := readFile(bytes.NewReader(data), int64(len(data)), w)
		if err == nil {
			err = w.close(&d)
		}
		return d, err
	}()
	if err != nil {
		t.Fatal(err)
	}
	return d, body.String()
}

// A page of 200 by 300 points from (10, 20) on comes to lie at 0, 0 upright, whatever box, turn and unit it has. The points are where its
// lower left and upper right corners go, worked out on paper.
func TestGeometry(t *testing.T) {
	const box = "/MediaBox[10 20 210 320]"
	for entries, want := range map[string]struct {
		w, h                   float64
		fromX, fromY, toX, toY float64 // the corners before
		x0, y0, x1, y1         float64 // and after
	}{
		box:                                   {200, 300, 10, 20, 210, 320, 0, 0, 200, 300},
		"/MediaBox[210 320 10 20]":            {200, 300, 10, 20, 210, 320, 0, 0, 200, 300},
		box + "/Rotate 90":                    {300, 200, 10, 20, 210, 320, 0, 200, 300, 0},
		box + "/Rotate 180":                   {200, 300, 10, 20, 210, 320, 200, 300, 0, 0},
		box + "/Rotate 270":                   {300, 200, 10, 20, 210, 320, 300, 0, 0, 200},
		box + "/Rotate -90":                   {300, 200, 10, 20, 210, 320, 300, 0, 0, 200},
		box + "/Rotate 450":                   {300, 200, 10, 20, 210, 320, 0, 200, 300, 0},
		box + "/Rotate 100":                   {300, 200, 10, 20, 210, 320, 0, 200, 300, 0},
		box + "/UserUnit 2":                   {400, 600, 10, 20, 210, 320, 0, 0, 400, 600},
		box + "/UserUnit 0":                   {200, 300, 10, 20, 210, 320, 0, 0, 200, 300},
		box + "/UserUnit 1001":                {200, 300, 10, 20, 210, 320, 0, 0, 200, 300},
		box + "/CropBox[60 120 500 220]":      {150, 100, 60, 120, 210, 220, 0, 0, 150, 100},
		box + "/CropBox[500 500 600 600]":     {200, 300, 10, 20, 210, 320, 0, 0, 200, 300},
		box + "/CropBox[1 2 3]":               {200, 300, 10, 20, 210, 320, 0, 0, 200, 300},
		"":                                    {595.276, 841.89, 0, 0, 595.276, 841.89, 0, 0, 595.276, 841.89},
		"/MediaBox[0 0 0 100]":                {595.276, 841.89, 0, 0, 595.276, 841.89, 0, 0, 595.276, 841.89},
		"/MediaBox[0 0 2000000 100]":          {595.276, 841.89, 0, 0, 595.276, 841.89, 0, 0, 595.276, 841.89},
		"/MediaBox[0 0 0.01 1000000]":         {0.01, 1e6, 0, 0, 0.01, 1e6, 0, 0, 0.01, 1e6},
		"/MediaBox[20000000 0 20000100 1]":    {595.276, 841.89, 0, 0, 595.276, 841.89, 0, 0, 595.276, 841.89},
		"/MediaBox[(a) 20 210 320]/Rotate 90": {841.89, 595.276, 0, 0, 595.276, 841.89, 0, 595.276, 841.89, 0},
	} {
		d, _ := made(t, onePage(entries+"/Resources<<>>"))
		if len(d.Pages) != 1 || d.Lost != 0 {
			t.Errorf("%s: %+v", entries, d)
			continue
		}
		p := d.Pages[0]
		near := func(got, want float64) bool { return got-want < 1e-6 && want-got < 1e-6 }
		goes := func(x, y, toX, toY float64) bool {
			m := p.Matrix
			return near(m[0]*x+m[2]*y+m[4], toX) && near(m[1]*x+m[3]*y+m[5], toY)
		}
		if !near(p.W, want.w) || !near(p.H, want.h) || !goes(want.fromX, want.fromY, want.x0, want.y0) || !goes(want.toX, want.toY, want.x1, want.y1) {
			t.Errorf("%s: %+v", entries, p)
		}
	}
}

// What a note or field looks like is put where its box is; what is hidden is left out, and what has no looks is counted.
func TestNotes(t *testing.T) {
	const look = "<</Type/XObject/Subtype/Form/BBox[0 0 10 20]/Length 3>>\nstream\n0 g\nendstream"
	at := "/Rect[100 200 120 220]"
	for note, want := range map[string]struct {
		drawn string // where it is put, "" for nowhere
		bare  int
	}{
		"/Subtype/Stamp/AP<</N 5 0 R>>" + at:               {drawn: "q 2 0 0 1 100 200 cm /A0 Do Q"},
		"/Subtype/Stamp/AP<</N<</On 5 0 R>>>>/AS/On" + at:  {drawn: "q 2 0 0 1 100 200 cm /A0 Do Q"},
		"/Subtype/Stamp/AP<</N<</On 5 0 R>>>>/AS/Off" + at: {bare: 1},
		"/Subtype/Stamp/AP<</N 5 0 R>>/F 2" + at:           {},
		"/Subtype/Stamp/AP<</N 5 0 R>>/F 32" + at:          {},
		"/Subtype/Stamp/AP<</N 5 0 R>>/F 36" + at:          {drawn: "q 2 0 0 1 100 200 cm /A0 Do Q"}, // not on the screen, but on paper
		"/Subtype/Stamp/AP<</N 5 0 R>>/F 4" + at:           {drawn: "q 2 0 0 1 100 200 cm /A0 Do Q"},
		"/Subtype/Popup/AP<</N 5 0 R>>" + at:               {},
		"/Subtype/Stamp/AP<</N 5 0 R>>":                    {bare: 1},
		"/Subtype/Text" + at:                               {bare: 1},
		"/Subtype/Link" + at:                               {},
		"/Subtype/Widget/FT/Tx/V(a)" + at:                  {bare: 1},
		"/Subtype/Widget/FT/Tx" + at:                       {},
		"/Subtype/Widget/FT/Btn/V/On" + at:                 {},
		"/Subtype/Widget/FT/Sig/V<<>>" + at:                {},
		"/Subtype/Stamp/AP<</N 6 0 R>>" + at:               {drawn: "q 1 0 0 2 100 200 cm /A0 Do Q"}, // its own matrix turns it, 20 wide and 10 high
	} {
		turned := strings.Replace(look, "/Length", "/Matrix[0 -1 1 0 0 10]/Length", 1)
		d, body := made(t, onePage("/MediaBox[0 0 400 400]/Resources<<>>/Contents 4 0 R/Annots[<<"+note+">>]",
			"<</Length 3>>\nstream\n1 g\nendstream", look, turned))
		if d.Bare != want.bare || d.Lost != 0 || len(d.Pages) != 1 {
			t.Errorf("%s: %+v", note, d)
		}
		if drawn := strings.Contains(body, "/P Do\n"); drawn != (want.drawn != "") || !strings.Contains(body, want.drawn) {
			t.Errorf("%s: %q", note, body)
		}
	}
}

// The number of an object is read from what stands before its "obj", also where nothing parts it from what was before.
func TestNumberBefore(t *testing.T) {
	for before, want := range map[string]struct {
		n, start int
		ok       bool
	}{
		"12 0 ": {12, 0, true}, "x\n7 0 ": {7, 2, true}, "endobj3 0 ": {3, 6, true}, "%%EOF9 1\t\n": {9, 5, true}, "a9 0 ": {}, "0 ": {}, "": {}, " obj": {},
		"120 ": {}, "5 0": {5, 0, true},
	} {
		n, start, ok := numberBefore([]byte(before))
		if ok != want.ok || ok && (int(n) != want.n || start != want.start) {
			t.Errorf("%q: %d at %d, %v", before, n, start, ok)
		}
	}
}
