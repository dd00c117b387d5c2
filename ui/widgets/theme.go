package widgets

import (
	"cmp"
	"image/color"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Look is which variant of the theme is in force.
type Look struct {
	Zoom     int  // of all letters, in percent; 0 is UsualZoom
	Contrast bool // black on white, dark edges
}

// UsualZoom is the zoom of letters of the usual size.
const UsualZoom = 100

// paper is the program's one theme: white paper, near-black text, one deep red accent, the bundled fonts.
type paper struct {
	fyne.Theme
	regular, bold fyne.Resource
	colors        map[fyne.ThemeColorName]color.Color
	sizes         map[fyne.ThemeSizeName]float32
}

// NewTheme makes the program's theme with the screen's fonts, static TrueType files.
func NewTheme(regular, bold []byte, look Look) fyne.Theme {
	t := &paper{
		Theme:   theme.DefaultTheme(),
		regular: fyne.NewStaticResource("ZichaHei-Regular.ttf", regular),
		bold:    fyne.NewStaticResource("ZichaHei-Bold.ttf", bold),
		colors:  paperColors(),
		sizes:   paperSizes(cmp.Or(look.Zoom, UsualZoom)),
	}
	if look.Contrast {
		maps.Copy(t.colors, contrastColors())
	}
	maps.Copy(t.colors, Tones(look))
	t.colors[theme.ColorNameError], t.colors[theme.ColorNameHyperlink] = t.colors[ToneError], t.colors[ToneBar]
	return t
}

func paperColors() map[fyne.ThemeColorName]color.Color {
	ink, white, seal := rgb(0x1C1B1A), rgb(0xFFFFFF), rgb(0xA61E22)
	quiet := rgb(0x696764) // the lightest grey that can be read on the sheet's ground
	return map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground:          white,
		theme.ColorNameForeground:          ink,
		theme.ColorNamePrimary:             seal,
		theme.ColorNameForegroundOnPrimary: white,
		theme.ColorNameButton:              rgb(0xEFECE5),
		theme.ColorNameDisabledButton:      rgb(0xF6F4EF),
		theme.ColorNameDisabled:            quiet,
		theme.ColorNameForegroundOnError:   white,
		theme.ColorNameSuccess:             rgb(0x2E7A4F),
		theme.ColorNameForegroundOnSuccess: white,
		theme.ColorNameWarning:             rgb(0x8F5B00),
		theme.ColorNameForegroundOnWarning: white,
		theme.ColorNameFocus:               color.NRGBA{0xA6, 0x1E, 0x22, 0x30},
		theme.ColorNameSelection:           color.NRGBA{0xA6, 0x1E, 0x22, 0x2E},
		theme.ColorNameHover:               color.NRGBA{0x00, 0x00, 0x00, 0x0C},
		theme.ColorNamePressed:             color.NRGBA{0x00, 0x00, 0x00, 0x18},
		theme.ColorNameInputBackground:     white,
		theme.ColorNameInputBorder:         rgb(0xB3AFA6),
		theme.ColorNamePlaceHolder:         quiet,
		theme.ColorNameMenuBackground:      white,
		theme.ColorNameOverlayBackground:   white,
		theme.ColorNameHeaderBackground:    rgb(0xF6F4EF),
		theme.ColorNameSeparator:           rgb(0xDFDCD6),
		theme.ColorNameScrollBar:           color.NRGBA{0x00, 0x00, 0x00, 0x55},
		theme.ColorNameScrollBarBackground: color.NRGBA{0x00, 0x00, 0x00, 0x08},
		theme.ColorNameShadow:              color.NRGBA{0x00, 0x00, 0x00, 0x38},
	}
}

// contrastColors are the colours that differ with high contrast.
func contrastColors() map[fyne.ThemeColorName]color.Color {
	black, dark, seal := rgb(0x000000), rgb(0x333333), rgb(0x7A0C10)
	return map[fyne.ThemeColorName]color.Color{
		theme.ColorNameForeground:          black,
		theme.ColorNamePrimary:             seal,
		theme.ColorNameButton:              rgb(0xE4E4E4),
		theme.ColorNameDisabledButton:      rgb(0xF2F2F2),
		theme.ColorNameDisabled:            rgb(0x4A4A4A),
		theme.ColorNameSuccess:             rgb(0x0B5A30),
		theme.ColorNameWarning:             rgb(0x704300),
		theme.ColorNameFocus:               color.NRGBA{0x00, 0x00, 0x00, 0x30},
		theme.ColorNameSelection:           color.NRGBA{0x00, 0x00, 0x00, 0x38},
		theme.ColorNameHover:               color.NRGBA{0x00, 0x00, 0x00, 0x1C},
		theme.ColorNameInputBorder:         dark,
		theme.ColorNamePlaceHolder:         rgb(0x4A4A4A),
		theme.ColorNameHeaderBackground:    rgb(0xF2F2F2),
		theme.ColorNameSeparator:           rgb(0x4A4A4A),
		theme.ColorNameScrollBar:           color.NRGBA{0x00, 0x00, 0x00, 0xB0},
		theme.ColorNameScrollBarBackground: color.NRGBA{0x00, 0x00, 0x00, 0x20},
	}
}

// paperSizes keeps distances to a grid of 4; the letters' sizes stand apart plainly: 13 and 14 beside 15, then 18 and 22.
func paperSizes(zoom int) map[fyne.ThemeSizeName]float32 {
	letters := map[fyne.ThemeSizeName]float32{
		theme.SizeNameText:           15,
		theme.SizeNameCaptionText:    13,
		theme.SizeNameSubHeadingText: 18,
		theme.SizeNameHeadingText:    22,
		SizeFigure:                   22,
		SizeList:                     listSize,
		theme.SizeNameInlineIcon:     18,
	}
	for name := range letters {
		letters[name] *= float32(zoom) / UsualZoom
	}
	maps.Copy(letters, map[fyne.ThemeSizeName]float32{
		theme.SizeNamePadding:      4,
		theme.SizeNameInnerPadding: 6,
		theme.SizeNameScrollBar:    12,
		theme.SizeNameInputBorder:  1,
		theme.SizeNameInputRadius:  4,
		theme.SizeNameLineSpacing:  4,
	})
	return letters
}

const listSize = 14

// Scaled turns a width made for letters of the usual size into that for the size in force, so that what fits a column, a
// button or a dialog in the one fits it in large type.
func Scaled(width float32) float32 { return width * theme.Size(SizeList) / listSize }

// controlHeight is the height of everything on a line that takes clicks or typing: buttons, actions, choices, fields.
func controlHeight() float32 { return Scaled(24) + 10 }

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
