package work

import (
	"time"

	"zicha/ui/widgets"
)

// Past is a step of the history in words.
type Past struct {
	When       time.Time
	Words, Who string
}

// History shows the steps, the newest first.
func (h Host) History(title string, steps []Past) {
	list := widgets.Column(6)
	for _, s := range steps {
		when := widgets.Fixed(120, widgets.Muted(s.When.Local().Format("01-02 15:04:05")))
		list.Add(widgets.Row(8, 1, when, widgets.Body(s.Words), widgets.Muted(s.Who)))
	}
	if len(steps) == 0 {
		list.Add(widgets.Body("还没有修改过。"))
	}
	h.Sheet(title, list)
}
