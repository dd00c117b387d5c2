package work

import (
	"cmp"
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
	"zicha/forms/pdf/render"
	"zicha/ui/runlog"
	"zicha/ui/widgets"
)

// Host is what a screen has of the window it stands in, and of the file it shows.
type Host struct {
	Window fyne.Window
	// Tell shows a sentence that needs reading; the window is the one place that shows errors.
	Tell func(title, message string)
	// OpenPath hands a file or folder to the system.
	OpenPath func(path string)
	// Folder is where files are written and looked for while no other was chosen.
	Folder string
	// Jobs are those of the open file.
	Jobs *Jobs
	// Log is the program's; nil takes everything and keeps nothing.
	Log *runlog.Log
	// Pages draws the pages of files to be looked at; nil where the program brings nothing along that does.
	Pages *render.Pages
}

// Progress is what long work tells: what is being done, how much of it. It stands in a dialog of its own, or on a page.
type Progress struct {
	jobs   *Jobs
	step   *widgets.Text
	bar    *widgets.Bar
	stop   *widgets.Button
	cancel context.CancelFunc
	mu     sync.Mutex
	words  string
	part   float64
	queued bool
}

// Progress makes the parts; the context ends when the user cancels, or the file is closed.
func (h Host) Progress() (*Progress, context.Context) {
	ctx, cancel := context.WithCancel(h.Jobs.Context())
	p := &Progress{jobs: h.Jobs, cancel: cancel, step: widgets.Body("正在准备…"), bar: widgets.NewBar(8, widgets.ToneBar)}
	p.stop = widgets.NewButton("取消", func() {
		cancel()
		p.stop.Disable()
		p.step.SetText("正在停止…")
	})
	return p, ctx
}

// Object shows the words over the bar.
func (p *Progress) Object() fyne.CanvasObject { return widgets.Column(12, p.step, p.bar) }

// Cancel ends the work's context.
func (p *Progress) Cancel() { p.cancel() }

// Stop is the button that cancels.
func (p *Progress) Stop() *widgets.Button { return p.stop }

// Report may be called from any goroutine; what comes too fast is left out.
func (p *Progress) Report(step string, part float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.words, p.part = step, part
	if p.queued {
		return
	}
	p.queued = true
	p.jobs.Later(p.show)
}

func (p *Progress) show() {
	p.mu.Lock()
	step, part := p.words, p.part
	p.queued = false
	p.mu.Unlock()
	if p.stop.Disabled() {
		return // what is being stopped says so until it has
	}
	p.step.SetText(step)
	p.bar.Set(float32(part))
}

// File tells how much of which file is stored.
func (p *Progress) File(name string, done, total int64) {
	if total > 0 {
		p.Report("正在存入“"+name+"”", float64(done)/float64(total))
	}
}

// Task is long work with a dialog of its own that shows how far it is and lets it be cancelled.
type Task struct {
	Title   string // of the dialog: "正在导出"
	Step    string // its first words, "" for 正在准备…
	Work    func(ctx context.Context, p *Progress) error
	Done    func()          // after Work has ended well
	Failed  string          // the title over the reason why it has not: "没有导出"
	Stopped [2]string       // title and words after it was cancelled; blank says nothing
	Ended   func(err error) // instead of the three before, nil where they serve
}

// Run carries a task out after the saves queued so far, without holding up those to come.
func (h Host) Run(t Task) {
	p, ctx := h.Progress()
	if t.Step != "" {
		p.step.SetText(t.Step)
	}
	box := widgets.NewSheet(h.Window, t.Title, p.Object()).Firm().Custom(p.stop).Show()
	began := time.Now()
	h.Jobs.Aside(func(context.Context) error { return t.Work(ctx, p) }, func(err error) {
		cancelled := err != nil && ctx.Err() != nil
		p.cancel()
		box.Hide()
		h.took(t.Title, time.Since(began), err)
		switch {
		case t.Ended != nil:
			t.Ended(err)
		case cancelled && t.Stopped[0] == "":
		case cancelled:
			h.Tell(t.Stopped[0], t.Stopped[1])
		case err != nil:
			h.Tell(t.Failed, err.Error())
		default:
			t.Done()
		}
	})
}

// longWork is what the log is told of although it ended well.
const longWork = time.Second

// took notes long work, and work that failed.
func (h Host) took(title string, d time.Duration, err error) {
	kind := ""
	if err != nil {
		kind = cmp.Or(string(files.KindOf(err)), "error")
	}
	if kind != "" || d >= longWork {
		h.Log.Took(title, d, kind)
	}
}
