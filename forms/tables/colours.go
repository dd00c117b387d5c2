package tables

import "math"

// palette is the one workbooks number their colours by that have none of their own.
var palette = [64]uint32{
	0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff, 0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff,
	0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xc0c0c0, 0x808080, 0x9999ff, 0x993366, 0xffffcc, 0xccffff, 0x660066, 0xff8080, 0x0066cc, 0xccccff,
	0x000080, 0xff00ff, 0xffff00, 0x00ffff, 0x800080, 0x800000, 0x008080, 0x0000ff, 0x00ccff, 0xccffff, 0xccffcc, 0xffff99, 0x99ccff, 0xff99cc, 0xcc99ff, 0xffcc99,
	0x3366ff, 0x33cccc, 0x99cc00, 0xffcc00, 0xff9900, 0xff6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
}

// The colours that are there without being named.
const (
	black       = 0x000000
	white       = 0xffffff
	systemInk   = 64
	systemPaper = 65
)

// themeOrder are the names of a theme's colours in the order cells number them.
var themeOrder = [...]string{"lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"}

// officeTheme are the colours where a workbook brings no theme.
var officeTheme = [len(themeOrder)]uint32{
	white, black, 0xe7e6e6, 0x44546a, 0x4472c4, 0xed7d31, 0xa5a5a5, 0xffc000, 0x5b9bd5, 0x70ad47, 0x0563c1, 0x954f72,
}

// loadTheme reads the theme's colours once.
func (b *Book) loadTheme() error {
	if b.theme != nil {
		return nil
	}
	theme := officeTheme
	if f := b.ofKind("theme"); f != nil {
		within := -1
		err := b.everything(f, stylesName, func(s *scanner) error {
			for i, name := range themeOrder {
				if string(s.local) == name {
					within = i
				}
			}
			switch local := string(s.local); {
			case within < 0:
			case local == "srgbClr":
				theme[within], within = rgbOf(s.attr("val")).n, -1
			case local == "sysClr":
				theme[within], within = rgbOf(s.attr("lastClr")).n, -1
			case local == "fontScheme":
				within = -1
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	b.theme = theme[:]
	return nil
}

// rgb gives a colour by its parts, other where it is the automatic one.
func (b *Book) rgb(c colour, other uint32) uint32 {
	out := other
	switch n := int(c.n); c.kind {
	case 'r':
		out = c.n
	case 't':
		if n < len(b.theme) {
			out = b.theme[n]
		}
	case 'i':
		switch {
		case n == systemInk:
			out = black
		case n == systemPaper:
			out = white
		case n < len(b.styles.palette) && b.styles.palette[n].kind == 'r':
			out = b.styles.palette[n].n
		case n < len(palette):
			out = palette[n]
		}
	}
	return tinted(out, c.tint)
}

// tinted makes a colour lighter, with a tint under 0 darker.
func tinted(rgb uint32, tint float64) uint32 {
	tint = max(-1, min(1, tint))
	out := uint32(0)
	for shift := 16; shift >= 0; shift -= 8 {
		part := float64(rgb >> shift & 0xff)
		if tint > 0 {
			part += (0xff - part) * tint
		} else {
			part *= 1 + tint
		}
		out |= uint32(math.Round(part)) << shift
	}
	return out
}

// paper gives the colour a cell is filled with.
func (b *Book) paper(f filling) uint32 {
	switch f.pattern {
	case "", "none":
		return white
	case "solid":
		return b.rgb(f.front, white)
	}
	one, two := b.rgb(f.front, black), b.rgb(f.back, white)
	return one>>1&0x7f7f7f + two>>1&0x7f7f7f
}

// leastContrast is how much brighter one colour must be than another for writing to be seen; grey D9D9D9 on white has 1.4.
const leastContrast = 1.5

// seen reports whether writing of a colour is seen on paper of another.
func seen(ink, paper uint32) bool {
	a, b := light(ink)+0.05, light(paper)+0.05
	return max(a, b)/min(a, b) >= leastContrast
}

// light is how bright a colour is, from 0 to 1, as the eye takes it.
func light(rgb uint32) float64 {
	part := func(shift int) float64 {
		x := float64(rgb>>shift&0xff) / 0xff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}
