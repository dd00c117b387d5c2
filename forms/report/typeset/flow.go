package typeset

// Frame is the part of a page that text may fill, in millimetres.
type Frame struct{ X, Y, W, H float64 }

// Flow fills one frame after another from top to bottom.
type Flow struct {
	doc   *Doc
	frame Frame
	next  func() Frame
	y     float64 // where the next thing starts
}

// NewFlow starts at the top of frame on the current page. When a frame is
// full next is called: it adds a page and says where its frame is.
func (d *Doc) NewFlow(frame Frame, next func() Frame) *Flow {
	return &Flow{doc: d, frame: frame, next: next, y: frame.Y}
}

// Room is the height left in the frame.
func (f *Flow) Room() float64 { return f.frame.Y + f.frame.H - f.y }

// Skip leaves h millimetres free, or what is left of the frame.
func (f *Flow) Skip(h float64) { f.y = min(f.y+h, f.frame.Y+f.frame.H) }

// NewPage goes on at the top of the next frame.
func (f *Flow) NewPage() {
	f.frame = f.next()
	f.y = f.frame.Y
}

// Draw has draw fill h millimetres of a frame, all of them in one; it is told their upper left corner on the current page.
func (f *Flow) Draw(h float64, draw func(x, y float64)) {
	f.Need(h)
	draw(f.frame.X, f.y)
	f.y += h
}

// Need goes on in the next frame unless h millimetres are left in this one.
func (f *Flow) Need(h float64) {
	if h > f.Room()+rounding && f.y > f.frame.Y+rounding {
		f.NewPage()
	}
}

// rounding is how far lengths may be off and still count as equal.
const rounding = 1e-6

// Paragraph is text to be set across the frame. Pitch is the distance of the
// baselines in millimetres. The indents are in millimetres, too. Heading is
// its level as a heading, from 1; 0 is text.
type Paragraph struct {
	Runs        []Run
	FirstIndent float64
	RestIndent  float64
	Pitch       float64
	Align       Align
	Heading     int
}

// Lines breaks the paragraph to a width.
func (p Paragraph) Lines(width float64) []Line {
	lines := Break(p.Runs, Measure{
		Width: width, FirstIndent: p.FirstIndent, RestIndent: p.RestIndent,
		Justify: p.Align == Justify,
	})
	one := &block{p.Heading}
	for i := range lines {
		lines[i].block = one
		if lines[i].Last {
			one = &block{p.Heading}
		}
	}
	return lines
}

// Paragraph sets a paragraph, over as many frames as it needs.
func (f *Flow) Paragraph(p Paragraph) {
	if f.doc.options.CharactersOnly {
		f.doc.note(each(p.Runs))
		return
	}
	for _, line := range p.Lines(f.frame.W) {
		f.Line(line, p)
	}
}

// Line sets one line of a paragraph broken before with Paragraph.Lines.
func (f *Flow) Line(line Line, p Paragraph) {
	f.Need(p.Pitch)
	size := 0.0
	if len(p.Runs) > 0 {
		size = p.Runs[0].Style.em()
	}
	f.doc.Line(f.frame.X, baseline(f.y, p.Pitch, size), line, p.Align)
	f.y += p.Pitch
}

// baseline centres Chinese characters of size em in a line of height pitch
// that starts at top: their square reaches from 0.12 below to 0.88 above.
func baseline(top, pitch, em float64) float64 { return top + pitch/2 + 0.38*em }
