package tables

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape marks the next character as meant literally; nobody writes it in earnest.
const escape = '␦'

// errorWords are what spreadsheets show for a formula gone wrong.
var errorWords = []string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA"}

// Hide puts a text into the form a cell carries unharmed through every spreadsheet program: characters XML has no room for stand
// as their pictures (␀–␟, ␡), the pictures themselves, the sequence _xHHHH_ and a text that reads like a spreadsheet error
// are marked by ␦. Ordinary text stays as it is. The reverse is Show.
func Hide(text string) string {
	if isErrorWord(text) {
		return string(escape) + text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r < 0x20:
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case r == '\ufffe' || r == '\uffff':
			b.WriteRune('␢' + r - '\ufffe')
		case isPicture(r):
			b.WriteRune(escape)
			b.WriteRune(r)
		case r == 'x' && isHexMark(text, i):
			b.WriteRune(escape)
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Show is the reverse of Hide.
func Show(text string) string {
	if !strings.ContainsFunc(text, isPicture) {
		return text
	}
	var b strings.Builder
	literal := false
	for _, r := range text {
		switch {
		case literal || !isPicture(r):
			b.WriteRune(r)
			literal = false
		case r == escape:
			literal = true
		case r == '␡':
			b.WriteByte(0x7f)
		case r == '␢' || r == '␣':
			b.WriteRune('\ufffe' + r - '␢')
		default:
			b.WriteRune(r - '␀')
		}
	}
	return b.String()
}

// isPicture reports whether a character is one of those that stand for others in a cell: ␀ to ␟, ␡ and the two after it, and the escape.
func isPicture(r rune) bool { return r >= '␀' && r <= '␣' && r != '␠' || r == escape }

// isHexMark reports whether the x at i is that of _xHHHH_, which spreadsheets read as a character's number.
func isHexMark(text string, i int) bool {
	if i < 1 || text[i-1] != '_' || len(text) < i+6 || text[i+5] != '_' {
		return false
	}
	for _, c := range []byte(text[i+1 : i+5]) {
		if !unicode.Is(unicode.ASCII_Hex_Digit, rune(c)) {
			return false
		}
	}
	return true
}

// uncomputed stands for the result of a formula nobody has computed.
const uncomputed = "（没有算出的公式）"

// pasted stands for a picture put into a cell as its value.
const pasted = "（嵌入单元格的图片）"

// orPicture is a cell gone wrong where WPS shows a picture, which nothing but WPS can.
func (c Cell) orPicture() Cell {
	if c.Kind == Text && strings.HasPrefix(c.Text, "=") && showsPicture(c.Text) || c.Kind == Text && strings.HasPrefix(c.Text, "_xlfn.") && showsPicture(c.Text) {
		return Cell{Kind: Wrong, Text: pasted + pictureID(c.Text), Formula: c.Formula}
	}
	return c
}

// pictureID is what a formula calls the picture it shows, "" where it does not say.
func pictureID(formula string) string {
	const most = 100
	_, id, _ := strings.Cut(formula, `"`)
	id, _, ok := strings.Cut(id, `"`)
	if !ok || len(id) > most {
		return ""
	}
	return id
}

// Pasted gives what a cell calls the picture put into it, see Book.CellPictures; ok is false for all other cells.
func (c Cell) Pasted() (id string, ok bool) {
	id, ok = strings.CutPrefix(c.Text, pasted)
	return id, ok && c.Kind == Wrong
}

// asPicture is how much of a formula is looked at for the one WPS shows a picture by.
const asPicture = 24

// showsPicture reports whether a formula is =DISPIMG(…), or Excel's IMAGE(…).
func showsPicture(formula string) bool {
	name := strings.ToUpper(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(formula), "="), "_xlfn."))
	return strings.HasPrefix(name, "DISPIMG(") || strings.HasPrefix(name, "IMAGE(")
}

// WrongWords says what stands in a cell gone wrong, for inside a sentence: 公式错误#REF!.
func WrongWords(word string) string {
	switch word {
	case pasted:
		return "嵌入单元格的图片"
	case uncomputed:
		return "没有算出结果的公式（请在WPS或Excel中打开，保存一次）"
	}
	return "公式错误" + word
}

// Wrong gives the word of a cell whose formula has gone wrong, also where it was saved as text; ok is false for all other cells.
func (c Cell) Wrong() (word string, ok bool) {
	if c.Kind == Wrong {
		return c.wrong(), true
	}
	return c.Text, c.Kind == Text && isErrorWord(c.Text)
}

func (c Cell) wrong() string {
	if _, ok := c.Pasted(); ok {
		return pasted
	}
	return cmp.Or(c.Text, uncomputed)
}

// Typed gives what stands in a cell the way it was typed: a number with the digits a spreadsheet keeps, a day as 2017-09-01.
func (c Cell) Typed(date1904 bool) string {
	switch c.Kind {
	case Number:
		if day, ok := Moment(c.Text, date1904); ok && c.Day {
			return day
		}
		return Plain(c.Text)
	case Wrong:
		return c.wrong()
	}
	return Show(c.Text)
}

func isErrorWord(text string) bool {
	for _, w := range errorWords {
		if text == w {
			return true
		}
	}
	return false
}

// List splits "1.1、1.2" at any separator offices use.
func List(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("、，,；; \u3000\n\t", c) })
}

// Fits reports whether a text fits a cell.
func Fits(text string) bool { return len(text) <= MaxText/2 || Units(Hide(text)) <= MaxText }

// Pieces cuts a text into parts that each fit a cell.
func Pieces(text string) []string {
	if Fits(text) {
		return []string{text}
	}
	const most = MaxText / 2 // hidden, a character can double
	var out []string
	start, n := 0, 0
	for i, r := range text {
		size := 1
		if r > 0xffff {
			size = 2
		}
		if n+size > most {
			out = append(out, text[start:i])
			start, n = i, 0
		}
		n += size
	}
	return append(out, text[start:])
}

// wide is a Chinese character's width in quarters of a digit's, in the sheets' size of type.
const wide = 7

// Lines estimates how many lines a text takes in a column of the given width in digits. It errs on the side of more.
func Lines(text string, width float64) int {
	room := max(int(width*4)-4, wide)
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		used := 0
		lines++
		for _, r := range line {
			w := runeWidth(r)
			if used+w > room {
				lines++
				used = 0
			}
			used += w
		}
	}
	return lines
}

func runeWidth(r rune) int {
	if r < utf8.RuneSelf {
		return 4
	}
	if r >= 0x4E00 && r <= 0x9FFF { // nearly all of them are Chinese characters
		return wide
	}
	if unicode.In(r, unicode.Mn, unicode.Cf) {
		return 0
	}
	return wide
}
