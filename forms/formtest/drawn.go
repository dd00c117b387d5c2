package formtest

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	pdfFont    = regexp.MustCompile(`/(F[0-9a-f]{20,}) (\d+) 0 R`)
	pdfFace    = regexp.MustCompile(`/BaseFont/[A-Z]{6}\+Zicha([\w-]+)`)
	pdfUnicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	pdfPair    = regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4,8})>$`)
	pdfPage    = regexp.MustCompile(`(?s)/Type /Page\n.*?/Contents (\d+) 0 R`)
	pdfHigh    = regexp.MustCompile(`/MediaBox \[0 0 [0-9.]+ ([0-9.]+)\]`)
	pdfEscape  = regexp.MustCompile(`(?s)\\(.)`)
)

// shortFace is what the type faces are called here.
var shortFace = map[string]string{
	"Fang-Regular": "fang", "Kai-Regular": "kai", "Hei-Regular": "hei", "Hei-Bold": "heibold",
	"Song-Regular": "song", "Song-Bold": "title", "Rare-Regular": "rare",
}

// Drawn says in words what is drawn on each page of a PDF made by typeset, in order, in millimetres from the top left corner of the page:
// "text x y face size words" with the baseline's left end, "turned" where it runs down the page, "gap mm" before letters set apart, "rule x1 y1 x2 y2 thickness",
// "box x y width height red green blue", "frame x y width height thickness", and for outlines "shape" with left, top, right, bottom,
// how many points they have, their middle and the colour. "colour" stands before a text that is not black.
func Drawn(t testing.TB, pdf []byte) [][]string {
	t.Helper()
	objects := Objects(t, pdf)
	fonts, faces := map[string]map[string]string{}, map[string]string{}
	for _, m := range pdfFont.FindAllSubmatch(objects[2], -1) { // what the pages use
		if name := string(m[1]); fonts[name] == nil {
			fonts[name] = map[string]string{}
			faces[name] = shortFace[string(pdfFace.FindSubmatch(objects[whole(string(m[2]))])[1])]
			link := pdfUnicode.FindSubmatch(objects[whole(string(m[2]))])
			for _, pair := range pdfPair.FindAllSubmatch(unpacked(t, objects[whole(string(link[1]))]), -1) {
				code, _ := hex.DecodeString(string(pair[1]))
				fonts[name][string(code)] = utf16Text(string(pair[2]))
			}
		}
	}
	var pages [][]string
	for n := 1; n <= len(objects); n++ {
		page := objects[n]
		found := pdfPage.FindSubmatch(page)
		if found == nil {
			continue
		}
		high := 297.0 / 25.4 * 72
		if own := pdfHigh.FindSubmatch(page); own != nil {
			high, _ = strconv.ParseFloat(string(own[1]), 64)
		}
		pages = append(pages, (&ink{fonts: fonts, faces: faces, high: high}).read(unpacked(t, objects[whole(string(found[1]))])))
	}
	return pages
}

func unpacked(t testing.TB, object []byte) []byte {
	t.Helper()
	_, stream, _ := bytes.Cut(object, []byte("stream\n"))
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func utf16Text(digits string) string {
	raw, _ := hex.DecodeString(digits)
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}

// ink reads one page.
type ink struct {
	fonts        map[string]map[string]string
	high         float64 // points
	faces        map[string]string
	font         map[string]string
	face         string
	size, thick  float64
	colour, kept string
	from         [2]float64
	turned       *[2]float64 // where what is turned clockwise begins
	rect         string
	path         []float64
	out, waiting []string
}

// tokenEnd is where the token that a page's content begins with ends: a string, a sign of a dictionary, digits of base 16 or a word; 0 where
// none begins. It stands for a regular expression, which took a third of the time of the tests that read pages.
func tokenEnd(content []byte) int {
	switch content[0] {
	case '(':
		for i := 1; i < len(content); i++ {
			switch content[i] {
			case '\\':
				i++
			case ')':
				return i + 1
			}
		}
		return 0
	case '<', '>':
		if len(content) > 1 && content[1] == content[0] {
			return 2
		}
		if rest := bytes.TrimLeft(content[1:], "0123456789ABCDEFabcdef"); content[0] == '<' && len(rest) > 0 && rest[0] == '>' {
			return len(content) - len(rest) + 1
		}
		return 0
	}
	if end := bytes.IndexAny(content, "\t\n\f\r ()<>"); end >= 0 {
		return end
	}
	return len(content)
}

func (k *ink) read(content []byte) []string {
	for len(content) > 0 {
		token := content[:tokenEnd(content)]
		if len(token) == 0 {
			content = content[1:]
			continue
		}
		content = content[len(token):]
		if c := token[0]; c == '(' || c == '/' || c == '<' || c == '>' || c == '-' || c == '.' || c >= '0' && c <= '9' {
			k.waiting = append(k.waiting, string(token))
			continue
		}
		k.do(string(token))
		k.waiting = nil
	}
	return k.out
}

// number is the i-th operand; mm turns points into millimetres, down measures from the top.
func (k *ink) number(i int) float64 {
	n, _ := strconv.ParseFloat(k.waiting[i], 64)
	return n
}
func (k *ink) mm(i int) float64   { return k.number(i) * 25.4 / 72 }
func (k *ink) down(i int) float64 { return (k.high - k.number(i)) * 25.4 / 72 }

func (k *ink) say(format string, values ...any) {
	k.out = append(k.out, fmt.Sprintf(format, values...))
}

func (k *ink) do(operator string) {
	switch operator {
	case "Tf":
		k.font, k.size = k.fonts[k.waiting[0][1:]], k.number(1)
		k.face = k.faces[k.waiting[0][1:]]
	case "Td":
		k.from = [2]float64{k.mm(0), k.down(1)}
	case "m", "l", "c":
		for i := 0; i < len(k.waiting); i += 2 {
			k.path = append(k.path, k.mm(i), k.down(i+1))
		}
	case "Tj":
		raw := pdfEscape.ReplaceAllStringFunc(k.waiting[0][1:len(k.waiting[0])-1], func(s string) string { return strings.Replace(s[1:], "r", "\r", 1) })
		var words strings.Builder
		for ; len(raw) >= 2; raw = raw[2:] {
			words.WriteString(k.font[raw[:2]])
		}
		if k.colour != "" {
			k.say("colour %s", k.colour)
		}
		if k.turned != nil {
			k.say("turned %.1f %.1f %s %g %s", k.turned[0], k.turned[1], k.face, k.size, words.String())
			return
		}
		k.say("text %.1f %.1f %s %g %s", k.from[0], k.from[1], k.face, k.size, words.String())
	case "Tc":
		if gap := k.mm(0); gap != 0 {
			k.say("gap %.3f", gap)
		}
	case "BDC":
		if k.waiting[0] != "/Span" {
			return // says what a piece is part of
		}
		k.say("spelled %s", utf16Text(strings.Trim(k.waiting[3], "<>")[4:]))
	case "w":
		k.thick = k.mm(0)
	case "q":
		k.kept = k.colour
	case "Q":
		k.colour, k.turned = k.kept, nil
	case "cm":
		if k.number(1) == -1 {
			k.turned = &[2]float64{k.mm(4), k.down(5)}
		}
	case "rg":
		k.colour = strings.Join(k.waiting, " ")
	case "re":
		k.rect = fmt.Sprintf("%.1f %.1f %.1f %.1f", k.mm(0), k.down(1), k.mm(2), -k.mm(3))
	case "f", "S":
		k.paint(operator == "f")
	}
}

// paint fills or draws the rectangle or the path.
func (k *ink) paint(fill bool) {
	switch {
	case k.rect != "" && fill:
		k.say("box %s %s", k.rect, k.colour)
	case k.rect != "":
		k.say("frame %s %.2f", k.rect, k.thick)
	case fill:
		left, top, right, bottom := k.path[0], k.path[1], k.path[0], k.path[1]
		x, y := 0.0, 0.0
		for i := 0; i < len(k.path); i += 2 {
			x, y = x+k.path[i], y+k.path[i+1]
			left, right = min(left, k.path[i]), max(right, k.path[i])
			top, bottom = min(top, k.path[i+1]), max(bottom, k.path[i+1])
		}
		n := float64(len(k.path) / 2)
		k.say("shape %.1f %.1f %.1f %.1f %g %.2f %.2f %s", left, top, right, bottom, n, x/n, y/n, k.colour)
	default:
		k.say("rule %.1f %.1f %.1f %.1f %.2f", k.path[0], k.path[1], k.path[2], k.path[3], k.thick)
	}
	k.rect, k.path = "", nil
}
