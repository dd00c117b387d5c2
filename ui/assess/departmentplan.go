package assess

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/merge"
	"zicha/forms/sheets"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// returning is the departments' workbooks being taken back: the plan, and what became of each line.
type returning struct {
	desk    *Desk
	plan    *sheets.Plan
	refused []string // sentences about files that are none of ours
}

// show lists everything before anything is touched.
func (r *returning) show() {
	d := r.desk
	list := widgets.Column(8)
	if len(r.plan.Sheets) == 0 {
		list.Add(widgets.Body("没有可以收回的填报表，档案没有改动。"))
		if len(r.refused) == 0 {
			list.Add(widgets.Body("这里没有部门交回的填报表（.xlsx）。请选择存放填报表的文件夹。"))
		}
		r.addRefused(list)
		d.host.Sheet("收回填报表", list)
		return
	}
	items := r.plan.Choices()
	fills, conflicts, _ := merge.Count(items)
	list.Add(widgets.Body(fmt.Sprintf("收到%d份填报表。可以直接写入的有%d处，不一样、要选择的有%d处，与档案一致的有%d处。空着的格子不改动档案；写入后可以一次撤销。",
		len(r.plan.Sheets), fills, conflicts, r.plan.Same)))
	r.addRefused(list)
	plan := &work.Plan{Host: d.host.Host, Title: "收回填报表", Source: "填报表", Verb: "写入", Items: items, Take: r.take}
	plan.Show(list, r.addNotes)
}

func (r *returning) addRefused(list *fyne.Container) {
	work.List(list, r.refused, func(words string) fyne.CanvasObject {
		return widgets.NewText(words, widgets.Style{Tone: widgets.ToneError})
	})
}

// addNotes says what could not be taken, what is worth knowing, and who has not answered.
func (r *returning) addNotes(list *fyne.Container) {
	if len(r.plan.Notes) > 0 {
		list.Add(widgets.NewText(fmt.Sprintf("请核对的%d处", len(r.plan.Notes)), widgets.Style{Bold: true}))
	}
	work.List(list, r.plan.Notes, func(n sheets.Note) fyne.CanvasObject {
		tone := widgets.ToneWait
		if n.Severity == forms.Hint {
			tone = widgets.ToneMuted
		}
		return widgets.NewText(noteHead(n)+n.Message, widgets.Style{Tone: tone})
	})
	addWaiting(list, r.plan.Waiting)
}

// noteHead is whom and which place a note is about: "县公安局 填报!C7：".
func noteHead(n sheets.Note) string {
	head := strings.TrimSpace(n.Department + " " + n.Place)
	if head == "" {
		return ""
	}
	return head + "："
}

func addWaiting(list *fyne.Container, waiting []sheets.Waiting) {
	if len(waiting) == 0 {
		return
	}
	list.Add(widgets.NewText(fmt.Sprintf("还没有交齐的%d个部门", len(waiting)), widgets.Style{Bold: true}))
	work.List(list, waiting, func(w sheets.Waiting) fyne.CanvasObject { return widgets.Body(w.String()) })
}

// showOutcome tells line by line what happened; gone says which texts not taken went.
func (r *returning) showOutcome(outcomes []merge.Outcome, gone string) {
	taken := 0
	for _, o := range outcomes {
		if o.Taken {
			taken++
		}
	}
	sum := fmt.Sprintf("写入%d处，没有改动%d处，已记下%d份填报表交回。", taken, len(outcomes)-taken, len(r.plan.Sheets))
	if taken > 0 {
		sum += "需要退回时，用“撤销”，几份一起退回。"
	}
	list := widgets.Column(8, widgets.Body(sum+gone), work.Outcomes(outcomes))
	r.addRefused(list)
	r.plan.Waiting = sheets.WaitingFor(r.desk.session.Values, nil)
	r.addNotes(list)
	r.desk.host.Sheet("已收回填报表", list)
}
