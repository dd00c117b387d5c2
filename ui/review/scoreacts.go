package review

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zicha/forms/review"
)

// onKey takes the keys that go from row to row; the rest is the field's.
func (p *scorePage) onKey(key *fyne.KeyEvent, shift bool) bool {
	page := p.roll.Page()
	switch key.Name {
	case fyne.KeyUp:
		p.move(p.roll.Row() - 1)
	case fyne.KeyDown:
		p.move(p.roll.Row() + 1)
	case fyne.KeyPageUp:
		p.move(p.roll.Row() - page)
	case fyne.KeyPageDown:
		p.move(p.roll.Row() + page)
	case fyne.KeyF8:
		p.NextDue()
	case fyne.KeyEscape:
		p.closePaper()
		delete(p.typ, p.desk.at)
		p.showEntry()
		p.side.typed()
	case fyne.KeyTab:
		if shift {
			return false
		}
		p.side.focusReason()
	default:
		return false
	}
	return true
}

// onShortcut takes Ctrl+Enter, and Ctrl with Home and End for the first row and the last.
func (p *scorePage) onShortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if ok && custom.Modifier == fyne.KeyModifierControl|fyne.KeyModifierShift && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter) {
		p.agreeSection()
		return true
	}
	if !ok || custom.Modifier != fyne.KeyModifierControl {
		return false
	}
	switch custom.KeyName {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.agree()
	case fyne.KeyHome:
		p.move(0)
	case fyne.KeyEnd:
		p.move(len(p.rows) - 1)
	default:
		return false
	}
	return true
}

// key implements keyed: the keys of the rows also serve while nothing has the keyboard.
func (p *scorePage) key(name fyne.KeyName) bool {
	if name == fyne.KeyTab || name == fyne.KeyEscape {
		return false
	}
	if name == fyne.KeyReturn || name == fyne.KeyEnter {
		p.focusScore()
		return true
	}
	return p.onKey(&fyne.KeyEvent{Name: name}, false)
}

// rune takes a digit that is typed while nothing has the keyboard: it begins the row's score.
func (p *scorePage) rune(r rune) {
	if e := p.roll.Entry(); e.Visible() && !p.desk.host.Asking() {
		p.focusScore()
		e.TypedRune(r)
	}
}

// focus implements typed.
func (p *scorePage) focus() { p.focusScore() }

// focusScore gives the keyboard to the row's field.
func (p *scorePage) focusScore() {
	if e := p.roll.Entry(); e.Visible() && !p.desk.host.Asking() {
		p.desk.host.Window.Canvas().Focus(e)
	}
}

// move goes to a row.
func (p *scorePage) move(row int) {
	if len(p.rows) == 0 {
		return
	}
	row = max(0, min(row, len(p.rows)-1))
	p.roll.Choose(row)
	p.onChoose(row)
	p.focusScore()
}

func (p *scorePage) onChoose(row int) {
	if at := p.rows[row]; at != p.desk.at {
		p.desk.at = at
		p.side.begin()
	}
	if p.down {
		p.showColumns()
	}
	p.want()
	p.showRow()
}

// onOpen goes from a unit's row to all its indicators, and back.
func (p *scorePage) onOpen(row int) {
	p.desk.at = p.rows[row]
	if p.down {
		p.desk.Show(pageAcross)
	} else {
		p.desk.Show(pageDown)
	}
}

// step goes to the neighbouring indicator, or unit.
func (p *scorePage) step(by int) {
	v := p.view()
	if !p.down {
		p.goIndicator(p.desk.at.Indicator + by)
		return
	}
	for i, u := range v.Units {
		if u.Unit.Code == p.desk.at.County {
			p.goUnit(v.Units[max(0, min(i+by, len(v.Units)-1))].Unit.Code)
			return
		}
	}
}

func (p *scorePage) goIndicator(no int) {
	if no >= 1 && no <= len(p.view().Edition.Indicators()) {
		p.goTo(At{p.desk.at.County, no})
	}
}

func (p *scorePage) goUnit(code string) { p.goTo(At{code, p.desk.at.Indicator}) }

// goTo shows a cell on this page.
func (p *scorePage) goTo(at At) {
	p.desk.at = at
	p.side.begin()
	p.show()
	p.roll.Sight()
	p.focusScore()
}

// NextDue goes to the next cell that waits for the person at work: down the rows and around, then on to the next indicator or unit.
func (p *scorePage) NextDue() {
	v, me := p.view(), p.desk.session.Me
	for _, at := range p.inTurn() {
		if _, waits := p.desk.session.Waiting(at); !waits && v.Due(me, v.Cell(at.County, at.Indicator)) {
			p.goTo(at)
			return
		}
	}
	p.side.say("没有待办的了。")
}

// inTurn lists all cells as one goes through them from the one that is chosen: down the rows and around, then those of the pages after this one,
// and at last the one chosen itself.
func (p *scorePage) inTurn() []At {
	all, from := p.every()
	if len(all) == 0 {
		return nil
	}
	page := len(p.view().Units)
	if p.down {
		page = len(p.view().Edition.Indicators())
	}
	first := from / page * page
	var out []At
	for i := 1; i < page; i++ {
		out = append(out, all[first+(from-first+i)%page])
	}
	for i := page; i < len(all); i++ {
		out = append(out, all[(first+i)%len(all)])
	}
	return append(out, all[from])
}

