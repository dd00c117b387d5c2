package typeset

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	hinting "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"zicha/forms/formtest"
)

// The properties are said twice, in the file's dictionary and as metadata, and say the same; what metadata cannot hold is made visible.
func TestPropertiesSayTheSame(t *testing.T) {
	when := time.Date(2018, 1, 26, 9, 5, 7, 0, time.FixedZone("", 8*3600))
	pdf := mustBytes(t, everything(t, Options{Title: "自查<报告>&\x01", Subject: "一\n二\t三\r四\ufffe", Author: "涡阳县\xff", Created: when}))
	var metadata []byte
	var said string
	for _, object := range formtest.Objects(t, pdf) {
		if bytes.HasPrefix(object, []byte("<</Type/Metadata/Subtype/XML")) {
			metadata = object
		}
		if bytes.HasPrefix(object, []byte("<</Producer(zicha)")) {
			said = string(object)
		}
	}
	if want := "/CreationDate(D:20180126090507+08'00')/ModDate(D:20180126090507+08'00')>>"; !strings.HasSuffix(said, want) {
		t.Errorf("%s does not end with %s", said, want)
	}
	type texts struct {
		Alt []string `xml:"Alt>li"`
		Seq []string `xml:"Seq>li"`
	}
	var x struct {
		Description struct {
			Part        string `xml:"part"`
			Conformance string `xml:"conformance"`
			Title       texts  `xml:"title"`
			Subject     texts  `xml:"description"`
			Author      texts  `xml:"creator"`
			Producer    string
			CreateDate  string
			ModifyDate  string
			Language    []string `xml:"language>Bag>li"`
		} `xml:"RDF>Description"`
	}
	_, packet, _ := bytes.Cut(metadata, []byte("stream\n"))
	packet, _, _ = bytes.Cut(packet, []byte("\nendstream"))
	if err := xml.Unmarshal(packet, &x); err != nil {
		t.Fatalf("%v\n%s", err, packet)
	}
	m := x.Description
	const made = "2018-01-26T09:05:07+08:00"
	got := []string{m.Part, m.Conformance, m.Producer, m.CreateDate, m.ModifyDate, fmt.Sprint(m.Language, m.Title, m.Subject, m.Author)}
	want := []string{"2", "A", "zicha", made, made, fmt.Sprint([]string{"zh-CN"}, texts{Alt: []string{"自查<报告>&\ufffd"}}, texts{Alt: []string{"一\n二\t三\r四\ufffd"}}, texts{Seq: []string{"涡阳县\ufffd"}})}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if !bytes.HasPrefix(packet, []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")) || !bytes.HasSuffix(packet, []byte("<?xpacket end=\"r\"?>")) {
		t.Errorf("no packet: %s", packet)
	}
}

