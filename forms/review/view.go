package review

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"zicha/scoring"
)

// View is what holds in a book at a moment, computed from its events. It is not changed afterwards.
type View struct {
	Edition  *scoring.Edition // with the rulings in force
	Units    []*UnitView      // the edition's units in its order
	Rulings  []Ruling         // in force, by criterion
	Cases    []Case
	Figures  []Figure
	Disputes []Dispute

	ledger  *Ledger
	reasons *reasonMemory
	places  func() []scoring.Place // the ranking, worked out when it is asked for
	rules   string                 // the hash of Edition
	byCode  map[string]*UnitView
	hashes  []string                    // of the indicators' rules
	ruled   map[int]string              // by indicator: the rulings on it
	figured map[string]map[int][]string // by county and indicator: "11.1.standard=50"
}

// UnitView is a county.
type UnitView struct {
	Unit     scoring.Unit
	Received *Event   // the version that holds, nil where none came in or its content is lost
	Lost     *Event   // the version that would hold if the book had its content, see Repair
	Rivals   []*Event // other versions of the same number that came in elsewhere
	Version  int
	Code     string // its comparison code
	Cells    []*Cell
	Card     scoring.Scorecard // with what counts in each cell
	Total    scoring.Points
	Open     int // cells 未核定

	own     scoring.Answers // the county's answers with the city's figures, only where those are asked
	figures scoring.Answers // the city's figures alone
}

// Cell is a county's indicator.
type Cell struct {
	County    string
	Indicator *scoring.Indicator
	State     State
	Under     State           // what a 待复看 was before
	Conflict  []*Event        // acts that contradict each other, none mostly
	Claim     *scoring.Points // recomputed from the county's fields, nil where it has none
	ClaimText string
	Initial   *scoring.Points
	Confirmed *scoring.Points
	Act       *Event // the act that made it so
	Heads     []*Event
	Facts     string          // hash of today's
	Reckoned  *scoring.Points // by the rules: what counts while nothing is decided
	Score     scoring.Points  // what counts
	Decided   bool            // Score was given by the city
	Absent    bool            // 不涉及

	standing standing
	scores   [3]scoring.Points // what Claim, Initial and Confirmed point at
}

// Why is the reason a cell stands as it does: of the act that made it so, or, where confirming gave none, of the 初评 it confirms.
func (c *Cell) Why() string {
	switch {
	case c.Act == nil:
		return ""
	case c.Act.Reason == "" && c.State == ConfirmedState && c.standing.initial != nil:
		return c.standing.initial.Reason
	}
	return c.Act.Reason
}

// View computes what holds.
func (b *Book) View() (*View, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current()
}

func (b *Book) current() (*View, error) {
	var err error
	switch v := b.view; {
	case v == nil:
		b.view, err = b.viewOf(b.ledger)
	case len(b.since) > 0:
		b.view, err = b.follow(v, b.since)
	}
	if err != nil {
		b.view = nil
		return nil, err
	}
	b.since = nil
	return b.view, nil
}

// viewOf computes what holds by a ledger, the book's own or one that is tried.
func (b *Book) viewOf(l *Ledger) (*View, error) {
	return b.viewTelling(context.Background(), l, nil)
}

// viewTelling is viewOf that can be cancelled and tells how many counties are done; told may be nil.
func (b *Book) viewTelling(ctx context.Context, l *Ledger, told func(done, total int)) (*View, error) {
	v := &View{ledger: l, Rulings: l.rulings(), Cases: l.cases(), Figures: l.figures(), Disputes: l.disputes(), byCode: map[string]*UnitView{}}
	v.reasons = &reasonMemory{of: map[int][]cellReasons{}}
	var err error
	if v.Edition, err = b.ruled(v.Rulings); err != nil {
		return nil, err
	}
	w := &viewing{View: v, book: b}
	v.rules, v.ruled, v.hashes = v.Edition.Hash(), map[int]string{}, indicatorHashes(v.Edition)
	for _, r := range v.Rulings {
		if c := v.Edition.Criterion(r.Criterion); c != nil {
			w.ruled[c.Indicator.No] += hashOf(r.Criterion, r.Text, r.Rule)
		}
	}
	w.arrangeFigures()
	for i, unit := range v.Edition.Units {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if told != nil {
			told(i, len(v.Edition.Units))
		}
		u, err := w.unit(unit)
		if err != nil {
			return nil, err
		}
		v.Units = append(v.Units, u)
		v.byCode[unit.Code] = u
	}
	v.void()
	v.average()
	for _, u := range v.Units {
		u.sum(v.Edition)
	}
	v.places = sync.OnceValue(v.rank)
	return v, nil
}

