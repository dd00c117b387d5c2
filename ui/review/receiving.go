package review

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/receive"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// receiving is files on their way in: read, shown with what taking them would do, taken, and shown with what became of them.
type receiving struct {
	desk   *Desk
	plan   *receive.Plan
	others map[*receive.Item]*receive.Other // what of the items is no county's
	list   *fyne.Container
	box    *widgets.Sheet
	done   bool
}

// askFiles asks for files that came in.
func (p *incomingPage) askFiles() {
	ask := widgets.Ask{Title: "收下工作簿、报送包、评分表或数据表（可以选多个）", Folder: p.desk.host.Folder, Ends: []string{".xlsx", ".csv", ".zip", ".xls", ".et"}, Purpose: "incoming"}
	widgets.OpenFiles(p.desk.host.Window, ask, p.desk.planIncoming)
}

// askFolder asks for a folder: a pack, or one in which such lie.
func (p *incomingPage) askFolder() {
	ask := widgets.Ask{Title: "收下文件夹里的工作簿和报送包", Folder: p.desk.host.Folder, Purpose: "incoming"}
	widgets.Folder(p.desk.host.Window, ask, func(path string) { p.desk.planIncoming([]string{path}) })
}

// planIncoming reads files and shows what taking them would do.
func (d *Desk) planIncoming(paths []string) {
	if d.host.Asking() {
		return
	}
	d.signed("没有收件", func() {
		r := &receiving{desk: d, others: map[*receive.Item]*receive.Other{}}
		by := d.session.Me
		by.Unit = "" // a score sheet names who filled it in
		d.host.Run(work.Task{Title: "正在读取来件", Work: func(ctx context.Context, p *work.Progress) error {
			return r.read(ctx, by, p, paths)
		}, Done: r.show, Failed: "没有收件", Stopped: [2]string{"已取消", "没有收件，审核汇总没有变动。"}})
	})
}

func (r *receiving) read(ctx context.Context, by review.Person, p *work.Progress, paths []string) (err error) {
	b := r.desk.session.Book
	opts := receive.Options{Editions: r.desk.host.Editions, Progress: func(step string, done, total int) { p.Report(step, float64(done)/float64(max(total, 1))) }}
	if r.plan, err = receive.New(ctx, b, paths, opts); err != nil {
		return err
	}
	for _, i := range r.plan.Items {
		if o := receive.OtherOf(ctx, b, by, i); o != nil {
			r.others[i] = o
		}
	}
	return ctx.Err()
}

// status is what taking an item would do, or did.
func (r *receiving) status(i *receive.Item) review.Receipt {
	if o := r.others[i]; o != nil {
		return o.Status
	}
	return i.Status
}

// takes is how many items change the book.
func (r *receiving) takes() int {
	n := 0
	for _, i := range r.plan.Items {
		if s := r.status(i); s == review.First || s == review.Updated || s == review.Older {
			n++
		}
	}
	return n
}

// words sum it up.
func (r *receiving) words() string {
	if len(r.others) == len(r.plan.Items) && len(r.others) > 0 {
		return "共" + strconv.Itoa(len(r.others)) + "份评分表和数据表"
	}
	words := r.plan.Words()
	if n := len(r.others); n > 0 {
		words += "（其中评分表和数据表" + strconv.Itoa(n) + "份，情况见下）"
	}
	return words
}

// show shows the plan, or what became of it.
func (r *receiving) show() {
	if r.box != nil {
		r.box.Hide()
	}
	title, end := "收件：请核对后再收下", "审核汇总还没有变动。"
	if r.done {
		title, end = "收件结果", ""
	}
	r.list = widgets.Column(8, widgets.NewText(r.words(), widgets.Style{Bold: true}))
	items := slices.Clone(r.plan.Items)
	slices.SortStableFunc(items, func(a, b *receive.Item) int { return receiptOrder(r.status(a)) - receiptOrder(r.status(b)) })
	work.List(r.list, items, r.line)
	if end != "" && len(items) > 0 {
		r.list.Add(widgets.Muted(end))
	}
	r.box = widgets.NewSheet(r.desk.host.Window, title, r.list).Wide()
	switch n := r.takes(); {
	case r.done || n == 0:
		r.box.Main("关闭", nil, nil).Show()
	default:
		r.box.Button("取消", nil).Main("收下"+strconv.Itoa(n)+"份", nil, r.take).Show()
	}
}

