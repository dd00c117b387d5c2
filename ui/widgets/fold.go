package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Fold hides an object under a title line that opens and closes it, by click, Enter or Space.
type Fold struct {
	// OnToggled is called after it was opened or closed.
	OnToggled func()
	// Head is the title line.
	Head *Line

	box     *fyne.Container
	icon    *picture
	content fyne.CanvasObject
}

// NewFold makes a closed fold.
func NewFold(title string, content fyne.CanvasObject) *Fold {
	f := &Fold{content: content, icon: newPicture()}
	f.icon.image.SetMinSize(fyne.NewSquareSize(theme.Size(theme.SizeNameInlineIcon)))
	f.Head = NewLine(Inset(4, 4, Row(4, 1, f.icon.image, NewText(title, Style{Bold: true}))), f.toggle)
	content.Hide()
	f.box = Column(4, f.Head, content)
	f.paint()
	return f
}

// Object is what is put on the page.
func (f *Fold) Object() fyne.CanvasObject { return f.box }

// Open reports whether the content is shown.
func (f *Fold) Open() bool { return f.content.Visible() }

func (f *Fold) toggle() {
	if f.Open() {
		f.content.Hide()
	} else {
		f.content.Show()
	}
	f.paint()
	f.box.Refresh()
	if f.OnToggled != nil {
		f.OnToggled()
	}
}

func (f *Fold) paint() {
	icon := theme.MenuExpandIcon()
	if f.Open() {
		icon = theme.MenuDropDownIcon()
	}
	f.icon.show(icon, ToneMuted)
}
