package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Tips shows words over a page beside what the pointer is on. It lies in the page itself and takes no clicks.
type Tips struct {
	box  *fyne.Container
	tip  *fyne.Container
	text *Text
	at   fyne.CanvasObject
}

// NewTips lays tips over a page.
func NewTips(content fyne.CanvasObject) *Tips {
	t := &Tips{text: NewText("", Style{Size: theme.SizeNameCaptionText})}
	ground := NewGround(ToneQuote, 4)
	ground.hairline = true
	t.tip = container.New(&over{}, ground, Inset(10, 8, t.text))
	t.tip.Hide()
	t.box = container.New(t, content, t.tip)
	return t
}

// Object is the page with its tips.
func (t *Tips) Object() *fyne.Container { return t.box }

// Shown gives the words shown, "" where there are none.
func (t *Tips) Shown() string {
	if !t.tip.Visible() {
		return ""
	}
	return t.text.Text()
}

// Show puts words under an object of the page; Hide takes them away.
func (t *Tips) Show(words string, at fyne.CanvasObject) {
	t.at = at
	t.text.SetText(words)
	t.tip.Show()
	t.place(t.box.Size())
	t.tip.Refresh()
}

// Hide takes the words away that were shown at the object.
func (t *Tips) Hide(at fyne.CanvasObject) {
	if t.at == at {
		t.at = nil
		t.tip.Hide()
	}
}

func (t *Tips) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[0], width)
}

func (t *Tips) leastWidth(objects []fyne.CanvasObject) float32 { return leastWidth(objects[0]) }

// MinSize implements fyne.Layout.
func (t *Tips) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (t *Tips) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	t.place(size)
}

// tipIndent sets the words in from the object they belong to.
const tipIndent = 56

func (t *Tips) place(size fyne.Size) {
	if t.at == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(t.at).Subtract(driver.AbsolutePositionForObject(t.box))
	width := size.Width - tipIndent
	high := heightFor(t.tip, width)
	y := at.Y + t.at.Size().Height
	if y+high > size.Height {
		y = max(0, at.Y-high)
	}
	put(t.tip, fyne.NewPos(tipIndent, y), fyne.NewSize(width, high))
}
