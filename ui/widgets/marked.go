package widgets

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/linebreak"
)

// Mark is a part of a text that stands out, in runes from From up to To, with a few words behind it that are not part of the text.
type Mark struct {
	From, To int
	Tag      string
	Tone     fyne.ThemeColorName
}

// MarkOf marks where a part stands in a text; ok is false where it does not.
func MarkOf(text, part string) (m Mark, ok bool) {
	at := strings.Index(text, part)
	if at < 0 || part == "" {
		return Mark{}, false
	}
	from := len([]rune(text[:at]))
	return Mark{From: from, To: from + len([]rune(part))}, true
}

// Marked is a quoted text broken with kinsoku, set beside an upright bar, of which parts can be marked: on a tinted ground,
// underlined, with a small tag behind.
type Marked struct {
	wrapped[markedLine]
	text  []rune
	marks []Mark
}

// markedLine is a line of the text as it is drawn, blank where a tag stands.
type markedLine struct {
	runes []rune
	from  int // the place of the first rune in the flow
}

const (
	markedBar     = 3
	markedPadX    = 12
	markedPadY    = 8
	markUnderline = 1.5
	// markRoom keeps the room of a tag in the flow of the text: a full width that may not begin a line, so that a tag stays behind
	// its words.
	markRoom = '…'
	// markBlank is what is drawn there.
	markBlank = '\u3000'
)

// NewMarked makes the text without marks.
func NewMarked(text string) *Marked {
	m := &Marked{text: []rune(text)}
	m.ExtendBaseWidget(m)
	return m
}

// Marks gives the present marks.
func (m *Marked) Marks() []Mark { return m.marks }

// MarkedText gives the marked parts, one after the other.
func (m *Marked) MarkedText() string {
	var b strings.Builder
	for _, mark := range m.marks {
		b.WriteString(string(m.text[mark.From:mark.To]))
	}
	return b.String()
}

// SetText changes the quoted text; it has no marks then.
func (m *Marked) SetText(text string) {
	if string(m.text) != text {
		m.text, m.marks, m.lines = []rune(text), nil, nil
		m.Refresh()
	}
}

// Put marks the parts given, in their order in the text, and no others.
func (m *Marked) Put(marks ...Mark) {
	if !slices.Equal(marks, m.marks) {
		m.marks, m.lines = marks, nil
		m.Refresh()
	}
}

// MinSize implements fyne.CanvasObject.
func (m *Marked) MinSize() fyne.Size {
	least := m.em()*8 + 2*markedPadX
	return fyne.NewSize(least, m.HeightFor(max(m.width, least)))
}

// HeightFor gives the height at a width.
func (m *Marked) HeightFor(width float32) float32 {
	lines := m.shown
	if width != m.width {
		lines = func() []markedLine { return m.broken(width) }
	}
	return float32(len(lines()))*m.lineHeight() + 2*markedPadY
}

func (m *Marked) em() float32         { return theme.Size(theme.SizeNameText) }
func (m *Marked) lineHeight() float32 { return float32(int(m.em()*1.65 + 0.5)) }

func (m *Marked) measure(text string) float32 {
	return fyne.MeasureText(text, m.em(), fyne.TextStyle{}).Width
}

func tagWidth(tag string) float32 {
	return fyne.MeasureText(tag, theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: true}).Width + 10
}

// flow is the text with room for the tags, as it is broken and as it is drawn; at gives the place where each mark's tag begins.
func (m *Marked) flow() (runes, drawn []rune, at []int) {
	done := 0
	for _, mark := range m.marks {
		runes, drawn = append(runes, m.text[done:mark.To]...), append(drawn, m.text[done:mark.To]...)
		done = mark.To
		at = append(at, len(runes))
		if mark.Tag == "" {
			continue
		}
		for need, em := tagWidth(mark.Tag)+6, m.measure(string(markBlank)); need > 0; need -= em {
			runes, drawn = append(runes, markRoom), append(drawn, markBlank)
		}
	}
	return append(runes, m.text[done:]...), append(drawn, m.text[done:]...), at
}

