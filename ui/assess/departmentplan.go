package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/sheets"
	"zicha/ui/widgets"
)

// returning is the departments' workbooks being taken back: the plan, the choices in it, and what became of each line.
type returning struct {
	desk    *Desk
	plan    *sheets.Plan
	refused []string // sentences about files that are none of ours
	choices []*widgets.Choices
	picks   []func(sheet bool) // of the conflicts shown, in order
	said    *widgets.Text
	box     *widgets.Sheet
}

// show lists everything before anything is touched.
func (r *returning) show() {
	d := r.desk
	r.said = widgets.NewText("", widgets.Style{Tone: widgets.ToneSeal})
	list := widgets.Column(8)
	if len(r.plan.Sheets) == 0 {
		list.Add(widgets.Body("没有可以收回的填报表，档案没有改动。"))
		if len(r.refused) == 0 {
			list.Add(widgets.Body("这里没有部门交回的填报表（.xlsx）。请选择放着填报表的那一个文件夹。"))
		}
		r.addRefused(list)
		d.host.Sheet("收回填报表", list)
		return
	}
	fills, conflicts := r.counts()
	list.Add(widgets.Body(fmt.Sprintf("收到%d份填报表。可以直接写入的有%d处，不一样、要选择的有%d处，与档案一致的有%d处。空着的格子不改动档案；写入后可以撤销，一个部门一步。",
		len(r.plan.Sheets), fills, conflicts, r.plan.Same)))
	r.addRefused(list)
	r.addConflicts(list, conflicts)
	r.addFills(list, fills)
	r.addNotes(list)
	r.box = widgets.NewSheet(d.host.Window, "收回填报表", list).Wide().Custom(r.said).Button("取消", nil).Main("写入", r.ready, r.take).Show()
}

func (r *returning) counts() (fills, conflicts int) {
	for _, it := range r.plan.Items {
		if it.Conflict() {
			conflicts++
		} else {
			fills++
		}
	}
	return fills, conflicts
}

func (r *returning) addRefused(list *fyne.Container) {
	for _, words := range clipped(r.refused) {
		list.Add(widgets.NewText(words, widgets.Style{Tone: widgets.ToneSeal}))
	}
}

// addConflicts sets the sides of every conflict beside each other.
func (r *returning) addConflicts(list *fyne.Container, n int) {
	if n == 0 {
		return
	}
	head := widgets.NewText(fmt.Sprintf("不一样的%d处，请逐条选择", n), widgets.Style{Bold: true, Tone: widgets.ToneWait})
	list.Add(widgets.Row(4, 0, head, widgets.NewAction("全部用填报表的", theme.ConfirmIcon(), func() { r.all(true) }),
		widgets.NewAction("全部保留档案的", theme.ConfirmIcon(), func() { r.all(false) })))
	for _, it := range r.plan.Items {
		if !it.Conflict() {
			continue
		}
		if len(r.choices) >= shownRows {
			list.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出，用上面的“全部”选择。", n-shownRows)))
			return
		}
		list.Add(r.conflict(it))
	}
}

// conflict is one of them; an answer's key is the place of its offer, -1 for the dossier.
func (r *returning) conflict(it *sheets.Item) fyne.CanvasObject {
	side := func(name, text string) fyne.CanvasObject {
		if text == "" {
			text = "空白"
		}
		return widgets.Panel(widgets.ToneQuote, 8, widgets.Column(2, widgets.Muted(name), widgets.Body(text)))
	}
	answers := []widgets.Choice{{Key: strconv.Itoa(sheets.PickMine), Label: "保留档案的"}}
	mine := "档案里的"
	if i := slices.IndexFunc(it.Offers, func(o sheets.Offer) bool { return o.Text == it.Mine }); i >= 0 {
		mine = "档案里的，" + it.Offers[i].Who() + "填的一样"
	}
	sides := []fyne.CanvasObject{side(mine, it.Mine)}
	for i, o := range it.Offers {
		if o.Text == it.Mine {
			continue
		}
		answers = append(answers, widgets.Choice{Key: strconv.Itoa(i), Label: "用" + o.Who() + "的"})
		sides = append(sides, side(o.Who()+"填的", o.Text))
	}
	choice := widgets.NewChoices(answers...)
	put := func() {
		if !it.Open() {
			choice.Put(strconv.Itoa(it.Pick))
		}
	}
	put()
	choice.OnChanged = func(key string) {
		if pick, err := strconv.Atoi(key); err == nil {
			it.Pick = pick
		}
		r.say("")
	}
	r.choices = append(r.choices, choice)
	r.picks = append(r.picks, func(sheet bool) { it.Prefer(sheet); put() })
	rows := widgets.Column(4, widgets.NewText(it.Title, widgets.Style{Bold: true}))
	for len(sides) > 1 {
		rows.Add(widgets.Sides(8, sides[0], sides[1]))
		sides = sides[2:]
	}
	if len(sides) == 1 {
		rows.Add(sides[0])
	}
	rows.Add(choice)
	return rows
}

