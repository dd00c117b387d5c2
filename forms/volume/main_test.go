package volume

import (
	"os"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

func TestMain(m *testing.M) {
	ChildMain()
	api.DisableConfigDir() // for the tests' own use of it
	os.Exit(m.Run())
}
