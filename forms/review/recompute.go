package review

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"zicha/scoring"
)

// Recomputed is what proving a result came to: everything in it worked out anew from the events there were when it was finalized.
type Recomputed struct {
	Number  int      `json:"number"`
	Code    string   `json:"code"`
	At      string   `json:"at"`
	Units   int      `json:"units"`
	Cells   int      `json:"cells"`
	Events  int      `json:"events"`  // it was worked out from
	Differs []string `json:"differs"` // what came out otherwise, in sentences; none where all is proved
}

// Words say what proving a result came to.
func (r Recomputed) Words() string {
	words := "第" + strconv.Itoa(r.Number) + "次定稿（" + r.Code + "）：由" + strconv.Itoa(r.Events) + "条审核记录复算" + strconv.Itoa(r.Units) + "个单位"
	if len(r.Differs) == 0 {
		return words + strconv.Itoa(r.Cells) + "项，与定稿一致"
	}
	return words + "，有" + strconv.Itoa(len(r.Differs)) + "处不一致"
}

// Recompute proves the book: each result's figures are worked out anew, nothing that was kept ready is used, and held against what was
// frozen. What holds now is proved likewise by whoever opens the book: it is never stored.
func (b *Book) Recompute() ([]Recomputed, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.prove(context.Background(), b.ledger.finals(), nil)
}

// RecomputeOne proves the result of a code; told, which may be nil, hears how many counties are done.
func (b *Book) RecomputeOne(ctx context.Context, code string, told func(done, total int)) (Recomputed, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, err := b.final(code)
	if err != nil {
		return Recomputed{}, err
	}
	list, err := b.prove(ctx, []*Event{e}, told)
	if err != nil {
		return Recomputed{}, err
	}
	return list[0], nil
}

