package review

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// joinPage makes copies of the book for others, joins them again after showing what that would come to, and lists what two copies say
// differently, side by side, for one to be chosen.
type joinPage struct {
	desk       *Desk
	box        *widgets.Scroll
	list       *fyne.Container
	join, copy *widgets.Button
	view       *review.View                 // the list is of
	cards      map[string]fyne.CanvasObject // of the list, by the blocker of 定稿
}

func newJoin(d *Desk) page {
	p := &joinPage{desk: d, list: widgets.Column(10)}
	p.join = widgets.NewMainButton("合并另一份…", nil, p.askOther)
	p.copy = widgets.NewButton("复制一份给他人…", p.askCopy)
	head := widgets.Column(2, widgets.Row(8, 0, widgets.Heading("合并"), p.join, p.copy),
		widgets.Muted("两个人分头审核时，在这里复制一份给另一位，审完再合并回来；合并之前先列出每一项会怎样。两份都留下，互相矛盾的由人选定。这一份的编号是 "+d.session.Book.Copy()+"。"))
	p.box = widgets.NewScroll(widgets.Inset(16, 8, widgets.Column(12, head, p.list)))
	return p
}

func (p *joinPage) object() fyne.CanvasObject { return p.box }

// dropped takes another copy dropped on the page; what is no book came in.
func (p *joinPage) dropped(paths []string) {
	if len(paths) == 1 && Ours(paths[0]) {
		p.rehearse(paths[0])
		return
	}
	p.desk.Show(pageIncoming)
	p.desk.planIncoming(paths)
}

func (p *joinPage) show() {
	widgets.Enable(p.join, !p.desk.session.Locked())
	widgets.Enable(p.copy, !p.desk.session.Locked())
	if p.view == p.desk.session.View {
		return
	}
	v := p.desk.session.View
	p.view = v
	p.list.RemoveAll()
	var all []contradiction
	for _, u := range v.Units {
		for _, c := range u.Cells {
			if len(c.Conflict) > 0 {
				all = append(all, contradiction{v.Label(c) + " " + c.Indicator.Title + "：两份评分不同", c.Conflict, At{c.County, c.Indicator.No}, blockKey(review.BlockConflict, c.County+"/"+strconv.Itoa(c.Indicator.No))})
			}
		}
		if len(u.Rivals) > 0 {
			all = append(all, contradiction{u.Unit.Name + "第" + strconv.Itoa(u.Version) + "版：收到两份内容不同的", append([]*review.Event{u.Received}, u.Rivals...), At{}, blockKey(review.BlockRival, u.Unit.Code)})
		}
	}
	for _, dispute := range v.Disputes {
		all = append(all, contradiction{dispute.Words(v) + dispute.Meanwhile(), dispute.Events, At{}, blockKey(review.BlockConflict, dispute.Key())})
	}
	if len(all) == 0 {
		p.list.Add(widgets.Body("没有互相矛盾的地方。"))
	} else {
		p.list.Add(widgets.NewText("互相矛盾的"+strconv.Itoa(len(all))+"处，请逐一选定", widgets.Style{Bold: true, Tone: widgets.ToneWait}))
	}
	p.cards = map[string]fyne.CanvasObject{}
	work.List(p.list, all, func(c contradiction) fyne.CanvasObject {
		p.cards[c.key] = p.desk.contradictionCard(c)
		return p.cards[c.key]
	})
	widgets.Settle(p.box)
}

// goTo brings the contradiction that stands in the way of 定稿 into sight.
func (p *joinPage) goTo(blocker string) {
	if card := p.cards[blocker]; card != nil {
		widgets.ScrollTo(p.box, card)
	}
}

// AskCopy writes a copy of the book as it is, to be kept or carried along.
func (d *Desk) AskCopy() {
	path := d.session.Book.Path()
	d.host.Host.AskCopy(work.Copying{
		Path: path, Name: files.CopyName(path, "（副本）"),
		Words: "副本用来保存、带走。要两个人分头审核，请到“合并”复制一份给他人，那样才能合并回来。",
		Save:  func(to string) error { return d.session.Book.SaveAs(to, false) },
	})
}

// askCopy makes a copy for another reviewer.
func (p *joinPage) askCopy() {
	d := p.desk
	d.signed("没有复制", func() {
		ask := widgets.Ask{Title: "副本存放在哪里", Folder: d.host.Folder, Ends: []string{Ext}, Name: strings.TrimSuffix(FileName(d.session.View.Edition), Ext) + "（副本）" + Ext, Purpose: work.CopyPurpose, New: true}
		widgets.SaveFile(d.host.Window, ask, p.copyTo)
	})
}