// void takes 该项不得分 off the cases whose cell does not say so any more: it was taken back.
func (v *View) void() {
	for i, c := range v.Cases {
		cell := v.Cell(c.County, c.Indicator)
		v.Cases[i].ends(c.Void && cell != nil && cell.standing.state == VoidedState && cell.standing.act.Subject == c.ID)
	}
}

// Unit finds a county by its code or its name, nil where the edition has none such.
func (v *View) Unit(codeOrName string) *UnitView {
	if u := v.byCode[codeOrName]; u != nil {
		return u
	}
	for _, u := range v.Units {
		if u.Unit.Name == codeOrName {
			return u
		}
	}
	return nil
}

// viewing is a view under way.
type viewing struct {
	*View
	book    *Book
	answers map[string]scoring.Answers // the city's figures by county
}

// arrangeFigures puts the city's figures where they are looked for.
func (w *viewing) arrangeFigures() {
	w.figured, w.answers = map[string]map[int][]string{}, map[string]scoring.Answers{}
	for _, f := range w.Figures {
		c, field := w.Edition.FieldNamed(f.Field)
		if c == nil {
			continue
		}
		if w.figured[f.County] == nil {
			w.figured[f.County], w.answers[f.County] = map[int][]string{}, scoring.Answers{}
		}
		w.figured[f.County][c.Indicator.No] = append(w.figured[f.County][c.Indicator.No], f.Field+"="+f.Value)
		w.answers[f.County][c.ID] = c.Enter(w.answers[f.County][c.ID], field, f.Value)
	}
}

// unit works a county out but for averages and the total.
func (w *viewing) unit(unit scoring.Unit) (*UnitView, error) {
	u := &UnitView{Unit: unit, figures: w.answers[unit.Code]}
	d, err := w.received(u)
	if err != nil {
		return nil, err
	}
	reckoned, err := w.reckoned(u)
	if err != nil {
		return nil, err
	}
	cells := make([]Cell, len(w.hashes))
	u.Cells = make([]*Cell, len(cells))
	for i, ind := range w.Edition.Indicators() {
		c := &cells[i]
		c.County, c.Indicator, c.ClaimText = unit.Code, ind, "未报送"
		facts := ""
		switch {
		case u.Lost != nil:
			c.ClaimText = "内容缺失"
		case u.Received != nil:
			facts, c.ClaimText, c.Absent = d.Facts[i], d.Texts[i], slices.Contains(d.Absent, ind.No)
			c.Claim = parsed(d.Points[i], &c.scores[0])
		}
		c.Facts = w.factsOf(unit.Code, ind.No, facts)
		c.Reckoned = c.Claim
		if r, ok := reckoned[ind.No]; ok {
			c.Reckoned = r
		}
		w.decide(u, c)
		u.Cells[i] = c
	}
	return u, nil
}

// parsed reads points into a place, nil where there are none.
func parsed(text string, into *scoring.Points) *scoring.Points {
	p, err := scoring.ParsePoints(text)
	if err != nil {
		return nil
	}
	*into = p
	return into
}

// reckoned scores, by indicator, what the claim does not say: what the city holds by the city's figures, and an indicator of the county's
// that has such a field by both.
func (w *viewing) reckoned(u *UnitView) (map[int]*scoring.Points, error) {
	out := map[int]*scoring.Points{}
	var card scoring.Scorecard
	if u.figures != nil {
		card = w.Edition.Score(u.figures)
	}
	mixed := false
	for i, ind := range w.Edition.Indicators() {
		switch {
		case ind.Source.Self():
			mixed = mixed || len(w.figured[u.Unit.Code][ind.No]) > 0
		case u.figures != nil && card.Indicators[i].Known:
			out[ind.No] = &card.Indicators[i].Score
		default:
			out[ind.No] = nil
		}
	}
	if !mixed || u.Received == nil {
		return out, nil
	}
	s, err := w.book.submission(u.Received.Content)
	if err != nil {
		return nil, err
	}
	u.own = s.Dossier(w.Edition).Answers()
	for id, a := range u.figures {
		for key, value := range a.Values {
			if c := w.Edition.Criterion(id); c != nil && c.Indicator.Source.Self() {
				merged := scoring.Answer{Values: map[string]string{}, Register: u.own[id].Register}
				for k, v := range u.own[id].Values {
					merged.Values[k] = v
				}
				merged.Values[key] = value
				u.own[id] = merged
			}
		}
	}
	card = w.Edition.Score(u.own)
	for i, ind := range w.Edition.Indicators() {
		if ind.Source.Self() && len(w.figured[u.Unit.Code][ind.No]) > 0 {
			out[ind.No] = nil
			if card.Indicators[i].Known {
				out[ind.No] = &card.Indicators[i].Score
			}
		}
	}
	return out, nil
}

