package dossier

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
)

// Bounds for reading foreign PDF files.
const (
	pdfTail     = 2 << 10  // where startxref is looked for
	pdfWindow   = 64 << 10 // an object's dictionary, and a stretch of a cross-reference table
	pdfInflated = 16 << 20 // all cross-reference and object streams together, unpacked
	pdfRead     = 96 << 20 // everything read, all in all
	pdfSections = 1000     // appended changes
	pdfHops     = 16       // references followed for one value
)

// pdf reads just enough of a PDF to find the page tree's /Count: the cross-reference sections, the catalogue, the root of the
// pages.
type pdf struct {
	r        io.ReaderAt
	size     int64
	sections []pdfSection // newest first
	root     pdfRef
	read     int64 // bytes that may still be read
	inflated int64 // bytes that may still come out of streams
	budget   int   // object streams that may still be unpacked
}

type pdfRef int64

// pdfSection is a stretch of the cross-reference: a table in the file, or an unpacked stream's entries.
type pdfSection struct {
	first, count int64
	at           int64  // of a table
	data         []byte // of a stream
	width        [3]int
}

var errPDF = errors.New("pdf cannot be read")

func pdfPages(r io.ReaderAt, size int64) (int, bool) {
	p := &pdf{r: r, size: size, read: pdfRead, inflated: pdfInflated, budget: pdfHops}
	if err := p.readSections(); err != nil || p.root == 0 {
		return 0, false
	}
	catalog, err := p.object(p.root)
	if err != nil {
		return 0, false
	}
	ref, ok := catalog["Pages"].(pdfRef)
	if !ok {
		return 0, false
	}
	pages, err := p.object(ref)
	if err != nil || pages["Type"] != pdfName("Pages") {
		return 0, false
	}
	n, ok := p.number(pages["Count"])
	return int(n), ok && n <= maxPages
}

// number resolves a number that may stand as a reference.
func (p *pdf) number(v any) (int64, bool) {
	if ref, ok := v.(pdfRef); ok {
		lex, err := p.locate(ref)
		if err != nil {
			return 0, false
		}
		v = lex.value(0)
	}
	n, ok := v.(int64)
	return n, ok
}

// readSections follows the cross-reference from the end of the file back to its first section.
func (p *pdf) readSections() error {
	tail := p.window(max(0, p.size-pdfTail), pdfTail)
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return errPDF
	}
	lex := &pdfLexer{data: tail[i+len("startxref"):]}
	next, ok := lex.value(0).(int64)
	seen := map[int64]bool{}
	for ok && next > 0 {
		if seen[next] || len(seen) >= pdfSections {
			return errPDF
		}
		seen[next] = true
		trailer, err := p.section(next)
		if err != nil {
			return err
		}
		if _, locked := trailer["Encrypt"]; locked {
			return errPDF
		}
		if ref, given := trailer["Root"].(pdfRef); given && p.root == 0 {
			p.root = ref
		}
		if at, hybrid := trailer["XRefStm"].(int64); hybrid && !seen[at] {
			seen[at] = true
			if _, err := p.section(at); err != nil {
				return err
			}
		}
		next, ok = trailer["Prev"].(int64)
	}
	return nil
}

// section reads a cross-reference table or stream and gives its trailer.
func (p *pdf) section(at int64) (map[pdfName]any, error) {
	data := p.window(at, pdfWindow)
	lex := &pdfLexer{data: data}
	if lex.word("xref") {
		return p.table(at + int64(lex.pos))
	}
	lex, dict, err := p.indirect(at, 0)
	if err != nil || dict["Type"] != pdfName("XRef") {
		return nil, errPDF
	}
	raw, err := p.stream(at, lex, dict)
	if err != nil {
		return nil, err
	}
	return dict, p.entries(raw, dict)
}

