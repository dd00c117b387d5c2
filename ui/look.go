package ui

import (
	"fyne.io/fyne/v2"

	"zicha/assets"
	"zicha/ui/widgets"
)

// Where the look of the window stands in the preferences.
const (
	largeKey    = "large"
	contrastKey = "contrast"
	widthKey    = "window.width"
	heightKey   = "window.height"
)

// newTheme is the program's theme with its bundled fonts.
func newTheme(look widgets.Look) fyne.Theme {
	return widgets.NewTheme(assets.Hei, assets.HeiBold, look)
}

// look is the variant of the theme the user has chosen.
func (w *Window) look() widgets.Look {
	p := w.app.Preferences()
	return widgets.Look{Large: p.Bool(largeKey), Contrast: p.Bool(contrastKey)}
}

// setLook changes the variant of the theme; what is on show stays on show.
func (w *Window) setLook(look widgets.Look) {
	w.app.Preferences().SetBool(largeKey, look.Large)
	w.app.Preferences().SetBool(contrastKey, look.Contrast)
	w.app.Settings().SetTheme(newTheme(look))
	if w.shown() == nil {
		w.showStart()
		return
	}
	if w.review != nil {
		w.win.SetMainMenu(w.bookMenu())
	} else {
		w.win.SetMainMenu(w.menu())
		w.showSteps()
	}
	page, offset := w.shown().Place()
	w.shown().Refresh()
	w.shown().Restore(page, offset)
}

// viewMenu changes how the window looks.
func (w *Window) viewMenu() *fyne.Menu {
	now := w.look()
	large := w.item("大字", nil, func() { w.setLook(widgets.Look{Large: !now.Large, Contrast: now.Contrast}) })
	contrast := w.item("高对比度", nil, func() { w.setLook(widgets.Look{Large: now.Large, Contrast: !now.Contrast}) })
	large.Checked, contrast.Checked = now.Large, now.Contrast
	if w.desk == nil {
		return fyne.NewMenu("显示", large, contrast)
	}
	return fyne.NewMenu("显示", large, contrast, fyne.NewMenuItemSeparator(), w.item("收起或展开分数栏", ctrl(fyne.KeyB), w.desk.Fold))
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
	size := w.win.Canvas().Size()
	w.app.Preferences().SetFloat(widthKey, float64(size.Width))
	w.app.Preferences().SetFloat(heightKey, float64(size.Height))
}
