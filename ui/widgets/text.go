package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Style is how a Text looks; the zero Style is body text.
type Style struct {
	Size  fyne.ThemeSizeName
	Tone  fyne.ThemeColorName
	Bold  bool
	Align fyne.TextAlign
	// Single keeps the text on one line, shortened with … where it does not fit; Whole keeps it on one line as it is, as figures want it.
	Single, Whole bool
}

// Text is a paragraph broken with kinsoku, which Fyne's own label does not do.
type Text struct {
	wrapped[string]
	text  string
	style Style
	known known
}

// known is what was found out about a text in letters of a size: a page is measured many times before it is drawn.
type known struct {
	size, natural float32         // the letters' size, and the width on one line, -1 before it is measured
	lines         map[float32]int // how many lines it takes at a width
}

// NewText makes a paragraph.
func NewText(text string, style Style) *Text {
	t := &Text{text: text, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// Body makes a paragraph of plain text.
func Body(text string) *Text { return NewText(text, Style{}) }

// Muted makes a paragraph of secondary words, a little smaller.
func Muted(text string) *Text {
	return NewText(text, Style{Size: theme.SizeNameCaptionText, Tone: ToneMuted})
}

// Said makes body text of what an error or a report says, a sentence to a line: an error has no full stop at its end, so that other words
// can go on from it.
func Said(message string) *Text {
	lines := strings.Split(message, "\n")
	for i, line := range lines {
		if last, _ := utf8.DecodeLastRuneInString(line); line != "" && !strings.ContainsRune("。：？！", last) {
			lines[i] += "。"
		}
	}
	return Body(strings.Join(lines, "\n"))
}

// Heading makes a bold line of the second size.
func Heading(text string) *Text {
	return NewText(text, Style{Size: theme.SizeNameSubHeadingText, Bold: true})
}

// Text gives the words shown.
func (t *Text) Text() string { return t.text }

// SetText changes the words.
func (t *Text) SetText(text string) {
	if t.text == text {
		return
	}
	t.text, t.lines, t.known = text, nil, known{}
	t.Refresh()
}

// Set changes words and colour together.
func (t *Text) Set(text string, name fyne.ThemeColorName) {
	if t.text == text && t.style.Tone == name {
		return
	}
	t.text, t.style.Tone, t.lines, t.known = text, name, nil, known{}
	t.Refresh()
}

// MinSize is the height at the present width; the width can shrink to a few characters.
func (t *Text) MinSize() fyne.Size {
	em := t.textSize()
	height := lineHeightOf(em)
	if t.width != 0 {
		height = t.heightFor(em, t.width)
	}
	return fyne.NewSize(t.LeastWidth(), height)
}

// LeastWidth is that of MinSize, known without breaking lines.
func (t *Text) LeastWidth() float32 {
	em := t.textSize()
	switch {
	case t.style.Single:
		return em * 2
	case t.style.Whole:
		return t.natural(em)
	}
	return min(em*4, t.natural(em))
}

// NaturalWidth is the width of the text on one line.
func (t *Text) NaturalWidth() float32 { return t.natural(t.textSize()) }

func (t *Text) natural(size float32) float32 {
	known := t.learnt(size)
	if known.natural < 0 {
		known.natural = t.measure(t.text)
	}
	return known.natural
}

// learnt is what is known of the text in letters of a size.
func (t *Text) learnt(size float32) *known {
	if size != t.known.size {
		t.known = known{size: size, natural: -1, lines: map[float32]int{}}
	}
	return &t.known
}

// HeightFor gives the height the text needs at a width.
func (t *Text) HeightFor(width float32) float32 { return t.heightFor(t.textSize(), width) }

// heightFor is told the letters' size, which is looked up in the theme: a page asks its texts thousands of times.
func (t *Text) heightFor(size, width float32) float32 {
	height := lineHeightOf(size)
	if t.style.Single || t.style.Whole {
		return height
	}
	if width == t.width {
		return float32(len(t.brokenAt(size))) * height
	}
	known := t.learnt(size)
	lines, ok := known.lines[width]
	if !ok {
		lines = int(len(breakLines(t.text, width, t.runeWidth())))
		known.lines[width] = lines
	}
	return float32(lines) * height
}

func (t *Text) brokenAt(size float32) []string {
	return t.at(size, func() []string {
		switch {
		case t.style.Single:
			return []string{t.shortened()}
		case t.width == 0 || t.style.Whole:
			return []string{t.text}
		}
		return breakLines(t.text, t.width, t.runeWidth())
	})
}

// shortened is the text on one line: the toolkit draws ends of lines and tabs as junk and measures them otherwise than it draws them.
func (t *Text) shortened() string {
	text := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, t.text)
	if t.width == 0 || t.measure(text) <= t.width {
		return text
	}
	runes, measure := []rune(text), t.runeWidth()
	n := fit(runes, t.width-measure('…'), measure)
	return string(runes[:min(n, len(runes))]) + "…"
}

func (t *Text) textSize() float32 {
	if t.style.Size == "" {
		return theme.Size(theme.SizeNameText)
	}
	return theme.Size(t.style.Size)
}

func (t *Text) lineHeight() float32 { return lineHeightOf(t.textSize()) }

// lineHeightOf is the height of a line in letters of a size.
func lineHeightOf(size float32) float32 { return float32(int(size*1.5 + 0.5)) }

func (t *Text) measure(text string) float32 {
	return fyne.MeasureText(text, t.textSize(), fyne.TextStyle{Bold: t.style.Bold}).Width
}

func (t *Text) runeWidth() func(rune) float32 {
	return runeWidths(t.textSize(), fyne.TextStyle{Bold: t.style.Bold})
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.place(t.Size())
	return t.drawing(t, t.place)
}

// place keeps one canvas text per line.
func (t *Text) place(fyne.Size) {
	size, tone, style := t.textSize(), tone(t.style.Tone), fyne.TextStyle{Bold: t.style.Bold}
	lines, height := t.brokenAt(size), lineHeightOf(size)
	for len(t.drawn.objects) < len(lines) {
		t.drawn.objects = append(t.drawn.objects, canvas.NewText("", nil))
	}
	t.drawn.objects = t.drawn.objects[:len(lines)]
	for i, line := range lines {
		text := t.drawn.objects[i].(*canvas.Text)
		text.Text, text.TextSize, text.Color = line, size, tone
		text.TextStyle, text.Alignment = style, t.style.Align
		put(text, fyne.NewPos(0, float32(i)*height), fyne.NewSize(t.width, height))
	}
}
