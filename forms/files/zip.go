package files

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The signatures of what stands in a zip, in the order of the file: entries, the directory that lists them, its ends.
const (
	zipEntrySign   = "PK\x03\x04"
	zipListSign    = "PK\x01\x02"
	zipLongEndSign = "PK\x06\x06"
	zipLocatorSign = "PK\x06\x07"
	zipEndSign     = "PK\x05\x06"
	zipDataSign    = "PK\x07\x08"
)

// ZipFaults says why programs may see different things in a zip, of which one reads the directory at its end and another what stands before
// each file: names or sizes that differ in the two, contents the directory does not list, and anything before, between and after them.
// It is nil for a zip of which all programs see the same.
func ZipFaults(in io.ReaderAt, size int64, z *zip.Reader) []string {
	w := zipWalk{in: in, size: size, at: map[int64]*zip.File{}}
	for _, f := range z.File {
		begin, err := f.DataOffset()
		if err != nil {
			return []string{"压缩包里“" + Printable(f.Name) + "”无法读取"}
		}
		if w.at[begin] != nil {
			return []string{"压缩包里“" + Printable(f.Name) + "”和“" + Printable(w.at[begin].Name) + "”叠在一处"}
		}
		w.at[begin] = f
	}
	w.entries()
	return w.faults
}

// zipWalk goes through a zip from its beginning to its end.
type zipWalk struct {
	in     io.ReaderAt
	size   int64
	pos    int64
	at     map[int64]*zip.File // by where their contents begin
	faults []string
	last   string // the name passed last
}

func (w *zipWalk) tell(fault string) { w.faults = append(w.faults, fault) }

// bytes reads n bytes from the present place on; fewer at the end.
func (w *zipWalk) bytes(n int) []byte {
	b := make([]byte, n)
	got, _ := w.in.ReadAt(b, w.pos)
	return b[:got]
}

func (w *zipWalk) entries() {
	seen := 0
	for seen < len(w.at) {
		head := w.bytes(zipHead)
		if len(head) < zipHead || !bytes.HasPrefix(head, []byte(zipEntrySign)) {
			w.strange()
			return
		}
		if !w.entry(head) {
			return
		}
		seen++
	}
	w.list(seen)
}

// zipHead is how long the head of an entry is, before its name.
const zipHead = 30

// entry compares the head of an entry with the directory, and passes over it.
func (w *zipWalk) entry(head []byte) bool {
	names, extra := int(binary.LittleEndian.Uint16(head[26:])), int(binary.LittleEndian.Uint16(head[28:]))
	w.pos += zipHead
	rest := w.bytes(names + extra)
	w.pos += int64(names + extra)
	f := w.at[w.pos]
	if f == nil || len(rest) < names+extra {
		w.tell("压缩包里有目录没有列出的文件“" + Printable(string(rest[:min(names, len(rest))])) + "”")
		return false
	}
	w.last = f.Name
	flags, method := binary.LittleEndian.Uint16(head[6:]), binary.LittleEndian.Uint16(head[8:])
	sizes := [3]uint64{}
	for i := range sizes {
		sizes[i] = uint64(binary.LittleEndian.Uint32(head[14+4*i:]))
	}
	same := string(rest[:names]) == f.Name && method == f.Method && (flags^f.Flags)&1 == 0
	if far, near := unicodeName(f.Extra, f.Name), unicodeName(rest[names:], f.Name); far != "" && near != "" && far != near {
		same = false
	}
	for i, want := range [3]uint64{uint64(f.CRC32), f.CompressedSize64, f.UncompressedSize64} {
		const elsewhere = 1<<32 - 1 // in a field for long files
		same = same && (sizes[i] == want || flags&8 != 0 && sizes[i] == 0 || i > 0 && sizes[i] == elsewhere)
	}
	if !same {
		w.tell("压缩包里“" + Printable(f.Name) + "”的名称、大小在文件前面和末尾的目录里写得不一样，不同的程序会看到不同的内容")
	}
	w.pos += int64(f.CompressedSize64)
	if flags&8 != 0 {
		w.pos += int64(w.descriptor())
	}
	return true
}

