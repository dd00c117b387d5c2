package review

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/clues"
	"zicha/forms/receive"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// cluesPage lists what is worth a second look (疑点): each with the places it is about, whose evidence can be opened, and what was found about
// it. A clue scores nothing; one that is no matter is dismissed with a reason.
type cluesPage struct {
	desk *Desk

	box    *fyne.Container
	said   *widgets.Text
	unread *widgets.Action // files that were not looked into
	chips  *widgets.Chips
	roll   *widgets.Roll
	side   *fyne.Container
	scroll *widgets.Scroll

	found *clues.Found // nil before they were looked for
	rows  []clues.Clue
	shown string // the key of the clue that the side shows, with how it stands
}

// The filters over the clues.
const (
	cluesOpen   = "open"
	cluesClosed = "closed"
	cluesAll    = "all"
)

func newClues(d *Desk) page {
	p := &cluesPage{desk: d, side: widgets.Column(10)}
	find := widgets.NewMainButton("查找疑点", nil, func() { p.look("") })
	last := widgets.NewButton("与上一年比对…", p.askLast)
	p.said = widgets.Muted("")
	p.chips = widgets.NewChips(widgets.Chip{Key: cluesOpen, Label: "待核查"}, widgets.Chip{Key: cluesClosed, Label: "已排除"}, widgets.Chip{Key: cluesAll, Label: "全部"})
	p.chips.OnChanged = func(string) { p.show() }
	p.unread = widgets.NewAction("", theme.WarningIcon(), p.showUnread)
	p.roll = widgets.NewRoll(2, widgets.RollColumn{Title: "类别", Width: 118}, widgets.RollColumn{Title: "疑点"})
	p.roll.Cell, p.roll.OnChoose = p.cell, func(int) { p.showSide() }
	p.roll.OnOpen, p.roll.OnMenu = func(int) { p.goFirst() }, p.menu
	p.scroll = widgets.NewScroll(widgets.Inset(16, 10, p.side))
	head := widgets.Column(2, widgets.Row(8, 0, widgets.Heading("疑点"), find, last), p.said, widgets.Gap(4), widgets.Row(12, 1, p.chips, widgets.NewText("", widgets.Style{Single: true}), p.unread))
	p.box = container.NewBorder(widgets.Inset(16, 8, head), nil, nil, nil, container.New(besideList{}, p.roll.Object(), container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), p.scroll)))
	return p
}

func (p *cluesPage) object() fyne.CanvasObject { return p.box }

func (p *cluesPage) show() {
	chosen := ""
	if row := p.roll.Row(); row >= 0 && row < len(p.rows) {
		chosen = p.rows[row].Key
	}
	p.rows = nil
	counts := [3]int{}
	if p.found != nil {
		for _, c := range p.found.Clues {
			group := 0
			if p.desk.session.View.Dismissal(c.Key) != nil {
				group = 1
			}
			counts[group]++
			counts[2]++
			if at := slices.Index([]string{cluesOpen, cluesClosed, cluesAll}, p.chips.Selected()); at == group || at == 2 {
				p.rows = append(p.rows, c)
			}
		}
	}
	p.chips.SetCounts(counts[:]...)
	p.said.SetText(p.words())
	p.unread.SetLabel("没有比对的" + strconv.Itoa(p.unreadFiles()) + "个文件…")
	widgets.Reveal(p.unread, p.unreadFiles() > 0)
	p.roll.Fill(len(p.rows), max(0, slices.IndexFunc(p.rows, func(c clues.Clue) bool { return c.Key == chosen })))
	p.showSide()
}

// words say what the list is.
func (p *cluesPage) words() string {
	if p.found == nil {
		return "比对各单位报送的文件、图像、文号、台账和数值，列出相同、重复和不合常理的，只供核查，不计分。看过的文件会记住，下次只看新的。"
	}
	return "只供核查，不计分；核查后没有问题的写明理由排除，以后不再列出。"
}

// unreadFiles is how many files were not looked into.
func (p *cluesPage) unreadFiles() int {
	n := 0
	if p.found != nil {
		for _, u := range p.found.Unread {
			n += u.Count
		}
	}
	return n
}

// showUnread tells which files were not looked into, and why.
func (p *cluesPage) showUnread() {
	list := widgets.Column(6)
	work.List(list, receive.UnreadWords(*p.found), func(words string) fyne.CanvasObject { return widgets.Body(words) })
	p.desk.host.Sheet("没有比对图像的文件", list)
}

func (p *cluesPage) cell(row, col int) widgets.RollCell {
	c := p.rows[row]
	if col == 0 {
		if p.desk.session.View.Dismissal(c.Key) != nil {
			return widgets.RollCell{Text: c.Kind.Label(), Under: "○ 已排除", Shade: widgets.ToneMuted}
		}
		return widgets.RollCell{Text: c.Kind.Label(), Under: "! 待核查", Shade: widgets.ToneWait}
	}
	return widgets.RollCell{Text: c.Words}
}

// askLast asks for last year's book.
func (p *cluesPage) askLast() {
	ask := widgets.Ask{Title: "选择上一年的审核汇总", Folder: p.desk.host.Folder, Ends: []string{Ext}, Purpose: "lastbook"}
	widgets.OpenFile(p.desk.host.Window, ask, p.look)
}

