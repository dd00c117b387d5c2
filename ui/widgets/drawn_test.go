package widgets

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// TestTableIconsFollow: the mark beside a cell is the calendar in a column of days and the arrow in one of options, whichever was there
// before, and the icons take the colours of the look that is set.
func TestTableIconsFollow(t *testing.T) {
	l := newListed(t, []string{"县公安局", "2017-03-02"})
	l.columns[0].Options, l.columns[1].Day = []string{"县公安局"}, true
	l.rowTools(t)
	for _, at := range []struct {
		col  int
		icon string
	}{{0, "down"}, {1, "calendar"}, {0, "down"}} {
		l.Go(0, at.col)
		if got := l.drawing.drop.image.Resource.Name(); !strings.Contains(got, at.icon) {
			t.Errorf("beside column %d stands %s, not the %s", at.col, got, at.icon)
		}
	}
	for _, look := range []Look{{}, {Contrast: true}, {}} {
		setLook(fyne.CurrentApp(), look)
		l.Refresh()
		for _, p := range []*picture{l.drawing.bin, l.drawing.drop} {
			if got, want := inkOf(p.image.Image), linear(tone(ToneMuted)); got != want {
				t.Errorf("%+v: %s is drawn in %v, not in %v", look, p.image.Resource.Name(), got, want)
			}
		}
	}
}

// rowTools gives the table the keyboard, so that the tools of its row are shown.
func (l *listed) rowTools(t *testing.T) {
	t.Helper()
	l.Go(0, 0)
	fyne.CurrentApp().Driver().CanvasForObject(l.Table).Focus(l.Editor())
}

// inkOf is the light of the pixel that covers most, as linear gives it.
func inkOf(drawn image.Image) [3]float64 {
	var most uint32
	var ink [3]float64
	for y := drawn.Bounds().Min.Y; y < drawn.Bounds().Max.Y; y++ {
		for x := drawn.Bounds().Min.X; x < drawn.Bounds().Max.X; x++ {
			if _, _, _, a := drawn.At(x, y).RGBA(); a > most {
				most, ink = a, linear(drawn.At(x, y))
			}
		}
	}
	return ink
}

// TestBubbleLeavesTheTypedCell: the whole of a long text stands beside the cell that is typed into, and where there is no room not at all;
// over one that the pointer rests on it stands anyway.
func TestBubbleLeavesTheTypedCell(t *testing.T) {
	l := newListed(t, []string{strings.Repeat("很长的部门名称", 12), "2017-03-02"})
	l.rowTools(t)
	b := l.drawing.whole
	for _, at := range []struct {
		height float32
		over   bool
		shown  bool
	}{{400, false, true}, {tableHeadHeight() + 2*tableRowHeight(), false, false}, {tableHeadHeight() + 2*tableRowHeight(), true, true}} {
		l.over, l.hover = at.over, fyne.NewPos(l.edges[0]+5, l.rowAt(0)+5)
		l.focused = !at.over
		l.Table.Resize(fyne.NewSize(600, at.height))
		l.draw()
		if b.ground.Visible() != at.shown || b.text.Visible() != at.shown {
			t.Errorf("%v high, pointer %t: shown %t", at.height, at.over, b.ground.Visible())
		}
	}
}
