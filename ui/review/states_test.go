package review

import (
	"testing"

	"golang.org/x/image/font/sfnt"

	"zicha/assets"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// Each state has a sign of its own that the screen's fonts can draw, a word, and a colour the theme has.
func TestStatesAreToldApart(t *testing.T) {
	signs := map[string]string{cellSign(&review.Cell{Conflict: []*review.Event{{}}}).Mark: conflictLabel}
	for _, s := range states() {
		mark, label := stateSign(s).Mark, s.Label()
		if other, ok := signs[mark]; ok {
			t.Errorf("%s and %s have the same sign %s", label, other, mark)
		}
		if label == "" {
			t.Errorf("%q has no word", s)
		}
		if _, ok := widgets.Tones(widgets.Look{})[stateSign(s).Tone]; !ok {
			t.Errorf("%s has no colour of the theme", label)
		}
		signs[mark] = label
		if c := (&review.Cell{State: s}); cellSign(c) != stateSign(s) || cellLabel(c) != label {
			t.Errorf("a cell that is %s is shown as %v %s", label, cellSign(c), cellLabel(c))
		}
	}
	if len(signs) != 8 {
		t.Errorf("%d signs", len(signs))
	}
	for mark, label := range signs {
		inTheFonts(t, mark, label)
	}
}

// inTheFonts reports what of a text the screen's own fonts cannot draw.
func inTheFonts(t *testing.T, text, what string) {
	t.Helper()
	for i, face := range [][]byte{assets.Hei(), assets.HeiBold()} {
		f, err := sfnt.Parse(face)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range text {
			if glyph, err := f.GlyphIndex(new(sfnt.Buffer), r); err != nil || glyph == 0 {
				t.Errorf("face %d has no %s (%s)", i, text, what)
			}
		}
	}
}