// look looks for clues, beside last year's book where one is named.
func (p *cluesPage) look(last string) {
	var found clues.Found
	s := p.desk.session
	p.desk.host.Run(work.Task{Title: "正在查找疑点", Step: "正在比对各单位报送的内容…", Work: func(ctx context.Context, progress *work.Progress) (err error) {
		job := receive.CluesJob{Book: s.Book, Progress: func(done, total int64) {
			progress.Report("正在比对佐证材料", float64(done)/float64(max(total, 1)))
		}}
		if last != "" {
			if job.Last, err = review.OpenToRead(last); err != nil {
				return err
			}
			defer job.Last.Close()
		}
		found, err = job.Find(ctx)
		return err
	}, Done: func() {
		p.found, p.shown = &found, ""
		p.show()
		p.roll.Choose(0)
	}, Failed: "没有找完", Stopped: [2]string{"已取消", "没有找完；看过的文件已经记住，再找时接着看。"}})
}

// chosen is the clue chosen, nil for none.
func (p *cluesPage) chosen() *clues.Clue {
	if row := p.roll.Row(); row >= 0 && row < len(p.rows) {
		return &p.rows[row]
	}
	return nil
}

// showSide shows what is known of the clue chosen.
func (p *cluesPage) showSide() {
	c := p.chosen()
	key := ""
	var gone *review.Event
	if c != nil {
		key = c.Key
		if gone = p.desk.session.View.Dismissal(c.Key); gone != nil {
			key += gone.ID
		}
	}
	if key == p.shown && len(p.side.Objects) > 0 {
		return
	}
	p.shown = key
	p.side.RemoveAll()
	switch {
	case p.found == nil:
		p.side.Add(widgets.Body("还没有查找。"))
	case c == nil:
		p.side.Add(widgets.Body("这里没有疑点。"))
	default:
		p.fillSide(c, gone)
	}
	p.scroll.ScrollToTop()
	widgets.Settle(p.scroll)
}

func (p *cluesPage) fillSide(c *clues.Clue, gone *review.Event) {
	p.side.Add(widgets.NewText(c.Kind.Label(), widgets.Style{Bold: true}))
	p.side.Add(widgets.Body(c.Words + "。"))
	for _, f := range c.Figures {
		p.side.Add(widgets.Labelled(130, widgets.Muted(f.Label), widgets.Body(f.Value)))
	}
	for _, u := range c.Uses {
		p.side.Add(p.use(u))
	}
	if gone != nil {
		p.side.Add(widgets.Muted("已由" + gone.By + "于" + formatted(gone.At, "2006-01-02 15:04") + "排除：" + gone.Reason))
		p.side.Add(widgets.Row(0, -1, widgets.NewButton("恢复…", func() { p.dismiss(*c, false) })))
		return
	}
	p.side.Add(widgets.Row(0, -1, widgets.NewButton("排除这条疑点…", func() { p.dismiss(*c, true) })))
}

// use is one of the places that a clue is about.
func (p *cluesPage) use(u clues.Use) fyne.CanvasObject {
	name := u.Name
	if u.Last {
		name += "（上一年）"
	}
	facts := []string{}
	if u.Evidence != "" {
		facts = append(facts, "佐证"+u.Evidence)
	}
	if u.Row > 0 {
		facts = append(facts, "台账第"+strconv.Itoa(u.Row)+"行")
	}
	if u.Page > 0 {
		facts = append(facts, "第"+strconv.Itoa(u.Page)+"页")
	}
	lines := widgets.Column(2, widgets.NewText(joined(name, review.ItemsWords([]int{u.Indicator})), widgets.Style{Bold: true}))
	for _, words := range []string{u.Title, u.File, joined(facts...)} {
		if words != "" {
			lines.Add(widgets.Muted(words))
		}
	}
	acts := widgets.Row(4, -1)
	if !u.Last {
		acts.Add(widgets.NewAction("看这一项", theme.NavigateNextIcon(), func() { p.desk.GoCell(At{u.County, u.Indicator}) }))
		if u.SHA256 != "" {
			acts.Add(widgets.NewAction("打开材料", theme.FileIcon(), func() { p.open(u) }))
		}
	}
	lines.Add(acts)
	return widgets.Card(lines)
}

// open finds a piece of evidence in the pack that was received, proves it and opens it.
func (p *cluesPage) open(u clues.Use) {
	s := p.desk.session
	version := s.View.Unit(u.County).Version
	var kept receive.Kept
	s.Aside(func(ctx context.Context) (err error) {
		kept, err = receive.Evidence(ctx, s.Book, u.County, version, u.SHA256)
		return err
	}, p.desk.host.After("没有打开", func() { p.desk.host.OpenPath(kept.Path) }))
}

// goFirst shows the cell of the first place.
func (p *cluesPage) goFirst() {
	if c := p.chosen(); c != nil && len(c.Uses) > 0 {
		p.desk.GoCell(At{c.Uses[0].County, c.Uses[0].Indicator})
	}
}

// dismiss dismisses a clue, or takes that back; both with a reason.
func (p *cluesPage) dismiss(c clues.Clue, away bool) {
	d := p.desk
	d.signed("没有处理", func() {
		title, words := "排除疑点", c.Words
		if !away {
			title, words = "恢复疑点", ""
		}
		d.host.Ask(work.Question{Title: title, Words: c.Words + "。请写明理由，理由会留在审核记录里：", Rows: 2}, func(reason string) {
			me := d.session.Me
			d.session.Act(func(b *review.Book) error { return b.Dismiss(me, c.Key, words, reason) }, d.host.After("没有处理", func() {}))
		})
	})
}

// besideList gives a list, its first object, the larger part of the width, and what is known of its row the rest.
type besideList struct{}

func (besideList) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 200) }

func (besideList) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	right := min(max(widgets.Scaled(330), size.Width*0.36), size.Width*0.5)
	objects[0].Resize(fyne.NewSize(size.Width-right, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-right, 0))
	objects[1].Resize(fyne.NewSize(right, size.Height))
}
