package review

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// askFinal says what 定稿 will do, and freezes the result once that is agreed to.
func (p *gatePage) askFinal() {
	d := p.desk
	d.signed("没有定稿", func() {
		if p.why() != "" {
			return
		}
		v := p.facts.view
		number := 1
		for _, line := range p.facts.results {
			number = max(number, line.Number+1)
		}
		list := widgets.Column(8, widgets.Body("把现在"+strconv.Itoa(len(v.Units))+"个"+v.Edition.Words.Unit+"的得分、位次、理由，以及口径裁定、案件和"+v.Edition.Words.Assessor+"的数据固定为第"+strconv.Itoa(number)+"次定稿，得出核对码。"))
		if n := len(p.reasons); n > 0 {
			list.Add(widgets.Body("没有办完而接受的" + count(n, "处") + "和理由写进结果。"))
		}
		if number > 1 {
			list.Add(widgets.Body(p.lastWords()))
		}
		list.Add(widgets.Body(d.session.Me.Words() + "，印在文件上。"))
		list.Add(widgets.Muted("定稿不能撤销；之后有变化的，办完以后再定稿一次。"))
		widgets.NewSheet(d.host.Window, "第"+strconv.Itoa(number)+"次定稿", list).Button("取消", nil).Main("定稿", nil, p.finalize).Show()
	})
}

// lastWords say what becomes of the result before.
func (p *gatePage) lastWords() string {
	words := "以前的定稿留存，以这一次为准。"
	for _, line := range p.facts.results {
		if line.Holds && line.Later == 0 {
			words += "第" + strconv.Itoa(line.Number) + "次定稿以后没有新的审核记录。"
		}
	}
	return words
}

// finalize freezes the result.
func (p *gatePage) finalize() {
	d := p.desk
	ask := review.Finalizing{Person: d.session.Me, Waivers: p.waivers()}
	d.host.Run(work.Task{Title: "正在定稿", Work: func(ctx context.Context, progress *work.Progress) error {
		ask.Progress = func(done, total int) {
			progress.Report("正在固定各单位的得分和理由", float64(done)/float64(max(total, 1)))
		}
		_, _, err := d.session.Book.FinalizeAs(ctx, ask)
		return err
	}, Done: func() {
		p.reasons, p.marked = map[string]string{}, map[string]bool{}
		p.results.scroll.ScrollToTop()
		d.refreshed(func() {})
	}, Failed: "没有定稿", Stopped: [2]string{"已取消", "没有定稿，审核汇总没有变动。"}})
}

// askApprove asks when and by what a result was approved.
func (r *gateResults) askApprove(line review.ResultLine) {
	d := r.desk
	d.signed("没有登记", func() {
		day, document := widgets.NewEntry(160), widgets.NewEntry(300)
		day.SetPlaceHolder("日期，写法如2018-02-05")
		document.SetPlaceHolder("文号，或者会议纪要")
		if line.Approval != nil {
			day.SetText(line.Approval.Date)
			document.SetText(line.Approval.Document)
		}
		wrong := widgets.NewText("", widgets.Style{Tone: widgets.ToneError})
		var box *widgets.Sheet
		ok := func() bool {
			if _, err := review.CheckApproval(day.Text, document.Text); err != nil {
				wrong.SetText(err.Error() + "。")
				box.Fit()
				return false
			}
			return true
		}
		form := widgets.Column(10, widgets.Body("第"+strconv.Itoa(line.Number)+"次定稿（"+line.Code+"）经批准的日期和文件。登记以后，文件上印审定的日期和文件，不再印“送审稿，未经审定”；登记错的再登记一次。"),
			widgets.Labelled(90, widgets.Body("审定日期"), day), widgets.Labelled(90, widgets.Body("审定文件"), document), wrong)
		box = widgets.NewSheet(d.host.Window, "登记审定", form).Button("取消", nil).Main("登记", ok, func() {
			me, date, paper := d.session.Me, day.Text, document.Text
			d.session.Act(func(b *review.Book) error { return b.Approve(me, line.Code, date, paper) }, d.host.After("没有登记", func() {}))
		}).Show()
	})
}

// prove works a result out anew from the acts there were.
func (r *gateResults) prove(line review.ResultLine) {
	d := r.desk
	var found review.Recomputed
	d.host.Run(work.Task{Title: "正在由审核记录复算", Work: func(ctx context.Context, progress *work.Progress) (err error) {
		found, err = d.session.Book.RecomputeOne(ctx, line.Code, func(done, total int) {
			progress.Report("正在逐项重新计算", float64(done)/float64(max(total, 1)))
		})
		return err
	}, Done: func() {
		if len(found.Differs) == 0 {
			d.host.Tell("核对一致", found.Words()+"。")
			return
		}
		list := widgets.Column(6, widgets.NewText(found.Words()+"：", widgets.Style{Bold: true, Tone: widgets.ToneError}))
		work.List(list, found.Differs, func(words string) fyne.CanvasObject { return widgets.Body(words) })
		d.host.Sheet("核对不一致", list)
	}, Failed: "没有核对", Stopped: [2]string{"已取消", "没有核对完。"}})
}

// askWorkbook writes the workbook by which anybody can follow a result (旁人复算).
func (r *gateResults) askWorkbook(line review.ResultLine) {
	d := r.desk
	e := d.session.View.Edition
	name := e.City + strconv.Itoa(e.Year) + "年度" + results.RecomputeName + "（定稿" + strconv.Itoa(line.Number) + "）.xlsx"
	ask := widgets.Ask{Title: "复算表存放在哪里", Folder: d.host.Folder, Ends: []string{".xlsx"}, Name: name, Purpose: "recompute", New: true}
	widgets.SaveFile(d.host.Window, ask, func(path string) {
		d.host.Run(work.Task{Title: "正在写出复算表", Work: func(ctx context.Context, progress *work.Progress) error {
			s, err := d.session.Book.Result(line.Code)
			if err != nil {
				return err
			}
			return results.RecomputeJob{Book: d.session.Book, Snapshot: s, Path: path, Progress: func(name string, done, total int) {
				progress.Report(name, float64(done)/float64(max(total, 1)))
			}}.Write(ctx)
		}, Done: func() {
			words := "各项、各类得分、总分和位次都是公式，不用本程序也可以逐项复算。"
			widgets.NewSheet(d.host.Window, "已写出复算表", widgets.Column(8, d.host.MadeFile(path, words))).Main("完成", nil, nil).Show()
		}, Failed: "没有写出", Stopped: [2]string{"已取消", "没有写出复算表。"}})
	})
}

// differ shows what is otherwise in a result than in the one before it.
func (r *gateResults) differ(before, line review.ResultLine) {
	b := r.desk.session.Book
	var all []forms.Difference
	r.desk.host.Run(work.Task{Title: "正在比较", Work: func(context.Context, *work.Progress) error {
		was, err := b.Result(before.Code)
		if err != nil {
			return err
		}
		is, err := b.Result(line.Code)
		if err == nil {
			all = was.Differs(is)
		}
		return err
	}, Done: func() {
		words := "第" + strconv.Itoa(before.Number) + "次定稿与第" + strconv.Itoa(line.Number) + "次定稿相比，" + count(len(all), "处") + "不同。下面先写第" + strconv.Itoa(before.Number) + "次的，“现为”后面是第" + strconv.Itoa(line.Number) + "次的。"
		r.list200("与上一次比较", words, all)
	}, Failed: "没有比较"})
}
