package review

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"zicha/forms"
	"zicha/scoring/soak"
)

// anybody is a reviewer of a copy who does anything that the program offers, in any order, by clocks that run as they like.
type anybody struct {
	*rand.Rand
	t     *testing.T
	books []*Book
	scan  string
}

// act does one act in a book; many are refused, and that is as good.
func (r *anybody) act(b *Book) {
	acts := []func(*Book, *View, Person){r.decide, r.decide, r.decide, r.onCell, r.onCell, r.comesIn, r.comesIn, r.figure, r.figure, r.ruling, r.falseMaterial, r.falseMaterial, r.result, r.besides}
	acts[r.IntN(len(acts))](b, view(r.t, b), []Person{bureau, commission}[r.IntN(2)])
}

func (r *anybody) cell() (county string, no int) {
	return []string{"341621", "341622"}[r.IntN(2)], []int{3, 5, 11, 23}[r.IntN(4)]
}

func (r *anybody) decide(b *Book, v *View, _ Person) {
	county, no := r.cell()
	d := Decision{County: county, Indicator: no, Stage: StageDirect, Score: fmt.Sprint(r.IntN(2)), Reason: "看过"}
	p := commission
	if c := v.Cell(county, no); c.Indicator.Source.Self() {
		if d.Stage = StageConfirmed; c.State != InitiallyScored {
			p, d.Stage = bureau, StageInitial
		}
	}
	_ = b.Decide(p, d)
}

func (r *anybody) onCell(b *Book, v *View, p Person) {
	county, no := r.cell()
	switch r.IntN(5) {
	case 0:
		_ = b.Withdraw(p, county, no, "再看")
	case 1:
		_ = b.Return(p, county, no, "缺材料")
	case 2:
		_, _ = b.Uphold(p, county, "照旧", no)
	case 3:
		_, _ = b.Uphold(p, county, "照旧")
	default:
		_, _ = b.Undo(p)
	}
}

func (r *anybody) comesIn(b *Book, _ *View, p Person) {
	county, no := r.cell()
	_, err := b.Receive(p, version(r.t, county, 1+r.IntN(3), forms.Change{Path: forms.NarrativePath(fmt.Sprint(no)), New: fmt.Sprint("写法", r.IntN(3))}))
	must(r.t, err)
}

func (r *anybody) figure(b *Book, _ *View, p Person) {
	county, _ := r.cell()
	f := []Figure{{Field: "11.1.standard", Value: fmt.Sprint(50 + r.IntN(2))}, {Field: "11.1.updated", Value: "37"}, {Field: "23.1.3.incentive", Value: "甲"}}[r.IntN(3)]
	if f.County = county; r.IntN(4) == 0 {
		f.Value = ""
	}
	_, err := b.SetFigures(p, f)
	must(r.t, err)
}

func (r *anybody) ruling(b *Book, _ *View, p Person) {
	rule := []string{"", "kind = \"bands\"\ncount = \"departments\"\nbands = [{ from = \"30\", points = \"5\" }, { from = \"0\", points = \"1\" }]"}[r.IntN(2)]
	effect, err := b.Rule(p, "10.1", "从严", rule)
	if r.IntN(3) == 0 {
		effect, err = b.Unrule(p, "10.1", "不用了")
	}
	if err == nil {
		must(r.t, b.Apply(effect))
	}
}

func (r *anybody) falseMaterial(b *Book, v *View, p Person) {
	county, no := r.cell()
	a := CaseAct{County: county, Indicator: no, Step: CaseOpened, Text: "线索", Second: "丙"}
	if n := len(v.Cases); n > 0 && r.IntN(5) > 0 {
		a.ID, a.Step = v.Cases[r.IntN(n)].ID, []string{CaseChecked, CaseTold, CaseVoided, CaseVoided, CaseDropped}[r.IntN(5)]
		a.Evidence = r.grounds(b, v, a.ID)
	}
	_, _ = b.Case(p, a)
}

func (r *anybody) result(b *Book, v *View, p Person) {
	switch r.IntN(3) {
	case 0:
		var list []Waiver
		for _, l := range v.blockers() {
			list = append(list, Waiver{l.Key, "不等"})
		}
		_, _, err := b.Finalize(r.t.Context(), p, list...)
		must(r.t, err)
	case 1:
		_ = b.Approve(p, "", fmt.Sprintf("2018-02-%02d", 1+r.IntN(3)), "文")
	default:
		_ = r.choose(b, v)
	}
}

