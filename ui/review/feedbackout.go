package review

import (
	"context"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms/feedback"
	"zicha/forms/files"
	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// feedbackOut is feedback on its way to the counties (反馈单): of the result that holds, with scores, or of what is returned, without any.
type feedbackOut struct {
	desk    *Desk
	holds   *review.ResultLine // nil where no result holds
	apart   bool               // results of two copies stand side by side
	back    map[string]int     // how many indicators are returned to a unit, by its code
	process bool               // without scores
	units   []string           // codes; none for all
}

// AskFeedback asks which feedback is to be written, of one unit where its code is given, and where to.
func (d *Desk) AskFeedback(county string) {
	f := &feedbackOut{desk: d, back: map[string]int{}}
	if county != "" {
		f.units = []string{county}
	}
	var lines []review.ResultLine
	d.session.Aside(func(context.Context) error {
		lines = d.session.Book.ResultLines()
		return nil
	}, func(error) {
		for i := range lines {
			if lines[i].Holds {
				f.holds = &lines[i]
			}
		}
		f.apart = len(lines) > 0 && f.holds == nil
		for _, u := range d.session.View.Units {
			for _, c := range u.Cells {
				if c.State == review.ReturnedState {
					f.back[u.Unit.Code]++
				}
			}
		}
		f.ask()
	})
}

// The kinds of feedback.
const (
	feedbackResult  = "result"
	feedbackProcess = "process"
)

// none says why there is nothing to be written, "" where there is.
func (f *feedbackOut) none() string {
	if f.holds != nil {
		return ""
	}
	back := len(f.back)
	if len(f.units) == 1 {
		back = f.back[f.units[0]]
	}
	switch {
	case back > 0:
		return ""
	case f.apart:
		return "两份副本各自定了稿，选定一份以后才能写出反馈单。"
	}
	return "结果还没有定稿，也没有退回补正的项，没有可以反馈的内容。定稿以后，或者有退回补正的，再写出反馈单。"
}

func (f *feedbackOut) ask() {
	d := f.desk
	if words := f.none(); words != "" {
		d.host.Tell("没有写出反馈单", words)
		return
	}
	f.process = f.holds == nil
	what := widgets.Column(4)
	under := widgets.Muted("")
	var box *widgets.Sheet
	picker := newUnitPicker(d.session.View, f.units)
	say := func() {
		under.SetText(f.words())
		picker.keep(f.candidate)
		if box != nil {
			box.Fit()
		}
	}
	if f.holds != nil && len(f.back) > 0 {
		kinds := widgets.NewChoices(widgets.Choice{Key: feedbackResult, Label: "第" + strconv.Itoa(f.holds.Number) + "次定稿的"}, widgets.Choice{Key: feedbackProcess, Label: "退回补正的，不含得分"})
		kinds.Put(feedbackResult)
		kinds.OnChanged = func(key string) {
			f.process = key == feedbackProcess
			say()
		}
		what.Add(kinds)
	}
	what.Add(under)
	say()
	wrong := widgets.NewText("", widgets.Style{Tone: widgets.ToneError})
	ok := func() bool {
		if f.units = picker.picked(); len(f.units) == 0 {
			wrong.SetText("还没有选，请点选" + d.session.View.Edition.Words.Unit + "。")
			box.Fit()
			return false
		}
		if len(f.units) == picker.candidates() {
			f.units = nil // all
		}
		return true
	}
	form := widgets.Column(10, what, picker.object(), wrong)
	box = widgets.NewSheet(d.host.Window, "写出反馈单", form).Wide().Button("取消", nil).Main("选择文件夹…", ok, f.place).Show()
}

// candidate reports whether there is something to tell a unit.
func (f *feedbackOut) candidate(code string) bool { return !f.process || f.back[code] > 0 }

// words say what is written.
func (f *feedbackOut) words() string {
	e := f.desk.session.View.Edition
	each := "每个" + e.Words.Unit + "一份反馈单（PDF）和一份反馈文件（.fankui），内容一致；"
	if f.process {
		return each + "只列退回补正的项和要补正的内容，不含得分。有退回的共" + count(len(f.back), "个") + e.Words.Unit + "。"
	}
	return each + "列出第" + strconv.Itoa(f.holds.Number) + "次定稿（" + f.holds.Code + "）的各项得分和理由、分类得分和平均分，不含其他" + e.Words.Unit + "的得分，也不含位次。"
}

// place asks for a folder.
func (f *feedbackOut) place() {
	ask := widgets.Ask{Title: "反馈单存放的文件夹", Folder: f.desk.host.Folder, Purpose: "feedbacks"}
	widgets.Folder(f.desk.host.Window, ask, f.write)
}

// write writes into a folder, unless something stands in the way there: nothing is ever replaced.
func (f *feedbackOut) write(folder string) {
	d := f.desk
	var there files.Outputs
	var paths []string
	d.host.Run(work.Task{Title: "正在写出反馈单", Work: func(ctx context.Context, progress *work.Progress) error {
		s, err := f.snapshot(ctx, progress)
		if err != nil {
			return err
		}
		job := results.FeedbackJob{Snapshot: s, Dir: folder, Counties: f.units}
		plan, err := job.Plan()
		if err != nil {
			return err
		}
		if there = plan.Replaced(); len(there) > 0 {
			return nil
		}
		job.Progress = func(name string, done, total int) { progress.Report(name, float64(done)/float64(max(total, 1))) }
		paths, err = job.Write(ctx)
		return err
	}, Done: func() {
		if len(there) > 0 {
			f.inTheWay(folder, there)
			return
		}
		list := widgets.Column(8, widgets.NewText("共写出"+strconv.Itoa(len(paths))+"个文件。", widgets.Style{Bold: true}))
		for _, path := range paths {
			if len(paths) <= mostMade && filepath.Ext(path) != feedback.Ext { // the file beside it is for the unit's program
				list.Add(d.host.MadeFile(path, "同名的"+feedback.Ext+"是它的反馈文件，一并发给这个单位。"))
			}
		}
		d.host.Made("已写出反馈单", folder, list).Show()
	}, Failed: "没有写出反馈单", Stopped: [2]string{"已取消", "没有写出反馈单，文件夹里没有留下文件。"}})
}

// mostMade is up to how many files are named one by one.
const mostMade = 12

func (f *feedbackOut) snapshot(ctx context.Context, progress *work.Progress) (*review.Snapshot, error) {
	if f.process {
		return f.desk.session.Book.DraftTelling(ctx, func(done, total int) {
			progress.Report("正在查看各单位的情况", float64(done)/float64(max(total, 1)))
		})
	}
	return f.desk.session.Book.Result(f.holds.Code)
}

// inTheWay lists the files that are there already, and asks for another folder.
func (f *feedbackOut) inTheWay(folder string, there files.Outputs) {
	list := widgets.Column(6, widgets.Body("文件夹“"+folder+"”里已经有下面"+count(len(there), "个")+"同名文件。为了不丢失它们的内容，没有写出任何文件，请换一个文件夹，或者先移走它们："))
	work.List(list, there, func(x files.Output) fyne.CanvasObject { return widgets.Body(x.Words()) })
	widgets.NewSheet(f.desk.host.Window, "已有同名文件", list).Wide().Button("取消", nil).Main("换一个文件夹…", nil, f.place).Show()
}
