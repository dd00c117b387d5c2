package assess

import (
	"context"
	"sync"

	"zicha/ui/widgets"
)

// progress is what long work tells: what is being done, how much of it. It stands in a dialog of its own, or on a page.
type progress struct {
	desk   *Desk
	step   *widgets.Text
	bar    *widgets.Bar
	stop   *widgets.Button
	box    *widgets.Sheet // nil where it stands on a page
	mu     sync.Mutex
	words  string
	part   float64
	queued bool
}

// newProgress makes the parts; the context ends when the user cancels.
func (d *Desk) newProgress() (*progress, context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &progress{desk: d, step: widgets.Body("正在准备…"), bar: widgets.NewBar(8, widgets.ToneSeal)}
	p.stop = widgets.NewButton("取消", func() {
		cancel()
		p.stop.Disable()
		p.step.SetText("正在停下来…")
	})
	return p, ctx
}

// begin shows the dialog of long work.
func (d *Desk) begin(title string) (*progress, context.Context) {
	p, ctx := d.newProgress()
	p.box = widgets.NewSheet(d.host.Window, title, widgets.Column(12, p.step, p.bar)).Firm().Custom(p.stop).Show()
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
		if p.stop.Disabled() {
			return // what is being stopped says so until it has
		}
		p.step.SetText(step)
		p.bar.Set(float32(part))
	})
}

// file tells how much of which file is stored.
func (p *progress) file(name string, done, total int64) {
	if total > 0 {
		p.report("正在存入“"+name+"”", float64(done)/float64(total))
	}
}

// end takes the dialog away.
func (p *progress) end() { p.box.Hide() }

// aside runs work that reads the dossier after the saves queued so far, without holding up those to come; done follows on the
// window's goroutine.
func (s *Session) aside(work func() error, done func(error)) {
	s.Flush()
	s.saver.add(func() {
		go func() {
			err := work()
			s.later(func() { done(err) })
		}()
	})
}
