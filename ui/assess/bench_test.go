package assess

import (
	"flag"
	"fmt"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/editions"
	"zicha/ui/work"
)

// toOpen is the dossier that BenchmarkOpen opens: go test ./ui/assess -run ^$ -bench Open -args -open FILE
var toOpen = flag.String("open", "", "the dossier BenchmarkOpen opens")

// fillLong makes a full dossier: every field answered, and registers of 60 rows.
func fillLong(b *testing.B, st *stage) {
	b.Helper()
	fill(b, st.Session, func(int) bool { return true })
	for _, c := range st.Values.Edition.Criteria() {
		if c.Register == nil {
			continue
		}
		var changes []forms.Change
		d := st.Values.Clone()
		for i := range 60 {
			cells := map[string]string{}
			for _, col := range c.Register.Columns {
				if text, err := col.Normalize(sampleText(col)); err == nil {
					cells[col.Key] = text
				}
			}
			cells[c.Register.Columns[0].Key] = strconv.Itoa(i%12 + 1)
			added := d.AddRows(c.ID, cells)
			d.Apply(added...)
			changes = append(changes, added...)
		}
		st.Do("", changes)
	}
	st.settle()
}

// keystrokes measures one key after the other in a field.
func keystrokes(b *testing.B, st *stage) {
	b.Helper()
	f := st.page(b, 9).cards[1].fields[0]
	st.win.Canvas().Focus(f.entry)
	b.ResetTimer()
	for i := range b.N {
		f.entry.SetText(strconv.Itoa(100 + i%40))
	}
	b.StopTimer()
	st.settle()
}

// BenchmarkKeystroke is one key in a field until every figure on the screen is right, on a full dossier; the bar is 16 ms.
func BenchmarkKeystroke(b *testing.B) {
	st := newStage(b)
	fillLong(b, st)
	keystrokes(b, st)
}

// BenchmarkPageSwitch goes from page to page on a full dossier; the bar is 16 ms, also for the worst page, which the last figure gives.
func BenchmarkPageSwitch(b *testing.B) {
	st := newStage(b)
	fillLong(b, st)
	worst := time.Duration(0)
	b.ResetTimer()
	for i := range b.N {
		begun := time.Now()
		st.desk.Go(i%25 + 1)
		worst = max(worst, time.Since(begun))
	}
	b.StopTimer()
	b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
	st.settle()
}

// BenchmarkKeystrokeEvidence is BenchmarkKeystroke with a thousand pieces of evidence; the bar is 16 ms, as without them.
func BenchmarkKeystrokeEvidence(b *testing.B) {
	st := newStage(b)
	fillLong(b, st)
	var changes []forms.Change
	d := st.Values.Clone()
	for i := range 1000 {
		_, added, err := d.AddEvidence("5.1", forms.Evidence{Title: fmt.Sprint("材料", i)})
		if err != nil {
			b.Fatal(err)
		}
		d.Apply(added...)
		changes = append(changes, added...)
	}
	st.Do("", changes)
	st.settle()
	keystrokes(b, st)
}

// BenchmarkOpen opens the dossier given as -open and lays out its first page; the bar is 300 ms with 1 GB of evidence.
func BenchmarkOpen(b *testing.B) {
	if *toOpen == "" {
		b.Skip("no -open FILE")
	}
	known, err := editions.Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	office := Office{Known: known, Later: func(func()) {}}
	for b.Loop() {
		s, err := office.Open(*toOpen, false)
		if err != nil {
			b.Fatal(err)
		}
		win := test.NewTempWindow(b, nil)
		win.SetContent(NewDesk(Host{Host: work.Host{Window: win}, Editions: noOther}, s).Object())
		win.Resize(fyne.NewSize(1280, 760))
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
