package clues_test

import (
	"os"
	"testing"

	"zicha/forms/pdf"
)

func TestMain(m *testing.M) {
	pdf.ChildMain()
	os.Exit(m.Run())
}
