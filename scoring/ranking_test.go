package scoring_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/scoring"
)

// judgedBook makes a rulebook of one section whose indicators have these points, each scored as it is claimed.
func judgedBook(t testing.TB, points []scoring.Points, judged []int) *scoring.Edition {
	t.Helper()
	var total scoring.Points
	var b strings.Builder
	for i, p := range points {
		total += p
		fmt.Fprintf(&b, "[[section.indicator]]\nno = %[1]d\ntitle = \"指标%[1]d\"\ntext = \"按完成情况得分。\"\npoints = \"%[2]s\"\nsource = \"county\"\n"+
			"[[section.indicator.criterion]]\nid = \"%[1]d.1\"\ntitle = \"要点\"\nquotes = [\"按完成情况得分。\"]\npoints = \"%[2]s\"\nlate = \"event\"\n"+
			"rule = { kind = \"judged\", claim = \"claimed\", points = \"%[2]s\" }\nfield = [{ key = \"claimed\", label = \"得分\", kind = \"claim\" }]\n", i+1, p)
	}
	head := strings.ReplaceAll(smallHead, `"3"`, `"`+total.String()+`"`)
	head = strings.Replace(head, "[[unit]]", "[review]\njudged = ["+strings.Trim(strings.ReplaceAll(fmt.Sprint(judged), " ", ","), "[]")+"]\n[[unit]]", 1)
	e, err := scoring.LoadEdition("x", []byte(head+b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// decided is a unit with these scores given by the assessor.
func decided(e *scoring.Edition, code string, scores []scoring.Points) scoring.Contender {
	results := make([]scoring.IndicatorResult, len(scores))
	for i, ind := range e.Indicators() {
		results[i] = scoring.IndicatorResult{Indicator: ind}.Decided(scores[i])
	}
	card := e.Tally(results)
	return scoring.Contender{Code: code, Card: &card}
}

func pointsOf(t testing.TB, words []string) []scoring.Points {
	t.Helper()
	var out []scoring.Points
	for _, w := range words {
		p, err := scoring.ParsePoints(w)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// TestRankingTable: ranks, gaps and the fewest cells, worked out by hand.
func TestRankingTable(t *testing.T) {
	type cases struct {
		e     *scoring.Edition
		units []scoring.Contender
		want  []string
	}
	var all []cases
	for _, row := range split(t, "ranking.txt", "|") {
		if head, is := strings.CutPrefix(row[1], "分值"); is {
			points, judged, _ := strings.Cut(head, "判断")
			var nos []int
			for _, w := range strings.Fields(judged) {
				no, _ := strconv.Atoi(w)
				nos = append(nos, no)
			}
			all = append(all, cases{e: judgedBook(t, pointsOf(t, strings.Fields(points)), nos)})
			continue
		}
		c := &all[len(all)-1]
		c.units = append(c.units, decided(c.e, row[1], pointsOf(t, strings.Fields(row[2]))))
		c.want = append(c.want, row[1]+" | "+strings.Join(row[3:], " | "))
	}
	gap := func(p *scoring.Points) string {
		if p == nil {
			return "无"
		}
		return p.String()
	}
	for _, c := range all {
		slices.Reverse(c.units)
		places := c.e.Rank(c.units)
		margins := c.e.Margins(places)
		var got []string
		for i, p := range places {
			fewest := 0
			if n := margins[i].Fewest(); n != nil {
				fewest = len(n.Swap)
			}
			got = append(got, fmt.Sprintf("%s | %s %d | %s %d | %s %s | %d", p.Code, p.Total, p.Rank, p.Objective, p.ObjectiveRank,
				gap(margins[i].Above), gap(margins[i].Below), fewest))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// randomUnits are units with scores that are often at an end and often alike; a veto passes mostly.
func randomUnits(e *scoring.Edition, n int, r *rand.Rand) []scoring.Contender {
	var units []scoring.Contender
	for i := range n {
		var scores []scoring.Points
		strength := r.IntN(4)
		for _, ind := range e.Indicators() {
			p := scoring.Points(r.IntN(int(ind.Max) + 1))
			switch choice := r.IntN(6); {
			case ind.Section.Apart == scoring.MayStrike && choice < 4:
				p = ind.Max
			case strength == 0:
				p /= 4
			case strength == 1:
				p = ind.Max - p/4
			case choice == 0:
				p = ind.Max
			case choice == 1:
				p = 0
			case choice == 2 && len(units) > 0:
				p = units[len(units)-1].Card.Indicators[ind.No-1].Score
			}
			scores = append(scores, p)
		}
		units = append(units, decided(e, fmt.Sprintf("U%03d", n-i), scores))
	}
	if n > 2 && r.IntN(2) == 0 {
		units[0].Card = units[n-1].Card // a tie
	}
	return units
}

// TestRanks against the definition: one more than those that are better; within a tie by code; the objective rank by what is left.
func TestRanks(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	e := judgedBook(t, []scoring.Points{3, 2, 5, 1}, []int{2, 4})
	for range 400 {
		units := randomUnits(e, 1+r.IntN(9), r)
		places := e.Rank(units)
		if len(places) != len(units) {
			t.Fatalf("%d of %d", len(places), len(units))
		}
		for i, p := range places {
			better, objectively := 0, 0
			objective := func(c *scoring.Scorecard) scoring.Points { return c.Indicators[0].Score + c.Indicators[2].Score }
			for _, u := range units {
				if u.Card.Sum() > p.Card.Sum() {
					better++
				}
				if objective(u.Card) > objective(p.Card) {
					objectively++
				}
			}
			if p.Rank != better+1 || p.ObjectiveRank != objectively+1 || p.Total != p.Card.Sum() || p.Objective != objective(p.Card) {
				t.Fatalf("%+v: %d better, %d objectively", p, better, objectively)
			}
			if i > 0 && (places[i-1].Rank > p.Rank || places[i-1].Rank == p.Rank && places[i-1].Code > p.Code) {
				t.Fatalf("%s before %s", places[i-1].Code, p.Code)
			}
		}
	}
}

// rankedBooks are the rulebooks margins are tried with: a plain one, and every one that makes more of the points than to add them up.
func rankedBooks(t *testing.T) map[string]*scoring.Edition {
	out := map[string]*scoring.Edition{"plain": judgedBook(t, []scoring.Points{2, 2, 2, 2}, nil)}
	maps.Copy(out, parts(t))
	return out
}

// changed is a unit with some of its cells at other scores.
func changed(e *scoring.Edition, c scoring.Contender, scores map[int]scoring.Points) scoring.Points {
	if len(scores) == 0 {
		return c.Card.Sum()
	}
	results := slices.Clone(c.Card.Indicators)
	for no, p := range scores {
		results[no-1] = results[no-1].Decided(p)
	}
	return e.Tally(results).Sum()
}

// extremes lists every total that a unit can come to by putting exactly these cells to 0 or to their points: as every total goes one way with
// each of its cells, no score between takes it farther.
func extremes(e *scoring.Edition, c scoring.Contender, cells []int) []scoring.Points {
	var out []scoring.Points
	for mask := range 1 << len(cells) {
		scores := map[int]scoring.Points{}
		for i, no := range cells {
			if scores[no] = 0; mask>>i&1 == 1 {
				scores[no] = e.Indicator(no).Max
			}
		}
		out = append(out, changed(e, c, scores))
	}
	return out
}

// rawReach is, for k cells, the lowest and the highest total, by trying all sets of them.
func rawReach(e *scoring.Edition, c scoring.Contender) (low, high []scoring.Points) {
	n := len(e.Indicators())
	low, high = make([]scoring.Points, n+1), make([]scoring.Points, n+1)
	for k := range low {
		low[k], high[k] = c.Card.Sum(), c.Card.Sum()
	}
	for mask := range 1 << n {
		var cells []int
		for i := range n {
			if mask>>i&1 == 1 {
				cells = append(cells, i+1)
			}
		}
		for _, total := range extremes(e, c, cells) {
			low[len(cells)], high[len(cells)] = min(low[len(cells)], total), max(high[len(cells)], total)
		}
	}
	return low, high
}

// oracle is the fewest cells that put one unit of a ranking the other way round with a neighbour of a side, over all such neighbours; 0 for none.
func oracle(places []scoring.Place, low, high [][]scoring.Points, i int, side scoring.Side) int {
	fewest := 0
	for j := range places {
		if j == i || !beside(places, i, j, side) {
			continue
		}
		for a := range low[i] {
			for b := range low[j] {
				up, down := high[i][a] > low[j][b], high[j][b] > low[i][a]
				if passed := side != scoring.Worse && up || side != scoring.Better && down; passed && (fewest == 0 || a+b < fewest) {
					fewest = a + b
				}
			}
		}
	}
	return fewest
}

// beside reports whether a place is a neighbour of another on a side.
func beside(places []scoring.Place, i, j int, side scoring.Side) bool {
	for k := range places {
		between := places[k].Total < max(places[i].Total, places[j].Total) && places[k].Total > min(places[i].Total, places[j].Total)
		if between {
			return false
		}
	}
	return side == map[int]scoring.Side{-1: scoring.Better, 0: scoring.Level, 1: scoring.Worse}[cmp.Compare(places[i].Total, places[j].Total)]
}

// TestMargins against trying every set of cells: sorting by room finds the smallest sets, for sums as for weights, bounded sections and vetoes.
func TestMargins(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 2))
	swaps := map[int]int{}
	for name, e := range rankedBooks(t) {
		for range map[bool]int{true: 80, false: 5}[len(e.Indicators()) < 5] {
			places := e.Rank(randomUnits(e, 2+r.IntN(4), r))
			low, high := make([][]scoring.Points, len(places)), make([][]scoring.Points, len(places))
			for i, p := range places {
				low[i], high[i] = rawReach(e, p.Contender)
			}
			for i, m := range e.Margins(places) {
				sides := map[scoring.Side]bool{}
				for _, n := range m.Neighbours {
					sides[n.Side] = true
					if want := oracle(places, low, high, i, n.Side); want != len(n.Swap) {
						t.Fatalf("%s: %s and %s (%s): %v, by enumeration %d", name, places[i].Code, n.Code, n.Side, n.Swap, want)
					}
					swaps[len(n.Swap)]++
					proveSwap(t, e, places, i, n)
				}
				for _, side := range []scoring.Side{scoring.Level, scoring.Better, scoring.Worse} {
					if has := slices.ContainsFunc(places, func(p scoring.Place) bool {
						j := slices.IndexFunc(places, func(q scoring.Place) bool { return q.Code == p.Code })
						return j != i && beside(places, i, j, side)
					}); has != sides[side] {
						t.Fatalf("%s: %s has a neighbour %s: %v", name, places[i].Code, side, has)
					}
				}
			}
		}
	}
	if swaps[1] == 0 || swaps[2] == 0 || swaps[3] == 0 || swaps[4] == 0 {
		t.Errorf("sets of cells by size: %v", swaps)
	}
}

// proveSwap carries a swap out: it names cells of the two units, each once, and puts them the other way round.
func proveSwap(t *testing.T, e *scoring.Edition, places []scoring.Place, i int, n scoring.Neighbour) {
	t.Helper()
	if n.Swap == nil {
		return
	}
	j := slices.IndexFunc(places, func(p scoring.Place) bool { return p.Code == n.Code })
	cells := map[string][]int{}
	for _, ref := range n.Swap {
		if slices.Contains(cells[ref.Code], ref.Indicator) {
			t.Fatalf("%v is named twice", ref)
		}
		cells[ref.Code] = append(cells[ref.Code], ref.Indicator)
	}
	own, other := cells[places[i].Code], cells[n.Code]
	if len(own)+len(other) != len(n.Swap) || j < 0 {
		t.Fatalf("%v is not of %s and %s", n.Swap, places[i].Code, n.Code)
	}
	mine, theirs := extremes(e, places[i].Contender, own), extremes(e, places[j].Contender, other)
	up, down := slices.Max(mine) > slices.Min(theirs), slices.Max(theirs) > slices.Min(mine)
	if n.Side != scoring.Worse && up || n.Side != scoring.Better && down {
		return
	}
	t.Fatalf("%v does not put %s and %s the other way round", n.Swap, places[i].Code, n.Code)
}

// TestNoScoreBetweenIsFarther: every score of every cell, so that nothing rests on the ends alone.
func TestNoScoreBetweenIsFarther(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 3))
	for name, e := range rankedBooks(t) {
		for range 12 {
			u := randomUnits(e, 1, r)[0]
			for _, ind := range e.Indicators() {
				ends := extremes(e, u, []int{ind.No})
				for p := scoring.Points(0); p <= ind.Max; p += 1 + ind.Max/50 {
					if total := changed(e, u, map[int]scoring.Points{ind.No: p}); total < slices.Min(ends) || total > slices.Max(ends) {
						t.Fatalf("%s: %d at %s gives %s, at the ends %v", name, ind.No, p, total, ends)
					}
				}
			}
		}
	}
}

// TestManyUnits: with as many units as there are counties, and more ties than numbers, all is found, and the whole of 名次余量 of a unit is as if
// it were ranked with its neighbours alone.
func TestManyUnits(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 4))
	e := edition2017(t)
	places := e.Rank(randomUnits(e, 2844, r))
	margins := e.Margins(places)
	for range 20 {
		i := 1 + r.IntN(len(places)-2)
		from, to := i, i
		for from > 0 && places[from-1].Total == places[i].Total {
			from--
		}
		for to < len(places)-1 && places[to+1].Total == places[i].Total {
			to++
		}
		from, to = max(0, from-1), min(len(places)-1, to+1)
		for from > 0 && places[from-1].Total == places[from].Total {
			from--
		}
		for to < len(places)-1 && places[to+1].Total == places[to].Total {
			to++
		}
		few := e.Margins(places[from : to+1])[i-from]
		if !reflect.DeepEqual(few, margins[i]) {
			t.Errorf("%s alone %+v, among all %+v", places[i].Code, few, margins[i])
		}
	}
}
