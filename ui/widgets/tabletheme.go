package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// cellTheme sets the entry into the table: no box of its own unless it has the keyboard, the table's size of type. It asks the theme in
// force each time, which may change. Without the keyboard the entry shows nothing: the table draws the cell's text, shortened.
type cellTheme struct{ typing func() bool }

// paperTheme is the theme of the whole program; theme.Current is this one's own while the entry is drawn.
func paperTheme() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color implements fyne.Theme.
func (c *cellTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.ColorNameShadow,
		theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameForeground:
		if !c.typing() {
			return color.Transparent
		}
	}
	return paperTheme().Color(name, v)
}

// Font implements fyne.Theme.
func (c *cellTheme) Font(style fyne.TextStyle) fyne.Resource { return paperTheme().Font(style) }

// Icon implements fyne.Theme.
func (c *cellTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return paperTheme().Icon(name) }

// Size implements fyne.Theme.
func (c *cellTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return tableTextSize()
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNameInputRadius:
		return 2
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return paperTheme().Size(name)
}