// prove works results out anew without what is kept ready.
func (b *Book) prove(ctx context.Context, finals []*Event, told func(done, total int)) ([]Recomputed, error) {
	kept := b.digests
	b.digests = map[string]digest{}
	defer func() { b.digests = kept }()
	var out []Recomputed
	for _, e := range finals {
		r, err := b.recomputed(ctx, e, told)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (b *Book) recomputed(ctx context.Context, e *Event, told func(done, total int)) (Recomputed, error) {
	if !b.holds(e.Content) {
		number, _ := strconv.Atoi(e.Subject) // 0 for what is no number
		return Recomputed{Number: number, Code: e.Value, At: e.At, Differs: []string{"这次定稿的内容没有找回，不能复算；请与另一份副本合并"}}, nil
	}
	then, err := b.result(e.Value)
	if err != nil {
		return Recomputed{}, err
	}
	l := b.ledger.asOf(e)
	out := Recomputed{Number: then.Number, Code: then.Code, At: then.At, Units: len(then.Units), Events: l.Len(), Differs: []string{}}
	v, err := b.viewTelling(ctx, l, halfOf(told, false))
	if err != nil {
		return out, err
	}
	now, err := b.snapshot(ctx, v, halfOf(told, true))
	if err != nil {
		return out, err
	}
	for _, u := range then.Units {
		out.Cells += len(u.Cells)
	}
	out.Differs = append(out.Differs, differences(then, now)...)
	return out, nil
}

// halfOf has work told that is the first or the second half of all.
func halfOf(told func(done, total int), second bool) func(done, total int) {
	if told == nil {
		return nil
	}
	return func(done, total int) {
		if second {
			done += total
		}
		told(done, 2*total)
	}
}

// known says which events a ledger has, copy by copy the number that its next would have: what Finalized keeps under DataKnown.
func (l *Ledger) known() string {
	data, err := json.Marshal(l.next)
	if err != nil {
		panic("review: numbers cannot be encoded: " + err.Error()) // they always can
	}
	return string(data)
}

// asOf is the ledger as it stood when a result was finalized; of one that does not say which events there were, those that come before it.
func (l *Ledger) asOf(final *Event) *Ledger {
	var known map[string]int64
	out := NewLedger()
	out.sound = l.sound
	marks := marksOf(final.Data[DataMarks])
	if err := json.Unmarshal([]byte(final.Data[DataKnown]), &known); err != nil || known == nil {
		for _, e := range l.All() {
			if e.ID == final.ID {
				return out
			}
			out.Add(e)
		}
	}
	for _, e := range l.events {
		if e.Seq < known[e.Copy] && (marks == nil || marks[e.ID[:markDigits]]) {
			out.Add(e)
		}
	}
	return out
}

// markDigits is how many digits of an event's id stand for it in a list of all.
const markDigits = 8

// marks lists the events there are by the beginning of their ids, see DataMarks.
func (l *Ledger) marks() string {
	var all []byte
	for _, id := range sortedKeys(l.events) {
		four, err := hex.DecodeString(id[:markDigits])
		if err != nil {
			panic("review: id of an event is no hash: " + err.Error()) // decode and seal see to that
		}
		all = append(all, four...)
	}
	return base64.RawStdEncoding.EncodeToString(all)
}

// marksOf reads what marks has written, nil where nothing is.
func marksOf(text string) map[string]bool {
	all, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(all) == 0 {
		return nil
	}
	out := map[string]bool{}
	for ; len(all) >= markDigits/2; all = all[markDigits/2:] {
		out[hex.EncodeToString(all[:markDigits/2])] = true
	}
	return out
}

// differences are the figures of a result that come out otherwise.
func differences(then, now *Snapshot) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if then.Rules != now.Rules {
		say("计分规则或者口径裁定与定稿时不同")
	}
	if len(then.Units) != len(now.Units) {
		say("定稿时有%d个单位，重算得%d个", len(then.Units), len(now.Units))
	}
	for _, was := range then.Units {
		at := slices.IndexFunc(now.Units, func(u UnitResult) bool { return u.Code == was.Code })
		if at < 0 {
			say("重算的结果里没有%s", was.Name)
			continue
		}
		out = append(out, unitDifferences(was, now.Units[at])...)
	}
	return out
}

func unitDifferences(was, is UnitResult) []string {
	var out []string
	same := func(what, then, now string) {
		if then != now {
			out = append(out, was.Name+what+"定稿时为"+then+"，重算得"+now)
		}
	}
	same("总分", was.Total.String(), is.Total.String())
	same("位次", strconv.Itoa(was.Rank), strconv.Itoa(is.Rank))
	same("客观指标得分", was.Objective.String(), is.Objective.String())
	same("客观位次", strconv.Itoa(was.ObjectiveRank), strconv.Itoa(is.ObjectiveRank))
	same("未核定项数", strconv.Itoa(was.Open), strconv.Itoa(is.Open))
	same("自查的版本", strconv.Itoa(was.Version), strconv.Itoa(is.Version))
	for i := range was.Sections {
		same("第"+strconv.Itoa(i+1)+"类得分", was.Sections[i].String(), pointsAt(is.Sections, i))
	}
	for i, c := range was.Cells {
		if i >= len(is.Cells) {
			return append(out, fmt.Sprintf("%s定稿时有%d项，重算得%d项", was.Name, len(was.Cells), len(is.Cells)))
		}
		what, now := "第"+strconv.Itoa(c.Indicator)+"项", is.Cells[i]
		same(what+"得分", c.Score.String(), now.Score.String())
		same(what+"状态", c.State.Label(), now.State.Label())
		same(what+"填报得分", shownPoints(c.Claim), shownPoints(now.Claim))
		same(what+"初评分", shownPoints(c.Initial), shownPoints(now.Initial))
		same(what+"核定分", shownPoints(c.Confirmed), shownPoints(now.Confirmed))
		same(what+"理由", c.Reason, now.Reason)
	}
	return out
}

func pointsAt(list []scoring.Points, i int) string {
	if i >= len(list) {
		return "空白"
	}
	return list[i].String()
}

func shownPoints(p *scoring.Points) string {
	if p == nil {
		return "空白"
	}
	return p.String()
}
