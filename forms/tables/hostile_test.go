package tables

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostile is a file made to cost much: so much as is unpacked of it, in bytes, or so many of what it is named after.
type hostile struct {
	name string
	make func(t testing.TB, size int) []byte
	read bool // it is read all the same
}

// blown packs parts quickly.
func blown(t testing.TB, list []part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, p := range list {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.text == "" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		must(t, err)
		_, err = io.WriteString(w, spaced(p.text))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// manyAttributes are as many as a tag may have.
func manyAttributes() string {
	var out strings.Builder
	for i := range maxAttrs {
		fmt.Fprintf(&out, ` x%d=""`, i)
	}
	return out.String()
}

func fill(unit string, size int) string { return strings.Repeat(unit, size/len(unit)+1) }

// padded puts padding into a part: what it begins with, the padding, what it ends with.
func padded(name, head, unit, tail string) func(testing.TB, int) []byte {
	return func(t testing.TB, size int) []byte {
		return blown(t, with(bare(rows+`<row r="4"><c r="A4" s="1"><v>1</v></c></row>`), part{name, head + fill(unit, size) + tail}))
	}
}

// inSheet puts padding among the rows.
func inSheet(unit string) func(testing.TB, int) []byte {
	return padded(partSheet, `<worksheet><sheetData>`+rows, unit, `</sheetData></worksheet>`)
}

const (
	bookHead = `<workbook><sheets><sheet name="台账" r:id="s1"/></sheets>`
	relsHead = `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s3" Type="x/styles" Target="styles.xml"/><Relationship Id="s2" Type="x/sharedStrings" Target="sharedStrings.xml"/>`
	sstHead  = `<sst><si><t>甲</t></si><si><t>乙</t></si>`
)

// hostiles are the files, by what they are padded with.
func hostiles() []hostile {
	return []hostile{
		{"styles of <xf/>", padded(partStyles, `<styleSheet><cellXfs>`, `<xf/>`, `</cellXfs></styleSheet>`), true},
		{"styles of number formats", padded(partStyles, `<styleSheet><numFmts>`, `<numFmt numFmtId="1" formatCode="y"/>`, `</numFmts></styleSheet>`), true},
		{"styles of fonts", padded(partStyles, `<styleSheet><fonts>`, `<font><b/></font>`, `</fonts></styleSheet>`), true},
		{"calculation chain", padded("xl/calcChain.xml", `<calcChain>`, `<c r="A1"/>`, `</calcChain>`), true},
		{"theme", padded("xl/theme/theme1.xml", `<a>`, `<b/>`, `</a>`), true},
		{"shared texts, empty", padded(partStrings, sstHead, `<si/>`, `</sst>`), true},
		{"shared texts, long", padded(partStrings, sstHead, `<si><t>`+strings.Repeat("长", 10_000)+`</t></si>`, `</sst>`), false},
		{"shared texts, runs", padded(partStrings, sstHead+`<si>`, `<r><t></t></r>`, `</si></sst>`), true},
		{"defined names", padded(partBook, bookHead+`<definedNames>`, `<definedName name="a">A1</definedName>`, `</definedNames></workbook>`), true},
		{"relations", padded(partRels, relsHead, `<Relationship Id="a" Type="x" Target="y"/>`, `</Relationships>`), true},
		{"comments", inSheet(`<!---->`), true},
		{"instructions", inSheet(`<?x?>`), true},
		{"CDATA", inSheet(`<![CDATA[ ]]>`), true},
		{"blanks", inSheet(` `), true},
		{"elements", inSheet(`<x/>`), true},
		{"rows", inSheet(`<row/>`), true},
		{"blank cells", padded(partSheet, `<worksheet><sheetData>`+rows+`<row>`, `<c/>`, `</row></sheetData></worksheet>`), false},
		{"entities", padded(partSheet, `<worksheet><sheetData>`+rows+`<row><c t="str"><v>`, `&#55296;`, `</v></c></row></sheetData></worksheet>`), false},
		{"deep nesting", inSheet(`<x>`), false},
		{"a long tag", padded(partSheet, `<worksheet><sheetData>`+rows+`<row x="`, `x`, `"/></sheetData></worksheet>`), false},
		{"long tags", inSheet(`<row x="` + strings.Repeat("x", 60_000) + `"/>`), true},
		{"attributes", inSheet(`<row` + manyAttributes() + `/>`), true},
		{"far cells", inSheet(`<row><c r="SR1"><v>1</v></c></row>`), false},
		{"wide rows", inSheet(`<row>` + strings.Repeat(`<c><v>1</v></c>`, MaxColumns) + `</row>`), false},
		{"cells", inSheet(`<row><c><v>1</v></c></row>`), false},
		{"a long cell", padded(partSheet, `<worksheet><sheetData>`+rows+`<row><c t="str"><v>`, `长`, `</v></c></row></sheetData></worksheet>`), false},
		{"one text, used often", func(t testing.TB, size int) []byte {
			list := with(bare(""), part{partStrings, `<sst><si><t>` + strings.Repeat("长", 30_000) + `</t></si></sst>`})
			return blown(t, with(list, part{partSheet, `<worksheet><sheetData>` + fill(`<row><c t="s"><v>0</v></c></row>`, size) + `</sheetData></worksheet>`}))
		}, false},
		{"texts far apart", func(t testing.TB, size int) []byte {
			var texts strings.Builder
			for texts.Len() < size/2 {
				texts.WriteString(`<si><t>` + strings.Repeat("长", 10_000) + `</t></si>`)
			}
			n := max(texts.Len()/30_020-1, 1)
			var cells strings.Builder
			for i := 0; cells.Len() < size/2; i++ {
				fmt.Fprintf(&cells, `<row><c t="s"><v>%d</v></c></row>`, i*67%n)
			}
			list := with(bare(""), part{partStrings, `<sst>` + texts.String() + `</sst>`})
			return blown(t, with(list, part{partSheet, `<worksheet><sheetData>` + cells.String() + `</sheetData></worksheet>`}))
		}, false},
		{"sheets", func(t testing.TB, size int) []byte {
			var sheets strings.Builder
			for i := range size / 50 {
				fmt.Fprintf(&sheets, `<sheet name="%d" r:id="s1"/>`, i)
			}
			return blown(t, with(bare(rows), part{partBook, `<workbook><sheets>` + sheets.String() + `</sheets></workbook>`}))
		}, false},
		{"junk under 50 names", func(t testing.TB, size int) []byte {
			list := bare(rows)
			var sheets, rels strings.Builder
			for i := range 50 {
				fmt.Fprintf(&sheets, `<sheet name="%d" r:id="s%d"/>`, i, i)
				fmt.Fprintf(&rels, `<Relationship Id="s%d" Type="x/worksheet" Target="worksheets/j%d.xml"/>`, i, i)
				list = append(list, part{fmt.Sprintf("xl/worksheets/j%d.xml", i), `<worksheet><sheetData>` + fill("<x/>", size/10) + `</sheetData></worksheet>`})
			}
			return blown(t, with(with(list, part{partBook, `<workbook><sheets>` + sheets.String() + `</sheets></workbook>`}), part{partRels, `<Relationships>` + rels.String() + `</Relationships>`}))
		}, false},
		{"tiny entries", func(t testing.TB, size int) []byte {
			list := bare(rows)
			for i := range size / 120 {
				list = append(list, part{fmt.Sprintf("x/%d", i), ""})
			}
			return blown(t, list)
		}, false},
	}
}

// Every hostile file is read or refused in a plain sentence, with the limits drawn tight here so that it takes no time.
func TestHostile(t *testing.T) {
	limits := Limits{File: 1 << 20, Work: 1 << 20, Texts: 100_000, Cells: 10_000}
	for _, h := range hostiles() {
		for size, read := range map[int]bool{200_000: h.read, 1_300_000: false} {
			if size > 1<<20 && (h.name == "calculation chain" || h.name == "theme") {
				read = true // they are not looked at
			}
			data := h.make(t, size)
			sheets, err := readAll(data, limits)
			switch {
			case err != nil && read:
				t.Errorf("%s of %d: %v", h.name, size, err)
			case err != nil:
				plainSentence(t, err)
			case !read && size > 1<<20:
				t.Errorf("%s of %d was read: %d rows", h.name, size, len(sheets[0].Rows))
			}
		}
	}
}

// How much is unpacked of a file depends on its size where rows are read one by one: thirty-two times as much and 128 MB, 8 GB at most.
func TestWorkByTheSizeOfTheFile(t *testing.T) {
	for _, c := range []struct {
		limits     Limits
		size, most int64
	}{
		{Small(16 << 20), 1 << 10, 256 << 20},
		{Small(16 << 20), 16 << 20, 256 << 20},
		{Large(), 0, 128 << 20},
		{Large(), 1 << 20, 160 << 20},
		{Large(), 100 << 20, (128 + 3200) << 20},
		{Large(), 1 << 30, 8 << 30},
	} {
		if m := c.limits.meter(t.Context(), c.size); m.most != c.most {
			t.Errorf("of %d bytes %d, want %d", c.size, m.most, c.most)
		}
	}
}

// As many cells are kept as the limit says, and not one more.
func TestCellsUpToTheLimit(t *testing.T) {
	k := keeper{limits: Limits{Cells: 5, Texts: 100}}
	if _, err := k.keep(make([]Cell, 3)); err != nil {
		t.Error(err)
	}
	if kept, err := k.keep(make([]Cell, 2)); err != nil || len(kept) != 2 {
		t.Error("the fifth cell is refused:", err)
	}
	if _, err := k.keep(make([]Cell, 1)); err == nil {
		t.Error("the sixth cell is kept")
	}
}

// peak is the memory in use at most while f runs, beyond what was before.
func peak(f func()) uint64 {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most, stop := before.HeapInuse, make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapInuse+now.StackInuse)
			}
		}
	}()
	f()
	close(stop)
	<-done
	return most - before.HeapInuse
}

