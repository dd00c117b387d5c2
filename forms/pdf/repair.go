package pdf

import (
	"bytes"
	"strconv"
)

// repair finds the objects of a file whose table is missing or wrong by reading all of it: of several with one number the last counts.
func (f *file) repair() {
	if f.repaired {
		return
	}
	f.repaired = true
	f.table = nil
	clear(f.kept)
	clear(f.packs)
	f.eachWord("obj", func(at int64, before []byte) {
		if n, start, ok := numberBefore(before); ok {
			f.put(n, 0)
			if n > 0 && n < mostObjects {
				f.table[n] = place(at - int64(len(before)-start))
			}
		}
	})
	newest := dict{}
	take := func(d dict) {
		for key, v := range d {
			newest[key] = v
		}
	}
	f.eachWord("trailer", func(at int64, _ []byte) {
		if d, ok := f.lexer(at+int64(len("trailer")), mostObject).value(0).(dict); ok {
			take(d)
		}
	})
	var packs []int
	for n := range f.table {
		s, ok := f.numbered(n).(*stream)
		switch {
		case ok && s.dict["Type"] == name("XRef"):
			take(s.dict)
		case ok && s.dict["Type"] == name("ObjStm"):
			packs = append(packs, n)
		}
	}
	newest.over(f.trailer)
	f.repairPacks(packs)
}

// over replaces what another trailer says.
func (d dict) over(trailer dict) {
	for _, key := range []name{"Root", "Encrypt", "ID"} {
		if v := d[key]; v != nil {
			trailer[key] = v
		}
	}
}

// repairPacks takes in what object streams hold, and looks for the catalog where no trailer names one.
func (f *file) repairPacks(packs []int) {
	if f.unlock() != nil {
		return
	}
	for _, n := range packs {
		p := f.pack(n)
		if p == nil {
			continue
		}
		holder := f.table[n]
		for number := range p.places {
			f.put(int64(number), 0)
			if at := f.table[number]; at >= 0 && at < holder {
				f.table[number] = place(-n)
			}
		}
	}
	if f.dict(f.trailer["Root"])["Pages"] != nil {
		return
	}
	for n := range f.table {
		if d := f.dict(ref(n)); d["Type"] == name("Catalog") && d["Pages"] != nil {
			f.trailer["Root"] = ref(n)
		}
	}
}

// eachWord gives where a word stands in the file, and some of what is before it.
func (f *file) eachWord(word string, found func(at int64, before []byte)) {
	const step, overlap = 1 << 20, 64
	buf := make([]byte, min(step+overlap, f.size))
	for at := int64(0); at < f.size; at += step {
		from := max(0, at-overlap)
		n, _ := f.src.ReadAt(buf[:min(int64(len(buf)), f.size-from)], from)
		skip := int(at - from) // seen with the stretch before, but for a word across the border
		for i := max(0, skip-len(word)+1); ; {
			k := bytes.Index(buf[i:n], []byte(word))
			if k < 0 {
				break
			}
			i += k
			found(from+int64(i), buf[max(0, i-overlap/2):i])
			i += len(word)
		}
	}
}

// numberBefore reads the "12 0 " before an obj: the number and where it begins.
func numberBefore(before []byte) (n int64, start int, ok bool) {
	at := len(before)
	field := func(blank bool) string {
		to := at
		for at > 0 && isBlank(before[at-1]) {
			at--
		}
		if blank && at == to {
			return ""
		}
		to = at
		for at > 0 && before[at-1] >= '0' && before[at-1] <= '9' {
			at--
		}
		return string(before[at:to])
	}
	if field(false) == "" {
		return 0, 0, false
	}
	number := field(true)
	if at > 0 && !isDelimiter(before[at-1]) && before[at-1] != 'j' && before[at-1] != 'F' { // "endobj12 0 obj", "%%EOF12 0 obj"
		return 0, 0, false
	}
	n, err := strconv.ParseInt(number, 10, 64)
	return n, at, err == nil
}
