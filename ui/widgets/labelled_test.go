package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestLabelledStacksWhereItIsNarrow: beside each other with room, else one under the other, and nothing overlaps.
func TestLabelledStacksWhereItIsNarrow(t *testing.T) {
	paperApp(t)
	for width, stacked := range map[float32]bool{300: true, 439: true, 440: false, 800: false} {
		label, entry := Body("非自动但按频率更新的目录"), NewEntry(112)
		c := Labelled(176, label, entry)
		c.Resize(fyne.NewSize(width, 10))
		c.Resize(fyne.NewSize(width, c.MinSize().Height))
		below := entry.Position().Y >= label.Position().Y+label.Size().Height
		beside := entry.Position().X >= label.Position().X+label.Size().Width
		if below != stacked || beside == stacked {
			t.Errorf("at %v: below %t, beside %t", width, below, beside)
		}
		if bottom := entry.Position().Y + entry.Size().Height; bottom > c.Size().Height {
			t.Errorf("at %v the entry ends at %v of %v", width, bottom, c.Size().Height)
		}
		lined := Labelled(176, nil, Body("由市里提供"))
		lined.Resize(fyne.NewSize(width, 20))
		if x := lined.Objects[1].Position().X; x != entry.Position().X {
			t.Errorf("at %v what stands in line begins at %v, not %v", width, x, entry.Position().X)
		}
	}
}
