package widgets

import (
	"image/color"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func lookApp(t *testing.T, look Look) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	setLook(a, look)
	return a
}

func setLook(a fyne.App, look Look) {
	font := theme.DefaultTextFont().Content()
	a.Settings().SetTheme(NewTheme(font, font, look))
}

// linear gives the light of red, green and blue, 0 to 1 each (sRGB).
func linear(c color.Color) (out [3]float64) {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	for i, v := range []uint8{n.R, n.G, n.B} {
		f := float64(v) / 255
		if f <= 0.04045 {
			out[i] = f / 12.92
		} else {
			out[i] = math.Pow((f+0.055)/1.055, 2.4)
		}
	}
	return out
}

// ratio is the contrast of two colours by WCAG 2.
func ratio(a, b color.Color) float64 {
	light := func(c color.Color) float64 {
		l := linear(c)
		return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestWordsCanBeRead: every colour words are set in stands out from every ground they are set on, by 4.5 to 1, with high
// contrast by 7 to 1.
func TestWordsCanBeRead(t *testing.T) {
	for _, c := range []struct {
		look Look
		want float64
	}{{Look{}, 4.5}, {Look{Contrast: true}, 7}} {
		lookApp(t, c.look)
		words := []fyne.ThemeColorName{
			theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNameDisabled, theme.ColorNamePrimary,
			theme.ColorNameError, theme.ColorNameHyperlink, ToneMuted, ToneGood, ToneWait, ToneSeal, ToneError, ToneDraft, ToneBar,
		}
		for i := range sectionTones {
			words = append(words, SectionTone(i))
		}
		for _, name := range words {
			for _, ground := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameInputBackground, ToneSheet, ToneQuote} {
				if r := ratio(tone(name), tone(ground)); r < c.want {
					t.Errorf("%+v: %s on %s is %.2f to 1", c.look, name, ground, r)
				}
			}
		}
		if r := ratio(tone(ToneFocus), tone(ToneSheet)); r < 7 {
			t.Errorf("the outline of the focus is %.2f to 1", r)
		}
		if r := ratio(tone(ToneRule), tone("")); c.look.Contrast && ratio(tone(ToneRule), tone(theme.ColorNameBackground)) < 4.5 {
			t.Errorf("rules are not dark: %.2f to the ink", r)
		}
	}
}

// TestBarsCanBeSeen: a bar of points stands out from its empty part, and is told from the seal and from what is wrong.
func TestBarsCanBeSeen(t *testing.T) {
	for _, look := range []Look{{}, {Contrast: true}} {
		lookApp(t, look)
		if r := ratio(tone(ToneBar), tone(ToneTrack)); r < 4.5 {
			t.Errorf("%+v: a bar is %.2f to 1 on its track", look, r)
		}
		seen := map[color.Color]fyne.ThemeColorName{}
		for _, name := range []fyne.ThemeColorName{ToneSeal, ToneError, ToneDraft, ToneBar, ToneGood, ToneWait, ToneMuted} {
			if other, twice := seen[tone(name)]; twice {
				t.Errorf("%+v: %s and %s are one colour", look, name, other)
			}
			seen[tone(name)] = name
		}
	}
}

// TestTheSealsRedIsTheSeals: the accent is for the seal with its code, what is selected and the main button; whatever is wrong, a draft or
// a bar has a tone of its own.
func TestTheSealsRedIsTheSeals(t *testing.T) {
	may := map[string]string{
		"../widgets/tones.go": "its value", "../widgets/line.go": "the selected line", "../widgets/chips.go": "the filter picked", "../widgets/choices.go": "the answer picked",
		"../widgets/guide.go": "the step one is at", "../widgets/rolldraw.go": "the row one is at", "../assess/finalizing.go": "the code to seal", "../assess/scan.go": "the code that was sealed", "../assess/locked.go": "that it is finalized", "../manual.go": "the code in its picture",
		"../review/gateblockers.go": "what is marked", "../review/unitpicker.go": "what is marked", "../review/chartview.go": "the unit picked",
	}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || may[filepath.ToSlash(path)] != "" {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), "ToneSeal") {
			t.Errorf("%s uses the seal's red: take ToneError, ToneDraft, ToneBar or ToneWait, or say here what is sealed or selected", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSectionsWeighTheSame: eight colours of one lightness and chroma (OKLab), far from each other and from the seal's red.
func TestSectionsWeighTheSame(t *testing.T) {
	lookApp(t, Look{})
	lab := func(c color.Color) (l, chroma, hue float64) {
		v := linear(c)
		long := math.Cbrt(0.4122214708*v[0] + 0.5363325363*v[1] + 0.0514459929*v[2])
		middle := math.Cbrt(0.2119034982*v[0] + 0.6806995451*v[1] + 0.1073969566*v[2])
		short := math.Cbrt(0.0883024619*v[0] + 0.2817188376*v[1] + 0.6299787005*v[2])
		a := 1.9779984951*long - 2.4285922050*middle + 0.4505937099*short
		b := 0.0259040371*long + 0.7827717662*middle - 0.8086757660*short
		return 0.2104542553*long + 0.7936177850*middle - 0.0040720468*short, math.Hypot(a, b), math.Mod(math.Atan2(b, a)*180/math.Pi+360, 360)
	}
	_, _, seal := lab(tone(ToneSeal))
	hues := []float64{seal}
	for i := range sectionTones {
		l, chroma, hue := lab(tone(SectionTone(i)))
		if math.Abs(l-0.53) > 0.01 || math.Abs(chroma-0.085) > 0.006 {
			t.Errorf("section %d: lightness %.3f, chroma %.3f", i+1, l, chroma)
		}
		for _, other := range hues {
			if d := math.Abs(hue - other); min(d, 360-d) < 30 {
				t.Errorf("section %d: hue %.0f is near %.0f", i+1, hue, other)
			}
		}
		hues = append(hues, hue)
	}
	if SectionTone(8) != SectionTone(0) {
		t.Error("a ninth section has no colour")
	}
}

// TestThemeIsSwitchedLive: everything is measured and painted anew.
func TestThemeIsSwitchedLive(t *testing.T) {
	a := lookApp(t, Look{})
	w := test.NewTempWindow(t, nil)
	text := Body("这是一段要断成好几行才放得下的文字，大字要更多行。")
	cell, choices, action, fixed := NewEntry(48), NewChoices(Choice{"a", "是"}), NewAction("添加", theme.ContentAddIcon(), nil), Fixed(50, Body("甲"))
	button, bar, rule := NewButton("确定", nil), NewBar(4, ToneBar), NewBar(1, ToneRule)
	page := Column(4, text, cell, choices, action, fixed, button, NewLights(Half, Full), bar, rule)
	w.SetContent(page)
	w.Resize(fyne.NewSize(200, 600))
	small := page.MinSize().Height
	before := []float32{text.HeightFor(180), cell.MinSize().Height, choices.MinSize().Height, action.MinSize().Height, fixed.MinSize().Width, button.MinSize().Height}
	setLook(a, Look{Zoom: 125, Contrast: true})
	after := []float32{text.HeightFor(180), cell.MinSize().Height, choices.MinSize().Height, action.MinSize().Height, fixed.MinSize().Width, button.MinSize().Height}
	for i := range before {
		if after[i] <= before[i] {
			t.Errorf("widget %d is not larger: %v, before %v", i, after[i], before[i])
		}
	}
	if page.MinSize().Height <= small {
		t.Error("the page is not higher")
	}
	line := test.WidgetRenderer(text).Objects()[0].(*canvas.Text)
	if line.TextSize != theme.Size(theme.SizeNameText) || line.Color != tone("") {
		t.Errorf("the text is still %v high, colour %v", line.TextSize, line.Color)
	}
	if got := test.WidgetRenderer(bar).Objects()[0].(*canvas.Rectangle).FillColor; got != tone(ToneTrack) {
		t.Errorf("the bar's ground is %v", got)
	}
	if got := test.WidgetRenderer(rule).Objects()[0].(*canvas.Rectangle).FillColor; got != tone(ToneRule) {
		t.Errorf("the hairline is %v", got)
	}
	setLook(a, Look{})
	if h := page.MinSize().Height; h != small {
		t.Errorf("back to %v, was %v", h, small)
	}
}
