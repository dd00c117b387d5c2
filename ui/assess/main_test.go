package assess

import (
	"os"
	"testing"

	"zicha/forms/volume"
)

func TestMain(m *testing.M) {
	volume.ChildMain()
	os.Exit(m.Run())
}