func (p *joinPage) copyTo(path string) {
	d, me := p.desk, p.desk.session.Me
	id := ""
	d.host.Run(work.Task{Title: "正在复制", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		id, err = d.session.Book.CopyTo(ctx, me, path)
		return err
	}, Done: func() {
		d.refreshed(func() {
			words := "副本编号 " + id + "。把这个文件交给另一位审核人员，审完以后在这里合并回来；定稿之前要合并。"
			d.host.Made("已复制", filepath.Dir(path), widgets.Column(8, work.MadeOwn(path, ""), widgets.Body(words))).Show()
		})
	}, Failed: "没有复制"})
}

func (p *joinPage) askOther() {
	ask := widgets.Ask{Title: "选择要合并进来的另一份审核汇总", Folder: p.desk.host.Folder, Ends: []string{Ext}, Purpose: work.CopyPurpose}
	widgets.OpenFile(p.desk.host.Window, ask, p.rehearse)
}

// rehearse works out what joining another copy would come to; neither is changed.
func (p *joinPage) rehearse(path string) {
	d := p.desk
	d.signed("没有合并", func() {
		var other *review.Book
		var plan *review.JoinPlan
		d.host.Run(work.Task{Title: "正在对照另一份", Work: func(context.Context, *work.Progress) (err error) {
			if other, err = review.OpenToRead(path); err != nil {
				return err
			}
			if plan, err = d.session.Book.PlanJoin(other); err != nil {
				_ = other.Close() // the error before it says why
			}
			return err
		}, Done: func() { p.showPlan(other, plan) }, Failed: "不能合并", Stopped: [2]string{"已取消", "没有合并，两份都没有变动。"}})
	})
}

// showPlan shows what joining would come to, and joins once that is agreed to.
func (p *joinPage) showPlan(other *review.Book, plan *review.JoinPlan) {
	d := p.desk
	agreed := false
	over := func() { _ = other.Close() } // it was only read
	if plan.Empty() {
		over()
		d.host.Tell("没有变化", "对方的记录这里都有，合并没有变化。")
		return
	}
	list := widgets.Column(10, widgets.NewText(plan.Words(), widgets.Style{Bold: true}))
	for _, kind := range []struct {
		words string
		cells []*review.Cell
		tone  fyne.ThemeColorName
	}{
		{"评分不同，合并以后要选定一份，或者重新评分", plan.Conflicts, widgets.ToneError},
		{"确认的是较早的初评，合并以后要复看", plan.Older, widgets.ToneWait},
		{"对方单独评的", plan.Taken, ""},
		{"一边初评、一边确认", plan.Sequences, ""},
		{"两边评分相同", plan.Same, ""},
	} {
		if len(kind.cells) > 0 {
			part := widgets.Column(4, widgets.NewText(kind.words+"："+strconv.Itoa(len(kind.cells))+"项", widgets.Style{Bold: true, Tone: kind.tone}))
			work.List(part, kind.cells, func(c *review.Cell) fyne.CanvasObject { return p.planned(plan, c) })
			list.Add(part)
		}
	}
	for _, code := range plan.Rivals {
		u := plan.View.Unit(code)
		list.Add(widgets.NewText("来件不同："+u.Unit.Name+"第"+strconv.Itoa(u.Version)+"版，合并以后要选定一份", widgets.Style{Tone: widgets.ToneWait}))
	}
	for _, dispute := range plan.View.Disputes {
		list.Add(widgets.NewText(dispute.Words(plan.View)+dispute.Meanwhile(), widgets.Style{Tone: widgets.ToneWait}))
	}
	if n := len(plan.Backwards); n > 0 {
		list.Add(widgets.NewText(strconv.Itoa(n)+"条记录的时间早于在它之前的记录，先后以记录的承接关系为准", widgets.Style{Tone: widgets.ToneWait}))
	}
	list.Add(widgets.Muted("还没有合并，两份都没有变动。"))
	widgets.NewSheet(d.host.Window, "合并："+other.Copy(), list).Wide().OnHide(func() {
		if !agreed {
			over()
		}
	}).Button("取消", nil).Main("合并", func() bool { agreed = true; return true }, func() {
		me := d.session.Me
		d.session.Act(func(b *review.Book) error {
			defer over()
			return b.Join(me, plan)
		}, d.host.After("没有合并", func() { d.host.Tell("已合并", plan.Words()) }))
	}).Show()
}

// planned is a cell of a plan with the acts that would stand on it.
func (p *joinPage) planned(plan *review.JoinPlan, c *review.Cell) fyne.CanvasObject {
	var acts []string
	for _, e := range c.Heads {
		a := e.Act()
		acts = append(acts, strings.TrimSpace(a.Kind.Label()+" "+a.Says(plan.View.Edition))+"（"+a.Who()+"）")
	}
	return widgets.Row(8, 1, widgets.Body(plan.View.Label(c)), widgets.Muted(strings.Join(acts, "；")))
}