// entries notes the subsections of a cross-reference stream.
func (p *pdf) entries(raw []byte, dict map[pdfName]any) error {
	widths, _ := dict["W"].([]any)
	if len(widths) < 3 {
		return errPDF
	}
	var w [3]int
	for i := range w {
		n, ok := widths[i].(int64)
		if !ok || n < 0 || n > 8 {
			return errPDF
		}
		w[i] = int(n)
	}
	line := int64(w[0] + w[1] + w[2])
	if line == 0 {
		return errPDF
	}
	index, _ := dict["Index"].([]any)
	if index == nil {
		index = []any{int64(0), dict["Size"]}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, ok1 := index[i].(int64)
		count, ok2 := index[i+1].(int64)
		if !ok1 || !ok2 || first < 0 || count < 0 {
			return errPDF
		}
		count = min(count, int64(len(raw))/line)
		p.sections = append(p.sections, pdfSection{first: first, count: count, data: raw[:count*line], width: w})
		raw = raw[count*line:]
	}
	return nil
}

// table notes the subsections of a classic table; its entries of 20 bytes are read when looked for.
func (p *pdf) table(at int64) (map[pdfName]any, error) {
	for range pdfSections {
		lex := &pdfLexer{data: p.window(at, pdfWindow)}
		if lex.word("trailer") {
			dict, ok := lex.value(0).(map[pdfName]any)
			if !ok {
				return nil, errPDF
			}
			return dict, nil
		}
		first, ok1 := lex.value(0).(int64)
		count, ok2 := lex.value(0).(int64)
		if !ok1 || !ok2 || first < 0 || count < 0 || count > p.size/20 {
			return nil, errPDF
		}
		lex.space()
		start := at + int64(lex.pos)
		p.sections = append(p.sections, pdfSection{first: first, count: count, at: start})
		at = start + 20*count
	}
	return nil, errPDF
}

// locate finds an object and gives a lexer that stands before its value.
func (p *pdf) locate(ref pdfRef) (*pdfLexer, error) {
	for _, s := range p.sections {
		i := int64(ref) - s.first
		if i < 0 || i >= s.count {
			continue
		}
		if s.data == nil {
			entry := p.window(s.at+20*i, 20)
			if len(entry) < 18 || entry[17] != 'n' {
				return nil, errPDF
			}
			at, err := strconv.ParseInt(string(entry[:10]), 10, 64)
			if err != nil {
				return nil, errPDF
			}
			return p.header(at, ref)
		}
		kind, a, b := s.entry(i)
		switch kind {
		case 1:
			return p.header(a, ref)
		case 2:
			return p.packed(pdfRef(a), b, ref)
		}
		return nil, errPDF
	}
	return nil, errPDF
}

func (s pdfSection) entry(i int64) (kind, a, b int64) {
	line := s.width[0] + s.width[1] + s.width[2]
	data := s.data[i*int64(line):]
	field := func(n int) int64 {
		var buf [8]byte
		copy(buf[8-n:], data[:n])
		data = data[n:]
		return int64(binary.BigEndian.Uint64(buf[:]) & (1<<62 - 1))
	}
	kind = 1 // where the kind has no width
	if s.width[0] > 0 {
		kind = field(s.width[0])
	}
	a = field(s.width[1])
	return kind, a, field(s.width[2])
}

// header reads "12 0 obj" at an offset.
func (p *pdf) header(at int64, ref pdfRef) (*pdfLexer, error) {
	lex := &pdfLexer{data: p.window(at, pdfWindow), noRefs: true}
	n, ok1 := lex.value(0).(int64)
	_, ok2 := lex.value(0).(int64)
	if !ok1 || !ok2 || ref != 0 && pdfRef(n) != ref || !lex.word("obj") {
		return nil, errPDF
	}
	lex.noRefs = false
	return lex, nil
}

func (p *pdf) indirect(at int64, ref pdfRef) (*pdfLexer, map[pdfName]any, error) {
	lex, err := p.header(at, ref)
	if err != nil {
		return nil, nil, err
	}
	dict, ok := lex.value(0).(map[pdfName]any)
	if !ok {
		return nil, nil, errPDF
	}
	return lex, dict, nil
}

