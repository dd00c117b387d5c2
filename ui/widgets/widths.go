package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
)

// widthsKey is where in the preferences of this computer the widths of a table's columns stand, which the user has set by dragging.
const widthsKey = "widths."

// recallWidths gives the widths kept under a name for so many columns, nil for none.
func recallWidths(name string, columns int) []float32 {
	parts := strings.Fields(fyne.CurrentApp().Preferences().String(widthsKey + name))
	if name == "" || len(parts) != columns {
		return nil
	}
	out := make([]float32, columns)
	for i, part := range parts {
		w, err := strconv.ParseFloat(part, 32)
		if err != nil || !(w >= 0 && w < 10_000) {
			return nil
		}
		out[i] = float32(w)
	}
	return out
}

// keepWidths keeps the widths under a name, none takes them away.
func keepWidths(name string, widths []float32) {
	if name == "" {
		return
	}
	var parts []string
	for _, w := range widths {
		parts = append(parts, strconv.FormatFloat(float64(w), 'f', 4, 32))
	}
	prefs := fyne.CurrentApp().Preferences()
	if len(parts) == 0 {
		prefs.RemoveValue(widthsKey + name)
		return
	}
	prefs.SetString(widthsKey+name, strings.Join(parts, " "))
}
