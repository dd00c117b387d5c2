package review

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/forms/chart"
	"zicha/ui/widgets"
)

// chartView shows a chart: its head stays, its rows scroll, and of them only those in sight are drawn. A row is chosen by click or key.
type chartView struct {
	// OnChoose is called when a row was chosen, OnOpen for a double click on it.
	OnChoose, OnOpen func(row int)

	draw   func(wide float64, measure chart.Measure) *chart.Chart // makes the chart for a width, nil while there is none
	chart  *chart.Chart
	wide   float32 // the chart was made for
	scale  float32 // and in how many pixels a millimetre
	row    int
	head   *chartHead
	body   *chartBody
	scroll *widgets.Scroll
	box    *fyne.Container
}

func newChartView() *chartView {
	v := &chartView{OnChoose: func(int) {}, OnOpen: func(int) {}}
	v.head, v.body = &chartHead{view: v}, &chartBody{view: v}
	v.head.ExtendBaseWidget(v.head)
	v.body.ExtendBaseWidget(v.body)
	v.scroll = widgets.NewScroll(v.body)
	v.scroll.OnScrolled = func(fyne.Position) { v.body.Refresh() }
	v.box = container.New(chartLayout{v}, v.head, v.scroll)
	return v
}

// fill takes another chart and which row is chosen; it is made when it is shown.
func (v *chartView) fill(draw func(float64, chart.Measure) *chart.Chart, row int) {
	v.draw, v.chart, v.row = draw, nil, row
}

// show draws the chart anew.
func (v *chartView) show() {
	v.fit()
	v.head.Refresh()
	v.box.Refresh()
	v.scroll.Refresh()
	v.body.Refresh()
}

// choose chooses a row and brings it into sight.
func (v *chartView) choose(row int) {
	v.row = row
	widgets.ShowPart(v.scroll, float32(row)*v.rowHeight(), float32(row+1)*v.rowHeight())
	v.body.Refresh()
}

// pageRows is how many whole rows are in sight.
func (v *chartView) pageRows() int { return max(1, int(v.scroll.Size().Height/v.rowHeight())) }

func (v *chartView) rowHeight() float32 { return chart.RowHigh * chartScale() }

// The type of a chart is that of the lists.
func chartScale() float32 { return theme.Size(widgets.SizeList) / (chart.Size * 25.4 / 72) }

const (
	chartEdge  = 16 // the margin beside a chart
	chartRight = 20 // and at the right, where the bar of the scroll is
)

// fit makes the chart for the width and the type in force, where that is not done.
func (v *chartView) fit() {
	wide, scale := v.box.Size().Width-chartEdge-chartRight, chartScale()
	if v.draw == nil || wide <= 0 || v.chart != nil && wide == v.wide && scale == v.scale {
		return
	}
	v.wide, v.scale = wide, scale
	v.chart = v.draw(float64(wide/scale), measuring(scale))
}

// measuring tells the widths of words on the screen in millimetres; each letter is measured once.
func measuring(scale float32) chart.Measure {
	known := map[rune]float64{}
	size := theme.Size(widgets.SizeList)
	return func(words string) float64 {
		sum := 0.0
		for _, r := range words {
			w, ok := known[r]
			if !ok {
				w = float64(fyne.MeasureText(string(r), size, fyne.TextStyle{}).Width / scale)
				known[r] = w
			}
			sum += w
		}
		return sum
	}
}

// chartLayout sets the head over the rows.
type chartLayout struct{ view *chartView }

func (chartLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 160) }

func (l chartLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.view.fit()
	high := float32(0)
	if c := l.view.chart; c != nil {
		high = float32(c.Head.High)*l.view.scale + 2
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, high))
	objects[1].Move(fyne.NewPos(0, high))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-high)))
}

// chartHead draws the head of a chart.
type chartHead struct {
	widget.BaseWidget
	view *chartView
	pool chartPool
}

// CreateRenderer implements fyne.Widget.
func (h *chartHead) CreateRenderer() fyne.WidgetRenderer { return &chartRenderer{h, &h.pool, h.place} }

// MinSize implements fyne.CanvasObject.
func (h *chartHead) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (h *chartHead) place() {
	h.pool.begin()
	if c := h.view.chart; c != nil {
		h.pool.strip(c.Head, fyne.NewPos(chartEdge, 0), h.view.scale)
	}
}

// chartBody draws the rows in sight; it is as high as all of them.
type chartBody struct {
	widget.BaseWidget
	view      *chartView
	pool      chartPool
	frame     *canvas.Rectangle
	clicked   int
	clickedAt time.Time
}

// CreateRenderer implements fyne.Widget.
func (b *chartBody) CreateRenderer() fyne.WidgetRenderer {
	b.frame = canvas.NewRectangle(nil)
	return &chartRenderer{b, &b.pool, b.place}
}

// MinSize implements fyne.CanvasObject.
func (b *chartBody) MinSize() fyne.Size {
	if b.view.chart == nil {
		return fyne.NewSize(1, 1)
	}
	return fyne.NewSize(1, float32(b.view.chart.Rows)*b.view.rowHeight())
}

// span are the rows in sight, from up to to.
func (b *chartBody) span() (from, to int) {
	c, h := b.view.chart, b.view.rowHeight()
	if c == nil {
		return 0, 0
	}
	top, high := b.view.scroll.Offset.Y, b.view.scroll.Size().Height
	to = min(c.Rows, int((top+high)/h)+1)
	return max(0, min(int(top/h), to)), to
}

