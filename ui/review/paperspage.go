package review

import (
	"context"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// papersPage lists the papers of a result (文件): what each is for, how it will look, what the circular publishes and gives away, and writes those
// that are chosen into a folder. A result is held, and pages are made, only while it is on show.
type papersPage struct {
	desk *Desk

	box     *fyne.Container
	which   *widgets.Select
	state   *widgets.Text
	told    *widgets.Text // why there are no papers
	options *paperOptions
	scroll  *widgets.Scroll
	list    *fyne.Container
	sum     *widgets.Text
	lines   []*paperLine
	export  *widgets.Button
	view    *work.EvidenceView
	print   *widgets.Action
	larger  *widgets.Action
	how     *widgets.Text // that what is shown is not the very file

	offers   []resultOffer
	chosen   string // the code of the result chosen, draftResult, or newestResult
	snapshot *review.Snapshot
	ofView   *review.View // that the snapshot was taken, or looked for, in
	set      *results.Set // nil while it is being worked out, or cannot be
	run      int          // what comes of an earlier choice is not taken
	busy     int          // how much is under way
	cancel   context.CancelFunc

	at     string            // what the paper on show is
	skip   map[string]bool   // what is not to be written
	folder string            // of what was made to be looked at, "" before
	made   map[string]string // the path of a paper, by its name
	making context.CancelFunc
}

func newPapers(d *Desk) page {
	p := &papersPage{desk: d, skip: map[string]bool{}, made: map[string]string{}, chosen: newestResult}
	p.build()
	return p
}

func (p *papersPage) build() {
	p.which = widgets.NewSelect(nil, func(string) { p.onWhich() })
	p.state = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted})
	p.told = widgets.NewText("", widgets.Style{Tone: widgets.ToneError})
	p.told.Hide()
	p.options = newPaperOptions(p)
	p.export = widgets.NewMainButton("导出选中的…", nil, p.askExport)
	p.sum = widgets.NewText("", widgets.Style{Bold: true, Single: true})
	p.list = widgets.Column(2)
	head := widgets.Column(4, widgets.Row(8, 2, widgets.Heading("文件"), widgets.Body("哪一次的结果"), p.which, p.export), p.state)
	choose := widgets.Row(4, 0, p.sum, widgets.NewAction("全选", nil, func() { p.choose(true) }), widgets.NewAction("全不选", nil, func() { p.choose(false) }))
	p.scroll = widgets.NewScroll(widgets.Inset(16, 6, widgets.Column(8, p.told, p.options.object(), choose, container.NewStack(widgets.NewGround(widgets.ToneSheet, 4), widgets.Inset(0, 4, p.list)))))
	p.print = widgets.NewAction("打印…", nil, p.askPrint)
	p.how = widgets.Muted("内容相同，按纸面样式显示")
	p.larger = widgets.NewAction("全窗查看", nil, p.enlarge)
	p.view = p.desk.host.NewEvidenceView(p.larger, p.print, p.how)
	p.box = container.NewBorder(widgets.Inset(16, 8, head), nil, nil, nil, container.New(besidePaper{}, p.scroll, p.view))
}

func (p *papersPage) object() fyne.CanvasObject { return p.box }

// show reads the result anew where the book has changed.
func (p *papersPage) show() {
	if p.ofView != p.desk.session.View {
		p.read()
	}
}

// left lets go of the result and of what was made of it.
func (p *papersPage) left() {
	p.stop()
	p.ofView, p.snapshot = nil, nil
	p.forget()
}

// stop ends what is under way; what comes of it is not taken any more.
func (p *papersPage) stop() {
	p.run++
	p.set = nil
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
	if p.making != nil {
		p.making()
		p.making = nil
	}
}

// forget removes what was made to be looked at.
func (p *papersPage) forget() {
	p.view.Clear()
	for _, path := range p.made {
		_ = os.Remove(path)
	}
	clear(p.made)
}

// read finds out which results there are, takes the one chosen and lists its papers.
func (p *papersPage) read() {
	p.stop()
	p.forget()
	p.ofView, p.snapshot = p.desk.session.View, nil
	book, chosen := p.desk.session.Book, p.chosen
	var offers []resultOffer
	var s *review.Snapshot
	p.aside(func(context.Context) (err error) {
		offers = resultOffers(book)
		s, err = resultChosen(book, offers, chosen)
		return err
	}, func(err error) {
		p.offer(offers)
		p.snapshot = s
		p.took(err)
	})
	p.wait("正在汇总结果…")
}

// aside runs work whose outcome is dropped where something else was chosen meanwhile.
func (p *papersPage) aside(work func(context.Context) error, done func(error)) {
	run := p.run
	p.busy++
	ctx, cancel := context.WithCancel(p.desk.session.Context())
	p.cancel = cancel
	p.desk.session.Aside(func(context.Context) error { return work(ctx) }, func(err error) {
		cancel()
		p.busy--
		if run == p.run {
			done(err)
		}
	})
}

// took goes on from a result to its papers.
func (p *papersPage) took(err error) {
	if err != nil {
		p.refuse(err)
		return
	}
	p.open()
}

// open lists the papers by the options asked for.
func (p *papersPage) open() {
	if p.snapshot == nil {
		return
	}
	p.stop()
	p.forget()
	o, err := p.options.read()
	if err != nil {
		p.refuse(err)
		return
	}
	var set *results.Set
	s := p.snapshot
	p.aside(func(context.Context) (err error) {
		set, err = results.Open(s, o)
		return err
	}, func(err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		p.set = set
		p.listed()
	})
	p.wait("正在列出文件…")
}

// wait says what is waited for.
func (p *papersPage) wait(words string) {
	p.view.Wait(words)
	p.state.Set(words, widgets.ToneMuted)
	p.enable()
}

// refuse says why there are no papers.
func (p *papersPage) refuse(err error) {
	p.set = nil
	p.told.SetText(err.Error())
	widgets.Reveal(p.told, true)
	p.state.Set("", widgets.ToneMuted)
	p.options.tell(nil)
	p.list.RemoveAll()
	p.lines = nil
	p.view.Say("")
	p.enable()
	widgets.Settle(p.scroll)
}

// enable offers what can be done.
func (p *papersPage) enable() {
	n := p.count()
	p.sum.SetText("")
	if p.set != nil {
		p.sum.SetText("共" + count(len(p.lines), "份") + "，选中" + count(n, "份"))
	}
	widgets.Enable(p.export, p.set != nil && n > 0)
	on := p.paper()
	widgets.Enable(p.print, on != nil && on.IsPDF())
	widgets.Reveal(p.how, on != nil && !on.IsPDF())
	widgets.Enable(p.larger, on != nil && p.made[on.Name] != "")
	p.box.Refresh()
}

// besidePaper sets the list of papers and at its right the page that is looked at.
type besidePaper struct{}

func (besidePaper) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(520, 300) }

func (besidePaper) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := min(max(widgets.Scaled(340), size.Width*0.44), size.Width*0.54)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left-8, size.Height-6))
}