// factsOf is the hash of what a decision on a cell is made on.
func (v *View) factsOf(county string, no int, own string) string {
	return hashOf(own, strings.Join(v.figured[county][no], "\n"), v.hashes[no-1], v.ruled[no])
}

func indicatorHashes(e *scoring.Edition) []string {
	var out []string
	for _, ind := range e.Indicators() {
		out = append(out, ind.Hash())
	}
	return out
}

// decide works out where a cell stands and what counts of it.
func (w *viewing) decide(u *UnitView, c *Cell) {
	topic := CellOf(c.County, c.Indicator.No)
	c.Heads, c.State = w.ledger.Heads(topic), Unreviewed
	older := false
	if len(c.Heads) == 1 {
		c.standing = w.ledger.standingOf(topic, c.Heads[0])
	} else if len(c.Heads) > 1 {
		all := make([]standing, len(c.Heads))
		for i, h := range c.Heads {
			all[i] = w.ledger.standingOf(topic, h)
		}
		conflict := false
		c.standing, conflict, older = agreed(all)
		if conflict {
			c.Conflict = c.Heads
		}
	}
	s := c.standing
	if s.state != "" {
		c.State, c.Act, c.Initial, c.Confirmed = s.state, s.act, pointsOf(s.initial, &c.scores[1]), pointsOf(s.confirmed, &c.scores[2])
	}
	switch {
	case c.State == ReturnedState && versionOf(u.Received) > versionOf(s.act):
		c.State = Resubmitted
	case (c.State == InitiallyScored || c.State == ConfirmedState) && (older || len(c.Conflict) > 0 || s.facts != c.Facts):
		c.Under, c.State = c.State, Stale
	}
	if c.Reckoned != nil {
		c.Score = *c.Reckoned
	}
	if c.Decided = s.confirmed != nil; c.Confirmed != nil {
		c.Score = *c.Confirmed
	}
}

// average gives an indicator marked 不涉及 that counts with the average what the other counties get on the average.
func (v *View) average() {
	for i, ind := range v.Edition.Indicators() {
		if ind.Absent != scoring.Averaged {
			continue
		}
		sum, n := scoring.Points(0), scoring.Points(0)
		for _, u := range v.Units {
			if c := u.Cells[i]; !c.Absent && u.Received != nil {
				sum, n = sum+c.Score, n+1
			}
		}
		for _, u := range v.Units {
			if c := u.Cells[i]; c.Absent && !c.Decided && n > 0 {
				mean := (2*sum + n) / (2 * n) // half up
				c.Score, c.Reckoned = mean, &mean
			}
		}
	}
}

// sum adds a county up.
func (u *UnitView) sum(e *scoring.Edition) {
	results := make([]scoring.IndicatorResult, len(u.Cells))
	for i, c := range u.Cells {
		results[i] = scoring.IndicatorResult{Indicator: c.Indicator, Status: scoring.NotAsked}
		if !c.leftOut() && (c.Decided || c.Indicator.Section.Apart != scoring.MayStrike) { // a veto strikes by decision alone
			results[i] = results[i].Decided(c.Score)
		}
		if !c.Decided {
			u.Open++
		}
	}
	u.Card = e.Tally(results)
	u.Total = u.Card.Sum()
}

// leftOut reports whether the cell is 不涉及 and neither it nor its points count.
func (c *Cell) leftOut() bool {
	return c.Absent && c.Indicator.Absent == scoring.LeftOut && (!c.Decided || valueOf(c.standing.confirmed) == ValueAbsent)
}

// Progress says how far the assessor's own entries in a register go, which turns into no points (已报3/24例); "" where there are none.
func (v *View) Progress(c *Cell) string {
	var parts []string
	for _, crit := range c.Indicator.Criteria {
		if rows := v.byCode[c.County].figures[crit.ID].Register; len(rows) > 0 {
			parts = append(parts, crit.ProgressText(rows))
		}
	}
	return strings.Join(parts, "；")
}

// Label names a county's cell in messages: “涡阳县第5项”.
func (v *View) Label(c *Cell) string {
	return v.byCode[c.County].Unit.Name + "第" + strconv.Itoa(c.Indicator.No) + "项"
}
