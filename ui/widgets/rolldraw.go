package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// rollBody is what a Roll scrolls: as high as all its rows, of which those in sight are drawn.
type rollBody struct {
	reached
	roll   *Roll
	slots  []*rollSlot
	hover  *canvas.Rectangle
	frame  *canvas.Rectangle
	edge   *canvas.Rectangle
	drawer *drawn
	over   int // the row under the pointer, -1 for none
	broken map[rollText][]string

	clicked   int
	clickedAt time.Time
}

// rollText is a text in a width, as lines are remembered for it.
type rollText struct {
	text        string
	width, size float32
	most        int
}

// rollSlot draws one row.
type rollSlot struct {
	row    int
	ground *canvas.Rectangle
	line   *canvas.Rectangle
	texts  [][]*canvas.Text // by column
	used   []int            // how many of them say something
}

func newRollBody(r *Roll) *rollBody {
	b := &rollBody{roll: r, over: -1, broken: map[rollText][]string{}}
	b.ExtendBaseWidget(b)
	return b
}

func (b *rollBody) inside() []fyne.CanvasObject { return []fyne.CanvasObject{b.roll.entry} }

// MinSize implements fyne.CanvasObject.
func (b *rollBody) MinSize() fyne.Size {
	return fyne.NewSize(200, float32(b.roll.rows)*b.roll.RowHeight())
}

// CreateRenderer implements fyne.Widget.
func (b *rollBody) CreateRenderer() fyne.WidgetRenderer {
	b.hover, b.frame, b.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	b.drawer = &drawn{widget: b, place: func(fyne.Size) { b.draw() }, paint: func() {}}
	return b.drawer
}

// span are the rows in sight, from up to to.
func (b *rollBody) span() (from, to int) {
	h := b.roll.RowHeight()
	top, high := b.roll.scroll.Offset.Y, b.roll.scroll.Size().Height
	to = min(b.roll.rows, int((top+high)/h)+1)
	return max(0, min(int(top/h), to)), to
}

// draw draws the rows in sight.
func (b *rollBody) draw() {
	if b.drawer == nil {
		return
	}
	r := b.roll
	from, to := b.span()
	for len(b.slots) < to-from {
		b.slots = append(b.slots, &rollSlot{ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)})
	}
	edges := r.edges(b.Size().Width)
	objects := b.drawer.objects[:0]
	var texts []fyne.CanvasObject
	for i := range to - from {
		s := b.slots[i]
		s.row = from + i
		b.drawRow(s, edges)
		objects = append(objects, s.ground, s.line)
		for col, list := range s.texts[:len(r.columns)] {
			for _, t := range list[:s.used[col]] {
				texts = append(texts, t)
			}
		}
	}
	for _, s := range b.slots[to-from:] {
		s.row = -1
	}
	objects = append(objects, b.grounds()...)
	objects = append(objects, texts...)
	if r.entry.Visible() && r.rows > 0 && r.field >= 0 {
		b.placeEntry(edges)
		objects = append(objects, r.entry)
	}
	b.drawer.objects = objects
	if r.OnSight != nil && r.seen != [2]int{from, to} {
		r.seen = [2]int{from, to}
		r.OnSight(from, to)
	}
}

// grounds are what shows pointer and choice.
func (b *rollBody) grounds() []fyne.CanvasObject {
	r, h := b.roll, b.roll.RowHeight()
	width := b.Size().Width
	b.hover.FillColor, b.hover.Hidden = tone(theme.ColorNameHover), b.over < 0 || b.over >= r.rows || b.over == r.row
	put(b.hover, fyne.NewPos(0, float32(b.over)*h), fyne.NewSize(width, h-1))
	b.frame.FillColor, b.frame.StrokeColor, b.frame.StrokeWidth = nil, tone(ToneSeal), 1.5
	b.frame.Hidden = r.rows == 0
	put(b.frame, fyne.NewPos(1, float32(r.row)*h), fyne.NewSize(width-2, h-1))
	b.edge.FillColor, b.edge.Hidden = tone(ToneSeal), r.rows == 0
	put(b.edge, fyne.NewPos(0, float32(r.row)*h), fyne.NewSize(4, h-1))
	return []fyne.CanvasObject{b.hover, b.frame, b.edge}
}

func (b *rollBody) placeEntry(edges []float32) {
	r := b.roll
	h := r.RowHeight()
	high := r.entry.MinSize().Height
	width := edges[r.field+1] - edges[r.field] - 6
	put(r.entry, fyne.NewPos(edges[r.field]+3, float32(r.row)*h+(h-1-high)/2), fyne.NewSize(width, high))
}

