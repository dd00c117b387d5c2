package main

import "fyne.io/fyne/v2"

// renderer names what draws a window, "" before it is shown.
func renderer(w fyne.Window) string {
	in, ok := w.(interface{ RunWithContext(func()) })
	if !ok {
		return ""
	}
	name := ""
	in.RunWithContext(func() { name = drawnBy() })
	return name
}
