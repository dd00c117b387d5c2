package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// picks are a few things side by side, on further lines where there is no room, of which one is picked: the answers of Choices, the
// filters of Chips.
type picks struct {
	reached
	// OnChanged is called with the key the user picked.
	OnChanged func(key string)

	keys     []string
	selected string
	pointed  int // the place under the pointer, -1 for none
	gap      float32
	high     func() float32
	wide     func(i int) float32
}

// Selected gives the key picked.
func (p *picks) Selected() string { return p.selected }

// Pick picks a key as if the user had clicked it.
func (p *picks) Pick(key string) {
	if key == p.selected || p.Disabled() {
		return
	}
	p.selected = key
	p.Refresh()
	if p.OnChanged != nil {
		p.OnChanged(key)
	}
}

// present is the place of the key picked, or the first.
func (p *picks) present() int { return max(0, slices.Index(p.keys, p.selected)) }

// step picks what stands so many places on, round and round.
func (p *picks) step(by int) { p.Pick(p.keys[(p.present()+by+len(p.keys))%len(p.keys)]) }

// corners gives the corner of each at a width, and the height of all.
func (p *picks) corners(width float32) (corners []fyne.Position, height float32) {
	var y float32
	at := 0
	for n, many := range p.lines(width) {
		if n > 0 {
			y += p.high() + p.gap
		}
		var x float32
		for range many {
			corners = append(corners, fyne.NewPos(x, y))
			x += p.wide(at) + p.gap
			at++
		}
	}
	return corners, y + p.high()
}

// lines is how many stand on each line: as many as have room, but none alone under others. Where one would be, the lines are filled less;
// where that does not help either, all stand one under the other.
func (p *picks) lines(width float32) []int {
	for most := len(p.keys); most > 1; most-- {
		lines := p.filled(width, most)
		if len(lines) < 2 || lines[len(lines)-1] > 1 && !slices.Contains(lines, 1) {
			return lines
		}
	}
	return p.filled(width, 1)
}

// filled is how many stand on each line where a line takes so many at the most.
func (p *picks) filled(width float32, most int) []int {
	var lines []int
	var x float32
	for i := range p.keys {
		w := p.wide(i)
		if n := len(lines); n == 0 || x+w > width || lines[n-1] == most {
			lines, x = append(lines, 0), 0
		}
		lines[len(lines)-1]++
		x += w + p.gap
	}
	return lines
}

// HeightFor gives the height at a width.
func (p *picks) HeightFor(width float32) float32 {
	_, h := p.corners(width)
	return h
}

// NaturalWidth is the width on one line.
func (p *picks) NaturalWidth() float32 {
	w := -p.gap
	for i := range p.keys {
		w += p.wide(i) + p.gap
	}
	return w
}

// MinSize implements fyne.CanvasObject.
func (p *picks) MinSize() fyne.Size {
	var w float32
	for i := range p.keys {
		w = max(w, p.wide(i))
	}
	width := p.Size().Width
	if width == 0 {
		width = p.NaturalWidth()
	}
	return fyne.NewSize(w, p.HeightFor(width))
}

// Middle gives a point inside the one with the key, for pointing at it.
func (p *picks) Middle(key string) fyne.Position {
	corners, _ := p.corners(p.Size().Width)
	i := slices.Index(p.keys, key)
	return corners[i].AddXY(p.wide(i)/2, p.high()/2)
}

func (p *picks) at(pos fyne.Position) int {
	corners, _ := p.corners(p.Size().Width)
	for i, at := range corners {
		if pos.X >= at.X && pos.X < at.X+p.wide(i) && pos.Y >= at.Y && pos.Y < at.Y+p.high() {
			return i
		}
	}
	return -1
}

// Tapped picks what is under the pointer.
func (p *picks) Tapped(ev *fyne.PointEvent) {
	if p.Disabled() {
		p.refuse(p.self, part{size: p.self.Size()})
		return
	}
	p.takeFocus()
	if i := p.at(ev.Position); i >= 0 {
		p.Pick(p.keys[i])
	}
}

// MouseIn implements desktop.Hoverable.
func (p *picks) MouseIn(ev *desktop.MouseEvent) { p.point(p.at(ev.Position)) }

// MouseMoved implements desktop.Hoverable.
func (p *picks) MouseMoved(ev *desktop.MouseEvent) { p.point(p.at(ev.Position)) }

// MouseOut implements desktop.Hoverable.
func (p *picks) MouseOut() { p.point(-1) }

func (p *picks) point(i int) {
	if i != p.pointed {
		p.pointed = i
		p.Refresh()
	}
}
