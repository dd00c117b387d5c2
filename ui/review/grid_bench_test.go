package review

import (
	"flag"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/work"
)

// toOpen is the book that BenchmarkOpen opens: go test ./ui/review -run ^$ -bench Open -args -open FILE
var toOpen = flag.String("open", "", "the book BenchmarkOpen opens")

// BenchmarkOpen opens the book given as -open and shows its first page; the bar is 1 s with 2,844 counties.
func BenchmarkOpen(b *testing.B) {
	if *toOpen == "" {
		b.Skip("no -open FILE")
	}
	office := Office{Later: func(func()) {}}
	for b.Loop() {
		s, err := office.Open(*toOpen, false)
		if err != nil {
			b.Fatal(err)
		}
		win := test.NewTempWindow(b, nil)
		win.SetContent(NewDesk(Host{Host: work.Host{Window: win}}, s).Object())
		win.Resize(fyne.NewSize(1280, 800))
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkDecisionToGrid decides a cell in a book of 2,844 units × 25 and shows it in 总表. redraw-ms is the part on the window's goroutine:
// counting, filtering and drawing; the bar is 16 ms.
func BenchmarkDecisionToGrid(b *testing.B) {
	var units []scoring.Unit
	for i := range 2844 {
		units = append(units, scoring.Unit{Code: fmt.Sprintf("%06d", 100000+i), Name: fmt.Sprintf("示例%d县", i), Signatory: fmt.Sprintf("示例%d县人民政府", i)})
	}
	e, err := formtest.Edition(b).Listing(units)
	if err != nil {
		b.Fatal(err)
	}
	book, err := review.Create(filepath.Join(b.TempDir(), "a.huizong"), e)
	if err != nil {
		b.Fatal(err)
	}
	s, err := NewSession(book, func(func()) {})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	win := test.NewTempWindow(b, nil)
	desk := NewDesk(Host{Host: work.Host{Window: win}}, s)
	win.SetContent(desk.Object())
	win.Resize(fyne.NewSize(1280, 800))
	desk.Show(pageGrid)
	shown := time.Duration(0)
	for i := 0; b.Loop(); i++ {
		d := review.Decision{County: units[i%len(units)].Code, Indicator: 11, Stage: review.StageDirect, Score: fmt.Sprint(i % 5), Reason: "监测"}
		if err := book.Decide(commission, d); err != nil {
			b.Fatal(err)
		}
		if s.View, err = book.View(); err != nil {
			b.Fatal(err)
		}
		begun := time.Now()
		desk.Refresh()
		shown += time.Since(begun)
	}
	b.ReportMetric(float64(shown.Microseconds())/1000/float64(b.N), "redraw-ms")
}
