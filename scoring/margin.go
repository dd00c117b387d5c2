package scoring

// Margin says how firm a rank is (名次余量).
type Margin struct {
	Above, Below *Points // the gap to the next better and the next worse total, nil where there is none
	// Neighbours are those it could change places with: one of its tie, one with the next better total, one with the next worse; of several
	// the one that takes the fewest cells.
	Neighbours []Neighbour
}

// Side is where a neighbour stands.
type Side string

// The sides.
const (
	Level  Side = "level" // the same total
	Better Side = "better"
	Worse  Side = "worse"
)

// Neighbour is a unit next to another, and what would put them the other way round; of a tie, what would put one before the other.
type Neighbour struct {
	Code string
	Side Side
	Gap  Points
	// Swap is a smallest set of cells, of either unit, whose change, each within 0 and its points, does so; nil where no change can.
	Swap []CellRef
}

// CellRef names a unit's indicator.
type CellRef struct {
	Code      string
	Indicator int
}

// Fewest is the neighbour that changes places by the fewest cells, nil where none can.
func (m Margin) Fewest() *Neighbour {
	var fewest *Neighbour
	for i, n := range m.Neighbours {
		if n.Swap != nil && (fewest == nil || len(n.Swap) < len(fewest.Swap)) {
			fewest = &m.Neighbours[i]
		}
	}
	return fewest
}

// Margins says for every place of a ranking how firm it is, in the same order. A total is compared with the next better and the next worse one
// only, all units that have it at once, so that many units take no longer than a few, each.
func (e *Edition) Margins(places []Place) []Margin {
	out := make([]Margin, 0, len(places))
	ties := e.ties(places)
	for g := range ties {
		here := &ties[g]
		for i := range here.places {
			var m Margin
			if len(here.places) > 1 {
				m.Neighbours = append(m.Neighbours, here.level(i))
			}
			if g > 0 {
				n := here.better(i, &ties[g-1])
				m.Above, m.Neighbours = &n.Gap, append(m.Neighbours, n)
			}
			if g+1 < len(ties) {
				n := here.worse(i, &ties[g+1])
				m.Below, m.Neighbours = &n.Gap, append(m.Neighbours, n)
			}
			out = append(out, m)
		}
	}
	return out
}

// tie are all units of one total, how far each can go and how far any of them, and what gives each another total.
type tie struct {
	places   []Place
	up, down []reach
	highest  front
	lowest   front
	moves    [][]CellRef // nil where nothing does
	mover    int         // that with the fewest of them
}

// ties divides a ranking by totals.
func (e *Edition) ties(places []Place) []tie {
	var out []tie
	for from := 0; from < len(places); {
		to := from + 1
		for to < len(places) && places[to].Total == places[from].Total {
			to++
		}
		out = append(out, e.tie(places[from:to]))
		from = to
	}
	return out
}

func (e *Edition) tie(places []Place) tie {
	t := tie{places: places}
	for i := range places {
		card := places[i].Card
		t.up, t.down = append(t.up, e.reach(card, true)), append(t.down, e.reach(card, false))
		t.moves = append(t.moves, t.moving(i))
		if best := t.moves[t.mover]; t.moves[i] != nil && (best == nil || len(t.moves[i]) < len(best)) {
			t.mover = i
		}
	}
	t.highest, t.lowest = frontOf(places, t.up, true), frontOf(places, t.down, false)
	return t
}

// alone is how far one unit of the tie goes.
func (t *tie) alone(i int, up bool) front {
	reaches := t.down
	if up {
		reaches = t.up
	}
	return frontOf(t.places[i:i+1], reaches[i:i+1], up)
}

// better is the neighbour above.
func (t *tie) better(i int, above *tie) Neighbour {
	n := Neighbour{Code: above.places[0].Code, Side: Better, Gap: above.places[0].Total - t.places[i].Total}
	own := t.alone(i, true)
	if up, down, ok := pass(own, above.lowest); ok {
		n.Code, n.Swap = above.lowest.code(down), append(own.refs(up), above.lowest.refs(down)...)
	}
	return n
}

// worse is the neighbour below.
func (t *tie) worse(i int, below *tie) Neighbour {
	n := Neighbour{Code: below.places[0].Code, Side: Worse, Gap: t.places[i].Total - below.places[0].Total}
	own := t.alone(i, false)
	if up, down, ok := pass(below.highest, own); ok {
		n.Code, n.Swap = below.highest.code(up), append(own.refs(down), below.highest.refs(up)...)
	}
	return n
}

// level is the neighbour in the tie. Where cells of both units would part them, those of one that moves are enough, as the other stays where it
// is: so what moves by the fewest cells is taken, the place itself or another.
func (t *tie) level(i int) Neighbour {
	partner, swap := 0, t.moves[i]
	if i == 0 {
		partner = 1
	}
	if best := t.moves[t.mover]; best != nil && (swap == nil || len(best) < len(swap)) {
		partner, swap = t.mover, best
	}
	return Neighbour{Code: t.places[partner].Code, Side: Level, Swap: swap}
}

// moving are the fewest cells that give a unit another total, nil where none do.
func (t *tie) moving(i int) []CellRef {
	up, down := t.up[i].first(t.places[i].Total), t.down[i].first(t.places[i].Total)
	switch {
	case up > 0 && (down == 0 || up <= down):
		return t.alone(i, true).refs(up)
	case down > 0:
		return t.alone(i, false).refs(down)
	}
	return nil
}

// front is how far any of several units goes by so many of its cells, and which of them that is.
type front struct {
	places  []Place
	reaches []reach
	far     []int
}

func frontOf(places []Place, reaches []reach, up bool) front {
	f := front{places: places, reaches: reaches}
	for _, r := range reaches {
		for len(f.far) < len(r.after) {
			f.far = append(f.far, 0)
		}
	}
	for k := range f.far {
		for i, r := range reaches {
			if far := f.after(k); up && r.at(k) > far || !up && r.at(k) < far {
				f.far[k] = i
			}
		}
	}
	return f
}

func (f front) after(k int) Points { return f.reaches[f.far[k]].at(k) }
func (f front) code(k int) string  { return f.places[f.far[k]].Code }

// refs names the cells that bring the front so far.
func (f front) refs(k int) []CellRef {
	r := f.reaches[f.far[k]]
	var out []CellRef
	for _, no := range r.cells[min(k, len(r.cells)-1)] {
		out = append(out, CellRef{f.code(k), no})
	}
	return out
}

// pass finds with how few cells together one front comes to stand above another: so many of the one, so many of the other.
func pass(up, down front) (ups, downs int, ok bool) {
	fewest := len(up.far) + len(down.far)
	for i := range up.far {
		for j := 0; j < len(down.far) && i+j < fewest; j++ {
			if up.after(i) > down.after(j) {
				ups, downs, ok, fewest = i, j, true, i+j
			}
		}
	}
	return ups, downs, ok
}
