package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// parts collects the parts of a workbook before they are packed, so that the same dossier gives the same bytes every time: the
// library keeps some lists in the order of a hash table.
type parts struct {
	w    io.Writer
	list []*part
}

type part struct {
	name string
	data bytes.Buffer
}

func newParts(w io.Writer) excelize.ZipWriter { return &parts{w: w} }

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	next := &part{name: name}
	p.list = append(p.list, next)
	return &next.data, nil
}

// AddFS is not used for workbooks.
func (p *parts) AddFS(fs.FS) error { return fmt.Errorf("parts: %w", fs.ErrInvalid) }

// Close mends the parts and packs them, the list of contents first, as readers of a stream expect it.
func (p *parts) Close() error {
	const contents = "[Content_Types].xml"
	slices.SortStableFunc(p.list, func(a, b *part) int {
		if first := order(a.name == contents) - order(b.name == contents); first != 0 {
			return first
		}
		return strings.Compare(a.name, b.name)
	})
	z := zip.NewWriter(p.w)
	for _, part := range p.list {
		data := part.data.Bytes()
		switch {
		case part.name == contents:
			data = sortedContents(data)
		case strings.HasPrefix(part.name, "xl/worksheets/sheet"):
			data = numericFormulas(data)
		}
		w, err := z.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}

var (
	contentEntry  = regexp.MustCompile(`<(?:Default|Override) [^>]*?(?:/>|></(?:Default|Override)>)`)
	formulaAsText = regexp.MustCompile(`(<c [^>]*?) t="str"([^>]*><f>)`)
)

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

// numericFormulas makes the values beside the formulas numbers, which all of ours are; the library marks every such value as text.
func numericFormulas(data []byte) []byte { return formulaAsText.ReplaceAll(data, []byte("$1$2")) }