// object gives an object that is a dictionary.
func (p *pdf) object(ref pdfRef) (map[pdfName]any, error) {
	lex, err := p.locate(ref)
	if err != nil {
		return nil, err
	}
	dict, ok := lex.value(0).(map[pdfName]any)
	if !ok {
		return nil, errPDF
	}
	return dict, nil
}

// packed finds an object inside an object stream.
func (p *pdf) packed(holder pdfRef, place int64, ref pdfRef) (*pdfLexer, error) {
	if p.budget--; p.budget < 0 {
		return nil, errPDF
	}
	for _, s := range p.sections {
		i := int64(holder) - s.first
		if i < 0 || i >= s.count || s.data == nil {
			continue
		}
		kind, at, _ := s.entry(i)
		if kind != 1 {
			return nil, errPDF
		}
		lex, dict, err := p.indirect(at, holder)
		if err != nil {
			return nil, err
		}
		data, err := p.stream(at, lex, dict)
		if err != nil {
			return nil, err
		}
		return pick(data, dict, pdfPlace{place, ref})
	}
	return nil, errPDF
}

type pdfPlace struct {
	index int64
	ref   pdfRef
}

// pick finds an object in an unpacked object stream: pairs of number and offset, then the objects.
func pick(data []byte, dict map[pdfName]any, want pdfPlace) (*pdfLexer, error) {
	first, ok1 := dict["First"].(int64)
	count, ok2 := dict["N"].(int64)
	if !ok1 || !ok2 || first < 0 || first > int64(len(data)) || want.index >= count {
		return nil, errPDF
	}
	lex := &pdfLexer{data: data[:first], noRefs: true}
	for range min(count, int64(len(data))) {
		n, ok1 := lex.value(0).(int64)
		offset, ok2 := lex.value(0).(int64)
		if !ok1 || !ok2 || offset < 0 || first+offset > int64(len(data)) || first+offset < 0 {
			return nil, errPDF
		}
		if pdfRef(n) == want.ref {
			return &pdfLexer{data: data[first+offset:]}, nil
		}
	}
	return nil, errPDF
}

// stream unpacks the stream that follows a dictionary read at an offset.
func (p *pdf) stream(at int64, lex *pdfLexer, dict map[pdfName]any) ([]byte, error) {
	if !lex.word("stream") {
		return nil, errPDF
	}
	start := at + int64(lex.pos)
	if c := p.window(start, 2); len(c) == 2 && c[0] == '\r' && c[1] == '\n' {
		start += 2
	} else {
		start++
	}
	length, ok := p.number(dict["Length"])
	if !ok || length < 0 || start+length > p.size || start+length < 0 {
		return nil, errPDF
	}
	data, err := p.inflate(io.NewSectionReader(p.r, start, length), dict["Filter"])
	if err != nil {
		return nil, err
	}
	return unpredict(data, dict["DecodeParms"])
}

// inflate unpacks a stream within what is left of pdfInflated; a stream that breaks off gives what there is.
func (p *pdf) inflate(r io.Reader, filter any) ([]byte, error) {
	if list, ok := filter.([]any); ok && len(list) == 1 {
		filter = list[0]
	}
	switch filter {
	case nil:
	case pdfName("FlateDecode"):
		z, err := zlib.NewReader(r)
		if err != nil {
			return nil, errPDF
		}
		r = z
	default:
		return nil, errPDF
	}
	data, err := io.ReadAll(io.LimitReader(r, p.inflated+1))
	if p.inflated -= int64(len(data)); p.inflated < 0 || err != nil && len(data) == 0 {
		return nil, errPDF
	}
	return data, nil
}

// window reads up to n bytes at an offset, none once pdfRead is used up.
func (p *pdf) window(at, n int64) []byte {
	if at < 0 || at >= p.size {
		return nil
	}
	n = min(n, p.size-at)
	if p.read -= n; p.read < 0 {
		return nil
	}
	buf := make([]byte, n)
	got, _ := p.r.ReadAt(buf, at)
	return buf[:got]
}
