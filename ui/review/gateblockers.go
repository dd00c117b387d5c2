package review

import (
	"strings"

	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// filter lists the blockers that are asked for.
func (p *gatePage) filter() {
	sought, picked := strings.TrimSpace(p.find.Text), p.chips.Selected()
	counts := make(map[string]int, len(p.chipKeys))
	chosen := p.chosenKey()
	p.rows = p.rows[:0]
	row := 0
	if p.facts != nil {
		for _, b := range p.facts.blockers {
			if sought != "" && !strings.Contains(b.Words, sought) {
				continue
			}
			group := b.Kind()
			if p.accepted(b) {
				group = gateAccepted
			} else {
				counts[gateAll]++
			}
			counts[group]++
			if picked == group || picked == gateAll && group != gateAccepted {
				if b.Key == chosen {
					row = len(p.rows)
				}
				p.rows = append(p.rows, b)
			}
		}
	}
	var list []int
	for _, key := range p.chipKeys {
		list = append(list, counts[key])
	}
	p.chips.SetCounts(list...)
	p.roll.Fill(len(p.rows), row)
	p.showActs()
}

func (p *gatePage) accepted(b review.Blocker) bool {
	_, yes := p.reasons[b.Key]
	return yes
}

// chosenKey is the key of the row chosen, "" where there is none.
func (p *gatePage) chosenKey() string {
	if row := p.roll.Row(); row >= 0 && row < len(p.rows) {
		return p.rows[row].Key
	}
	return ""
}

// The boxes of the rows that acts are on together.
const (
	boxEmpty  = "□"
	boxMarked = "■"
)

func (p *gatePage) cell(row, col int) widgets.RollCell {
	b := p.rows[row]
	switch col {
	case gateMark:
		if p.marked[b.Key] {
			return widgets.RollCell{Text: boxMarked, Tone: widgets.ToneSeal}
		}
		return widgets.RollCell{Text: boxEmpty, Tone: widgets.ToneMuted}
	case gateKind:
		s := blockerSign(b.Kind())
		return widgets.RollCell{Text: s.Mark, Tone: s.Tone, Bold: true}
	case gateWhere:
		return widgets.RollCell{Text: p.way(b).title(), Tone: widgets.ToneMuted}
	}
	out := widgets.RollCell{Text: b.Words, Under: review.BlockerLabel(b.Kind()), Shade: widgets.ToneMuted}
	if reason, yes := p.reasons[b.Key]; yes {
		out.Under = "已接受：" + reason
	} else if _, no := b.Place(p.facts.view); no > 0 {
		out.Under = joined(out.Under, p.facts.view.Edition.Indicator(no).Title)
	}
	return out
}

// blockerSign is the sign of a kind of blockers: that of the cells it is about, where it is about cells.
func blockerSign(kind string) sign {
	switch kind {
	case review.BlockStale:
		return stateSign(review.Stale)
	case review.BlockReturned:
		return stateSign(review.ReturnedState)
	case review.BlockConflict, review.BlockRival:
		return sign{conflictMark, widgets.ToneError}
	case review.BlockCase:
		return stateSign(review.VoidedState)
	}
	return stateSign(review.Unreviewed)
}

// gateWay is where a blocker is done.
type gateWay struct {
	page string
	at   At
}

func (w gateWay) title() string {
	k, _ := pageNamed(w.page)
	return k.title
}

// way is where a blocker is done: contradictions and copies on 合并, what did not come in on 来件, all else on the page of its cell.
func (p *gatePage) way(b review.Blocker) gateWay {
	county, no := b.Place(p.facts.view)
	w := gateWay{pageAcross, At{county, no}}
	switch b.Kind() {
	case review.BlockMissing:
		w.page = pageIncoming
	case review.BlockRival, review.BlockConflict, review.BlockCopy:
		w.page = pageJoin
	}
	return w
}

// open goes to where a row's blocker is done.
func (p *gatePage) open(row int) {
	if row < 0 || row >= len(p.rows) {
		return
	}
	b := p.rows[row]
	switch w := p.way(b); w.page {
	case pageIncoming:
		p.desk.Show(pageIncoming)
		if in, ok := p.desk.pages[pageIncoming].(*incomingPage); ok {
			in.goTo(w.at.County)
		}
	case pageJoin:
		p.desk.Show(pageJoin)
		if join, ok := p.desk.pages[pageJoin].(*joinPage); ok {
			join.goTo(b.Key)
		}
	default:
		p.desk.GoCell(w.at)
	}
}

// mark marks a row, or takes that back.
func (p *gatePage) mark(row int) {
	if row < 0 || row >= len(p.rows) {
		return
	}
	if key := p.rows[row].Key; p.marked[key] {
		delete(p.marked, key)
	} else {
		p.marked[key] = true
	}
	p.roll.Body().Refresh()
	p.showActs()
}

// targets are the blockers that an act is on: those marked among the ones listed, else the one chosen.
func (p *gatePage) targets() []review.Blocker {
	var out []review.Blocker
	if len(p.marked) > 0 {
		for _, b := range p.rows {
			if p.marked[b.Key] {
				out = append(out, b)
			}
		}
	}
	if row := p.roll.Row(); len(out) == 0 && row >= 0 && row < len(p.rows) {
		out = append(out, p.rows[row])
	}
	return out
}

// showActs words the acts on what is listed.
func (p *gatePage) showActs() {
	n, back := len(p.targets()), p.chips.Selected() == gateAccepted
	one, all := "接受这一处…", "接受"+p.listed()+"…"
	if n > 1 {
		one = "接受选中的" + count(n, "处") + "…"
	}
	if back {
		one, all = "不再接受这一处", "不再接受"+p.listed()
		if n > 1 {
			one = "不再接受选中的" + count(n, "处")
		}
	}
	p.accept.SetLabel(one)
	p.all.SetLabel(all)
	here := len(p.rows) > 0
	widgets.Reveal(p.visit, here)
	widgets.Reveal(p.accept, here)
	widgets.Reveal(p.all, len(p.rows) > 1 && n < len(p.rows))
	for _, a := range []*widgets.Action{p.accept, p.all} {
		widgets.Lock(a, p.desk.session.WhyLocked())
	}
	p.box.Refresh()
}

// onAccept accepts blockers for a reason, or where those accepted are listed takes that back.
func (p *gatePage) onAccept(list []review.Blocker) {
	if len(list) == 0 || p.desk.session.Locked() {
		return
	}
	keys := make([]string, 0, len(list)) // the rows are others by the time the reason is there
	for _, b := range list {
		keys = append(keys, b.Key)
	}
	if p.chips.Selected() == gateAccepted {
		for _, key := range keys {
			delete(p.reasons, key)
			delete(p.marked, key)
		}
		p.changed()
		return
	}
	p.desk.signed("没有接受", func() {
		words := "“" + list[0].Words + "”没有办完"
		if len(list) > 1 {
			words = "“" + list[0].Words + "”等" + count(len(list), "处") + "没有办完（" + kindCounts(list) + "）"
		}
		q := work.Question{Title: "接受" + count(len(keys), "处"), Words: words + "，仍可以定稿。接受的和理由写进结果，印在考核情况的说明里；定稿之前可以收回。请写明理由：", Rows: 2}
		p.desk.host.Ask(q, func(reason string) {
			for _, key := range keys {
				p.reasons[key] = reason
				delete(p.marked, key)
			}
			p.prune()
			p.changed()
		})
	})
}

// changed shows what is accepted now, and keeps it with the book.
func (p *gatePage) changed() {
	p.filter()
	p.showHead()
	list := p.waivers()
	p.desk.session.Act(func(b *review.Book) error { return b.SetWaivers(list) }, p.desk.host.After("接受的理由没有存下", func() {}))
}

// kindCounts words how many of each kind there are: 未核定12处，待复看1处.
func kindCounts(list []review.Blocker) string {
	var parts []string
	for _, k := range review.CountBlockers(list) {
		parts = append(parts, k.Label+count(k.Count, "处"))
	}
	return strings.Join(parts, "，")
}

// waivers are what is accepted, each by its own key: what comes to stand in the way later was not accepted with it.
func (p *gatePage) waivers() []review.Waiver {
	out := make([]review.Waiver, 0, len(p.reasons))
	for _, b := range p.facts.blockers {
		if reason, yes := p.reasons[b.Key]; yes {
			out = append(out, review.Waiver{Key: b.Key, Reason: reason})
		}
	}
	return out
}
