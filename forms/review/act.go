package review

import (
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/scoring"
)

// Stage says what a decision is.
type Stage string

// The stages: track A (what the counties hold) has 初评 and then 确认, track B (what the city holds) is scored directly.
const (
	StageInitial   Stage = "initial"
	StageConfirmed Stage = "confirmed"
	StageDirect    Stage = "direct"
)

// ValueAbsent is the score of an indicator that the city accepts as 不涉及.
const ValueAbsent = "absent"

// Decision is a score to be given to a cell. Score is text as it was typed: nothing is rounded.
type Decision struct {
	County    string // code or name
	Indicator int
	Stage     Stage
	Score     string
	Reason    string
	Loss      Loss   // may be ""
	Field     string // the field or criterion the loss stands at, may be ""
}

// Decide stores decisions by one person, all or none. Refused are: what the procedure does not allow (notice: 市信息局 gives 初评, 市发展改革委
// confirms; what the city holds is scored directly), a score out of range, and one that differs from the claim without a reason.
func (b *Book) Decide(p Person, list ...Decision) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return err
	}
	var events []*Event
	asked := map[*Cell]bool{}
	for _, d := range list {
		c, err := v.find(d.County, d.Indicator)
		if err != nil {
			return err
		}
		if asked[c] {
			return refuse("%s这次写了两遍，没有保存；请只留一个", v.Label(c))
		}
		asked[c] = true
		e, err := b.decision(v, c, p, d)
		if err != nil {
			return err
		}
		events = together(events, e)
	}
	if len(events) == 0 {
		return nil
	}
	return b.add("保存评分", addition{events: events})
}

// CheckDecisions says of each decision why Decide would refuse it, nil where it would not. Nothing is stored.
func (b *Book) CheckDecisions(p Person, list ...Decision) ([]error, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return nil, err
	}
	out := make([]error, len(list))
	for i, d := range list {
		c, err := v.find(d.County, d.Indicator)
		if err == nil {
			_, err = b.decision(v, c, p, d)
		}
		out[i] = err
	}
	return out, nil
}

// asked is what holds, and in it the cell that an act is to be on.
func (b *Book) asked(county string, indicator int) (*View, *Cell, error) {
	v, err := b.current()
	if err != nil {
		return nil, nil, err
	}
	c, err := v.find(county, indicator)
	return v, c, err
}

func (v *View) find(county string, indicator int) (*Cell, error) {
	u := v.Unit(strings.TrimSpace(county))
	if u == nil {
		return nil, refuse("考核对象里没有“%s”；请写名单上的代码或名称", files.Printable(county))
	}
	if c := v.Cell(u.Unit.Code, indicator); c != nil {
		return c, nil
	}
	return nil, refuse("没有第%d项考核指标；请写1至%d的序号", indicator, len(u.Cells))
}

// decision checks one decision and makes its event.
func (b *Book) decision(v *View, c *Cell, p Person, d Decision) (*Event, error) {
	e, err := v.decision(c, p, d)
	if err != nil {
		return nil, err
	}
	return b.act(p, e), nil
}

// decision checks one decision and says what its event would be.
func (v *View) decision(c *Cell, p Person, d Decision) (Event, error) {
	if err := p.signed(); err != nil {
		return Event{}, err
	}
	score, err := v.score(c, d.Score)
	if err != nil {
		return Event{}, err
	}
	e := Event{County: c.County, Indicator: c.Indicator.No, Facts: c.Facts, Value: score, Reason: strings.TrimSpace(d.Reason), Data: map[string]string{}}
	switch d.Stage {
	case StageInitial:
		e.Kind = Initial
		err = v.mayScore(c, p)
	case StageConfirmed:
		e.Kind = Confirmed
		if err = v.mayConfirm(c, p); err == nil {
			e.Data[DataInitial] = c.standing.initial.ID
		}
	case StageDirect:
		e.Kind = Direct
		err = v.mayDirect(c, p)
	default:
		err = refuse("评分环节“%s”不能识别；应为 initial（初评）、confirmed（确认）、direct（直接评分）", files.Printable(string(d.Stage)))
	}
	if err != nil {
		return Event{}, err
	}
	if was, shown := c.baseline(e.Kind); e.Reason == "" && score != was {
		return Event{}, v.unreasoned(c, e, shown)
	}
	if err := v.loss(c, d, e.Data); err != nil {
		return Event{}, err
	}
	if len(e.Data) == 0 {
		e.Data = nil
	}
	return e, nil
}

// score reads a typed score: 0 to the indicator's points, two decimals at most. It is never rounded.
func (v *View) score(c *Cell, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == ValueAbsent {
		if !c.Absent {
			return "", refuse("%s没有标为“不涉及”，请写分数", v.Label(c))
		}
		return text, nil
	}
	p, err := scoring.ParsePoints(scoring.FoldKey(text)) // full-width digits are digits (G12)
	if err != nil || p > c.Indicator.Max {
		return "", refuse("%s的得分“%s”不能采用：应为0至%s的数，最多两位小数", v.Label(c), files.Printable(text), c.Indicator.Max.Short())
	}
	return p.String(), nil
}

