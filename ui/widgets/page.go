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

// UnderHead sets the head line of a window, and under it banners where they are shown, over its body; Tab goes through the body first.
func UnderHead(body, head fyne.CanvasObject, banners ...fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{body}
	for i := len(banners) - 1; i >= 0; i-- {
		objects = append(objects, banners[i])
	}
	return container.New(underHead{}, append(objects, Rule(), head)...)
}

// underHead stacks its objects, the last one on top; the first one takes the rest of the height.
type underHead struct{}

func (underHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range visible(objects) {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

func (underHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	over := visible(objects[1:])
	for i := len(over) - 1; i >= 0; i-- {
		high := over[i].MinSize().Height
		put(over[i], fyne.NewPos(0, y), fyne.NewSize(size.Width, high))
		y += high
	}
	put(objects[0], fyne.NewPos(0, y), fyne.NewSize(size.Width, size.Height-y))
}
