package pdf

import (
	"bytes"
	"cmp"
	"compress/flate"
	"compress/lzw"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"io"

	tifflzw "golang.org/x/image/tiff/lzw"
)

// errFilter is a stream packed in a way only pictures are.
var errFilter = errors.New("filter")

// span is where a stream's data lies. Its length may be wrong: where no endstream follows, the next one counts.
func (f *file) span(s *stream) (at, length int64) {
	if s.length > 0 {
		return s.at, s.length
	}
	length = int64(f.integer(s.dict["Length"]))
	if length < 0 || length > f.size-s.at || !f.endsAt(s.at+length) {
		length = f.search(s.at, length)
	}
	s.length = length
	return s.at, length
}

func (f *file) endsAt(at int64) bool {
	tail := make([]byte, 24)
	n, _ := f.src.ReadAt(tail[:max(0, min(24, f.size-at))], at)
	return bytes.HasPrefix(bytes.TrimLeft(tail[:n], "\r\n \t\x00"), []byte("endstream"))
}

// search looks for the end of a stream; one that has none is as long as it says, or the rest of the file.
func (f *file) search(from, told int64) int64 {
	const step, word = 1 << 16, 9
	buf := make([]byte, step+word)
	for at := from; at < f.size && f.searched < 4*f.size+mostPack; at += step {
		n, _ := f.src.ReadAt(buf[:min(step+word, f.size-at)], at)
		f.searched += step
		if i := bytes.Index(buf[:n], []byte("endstream")); i >= 0 {
			to := at + int64(i)
			var before [2]byte
			_, _ = f.src.ReadAt(before[:], to-2)
			switch {
			case to-2 >= from && before == [2]byte{'\r', '\n'}:
				to -= 2
			case to-1 >= from && (before[1] == '\n' || before[1] == '\r'):
				to--
			}
			return to - from
		}
	}
	return max(0, min(told, f.size-from))
}

// raw is a stream's data as it lies in the file, decrypted.
func (f *file) raw(s *stream) io.Reader {
	at, length := f.span(s)
	section := io.NewSectionReader(f.src, at, length)
	if f.lock == nil || f.lock.streams == asIs || s.dict["Type"] == name("XRef") {
		return section
	}
	data, _ := io.ReadAll(section)
	return bytes.NewReader(f.lock.decrypt(data, f.lock.streams, s.number, s.generation))
}

// unpacked is a stream of the file's structure, within bounds; what is broken off counts as far as it goes.
func (f *file) unpacked(s *stream, most int64) ([]byte, error) {
	r, err := f.unpack(s, most)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, min(most, mostInflated-f.inflated)+1))
	f.inflated += int64(len(data))
	if int64(len(data)) > most || f.inflated > mostInflated {
		return nil, Large
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return data, err
}

// unpack gives a stream's data without its filters. What passes through is read before the next stream is unpacked; most bounds what
// it may hold in between.
func (f *file) unpack(s *stream, most int64) (io.Reader, error) {
	r := f.raw(s)
	filters, parms := f.list(s.dict["Filter"]), f.list(s.dict["DecodeParms"])
	for i, filter := range filters[:min(len(filters), 10)] {
		var parm dict
		if i < len(parms) {
			parm = f.dict(parms[i])
		}
		var err error
		switch f.name(filter) {
		case "FlateDecode", "Fl":
			r, err = f.predicted(f.inflate(r, len(filters) > 1 || parm != nil), parm, most)
		case "LZWDecode", "LZW":
			from := r
			if r = tifflzw.NewReader(from, tifflzw.MSB, 8); parm["EarlyChange"] == int64(0) {
				r = lzw.NewReader(from, lzw.MSB, 8)
			}
			r, err = f.predicted(r, parm, most)
		case "ASCIIHexDecode", "AHx":
			r, err = changed(r, fromHex, most)
		case "ASCII85Decode", "A85":
			r, err = changed(r, from85, most)
		case "RunLengthDecode", "RL":
			r, err = changed(r, fromRuns, most/64)
		default:
			err = errFilter
		}
		if err != nil {
			return nil, err
		}
		r = io.LimitReader(r, most+1) // a second filter may take much and give nothing
	}
	return r, nil
}

