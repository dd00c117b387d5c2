package assess

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms/pdf"
	"zicha/forms/pdf/render"
	"zicha/ui/widgets"
)

// TestMain keeps what the tests leave for use again out of the user's own folder, and has them share one app: for every new one, and
// for every change of its theme, fyne parses all fonts anew, some 30 MB, and its shaper's buffer holds on to all of them.
func TestMain(m *testing.M) {
	pdf.ChildMain()
	render.ChildMain(filepath.Join(os.TempDir(), "zicha-pages")) // kept between the runs, as between those of the program
	if value := os.Getenv(crashVariable); value != "" {          // it has no screen, and is started often
		fmt.Fprintln(os.Stderr, crashForever(value))
		os.Exit(1)
	}
	dir, err := os.MkdirTemp("", "cache-*")
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_CACHE_HOME", dir)
	test.NewApp()
	setLook(widgets.Look{})
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// setLook gives the app a variant of the program's theme.
func setLook(look widgets.Look) {
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(assets.Hei(), assets.HeiBold(), look))
}

// lookFor is setLook for one test.
func lookFor(t testing.TB, look widgets.Look) {
	setLook(look)
	t.Cleanup(func() { setLook(widgets.Look{}) })
}
