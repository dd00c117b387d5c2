package work

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/merge"
	"zicha/ui/widgets"
)

// mostLines bounds a list in a dialog.
const mostLines = 200

// List adds a line for each to a column; those beyond what a dialog holds are counted in the last one.
func List[T any](to *fyne.Container, all []T, line func(T) fyne.CanvasObject) {
	for _, one := range all[:min(len(all), mostLines)] {
		to.Add(line(one))
	}
	if rest := len(all) - mostLines; rest > 0 {
		to.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出。", rest)))
	}
}

// Plan shows what is to be taken over before anything is touched: what contradicts the file, with the sides beside one another, is to be
// chosen; what fills blanks is listed.
type Plan struct {
	Host   Host
	Title  string
	Source string // what is taken over: 工作簿, 填报表
	Verb   string // what the button says
	Items  []*merge.Item
	Take   func() // once every conflict was chosen

	choices map[*merge.Item]*widgets.Choices // of the conflicts shown
	said    *widgets.Text                    // beside the buttons, in sight wherever the list is scrolled to
	box     *widgets.Sheet
}

// Show adds the items to a list, and then what else is worth knowing.
func (p *Plan) Show(list *fyne.Container, more func(*fyne.Container)) {
	p.said = widgets.NewText("", widgets.Style{Tone: widgets.ToneError})
	p.choices = map[*merge.Item]*widgets.Choices{}
	conflicts, fills := slices.Clone(p.Items), slices.Clone(p.Items)
	p.addConflicts(list, slices.DeleteFunc(conflicts, func(it *merge.Item) bool { return !it.Conflict() }))
	if fills = slices.DeleteFunc(fills, (*merge.Item).Conflict); len(fills) > 0 {
		list.Add(widgets.NewText(fmt.Sprintf("将写入的%d处", len(fills)), widgets.Style{Bold: true}))
	}
	List(list, fills, func(it *merge.Item) fyne.CanvasObject {
		return widgets.Row(8, 0, widgets.Body(it.Title+"："+it.Offers[0].Text), widgets.Muted(it.Offers[0].Who()))
	})
	more(list)
	p.box = widgets.NewSheet(p.Host.Window, p.Title, list).Wide().Custom(p.said).Button("取消", nil).Main(p.Verb, p.ready, p.Take).Show()
}

func (p *Plan) addConflicts(list *fyne.Container, conflicts []*merge.Item) {
	if len(conflicts) == 0 {
		return
	}
	head := widgets.NewText(fmt.Sprintf("不一样的%d处，请逐条选择", len(conflicts)), widgets.Style{Bold: true, Tone: widgets.ToneWait})
	list.Add(widgets.Row(4, 0, head, widgets.NewAction("全部用"+p.Source+"的", theme.ConfirmIcon(), func() { p.all(true) }),
		widgets.NewAction("全部保留档案的", theme.ConfirmIcon(), func() { p.all(false) })))
	List(list, conflicts, p.conflict)
	if len(conflicts) > mostLines {
		list.Add(widgets.Muted("没有列出的，用上面的“全部”选择。"))
	}
}

// conflict sets the sides of one beside each other; an answer's key is the pick.
func (p *Plan) conflict(it *merge.Item) fyne.CanvasObject {
	side := func(name, text string) fyne.CanvasObject {
		return widgets.Panel(widgets.ToneQuote, 8, widgets.Column(2, widgets.Muted(name), widgets.Body(cmp.Or(text, "空白"))))
	}
	answers := []widgets.Choice{{Key: strconv.Itoa(merge.PickMine), Label: cmp.Or(it.Keep, "保留档案的")}}
	mine := "档案里的"
	if it.Keep != "" {
		mine = "不选的话"
	}
	var sides []fyne.CanvasObject
	for i, o := range it.Offers {
		if o.Text == it.Mine {
			mine = "档案里的，" + o.Who() + "填的一样"
			continue
		}
		answers = append(answers, widgets.Choice{Key: strconv.Itoa(i), Label: "用" + o.Who() + "的"})
		sides = append(sides, side(p.offered(o), o.Text))
	}
	sides = append([]fyne.CanvasObject{side(mine, it.Mine)}, sides...)
	rows := widgets.Column(4, widgets.NewText(it.Title, widgets.Style{Bold: true}))
	for pair := range slices.Chunk(sides, 2) {
		if len(pair) == 2 {
			pair = []fyne.CanvasObject{widgets.Sides(8, pair[0], pair[1])}
		}
		rows.Add(pair[0])
	}
	choice := widgets.NewChoices(answers...)
	choice.OnChanged = func(key string) {
		it.Pick, _ = strconv.Atoi(key)
		p.say("")
	}
	p.choices[it] = choice
	p.put(it)
	rows.Add(choice)
	return rows
}

// offered names the side of an offer.
func (p *Plan) offered(o merge.Offer) string {
	if o.Who() == p.Source {
		return p.Source + "里的"
	}
	return o.Who() + "填的"
}

// put shows an answer given.
func (p *Plan) put(it *merge.Item) {
	if choice := p.choices[it]; choice != nil && !it.Open() {
		choice.Put(strconv.Itoa(it.Pick))
	}
}

// all answers every conflict alike; where the offers contradict one another it stays to be chosen.
func (p *Plan) all(offered bool) {
	for _, it := range p.Items {
		it.Prefer(offered)
		p.put(it)
	}
	p.say("")
}

// say names what keeps the work from going on.
func (p *Plan) say(words string) {
	p.said.SetText(words)
	p.box.Fit()
}

// ready reports whether every conflict was chosen, and tells how many were not.
func (p *Plan) ready() bool {
	_, _, open := merge.Count(p.Items)
	if open > 0 {
		p.say(fmt.Sprintf("还有%d处没有选择用哪一边的", open))
	}
	return open == 0
}

// Outcomes lists line by line what happened.
func Outcomes(outcomes []merge.Outcome) *fyne.Container {
	lines := widgets.Column(4)
	List(lines, outcomes, func(o merge.Outcome) fyne.CanvasObject {
		words := o.Item.Title
		if !o.Item.Conflict() {
			words += "：" + o.Item.Offers[0].Text
		}
		return widgets.Row(8, 0, widgets.Body(words), widgets.Muted(o.Words))
	})
	return lines
}
