package pdf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Values are read as ISO 32000-1, 7.3, has them, and as other programs read what is not quite so.
func TestValues(t *testing.T) {
	for in, want := range map[string]any{
		"null": nil, "true": true, "false": false, "12": int64(12), "-7": int64(-7), "+3": int64(3), "1.5": 1.5, ".5": 0.5, "-.25": -0.25, "4.": 4.0,
		"--5.5": -5.5, "1.2.3": 1.2, "12 0 R": ref(12), "12 0": int64(12), "-1 0 R": int64(-1), "/Name#20x": name("Name#20x"), "/": name(""),
		"(a(b)\\)c)": text("(a(b)\\)c)"), "<4 1>": text("<4 1>"), "[1 2 0 R/A]": array{int64(1), ref(2), name("A")}, "[]": array{},
		"<</A 1/B[2]>>": dict{"A": int64(1), "B": array{int64(2)}}, "<</A 1 %x>>\n/B 2>>": dict{"A": int64(1), "B": int64(2)},
		"<</A<</B 1>>>>": dict{"A": dict{"B": int64(1)}}, "<</A>>": dict(nil), "": end{}, "[1": end{}, "<</A 1": end{}, "(a": end{}, "]": end{}, "abc": keyword("abc"),
		strings.Repeat("[", 1000): end{},
	} {
		for _, src := range []io.ReaderAt{nil, strings.NewReader(in)} {
			l := &lexer{src: src, most: mostObject}
			if src == nil {
				l.data = []byte(in)
			}
			got := l.value(0)
			if d, ok := want.(dict); ok && d == nil {
				want = end{}
			}
			if in == "<</A>>" {
				want = dict{}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%.20s: %#v, want %#v", in, got, want)
			}
		}
	}
}