func (r *anybody) besides(b *Book, _ *View, p Person) {
	if county, no := r.cell(); r.IntN(2) == 0 {
		_, _ = b.Inspect(r.t.Context(), p, Scan{County: county, Indicator: no, Text: "看过", Path: r.scan})
	} else {
		_ = b.Dismiss(p, "00000000000000ab", []string{"疑", ""}[r.IntN(2)], "无妨")
	}
}

func (r *anybody) grounds(b *Book, v *View, id string) []string {
	for _, e := range b.Events() {
		for _, c := range v.Cases {
			if c.ID == id && e.Kind == Inspected && e.County == c.County {
				return []string{e.Content}
			}
		}
	}
	return nil
}

// choose settles something that is to be settled.
func (r *anybody) choose(b *Book, v *View) error {
	var list []*Event
	for _, u := range v.Units {
		if list = append(list, u.Rivals...); len(u.Rivals) > 0 {
			list = append(list, u.Received)
		}
		for _, c := range u.Cells {
			list = append(list, c.Conflict...)
		}
	}
	for _, d := range v.Disputes {
		list = append(list, d.Events...)
	}
	if len(list) == 0 {
		return refuse("nothing")
	}
	return b.Choose(commission, list[r.IntN(len(list))].ID, "核对过")
}

func (r *anybody) join(into, from *Book) error {
	plan, err := into.PlanJoin(from)
	if err != nil {
		return err
	}
	return into.Join(bureau, plan)
}

// same wants that a book says what its events say when they are read anew, in their order too.
func (r *anybody) same(b *Book) {
	r.t.Helper()
	v := view(r.t, b)
	l := b.ledger.judge(b.sound)
	if !slices.Equal(b.ledger.All(), l.All()) {
		r.t.Fatal("the order of the events is another")
	}
	anew, err := b.viewOf(l)
	must(r.t, err)
	if !reflect.DeepEqual(anew.Ranking(), v.Ranking()) || !reflect.DeepEqual(anew.Rulings, v.Rulings) || !reflect.DeepEqual(anew.blockers(), v.blockers()) {
		r.t.Fatal("ranks, rulings or blockers are others when they are worked out anew")
	}
	for i, u := range anew.Units {
		got := v.Units[i]
		if !reflect.DeepEqual(u, got) {
			r.t.Fatalf("%s: %+v, worked out anew %+v", u.Unit.Name, got, u)
		}
		for k, c := range u.Cells {
			if !reflect.DeepEqual(anew.Steps(c), v.Steps(got.Cells[k])) {
				r.t.Fatal("steps")
			}
		}
	}
}

// Whatever is done in whatever order, what a book says after it is what its events say when they are read anew; and two copies that have taken
// each other in say the same.
func TestFollowsWhateverIsDone(t *testing.T) {
	for seed := range soak.Times(1, 300) {
		a := newBookAt(t)
		receive(t, a, version(t, "341621", 1))
		r := &anybody{Rand: rand.New(rand.NewPCG(uint64(seed), 12)), t: t, books: []*Book{a, copyOf(t, a)}}
		r.scan = filepath.Join(t.TempDir(), "核查.pdf")
		must(t, os.WriteFile(r.scan, []byte("scan"), 0o600))
		for range soak.Times(40, 60) {
			at := r.IntN(2)
			b := r.books[at]
			b.now = func() time.Time { return time.Date(2018, 2, 1+r.IntN(28), 0, 0, 0, 0, time.UTC) }
			if r.IntN(12) == 0 {
				must(t, r.join(b, r.books[1-at]))
			} else {
				r.act(b)
			}
			r.same(b)
		}
		must(t, r.join(r.books[0], r.books[1]))
		must(t, r.join(r.books[1], r.books[0]))
		x, y := view(t, r.books[0]), view(t, r.books[1])
		if !reflect.DeepEqual(x.Ranking(), y.Ranking()) || !reflect.DeepEqual(x.Figures, y.Figures) || !reflect.DeepEqual(x.Cases, y.Cases) {
			t.Fatalf("seed %d: two copies that hold the same say different things", seed)
		}
	}
}