// receiptOrder puts what needs a look first.
func receiptOrder(s review.Receipt) int {
	return slices.Index([]review.Receipt{receive.Skipped, review.Older, review.Updated, review.First, review.Unchanged}, s)
}

// sign is the sign of what taking a file would do, or did.
func (r *receiving) sign(s review.Receipt) sign {
	switch {
	case s == receive.Skipped:
		return sign{"×", widgets.ToneError}
	case s == review.Unchanged || s == review.Older:
		return sign{"=", widgets.ToneMuted}
	case r.done:
		return sign{"●", widgets.ToneGood}
	}
	return sign{"→", widgets.ToneBar}
}

// line is a file's.
func (r *receiving) line(i *receive.Item) fyne.CanvasObject {
	s := r.status(i)
	mark := r.sign(s)
	name, said := i.Name, i.Said()
	switch o := r.others[i]; {
	case o != nil && o.Kind == receive.Scores:
		name, said = "评分表", []string{o.Reason}
	case o != nil:
		name, said = "数据表", []string{o.Reason}
	case name != "" && i.Version > 0:
		name += "第" + strconv.Itoa(i.Version) + "版"
	}
	head := widgets.Row(8, 1, widgets.Fixed(14, widgets.NewText(mark.Mark, widgets.Style{Tone: mark.Tone, Bold: true})),
		widgets.NewText(joined(name, receive.Label(s, !r.done)), widgets.Style{Bold: true}))
	facts := []string{filepath.Base(i.File)}
	if i.Self != "" {
		facts = append(facts, "自评"+i.Self+"分")
	}
	if r.done && i.Kept != "" {
		facts = append(facts, "佐证材料存放在“"+filepath.Base(filepath.Dir(i.Kept))+"”")
	}
	rest := widgets.Column(2, widgets.Muted(joined(facts...)))
	tone := widgets.ToneWait
	if s == review.Unchanged || s == review.First && r.others[i] != nil {
		tone = widgets.ToneMuted
	}
	for _, words := range said {
		rest.Add(widgets.NewText(words, widgets.Style{Tone: tone}))
	}
	if len(i.Reopens) > 0 {
		rest.Add(widgets.NewText("收下后要复看"+review.ItemsWords(i.Reopens), widgets.Style{Tone: widgets.ToneWait}))
	}
	if i.Ask && s == receive.Skipped && !r.done {
		rest.Add(widgets.Row(0, -1, widgets.NewAction("仍要收下…", theme.ConfirmIcon(), func() { r.accept(i) })))
	}
	return widgets.Column(2, head, widgets.Inset(22, 0, rest))
}

// accept has a file taken that is altered or a draft, with a reason.
func (r *receiving) accept(i *receive.Item) {
	q := work.Question{Title: "仍要收下" + scoring.Shorten(filepath.Base(i.File), 24), Words: strings.TrimSuffix(i.Reason, "。") + "。仍要收下的，请写明理由，理由会留在审核记录里：", Rows: 2}
	r.desk.host.Ask(q, func(reason string) {
		b := r.desk.session.Book
		r.desk.session.Background(func() error { return r.plan.Accept(b, i.File, reason) }, r.desk.host.After("没有改为收下", r.show))
	})
}

// take takes what can be taken.
func (r *receiving) take() {
	d, me := r.desk, r.desk.session.Me
	d.host.Run(work.Task{Title: "正在收下", Work: func(ctx context.Context, p *work.Progress) error {
		err := receive.Take(ctx, d.session.Book, me, r.plan, func(step string, done, total int) { p.Report(step, float64(done)/float64(max(total, 1))) })
		for _, i := range r.plan.Items {
			if o := r.others[i]; o != nil && err == nil {
				by := me
				if o.Kind == receive.Scores {
					by.Unit = ""
				}
				o.Take(d.session.Book, by)
			}
		}
		return err
	}, Ended: func(err error) {
		r.done = true
		d.refreshed(func() {
			if err != nil {
				d.host.Tell("没有全部收下", err.Error())
				return
			}
			r.show()
		})
	}})
}
