package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/assets"
	"zicha/ui/widgets"
)

// Where the look of the window stands in the preferences; largeKey is that of the one switch there was before, whose letters were 125 %.
const (
	zoomKey     = "zoom"
	largeKey    = "large"
	contrastKey = "contrast"
	widthKey    = "window.width"
	heightKey   = "window.height"
)

// zooms are the steps of the letters' size, in percent.
func zooms() []int { return []int{80, 90, widgets.UsualZoom, 110, 125, 150, 175, 200} }

// newTheme is the program's theme with its bundled fonts.
func newTheme(look widgets.Look) fyne.Theme {
	return widgets.NewTheme(assets.Hei(), assets.HeiBold(), look)
}

// look is the variant of the theme the user has chosen.
func (w *Window) look() widgets.Look {
	p := w.app.Preferences()
	zoom := p.Int(zoomKey)
	if zoom == 0 && p.Bool(largeKey) {
		zoom = 125
	}
	if !slices.Contains(zooms(), zoom) {
		zoom = widgets.UsualZoom
	}
	return widgets.Look{Zoom: zoom, Contrast: p.Bool(contrastKey)}
}

// setLook changes the variant of the theme; what is on show stays on show.
func (w *Window) setLook(look widgets.Look) {
	w.app.Preferences().SetInt(zoomKey, look.Zoom)
	w.app.Preferences().SetBool(contrastKey, look.Contrast)
	w.app.Settings().SetTheme(newTheme(look))
	if w.shown() == nil {
		w.showStart()
		return
	}
	w.resetMenu()
	page, offset := w.shown().Place()
	w.shown().Refresh()
	w.shown().Restore(page, offset)
}

// resetMenu makes the menu anew, after what it names has changed.
func (w *Window) resetMenu() {
	switch {
	case w.review != nil:
		w.win.SetMainMenu(w.bookMenu())
	case w.desk != nil:
		w.win.SetMainMenu(w.menu())
		w.showSteps()
	default:
		w.win.SetMainMenu(w.startMenu())
	}
}

// zoomBy takes the next larger (1) or smaller (-1) step; where the window has no room for larger letters it says so and stays.
func (w *Window) zoomBy(by int) {
	look, all := w.look(), zooms()
	at := slices.Index(all, look.Zoom) + by
	if at >= 0 && at < len(all) {
		w.zoomTo(all[at])
	}
}

func (w *Window) zoomTo(zoom int) {
	before := w.look()
	if zoom == before.Zoom {
		return
	}
	room, times := w.win.Canvas().Size(), float32(zoom)/widgets.UsualZoom
	if zoom > before.Zoom && (room.Width < roomWidth*times || room.Height < roomHeight*times) {
		w.tell("窗口里没有地方显示更大的字", "请先把窗口拉大，或者用全屏（F11），再放大。")
		return
	}
	w.setLook(widgets.Look{Zoom: zoom, Contrast: before.Contrast})
}

// roomWidth and roomHeight are the least a window has for letters of the usual size, so that no page is wider than its room.
const roomWidth, roomHeight = 800, 500

// fullScreen fills the screen with the window, and gives the rest back.
func (w *Window) fullScreen() { w.win.SetFullScreen(!w.win.FullScreen()) }

// viewMenu changes how the window looks, and goes back and forth between the pages one was on.
func (w *Window) viewMenu() *fyne.Menu {
	now := w.look()
	usual := w.item("原来大小（现在"+strconv.Itoa(now.Zoom)+"%）", ctrl(fyne.Key0), func() { w.zoomTo(widgets.UsualZoom) })
	contrast := w.item("高对比度", nil, func() { w.setLook(widgets.Look{Zoom: now.Zoom, Contrast: !now.Contrast}) })
	contrast.Checked = now.Contrast
	larger, smaller := w.item("放大", ctrl(fyne.KeyEqual), func() { w.zoomBy(1) }), w.item("缩小", ctrl(fyne.KeyMinus), func() { w.zoomBy(-1) })
	larger.Disabled, smaller.Disabled = now.Zoom == slices.Max(zooms()), now.Zoom == slices.Min(zooms())
	menu := fyne.NewMenu("显示", larger, smaller, usual, fyne.NewMenuItemSeparator(), w.item("全屏（F11）", nil, w.fullScreen), contrast)
	if w.shown() == nil {
		return menu
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(),
		w.item("后退", alt(fyne.KeyLeft), w.shown().Back), w.item("前进", alt(fyne.KeyRight), w.shown().Forth))
	if w.desk != nil {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), w.item("收起或展开分数栏", ctrl(fyne.KeyB), w.desk.Fold))
	}
	return menu
}

// moreKeys are other keys for what the menu 显示 has: the plus of the number keys, and that over the equals sign.
func (w *Window) moreKeys() {
	for _, keys := range []fyne.Shortcut{ctrl(fyne.KeyPlus), ctrlShift(fyne.KeyEqual), ctrlShift(fyne.KeyPlus)} {
		w.win.Canvas().AddShortcut(keys, func(fyne.Shortcut) {
			if w.win.Canvas().Overlays().Top() == nil {
				w.zoomBy(1)
			}
		})
	}
}

// The size of the window at the first start, and the least one it comes back with.
const (
	firstWidth, firstHeight = 1280, 760
	leastWidth, leastHeight = 900, 560
)

// lastSize is the size the window had when it was last closed.
func (w *Window) lastSize() fyne.Size {
	p := w.app.Preferences()
	width, height := p.FloatWithFallback(widthKey, firstWidth), p.FloatWithFallback(heightKey, firstHeight)
	return fyne.NewSize(max(leastWidth, float32(width)), max(leastHeight, float32(height)))
}

func (w *Window) keepSize() {
	if w.win.FullScreen() {
		return // which is the screen's
	}
	size := w.win.Canvas().Size()
	w.app.Preferences().SetFloat(widthKey, float64(size.Width))
	w.app.Preferences().SetFloat(heightKey, float64(size.Height))
}
