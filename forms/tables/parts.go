package tables

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"
)

// parts collects the parts of a workbook before they are packed, so that the same content gives the same bytes every time, for the
// library keeps some lists in the order of a hash table, and puts the rows in.
type parts struct {
	w     io.Writer
	pages []*Page
	list  []*packed
}

type packed struct {
	name string
	data bytes.Buffer
}

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	next := &packed{name: name}
	p.list = append(p.list, next)
	return &next.data, nil
}

// AddFS is not used for workbooks.
func (p *parts) AddFS(fs.FS) error { return fmt.Errorf("parts: %w", fs.ErrInvalid) }

// Close mends the parts and packs them, the list of contents first, as readers of a stream expect it.
func (p *parts) Close() error {
	const contents, core = "[Content_Types].xml", "docProps/core.xml"
	slices.SortStableFunc(p.list, func(a, b *packed) int { return strings.Compare(a.name, b.name) }) // [ comes first
	z := zip.NewWriter(p.w)
	packer, err := flate.NewWriter(nil, flate.BestSpeed) // one for all parts, which come one after the other: it takes more than a megabyte
	if err != nil {
		return err
	}
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		packer.Reset(w)
		return packer, nil
	})
	for _, part := range p.list {
		data := part.data.Bytes()
		switch part.name {
		case contents:
			data = sortedContents(data)
		case core:
			data = prefixedCore(data)
		default:
			if strings.HasPrefix(part.name, "xl/worksheets/") || part.name == "xl/styles.xml" || part.name == "xl/workbook.xml" {
				data = shortBooleans(data)
			}
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: firstDay()})
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, p.whole(part.name, data)); err != nil {
			return err
		}
	}
	return z.Close()
}

// whole gives a part with the rows in it where it is a sheet, and with the true extent of the sheet: some readers go by that.
func (p *parts) whole(name string, data []byte) io.Reader {
	for _, page := range p.pages {
		if page.part != name {
			continue
		}
		extent := []byte(`ref="A1:` + Place(max(page.Last(), 1), len(page.columns)-1) + `"`)
		data = bytes.Replace(data, []byte(`<dimension ref="A1"`), append([]byte("<dimension "), extent...), 1)
		begin := bytes.Index(data, []byte("<sheetData"))
		end := bytes.Index(data, []byte("</sheetData>"))
		if begin < 0 || end < 0 {
			return bytes.NewReader(data)
		}
		return io.MultiReader(bytes.NewReader(data[:begin]), strings.NewReader("<sheetData>"), page.content(), bytes.NewReader(data[end:]))
	}
	return bytes.NewReader(data)
}

// firstDay is where a zip's calendar begins; a part without a date would have a month 0.
func firstDay() time.Time { return time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC) }

var longBoolean = regexp.MustCompile(`( [A-Za-z]+=")(true|false)"`)

// shortBooleans writes yes and no as every office program does: ExcelJS takes "true" for no, so that protection and the fit of pages were lost
// in what it saves again.
func shortBooleans(data []byte) []byte {
	return longBoolean.ReplaceAllFunc(data, func(found []byte) []byte {
		at := bytes.IndexByte(found, '"') + 1
		if found[at] == 't' {
			return append(bytes.Clone(found[:at]), '1', '"')
		}
		return append(bytes.Clone(found[:at]), '0', '"')
	})
}

var bareElement = regexp.MustCompile(`<(/?)(\w+)([ />])`)

// prefixedCore gives the elements of the file's properties the prefix every office program writes there: ExcelJS knows them by nothing
// else, though the namespace alone says the same.
func prefixedCore(data []byte) []byte {
	data = bytes.Replace(data, []byte("<coreProperties xmlns="), []byte("<coreProperties xmlns:cp="), 1)
	return bareElement.ReplaceAll(data, []byte("<${1}cp:${2}${3}"))
}

var contentEntry = regexp.MustCompile(`<(?:Default|Override) [^>]*?(?:/>|></(?:Default|Override)>)`)

// sortedContents orders the entries of the list of contents, the defaults first.
func sortedContents(data []byte) []byte {
	entries := contentEntry.FindAll(data, -1)
	slices.SortFunc(entries, bytes.Compare)
	i := 0
	return contentEntry.ReplaceAllFunc(data, func([]byte) []byte {
		i++
		return entries[i-1]
	})
}
