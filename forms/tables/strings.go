package tables

import (
	"encoding/binary"
	"errors"
	"io"
	"os"

	"zicha/forms/files"
)

// sharedStrings are the texts a workbook's cells refer to by number. They are read as far as they are asked for, and kept in memory
// only while they are few; then they go to a temporary file, in groups, of which those used last are at hand.
type sharedStrings struct {
	book   *Book
	scan   *scanner // nil once all are read
	part   io.Closer
	count  int
	groups []int64 // where each group begins
	buf    []byte  // not yet in the file
	length int64   // of all so far
	file   *os.File
	loaded map[int][]string // groups at hand
	held   int64            // bytes of them
	text   content
	runs   map[int][]font // of texts with runs that may not be read as what they are, by their number
}

const (
	groupSize   = 64
	maxInMemory = 8 << 20
	maxHeld     = 48 << 20
	groupCost   = 1200 // what a group takes beside its texts
	// againCost is the part of the bytes of a text fetched once more that counts as work: copying is so much quicker than scanning.
	againCost = 8
)

const stringsName = "工作簿里各单元格共用的文字"

var errNoString = errors.New("no such string")

// shared gives a shared text by its number. A number without a text is damage.
func (b *Book) shared(number int) (string, error) {
	if b.strings == nil {
		b.strings = &sharedStrings{book: b, loaded: map[int][]string{}, runs: map[int][]font{}}
		if f := b.ofKind("sharedStrings"); f != nil {
			s, in, err := b.scan(f, stringsName)
			if err != nil {
				return "", err
			}
			b.strings.scan, b.strings.part = s, in
		}
	}
	return b.strings.get(number)
}

// get gives a text by its number.
func (s *sharedStrings) get(number int) (string, error) {
	// A group is looked up when it is full, or when there are no more.
	for s.scan != nil && number/groupSize >= s.count/groupSize {
		if err := s.readOne(); err != nil {
			return "", s.book.words(err, stringsName)
		}
	}
	if number >= s.count {
		return "", errNoString
	}
	group, err := s.group(number / groupSize)
	if err != nil {
		return "", err
	}
	return group[number%groupSize], nil
}

// group gives the texts of a group.
func (s *sharedStrings) group(number int) ([]string, error) {
	if texts := s.loaded[number]; texts != nil {
		return texts, nil
	}
	texts, size, err := s.load(number)
	if err != nil {
		return nil, err
	}
	if err := s.book.meter.charge(int(size / againCost)); err != nil {
		return nil, err
	}
	size += groupCost
	if s.held += size; s.held > maxHeld {
		clear(s.loaded)
		s.held = size
	}
	s.loaded[number] = texts
	return texts, nil
}

// rest reads the texts nobody has asked for, so that damage behind them is seen too.
func (b *Book) rest() error {
	if b.strings == nil {
		return nil
	}
	for b.strings.scan != nil {
		if err := b.strings.readOne(); err != nil {
			return b.words(err, stringsName)
		}
	}
	return nil
}

// readOne takes the next text from the part.
func (s *sharedStrings) readOne() error {
	for {
		t, err := s.scan.next()
		if errors.Is(err, io.EOF) {
			s.scan = nil
			return s.part.Close()
		}
		if err != nil {
			return err
		}
		switch si := s.scan.depth == 2 && t != charData && string(s.scan.local) == "si"; {
		case si && t == tagStart:
			s.text.reset()
		case si:
			if len(s.text.runs) > 0 && len(s.runs) < maxFormats {
				s.runs[s.count] = s.text.runs
			}
			return s.add(s.text.bytes())
		default:
			if err := s.text.take(s.scan, t); err != nil {
				return s.book.words(err, stringsName)
			}
		}
	}
}

// add keeps a text.
func (s *sharedStrings) add(text []byte) error {
	if tooLong(text) {
		return tellTooLong(stringsName)
	}
	if s.count%groupSize == 0 {
		s.groups = append(s.groups, s.length)
	}
	before := len(s.buf)
	s.buf = binary.AppendUvarint(s.buf, uint64(len(text)))
	s.buf = append(s.buf, text...)
	s.length += int64(len(s.buf) - before)
	s.count++
	if s.length > s.book.limits.Texts {
		return tooBig()
	}
	if len(s.buf) > maxInMemory {
		return s.spill()
	}
	return nil
}

// spill moves what is in memory to the file.
func (s *sharedStrings) spill() error {
	const doing = "写临时文件"
	if s.file == nil {
		file, err := files.Temporary("", "strings")
		if err != nil {
			return files.Fault(doing, err)
		}
		s.file = file
		_ = os.Remove(file.Name()) // where the system allows it, nothing is left even if the program is cut off
	}
	if _, err := s.file.Write(s.buf); err != nil {
		return files.Fault(doing, err)
	}
	s.buf = s.buf[:0]
	return nil
}

// load reads a group from memory or from the file.
func (s *sharedStrings) load(group int) (texts []string, size int64, err error) {
	from, to := s.groups[group], s.length
	if group+1 < len(s.groups) {
		to = s.groups[group+1]
	}
	onDisk := s.length - int64(len(s.buf))
	data := make([]byte, to-from)
	if from < onDisk {
		if _, err := s.file.ReadAt(data[:min(to, onDisk)-from], from); err != nil {
			return nil, 0, files.Fault("读临时文件", err)
		}
	}
	if to > onDisk {
		copy(data[max(0, onDisk-from):], s.buf[max(0, from-onDisk):to-onDisk])
	}
	all := string(data)
	texts = make([]string, 0, groupSize)
	for at := 0; at < len(all); {
		n, width := binary.Uvarint(data[at:])
		at += width
		texts = append(texts, all[at:at+int(n)])
		at += int(n)
	}
	return texts, to - from, nil
}

func (s *sharedStrings) close() {
	if s.scan != nil {
		_ = s.part.Close()
	}
	if s.file != nil {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name())
	}
}
