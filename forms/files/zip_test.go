package files_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"zicha/forms/files"
)

// member is a file of a zip as it is told twice: in front of its contents and in the directory at the end, which says the same unless altered.
type member struct {
	name, body string
	flags      uint16
	front      func(head []byte) // alters the 30 bytes in front
	frontName  string            // another name of the same length in front
	frontExtra string
	extra      string // in the directory
	comment    string
	behind     string // after the contents
}

// zipOf puts a zip together by hand; between stands before the directory, inside before the end, after behind everything.
func zipOf(members []member, between, inside, after string) string {
	var out, list []byte
	le := binary.LittleEndian
	for _, m := range members {
		facts := le.AppendUint16(nil, 20)
		facts = le.AppendUint16(facts, m.flags)
		facts = append(facts, make([]byte, 6)...) // stored, at no time
		facts = le.AppendUint32(facts, crc32.ChecksumIEEE([]byte(m.body)))
		facts = le.AppendUint32(facts, uint32(len(m.body)))
		facts = le.AppendUint32(facts, uint32(len(m.body)))
		facts = le.AppendUint16(facts, uint16(len(m.name)))
		list = append(list, "PK\x01\x02\x14\x00"...)
		list = append(list, facts...)
		list = le.AppendUint16(list, uint16(len(m.extra)))
		list = le.AppendUint16(list, uint16(len(m.comment)))
		list = append(list, make([]byte, 8)...)
		list = le.AppendUint32(list, uint32(len(out)))
		list = append(list, m.name+m.extra+m.comment...)
		head := append([]byte("PK\x03\x04"), facts...)
		head = le.AppendUint16(head, uint16(len(m.frontExtra)))
		if m.front != nil {
			m.front(head)
		}
		name := m.name
		if m.frontName != "" {
			name = m.frontName
		}
		out = append(append(out, head...), name+m.frontExtra+m.body+m.behind...)
	}
	out = append(out, between...)
	at := len(out)
	out = append(append(out, list...), inside...)
	end := append([]byte("PK\x05\x06\x00\x00\x00\x00"), 0, 0, 0, 0)
	le.PutUint16(end[8:], uint16(len(members)))
	le.PutUint16(end[10:], uint16(len(members)))
	end = le.AppendUint32(end, uint32(len(list)))
	end = le.AppendUint32(end, uint32(at))
	return string(le.AppendUint16(append(out, end...), uint16(len(after)))) + after
}

func openZip(t *testing.T, data string) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// longEnd is the end of the directory for long files, and what points to it; short files may have it too.
var longEnd = "PK\x06\x06\x2c" + strings.Repeat("\x00", 7+44) + "PK\x06\x07" + strings.Repeat("\x00", 16)

// sizes is what stands behind contents that were written before their size was known: signed or not, with sizes of 4 or 8 bytes.
func sizes(body string, signed, long bool) string {
	var b []byte
	if signed {
		b = []byte("PK\x07\x08")
	}
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(body)))
	for range 2 {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(body)))
		if long {
			b = append(b, 0, 0, 0, 0)
		}
	}
	return string(b)
}

// unicodeField is Info-ZIP's field with the name of an entry in UTF-8, which holds for the entry of a name.
func unicodeField(of, name string) string {
	b := binary.LittleEndian.AppendUint16([]byte{0x75, 0x70}, uint16(5+len(name)))
	return string(binary.LittleEndian.AppendUint32(append(b, 1), crc32.ChecksumIEEE([]byte(of)))) + name
}

// noSizes is the head in front of contents whose size was not known yet.
func noSizes(head []byte) { clear(head[14:26]) }

// longSizes is the head in front of a long file: its sizes stand in a field.
func longSizes(head []byte) { copy(head[18:26], bytes.Repeat([]byte{0xff}, 8)) }

