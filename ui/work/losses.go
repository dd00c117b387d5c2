package work

import (
	"fmt"
	"strings"

	"zicha/ui/widgets"
)

// loss is a step that was given up, in words, and why.
type loss struct {
	words string
	err   error
}

func (l loss) String() string { return l.words + "（" + l.err.Error() + "）" }

// told is an error that names the steps given up, nil where there are none.
func told(lost []loss) error {
	if len(lost) == 0 {
		return nil
	}
	words := make([]string, len(lost))
	for i, l := range lost {
		words[i] = l.String()
	}
	return fmt.Errorf("有%d处没有保存：\n%s", len(words), strings.Join(words, "\n"))
}

// lose keeps a step that was given up until that is acknowledged.
func (s *Session[V]) lose(e *edit) {
	words := e.note
	if words == "" {
		words = s.Values.Describe(e.changes)
	}
	s.lost = append(s.lost, loss{words, e.err})
}

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
	widgets.NewSheet(host.Window, "没有保存", list).Main("知道了", nil, nil).OnHide(func() {
		s.telling = false
		s.lost = s.lost[n:]
		s.OnSave()
	}).Show()
}