func (b *chartBody) place() {
	v := b.view
	b.pool.begin()
	from, to := b.span()
	for i := from; i < to; i++ {
		b.pool.strip(v.chart.Row(i), fyne.NewPos(chartEdge, float32(i)*v.rowHeight()), v.scale)
	}
	if v.row >= from && v.row < to {
		b.frame.FillColor, b.frame.StrokeColor, b.frame.StrokeWidth = nil, theme.Color(widgets.ToneSeal), 1.5
		b.frame.Move(fyne.NewPos(chartEdge/2, float32(v.row)*v.rowHeight()))
		b.frame.Resize(fyne.NewSize(b.Size().Width-chartEdge, v.rowHeight()))
		b.pool.rects = append(b.pool.rects, b.frame)
	}
}

// Tapped implements fyne.Tappable: a click chooses, a second one soon after it opens.
func (b *chartBody) Tapped(ev *fyne.PointEvent) {
	row, now := int(ev.Position.Y/b.view.rowHeight()), time.Now()
	if b.view.chart == nil || row < 0 || row >= b.view.chart.Rows {
		return
	}
	again := row == b.clicked && now.Sub(b.clickedAt) < 400*time.Millisecond
	b.clicked, b.clickedAt = row, now
	b.view.choose(row)
	b.view.OnChoose(row)
	if again {
		b.clickedAt = time.Time{}
		b.view.OnOpen(row)
	}
}

// chartRenderer draws what a pool holds.
type chartRenderer struct {
	widget fyne.Widget
	pool   *chartPool
	place  func()
}

func (r *chartRenderer) Destroy()                     {}
func (r *chartRenderer) MinSize() fyne.Size           { return r.widget.MinSize() }
func (r *chartRenderer) Layout(fyne.Size)             { r.place() }
func (r *chartRenderer) Objects() []fyne.CanvasObject { return r.pool.objects() }

func (r *chartRenderer) Refresh() {
	r.place()
	canvas.Refresh(r.widget)
}

// chartPool keeps what charts are drawn with, for use again and again.
type chartPool struct {
	allRects []*canvas.Rectangle
	allDots  []*canvas.Circle
	allTexts []*canvas.Text
	rects    []fyne.CanvasObject // in use
	dots     []fyne.CanvasObject
	texts    []fyne.CanvasObject
}

func (p *chartPool) begin() { p.rects, p.dots, p.texts = p.rects[:0], p.dots[:0], p.texts[:0] }

func (p *chartPool) objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(p.rects)+len(p.dots)+len(p.texts))
	return append(append(append(out, p.rects...), p.dots...), p.texts...)
}

// strip draws a part of a chart at a place.
func (p *chartPool) strip(s chart.Strip, at fyne.Position, scale float32) {
	px := func(mm float64) float32 { return float32(mm) * scale }
	for _, r := range s.Rects {
		if len(p.rects) >= len(p.allRects) {
			p.allRects = append(p.allRects, canvas.NewRectangle(nil))
		}
		o := p.allRects[len(p.rects)]
		o.FillColor = inkColor(r.Ink)
		o.Move(at.AddXY(px(r.X), px(r.Y)))
		o.Resize(fyne.NewSize(thick(px(r.W)), thick(px(r.H))))
		p.rects = append(p.rects, o)
	}
	for _, d := range s.Dots {
		if len(p.dots) >= len(p.allDots) {
			p.allDots = append(p.allDots, canvas.NewCircle(nil))
		}
		o := p.allDots[len(p.dots)]
		o.FillColor, o.StrokeColor, o.StrokeWidth = inkColor(d.Ink), inkColor(d.Ink), 0
		if d.Hollow {
			o.FillColor, o.StrokeWidth = inkColor(chart.Ground), 2
		}
		o.Move(at.AddXY(px(d.X-d.R), px(d.Y-d.R)))
		o.Resize(fyne.NewSquareSize(px(2 * d.R)))
		p.dots = append(p.dots, o)
	}
	for _, t := range s.Texts {
		if len(p.texts) >= len(p.allTexts) {
			p.allTexts = append(p.allTexts, canvas.NewText("", nil))
		}
		o, ink, size := p.allTexts[len(p.texts)], inkColor(t.Ink), theme.Size(widgets.SizeList)
		o.Alignment = chartAligns[t.Align]
		if o.Text != t.Words || o.TextSize != size || o.Color != ink {
			o.Text, o.TextSize, o.Color = t.Words, size, ink
			o.Refresh()
		}
		high := fyne.MeasureText("分", size, fyne.TextStyle{}).Height // of a line on the screen, which is more than on paper
		o.Move(at.AddXY(px(t.X), px(t.Y+t.H/2)-high/2-inkDrop))
		o.Resize(fyne.NewSize(px(t.W), high))
		p.texts = append(p.texts, o)
	}
}

// inkDrop is how much lower the middle of Chinese characters is than that of their line.
const inkDrop = 1

var chartAligns = map[chart.Align]fyne.TextAlign{
	chart.Left: fyne.TextAlignLeading, chart.Center: fyne.TextAlignCenter, chart.Right: fyne.TextAlignTrailing,
}

// thick keeps a line in sight.
func thick(px float32) float32 { return max(1, px) }

var inkTones = map[chart.Ink]fyne.ThemeColorName{
	chart.Words: theme.ColorNameForeground, chart.Quiet: widgets.ToneMuted, chart.Scale: widgets.ToneTrack, chart.Mark: widgets.ToneBar,
	chart.Gap: widgets.ToneHalf, chart.Average: widgets.ToneMuted, chart.Span: theme.ColorNameButton, chart.Ground: theme.ColorNameBackground,
}

// inkColor is the colour of an ink in the theme in force.
func inkColor(k chart.Ink) color.Color {
	switch i, words, ok := k.SectionOf(); {
	case ok && words:
		return theme.Color(theme.ColorNameForegroundOnPrimary)
	case ok:
		return theme.Color(widgets.SectionTone(i))
	}
	return theme.Color(inkTones[k])
}
