// Package canon gives text its one canonical form. It is called where new input comes in: typing, pasting, answers files, workbooks,
// department sheets, editions, names of files. What is stored already, and what is verified, is never rewritten.
package canon

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Note is a character that was taken out, was replaced, or should be looked at.
type Note struct {
	At   int    // which character of the text as it came, counted from 1, an end of a line as one; 0 for all of it
	Rune rune   // the character as it came
	What string // what was done with it, in Chinese
}

// Text gives a text its canonical form and says what was done with what can be seen or means something. Ends of lines become LF without a
// note. Characters nobody sees are taken out; radicals become the ideographs they look like, those without one stay and are noted.
// Compatibility ideographs and all else stay as they are. What is no UTF-8 is given back unaltered, for whoever reads the field to refuse.
func Text(s string) (string, []Note) {
	if plain(s) || !utf8.ValidString(s) {
		return s, nil
	}
	var out strings.Builder
	var notes []Note
	at, before := 0, rune(0)
	for _, r := range s {
		at++
		last := before
		before = r
		switch become, what := canonical(r); {
		case r == '\n' && last == '\r':
			at--
		case become < 0:
			notes = append(notes, Note{at, r, what})
		default:
			out.WriteRune(become)
			if what != "" {
				notes = append(notes, Note{at, r, what})
			}
		}
	}
	return out.String(), notes
}

// plain reports whether a text is canonical at a glance, as nearly all are.
func plain(s string) bool {
	for _, r := range s {
		if become, what := canonical(r); become != r || what != "" || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// canonical gives what a character becomes, -1 where it goes, and what is to be said about it.
func canonical(r rune) (become rune, what string) {
	const firstKana, firstCompatibility = 0x3000, 0xf900 // between them nearly everything that is typed
	switch {
	case r >= ' ' && r <= '~', r == '\n', r == '\t', r >= firstKana && r < firstCompatibility && r != hangulFiller:
		return r, ""
	case endsLine(r):
		return '\n', ""
	case Ignorable(r):
		return -1, "去掉了看不见的字符 " + Point(r)
	case unicode.IsControl(r):
		return -1, "去掉了控制符 " + Point(r)
	case r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return -1, "去掉了不是字符的代码 " + Point(r)
	case r >= 0x2e80 && r <= 0x2fdf:
		if han := radicals[r]; han != 0 {
			return han, fmt.Sprintf("部首“%c”换成了汉字“%c”", r, han)
		}
		return r, fmt.Sprintf("“%c”（%s）是部首，没有对应的汉字，请核对", r, Point(r))
	}
	return r, ""
}

// Point writes a character by its code point: U+200B.
func Point(r rune) string { return fmt.Sprintf("U+%04X", r) }

// endsLine reports whether a character ends a line in some program: CR of Windows and old Macs, what Word ends a line inside a paragraph
// with, and Unicode's own.
func endsLine(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// Lines gives a text LF as its one end of line, and alters nothing else: for comparing and for splitting into lines.
func Lines(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// hangulFiller is the one ignorable letter among those of East Asia.
const hangulFiller = 0x3164

// Ignorable reports whether nothing is to be seen where a character stands: Unicode's default ignorable code points, among them zero
// widths, marks of direction, soft hyphens and variation selectors, and the marks of annotations and embedded objects.
func Ignorable(r rune) bool {
	if r < 0xad {
		return false
	}
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == hangulFiller, r == 0xfeff, r == 0xffa0:
		return true
	case r >= 0x180b && r <= 0x180f, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xfff0 && r <= 0xfffc, r >= 0x1bca0 && r <= 0x1bca3, r >= 0x1d173 && r <= 0x1d17a, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// mostSaid is how many spots Words names.
const mostSaid = 4

// Words says in one line what was done with a text and where, "" for nothing.
func Words(notes []Note) string {
	if len(notes) == 0 {
		return ""
	}
	var said []string
	for _, n := range notes[:min(len(notes), mostSaid)] {
		words := n.What
		if n.At > 0 {
			words = fmt.Sprintf("第%d个字：%s", n.At, n.What)
		}
		said = append(said, words)
	}
	line := strings.Join(said, "；")
	if len(notes) > mostSaid {
		line += fmt.Sprintf("；……共%d处", len(notes))
	}
	return line
}

// Identity gives the form in which codes and names that identify something are compared: without characters nobody sees, trimmed,
// full-width letters, digits and punctuation narrow, and composed (Compose).
func Identity(s string) string {
	if everyday(s) {
		return s
	}
	return Compose(strings.TrimSpace(strings.Map(func(r rune) rune {
		if Ignorable(r) {
			return -1
		}
		return Narrow(r)
	}, s)))
}

// everyday reports whether a name holds nothing but ideographs, ASCII letters, digits and signs: nearly every name, which is its own identity.
func everyday(s string) bool {
	for _, r := range s {
		if !(r > ' ' && r <= '~' || r >= 0x4e00 && r <= 0x9fff) {
			return false
		}
	}
	return true
}

// Compose puts letters and their marks together (NFC), as Macs take them apart in the names of files. What NFC would exchange for another
// character stays: a compatibility ideograph is the one somebody's name is written with.
func Compose(s string) string {
	if norm.NFC.IsNormalString(s) {
		return s
	}
	var out strings.Builder
	done := 0
	for at, r := range s {
		if exchanged(r) {
			out.WriteString(norm.NFC.String(s[done:at]))
			out.WriteRune(r)
			done = at + utf8.RuneLen(r)
		}
	}
	out.WriteString(norm.NFC.String(s[done:]))
	return out.String()
}

// exchanged reports whether NFC has another single character in place of one.
func exchanged(r rune) bool {
	if r < 0x340 || r == utf8.RuneError {
		return false
	}
	became := norm.NFC.String(string(r))
	return became != string(r) && utf8.RuneCountInString(became) == 1
}

// Narrow gives the half-width twin of a full-width letter, digit, punctuation mark or space, else the character itself.
func Narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000':
		return ' '
	}
	return r
}

// FileName gives the form in which names of files are matched: composed, as Macs take letters apart, with radicals folded and
// without characters nobody sees. A name that is no UTF-8 is the bytes it is.
func FileName(s string) string {
	if !utf8.ValidString(s) {
		return s
	}
	return Compose(strings.Map(func(r rune) rune {
		if han := radicals[r]; han != 0 {
			return han
		}
		if Ignorable(r) {
			return -1
		}
		return r
	}, s))
}
