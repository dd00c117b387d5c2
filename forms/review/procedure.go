package review

import (
	"strings"

	"zicha/forms/files"
)

// mayScore reports, as an error, why a cell cannot get an 初评.
func (v *View) mayScore(c *Cell, p Person) error {
	who := v.Edition.Review.Initial
	switch {
	case !c.Indicator.Source.Self():
		return refuse("%s的数据由%s掌握，没有初评；请直接评分（direct）", v.Label(c), v.Edition.Words.Assessor)
	case p.Unit != who:
		return anothers("初评", "作出", who, p)
	}
	return v.unlocked(c)
}

// anothers refuses an act that is another unit's: 初评由市信息局作出，这里写的单位是“…”.
func anothers(act, done, who string, p Person) error {
	unit := "写的单位是“" + files.Printable(p.Unit) + "”"
	if p.Unit == "" {
		unit = "没有写单位"
	}
	return refuse("%s由%s%s，这里%s；请由它的经办人来做，单位写错的请改正", act, who, done, unit)
}

// unlocked refuses to change what was confirmed or voided without taking that back first.
func (v *View) unlocked(c *Cell) error {
	if len(c.Conflict) > 0 {
		return nil
	}
	switch {
	case c.standing.state == ConfirmedState && c.Indicator.Source.Self():
		return refuse("%s已经确认，初评不能再改；需要修改时，请先撤回确认并写明理由", v.Label(c))
	case c.standing.state == VoidedState:
		return refuse("%s已按虚假材料不得分；需要改变时，请先撤回并写明理由", v.Label(c))
	}
	return nil
}

func (v *View) mayConfirm(c *Cell, p Person) error {
	who := v.Edition.Review.Confirm
	switch {
	case !c.Indicator.Source.Self():
		return refuse("%s的数据由%s掌握，没有初评和确认；请直接评分（direct）", v.Label(c), v.Edition.Words.Assessor)
	case p.Unit != who:
		return anothers("确认", "作出", who, p)
	case len(c.Conflict) > 0:
		return refuse("%s有两份互相矛盾的评分，请先选定其中一份，或者重新初评", v.Label(c))
	}
	if err := v.unlocked(c); err != nil {
		return err
	}
	switch {
	case c.standing.initial == nil || c.standing.state != InitiallyScored:
		return refuse("%s还没有初评，不能确认；请先由%s初评", v.Label(c), v.Edition.Review.Initial)
	case c.State == Stale:
		return refuse("%s在初评之后有变化（待复看）；请先由%s重新初评，或者维持原来的初评", v.Label(c), v.Edition.Review.Initial)
	}
	return nil
}

func (v *View) mayDirect(c *Cell, p Person) error {
	switch {
	case c.Indicator.Source.Self():
		return refuse("%s由%s提供材料，应先初评（initial）再确认（confirmed），不能直接评分", v.Label(c), v.Edition.Words.Unit)
	case strings.TrimSpace(p.Unit) == "":
		return refuse("直接评分要写明评分的单位")
	}
	return v.unlocked(c)
}
