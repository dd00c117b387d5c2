package pdf

import (
	"bytes"
	"encoding/binary"
	"io"
)

// Bounds of a file's structure.
const (
	mostObjects  = 2_000_000
	mostSections = 1000      // of the table of objects: appended changes
	mostTable    = 32 << 20  // bytes of a table of objects
	mostPack     = 32 << 20  // bytes of an object stream, unpacked, and of those kept at hand
	mostInflated = 512 << 20 // bytes of tables and object streams, all in all
	mostKept     = 2 << 20   // bytes of objects kept at hand
	mostNested   = 20        // objects read while another is being read
)

// file is a PDF that is read an object at a time, so that what it takes does not grow with its size. Everything in it may be wrong:
// where its table of objects is, the objects are looked for.
type file struct {
	src      io.ReaderAt
	size     int64
	table    []place
	trailer  dict
	lock     *lock // nil where nothing is encrypted
	repaired bool
	lost     int // places where something is missing or cannot be read
	kept     map[int]any
	cost     int
	packs    map[int]*pack
	packed   int
	inflated int64
	searched int64
	nested   int
	flate    io.ReadCloser // used again and again
}

// place is where an object lies: an offset, or the negative number of the object stream it is packed in; 0 where nothing is known.
type place int64

const nowhere place = -1 << 62 // taken out

func (f *file) put(n int64, at place) {
	if n <= 0 || n >= mostObjects {
		return
	}
	for int64(len(f.table)) <= n {
		f.table = append(f.table, 0)
	}
	if f.table[n] == 0 {
		f.table[n] = at
	}
}

// place is where an object lies, 0 where there is none.
func (f *file) place(n int) place {
	if n <= 0 || n >= len(f.table) || f.table[n] == nowhere {
		return 0
	}
	return f.table[n]
}

func (f *file) lexer(at int64, most int) *lexer {
	return &lexer{src: io.NewSectionReader(f.src, 0, f.size), base: at, most: most}
}

// openFile finds the objects of a PDF, and that it has pages.
func openFile(src io.ReaderAt, size int64) (*file, error) {
	f := &file{src: src, size: size, kept: map[int]any{}, packs: map[int]*pack{}, trailer: dict{}}
	if !f.readTable() {
		f.repair()
	}
	if err := f.unlock(); err != nil {
		return nil, err
	}
	n, err := f.count()
	if err == nil && n > 0 && f.lost == 0 || err == error(Pages) {
		return f, err
	}
	f.repair()
	if n, err = f.count(); err == nil && n == 0 {
		err = Pages
		if f.lost > 0 {
			err = Damaged
		}
	}
	return f, err
}

// readTable follows the table of objects from the end of the file back to its first section; the newest place of an object counts.
func (f *file) readTable() bool {
	const tail = 2 << 10
	buf := make([]byte, tail)
	from := max(0, f.size-tail)
	n, _ := f.src.ReadAt(buf[:min(tail, f.size)], from)
	i := bytes.LastIndex(buf[:n], []byte("startxref"))
	if i < 0 {
		return false
	}
	next, ok := (&lexer{data: buf[i+len("startxref") : n]}).value(0).(int64)
	seen := map[int64]bool{}
	for ok && next > 0 {
		if seen[next] || len(seen) >= mostSections {
			return false
		}
		seen[next] = true
		trailer := f.section(next)
		if trailer == nil {
			return false
		}
		if at, hybrid := trailer["XRefStm"].(int64); hybrid && !seen[at] {
			seen[at] = true
			f.section(at)
		}
		next, ok = trailer["Prev"].(int64)
	}
	return f.trailer["Root"] != nil
}

// section reads a table or stream and gives its trailer, nil where there is none.
func (f *file) section(at int64) dict {
	l := f.lexer(at, mostTable)
	l.noRefs = true
	var trailer dict
	if l.word("xref") {
		trailer = f.rows(l)
	} else if s, ok := f.indirect(at, 0).(*stream); ok && s.dict["Type"] == name("XRef") {
		if trailer = s.dict; !f.entries(s) {
			return nil
		}
	}
	f.takeTrailer(trailer)
	return trailer
}

// takeTrailer keeps what a trailer says that no newer one said.
func (f *file) takeTrailer(trailer dict) {
	for _, key := range []name{"Root", "Encrypt", "ID"} {
		if v := trailer[key]; v != nil && f.trailer[key] == nil {
			f.trailer[key] = v
		}
	}
}

// rows reads a table up to its trailer.
func (f *file) rows(l *lexer) dict {
	for !l.word("trailer") {
		first, ok1 := l.value(0).(int64)
		count, ok2 := l.value(0).(int64)
		if !ok1 || !ok2 {
			return nil
		}
		for i := range count {
			at, ok1 := l.value(0).(int64)
			_, ok2 := l.value(0).(int64)
			kind, ok3 := l.value(0).(keyword)
			if !ok1 || !ok2 || !ok3 {
				return nil
			}
			if kind == "n" && at > 0 {
				f.put(first+i, place(at))
			} else {
				f.put(first+i, nowhere)
			}
		}
	}
	l.noRefs = false
	trailer, _ := l.value(0).(dict)
	return trailer
}

