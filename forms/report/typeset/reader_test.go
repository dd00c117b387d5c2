package typeset

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"zicha/forms/formtest"
)

// readPDF extracts the text of every page by reading the file itself: content
// streams in order, each shown string through its font's ToUnicode map.
func readPDF(t testing.TB, pdf []byte) []string {
	t.Helper()
	objects := formtest.Objects(t, pdf)
	fonts := readFonts(t, objects)
	kids := regexp.MustCompile(`/Kids \[([^\]]*)\]`).FindSubmatch(objects[1])
	if kids == nil {
		t.Fatal("no pages")
	}
	var pages []string
	for _, kid := range regexp.MustCompile(`(\d+) 0 R`).FindAllSubmatch(kids[1], -1) {
		n, _ := strconv.Atoi(string(kid[1]))
		content := regexp.MustCompile(`/Contents (\d+) 0 R`).FindSubmatch(objects[n])
		n, _ = strconv.Atoi(string(content[1]))
		pages = append(pages, readContent(t, inflate(t, objects[n]), fonts))
	}
	return pages
}

func inflate(t testing.TB, object []byte) []byte {
	t.Helper()
	at := bytes.Index(object, []byte("stream\n")) + len("stream\n")
	r, err := zlib.NewReader(bytes.NewReader(object[at:]))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// readFonts maps the names used in content streams to their ToUnicode maps.
func readFonts(t testing.TB, objects map[int][]byte) map[string]map[uint16]string {
	t.Helper()
	fonts := map[string]map[uint16]string{}
	for _, object := range objects {
		for _, use := range regexp.MustCompile(`/(F[0-9a-f]{20,}) (\d+) 0 R`).FindAllSubmatch(object, -1) {
			n, _ := strconv.Atoi(string(use[2]))
			unicodes := regexp.MustCompile(`/ToUnicode (\d+) 0 R`).FindSubmatch(objects[n])
			n, _ = strconv.Atoi(string(unicodes[1]))
			fonts[string(use[1])] = readToUnicode(inflate(t, objects[n]))
		}
	}
	return fonts
}

func readToUnicode(cmap []byte) map[uint16]string {
	pairs := map[uint16]string{}
	for _, row := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4,8})>$`).FindAllSubmatch(cmap, -1) {
		code, _ := strconv.ParseUint(string(row[1]), 16, 16)
		raw, _ := hex.DecodeString(string(row[2]))
		var units []uint16
		for i := 0; i < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		pairs[uint16(code)] = string(utf16.Decode(units))
	}
	return pairs
}

// readContent walks a content stream; strings may hold any byte, so it is read
// byte by byte.
func readContent(t testing.TB, content []byte, fonts map[string]map[uint16]string) string {
	t.Helper()
	var out strings.Builder
	var font map[uint16]string
	for i := 0; i < len(content); i++ {
		switch {
		case bytes.HasPrefix(content[i:], []byte("/F")):
			end := i + bytes.IndexByte(content[i:], ' ')
			font = fonts[string(content[i+1:end])]
			i = end
		case content[i] == '(':
			raw, size := readString(content[i+1:])
			i += size
			for ; len(raw) >= 2; raw = raw[2:] {
				text, ok := font[uint16(raw[0])<<8|uint16(raw[1])]
				if !ok {
					t.Fatalf("code %x has no character", raw[:2])
				}
				out.WriteString(text)
			}
		}
	}
	return out.String()
}

func readString(content []byte) (raw []byte, size int) {
	for i := 0; i < len(content); i++ {
		switch content[i] {
		case ')':
			return raw, i + 1
		case '\\':
			i++
			if content[i] == 'r' {
				raw = append(raw, '\r')
				continue
			}
			raw = append(raw, content[i])
		default:
			raw = append(raw, content[i])
		}
	}
	return raw, len(content)
}

// pdftotext extracts with poppler, or skips the test where it is missing.
func pdftotext(t testing.TB, pdf []byte, options ...string) string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	cmd := exec.Command(program, append(options, "-enc", "UTF-8", "-", "-")...)
	cmd.Stdin = bytes.NewReader(pdf)
	text, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// folded leaves out white space.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// printed is what of text must be found in the file, white space apart.
func printed(text string) string {
	var out strings.Builder
	for _, g := range shape(Plain(text, Style{FangSong, 12, Color{}})) {
		out.WriteRune(g.char)
	}
	return folded(out.String())
}
