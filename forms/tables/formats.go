package tables

import (
	"math"
	"strconv"
	"strings"
)

// builtin are the number formats that have a number instead of a code; a number that is not here shows everything as it is.
var builtin = map[string]string{
	"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "5": `"¥"#,##0`, "6": `"¥"#,##0`, "7": `"¥"#,##0.00`, "8": `"¥"#,##0.00`, "9": "0%", "10": "0.00%",
	"11": "0.00E+00", "12": "# ?/?", "13": "# ??/??", "37": "#,##0;-#,##0", "38": "#,##0;[Red]-#,##0", "39": "#,##0.00;-#,##0.00", "40": "#,##0.00;[Red]-#,##0.00",
	"41": `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, "42": `_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	"43": `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "44": `_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	"18": "h:mm", "19": "h:mm", "20": "h:mm", "21": "h:mm", "45": "m:s", "46": "h:m:s", "47": "m:s", "48": "##0.0E+0", "49": "@",
	"32": "h", "33": "h", "34": "h", "35": "h", "55": "h", "56": "h",
}

// A number format has up to four sections: for numbers above 0, below, 0, and for text. The kinds of what stands in them:
const (
	pieceText    = 't' // stands there as it is
	pieceDigit   = 'd' // 0, # or ?
	piecePoint   = '.'
	pieceComma   = ','
	pieceContent = '@'
	pieceGeneral = 'g'
	pieceOther   = 'o' // a day, a fraction, an exponent, other numerals: not the number's own digits
)

type formatPiece struct {
	kind byte
	text string
}

type formatSection struct {
	pieces []formatPiece
	ink    colour
	when   string // <, <=, =, <>, >=, >; "" is no condition
	limit  float64
}

// formatCode takes a number format apart.
func formatCode(code string) []formatSection {
	p := formatParser{rest: []rune(code), out: make([]formatSection, 1)}
	for len(p.rest) > 0 {
		p.next()
	}
	return p.out
}

type formatParser struct {
	rest []rune
	out  []formatSection
}

func (p *formatParser) section() *formatSection { return &p.out[len(p.out)-1] }

func (p *formatParser) add(kind byte, text string) {
	s := p.section()
	s.pieces = append(s.pieces, formatPiece{kind, text})
}

// take gives the next n characters, fewer at the end, and passes over them.
func (p *formatParser) take(n int) string {
	n = min(n, len(p.rest))
	out := string(p.rest[:n])
	p.rest = p.rest[n:]
	return out
}

func (p *formatParser) next() {
	text := strings.ToLower(string(p.rest[:min(len(p.rest), len("general"))]))
	switch c := p.rest[0]; {
	case text == "general", strings.HasPrefix(text, "g/通用格式"):
		p.take(map[bool]int{true: len("general"), false: len([]rune("g/通用格式"))}[text == "general"])
		p.add(pieceGeneral, "")
	case c == ';':
		p.take(1)
		p.out = append(p.out, formatSection{})
	case c == '"':
		p.take(1)
		p.add(pieceText, p.upTo('"'))
	case c == '[':
		p.take(1)
		p.bracket(p.upTo(']'))
	case c == '\\' || c == '*' || c == '!': // what fills the cell stands there at least once
		p.take(1)
		p.add(pieceText, p.take(1))
	case c == '_':
		p.take(2)
		p.add(pieceText, " ")
	default:
		p.plain(c)
	}
}

// plain takes a character that stands for itself or for a part of the number.
func (p *formatParser) plain(c rune) {
	text := p.take(1)
	switch {
	case c == '0' || c == '#' || c == '?':
		p.add(pieceDigit, text)
	case c == '.':
		p.add(piecePoint, text)
	case c == ',':
		p.add(pieceComma, text)
	case c == '@':
		p.add(pieceContent, "")
	case c == '/' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		p.add(pieceOther, text)
	default:
		p.add(pieceText, text)
	}
}

func (p *formatParser) upTo(end rune) string {
	for i, c := range p.rest {
		if c == end {
			out := p.take(i)
			p.take(1)
			return out
		}
	}
	return p.take(len(p.rest))
}

// inks are the colours a number format can name.
var inks = map[string]uint32{
	"black": black, "white": white, "red": 0xff0000, "green": 0x00ff00, "blue": 0x0000ff, "yellow": 0xffff00, "magenta": 0xff00ff, "cyan": 0x00ffff,
	"黑色": black, "白色": white, "红色": 0xff0000, "绿色": 0x00ff00, "蓝色": 0x0000ff, "黄色": 0xffff00, "洋红": 0xff00ff, "青色": 0x00ffff,
}

// bracket takes a colour, a condition, a currency or a language; everything else makes something other of the number.
func (p *formatParser) bracket(text string) {
	s := p.section()
	low := strings.ToLower(strings.ReplaceAll(text, " ", ""))
	if rgb, ok := inks[low]; ok {
		s.ink = colour{kind: 'r', n: rgb}
		return
	}
	for _, name := range []string{"color", "颜色"} {
		if n, ok := number([]byte(strings.TrimPrefix(low, name))); ok && strings.HasPrefix(low, name) {
			s.ink = colour{kind: 'i', n: uint32(n + 7)}
			return
		}
	}
	for _, when := range []string{"<=", "<>", ">=", "<", ">", "="} {
		limit, ok := strings.CutPrefix(low, when)
		if x, err := strconv.ParseFloat(limit, 64); ok && err == nil {
			s.when, s.limit = when, x
			return
		}
	}
	if money, ok := strings.CutPrefix(text, "$"); ok {
		sign, language, _ := strings.Cut(money, "-")
		p.add(pieceText, sign)
		if len(language) <= len("0804") { // longer ones name numerals of other scripts
			return
		}
	}
	p.add(pieceOther, "")
}

