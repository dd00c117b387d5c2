package assess

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zicha/forms"
	"zicha/ui/widgets"
)

// pane is the middle of the window: the pages made so far, and the one on show, which it scrolls.
type pane struct {
	window  fyne.Window
	scroll  *widgets.Scroll
	pages   map[string]page
	current string
	height  float32 // of the page when it was laid out last
}

func newPane(window fyne.Window) *pane {
	p := &pane{window: window, pages: map[string]page{}, scroll: widgets.NewScroll(canvas.NewRectangle(nil))}
	p.scroll.OnScrolled = p.scrolled
	return p
}

// page is the page on show, nil before the first.
func (p *pane) page() page { return p.pages[p.current] }

// indicator is the page on show where it is an indicator's.
func (p *pane) indicator() (*indicatorPage, bool) {
	ind, ok := p.page().(*indicatorPage)
	return ind, ok
}

// open shows a page from its top; it is made where it was not yet.
func (p *pane) open(key string, make func() page) {
	if p.pages[key] == nil {
		p.pages[key] = make()
	}
	p.current = key
	p.page().show()
	if ind, ok := p.indicator(); ok {
		ind.opened()
	}
	p.scroll.Content = widgets.Inset(20, 16, p.page().object())
	p.relayout()
	p.scroll.ScrollToTop()
	p.scrolled(p.scroll.Offset)
}

// settle lays the page out anew where its height has changed.
func (p *pane) settle() {
	if height := p.scroll.Content.MinSize().Height; height != p.height {
		p.steady(p.relayout)
	}
}

// steady makes a change of the page and leaves where it is what has the keyboard, or else what stands at the top in sight: a button or a
// sentence that comes or goes further up moves nothing under the pointer.
func (p *pane) steady(change func()) {
	o := p.held()
	before, found := widgets.HeightOf(p.scroll.Content, o)
	change()
	if after, still := widgets.HeightOf(p.scroll.Content, o); found && still && after != before {
		most := max(0, p.scroll.Content.Size().Height-p.scroll.Size().Height)
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(p.scroll.Offset.Y+after-before, most))))
	}
}

// held is what is to stay where it is.
func (p *pane) held() fyne.CanvasObject {
	top := p.scroll.Offset.Y
	if o, ok := p.window.Canvas().Focused().(fyne.CanvasObject); ok {
		if y, here := widgets.HeightOf(p.scroll.Content, o); here && y >= top && y < top+p.scroll.Size().Height {
			return o
		}
	}
	var at fyne.CanvasObject = p.scroll.Content
	for {
		box, ok := at.(*fyne.Container)
		if !ok {
			return at
		}
		next := firstBelow(box, top)
		if next == nil {
			return at
		}
		at, top = next, top-next.Position().Y
	}
}

// firstBelow is the first part of a container that reaches below a height, a container before any other; nil where there is none.
func firstBelow(box *fyne.Container, top float32) (found fyne.CanvasObject) {
	for _, o := range box.Objects {
		_, inner := o.(*fyne.Container)
		if o.Visible() && o.Position().Y+o.Size().Height > top && (found == nil || inner && o.Position().Y <= found.Position().Y) {
			found = o
		}
	}
	return found
}

// relayout settles the heights of the page, which follow from its width.
func (p *pane) relayout() {
	content := p.scroll.Content
	if content == nil || p.scroll.Size().Width == 0 {
		return
	}
	for range 2 {
		height := max(content.MinSize().Height, p.scroll.Size().Height)
		content.Resize(fyne.NewSize(p.scroll.Size().Width, height))
	}
	p.height = content.MinSize().Height
	p.scroll.Refresh()
}

// reveal brings an object of the page into sight.
func (p *pane) reveal(o fyne.CanvasObject) {
	widgets.ScrollTo(p.scroll, o)
	p.scrolled(p.scroll.Offset)
}

func (p *pane) keepInSight(o fyne.CanvasObject) { widgets.KeepInSight(p.scroll, o) }

// scrolled tells the tables of the page what can be seen of them now.
func (p *pane) scrolled(fyne.Position) {
	if ind, ok := p.indicator(); ok {
		for _, card := range ind.cards {
			if card.register != nil {
				card.register.inSight()
			}
		}
	}
}

// goField brings the field of a path into sight and gives it the keyboard, where it is among the fields.
func (p *pane) goField(fields []*field, path forms.Path) {
	for _, f := range fields {
		if f.path == path {
			p.reveal(f.box)
			f.focus(p.window.Canvas())
		}
	}
}
