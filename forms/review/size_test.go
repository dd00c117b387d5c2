package review

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// many makes a book of n counties, each with a version and a decision in every cell.
func many(tb testing.TB, n int) string {
	tb.Helper()
	e := formtest.Edition(tb)
	text := string(e.Source())
	head, _, _ := strings.Cut(text, "[[unit]]")
	_, rest, _ := strings.Cut(text, "[[cross]]")
	var units strings.Builder
	for i := range n {
		fmt.Fprintf(&units, "[[unit]]\ncode = \"%06d\"\nname = \"示例%d县\"\nsignatory = \"示例%d县人民政府\"\n\n", 100000+i, i, i)
	}
	rest, _, _ = strings.Cut(rest, "# ---- 算例")
	big, err := scoring.LoadEdition("x.toml", []byte(strings.Replace(head, "example = \"341621\"\n", "", 1)+units.String()+"[[cross]]"+rest))
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "a.huizong")
	b, err := Create(path, big)
	if err != nil {
		tb.Fatal(err)
	}
	defer b.Close()
	d := formtest.Perfect(tb)
	rules := big.Hash()
	var list []Incoming
	for i := range n {
		d.Apply(forms.Change{Path: forms.CountyPath("code"), New: fmt.Sprintf("%06d", 100000+i)})
		d.Version, d.Final = 1, true
		list = append(list, Incoming{Submission: SubmissionOf(d, rules, "", nil)})
	}
	if _, err := b.Receive(bureau, list...); err != nil {
		tb.Fatal(err)
	}
	var first, last []Decision
	for i := range n {
		for _, ind := range big.Indicators() {
			code := fmt.Sprintf("%06d", 100000+i)
			if ind.Source.Self() {
				first = append(first, initial(code, ind.No, "1", "核查"))
			} else {
				last = append(last, Decision{County: code, Indicator: ind.No, Stage: StageDirect, Score: "1", Reason: "监测"})
			}
		}
	}
	if err := b.Decide(bureau, first...); err != nil {
		tb.Fatal(err)
	}
	if err := b.Decide(commission, last...); err != nil {
		tb.Fatal(err)
	}
	return path
}

// BenchmarkOpen opens a book of 100 counties × 25 decisions and works out what holds.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{100, 2844} {
		path := many(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				book, err := Open(path, Options{ReadOnly: true})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := book.View(); err != nil {
					b.Fatal(err)
				}
				book.Close()
			}
		})
	}
}

// BenchmarkDecide decides a cell in a book of 2,844 counties × 25 decisions and works out what holds then, and the order of the cell's acts.
func BenchmarkDecide(b *testing.B) {
	book, err := Open(many(b, 2844), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	v, err := book.View()
	if err != nil {
		b.Fatal(err)
	}
	v.Steps(v.Units[0].Cells[4])
	for i := 0; b.Loop(); i++ {
		code := v.Units[i%len(v.Units)].Unit.Code
		if err := book.Decide(bureau, initial(code, 5, fmt.Sprint(i%8), "核查")); err != nil {
			b.Fatal(err)
		}
		if v, err = book.View(); err != nil {
			b.Fatal(err)
		}
		if steps := v.Steps(v.Cell(code, 5)); len(steps) < 2 {
			b.Fatal(steps)
		}
	}
}

// BenchmarkReasons lists the reasons given for an indicator after each decision in such a book, as the page does on which scores are given;
// first-ms is the first time, when nothing is remembered, list-ms each time after.
func BenchmarkReasons(b *testing.B) {
	book, err := Open(many(b, 2844), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	v, err := book.View()
	if err != nil {
		b.Fatal(err)
	}
	if err := book.Decide(bureau, initial(v.Units[0].Unit.Code, 5, "2", "核查")); err != nil {
		b.Fatal(err)
	}
	if v, err = book.View(); err != nil {
		b.Fatal(err)
	}
	v.Steps(v.Units[0].Cells[4]) // puts all acts in order
	begun := time.Now()
	v.ReasonsGiven(5)
	first, each := time.Since(begun), time.Duration(0)
	for i := 0; b.Loop(); i++ {
		if err := book.Decide(bureau, initial(v.Units[i%len(v.Units)].Unit.Code, 5, fmt.Sprint(i%8), "核查")); err != nil {
			b.Fatal(err)
		}
		if v, err = book.View(); err != nil {
			b.Fatal(err)
		}
		begun = time.Now()
		if len(v.ReasonsGiven(5)) == 0 {
			b.Fatal("no reasons")
		}
		each += time.Since(begun)
	}
	b.ReportMetric(float64(first.Microseconds())/1000, "first-ms")
	b.ReportMetric(float64(each.Microseconds())/1000/float64(b.N), "list-ms")
}
