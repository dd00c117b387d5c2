package assess

import (
	"os"
	"testing"

	"zicha/forms/pdf"
)

// TestMain keeps what the tests leave for use again out of the user's own folder.
func TestMain(m *testing.M) {
	pdf.ChildMain()
	dir, err := os.MkdirTemp("", "cache-*")
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_CACHE_HOME", dir)
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}