// The colours are those of a screen: the profile is laid out as ICC.1 wants it, its three primaries make its white, its matrix turns the
// white of a screen (D65) into that of the profile, and its curve goes from 0 to 1 without a step.
func TestColourProfile(t *testing.T) {
	p := sRGB()
	word := func(at int) int { return int(binary.BigEndian.Uint32(p[at:])) }
	if word(0) != len(p) || word(8) != 0x04200000 || string(p[12:24]) != "mntrRGB XYZ " || string(p[36:40]) != "acsp" ||
		!bytes.Equal(p[24:36], []byte{7, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0}) || !bytes.Equal(p[40:64], make([]byte, 24)) {
		t.Errorf("the head is % x", p[:80])
	}
	parts := map[string][]byte{}
	end := 128 + 4 + 12*word(128)
	for i := range word(128) {
		at := 132 + 12*i
		from, size := word(at+4), word(at+8)
		if from%4 != 0 || from != end && string(p[at:at+4]) != "gTRC" && string(p[at:at+4]) != "bTRC" || from+size > len(p) {
			t.Errorf("%s stands at %d, %d long, after %d", p[at:at+4], from, size, end)
		}
		parts[string(p[at:at+4])] = p[from : from+size]
		end = max(end, (from+size+3)/4*4)
	}
	if end != len(p) || len(parts) != 10 {
		t.Errorf("%d parts up to %d of %d", len(parts), end, len(p))
	}
	numbers := func(name, kind string, skip int) []float64 {
		if string(parts[name][:4]) != kind || binary.BigEndian.Uint32(parts[name][4:]) != 0 {
			t.Errorf("%s is % x", name, parts[name])
		}
		var out []float64
		for at := skip; at+4 <= len(parts[name]); at += 4 {
			out = append(out, float64(int32(binary.BigEndian.Uint32(parts[name][at:])))/65536)
		}
		return out
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 0.0005 {
			t.Errorf("%s is %.5f, want %.5f", what, got, want)
		}
	}
	white, red, green, blue := numbers("wtpt", "XYZ ", 8), numbers("rXYZ", "XYZ ", 8), numbers("gXYZ", "XYZ ", 8), numbers("bXYZ", "XYZ ", 8)
	matrix := numbers("chad", "sf32", 8)
	d65 := []float64{0.9505, 1, 1.0891}
	for i := range 3 {
		near("white", white[i], []float64{0.9642, 1, 0.8249}[i])
		near("the head's white", float64(word(68+4*i))/65536, white[i])
		near("red, green and blue", red[i]+green[i]+blue[i], white[i])
		near("the screen's white", matrix[3*i]*d65[0]+matrix[3*i+1]*d65[1]+matrix[3*i+2]*d65[2], white[i])
	}
	if len(white) != 3 || len(matrix) != 9 || binary.BigEndian.Uint16(parts["rTRC"][8:]) != 3 {
		t.Errorf("%d, %d numbers, a curve of kind % x", len(white), len(matrix), parts["rTRC"][8:12])
	}
	g := numbers("rTRC", "para", 12)
	near("the curve's end", math.Pow(g[1]+g[2], g[0]), 1)
	near("the curve's joint", math.Pow(g[1]*g[4]+g[2], g[0]), g[3]*g[4])
	near("the curve's middle", math.Pow(g[1]*0.5+g[2], g[0]), 0.21404)
	for name, want := range map[string]string{"desc": "sRGB", "cprt": "No copyright, use freely"} {
		b := parts[name]
		text := strings.ReplaceAll(string(b[28:]), "\x00", "")
		if string(b[:4]) != "mluc" || string(b[8:20]) != "\x00\x00\x00\x01\x00\x00\x00\x0CenUS" || text != want || word20(b) != 2*len(want) || binary.BigEndian.Uint32(b[24:]) != 28 {
			t.Errorf("%s is %q", name, b)
		}
	}
}

func word20(b []byte) int { return int(binary.BigEndian.Uint32(b[20:])) }

// What a PDF says of a font is what another reader finds in it.
func TestFontsAsDescribed(t *testing.T) {
	for face := range Face(faceCount) {
		f := fontOf(face)
		other, err := sfnt.Parse(f.data)
		if err != nil {
			t.Fatal(err)
		}
		box, err := other.Bounds(nil, fixed.I(1000), hinting.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		metrics, err := other.Metrics(nil, fixed.I(1000), hinting.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		round := func(v fixed.Int26_6) int { return int(v) / 64 }
		family, weight, named := regexp.MustCompile(`^\w+`).FindString(f.name), 400, 400
		switch {
		case strings.HasSuffix(f.name, "Bold"):
			weight, named = 700, 700
		case face == rareSong:
			weight, named = 250, 300 // a PDF knows hundreds only
		}
		want := fmt.Sprintf("/FontFamily(%s)/FontWeight %d/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d", family, named,
			round(box.Min.X), -round(box.Max.Y), round(box.Max.X), -round(box.Min.Y), round(metrics.Ascent), -round(metrics.Descent), round(metrics.CapHeight), 50+weight*weight/(65*65))
		if got := f.description(); got != want {
			t.Errorf("%s:\n%s\n%s", f.name, got, want)
		}
	}
}
