package review

import (
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
)

// The steps of a case of false material (虚假材料), in order; voiding asks for the three before it.
const (
	CaseOpened  = "opened"  // 线索
	CaseChecked = "checked" // 核查: what, how, by whom
	CaseTold    = "told"    // 告知, and what the unit answered
	CaseVoided  = "voided"  // 认定: 该项不得分
	CaseDropped = "dropped" // 不予认定
)

// cases lists all cases in the order they were opened.
func (l *Ledger) cases() []Case {
	var out []Case
	for _, t := range l.Topics(string(Cased)) {
		c := Case{ID: t.Subject, County: t.County, Indicator: t.Indicator, Open: true}
		for _, e := range l.Of(t) {
			c.Steps = append(c.Steps, CaseStep{Step: e.Value, Text: e.Reason, By: e.By, Second: e.Data[DataSecond], At: e.At, Event: e.ID})
			if list := e.Data[DataEvidence]; list != "" {
				c.Evidence = append(c.Evidence, strings.Split(list, "\n")...)
			}
			c.Void = c.Void || e.Value == CaseVoided
			c.Open = c.Open && e.Value != CaseVoided && e.Value != CaseDropped
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Case) int { return strings.Compare(instant(a.Steps[0].At), instant(b.Steps[0].At)) })
	return out
}

// CaseAct is a step of a case. ID is "" for the first, which opens it.
type CaseAct struct {
	ID        string
	County    string // of the first step
	Indicator int
	Step      string
	Text      string
	Evidence  []string // what it rests on, see Book.grounds: numbers and hashes
	Second    string   // voiding: the second name
}

// Case stores a step of a case and gives its id. 该项不得分 comes of it only after 线索, 核查 and 告知, by two names.
func (b *Book) Case(p Person, a CaseAct) (id string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return "", err
	}
	if err := p.signed(); err != nil {
		return "", err
	}
	if strings.TrimSpace(a.Text) == "" {
		return "", refuse("虚假材料案件的每一步都要写明内容")
	}
	var c *Case
	if a.Step == CaseOpened {
		cell, err := v.find(a.County, a.Indicator)
		if err != nil {
			return "", err
		}
		c = &Case{ID: newID(), County: cell.County, Indicator: cell.Indicator.No, Open: true}
	} else if c, err = v.caseOf(a); err != nil {
		return "", err
	}
	if a.Evidence, err = b.grounds(v, c, a.Evidence); err != nil {
		return "", err
	}
	events, err := b.caseEvents(v, p, c, a)
	if err != nil {
		return "", err
	}
	return c.ID, b.add("保存案件记录", addition{events: events})
}

func (v *View) caseOf(a CaseAct) (*Case, error) {
	at := slices.IndexFunc(v.Cases, func(c Case) bool { return c.ID == a.ID })
	if at < 0 {
		return nil, refuse("没有编号为“%s”的案件；编号用 review case 查看", files.Printable(a.ID))
	}
	c := &v.Cases[at]
	if !c.Open {
		return nil, refuse("案件%s已经办结；有新的线索请另立一件", c.ID)
	}
	return c, nil
}

func (c *Case) has(step string) bool {
	return slices.ContainsFunc(c.Steps, func(s CaseStep) bool { return s.Step == step })
}

func (b *Book) caseEvents(v *View, p Person, c *Case, a CaseAct) ([]*Event, error) {
	data := map[string]string{}
	if len(a.Evidence) > 0 {
		data[DataEvidence] = strings.Join(a.Evidence, "\n")
	}
	step := Event{Kind: Cased, County: c.County, Indicator: c.Indicator, Subject: c.ID, Value: a.Step, Reason: strings.TrimSpace(a.Text), Data: data}
	switch a.Step {
	case CaseOpened, CaseChecked, CaseDropped:
	case CaseTold:
		if !c.has(CaseChecked) {
			return nil, refuse("案件%s还没有核查记录，请先核查再告知", c.ID)
		}
	case CaseVoided:
		return b.void(v, p, c, step, a)
	default:
		return nil, refuse("案件的步骤“%s”不能识别；应为线索、核查、告知、认定、不予认定之一", files.Printable(a.Step))
	}
	return []*Event{b.act(p, step)}, nil
}

// void makes the last step of a case and the act on its cell.
func (b *Book) void(v *View, p Person, c *Case, step Event, a CaseAct) ([]*Event, error) {
	second := strings.TrimSpace(a.Second)
	cell := v.Cell(c.County, c.Indicator)
	switch {
	case !c.has(CaseChecked) || !c.has(CaseTold):
		return nil, refuse("认定虚假材料之前，要有核查记录，并已告知%s；请先补上这两步", v.byCode[c.County].Unit.Name)
	case second == "" || second == strings.TrimSpace(p.By):
		return nil, refuse("认定虚假材料要由两个人署名，请写明另一个人的姓名")
	case len(c.Evidence)+len(a.Evidence) == 0:
		return nil, refuse("认定虚假材料要写明依据的佐证材料，请写佐证的编号")
	case len(cell.Conflict) > 0:
		return nil, refuse("%s有两份互相矛盾的评分，请先选定其中一份", v.Label(cell))
	}
	step.Data[DataSecond] = second
	first := b.act(p, step)
	last := b.act(p, Event{
		Kind: Voided, County: c.County, Indicator: c.Indicator, Subject: c.ID, Facts: cell.Facts, Value: "0.00",
		Reason: step.Reason, Data: map[string]string{DataSecond: second},
	})
	return together([]*Event{first}, last), nil
}

// ends says whether the case makes that its cell gets nothing, and marks the ends that do not hold.
func (c *Case) ends(void bool) {
	c.Void = void
	for i, s := range c.Steps {
		c.Steps[i].Unused = s.Step == CaseVoided && !void || s.Step == CaseDropped && void
	}
}

// Outcome is what the case has come to, as it is printed.
func (c Case) Outcome() string {
	switch {
	case c.Open:
		return "核查中"
	case c.Void:
		return "该项不得分"
	case c.has(CaseVoided) && !c.has(CaseDropped):
		return "认定已撤回"
	}
	return CaseStepLabel(CaseDropped)
}

// Words names the case in messages and lists.
func (c Case) Words(v *View) string {
	return v.byCode[c.County].Unit.Name + "第" + strconv.Itoa(c.Indicator) + "项"
}
