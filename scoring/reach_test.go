package scoring

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ManyParts is a rulebook with all that keeps a total from being a sum: two groups, a bonus and a penalty section whose cells have more room
// together than counts, indicators that may be left out, and two vetoes that set all to 0.
func ManyParts(t testing.TB) *Edition {
	t.Helper()
	var b strings.Builder
	b.WriteString("id = \"x-1\"\ntitle = \"考核\"\nyear = 2017\ntotal = \"1\"\nself_total = \"1\"\nself_deadline = \"2018-01-29\"\nresult_deadline = \"2018-02-05\"\n" +
		"[veto]\nzero = true\n[[group]]\nname = \"共性\"\nweight = \"70\"\n[[group]]\nname = \"个性\"\nweight = \"30\"\n")
	no := 0
	for _, s := range []struct{ head, each, indicators string }{
		{"group = \"共性\"\npoints = \"0.6\"", "", "0.3 0.3"},
		{"group = \"个性\"\npoints = \"0.4\"", "absent = \"renormalise\"\n", "0.3 0.1"},
		{"apart = \"bonus\"\ncap = \"20\"\npoints = \"40\"", "", "20 20"},
		{"apart = \"penalty\"\ncap = \"30\"\npoints = \"60\"", "", "30 30"},
		{"apart = \"veto\"\npoints = \"2\"", "", "1 1"},
	} {
		fmt.Fprintf(&b, "[[section]]\nno = \"一\"\ntitle = \"一类\"\n%s\n", s.head)
		for _, points := range strings.Fields(s.indicators) {
			no++
			fmt.Fprintf(&b, "[[section.indicator]]\nno = %[1]d\ntitle = \"指标%[1]d\"\ntext = \"按完成情况得分。\"\npoints = \"%[2]s\"\nsource = \"county\"\n%[3]s"+
				"[[section.indicator.criterion]]\nid = \"%[1]d.1\"\ntitle = \"要点\"\nquotes = [\"按完成情况得分。\"]\npoints = \"%[2]s\"\nlate = \"event\"\n"+
				"rule = { kind = \"judged\", claim = \"claimed\", points = \"%[2]s\" }\nfield = [{ key = \"claimed\", label = \"得分\", kind = \"claim\" }]\n", no, points, s.each)
		}
	}
	e, err := LoadEdition("x", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// anyCard is a card with scores that are often at an end, and now and then an indicator left out.
func anyCard(e *Edition, r *rand.Rand) Scorecard {
	results := make([]IndicatorResult, len(e.indicators))
	for i, ind := range e.indicators {
		results[i] = IndicatorResult{Indicator: ind, Status: NotAsked}
		if ind.Absent == LeftOut && r.IntN(4) == 0 {
			continue
		}
		p := []Points{0, ind.Max, Points(r.IntN(int(ind.Max) + 1)), Points(r.IntN(int(ind.Max) + 1))}[r.IntN(4)]
		if ind.Section.Apart == MayStrike && r.IntN(3) > 0 {
			p = ind.Max
		}
		results[i] = results[i].Decided(p)
	}
	return e.Tally(results)
}

// tried is, for every number of cells, the farthest total by trying every set of so many, each at both its ends.
func tried(e *Edition, card Scorecard, up bool) []Points {
	out := []Points{card.Sum()}
	var try func(results []IndicatorResult, from, k int)
	try = func(results []IndicatorResult, from, k int) {
		for i := from; i < len(results); i++ {
			if results[i].leftOut() {
				continue
			}
			for _, p := range []Points{0, results[i].Indicator.Max} {
				next := slices.Clone(results)
				next[i] = next[i].Decided(p)
				if len(out) == k {
					out = append(out, out[0])
				}
				total := e.Tally(next)
				if sum := total.Sum(); up && sum > out[k] || !up && sum < out[k] {
					out[k] = sum
				}
				if k < 3 {
					try(next, i+1, k+1)
				}
			}
		}
	}
	try(card.Indicators, 0, 1)
	for k := 1; k < len(out); k++ { // one that changes nothing is no hindrance
		if up {
			out[k] = max(out[k], out[k-1])
		} else {
			out[k] = min(out[k], out[k-1])
		}
	}
	return out
}

// TestReach against trying all sets of up to three cells: so far and no farther, and by the cells it names.
func TestReach(t *testing.T) {
	books := map[string]*Edition{"many parts": ManyParts(t)}
	files, _ := filepath.Glob("testdata/parts/*.toml")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if books[name], err = LoadEdition(name, data); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(12, 6))
	for name, e := range books {
		for range map[bool]int{true: 25, false: 5}[name == "many parts"] {
			card := anyCard(e, r)
			for _, up := range []bool{true, false} {
				got := e.reach(&card, up)
				for k, want := range tried(e, card, up) {
					if got.at(k) != want {
						t.Fatalf("%s: up %v, %d cells: %s, by trying %s (%s)", name, up, k, got.at(k), want, card.Overall.Words)
					}
				}
				proveReach(t, e, card, got, up)
			}
		}
	}
}

// proveReach moves the cells that a reach names all the way, and comes to the total it says.
func proveReach(t *testing.T, e *Edition, card Scorecard, got reach, up bool) {
	t.Helper()
	for k, cells := range got.cells {
		results := slices.Clone(card.Indicators)
		for _, no := range cells {
			p := Points(0)
			if apart := results[no-1].Indicator.Section.Apart; up == (apart != TakesOff) {
				p = results[no-1].Indicator.Max
			}
			results[no-1] = results[no-1].Decided(p)
		}
		moved := e.Tally(results)
		if moved.Sum() != got.after[k] || len(cells) > k {
			t.Fatalf("up %v: %v bring %s, not %s", up, cells, moved.Sum(), got.after[k])
		}
	}
}
