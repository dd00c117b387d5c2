package work

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/pdf/render"
)

// onePage is a PDF of one empty page of A4.
func onePage() []byte {
	var out bytes.Buffer
	var at []int
	out.WriteString("%PDF-1.4\n")
	for i, o := range []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"} {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 4\n0000000000 65535 f \n")
	for _, n := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&out, "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", start)
	return out.Bytes()
}

func TestEvidenceView(t *testing.T) {
	queue := make(chan func(), 1000)
	jobs := NewJobs(func(fn func()) { queue <- fn })
	t.Cleanup(jobs.Stop)
	pages := render.New()
	t.Cleanup(pages.Close)
	e := Host{Jobs: jobs, Pages: pages}.NewEvidenceView()
	test.NewTempWindow(t, e.Viewer).Resize(fyne.NewSize(600, 500))
	until := func(what string, so func() bool) {
		t.Helper()
		end := time.After(2 * time.Minute) // the first time on a computer
		for !so() {
			select {
			case fn := <-queue:
				fn()
			case <-end:
				t.Fatalf("not %s: %q", what, e.Words())
			}
		}
	}
	opened := ""
	from := func(name string, data []byte) Sight {
		return Sight{Name: name, Outside: func() { opened = name }, Open: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(data)), nil
		}}
	}
	e.See(from("活动通知.pdf", onePage()))
	until("shown", func() bool { return e.Shown() != nil })
	if e.Offered().Visible() {
		t.Error("something else is offered beside a page")
	}
	folder := e.copies
	if kept, err := os.ReadDir(folder); err != nil || len(kept) != 1 {
		t.Errorf("%d copies, %v", len(kept), err)
	}

	e.See(from("旧公文.ofd", nil))
	if words := e.Words(); e.Shown() != nil || !strings.Contains(words, "显示不了 OFD 文件") || !e.Offered().Visible() {
		t.Errorf("%q", words)
	}
	test.Tap(e.Offered())
	if opened != "旧公文.ofd" {
		t.Errorf("opened %q", opened)
	}

	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "照片.png")
	if err := os.WriteFile(path, picture.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	e.See(Sight{Name: "照片.png", Path: path})
	until("shown", func() bool { return e.Shown() != nil })

	e.See(from("坏了.png", picture.Bytes()[:40]))
	until("refused", func() bool { return strings.Contains(e.Words(), "损坏") })

	e.Close()
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("copies stay: %v", err)
	}
}