// descriptor is how long the sizes behind an entry are: with and without a signature, for short and long files.
func (w *zipWalk) descriptor() int {
	b := w.bytes(24 + len(zipEntrySign))
	for _, n := range []int{16, 12, 24, 20} {
		if n+4 <= len(b) && (n%8 == 0) == bytes.HasPrefix(b, []byte(zipDataSign)) && (string(b[n:n+4]) == zipEntrySign || string(b[n:n+4]) == zipListSign) {
			return n
		}
	}
	return 0
}

func (w *zipWalk) strange() {
	switch {
	case w.pos == 0:
		w.tell("压缩包的开头有其他内容，不是压缩包的一部分")
	default:
		w.tell("压缩包里“" + Printable(w.last) + "”之后有目录没有列出的内容")
	}
}

// list passes over the directory and its ends.
func (w *zipWalk) list(entries int) {
	for range entries {
		head := w.bytes(46)
		if len(head) < 46 || !bytes.HasPrefix(head, []byte(zipListSign)) {
			w.strange()
			return
		}
		w.pos += 46
		for _, at := range []int{28, 30, 32} {
			w.pos += int64(binary.LittleEndian.Uint16(head[at:]))
		}
	}
	if head := w.bytes(12); bytes.HasPrefix(head, []byte(zipLongEndSign)) && len(head) == 12 {
		w.pos += 12 + int64(min(binary.LittleEndian.Uint64(head[4:]), 1<<40))
	}
	if bytes.HasPrefix(w.bytes(4), []byte(zipLocatorSign)) {
		w.pos += 20
	}
	end := w.bytes(22)
	if len(end) == 22 && bytes.HasPrefix(end, []byte(zipEndSign)) {
		w.pos += 22 + int64(binary.LittleEndian.Uint16(end[20:]))
	}
	if w.pos != w.size {
		w.tell("压缩包的末尾有目录没有列出的内容")
	}
}

// utf8Flag is the flag of an entry that says its name is UTF-8.
const utf8Flag = 1 << 11

// ZipNames gives the names of a zip's entries in UTF-8 with forward slashes: as the entry says in a field of its own, as it stands there, or
// where one of the names is no UTF-8 and nothing says what they are, read as GBK, in which older programs on Chinese systems write all.
func ZipNames(z *zip.Reader) []string {
	old := false
	for _, f := range z.File {
		old = old || f.Flags&utf8Flag == 0 && unicodeName(f.Extra, f.Name) == "" && !utf8.ValidString(f.Name)
	}
	out := make([]string, len(z.File))
	for i, f := range z.File {
		name := f.Name
		if own := unicodeName(f.Extra, f.Name); own != "" && f.Flags&utf8Flag == 0 {
			name = own
		} else if old && f.Flags&utf8Flag == 0 {
			name = FromGBK(name)
		}
		out[i] = strings.ReplaceAll(name, `\`, "/")
	}
	return out
}

// FromGBK reads a name in GBK; what is none stays as it is.
func FromGBK(name string) string {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	if err != nil || strings.ContainsRune(decoded, utf8.RuneError) {
		return name
	}
	return decoded
}

// unicodeName gives the name an entry carries in Info-ZIP's field for it, "" where there is none or where it belongs to another name.
func unicodeName(extra []byte, name string) string {
	const field, head = 0x7075, 4
	for len(extra) >= head {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if n > len(extra)-head {
			return ""
		}
		if data := extra[head : head+n]; id == field && n > 5 && data[0] == 1 {
			if text := string(data[5:]); binary.LittleEndian.Uint32(data[1:]) == crc32.ChecksumIEEE([]byte(name)) && utf8.ValidString(text) {
				return text
			}
		}
		extra = extra[head+n:]
	}
	return ""
}
