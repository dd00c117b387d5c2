package review

import (
	"slices"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// AskMe asks who works here: the name goes into every act, and the unit says what may be done.
func (d *Desk) AskMe() {
	s := d.session
	name, role := widgets.NewEntry(320), widgets.NewEntry(320)
	name.SetText(s.Me.By)
	role.SetText(s.Me.Role)
	name.SetPlaceHolder("姓名，会留在审核记录里")
	role.SetPlaceHolder("职务，可以不填")
	units := reviewUnits(s.View)
	if s.Me.Unit != "" && !slices.Contains(units, s.Me.Unit) {
		units = append(units, s.Me.Unit)
	}
	var choices []widgets.Choice
	for _, u := range units {
		choices = append(choices, widgets.Choice{Key: u, Label: u})
	}
	unit := widgets.NewChoices(choices...)
	unit.Put(s.Me.Unit)
	wrong := widgets.NewText("", widgets.Style{Tone: widgets.ToneWait})
	r := s.View.Edition.Review
	form := widgets.Column(12, name, role, unit, widgets.Muted("初评由"+r.Initial+"作出，确认由"+r.Confirm+"作出。姓名是自己填写的，程序不验证身份。"), wrong)
	ok := func() bool {
		if name.Text == "" || unit.Selected() == "" {
			wrong.SetText("请填写姓名，并选择单位")
			return false
		}
		return true
	}
	widgets.NewSheet(d.host.Window, "登记经办人", form).Button("取消", nil).Main("登记", ok, func() {
		s.SetMe(review.Person{By: name.Text, Role: role.Text, Unit: unit.Selected()}, d.host.After("没有登记", d.Focus))
	}).Show()
}

// reviewUnits are the units that act in a review.
func reviewUnits(v *review.View) []string {
	r := v.Edition.Review
	if r.Initial == r.Confirm {
		return []string{r.Confirm}
	}
	return []string{r.Initial, r.Confirm}
}
