package review

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/files"
	"zicha/forms/results"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// paperLine is a paper in the list: a tick, what it is and what it is for.
type paperLine struct {
	results.Paper
	check *widgets.Check
	line  *widgets.Line
}

// listed shows the papers of the set, and looks at the one that was looked at before, or the first.
func (p *papersPage) listed() {
	widgets.Reveal(p.told, false)
	p.state.Set(p.stateWords(), widgets.ToneMuted)
	if p.set.Process() {
		p.state.Set(p.stateWords(), widgets.ToneWait)
	}
	p.options.tell(p.set.Problems())
	p.list.RemoveAll()
	p.lines = p.lines[:0]
	var lines []*widgets.Line
	for _, paper := range p.set.Papers() {
		l := p.newLine(paper)
		p.lines, lines = append(p.lines, l), append(lines, l.line)
		p.list.Add(widgets.Row(2, 1, l.check, l.line))
	}
	widgets.Walk(func(o fyne.CanvasObject) { widgets.KeepInSight(p.scroll, o) }, lines...)
	widgets.Settle(p.scroll)
	if p.paper() == nil && len(p.lines) > 0 {
		p.at = p.lines[0].What
	}
	p.look()
}

func (p *papersPage) newLine(paper results.Paper) *paperLine {
	l := &paperLine{Paper: paper}
	l.check = widgets.NewCheck("", func(on bool) {
		p.skip[paper.What] = !on
		p.enable()
	})
	l.check.Checked = !p.skip[paper.What]
	words := widgets.Column(0,
		widgets.Row(8, 0, widgets.NewText(paper.What, widgets.Style{Bold: true, Single: true}), widgets.NewText(paper.Format(), widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Whole: true})),
		widgets.Muted(paper.Use))
	l.line = widgets.NewLine(widgets.Inset(8, 4, words), func() { p.choosePaper(paper.What) })
	return l
}

// paper is the one that is looked at, nil for none.
func (p *papersPage) paper() *results.Paper {
	if p.set == nil {
		return nil
	}
	for _, l := range p.lines {
		if l.What == p.at {
			return &l.Paper
		}
	}
	return nil
}

// count is how many are chosen.
func (p *papersPage) count() int { return len(p.names()) }

// names are the names of those chosen.
func (p *papersPage) names() []string {
	var out []string
	for _, l := range p.lines {
		if !p.skip[l.What] {
			out = append(out, l.Name)
		}
	}
	return out
}

// choose ticks all, or none.
func (p *papersPage) choose(all bool) {
	for _, l := range p.lines {
		l.check.SetChecked(all)
	}
}

// choosePaper looks at a paper.
func (p *papersPage) choosePaper(what string) {
	if p.set != nil && what != p.at {
		p.at = what
		p.look()
	}
}

// look has the paper made off the window's goroutine and shows its pages; what was being made of another is given up.
func (p *papersPage) look() {
	if p.making != nil {
		p.making()
		p.making = nil
	}
	for _, l := range p.lines {
		l.line.Select(l.What == p.at)
	}
	paper := p.paper()
	switch {
	case paper == nil:
		p.view.Say("")
	case p.made[paper.Name] != "" || p.desk.host.Pages == nil: // of which nothing can be shown, and it says so
		p.see(*paper)
	case !p.room():
		p.view.Say("无法创建临时文件夹，不能预览。请检查磁盘空间，或者先导出，再打开文件。")
	default:
		p.view.Wait("正在排印“" + paper.What + "”…")
		p.make(*paper)
	}
	p.enable()
}

// room makes the folder of what is looked at.
func (p *papersPage) room() bool {
	if p.folder == "" {
		p.folder, _ = p.desk.session.copies.Folder()
	}
	return p.folder != ""
}

func (p *papersPage) make(paper results.Paper) {
	set, run, folder := p.set, p.run, p.folder
	ctx, cancel := context.WithCancel(p.desk.session.Context())
	p.making = cancel
	p.busy++
	var path string
	p.desk.session.Aside(func(context.Context) (err error) {
		path, err = lookFile(ctx, set, paper.Name, folder)
		return err
	}, func(err error) {
		p.busy--
		stopped := ctx.Err() != nil
		cancel()
		switch {
		case run != p.run || stopped:
			if path != "" {
				_ = os.Remove(path)
			}
		case err != nil:
			p.view.Say(err.Error())
		default:
			p.made[paper.Name] = path
			p.see(paper)
			p.enable()
		}
	})
}

// lookFile makes a paper to be looked at as a file of a folder.
func lookFile(ctx context.Context, set *results.Set, name, folder string) (path string, err error) {
	data, err := set.Look(ctx, name)
	if err != nil {
		return "", err
	}
	to, err := os.CreateTemp(folder, "*.pdf")
	if err != nil {
		return "", files.Fault("准备预览", err)
	}
	_, err = to.Write(data)
	return to.Name(), files.Fault("准备预览", errors.Join(err, to.Close()))
}

// sight is a paper that was made, as it is shown.
func (p *papersPage) sight(paper results.Paper) work.Sight {
	return work.Sight{Name: paper.What + ".pdf", Path: p.made[paper.Name], Outside: func() { p.outside(paper) }}
}

func (p *papersPage) see(paper results.Paper) { p.view.See(p.sight(paper)) }

// enlarge shows the paper as large as the window.
func (p *papersPage) enlarge() {
	if paper := p.paper(); paper != nil && p.made[paper.Name] != "" {
		p.desk.host.NewViewSheet(paper.What+"　"+p.set.State(), []work.Sight{p.sight(*paper)}).Open(0)
	}
}

// outside makes the file itself and hands a copy to the system's program.
func (p *papersPage) outside(paper results.Paper) {
	d := p.desk
	folder, err := d.session.copies.Folder()
	if err != nil {
		d.host.Tell("没有打开", "无法创建临时文件夹，请检查磁盘空间，或者先导出，再从文件夹里打开。")
		return
	}
	set, path := p.set, filepath.Join(folder, paper.Name)
	if set == nil { // the book has changed since this was offered, and the papers are being listed anew
		d.host.Tell("没有打开", "审核汇总刚有变动，正在重新列出文件，请稍候再打开。")
		return
	}
	d.host.Run(work.Task{Title: "正在准备文件", Step: "正在排印“" + paper.What + "”", Work: func(ctx context.Context, _ *work.Progress) error {
		data, err := set.Make(ctx, paper.Name)
		if err != nil {
			return err
		}
		return files.Place{Path: path}.Bytes(ctx, data)
	}, Done: func() { d.host.OpenPath(path) }, Failed: "没有打开"})
}

// askPrint says what will be printed and hands it to the system's PDF program.
func (p *papersPage) askPrint() {
	if paper := p.paper(); paper != nil && paper.IsPDF() {
		p.desk.host.AskPrint("打印"+paper.What, p.set.State(), "文件", func() { p.outside(*paper) })
	}
}
