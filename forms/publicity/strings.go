package publicity

import (
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"os"
)

// sharedStrings are the texts a workbook's cells refer to by number. They are read as far as they are asked for, and kept in memory
// only while they are few; then they go to a temporary file, in groups, of which those used last are at hand.
type sharedStrings struct {
	part   *part // nil once all are read
	count  int
	groups []int64 // where each group begins
	buf    []byte  // not yet in the file
	length int64   // of all so far
	file   *os.File
	slots  [stringSlots]struct {
		group int
		texts []string
	}
}

const (
	groupSize   = 64
	stringSlots = 512
	maxInMemory = 8 << 20
	maxText     = 1000 // bytes of a text that are kept
)

var errNoString = errors.New("no such string")

// get gives a text by its number.
func (s *sharedStrings) get(number int) (string, error) {
	// A group is looked up when it is full, or when there are no more.
	for s.part != nil && number/groupSize >= s.count/groupSize {
		if err := s.readOne(); err != nil {
			return "", err
		}
	}
	if number < 0 || number >= s.count {
		return "", errNoString
	}
	group := number / groupSize
	slot := &s.slots[group%stringSlots]
	if slot.texts == nil || slot.group != group {
		texts, err := s.load(group)
		if err != nil {
			return "", err
		}
		slot.group, slot.texts = group, texts
	}
	return slot.texts[number%groupSize], nil
}

// readOne takes the next text from the part.
func (s *sharedStrings) readOne() error {
	text, err := nextString(s.part)
	if errors.Is(err, io.EOF) {
		s.part.close()
		s.part = nil
		return nil
	}
	if err != nil {
		return err
	}
	if s.count%groupSize == 0 {
		s.groups = append(s.groups, s.length)
	}
	before := len(s.buf)
	s.buf = binary.AppendUvarint(s.buf, uint64(len(text)))
	s.buf = append(s.buf, text...)
	s.length += int64(len(s.buf) - before)
	s.count++
	if len(s.buf) > maxInMemory {
		return s.spill()
	}
	return nil
}

// spill moves what is in memory to the file.
func (s *sharedStrings) spill() error {
	if s.file == nil {
		file, err := os.CreateTemp("", "zicha-*.tmp")
		if err != nil {
			return faultf("需要的临时文件没有建成；请检查系统盘的空间，再选一次")
		}
		s.file = file
		_ = os.Remove(file.Name()) // where the system allows it, nothing is left even if the program is cut off
	}
	if _, err := s.file.Write(s.buf); err != nil {
		return faultf("临时文件没有写完；请检查系统盘的空间，再选一次")
	}
	s.buf = s.buf[:0]
	return nil
}

// load reads a group from memory or from the file.
func (s *sharedStrings) load(group int) ([]string, error) {
	from, to := s.groups[group], s.length
	if group+1 < len(s.groups) {
		to = s.groups[group+1]
	}
	onDisk := s.length - int64(len(s.buf))
	data := make([]byte, to-from)
	if from < onDisk {
		if _, err := s.file.ReadAt(data[:min(to, onDisk)-from], from); err != nil {
			return nil, err
		}
	}
	if to > onDisk {
		copy(data[max(0, onDisk-from):], s.buf[max(0, from-onDisk):to-onDisk])
	}
	all := string(data)
	texts := make([]string, 0, groupSize)
	for at := 0; at < len(all); {
		n, width := binary.Uvarint(data[at:])
		at += width
		texts = append(texts, all[at:at+int(n)])
		at += int(n)
	}
	return texts, nil
}

func (s *sharedStrings) close() {
	if s.part != nil {
		s.part.close()
	}
	if s.file != nil {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name())
	}
}

// nextString reads one si element: the text of its runs, without the reading aids (rPh) beside them.
func nextString(p *part) ([]byte, error) {
	var text []byte
	inside, aside, in := false, 0, false
	for {
		token, err := p.token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				inside = true
			case "rPh":
				aside++
			case "t":
				in = inside && aside == 0
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				return text, nil
			case "rPh":
				aside--
			case "t":
				in = false
			}
		case xml.CharData:
			if in && len(text) < maxText {
				text = append(text, clip(string(t), maxText-len(text))...)
			}
		}
	}
}
