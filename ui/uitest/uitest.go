// Package uitest is for the tests of the screens alone: what those of both offices need.
package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
)

// ForgetSettings has the app that tests share forget, at the end of one of them, what was set in it: columns picked, widths, folders.
func ForgetSettings(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		prefs := fyne.CurrentApp().Preferences().(interface{ WriteValues(func(map[string]any)) })
		prefs.WriteValues(func(values map[string]any) { clear(values) })
	})
}
