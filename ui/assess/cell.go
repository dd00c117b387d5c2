package assess

import (
	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// cell is one value of a register row.
type cell struct {
	session *Session
	path    forms.Path
	spec    *scoring.Field
	entry   *widgets.Entry
	pick    *widgets.Select
	shown   fyne.CanvasObject
	trouble func(string)
}

func newCell(s *Session, p forms.Path, spec *scoring.Field) *cell {
	c := &cell{session: s, path: p, spec: spec, trouble: func(string) {}}
	if spec.Kind == scoring.KindOption || spec.Kind == scoring.KindYes {
		c.pick = widgets.NewSelect(labels(spec), c.onPick)
		c.pick.PlaceHolder = "未填"
	} else {
		c.entry = widgets.NewEntry(48)
		c.entry.OnChanged, c.entry.OnLeave = c.onType, c.onLeave
	}
	if c.pick != nil {
		c.shown = widgets.Compact(c.pick)
	} else {
		c.shown = widgets.Compact(c.entry)
	}
	c.show()
	return c
}

const blankLabel = "未填"

func labels(spec *scoring.Field) []string {
	var out []string
	for _, o := range choicesOf(spec) {
		out = append(out, o.Label)
	}
	return out
}

func (c *cell) object() fyne.CanvasObject { return c.shown }

func (c *cell) onPick(label string) {
	if label == blankLabel {
		label = ""
	}
	c.tell(c.session.Set(c.path, label))
	c.session.Flush()
}

func (c *cell) onType(text string) { c.tell(c.session.Set(c.path, text)) }

func (c *cell) onLeave() {
	c.session.Flush()
	c.show()
}

func (c *cell) tell(err error) {
	if err != nil {
		c.trouble(err.Error())
		return
	}
	c.trouble("")
}

func (c *cell) show() {
	if c.pick != nil {
		enable(c.pick, !c.session.Locked())
		want := c.spec.Display(c.session.Values.Get(c.path))
		if want != c.pick.Selected && (want != "" || c.pick.Selected != blankLabel) {
			changed := c.pick.OnChanged
			c.pick.OnChanged = nil
			c.pick.SetSelected(want)
			if want == "" {
				c.pick.ClearSelected()
			}
			c.pick.OnChanged = changed
		}
		return
	}
	enable(c.entry, !c.session.Locked())
	text := c.session.Shown(c.path)
	if meant, err := c.spec.Normalize(c.entry.Text); err == nil && meant == text {
		return
	}
	c.entry.Put(text)
}

func (c *cell) focus() {
	if c.entry == nil {
		return
	}
	if cv := fyne.CurrentApp().Driver().CanvasForObject(c.entry); cv != nil {
		cv.Focus(c.entry)
	}
}
