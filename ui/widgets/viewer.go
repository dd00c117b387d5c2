package widgets

import (
	"context"
	"fmt"
	"image"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// PageWish is a page wanted, counted from 0, turned clockwise by quarters: so many points of the screen across, or, where Width is 0,
// so many for each of the paper's (1/72 inch).
type PageWish struct {
	Page, Width, Turn int
	Scale             float64
}

// PageShown is a page as it is drawn: how many there are, how large it is on paper in points, and its picture, which may have fewer
// points than wished.
type PageShown struct {
	Pages int
	W, H  float64
	Image image.Image
}

// Paper is what a Viewer shows. Page is called off the window's goroutine, for one page at a time; its error's words are shown as they
// are. Waiting says what is waited for, in the words of the moment.
type Paper struct {
	Page    func(ctx context.Context, w PageWish) (PageShown, error)
	Waiting func() string
}

// FitWidth is the zoom that makes pages as wide as there is room; others are in percent.
const FitWidth = 0

// zooms are the steps of the zoom.
func zooms() []int { return []int{25, 33, 50, 67, 75, 90, 100, 125, 150, 200, 300, 400} }

// Viewer shows the pages of one paper: large or small, turned, moved about, by pointer and by keyboard. Pages next to the one on show are
// drawn ahead, and few are kept.
type Viewer struct {
	widget.BaseWidget
	// OnPage is told when another page is on show, counted from 0.
	OnPage func(page int)

	later func(func())
	paper Paper
	page  int
	pages int // 0 while that is not known
	zoom  int
	turn  int
	load  loading

	box                  *fyne.Container
	stage                *stage
	number               *Entry
	of, percent          *Text
	before, after        *Action
	smaller, larger      *Action
	fit, whole, turnOnce *Action
}

// NewViewer makes an empty viewer; later runs a function on the window's goroutine. extra stands at the end of its tools.
func NewViewer(later func(func()), extra ...fyne.CanvasObject) *Viewer {
	v := &Viewer{later: later, of: Muted(""), percent: NewText("", Style{Single: true})}
	v.stage = newStage(v)
	v.number = NewEntry(44)
	v.number.OnEnter = v.jump
	v.number.OnLeave = v.showTools
	v.before = NewIconAction("上一页（PgUp）", theme.NavigateBackIcon(), func() { v.Go(v.page - 1) })
	v.after = NewIconAction("下一页（PgDn）", theme.NavigateNextIcon(), func() { v.Go(v.page + 1) })
	v.smaller = NewIconAction("缩小（-）", theme.ZoomOutIcon(), func() { v.step(-1) })
	v.larger = NewIconAction("放大（+）", theme.ZoomInIcon(), func() { v.step(1) })
	v.fit = NewAction("适合宽度", theme.ZoomFitIcon(), func() { v.Zoom(FitWidth) })
	v.whole = NewAction("100%", nil, func() { v.Zoom(100) })
	v.turnOnce = NewAction("转90°", theme.ViewRefreshIcon(), v.Turn)
	tools := Flow(2, append([]fyne.CanvasObject{
		v.before, v.number, Fixed(60, v.of), v.after, v.smaller, Fixed(52, v.percent), v.larger, v.fit, v.whole, v.turnOnce,
	}, extra...)...)
	v.box = container.New(overRest{}, tools, v.stage)
	v.ExtendBaseWidget(v)
	v.showTools()
	return v
}

// overRest sets one object at its height over another, which takes the rest.
type overRest struct{}

func (overRest) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, 200), 240)
}

func (overRest) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := heightFor(objects[0], size.Width)
	put(objects[0], fyne.Position{}, fyne.NewSize(size.Width, high))
	put(objects[1], fyne.NewPos(0, high+4), fyne.NewSize(size.Width, max(0, size.Height-high-4)))
}

// CreateRenderer implements fyne.Widget.
func (v *Viewer) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.box) }

func (v *Viewer) inside() []fyne.CanvasObject { return []fyne.CanvasObject{v.box} }

// Open shows a paper from its first page; what was wanted of another is not waited for any more.
func (v *Viewer) Open(p Paper) {
	v.Clear()
	v.paper = p
	v.stage.say(v.waiting())
	v.load.start(v)
	v.showTools()
}

