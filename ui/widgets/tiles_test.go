package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestTiles: four cells stand in one row, two or four rows as the width allows, and those of a row are equally high.
func TestTiles(t *testing.T) {
	test.NewTempApp(t)
	cells := []fyne.CanvasObject{Body("一"), Body("二二二二二二二二二二二二二二二二二二二二"), Body("三"), Body("四")}
	box := Tiles(4, Sample{Text: "二二二二二二"}, cells...)
	least := Sample{Text: "二二二二二二"}.Width()
	for columns, width := range map[int]float32{4: 4*least + 12, 2: 2*least + 4, 1: least} {
		box.Resize(fyne.NewSize(width, heightFor(box, width)))
		for i, c := range cells {
			if x := c.Position().X; (x == 0) != (i%columns == 0) {
				t.Errorf("at %v cell %d stands at %v", width, i, x)
			}
		}
		if columns > 1 && cells[0].Size().Height != cells[1].Size().Height {
			t.Errorf("at %v the cells of a row are %v and %v high", width, cells[0].Size().Height, cells[1].Size().Height)
		}
		last := cells[3]
		if end := last.Position().Y + last.Size().Height; end != box.Size().Height {
			t.Errorf("at %v the cells end at %v of %v", width, end, box.Size().Height)
		}
	}
}

// TestFoundKeepsItsMatch: a narrow line is shortened behind the match first.
func TestFoundKeepsItsMatch(t *testing.T) {
	test.NewTempApp(t)
	f := NewFound("在前面的字", "找到", "后面还有许多许多许多许多许多许多许多字")
	f.Resize(fyne.NewSize(NewFound("在前面的字", "找到", "").NaturalWidth()+60, 24))
	test.WidgetRenderer(f)
	if got := f.texts[0].Text + "|" + f.texts[1].Text; got != "在前面的字|找到" {
		t.Errorf("shown %q", got)
	}
	if after := []rune(f.texts[2].Text); len(after) < 2 || after[len(after)-1] != '…' {
		t.Errorf("after the match %q", string(after))
	}
}