// entries reads the rows of a cross-reference stream.
func (f *file) entries(s *stream) bool {
	widths, _ := s.dict["W"].(array)
	var w [3]int
	line := 0
	for i := range min(len(widths), len(w)) {
		n, _ := widths[i].(int64)
		w[i] = int(max(0, min(n, 8)))
		line += w[i]
	}
	data, err := f.unpacked(s, mostTable)
	if err != nil || line == 0 {
		return false
	}
	index, _ := s.dict["Index"].(array)
	if index == nil {
		index = array{int64(0), s.dict["Size"]}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, _ := index[i].(int64)
		count, _ := index[i+1].(int64)
		for n := range min(count, int64(len(data)/line), mostObjects) {
			f.entry(first+n, data[n*int64(line):], w)
		}
		data = data[min(int64(len(data)), max(0, min(count, mostObjects))*int64(line)):]
	}
	return true
}

// entry takes one row of a cross-reference stream.
func (f *file) entry(n int64, row []byte, w [3]int) {
	field := func(width int) int64 {
		var buf [8]byte
		copy(buf[8-width:], row[:width])
		row = row[width:]
		return int64(binary.BigEndian.Uint64(buf[:]) & (1<<62 - 1))
	}
	kind := int64(1) // where the kind has no width
	if w[0] > 0 {
		kind = field(w[0])
	}
	switch at := place(field(w[1])); {
	case kind == 1 && at > 0:
		f.put(n, at)
	case kind == 2 && at > 0:
		f.put(n, -at)
	default:
		f.put(n, nowhere)
	}
}

// indirect reads the object that stands at an offset, nil where there is none of that number, or of any where n is 0.
func (f *file) indirect(at int64, n int) any {
	l := f.lexer(at, mostObject)
	l.noRefs = true
	number, ok1 := l.value(0).(int64)
	generation, ok2 := l.value(0).(int64)
	if !ok1 || !ok2 || n != 0 && number != int64(n) || !l.word("obj") {
		return end{}
	}
	l.noRefs = false
	v := l.value(0)
	f.cost += l.pos + 100
	d, ok := v.(dict)
	if !ok || !l.word("stream") {
		return f.lock.open(v, int(number), int(generation))
	}
	if l.more() && l.data[l.pos] == '\r' {
		l.pos++
	}
	if l.more() && l.data[l.pos] == '\n' {
		l.pos++
	}
	d, _ = f.lock.open(d, int(number), int(generation)).(dict)
	return &stream{dict: d, number: int(number), generation: int(generation), at: at + int64(l.pos)}
}

// numbered is the object of a number, nil where there is none. Where it is not at its place, the table is made anew.
func (f *file) numbered(n int) any {
	if v, ok := f.kept[n]; ok {
		return v
	}
	if f.place(n) == 0 || f.nested > mostNested {
		return nil
	}
	f.nested++
	defer func() { f.nested-- }()
	v := f.load(n)
	if _, missing := v.(end); missing && !f.repaired {
		f.repair()
		v = f.load(n)
	}
	if _, missing := v.(end); missing {
		v = nil
	}
	if f.cost > mostKept {
		clear(f.kept)
		f.cost = 0
	}
	f.kept[n] = v
	return v
}

// load reads an object, an end where it is not at its place.
func (f *file) load(n int) any {
	at := f.place(n)
	switch {
	case at == 0: // no more, as the table was made anew
		return nil
	case at > 0:
		return f.indirect(int64(at), n)
	}
	p := f.pack(int(-at))
	if p == nil {
		return end{}
	}
	from, ok := p.places[n]
	if !ok {
		return end{}
	}
	l := &lexer{data: p.data[from:]}
	v := l.value(0)
	f.cost += l.pos + 100
	return v
}

// pack is an object stream unpacked, and where in it the objects are.
type pack struct {
	data   []byte
	places map[int]int
}

// pack unpacks an object stream, nil where that cannot be.
func (f *file) pack(n int) *pack {
	const mostInPack = 200_000
	if p, ok := f.packs[n]; ok {
		return p
	}
	var p *pack
	if f.place(n) > 0 {
		if s, ok := f.numbered(n).(*stream); ok {
			if data, err := f.unpacked(s, mostPack); err == nil || len(data) > 0 {
				first, count := f.integer(s.dict["First"]), f.integer(s.dict["N"])
				p = &pack{data, map[int]int{}}
				l := &lexer{data: data[:max(0, min(first, len(data)))], noRefs: true}
				for range min(count, mostInPack) {
					number, ok1 := l.value(0).(int64)
					offset, ok2 := l.value(0).(int64)
					if !ok1 || !ok2 {
						break
					}
					if offset >= 0 && offset < int64(len(data)-first) && number > 0 && number < mostObjects {
						p.places[int(number)] = first + int(offset)
					}
				}
			}
		}
	}
	if p != nil {
		f.packed += len(p.data) + 50*len(p.places)
	}
	if f.packed > mostPack {
		clear(f.packs)
		f.packed = 0
	}
	f.packs[n] = p
	return p
}
