package volume

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"zicha/forms/formtest"
)

// BenchmarkBuild makes a volume of 20 scans.
func BenchmarkBuild(b *testing.B) {
	f := newDossier(b)
	for i := range 20 {
		attach(b, f, "5.1", map[string][]byte{fmt.Sprintf("%d.jpg", i): asJPEG(formtest.Scan(uint64(i), 827, 1170))})
	}
	path := filepath.Join(b.TempDir(), "a.pdf")
	for b.Loop() {
		if _, err := Build(context.Background(), f, path, Work{}); err != nil {
			b.Fatal(err)
		}
	}
}