// all answers every conflict alike; departments that contradict one another stay to be chosen.
func (r *returning) all(sheet bool) {
	for _, pick := range r.picks {
		pick(sheet)
	}
	for _, it := range r.plan.Items {
		it.Prefer(sheet)
	}
	r.say("")
}

// say tells what keeps the work from going on.
func (r *returning) say(words string) {
	r.said.SetText(words)
	r.box.Fit()
}

// ready reports whether every conflict was chosen, and tells how many were not.
func (r *returning) ready() bool {
	n := r.plan.Open()
	if n > 0 {
		r.say(fmt.Sprintf("还有%d处没有选择用哪一边的", n))
	}
	return n == 0
}

func (r *returning) addFills(list *fyne.Container, n int) {
	if n == 0 {
		return
	}
	list.Add(widgets.NewText(fmt.Sprintf("将写入的%d处", n), widgets.Style{Bold: true}))
	shown := 0
	for _, it := range r.plan.Items {
		if it.Conflict() {
			continue
		}
		if shown++; shown > shownRows {
			list.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出。", n-shownRows)))
			return
		}
		list.Add(widgets.Row(8, 0, widgets.Body(it.Title+"："+it.Offers[0].Text), widgets.Muted(it.Offers[0].Who())))
	}
}

// addNotes tells what could not be taken, what is worth knowing, and who has not answered.
func (r *returning) addNotes(list *fyne.Container) {
	if len(r.plan.Notes) > 0 {
		list.Add(widgets.NewText(fmt.Sprintf("请看一下的%d处", len(r.plan.Notes)), widgets.Style{Bold: true}))
	}
	for _, n := range clipped(r.plan.Notes) {
		tone := widgets.ToneWait
		if n.Severity == forms.Hint {
			tone = widgets.ToneMuted
		}
		list.Add(widgets.NewText(noteHead(n)+n.Message, widgets.Style{Tone: tone}))
	}
	if rest := len(r.plan.Notes) - shownRows; rest > 0 {
		list.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出。", rest)))
	}
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
	for _, w := range clipped(waiting) {
		list.Add(widgets.Body(w.String()))
	}
}

// showOutcome tells line by line what happened.
func (r *returning) showOutcome(outcomes []sheets.Outcome) {
	taken := 0
	lines := widgets.Column(4)
	for i, o := range outcomes {
		if o.Taken {
			taken++
		}
		words := o.Item.Title
		if !o.Item.Conflict() {
			words += "：" + o.Item.Offers[0].Text
		}
		if i < shownRows {
			lines.Add(widgets.Row(8, 0, widgets.Body(words), widgets.Muted(o.Words)))
		}
	}
	if rest := len(outcomes) - shownRows; rest > 0 {
		lines.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出。", rest)))
	}
	sum := fmt.Sprintf("写入%d处，没有改动%d处，已记下%d份填报表交回。", taken, len(outcomes)-taken, len(r.plan.Sheets))
	if taken > 0 {
		sum += "需要退回时，用“撤销”，一个部门一步。"
	}
	list := widgets.Column(8, widgets.Body(sum), lines)
	r.addRefused(list)
	r.plan.Waiting = sheets.WaitingFor(r.desk.session.Values, nil)
	r.addNotes(list)
	r.desk.host.Sheet("已收回填报表", list)
}