// Clear shows nothing, and ends what is being drawn.
func (v *Viewer) Clear() { v.Say("") }

// Say shows words in the place of a paper: why there is none.
func (v *Viewer) Say(words string) {
	v.load.stop()
	v.paper, v.page, v.pages, v.turn = Paper{}, 0, 0, 0
	v.stage.refuse(words)
	v.showTools()
}

// Wait shows words in the place of a paper that is on its way; nothing is offered instead of it.
func (v *Viewer) Wait(words string) {
	v.Clear()
	v.stage.say(words)
}

// Offer puts a button under the words that say why a page is not shown.
func (v *Viewer) Offer(label string, do func()) {
	v.stage.offer.OnTapped = do
	v.stage.offer.SetText(label)
}

// Offered is that button.
func (v *Viewer) Offered() *Button { return v.stage.offer }

// Page is the page on show, counted from 0, and how many there are, 0 while that is not known.
func (v *Viewer) Page() (page, pages int) { return v.page, v.pages }

// Words are what is shown in the place of a page: what is waited for, or why there is none.
func (v *Viewer) Words() string { return v.stage.words.Text() }

// Shown is the picture on show, nil where there is none.
func (v *Viewer) Shown() image.Image { return v.stage.image.Image }

// Percent is how large the page is on show, of its size on paper; 0 while that is not known.
func (v *Viewer) Percent() int { return int(v.stage.percent() + 0.5) }

// Focus gives the keyboard to the page, in the window's canvas.
func (v *Viewer) Focus(c fyne.Canvas) { c.Focus(v.stage) }

// Go shows another page from its top; one beyond the ends is the one there.
func (v *Viewer) Go(page int) {
	v.goTo(page, 0)
}

// goTo shows another page, from its top or (1) its foot.
func (v *Viewer) goTo(page int, foot float32) bool {
	page = max(0, min(page, v.pages-1))
	if page == v.page || v.pages == 0 {
		v.showTools()
		return false
	}
	v.page = page
	v.stage.turnPage(foot)
	v.load.now(v)
	v.showTools()
	if v.OnPage != nil {
		v.OnPage(page)
	}
	return true
}

// Zoom shows pages at so many percent, or FitWidth.
func (v *Viewer) Zoom(percent int) {
	v.zoom = percent
	v.stage.sizeChanged()
	v.load.soon(v)
	v.showTools()
}

// step zooms by one step, from what is on show.
func (v *Viewer) step(by int) {
	now := v.Percent()
	if now == 0 {
		return
	}
	all := zooms()
	if by < 0 {
		for i := len(all) - 1; i >= 0; i-- {
			if all[i] < now {
				v.Zoom(all[i])
				return
			}
		}
		return
	}
	for _, z := range all {
		if z > now {
			v.Zoom(z)
			return
		}
	}
}

// Turn turns pages clockwise by a quarter.
func (v *Viewer) Turn() {
	if v.pages == 0 {
		return
	}
	v.turn = (v.turn + 1) % 4
	v.stage.turnPage(0)
	v.load.now(v)
}

// jump goes to the page whose number is typed.
func (v *Viewer) jump() {
	if n, err := strconv.Atoi(strings.TrimSpace(v.number.Text)); err == nil {
		v.Go(n - 1)
	}
	v.showTools()
	v.stage.takeFocus()
}

// showTools brings the tools in line with what is on show.
func (v *Viewer) showTools() {
	known := v.pages > 0
	v.of.SetText("")
	v.number.Put("")
	if known {
		v.number.Put(strconv.Itoa(v.page + 1))
		v.of.SetText(fmt.Sprintf("／%d页", v.pages))
	}
	v.percent.SetText("")
	if p := v.Percent(); p > 0 && known {
		v.percent.SetText(strconv.Itoa(p) + "%")
	}
	for _, a := range []*Action{v.smaller, v.larger, v.fit, v.whole, v.turnOnce} {
		Enable(a, known)
	}
	Enable(v.number, v.pages > 1)
	Enable(v.before, v.page > 0)
	Enable(v.after, v.page < v.pages-1)
	v.box.Refresh()
}

func (v *Viewer) waiting() string {
	if v.paper.Waiting == nil {
		return "正在打开…"
	}
	return v.paper.Waiting()
}