func (b *rollBody) drawRow(s *rollSlot, edges []float32) {
	r, h := b.roll, b.roll.RowHeight()
	y, width := float32(s.row)*h, b.Size().Width
	ground := fyne.ThemeColorName("")
	if r.Ground != nil {
		ground = r.Ground(s.row)
	}
	s.ground.Hidden = ground == ""
	if ground != "" {
		fillRect(s.ground, ground)
	}
	put(s.ground, fyne.NewPos(0, y), fyne.NewSize(width, h-1))
	fillRect(s.line, ToneRule)
	put(s.line, fyne.NewPos(0, y+h-1), fyne.NewSize(width, 1))
	for len(s.texts) < len(r.columns) {
		s.texts, s.used = append(s.texts, nil), append(s.used, 0)
	}
	for col := range r.columns {
		b.drawCell(s, col, fyne.NewPos(edges[col]+rollPadX, y), edges[col+1]-edges[col]-2*rollPadX)
	}
}

// drawCell draws a cell's words: as many lines as there are, in the middle of the row, the last one shortened.
func (b *rollBody) drawCell(s *rollSlot, col int, at fyne.Position, width float32) {
	r := b.roll
	cell := r.Cell(s.row, col)
	s.used[col] = 0
	if col == r.field && s.row == r.row && r.entry.Visible() {
		return
	}
	room := r.lines
	if cell.Under != "" {
		room--
	}
	lines := b.lines(cell.Text, width, room)
	total := len(lines)
	if cell.Under != "" {
		total++
	}
	y := at.Y + (r.RowHeight()-1-float32(total)*rollLine())/2
	say := func(words string, tone fyne.ThemeColorName, bold bool) {
		if s.used[col] == len(s.texts[col]) {
			s.texts[col] = append(s.texts[col], canvas.NewText("", nil))
		}
		t := s.texts[col][s.used[col]]
		t.TextStyle, t.Alignment = fyne.TextStyle{Bold: bold}, r.columns[col].Align
		setText(t, words, tableTextSize(), tone)
		put(t, fyne.NewPos(at.X, y), fyne.NewSize(width, rollLine()))
		s.used[col]++
		y += rollLine()
	}
	for _, line := range lines {
		say(line, cell.Tone, cell.Bold)
	}
	if cell.Under != "" {
		say(b.lines(cell.Under, width, 1)[0], cell.Shade, false)
	}
}

// remembered is how many texts' lines are kept.
const remembered = 4000

// lines breaks a text, the last of the most lines shortened where there is more; "" takes no line.
func (b *rollBody) lines(text string, width float32, most int) []string {
	if text == "" {
		return nil
	}
	size := tableTextSize()
	key := rollText{text, width, size, most}
	if lines, ok := b.broken[key]; ok {
		return lines
	}
	measure := runeWidths(size, fyne.TextStyle{})
	lines := breakLines(text, max(width, size), measure)
	if len(lines) > most {
		last := lines[most-1] + lines[most]
		lines = append(lines[:most-1:most-1], shorten(last+"…", width, SizeList))
	}
	if len(b.broken) >= remembered {
		clear(b.broken)
	}
	b.broken[key] = lines
	return lines
}

// shown gives the words of a cell in sight.
func (b *rollBody) shown(row, col int) []string {
	for _, s := range b.slots {
		if s.row == row && col < len(s.texts) {
			var out []string
			for _, t := range s.texts[col][:s.used[col]] {
				out = append(out, t.Text)
			}
			return out
		}
	}
	return nil
}

func (b *rollBody) at(p fyne.Position) int {
	row := int(p.Y / b.roll.RowHeight())
	if row < 0 || row >= b.roll.rows {
		return -1
	}
	return row
}

// Tapped implements fyne.Tappable. A second click soon after the first opens the row: the toolkit's own double click would hold every
// single one back.
func (b *rollBody) Tapped(ev *fyne.PointEvent) {
	row, now := b.at(ev.Position), time.Now()
	again := row == b.clicked && now.Sub(b.clickedAt) < 400*time.Millisecond
	b.clicked, b.clickedAt = row, now
	b.roll.choose(row)
	if c := canvasOf(b); c != nil && b.roll.entry.Visible() {
		c.Focus(b.roll.entry)
	}
	if row >= 0 && b.roll.OnTap != nil {
		b.roll.OnTap(row, b.roll.columnAt(ev.Position.X))
	}
	if again && row >= 0 && b.roll.OnOpen != nil {
		b.clickedAt = time.Time{}
		b.roll.OnOpen(row)
	}
}

// TappedSecondary implements fyne.SecondaryTappable: the row is chosen and its menu shown.
func (b *rollBody) TappedSecondary(ev *fyne.PointEvent) {
	row := b.at(ev.Position)
	if row < 0 || b.roll.OnMenu == nil {
		return
	}
	b.roll.choose(row)
	if c := canvasOf(b); c != nil && b.roll.entry.Visible() {
		c.Focus(b.roll.entry)
	}
	ShowMenu(canvasOf(b), ev.AbsolutePosition, false, b.roll.OnMenu(row)...)
}

// MouseIn implements desktop.Hoverable.
func (b *rollBody) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (b *rollBody) MouseMoved(ev *desktop.MouseEvent) {
	if at := b.at(ev.Position); at != b.over {
		b.over = at
		b.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (b *rollBody) MouseOut() {
	b.over = -1
	b.Refresh()
}