// Zips as programs write them are told to be what they are; whatever two programs could read in two ways has one fault that says so.
func TestZipFaults(t *testing.T) {
	with := func(change func(*member)) []member {
		two := []member{{name: "甲.txt", body: "一二三"}, {name: "乙.txt", body: "四五"}}
		change(&two[0])
		return two
	}
	front := func(at int, to byte) []member {
		return with(func(m *member) { m.front = func(head []byte) { head[at] = to } })
	}
	plain := with(func(*member) {})
	streamed := func(signed, long bool) []member {
		two := with(func(*member) {})
		for i := range two {
			two[i].flags, two[i].front, two[i].behind = 8, noSizes, sizes(two[i].body, signed, long)
		}
		return two
	}
	hidden := zipOf([]member{{name: "藏.txt", body: "藏"}}, "", "", "")
	hidden = hidden[:strings.Index(hidden, "PK\x01\x02")]
	const unlike, unlisted, after = "压缩包里“甲.txt”的名称、大小在文件前面和末尾的目录里写得不一样，不同的程序会看到不同的内容", "之后有目录没有列出的内容", "压缩包的末尾有目录没有列出的内容"
	for what, c := range map[string]struct{ data, fault string }{
		"as it is":              {zipOf(plain, "", "", ""), ""},
		"empty":                 {zipOf(nil, "", "", ""), ""},
		"with a remark":         {zipOf(plain, "", "", "压缩于今天"), ""},
		"with fields":           {zipOf(with(func(m *member) { m.frontExtra, m.extra, m.comment = "UT\x01\x00a", "UT\x02\x00ab", "说明" }), "", "", ""), ""},
		"streamed, signed":      {zipOf(streamed(true, false), "", "", ""), ""},
		"streamed":              {zipOf(streamed(false, false), "", "", ""), ""},
		"streamed, long":        {zipOf(streamed(false, true), "", "", ""), ""},
		"streamed, long signed": {zipOf(streamed(true, true), "", "", ""), ""},
		"streamed, size known":  {zipOf(with(func(m *member) { m.flags, m.behind = 8, sizes(m.body, true, false) }), "", "", ""), ""},
		"long sizes":            {zipOf(with(func(m *member) { m.front = longSizes }), "", "", ""), ""},
		"long end":              {zipOf(plain, "", longEnd, ""), ""},
		"another name for all":  {zipOf(with(func(m *member) { m.frontExtra, m.extra = unicodeField(m.name, "丙"), unicodeField(m.name, "丙") }), "", "", ""), ""},
		"a name in front only":  {zipOf(with(func(m *member) { m.frontExtra = unicodeField(m.name, "丙") }), "", "", ""), ""},
		"flag of the names":     {zipOf(with(func(m *member) { m.front = func(head []byte) { head[7] = 8 } }), "", "", ""), ""},

		"two names":             {zipOf(with(func(m *member) { m.frontExtra, m.extra = unicodeField(m.name, "丙"), unicodeField(m.name, "丁") }), "", "", ""), unlike},
		"another name in front": {zipOf(with(func(m *member) { m.frontName = "丙.txt" }), "", "", ""), unlike},
		"another way to pack":   {zipOf(front(8, 8), "", "", ""), unlike},
		"secret in front":       {zipOf(front(6, 1), "", "", ""), unlike},
		"another sum":           {zipOf(front(14, 1), "", "", ""), unlike},
		"sum of a long file":    {zipOf(with(func(m *member) { m.front = func(head []byte) { copy(head[14:], "\xff\xff\xff\xff") } }), "", "", ""), unlike},
		"another packed size":   {zipOf(front(18, 1), "", "", ""), unlike},
		"another size":          {zipOf(front(22, 1), "", "", ""), unlike},
		"streamed, other size": {zipOf(with(func(m *member) {
			m.flags, m.behind, m.front = 8, sizes(m.body, true, false), func(head []byte) { head[22]++ }
		}), "", "", ""), unlike},
		"no sizes":             {zipOf(with(func(m *member) { m.front = noSizes }), "", "", ""), unlike},
		"before it":            {"x" + zipOf(plain, "", "", ""), "压缩包的开头有其他内容，不是压缩包的一部分"},
		"a file before it":     {hidden + zipOf(plain, "", "", ""), "压缩包里有目录没有列出的文件“藏.txt”"},
		"a file between":       {zipOf(with(func(m *member) { m.behind = hidden }), "", "", ""), "压缩包里有目录没有列出的文件“藏.txt”"},
		"between files":        {zipOf(with(func(m *member) { m.behind = "藏" }), "", "", ""), "压缩包里“甲.txt”" + unlisted},
		"behind what streamed": {zipOf(with(func(m *member) { m.flags, m.behind = 8, "藏" }), "", "", ""), "压缩包里“甲.txt”" + unlisted},
		"before the directory": {zipOf(plain, "藏", "", ""), "压缩包里“乙.txt”" + unlisted},
		"in the directory":     {zipOf(plain, "", "藏", ""), after},
		"behind the long end":  {zipOf(plain, "", longEnd+"藏", ""), after},
		"behind all":           {zipOf(plain, "", "", "") + "藏", after},
		"head that never ends": {zipOf(front(29, 0xff)[:1], "", "", ""), "压缩包里有目录没有列出的文件“甲.txt”"},
	} {
		var want []string
		if c.fault != "" {
			want = []string{c.fault}
		}
		if got := files.ZipFaults(strings.NewReader(c.data), int64(len(c.data)), openZip(t, c.data)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
}

// Two entries of the directory for one place, or an entry for none, hide from one program what another shows.
func TestZipFaultsOfTheDirectory(t *testing.T) {
	data := zipOf([]member{{name: "甲", body: "一"}, {name: "乙", body: "二"}}, "", "", "")
	second := strings.LastIndex(data, "PK\x01\x02") + 42 // where it says the second begins
	for want, at := range map[string]string{
		"压缩包里“乙”和“甲”叠在一处": "\x00\x00\x00\x00",
		"压缩包里“乙”无法读取":     "\x03\x00\x00\x00",
	} {
		changed := data[:second] + at + data[second+4:]
		if got := files.ZipFaults(strings.NewReader(changed), int64(len(changed)), openZip(t, changed)); !slices.Equal(got, []string{want}) {
			t.Errorf("%q, want %s", got, want)
		}
	}
}

// Names are read as the entry says, else as UTF-8, and as GBK only where one without a word on it is no UTF-8.
func TestZipNames(t *testing.T) {
	const old, flag = "\xbb\xe3\xb1\xe0.txt", 1 << 11 // 汇编.txt in GBK
	field := unicodeField(old, "甲.txt")
	for _, c := range []struct {
		members []member
		want    []string
	}{
		{[]member{{name: `a\b.txt`}, {name: "测试"}}, []string{"a/b.txt", "测试"}},
		{[]member{{name: old}, {name: "测试"}, {name: "测试", flags: flag}}, []string{"汇编.txt", "娴嬭瘯", "测试"}},
		{[]member{{name: old, extra: field}, {name: "测试"}}, []string{"甲.txt", "测试"}},
		{[]member{{name: old, extra: "UT\x02\x00ab" + field}}, []string{"甲.txt"}},
		{[]member{{name: old, extra: "UT\x00\x00" + field + "UT\x00\x00"}}, []string{"甲.txt"}},
		{[]member{{name: "测试", extra: unicodeField("测试", "甲"), flags: flag}}, []string{"测试"}},
		{[]member{{name: "\xff\xfe"}, {name: old}}, []string{"\xff\xfe", "汇编.txt"}},
	} {
		if got := files.ZipNames(openZip(t, zipOf(c.members, "", "", ""))); !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for what, extra := range map[string]string{
		"of another name": unicodeField("别的", "甲.txt"), "of a later kind": field[:4] + "\x02" + field[5:], "another field": "uq" + field[2:],
		"cut off": field[:len(field)-1], "no UTF-8": unicodeField(old, "\xff"), "no name": field[:2] + "\x05\x00" + field[4:9], "too short": field[:3],
	} {
		if got := files.ZipNames(openZip(t, zipOf([]member{{name: old, extra: extra}}, "", "", ""))); !slices.Equal(got, []string{"汇编.txt"}) {
			t.Errorf("field %s: %q", what, got)
		}
	}
}
