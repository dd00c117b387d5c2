package typeset

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

// file is a PDF being put together: its objects, the first of which is number 1.
type file struct{ objects []object }

// object is a dictionary, or the entries of a stream's dictionary beside length and filter and its data. What is legible stays as it is.
type object struct {
	text     string
	stream   []byte
	streamed bool
	legible  bool
}

// add appends an object and gives its number.
func (f *file) add(text string) int {
	f.objects = append(f.objects, object{text: text})
	return len(f.objects)
}

func (f *file) addStream(entries string, data []byte) int {
	f.objects = append(f.objects, object{text: entries, stream: data, streamed: true})
	return len(f.objects)
}

func (f *file) set(number int, text string) { f.objects[number-1] = object{text: text} }

func (f *file) setStream(number int, entries string, data []byte) {
	f.objects[number-1] = object{text: entries, stream: data, streamed: true}
}

var (
	errLayout = errors.New("the PDF is not laid out as expected")
	// contents is the head of a page's stream.
	contents = regexp.MustCompile(`^<</Length \d+>>\nstream\n`)
	number   = regexp.MustCompile(`(\d+) 0 R`)
)

// take takes what gofpdf wrote apart. What it says of the whole document, the last two objects, is left out.
func take(pdf []byte) (*file, error) {
	end := bytes.LastIndex(pdf, []byte("xref\n0 "))
	if end < 0 {
		return nil, errLayout
	}
	rows := strings.Split(string(pdf[end:]), "\n")[3:] // behind the free entry
	f := &file{}
	for n := 1; n <= len(rows) && strings.HasSuffix(rows[n-1], " n "); n++ {
		at, err := strconv.Atoi(rows[n-1][:10])
		head := fmt.Sprintf("%d 0 obj\n", n)
		if err != nil || at > end || !bytes.HasPrefix(pdf[at:end], []byte(head)) {
			return nil, errLayout
		}
		body := pdf[at+len(head) : end]
		if found := contents.Find(body[:min(len(body), 60)]); found != nil {
			length, _ := strconv.Atoi(string(body[len("<</Length "):bytes.IndexByte(body, '>')]))
			f.addStream("", body[len(found):len(found)+length])
			continue
		}
		f.add(strings.TrimSpace(string(body[:max(bytes.Index(body, []byte("endobj")), 0)])))
	}
	if len(f.objects) < 4 {
		return nil, errLayout
	}
	f.objects = f.objects[:len(f.objects)-2]
	return f, nil
}

// pages lists the objects of the pages.
func (f *file) pages() []int {
	kids, _, _ := strings.Cut(f.objects[0].text, "]")
	var out []int
	for _, kid := range number.FindAllStringSubmatch(kids, -1) {
		n, _ := strconv.Atoi(kid[1])
		out = append(out, n)
	}
	return out
}

// packed is how many objects are packed into a stream.
const packed = 200

// place is where an object stands: offset and 0, or the stream it is packed in, its place there and 1.
type place struct {
	at, index int
	packed    bool
}

// write writes the file. Its identity follows from what stands in it.
func (f *file) write(trailer string) []byte {
	places := f.pack()
	f.compress()
	out := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	for i, o := range f.objects {
		if !o.streamed {
			continue
		}
		places[i].at = len(out)
		out = o.append(out, i+1)
	}
	at := len(out)
	places = append(places, place{at: at})
	sum := sha256.Sum256(out)
	table := object{
		text: fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/ID[<%X><%X>]%s",
			len(places)+1, sum[:16], sum[:16], trailer),
		stream: table(places), streamed: true,
	}
	table.compress()
	out = table.append(out, len(places))
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", at)
}

// append writes a stream.
func (o object) append(out []byte, number int) []byte {
	filter := "/Filter/FlateDecode"
	if o.legible {
		filter = ""
	}
	out = fmt.Appendf(out, "%d 0 obj\n<<%s/Length %d%s>>\nstream\n", number, o.text, len(o.stream), filter)
	out = append(out, o.stream...)
	return append(out, "\nendstream\nendobj\n"...)
}

// pack packs the objects that are no streams into some, and gives where all stand.
func (f *file) pack() []place {
	places := make([]place, len(f.objects))
	var inside []int
	pack := func() {
		var head, body strings.Builder
		stream := len(f.objects) + 1
		for i, n := range inside {
			fmt.Fprintf(&head, "%d %d ", n, body.Len())
			body.WriteString(f.objects[n-1].text + "\n")
			places[n-1] = place{at: stream, index: i, packed: true}
		}
		f.addStream(fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(inside), head.Len()), []byte(head.String()+body.String()))
		places = append(places, place{})
		inside = nil
	}
	for i, all := 0, len(f.objects); i < all; i++ {
		if !f.objects[i].streamed {
			inside = append(inside, i+1)
		}
		if len(inside) == packed || i == all-1 && len(inside) > 0 {
			pack()
		}
	}
	return places
}

// table is the table of places, each row as its difference from the one before.
func table(places []place) []byte {
	rows := [][7]byte{{0, 0, 0, 0, 0, 0xFF, 0xFF}}
	for _, p := range places {
		row := [7]byte{1}
		if p.packed {
			row[0] = 2
		}
		binary.BigEndian.PutUint32(row[1:], uint32(p.at))
		binary.BigEndian.PutUint16(row[5:], uint16(p.index))
		rows = append(rows, row)
	}
	var out []byte
	var before [7]byte
	for _, row := range rows {
		out = append(out, 2)
		for i := range row {
			out = append(out, row[i]-before[i])
		}
		before = row
	}
	return out
}

// compress packs the streams, on all processors.
func (f *file) compress() {
	queue := make(chan *object, len(f.objects))
	for i := range f.objects {
		if o := &f.objects[i]; o.streamed && !o.legible {
			queue <- o
		}
	}
	close(queue)
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			var packed bytes.Buffer
			w, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed) // a level there is
			for o := range queue {
				packed.Reset()
				w.Reset(&packed)
				_, _ = w.Write(o.stream) // a buffer takes everything
				_ = w.Close()
				o.stream = bytes.Clone(packed.Bytes())
			}
		})
	}
	work.Wait()
}

// compress packs a stream.
func (o *object) compress() {
	f := file{objects: []object{*o}}
	f.compress()
	*o = f.objects[0]
}
