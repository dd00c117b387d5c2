// Package widgets holds the program's own small widgets and layouts: they take values and give callbacks, and know nothing of
// scores or dossiers.
package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours the program has beyond Fyne's own; the program's theme gives them their values.
const (
	ToneMuted fyne.ThemeColorName = "zicha.muted" // secondary words
	ToneRule  fyne.ThemeColorName = "zicha.rule"  // hairlines
	ToneTrack fyne.ThemeColorName = "zicha.track" // the empty part of a bar
	ToneSheet fyne.ThemeColorName = "zicha.sheet" // the ground behind the pages
	ToneQuote fyne.ThemeColorName = "zicha.quote" // the ground of official text
	ToneGood  fyne.ThemeColorName = "zicha.good"  // filled in, backed, scored
	ToneWait  fyne.ThemeColorName = "zicha.wait"  // words about what is partly done or pending
	ToneHalf  fyne.ThemeColorName = "zicha.half"  // the same as a light or a bar
	ToneSeal  fyne.ThemeColorName = "zicha.seal"  // the accent: the seal and its code, what is selected, the one main button
	ToneError fyne.ThemeColorName = "zicha.error" // what is wrong, was refused or not saved
	ToneDraft fyne.ThemeColorName = "zicha.draft" // that something is a draft
	ToneBar   fyne.ThemeColorName = "zicha.bar"   // points had and work done as a bar, what leads on, what a search has found
	ToneFocus fyne.ThemeColorName = "zicha.focus" // the outline of what has the keyboard
	ToneShade fyne.ThemeColorName = "zicha.shade" // what lies over the window behind a dialog
)

// The sizes the program has beyond Fyne's own.
const (
	SizeFigure fyne.ThemeSizeName = "zicha.figure" // the large figures of the totals
	SizeList   fyne.ThemeSizeName = "zicha.list"   // the lines of a long list
)

// sectionTones is how many section colours there are.
const sectionTones = 8

// SectionTone gives the colour of the section at place i, from 0; after the eighth they begin again.
func SectionTone(i int) fyne.ThemeColorName {
	return fyne.ThemeColorName("zicha.section" + strconv.Itoa(i%sectionTones+1))
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

// Tones lists the program's own colours with their values.
func Tones(look Look) map[fyne.ThemeColorName]color.Color {
	out := map[fyne.ThemeColorName]color.Color{
		ToneMuted: rgb(0x5A5A5E), ToneRule: rgb(0xDFDCD6), ToneTrack: rgb(0xDFDCD6), ToneSheet: rgb(0xF6F4EF), ToneQuote: rgb(0xFAF8F3), ToneGood: rgb(0x2E7A4F),
		ToneWait: rgb(0x8F5B00), ToneHalf: rgb(0xC2821A), ToneSeal: rgb(0xA61E22), ToneFocus: rgb(0x1C1B1A),
		ToneError: rgb(0xC43300), ToneDraft: rgb(0x4A5A78), ToneBar: rgb(0x2C5F8A),
	}
	// Equal lightness and chroma in OKLCH (0.53, 0.085; with high contrast 0.42, 0.07), the hues 35 to 42 degrees apart from 70 on.
	sections := [sectionTones]uint32{0x8B6330, 0x736E2F, 0x517848, 0x257C6C, 0x22778E, 0x4C6D9D, 0x6F6298, 0x895982}
	if look.Contrast {
		out = map[fyne.ThemeColorName]color.Color{
			ToneMuted: rgb(0x333333), ToneRule: rgb(0x4A4A4A), ToneTrack: rgb(0xC8C8C8), ToneSheet: rgb(0xF2F2F2), ToneQuote: rgb(0xFFFFFF), ToneGood: rgb(0x0B5A30),
			ToneWait: rgb(0x704300), ToneHalf: rgb(0x704300), ToneSeal: rgb(0x7A0C10), ToneFocus: rgb(0x000000),
			ToneError: rgb(0x8A2500), ToneDraft: rgb(0x2A3850), ToneBar: rgb(0x143F63),
		}
		sections = [sectionTones]uint32{0x65461E, 0x534F1D, 0x385631, 0x13594D, 0x115667, 0x344E73, 0x50456F, 0x633E5E}
	}
	out[ToneShade] = color.NRGBA{A: 0x50}
	for i, hex := range sections {
		out[SectionTone(i)] = rgb(hex)
	}
	return out
}

// tone looks a colour up in the theme in force.
func tone(name fyne.ThemeColorName) color.Color {
	if name == "" {
		name = theme.ColorNameForeground
	}
	return theme.Color(name)
}