// baseline is the score that a decision of a kind needs no reason for: a 确认 that of the 初评, what the city holds what its figures give, else the
// claim; nothing claimed is 0. shown is how a message names it.
func (c *Cell) baseline(kind Kind) (score, shown string) {
	switch {
	case kind == Confirmed:
		return c.standing.initial.Value, c.standing.initial.Value
	case kind == Direct && c.Reckoned != nil:
		return c.Reckoned.String(), c.Reckoned.String()
	case c.Absent:
		return ValueAbsent, c.ClaimText
	case c.Claim != nil:
		return c.Claim.String(), c.Claim.String()
	}
	return scoring.Points(0).String(), c.ClaimText
}

func (v *View) unreasoned(c *Cell, e Event, was string) error {
	shown := func(score string) string {
		if score == ValueAbsent {
			return "不涉及"
		}
		return score
	}
	with := map[Kind]string{Initial: "填报的", Confirmed: "初评的", Direct: "按数据算出的"}[e.Kind]
	if e.Value == ValueAbsent {
		return refuse("%s评为不涉及，与%s%s不同，请写明理由", v.Label(c), with, shown(was))
	}
	return refuse("%s评为%s分，与%s%s不同，请写明理由", v.Label(c), e.Value, with, shown(was))
}

func (v *View) loss(c *Cell, d Decision, data map[string]string) error {
	if d.Loss != "" {
		if !slices.Contains(Losses(), d.Loss) {
			return refuse("扣分类别“%s”不能识别；应为 material（材料不足）、reading（口径不同）、data（数据不符）、undone（未做）", files.Printable(string(d.Loss)))
		}
		data[DataLoss] = string(d.Loss)
	}
	if d.Field == "" {
		return nil
	}
	at := v.Edition.Criterion(d.Field)
	if at == nil {
		at, _ = v.Edition.FieldNamed(d.Field)
	}
	if at == nil || at.Indicator != c.Indicator {
		return refuse("第%d项没有“%s”这个要点或字段；请照考核指标写编号", c.Indicator.No, files.Printable(d.Field))
	}
	data[DataField] = d.Field
	return nil
}

// Return sends an indicator back to the county to be put right (退回补正, 内部环节). The county answers it with its next version.
func (b *Book) Return(p Person, county string, indicator int, reason string) error {
	return b.ReturnAll(p, reason, Topic{County: county, Indicator: indicator})
}

// Uphold lets decisions of a county stand: with indicators those 待复看 among them on the facts of today, with none all its decisions of which
// nothing has changed (其余n项未变，一并维持). It is one act; n is how many.
func (b *Book) Uphold(p Person, county, reason string, indicators ...int) (n int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, first, err := b.asked(county, 1)
	if err != nil {
		return 0, err
	}
	if err := p.signed(); err != nil {
		return 0, err
	}
	for _, no := range indicators {
		if _, err := v.find(county, no); err != nil {
			return 0, err
		}
	}
	e := Event{Kind: Upheld, County: first.County, Reason: strings.TrimSpace(reason)}
	cells := v.byCode[first.County].Cells
	if len(indicators) == 0 {
		cells = v.Unchanged(p, first.County)
	}
	for _, c := range cells {
		decided := c.standing.decided()
		switch {
		case len(indicators) > 0 && !slices.Contains(indicators, c.Indicator.No):
			continue
		case len(c.Conflict) > 0:
			return 0, refuse("%s有两份互相矛盾的评分，请先选定其中一份，或者重新评分", v.Label(c))
		case !decided:
			return 0, refuse("%s没有可以维持的评分，请直接评分", v.Label(c))
		}
		if err := v.mayUphold(c, p); err != nil {
			return 0, err
		}
		e.Cells = append(e.Cells, UpheldCell{County: c.County, Indicator: c.Indicator.No, Event: c.standing.head.ID, Facts: c.Facts})
	}
	switch {
	case len(e.Cells) == 0:
		return 0, refuse("%s没有可以维持的评分：还没有评分，或者是另一单位的，或者都要复看；待复看的请写明是哪几项", v.byCode[first.County].Unit.Name)
	case len(indicators) > 0 && e.Reason == "":
		return 0, refuse("材料有变化仍维持原来的评分，要写明理由")
	}
	return len(e.Cells), b.add("维持评分", addition{events: []*Event{b.act(p, e)}})
}

// decided reports whether a score was given that can be kept.
func (s standing) decided() bool { return s.state == InitiallyScored || s.state == ConfirmedState }

// Unchanged lists a county's cells whose scores can be kept all at once (其余n项未变，一并维持): decided, nothing of them has changed since, and
// they are the person's own to keep.
func (v *View) Unchanged(p Person, county string) []*Cell {
	var out []*Cell
	for _, c := range v.byCode[county].Cells {
		if c.standing.decided() && c.State != Stale && v.mayUphold(c, p) == nil {
			out = append(out, c)
		}
	}
	return out
}

// Upheld reports whether the score of a cell was kept as it is by the last act on it.
func (c *Cell) Upheld() bool { return len(c.Heads) == 1 && c.Heads[0].Kind == Upheld }

// mayUphold lets only who may make a decision keep it.
func (v *View) mayUphold(c *Cell, p Person) error {
	who := v.Edition.Review.Initial
	if c.standing.state == ConfirmedState {
		who = v.Edition.Review.Confirm
	}
	if c.Indicator.Source.Self() && p.Unit != who {
		return anothers(v.Label(c)+"的评分", "维持", who, p)
	}
	return nil
}
