package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
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
	widget.BaseWidget
	text  string
	style Style
	lines []string
	width float32
	size  float32 // the letters' size the lines were broken with
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
	t.text, t.lines = text, nil
	t.Refresh()
}

// Set changes words and colour together.
func (t *Text) Set(text string, name fyne.ThemeColorName) {
	if t.text == text && t.style.Tone == name {
		return
	}
	t.text, t.style.Tone, t.lines = text, name, nil
	t.Refresh()
}

// Resize breaks the lines anew where the width changed.
func (t *Text) Resize(size fyne.Size) {
	if size.Width != t.width {
		t.width, t.lines = size.Width, nil
		t.BaseWidget.Resize(size)
		t.Refresh()
		return
	}
	t.BaseWidget.Resize(size)
}

// MinSize is the height at the present width; the width can shrink to a few characters.
func (t *Text) MinSize() fyne.Size {
	em := t.textSize()
	if t.style.Single {
		return fyne.NewSize(em*2, t.lineHeight())
	}
	if t.style.Whole {
		return fyne.NewSize(t.measure(t.text), t.lineHeight())
	}
	width := min(em*4, t.measure(t.text))
	if t.width == 0 {
		return fyne.NewSize(width, t.lineHeight())
	}
	return fyne.NewSize(width, t.HeightFor(t.width))
}

// NaturalWidth is the width of the text on one line.
func (t *Text) NaturalWidth() float32 { return t.measure(t.text) }

// HeightFor gives the height the text needs at a width.
func (t *Text) HeightFor(width float32) float32 {
	if t.style.Single || t.style.Whole {
		return t.lineHeight()
	}
	if width == t.width {
		return float32(len(t.broken())) * t.lineHeight()
	}
	return float32(len(breakLines(t.text, width, t.runeWidth()))) * t.lineHeight()
}

func (t *Text) broken() []string {
	if size := t.textSize(); size != t.size {
		t.size, t.lines = size, nil
	}
	if t.lines == nil {
		switch {
		case t.style.Single:
			t.lines = []string{t.shortened()}
		case t.width == 0 || t.style.Whole:
			t.lines = []string{t.text}
		default:
			t.lines = breakLines(t.text, t.width, t.runeWidth())
		}
	}
	return t.lines
}

func (t *Text) shortened() string {
	if t.width == 0 || t.measure(t.text) <= t.width {
		return t.text
	}
	runes, measure := []rune(t.text), t.runeWidth()
	n := fit(runes, t.width-measure('…'), measure)
	return string(runes[:min(n, len(runes))]) + "…"
}

func (t *Text) textSize() float32 {
	if t.style.Size == "" {
		return theme.Size(theme.SizeNameText)
	}
	return theme.Size(t.style.Size)
}

func (t *Text) lineHeight() float32 { return float32(int(t.textSize()*1.5 + 0.5)) }

func (t *Text) measure(text string) float32 {
	return fyne.MeasureText(text, t.textSize(), fyne.TextStyle{Bold: t.style.Bold}).Width
}

// runeWidth gives a measure that asks for every character but once.
func (t *Text) runeWidth() func(rune) float32 {
	widths := map[rune]float32{}
	return func(r rune) float32 {
		w, ok := widths[r]
		if !ok {
			w = t.measure(string(r))
			widths[r] = w
		}
		return w
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return &textRenderer{t: t} }

type textRenderer struct {
	t     *Text
	lines []fyne.CanvasObject
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) MinSize() fyne.Size           { return r.t.MinSize() }
func (r *textRenderer) Objects() []fyne.CanvasObject { r.place(); return r.lines }
func (r *textRenderer) Layout(fyne.Size)             { r.place() }

func (r *textRenderer) Refresh() {
	r.place()
	canvas.Refresh(r.t)
}

// place keeps one canvas text per line.
func (r *textRenderer) place() {
	lines := r.t.broken()
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, canvas.NewText("", nil))
	}
	r.lines = r.lines[:len(lines)]
	height := r.t.lineHeight()
	for i, line := range lines {
		text := r.lines[i].(*canvas.Text)
		text.Text, text.TextSize, text.Color = line, r.t.textSize(), tone(r.t.style.Tone)
		text.TextStyle, text.Alignment = fyne.TextStyle{Bold: r.t.style.Bold}, r.t.style.Align
		put(text, fyne.NewPos(0, float32(i)*height), fyne.NewSize(r.t.width, height))
	}
}
