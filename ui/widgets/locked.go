package widgets

import (
	"time"

	"fyne.io/fyne/v2"
)

// Lockable is what can be locked for a reason.
type Lockable interface {
	fyne.Disableable
	lockedFor(why string)
}

// Lock keeps a widget from being changed and has a click into it say why; with "" it can be used.
func Lock(w Lockable, why string) {
	w.lockedFor(why)
	switch locked := why != ""; {
	case locked && !w.Disabled():
		w.Disable()
	case !locked && w.Disabled():
		w.Enable()
	}
}

// lock is the reason why a widget is locked, "" where it is not.
type lock struct{ why string }

func (l *lock) lockedFor(why string) { l.why = why }

// refuse says beside a widget why it is locked, and reports whether it is.
func (l *lock) refuse(o fyne.CanvasObject, p part) bool {
	if l.why == "" {
		return false
	}
	if c := canvasOf(o); c != nil {
		if layer := layerOf(c); layer != nil {
			layer.showBeside(l.why, o, p, c)
			layer.fade(o, refusedFor)
		}
	}
	return true
}

// refusedFor is how long the reason stays, which goes at once where its widget moves away.
const refusedFor = 5 * time.Second

// fade takes the words away after a while.
func (l *tipLayer) fade(o fyne.CanvasObject, rest time.Duration) {
	l.after(tipCheck, func() {
		switch {
		case l.under != o:
		case rest <= 0 || !l.stays(o):
			l.hide()
		default:
			l.fade(o, rest-tipCheck)
		}
	})
}