// every lists all cells in the order in which the page goes through them, and the place of the one that is chosen.
func (p *scorePage) every() (all []At, from int) {
	v := p.view()
	inds := len(v.Edition.Indicators())
	add := func(county string, no int) {
		at := At{county, no}
		if at == p.desk.at {
			from = len(all)
		}
		all = append(all, at)
	}
	if p.down {
		for _, u := range v.Units {
			for no := 1; no <= inds; no++ {
				add(u.Unit.Code, no)
			}
		}
		return all, from
	}
	for no := 1; no <= inds; no++ {
		for _, u := range v.Units {
			add(u.Unit.Code, no)
		}
	}
	return all, from
}

func (p *scorePage) onTyped(text string) {
	at := p.desk.at
	if text == "" {
		delete(p.typ, at)
	} else {
		p.typ[at] = text
	}
	p.side.typed()
}

// showEntry shows in the row's field what was typed for it, and as its hint what agreeing would give.
func (p *scorePage) showEntry() {
	e := p.roll.Entry()
	e.Put(p.typ[p.desk.at])
	hint := ""
	if c := p.chosen(); c != nil {
		hint = p.hint(c)
	}
	e.SetPlaceHolder(hint)
}

func (p *scorePage) hint(c *review.Cell) string {
	if d, ok := p.view().Agreed(p.desk.session.Me, c); ok && p.view().Due(p.desk.session.Me, c) {
		return d.Score
	}
	shown := c.Confirmed
	if p.field() == colInitial {
		shown = c.Initial
	}
	if shown != nil {
		return shown.String()
	}
	return ""
}

// onEnter gives the score that was typed and goes on to the next row; where nothing was typed it only goes on.
func (p *scorePage) onEnter() {
	if strings.TrimSpace(p.typ[p.desk.at]) == "" && !p.side.hasReason() {
		p.move(p.roll.Row() + 1)
		return
	}
	p.give(false)
}

// agree confirms: what was typed, else what there is.
func (p *scorePage) agree() {
	c := p.chosen()
	if c == nil {
		return
	}
	if strings.TrimSpace(p.typ[p.desk.at]) != "" {
		p.give(true)
		return
	}
	if len(c.Conflict) > 0 {
		p.side.say("两份评分不同，请选定一份，或者写上分数重新评分。")
		return
	}
	d, ok := p.view().Agreed(p.desk.session.Me, c)
	if !ok {
		p.refused(d)
		return
	}
	p.decide(d)
}

// refused says why one cannot agree.
func (p *scorePage) refused(d review.Decision) {
	if d.Score == "" {
		d.Score = "0"
	}
	d.Reason = "—"
	if !p.named() {
		return
	}
	if err := p.view().Check(p.desk.session.Me, d); err != nil {
		p.side.say(err.Error())
		return
	}
	p.side.say("没有可以照用的分数，请填写得分。")
}

// named asks who works here where nobody has said.
func (p *scorePage) named() bool {
	if p.desk.session.Me.By == "" {
		p.desk.AskMe()
		return false
	}
	return true
}

// give gives the score that was typed, with the reason beside it.
func (p *scorePage) give(agree bool) {
	c := p.chosen()
	if c == nil || !p.named() {
		return
	}
	s, v := p.desk.session, p.view()
	d := review.Decision{
		County: c.County, Indicator: c.Indicator.No, Stage: v.StageOf(s.Me, c, agree), Score: p.typ[p.desk.at], Reason: p.side.why(), Loss: p.side.lossPicked(), Field: p.side.fieldPicked(),
	}
	if strings.TrimSpace(d.Score) == "" {
		d.Score = p.hint(c)
	}
	switch err := v.Check(s.Me, d); {
	case err == nil:
		p.decide(d)
	case v.Lacks(s.Me, d):
		p.side.say(err.Error())
		p.side.focusReason()
	default:
		p.side.say(err.Error())
		p.focusScore()
	}
}

// decide sends a decision and goes on to the next row; if the book refuses it after all, it is told where it was typed.
func (p *scorePage) decide(d review.Decision) {
	at := At{d.County, d.Indicator}
	typed := p.typ[at]
	delete(p.typ, at)
	p.side.begin()
	p.desk.session.Decide([]review.Decision{d}, func(err error) {
		if err == nil {
			return
		}
		p.typ[at] = typed
		p.desk.at = at
		p.show()
		p.side.say(err.Error())
	})
	if p.roll.Row() < len(p.rows)-1 {
		p.move(p.roll.Row() + 1)
	} else {
		p.showRow()
		p.focusScore()
	}
}

// onFind follows what is sought: along all units it leaves those that have it in their name; of one unit's page it goes to the first.
func (p *scorePage) onFind() {
	if !p.down {
		p.show()
		return
	}
	sought := strings.TrimSpace(p.find.Text)
	for _, u := range p.view().Units {
		if sought != "" && (strings.Contains(u.Unit.Name, sought) || strings.Contains(u.Unit.Code, sought)) {
			if u.Unit.Code != p.desk.at.County {
				p.desk.at.County = u.Unit.Code
				p.side.begin()
				p.show()
			}
			return
		}
	}
}
