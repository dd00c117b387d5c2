package assess

import (
	"context"
	"sync"

	"zicha/ui/widgets"
)

// progress is the dialog of long work: what is being done, how much of it, and a way to stop.
type progress struct {
	desk   *Desk
	step   *widgets.Text
	bar    *widgets.Bar
	box    *widgets.Sheet
	mu     sync.Mutex
	words  string
	part   float64
	queued bool
}

// begin shows the dialog; the context ends when the user cancels.
func (d *Desk) begin(title string) (*progress, context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &progress{desk: d, step: widgets.Body("正在准备…"), bar: widgets.NewBar(8, widgets.ToneSeal)}
	stop := widgets.NewButton("取消", func() {
		cancel()
		p.step.SetText("正在停下来…")
	})
	p.box = widgets.NewSheet(d.host.Window, title, widgets.Column(12, p.step, p.bar)).Firm().Custom(stop).Show()
	return p, ctx
}

// report may be called from any goroutine; what comes too fast is left out.
func (p *progress) report(step string, part float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.words, p.part = step, part
	if p.queued {
		return
	}
	p.queued = true
	p.desk.session.later(func() {
		p.mu.Lock()
		step, part := p.words, p.part
		p.queued = false
		p.mu.Unlock()
		p.step.SetText(step)
		p.bar.Set(float32(part))
	})
}

// end takes the dialog away.
func (p *progress) end() { p.box.Hide() }
