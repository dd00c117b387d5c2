package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Rule is a hairline across a page.
func Rule() fyne.CanvasObject { return NewBar(1, ToneRule) }

// PageTitle is the head of a page: a heading with secondary words under it.
func PageTitle(title, under string) *fyne.Container {
	head := NewText(title, Style{Size: theme.SizeNameHeadingText, Bold: true})
	if under == "" {
		return Column(4, head)
	}
	return Column(4, head, Muted(under))
}

// TopOf is where an object begins in the scrolled content.
func TopOf(scroll *Scroll, o fyne.CanvasObject) float32 {
	if y, ok := HeightOf(scroll.Content, o); ok {
		return y
	}
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll.Content).Y
}

// ScrollTo brings an object inside the scrolled content into sight.
func ScrollTo(scroll *Scroll, o fyne.CanvasObject) {
	y := TopOf(scroll, o)
	most := scroll.Content.Size().Height - scroll.Size().Height
	scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y-80, most))))
}

// KeepInSight scrolls only where an object of the scrolled content, or as much again above and below it, is out of sight, as going
// from line to line wants it: what comes next is seen too.
func KeepInSight(scroll *Scroll, o fyne.CanvasObject) {
	if y, ok := HeightOf(scroll.Content, o); ok {
		high := o.Size().Height
		more := max(0, min(high, (scroll.Size().Height-high)/2))
		ShowPart(scroll, y-more, y+high+more)
	}
}

// ShowPart scrolls as little as brings a part of the content into sight.
func ShowPart(scroll *Scroll, from, to float32) {
	top, height := scroll.Offset.Y, scroll.Size().Height
	switch {
	case height == 0:
	case from < top:
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, from)))
	case to > top+height:
		scroll.ScrollToOffset(fyne.NewPos(0, to-height))
	}
}

// HeightOf is how far below the top of a container an object lies. The driver does not know where an object is before it was
// drawn once, so a page opened just now has to be looked through.
func HeightOf(root, o fyne.CanvasObject) (y float32, ok bool) {
	if root == o {
		return 0, true
	}
	c, isContainer := root.(*fyne.Container)
	if !isContainer {
		return 0, false
	}
	for _, child := range c.Objects {
		if y, ok := HeightOf(child, o); ok {
			return child.Position().Y + y, true
		}
	}
	return 0, false
}

// Reveal shows or hides an object and reports whether that changed anything.
func Reveal(o fyne.CanvasObject, on bool) bool {
	if o.Visible() == on {
		return false
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

// Say shows words, or nothing where there are none, and reports whether the text came or went.
func Say(t *Text, words string) bool {
	t.SetText(words)
	return Reveal(t, words != "")
}

// Enable lets a widget be used or not.
func Enable(w fyne.Disableable, on bool) {
	switch {
	case on && w.Disabled():
		w.Enable()
	case !on && !w.Disabled():
		w.Disable()
	}
}

// UnderHead sets the head line of a window over its body; Tab goes through the body first.
func UnderHead(body, head fyne.CanvasObject) *fyne.Container {
	return container.New(underHead{}, body, Rule(), head)
}

// underHead sets the head line, its last object, and a hairline over the first one.
type underHead struct{}

func (underHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	body, head := objects[0].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(head.Width, body.Width), head.Height+1+body.Height)
}

func (underHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := objects[2].MinSize().Height
	objects[2].Move(fyne.NewPos(0, 0))
	objects[2].Resize(fyne.NewSize(size.Width, high))
	objects[1].Move(fyne.NewPos(0, high))
	objects[1].Resize(fyne.NewSize(size.Width, 1))
	objects[0].Move(fyne.NewPos(0, high+1))
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-high-1))
}