func TestStrings(t *testing.T) {
	for in, want := range map[string]string{
		`(abc)`: "abc", `(a\(b\)\\)`: `a(b)\`, `(\101\60x\7)`: "A0x\a", "(a\\\nb\\\r\nc)": "abc", `(\n\r\t\b\f\q)`: "\n\r\t\b\fq", `()`: "", `(`: "", `(\)`: `\`,
		"<414 2>": "AB", "<4>": "@", "<>": "", "<4x>": "",
	} {
		if got := string(text(in).bytes()); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// What the filters pack, worked out by hand, is unpacked.
func TestFilters(t *testing.T) {
	for name, c := range map[string]struct{ got, want string }{
		"runs":          {string(fromRuns([]byte{2, 'a', 'b', 'c', 254, 'x', 128, 'y'})), "abcxxx"},
		"runs cut":      {string(fromRuns([]byte{5, 'a'})), "a"},
		"85":            {string(from85([]byte("<~9jqo^~>"))), "Man "},
		"85 zeros":      {string(from85([]byte("z~>"))), "\x00\x00\x00\x00"},
		"up":            {string(unpredict([]byte{2, 1, 2, 2, 1, 1}, 2, 1)), "\x01\x02\x02\x03"},
		"left":          {string(unpredict([]byte{1, 1, 2, 3}, 3, 1)), "\x01\x03\x06"},
		"left by two":   {string(unpredict([]byte{1, 1, 2, 3, 4}, 4, 2)), "\x01\x02\x04\x06"},
		"mean":          {string(unpredict([]byte{0, 4, 8, 3, 1, 1}, 2, 1)), "\x04\x08\x03\x06"},
		"paeth":         {string(unpredict([]byte{0, 5, 9, 4, 1, 1}, 2, 1)), "\x05\x09\x06\x0a"},
		"cut off a row": {string(unpredict([]byte{0, 1, 2, 0, 3}, 2, 1)), "\x01\x02\x03"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}

// two is a PDF of two pages in a classic table.
func two() []byte { return twoWith("") }

func twoWith(more string) []byte {
	var b bytes.Buffer
	var offsets []int
	b.WriteString("%PDF-1.4\n")
	for i, o := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 100 200]>>",
		"<</Type/Page/Parent 2 0 R/Contents 5 0 R>>", "<</Type/Page/Parent 2 0 R/Rotate 90/Contents[5 0 R 6 0 R]>>",
		"<</Length 9>>\nstream\n0 0 m 9 9\nendstream", "<</Length 7 0 R>>\nstream\nl S\nendstream", "3",
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString(more)
	at := b.Len()
	b.WriteString("xref\n0 8\n0000000000 65535 f \n")
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", at)
	return b.Bytes()
}

// However the table of objects is damaged, the pages are found as long as the objects are there.
func TestRepair(t *testing.T) {
	whole := two()
	table := bytes.Index(whole, []byte("xref\n0 8"))
	change := func(old, to string) []byte { return bytes.Replace(whole, []byte(old), []byte(to), 1) }
	for name, data := range map[string][]byte{
		"whole": whole, "no table": whole[:table], "no startxref": change("startxref", "startxxxx"), "elsewhere": change("startxref\n", "startxref\n1"),
		"junk before": append([]byte("junk\n"), whole...), "wrong offset": change("0000000009", "0000000010"), "all wrong": change("xref\n0 8", "xref\n1 8"),
		"short rows": bytes.ReplaceAll(whole, []byte(" n \n"), []byte(" n\n")), "taken out": change("00000 n", "00000 f"),
		"no root": change("/Root 1 0 R", ""), "root elsewhere": change("/Root 1 0 R", "/Root 6 0 R"), "cut": whole[:table+40],
		"older below": append([]byte("%PDF-1.4\n3 0 obj\n(older)\nendobj\n"), whole...), "run together": bytes.ReplaceAll(whole[:table], []byte("endobj\n"), []byte("endobj")),
	} {
		if n, ok := Count(bytes.NewReader(data), int64(len(data))); n != 2 || !ok {
			t.Errorf("%s: %d pages, %v", name, n, ok)
		}
		var body bytes.Buffer
		w := &documentWriter{w: bufio.NewWriter(&body)}
		d, err := readFile(bytes.NewReader(data), int64(len(data)), w)
		if err != nil || len(d.Pages) != 2 || d.Lost > 0 {
			t.Errorf("%s: %+v, %v", name, d, err)
			continue
		}
		if a, b := d.Pages[0], d.Pages[1]; a.W != 100 || a.H != 200 || b.W != 200 || b.H != 100 {
			t.Errorf("%s: %+v", name, d.Pages)
		}
	}
}

// A stream whose length is wrong goes to its endstream; one that says it goes on for ever, or refers to itself, does no harm.
func TestLengths(t *testing.T) {
	for in, want := range map[string]string{
		"/Length 4>>\nstream\nabcd\nendstream": "abcd", "/Length 2>>\nstream\nabcd\nendstream": "abcd", "/Length 99999>>\nstream\r\nabcd\r\nendstream": "abcd",
		"/Length -1>>\nstream\nabcd\rendstream": "abcd", ">>\nstream\nabcd\nendstream": "abcd", "/Length 1 0 R>>\nstream\nabcd\nendstream": "abcd",
	} {
		data := []byte("%PDF-1.4\n1 0 obj\n<<" + in + "\nendobj\n")
		f := &file{src: bytes.NewReader(data), size: int64(len(data)), kept: map[int]any{}, packs: map[int]*pack{}, trailer: dict{}}
		f.put(1, 9)
		s, ok := f.numbered(1).(*stream)
		if !ok {
			t.Errorf("%q: no stream", in)
			continue
		}
		if got, err := f.unpacked(s, 100); string(got) != want || err != nil {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}

// Devices, pipes and folders have no pages, and nobody waits for them.
func TestCountOfWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	for _, path := range append(notFiles(t, dir), dir, filepath.Join(dir, "none")) {
		if n, ok := CountFile(path); ok {
			t.Errorf("%s has %d pages", path, n)
		}
		if err := writeDocument(Job{Path: path, Out: filepath.Join(dir, "out")}); err == nil {
			t.Errorf("%s is read", path)
		}
	}
}

// What a writer has written is found as it was written; a byte at the wrong place is not.
func TestVerify(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := NewWriter(file)
	fonts, drawn := w.reserve(1), w.reserve(1)
	w.object(fonts, "<<>>")
	w.object(drawn, "<</Length 0>>\nstream\n\nendstream")
	var marks []Bookmark
	for i := range 250 {
		marks = append(marks, Bookmark{fmt.Sprint(i), i % 2, w.Page(Sheet{W: 595, H: 842, Drawn: drawn, Fonts: fonts})})
	}
	if err := w.Finish(Properties{Title: "题", Bookmarks: marks, Identity: "x"}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if size, err := Verify(path, 250); err != nil || size != int64(len(data)) {
		t.Fatalf("%d of %d bytes, %v", size, len(data), err)
	}
	if _, err := Verify(path, 249); err == nil {
		t.Error("a page too many is not seen")
	}
	for name, bad := range map[string][]byte{
		"cut": data[:len(data)-30], "hole": bytes.Replace(data, []byte("\n200 0 obj"), []byte("\n200 0 oxx"), 1),
		"shifted": bytes.Replace(data, []byte("\n4 0 obj"), []byte("4 0 obj\n"), 1), "empty": nil,
	} {
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Verify(path, 250); err == nil {
			t.Errorf("%s is taken for sound", name)
		}
	}
}

// A document that is not well formed is an error in whatever it is placed.
func TestPlaceRefuses(t *testing.T) {
	for name, ops := range map[string]string{
		"empty": "", "unknown": "X\x01Z", "cut": "O\x01B\x09abc", "beyond": "O\x05EZ", "twice": "O\x01EO\x01EZ", "no file": "O\x01S\x00\x05EZ", "huge": "B\xff\xff\xff\xff\xff\xff\xff\x7fZ",
	} {
		file, err := os.Create(filepath.Join(t.TempDir(), "a.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewWriter(file).Place(Document{Objects: 2}, bufio.NewReader(strings.NewReader(ops)), nil); err == nil {
			t.Errorf("%s is placed", name)
		}
		_ = file.Close()
	}
}

// Pages that all draw the same large stream take it along each: so small a file never becomes gigabytes.
func TestManyPagesOfOneStream(t *testing.T) {
	for pages, want := range map[int]error{100: nil, 300: Large} { // of a megabyte each
		var b bytes.Buffer
		b.WriteString("%PDF-1.4\n")
		for i, o := range []string{
			"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/MediaBox[0 0 100 200]/Kids[" + strings.Repeat("<</Type/Page/Contents 3 0 R>>", pages) + "]>>",
			"<</Length 1048576>>\nstream\n" + strings.Repeat("0 0 m 9 9 l S \n\n", 1<<16) + "endstream",
		} {
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
		}
		b.WriteString("trailer\n<</Root 1 0 R>>\n")
		_, err := readFile(bytes.NewReader(b.Bytes()), int64(b.Len()), &documentWriter{w: bufio.NewWriter(io.Discard)})
		if err != want {
			t.Errorf("%d pages: %v, want %v", pages, err, want)
		}
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(two())
	f.Add(two()[:200])
	f.Add(streamPDF(3, true))
	f.Add(twoWith("9 0 obj\n<</Type/ObjStm/N 9/First 9/Length 3>>\nstream\n1 0\nendstream\nendobj\n"))
	f.Add(bytes.Replace(two(), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P 1>>"), 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		if kindOf(bytes.NewReader(data), int64(len(data))) != kindPDF {
			return // decoders of pictures are not ours, and take their time
		}
		pages, ok := Count(bytes.NewReader(data), int64(len(data)))
		w := &documentWriter{w: bufio.NewWriter(io.Discard)}
		if d, err := readFile(bytes.NewReader(data), int64(len(data)), w); err == nil && (!ok || len(d.Pages) != pages || pages == 0) {
			t.Errorf("%d pages, counted %d, %v", len(d.Pages), pages, ok)
		}
	})
}
