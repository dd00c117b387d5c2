package widgets

import (
	"image/color"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// paper is the program's one theme: white paper, near-black text, one deep red accent, the bundled fonts.
type paper struct {
	fyne.Theme
	regular, bold fyne.Resource
	colors        map[fyne.ThemeColorName]color.Color
	sizes         map[fyne.ThemeSizeName]float32
}

// NewTheme makes the program's theme with the screen's fonts, static TrueType files.
func NewTheme(regular, bold []byte) fyne.Theme {
	t := &paper{
		Theme:   theme.DefaultTheme(),
		regular: fyne.NewStaticResource("ZichaHei-Regular.ttf", regular),
		bold:    fyne.NewStaticResource("ZichaHei-Bold.ttf", bold),
		colors:  paperColors(),
		sizes:   paperSizes(),
	}
	maps.Copy(t.colors, Tones())
	return t
}

func paperColors() map[fyne.ThemeColorName]color.Color {
	ink := color.NRGBA{0x1C, 0x1B, 0x1A, 0xFF}
	white := color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	seal := color.NRGBA{0xA6, 0x1E, 0x22, 0xFF}
	good := color.NRGBA{0x2E, 0x7A, 0x4F, 0xFF}
	wait := color.NRGBA{0xC2, 0x82, 0x1A, 0xFF}
	edge := color.NRGBA{0xC9, 0xC5, 0xBD, 0xFF}
	sheet := color.NRGBA{0xF6, 0xF4, 0xEF, 0xFF}
	return map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground:          white,
		theme.ColorNameForeground:          ink,
		theme.ColorNamePrimary:             seal,
		theme.ColorNameHyperlink:           seal,
		theme.ColorNameForegroundOnPrimary: white,
		theme.ColorNameButton:              color.NRGBA{0xEF, 0xEC, 0xE5, 0xFF},
		theme.ColorNameDisabledButton:      sheet,
		theme.ColorNameDisabled:            color.NRGBA{0x83, 0x82, 0x80, 0xFF},
		theme.ColorNameError:               seal,
		theme.ColorNameForegroundOnError:   white,
		theme.ColorNameSuccess:             good,
		theme.ColorNameForegroundOnSuccess: white,
		theme.ColorNameWarning:             wait,
		theme.ColorNameForegroundOnWarning: white,
		theme.ColorNameFocus:               color.NRGBA{0xA6, 0x1E, 0x22, 0x30},
		theme.ColorNameSelection:           color.NRGBA{0xA6, 0x1E, 0x22, 0x2E},
		theme.ColorNameHover:               color.NRGBA{0x00, 0x00, 0x00, 0x0C},
		theme.ColorNamePressed:             color.NRGBA{0x00, 0x00, 0x00, 0x18},
		theme.ColorNameInputBackground:     white,
		theme.ColorNameInputBorder:         edge,
		theme.ColorNamePlaceHolder:         color.NRGBA{0x77, 0x75, 0x72, 0xFF},
		theme.ColorNameMenuBackground:      white,
		theme.ColorNameOverlayBackground:   white,
		theme.ColorNameHeaderBackground:    sheet,
		theme.ColorNameSeparator:           color.NRGBA{0xDF, 0xDC, 0xD6, 0xFF},
		theme.ColorNameScrollBar:           color.NRGBA{0x00, 0x00, 0x00, 0x55},
		theme.ColorNameScrollBarBackground: color.NRGBA{0x00, 0x00, 0x00, 0x08},
		theme.ColorNameShadow:              color.NRGBA{0x00, 0x00, 0x00, 0x50},
	}
}

// paperSizes keeps to a grid of 4.
func paperSizes() map[fyne.ThemeSizeName]float32 {
	return map[fyne.ThemeSizeName]float32{
		theme.SizeNameText:           15,
		theme.SizeNameCaptionText:    13,
		theme.SizeNameSubHeadingText: 17,
		theme.SizeNameHeadingText:    21,
		SizeFigure:                   20,
		SizeList:                     14,
		theme.SizeNamePadding:        4,
		theme.SizeNameInnerPadding:   6,
		theme.SizeNameInlineIcon:     18,
		theme.SizeNameScrollBar:      12,
		theme.SizeNameInputBorder:    1,
		theme.SizeNameInputRadius:    4,
		theme.SizeNameLineSpacing:    4,
	}
}

// Color implements fyne.Theme; the system's dark mode is not followed, paper is white.
func (t *paper) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colors[name]; ok {
		return c
	}
	return t.Theme.Color(name, theme.VariantLight)
}

// Font implements fyne.Theme.
func (t *paper) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return t.Theme.Font(style)
	case style.Bold:
		return t.bold
	}
	return t.regular
}

// Size implements fyne.Theme.
func (t *paper) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := t.sizes[name]; ok {
		return s
	}
	return t.Theme.Size(name)
}
