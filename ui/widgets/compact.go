package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Compact shows an object a little smaller and without scroll bars, as the cells of a table want it.
func Compact(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(o, &compact{theme.Current()})
}

type compact struct{ fyne.Theme }

// Color implements fyne.Theme; text cut off at a cell's edge needs no shadow.
func (c *compact) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameShadow {
		return color.Transparent
	}
	return c.Theme.Color(name, v)
}

// Size implements fyne.Theme.
func (c *compact) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 14
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return c.Theme.Size(name)
}
