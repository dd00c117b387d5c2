package typeset

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

var (
	errLayout = errors.New("the PDF is not laid out as expected")
	// plainStream is the head of an object whose stream is not compressed.
	plainStream = regexp.MustCompile(`^\d+ 0 obj\n<</Length \d+>>\nstream\n`)
	fontEntry   = regexp.MustCompile(`(?s)/BaseFont /utf8(\w+)\s.*?/ToUnicode (\d+) 0 R`)
)

// repair replaces gofpdf's one-size ToUnicode maps by maps of the characters
// really meant, private-use codes included, compresses what gofpdf left
// plain, and renews the table of offsets.
func repair(pdf []byte, used [faceCount]*subset) ([]byte, error) {
	at := bytes.LastIndex(pdf, []byte("startxref\n"))
	trailer := bytes.LastIndex(pdf, []byte("trailer\n"))
	if at < 0 || trailer < 0 {
		return nil, errLayout
	}
	offsets, err := readOffsets(pdf[:trailer])
	if err != nil {
		return nil, err
	}
	objects := slices.Collect(maps.Keys(offsets))
	slices.SortFunc(objects, func(a, b int) int { return offsets[a] - offsets[b] })
	bodies := make(map[int][]byte, len(objects))
	for i, n := range objects {
		end := bytes.LastIndex(pdf, []byte("xref\n0 "))
		if i+1 < len(objects) {
			end = offsets[objects[i+1]]
		}
		bodies[n] = pdf[offsets[n]:end]
	}
	maps.Copy(bodies, toUnicodes(bodies, used))
	compress(bodies)
	var out bytes.Buffer
	out.Write(pdf[:offsets[objects[0]]])
	for _, n := range objects {
		offsets[n] = out.Len()
		out.Write(bodies[n])
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for n := 1; n <= len(objects); n++ {
		fmt.Fprintf(&out, "%010d 00000 n \n", offsets[n])
	}
	out.Write(pdf[trailer:at])
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", table)
	return out.Bytes(), nil
}

// readOffsets reads the table of offsets at the end of pdf.
func readOffsets(pdf []byte) (map[int]int, error) {
	start := bytes.LastIndex(pdf, []byte("xref\n0 "))
	if start < 0 {
		return nil, errLayout
	}
	rows := strings.Split(strings.TrimSpace(string(pdf[start:])), "\n")
	offsets := make(map[int]int)
	for n, row := range rows[2:] {
		if n == 0 {
			continue // the free entry
		}
		offset, err := strconv.Atoi(strings.Fields(row)[0])
		if err != nil || offset <= 0 || offset > start {
			return nil, errLayout
		}
		offsets[n] = offset
	}
	if len(offsets) == 0 {
		return nil, errLayout
	}
	return offsets, nil
}

// toUnicodes makes the maps' objects, by number.
func toUnicodes(bodies map[int][]byte, used [faceCount]*subset) map[int][]byte {
	made := make(map[int][]byte)
	for _, body := range bodies {
		if len(body) > 500 {
			continue // font entries are short
		}
		entry := fontEntry.FindSubmatch(body)
		if entry == nil {
			continue
		}
		number, err := strconv.Atoi(string(entry[2]))
		if err != nil {
			continue
		}
		for _, s := range used {
			if s != nil && s.font.name == string(entry[1]) {
				made[number] = toUnicode(number, s.chars)
			}
		}
	}
	return made
}

// toUnicode writes one map from drawn codes to the characters meant.
func toUnicode(number int, codes map[rune]rune) []byte {
	var text strings.Builder
	text.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	// The format allows at most 100 entries in a section.
	for section := range slices.Chunk(slices.Sorted(maps.Keys(codes)), 100) {
		fmt.Fprintf(&text, "%d beginbfchar\n", len(section))
		for _, code := range section {
			text.WriteString("<" + hex16([]rune{code}) + "> <" + hex16([]rune{codes[code]}) + ">\n")
		}
		text.WriteString("endbfchar\n")
	}
	text.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return fmt.Appendf(nil, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", number, text.Len(), text.String())
}

// compress packs the plain streams among the objects, on all processors: gofpdf makes a new compressor for each, which costs more than
// its work on a page.
func compress(bodies map[int][]byte) {
	plain := make(chan int, len(bodies))
	for n, body := range bodies {
		if plainStream.Match(body[:min(len(body), 60)]) {
			plain <- n
		}
	}
	close(plain)
	var lock sync.Mutex
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			var packed bytes.Buffer
			w, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed) // a level there is
			for n := range plain {
				lock.Lock()
				body := bodies[n]
				lock.Unlock()
				start := bytes.Index(body, []byte("stream\n")) + len("stream\n")
				packed.Reset()
				w.Reset(&packed)
				_, _ = w.Write(body[start:bytes.LastIndex(body, []byte("\nendstream"))]) // a buffer takes everything
				_ = w.Close()
				body = fmt.Appendf(nil, "%d 0 obj\n<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream\nendobj\n", n, packed.Len(), packed.Bytes())
				lock.Lock()
				bodies[n] = body
				lock.Unlock()
			}
		})
	}
	work.Wait()
}

// surrogates spells characters above U+FFFF as two three-byte halves, and
// invalid bytes as U+FFFD: the only form of which gofpdf's titles and
// bookmarks make correct UTF-16.
func surrogates(text string) string {
	var out strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		switch {
		case unit < 0x80:
			out.WriteByte(byte(unit))
		case unit < 0x800:
			out.Write([]byte{0xC0 | byte(unit>>6), 0x80 | byte(unit&0x3F)})
		default:
			out.Write([]byte{0xE0 | byte(unit>>12), 0x80 | byte(unit>>6&0x3F), 0x80 | byte(unit&0x3F)})
		}
	}
	return out.String()
}

// plainText is a bookmark's title in UTF-16.
func plainText(title string) string {
	out := "\xFE\xFF"
	for _, unit := range utf16.Encode([]rune(title)) {
		out += string([]byte{byte(unit >> 8), byte(unit)})
	}
	return out
}