// BenchmarkHostile tells what each file costs at its full size: so many bytes unpacked that its file is some 100 KB to a few MB. Those
// read row by row are read by the larger limits too.
func BenchmarkHostile(b *testing.B) {
	const size = 300 << 20
	for _, h := range hostiles() {
		data := h.make(b, size)
		for way, read := range map[string]func() error{
			"whole": func() error { _, err := readAll(data, Small(64<<20)); return err },
			"rows":  func() error { return readRows(data) },
		} {
			b.Run(strings.ReplaceAll(h.name, " ", "_")+"/"+way, func(b *testing.B) {
				for b.Loop() {
					var err error
					used := peak(func() { err = read() })
					b.ReportMetric(float64(used)/(1<<20), "peak-MB")
					b.ReportMetric(float64(len(data))/1024, "file-KB")
					b.ReportMetric(map[bool]float64{true: 1}[err != nil], "refused")
				}
			})
		}
	}
}

// readRows reads all sheets row by row.
func readRows(data []byte) error {
	b, err := NewBook(context.Background(), io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), Large())
	if err != nil {
		return err
	}
	defer b.Close()
	for i := range b.Names() {
		rows, err := b.Rows(i, nil)
		if err != nil {
			return err
		}
		for err == nil {
			_, err = rows.Next()
		}
		rows.Close()
		if !errors.Is(err, io.EOF) {
			return err
		}
	}
	return nil
}
