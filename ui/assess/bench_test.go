package assess

import (
	"strconv"
	"testing"
	"time"

	"zicha/forms"
)

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

// BenchmarkKeystroke is one key in a field until every figure on the screen is right, on a full dossier; the bar is 16 ms.
func BenchmarkKeystroke(b *testing.B) {
	st := newStage(b)
	fillLong(b, st)
	f := st.page(b, 9).cards[1].fields[0]
	st.win.Canvas().Focus(f.entry)
	b.ResetTimer()
	for i := range b.N {
		f.entry.SetText(strconv.Itoa(100 + i%40))
	}
	b.StopTimer()
	st.settle()
}

// BenchmarkPageSwitch goes from page to page on a full dossier; the bar is 50 ms for the worst page, which the last figure gives.
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
