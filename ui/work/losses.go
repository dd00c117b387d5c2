package work

import "zicha/ui/widgets"

// Loss is a step that was given up, in words, and why.
type Loss struct {
	Words string
	Err   error
}

// String words it in one line.
func (l Loss) String() string { return l.Words + "（" + l.Err.Error() + "）" }

// lose keeps a step that was given up until that is acknowledged.
func (s *Session[V]) lose(e *edit) {
	words := e.note
	if words == "" {
		words = s.Values.Describe(e.changes)
	}
	s.lost = append(s.lost, Loss{words, e.err})
}

// Lost gives the steps given up and not acknowledged yet.
func (s *Session[V]) Lost() []Loss { return s.lost }

// TellLost shows the steps given up until they are acknowledged; what is given up meanwhile is shown next.
func (s *Session[V]) TellLost(host Host) {
	if s.telling || len(s.lost) == 0 {
		return
	}
	s.telling = true
	n := len(s.lost)
	list := widgets.Column(8, widgets.Body("下面的改动没有存进档案，界面上已经换回档案里的内容。还需要的，请再填一次："))
	for _, loss := range s.lost {
		list.Add(widgets.Body(loss.String()))
	}
	widgets.NewSheet(host.Window, "没有存上", list).Main("知道了", nil, nil).OnHide(func() {
		s.telling = false
		s.lost = s.lost[n:]
		s.OnSave()
	}).Show()
}
