// Package widgets holds the program's own small widgets and layouts: they take values and give callbacks, and know nothing of
// scores or dossiers.
package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours the program has beyond Fyne's own; the program's theme gives them their values.
const (
	ToneMuted fyne.ThemeColorName = "zicha.muted" // secondary words
	ToneRule  fyne.ThemeColorName = "zicha.rule"  // hairlines and empty bars
	ToneSheet fyne.ThemeColorName = "zicha.sheet" // the ground behind the pages
	ToneQuote fyne.ThemeColorName = "zicha.quote" // the ground of official text
	ToneGood  fyne.ThemeColorName = "zicha.good"  // filled in, backed, scored
	ToneWait  fyne.ThemeColorName = "zicha.wait"  // partly done, pending
	ToneSeal  fyne.ThemeColorName = "zicha.seal"  // the accent
)

// The sizes the program has beyond Fyne's own.
const (
	SizeFigure fyne.ThemeSizeName = "zicha.figure" // the large figures of the totals
	SizeList   fyne.ThemeSizeName = "zicha.list"   // the lines of a long list
)

// Tones lists the colours a theme has to give, with their values on white paper.
func Tones() map[fyne.ThemeColorName]color.Color {
	return map[fyne.ThemeColorName]color.Color{
		ToneMuted: color.NRGBA{0x5F, 0x5F, 0x63, 0xFF},
		ToneRule:  color.NRGBA{0xDF, 0xDC, 0xD6, 0xFF},
		ToneSheet: color.NRGBA{0xF6, 0xF4, 0xEF, 0xFF},
		ToneQuote: color.NRGBA{0xFA, 0xF8, 0xF3, 0xFF},
		ToneGood:  color.NRGBA{0x2E, 0x7A, 0x4F, 0xFF},
		ToneWait:  color.NRGBA{0xC2, 0x82, 0x1A, 0xFF},
		ToneSeal:  color.NRGBA{0xA6, 0x1E, 0x22, 0xFF},
	}
}

// tone looks a colour up in the theme in force.
func tone(name fyne.ThemeColorName) color.Color {
	if name == "" {
		name = theme.ColorNameForeground
	}
	return theme.Color(name)
}
