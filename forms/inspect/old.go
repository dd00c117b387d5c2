package inspect

import (
	"encoding/binary"
	"unicode/utf16"

	"zicha/forms"
)

// compound is a file of the old Office form, as far as its directory: sectors chained by a table, and named streams.
type compound struct {
	sighted
	sector  int64
	next    []uint32 // the table's sectors that the header names: of 7 MB, or 436 MB with large sectors
	streams map[string]uint32
}

// old says what is wrong with such a file.
func (s sighted) old() forms.Doubt {
	c := compound{sighted: s, streams: map[string]uint32{}}
	switch {
	case !c.open():
		return forms.DoubtBroken
	case c.has("EncryptedPackage"), c.has("EncryptedSummary"), c.lockedText(), c.lockedBook("Workbook"), c.lockedBook("Book"):
		return forms.DoubtLocked
	case len(c.ext) == 4 && packNames[c.ext] != "":
		return forms.OtherKind(kindNames[kindOld])
	}
	return ""
}

func (c *compound) has(name string) bool {
	_, ok := c.streams[name]
	return ok
}

// at reads some bytes of a sector, fewer where the file ends.
func (c *compound) at(sector uint32, most int64) []byte {
	if sector >= 0xFFFFFFFA || c.sector == 0 {
		return nil
	}
	buf := make([]byte, most)
	n, _ := c.r.ReadAt(buf, (int64(sector)+1)*c.sector)
	return buf[:n]
}

// open reads table and directory and reports whether all sectors in use are there.
func (c *compound) open() bool {
	const free, table, most = 0xFFFFFFFF, 109, 64 // sectors of the directory that are looked at
	head := make([]byte, 512)
	if n, _ := c.r.ReadAt(head, 0); n < len(head) {
		return false
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift < 7 || shift > 12 {
		return false
	}
	c.sector = 1 << shift
	last := int64(-1)
	for i := range table {
		at := binary.LittleEndian.Uint32(head[76+4*i:])
		if at >= 0xFFFFFFFA {
			break
		}
		data := c.at(at, c.sector)
		for j := 0; j+4 <= len(data); j += 4 {
			v := binary.LittleEndian.Uint32(data[j:])
			if c.next = append(c.next, v); v != free {
				last = int64(len(c.next) - 1)
			}
		}
		if int64(len(data)) < c.sector {
			return false
		}
	}
	if last < 0 || (last+1)*c.sector >= c.size { // the last sector in use begins within the file
		return false
	}
	at := binary.LittleEndian.Uint32(head[48:])
	for range most {
		data := c.at(at, c.sector)
		c.names(data)
		if int(at) >= len(c.next) || len(data) == 0 {
			break
		}
		at = c.next[at]
	}
	return len(c.streams) > 0
}

// names takes the entries of a sector of the directory.
func (c *compound) names(data []byte) {
	const entry = 128
	for ; len(data) >= entry; data = data[entry:] {
		length := int(binary.LittleEndian.Uint16(data[64:]))
		if length < 2 || length > 64 || data[66] == 0 {
			continue
		}
		wide := make([]uint16, length/2-1)
		for i := range wide {
			wide[i] = binary.LittleEndian.Uint16(data[2*i:])
		}
		c.streams[string(utf16.Decode(wide))] = binary.LittleEndian.Uint32(data[116:])
	}
}

// lockedText reports whether a .doc asks for a password.
func (c *compound) lockedText() bool {
	const encrypted = 0x0100
	at, ok := c.streams["WordDocument"]
	data := c.at(at, 32)
	return ok && len(data) == 32 && data[0] == 0xEC && data[1] == 0xA5 && binary.LittleEndian.Uint16(data[10:])&encrypted != 0
}

// lockedBook reports whether an .xls asks for a password: a record that says so stands near the beginning.
func (c *compound) lockedBook(stream string) bool {
	const begins, locks = 0x0809, 0x002F
	at, ok := c.streams[stream]
	data := c.at(at, c.sector)
	if !ok || len(data) < 4 || binary.LittleEndian.Uint16(data) != begins {
		return false
	}
	for len(data) >= 4 {
		kind, length := binary.LittleEndian.Uint16(data), int(binary.LittleEndian.Uint16(data[2:]))
		if kind == locks {
			return true
		}
		data = data[min(len(data), 4+length):]
	}
	return false
}
