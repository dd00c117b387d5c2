package pdf

import (
	"encoding/base64"
	"image"
	"image/color"
	"strings"
	"testing"
)

// A lossy WEBP keeps white as 235: it is white all the same, and red is as red as it was.
func TestColoursOfWEBP(t *testing.T) {
	for data, want := range map[string]color.RGBA{
		"UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoQABAAAUAmJaQAA3AA/vz0AAA=":                                     {255, 255, 255, 255},
		"UklGRkAAAABXRUJQVlA4IDQAAAAQAgCdASoQABAAAIAIJaACdLoB+AH6AAPIAP778G//xWsOs4v/HNv/4sJ4HFGR/+KiAAAA": {220, 30, 30, 255},
	} {
		picture, _, err := image.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(data)))
		if err != nil {
			t.Fatal(err)
		}
		got := color.RGBAModel.Convert(fullRange(picture).At(8, 8)).(color.RGBA)
		for _, d := range []int{int(got.R) - int(want.R), int(got.G) - int(want.G), int(got.B) - int(want.B)} {
			if d < -4 || d > 4 { // what JPEG-like formats lose
				t.Errorf("%v, want %v", got, want)
			}
		}
	}
}
