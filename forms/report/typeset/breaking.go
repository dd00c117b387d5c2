package typeset

import (
	"strings"

	"zicha/forms/linebreak"
)

// squeeze is how much of the size a justified line may lose at each gap so
// that a closing mark still fits; squeezed are the marks it is done for.
const (
	squeeze  = 0.04
	squeezed = "，。、；：？！）》〉」』】〕”’"
)

// Measure is the room lines are broken to, in millimetres.
type Measure struct {
	Width       float64
	FirstIndent float64 // before the first line after each line end
	RestIndent  float64 // before the lines that follow it
	Justify     bool    // the lines will be drawn justified
}

// Line is one line of a paragraph. The texts of all lines, joined, are the
// input without its line ends.
type Line struct {
	Text   string
	Width  float64 // natural width without trailing spaces, millimetres
	Indent float64 // from the left edge, millimetres
	Room   float64 // width there is after the indent, millimetres
	Last   bool    // ends a paragraph: never stretched
	Forced bool    // had no permitted break and was cut
	glyphs []glyph
	block  *block // what it is a line of, nil where that is said otherwise
}

// Break breaks runs into lines: UAX #14 and the Chinese rules for the start
// and end of a line, numbers kept with their unit, every line end of the
// input respected (an empty line gives an empty Line). No character is lost
// or altered. A word longer than the line is cut where it does least harm.
func Break(runs []Run, m Measure) []Line {
	var lines []Line
	rest := shape(runs)
	for {
		end := 0
		for end < len(rest) && !rest[end].newline() {
			end++
		}
		lines = append(lines, breakOne(rest[:end], m)...)
		if end == len(rest) {
			return lines
		}
		rest = rest[end+1:]
	}
}

// breakOne breaks a paragraph without line ends.
func breakOne(glyphs []glyph, m Measure) []Line {
	var lines []Line
	chars := make([]rune, len(glyphs))
	for i, g := range glyphs {
		chars[i] = g.char
	}
	allowed := linebreak.Allowed(chars)
	indent := m.FirstIndent
	for {
		room := m.Width - indent
		n, forced := fit(glyphs, allowed, room, m.Justify)
		line := newLine(glyphs[:n], indent, room)
		line.Forced = forced
		line.Last = n == len(glyphs)
		lines = append(lines, line)
		if line.Last {
			return lines
		}
		glyphs, allowed, indent = glyphs[n:], allowed[n:], m.RestIndent
	}
}

func newLine(glyphs []glyph, indent, room float64) Line {
	var text strings.Builder
	for _, g := range glyphs {
		text.WriteString(g.src)
	}
	inked := trimSpaces(glyphs)
	return Line{
		Text: text.String(), Width: width(inked),
		Indent: indent, Room: room, glyphs: inked,
	}
}

// trimSpaces leaves out the spaces at the end, which take no room.
func trimSpaces(glyphs []glyph) []glyph {
	for len(glyphs) > 0 && glyphs[len(glyphs)-1].char == ' ' {
		glyphs = glyphs[:len(glyphs)-1]
	}
	return glyphs
}

// fit finds how many glyphs the next line takes.
func fit(glyphs []glyph, allowed []bool, room float64, justify bool) (n int, forced bool) {
	const rounding = 1e-6
	used, spaces, gaps, inside := 0.0, 0.0, 0.0, 0
	for i, g := range glyphs {
		if g.char == ' ' {
			spaces += g.width // none at the end of a line
		} else {
			used += spaces + g.width
			spaces = 0
		}
		over := used - room - rounding
		if over <= 0 {
			inside = i + 1
		}
		if over > g.style.em() {
			break
		}
		tight := justify && strings.ContainsRune(squeezed, g.char) && over <= gaps
		if allowed[i+1] && (over <= 0 || tight) {
			n = i + 1
		}
		gaps += squeeze * g.style.em()
	}
	if n > 0 || len(glyphs) == 0 {
		return n, false
	}
	return cut(glyphs[:max(inside, 1)], glyphs), true
}

// cut chooses where to end a line that has no permitted break: the fitting
// glyphs are given, then all that remain.
func cut(fitting, all []glyph) int {
	last := len(fitting)
	for n := last; n > last/2 && n > 0; n-- {
		before, after := all[n-1].char, at(all, n)
		if !linebreak.Together(before, after) && !linebreak.Splits(before, after) {
			return n
		}
	}
	for n := last; n > last/2 && n > 0; n-- {
		if !linebreak.Together(all[n-1].char, at(all, n)) {
			return n
		}
	}
	return last
}

func at(glyphs []glyph, i int) rune {
	if i < len(glyphs) {
		return glyphs[i].char
	}
	return 0
}