// shown are the lines at the present width.
func (m *Marked) shown() []markedLine {
	return m.at(m.em(), func() []markedLine { return m.broken(m.width) })
}

// broken breaks the flow into lines as wide as the widget leaves room for.
func (m *Marked) broken(width float32) []markedLine {
	runes, drawn, _ := m.flow()
	widthOf := runeWidths(m.em(), fyne.TextStyle{})
	measure := func(r rune) float32 {
		if r == markRoom {
			r = markBlank
		}
		return widthOf(r)
	}
	var lines []markedLine
	allowed := linebreak.Allowed(runes)
	for start := 0; start < len(runes); {
		end := lineEnd(runes, allowed, start, fit(runes[start:], width-2*markedPadX, measure))
		lines = append(lines, markedLine{drawn[start:end], start})
		start = end
	}
	return lines
}

// CreateRenderer implements fyne.Widget.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer {
	m.place(m.Size())
	return m.drawing(m, m.place)
}

// place draws everything anew: ground, bar, marks under the lines, the lines, the tags.
func (m *Marked) place(size fyne.Size) {
	ground, bar := canvas.NewRectangle(tone(ToneQuote)), canvas.NewRectangle(tone(ToneRule))
	ground.Resize(size)
	bar.Resize(fyne.NewSize(markedBar, size.Height))
	m.drawn.objects = []fyne.CanvasObject{ground, bar}
	_, _, at := m.flow()
	for i, mark := range m.marks {
		bar.FillColor = tone(mark.Tone)
		m.mark(mark, at[i]-(mark.To-mark.From))
	}
	for i, line := range m.shown() {
		text := canvas.NewText(string(line.runes), tone(""))
		text.TextSize = m.em()
		put(text, fyne.NewPos(markedPadX, markedPadY+float32(i)*m.lineHeight()), fyne.NewSize(m.width-2*markedPadX, m.lineHeight()))
		m.drawn.objects = append(m.drawn.objects, text)
	}
	for i, mark := range m.marks {
		if mark.Tag != "" {
			m.tag(mark, at[i])
		}
	}
}

// mark draws the ground and the underline of a mark that begins at a place of the flow.
func (m *Marked) mark(mark Mark, from int) {
	to := from + mark.To - mark.From
	for i, line := range m.shown() {
		a, b := max(from, line.from)-line.from, min(to, line.from+len(line.runes))-line.from
		if a >= b {
			continue
		}
		x, w := markedPadX+m.measure(string(line.runes[:a])), m.measure(string(line.runes[a:b]))
		y, h := markedPadY+float32(i)*m.lineHeight(), m.lineHeight()
		ground, under := canvas.NewRectangle(faint(tone(mark.Tone))), canvas.NewRectangle(tone(mark.Tone))
		put(ground, fyne.NewPos(x, y+1), fyne.NewSize(w, h-2))
		put(under, fyne.NewPos(x, y+h-1-markUnderline), fyne.NewSize(w, markUnderline))
		m.drawn.objects = append(m.drawn.objects, ground, under)
	}
}

// tag draws the words behind a mark, at a place of the flow.
func (m *Marked) tag(mark Mark, at int) {
	for i, line := range m.shown() {
		if at < line.from || at >= line.from+len(line.runes) {
			continue
		}
		x := markedPadX + m.measure(string(line.runes[:at-line.from])) + 4
		h := theme.Size(theme.SizeNameCaptionText)*1.3 + 2
		y := markedPadY + float32(i)*m.lineHeight() + (m.lineHeight()-h)/2
		chip := canvas.NewRectangle(tone(mark.Tone))
		chip.CornerRadius = 3
		words := canvas.NewText(mark.Tag, tone(theme.ColorNameForegroundOnPrimary))
		words.TextSize, words.TextStyle, words.Alignment = theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
		for _, o := range []fyne.CanvasObject{chip, words} {
			put(o, fyne.NewPos(x, y), fyne.NewSize(tagWidth(mark.Tag), h))
			m.drawn.objects = append(m.drawn.objects, o)
		}
	}
}

// faint is a colour as the ground of text.
func faint(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0x1C}
}