// list is an array, or what stands in for one of one.
func (f *file) list(v any) array {
	switch v := f.object(v).(type) {
	case nil:
		return nil
	case array:
		return v
	default:
		return array{v}
	}
}

// inflate leaves zlib's two bytes before and its checksum behind out: both are often wrong where the data is sound. What is read at once
// can do with the reader there is.
func (f *file) inflate(r io.Reader, fresh bool) io.Reader {
	var head [2]byte
	if n, _ := io.ReadFull(r, head[:]); n == 2 && (head[0]&15 != 8 || (int(head[0])<<8+int(head[1]))%31 != 0) {
		r = io.MultiReader(bytes.NewReader(head[:]), r) // without them
	}
	again, ok := f.flate.(flate.Resetter)
	if fresh || ok && again.Reset(r, nil) != nil {
		return flate.NewReader(r)
	}
	if !ok {
		f.flate = flate.NewReader(r)
	}
	return f.flate
}

// changed has all of the data turned into something else.
func changed(r io.Reader, turn func([]byte) []byte, most int64) (io.Reader, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(data)) > most {
		return nil, Large
	}
	if len(data) == 0 && err != nil {
		return nil, err
	}
	return bytes.NewReader(turn(data)), nil
}

func fromHex(data []byte) []byte {
	if i := bytes.IndexByte(data, '>'); i >= 0 {
		data = data[:i]
	}
	digits := make([]byte, 0, len(data)+1)
	for _, c := range data {
		if !isBlank(c) {
			digits = append(digits, c)
		}
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	n, _ := hex.Decode(digits, digits)
	return digits[:n]
}

func from85(data []byte) []byte {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	out, _ := io.ReadAll(ascii85.NewDecoder(bytes.NewReader(data)))
	return out
}

func fromRuns(data []byte) []byte {
	var out []byte
	for len(data) > 1 && data[0] != 128 {
		n := int(data[0])
		if n < 128 {
			to := min(n+2, len(data))
			out, data = append(out, data[1:to]...), data[to:]
		} else {
			out, data = append(out, bytes.Repeat(data[1:2], 257-n)...), data[2:]
		}
	}
	return out
}

// predicted undoes the PNG predictors.
func (f *file) predicted(r io.Reader, parm dict, most int64) (io.Reader, error) {
	predictor := f.integer(parm["Predictor"])
	if predictor < 2 {
		return r, nil
	}
	each := max(1, f.integer(parm["Colors"])) * max(1, cmp.Or(f.integer(parm["BitsPerComponent"]), 8))
	width := (each*max(1, f.integer(parm["Columns"])) + 7) / 8
	if predictor < 10 || each > 256 || width > 1<<20 {
		return nil, errFilter
	}
	return changed(r, func(data []byte) []byte { return unpredict(data, width, (each+7)/8) }, most)
}

// unpredict undoes the predictors of rows so many bytes wide, step bytes a point.
func unpredict(data []byte, width, step int) []byte {
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for len(data) > 1 {
		kind, row := data[0], data[1:min(1+width, len(data))]
		data = data[1+len(row):]
		for i := range row {
			var left, corner byte
			if i >= step {
				left, corner = row[i-step], above[i-step]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(int(left), int(above[i]), int(corner))
			}
		}
		out = append(out, row...)
		copy(above, row)
	}
	return out
}

func paeth(a, b, c int) byte {
	distance := func(x int) int { return max(a+b-c-x, x-a-b+c) }
	switch {
	case distance(a) <= distance(b) && distance(a) <= distance(c):
		return byte(a)
	case distance(b) <= distance(c):
		return byte(b)
	}
	return byte(c)
}
