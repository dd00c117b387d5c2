package tables

import (
	"bytes"
	"strconv"
	"strings"
)

// maxFormats is how many cell formats a workbook can have.
const maxFormats = 65_536

const stylesName = "工作簿里的单元格格式"

// styles are what a workbook's cells look like, as far as that decides what is read there.
type styles struct {
	days    []bool // whether a cell format shows a date, by its number
	cells   []cellFormat
	fonts   []font
	fills   []filling
	changes []change          // what conditions change, by their number
	codes   map[string]string // number formats by their ids
	palette []colour          // a palette of the workbook's own
	looks   bool              // there are looks of tables of its own
}

// cellFormat is a cell format by the numbers of its parts.
type cellFormat struct {
	number     string // the number format's id
	font, fill int
	fillUp     bool // what stands there is repeated as often as it fits
	indent     int
}

type font struct {
	name   string
	size   float64 // in points, 0 where none is given
	ink    colour
	struck bool
	raised bool // or lowered: 10²
}

type filling struct {
	pattern     string
	front, back colour
}

// change is what a conditional format changes of a cell.
type change struct {
	number, ink, paper bool
	font               font
	fill               filling
}

// loadStyles reads the cell formats once.
func (b *Book) loadStyles() (*styles, error) {
	if b.styles != nil {
		return b.styles, nil
	}
	st := &styles{days: make([]bool, 0, 64), codes: map[string]string{}}
	if f := b.ofKind("styles"); f != nil {
		section := ""
		err := b.elements(f, stylesName, func(s *scanner) error {
			if s.depth == 2 {
				section = string(s.local)
			}
			st.take(s, section)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	b.styles = st
	return st, nil
}

// isDay reports whether a cell format shows a number as a date.
func (b *Book) isDay(style int) (bool, error) {
	st, err := b.loadStyles()
	return err == nil && style < len(st.days) && st.days[style], err
}

// take takes an element of a section of the styles. numFmts stand before cellXfs.
func (st *styles) take(s *scanner, section string) {
	switch {
	case s.depth < 3 || len(st.cells) > maxFormats || len(st.fonts) > maxFormats || len(st.fills) > maxFormats || len(st.changes) > maxFormats:
	case section == "numFmts" && s.depth == 3:
		st.numberFormat(string(s.attr("numFmtId")), string(s.attr("formatCode")))
	case section == "fonts":
		if s.depth == 3 {
			st.fonts = append(st.fonts, font{})
		} else if len(st.fonts) > 0 {
			st.fonts[len(st.fonts)-1].take(s)
		}
	case section == "fills":
		if s.depth == 3 {
			st.fills = append(st.fills, filling{})
		} else if len(st.fills) > 0 {
			st.fills[len(st.fills)-1].take(s)
		}
	case section == "cellXfs":
		st.cell(s)
	case section == "dxfs":
		st.change(s)
	case string(s.local) == "tableStyleElement":
		st.looks = true
	case string(s.local) == "rgbColor" && s.depth == 4 && len(st.palette) < len(palette):
		st.palette = append(st.palette, rgbOf(s.attr("rgb")))
	}
}

// numberFormat takes a number format. One that is given twice shows nobody knows what.
func (st *styles) numberFormat(id, code string) {
	if old, twice := st.codes[id]; twice && old != code {
		code = noFormat
	}
	if len(st.codes) < maxFormats {
		st.codes[id] = code
	}
}

// noFormat stands for a number format that cannot be told.
const noFormat = "\x00"

func (st *styles) cell(s *scanner) {
	switch local := string(s.local); {
	case s.depth == 3 && local == "xf":
		id := string(s.attr("numFmtId"))
		code, ours := st.codes[id]
		day := ours && showsDay(code)
		if !ours {
			n, _ := strconv.Atoi(id)
			day = n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 54 || n == 57 || n == 58
		}
		st.days = append(st.days, day)
		font, _ := number(s.attr("fontId"))
		fill, _ := number(s.attr("fillId"))
		st.cells = append(st.cells, cellFormat{number: id, font: font, fill: fill})
	case s.depth == 4 && local == "alignment" && len(st.cells) > 0:
		st.cells[len(st.cells)-1].indent, _ = number(s.attr("indent"))
		st.cells[len(st.cells)-1].fillUp = string(s.attr("horizontal")) == "fill"
	}
}

func (st *styles) change(s *scanner) {
	if s.depth == 3 {
		st.changes = append(st.changes, change{})
		return
	}
	if len(st.changes) == 0 {
		return
	}
	c := &st.changes[len(st.changes)-1]
	switch local := string(s.local); {
	case s.depth == 4 && local == "numFmt":
		c.number = true
	case s.depth == 5 && local == "patternFill" || s.depth > 5:
		c.paper = true
		c.fill.take(s)
	case s.depth == 5:
		c.ink = c.ink || local == "color"
		c.font.take(s)
	}
}

// take takes an element of a font, or of a run's.
func (f *font) take(s *scanner) {
	switch string(s.local) {
	case "color":
		f.ink = colourOf(s)
	case "sz":
		f.size, _ = strconv.ParseFloat(string(s.attr("val")), 64)
	case "name", "rFont":
		f.name = string(s.attr("val"))
	case "strike":
		f.struck = !isFalse(s.attr("val"))
	case "vertAlign":
		f.raised = string(s.attr("val")) != "baseline"
	}
}

func isFalse(b []byte) bool { return string(b) == "0" || string(b) == "false" || string(b) == "off" }

func (f *filling) take(s *scanner) {
	switch string(s.local) {
	case "patternFill":
		f.pattern = string(s.attr("patternType"))
	case "gradientFill":
		f.pattern = "gradient"
	case "fgColor":
		f.front = colourOf(s)
	case "bgColor":
		f.back = colourOf(s)
	case "color": // of a gradient
		f.front, f.back = f.back, colourOf(s)
	}
}

// showsDay reports whether a number format shows a day: y or d outside quotes, brackets and escapes, 年 or 日 where spreadsheets of
// China have them.
func showsDay(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	quoted, bracket, escaped := false, false, false
	for _, c := range strings.ToLower(code) {
		switch {
		case escaped:
			escaped = false
		case c == '"' && !bracket:
			quoted = !quoted
		case quoted:
		case c == '[' || c == ']':
			bracket = c == '['
		case bracket:
		case c == '\\' || c == '_' || c == '*':
			escaped = true
		case c == 'y' || c == 'd':
			return true
		}
	}
	return false
}

// symbolFont reports whether a font has signs in the places of letters and digits.
func symbolFont(name string) bool {
	name = strings.ToLower(name)
	for _, known := range []string{"wingdings", "webdings", "symbol", "marlett", "dingbats"} {
		if strings.Contains(name, known) {
			return true
		}
	}
	return false
}

// colour is a colour as a workbook names it; the zero value is the automatic one.
type colour struct {
	kind byte // r, t or i: by its parts, by its number in the theme or in the palette
	n    uint32
	tint float64
}

func colourOf(s *scanner) colour {
	var c colour
	if rgb := s.attr("rgb"); rgb != nil {
		c = rgbOf(rgb)
	} else if n, ok := number(s.attr("theme")); ok {
		c = colour{kind: 't', n: uint32(n)}
	} else if n, ok := number(s.attr("indexed")); ok {
		c = colour{kind: 'i', n: uint32(n)}
	}
	c.tint, _ = strconv.ParseFloat(string(s.attr("tint")), 64)
	return c
}

func rgbOf(text []byte) colour {
	text = bytes.TrimPrefix(text, []byte("#"))
	if len(text) > 6 {
		text = text[len(text)-6:]
	}
	n, err := strconv.ParseUint(string(text), 16, 32)
	if err != nil {
		return colour{}
	}
	return colour{kind: 'r', n: uint32(n)}
}

// decimal reads a measure.
func decimal(text []byte) (x float64, ok bool) {
	x, err := strconv.ParseFloat(string(text), 64)
	return x, err == nil
}

// odd reports whether a run of a text may not be read as what it is.
func (f font) odd() bool {
	return f.ink.kind != 0 || f.size > 0 && f.size < leastType || f.struck || f.raised || symbolFont(f.name)
}