// holds reports whether a number meets a section's condition.
func (s formatSection) holds(x float64) bool {
	switch s.when {
	case "<":
		return x < s.limit
	case "<=":
		return x <= s.limit
	case "=":
		return x == s.limit
	case "<>":
		return x != s.limit
	case ">=":
		return x >= s.limit
	case ">":
		return x > s.limit
	}
	return false
}

// ofNumber gives the section that is for a number, and whether it says the sign itself.
func ofNumber(list []formatSection, x float64) (s formatSection, signed bool) {
	list = list[:min(len(list), 3)]
	if len(list) > 1 && list[len(list)-1].isText() {
		list = list[:len(list)-1]
	}
	if list[0].when == "" && (len(list) < 2 || list[1].when == "") {
		switch {
		case len(list) == 1:
			return list[0], false
		case x < 0:
			return list[1], true
		case x == 0 && len(list) == 3:
			return list[2], false
		}
		return list[0], false
	}
	for i, s := range list {
		if s.holds(x) || s.when == "" && (i > 0 || x > 0) {
			return s, len(list) > 1 && x < 0 && i > 0
		}
	}
	return formatSection{pieces: []formatPiece{{pieceOther, ""}}}, false
}

func (s formatSection) isText() bool {
	for _, p := range s.pieces {
		if p.kind == pieceContent {
			return true
		}
	}
	return false
}

// printText gives what a number format shows of a text; ok is false where that cannot be told.
func printText(list []formatSection, text string) (shown string, s formatSection, ok bool) {
	switch last := list[len(list)-1]; {
	case len(list) >= 4:
		s = list[3]
	case last.isText():
		s = last
	default:
		return text, list[0], true
	}
	var b strings.Builder
	for _, p := range s.pieces {
		switch p.kind {
		case pieceContent, pieceGeneral:
			b.WriteString(text)
		case pieceOther:
			return "", s, false
		default:
			b.WriteString(p.text)
		}
	}
	return b.String(), s, true
}

// printNumber gives what a number format shows of a number, without marks between thousands; ok is false where it is not its digits.
func printNumber(list []formatSection, text string) (shown string, s formatSection, ok bool) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "", s, false
	}
	s, signed := ofNumber(list, x)
	n := digitsOf(s)
	if n.other {
		return "", s, false
	}
	value := math.Abs(x) * math.Pow(100, float64(n.hundreds)) / math.Pow(1000, float64(n.thousands))
	whole, part, _ := strings.Cut(strconv.FormatFloat(value, 'f', n.decimals, 64), ".")
	if whole == "0" {
		whole = ""
	}
	n.whole, n.part = whole, part
	shown = n.print(s, Plain(text))
	if x < 0 && !signed && strings.Trim(shown, "0. ") != "" && !n.general {
		shown = "-" + shown
	}
	return shown, s, true
}

// digitRow is how a section spreads the digits of a number over its places.
type digitRow struct {
	places, decimals, hundreds, thousands int
	general, other                        bool
	whole, part                           string
}

func digitsOf(s formatSection) digitRow {
	var n digitRow
	point, commas := false, 0
	for _, p := range s.pieces {
		switch {
		case p.kind == pieceOther:
			n.other = true
		case p.kind == pieceGeneral || p.kind == pieceContent:
			n.general = true
		case p.kind == piecePoint:
			point = true
			n.thousands, commas = n.thousands+commas, 0
		case p.kind == pieceComma:
			commas++
		case p.kind == pieceDigit && point:
			n.decimals, commas = n.decimals+1, 0
		case p.kind == pieceDigit:
			n.places, commas = n.places+1, 0
		}
		if p.kind == pieceText {
			n.hundreds += strings.Count(p.text, "%")
		}
	}
	if n.places+n.decimals > 0 {
		n.thousands += commas
	}
	return n
}

// print sets the digits into the places of a section.
func (n digitRow) print(s formatSection, plain string) string {
	var b strings.Builder
	point, place, decimal := false, 0, 0
	for _, p := range s.pieces {
		switch p.kind {
		case pieceGeneral, pieceContent:
			b.WriteString(plain)
		case pieceText:
			b.WriteString(p.text)
		case piecePoint:
			point = true
			b.WriteByte('.')
		case pieceDigit:
			if point {
				b.WriteString(decimalDigit(n.part, decimal, p.text))
				decimal++
				continue
			}
			b.WriteString(wholeDigits(n.whole, n.places-place, place == 0, p.text))
			place++
		}
	}
	return b.String()
}

// wholeDigits gives the digit for a place so far from the point; the first place takes all that stand before it too.
func wholeDigits(whole string, fromPoint int, first bool, sign string) string {
	at := len(whole) - fromPoint
	switch {
	case at >= 0 && first:
		return whole[:at+1]
	case at >= 0:
		return whole[at : at+1]
	case sign == "0":
		return "0"
	}
	return ""
}

func decimalDigit(part string, i int, sign string) string {
	if sign != "0" && strings.Trim(part[i:], "0") == "" {
		return ""
	}
	return part[i : i+1]
}
