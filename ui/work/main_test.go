package work

import (
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/pdf/render"
)

func TestMain(m *testing.M) {
	render.ChildMain(filepath.Join(os.TempDir(), "zicha-pages")) // kept between the runs, as between those of the program
	os.Exit(m.Run())
}
