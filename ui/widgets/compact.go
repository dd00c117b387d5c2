package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Compact shows an object a little smaller and without scroll bars, as the cells of a table want it.
func Compact(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(o, compact{})
}

// compact is the theme in force with some sizes of its own; it follows when the window's theme is changed.
type compact struct{}

// under is the window's own theme, not the one in force while the cells are drawn, which is compact itself.
func (compact) under() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color implements fyne.Theme; text cut off at a cell's edge needs no shadow.
func (c compact) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameShadow {
		return color.Transparent
	}
	return c.under().Color(name, v)
}

// Font implements fyne.Theme.
func (c compact) Font(style fyne.TextStyle) fyne.Resource { return c.under().Font(style) }

// Icon implements fyne.Theme.
func (c compact) Icon(name fyne.ThemeIconName) fyne.Resource { return c.under().Icon(name) }

// Size implements fyne.Theme.
func (c compact) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return c.under().Size(SizeList)
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return c.under().Size(name)
}
