package assess

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/ui/widgets"
)

// findSheet is the search: a field, and under it what is found as one types.
type findSheet struct {
	desk    *Desk
	sheet   *widgets.Sheet
	entry   *widgets.Entry
	note    *widgets.Text
	list    *fyne.Container
	scroll  *widgets.Scroll
	hits    []hit
	lines   []*widgets.Line
	current int
}

// Find opens the search over the rulebook and everything in the dossier.
func (d *Desk) Find() {
	d.session.Flush()
	f := &findSheet{desk: d}
	f.build()
	f.show("")
	d.host.Window.Canvas().Focus(f.entry)
}

func (f *findSheet) build() {
	f.entry, f.note, f.list = widgets.NewEntry(200), widgets.Muted(""), widgets.Column(0)
	f.entry.SetPlaceHolder(fmt.Sprintf("输入要找的字，例如：诚信宣传、示政〔%d〕18号、联系人", f.desk.session.Values.Edition.Year))
	f.entry.OnChanged, f.entry.OnKey = f.show, f.onKey
	f.entry.OnEnter = func() { f.open(f.current) }
	f.scroll = widgets.NewScroll(f.list)
	high := f.desk.host.Window.Canvas().Size().Height - 320
	f.scroll.SetMinSize(fyne.NewSize(0, max(160, high)))
	content := widgets.Column(8, f.entry, f.note, container.NewStack(widgets.NewGround(widgets.ToneSheet, 4), f.scroll))
	f.sheet = widgets.NewSheet(f.desk.host.Window, "查找", content).Wide().Button("关闭", nil).Show()
}

// show lists what is found for the words.
func (f *findSheet) show(query string) {
	var more int
	f.hits, more = search(f.desk.session.Values, query)
	f.lines, f.list.Objects, f.current = nil, nil, 0
	group := -1
	for i, h := range f.hits {
		if h.indicator != group {
			group = h.indicator
			f.list.Add(f.head(group))
		}
		f.list.Add(f.line(i, h))
	}
	f.note.SetText(foundWords(query, len(f.hits), more))
	f.list.Refresh()
	f.scroll.Refresh()
	f.scroll.ScrollToTop()
	f.choose(0)
}

// foundWords says how much was found, and what to do where nothing was.
func foundWords(query string, found, more int) string {
	switch {
	case folded(query) == "":
		return "在评分标准原文、口径说明、填报内容、台账、完成情况、备注和佐证材料里查找。↑、↓选择，回车前往，以后按F3到下一处。"
	case found == 0:
		return "没有找到“" + query + "”。可以少输几个字，或换一个说法。"
	case more > 0:
		return "找到" + strconv.Itoa(found+more) + "处，只列出前" + strconv.Itoa(found) + "处；再多输几个字，可以缩小范围。"
	}
	return "找到" + strconv.Itoa(found) + "处。↑、↓选择，回车前往。"
}

func (f *findSheet) head(no int) fyne.CanvasObject {
	words := "单位信息与报告正文"
	if ind := f.desk.session.Values.Edition.Indicator(no); ind != nil {
		words = strconv.Itoa(no) + " " + ind.Title
	}
	text := widgets.NewText(words, widgets.Style{Size: theme.SizeNameCaptionText, Bold: true, Tone: widgets.ToneMuted, Single: true})
	return widgets.Inset(8, 5, text)
}

// labelShare is how much of a result's line tells where it is.
const labelShare = 190

func (f *findSheet) line(i int, h hit) fyne.CanvasObject {
	label := widgets.NewText(h.label, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true})
	row := widgets.Row(10, 1, widgets.Fixed(labelShare, label), widgets.NewFound(h.before, h.match, h.after))
	l := widgets.NewLine(widgets.Inset(8, 3, row), func() { f.open(i) })
	f.lines = append(f.lines, l)
	return l
}

// onKey moves through the results while the field keeps the keyboard.
func (f *findSheet) onKey(key *fyne.KeyEvent, _ bool) bool {
	switch key.Name {
	case fyne.KeyDown:
		f.choose(f.current + 1)
	case fyne.KeyUp:
		f.choose(f.current - 1)
	case fyne.KeyPageDown:
		f.choose(min(f.current+10, len(f.lines)-1))
	case fyne.KeyPageUp:
		f.choose(max(f.current-10, 0))
	default:
		return false
	}
	return true
}

// choose makes a result the one Enter goes to; beyond the ends nothing happens.
func (f *findSheet) choose(i int) {
	if i < 0 || i >= len(f.lines) {
		return
	}
	f.lines[f.current].Select(false)
	f.current = i
	f.lines[i].Select(true)
	if i == 0 {
		f.scroll.ScrollToTop()
		return
	}
	widgets.KeepInSight(f.scroll, f.lines[i])
}

// open goes to where a result stands.
func (f *findSheet) open(i int) {
	if i >= len(f.hits) {
		return
	}
	f.sheet.Hide()
	f.desk.last = lastFound{f.entry.Text, i}
	f.desk.goHit(f.hits[i])
}

// lastFound is what was looked for last, and which of the places found was gone to.
type lastFound struct {
	query string
	at    int
}

// FindNext goes to the next place of what was looked for last, after the last to the first; where nothing was looked for it asks.
func (d *Desk) FindNext() {
	if d.last.query == "" {
		d.Find()
		return
	}
	d.session.Flush()
	hits, _ := search(d.session.Values, d.last.query)
	if len(hits) == 0 {
		d.head.saved.Set("没有找到“"+d.last.query+"”", widgets.ToneMuted)
		return
	}
	d.last.at = (d.last.at + 1) % len(hits)
	d.goHit(hits[d.last.at])
	d.head.saved.Set(fmt.Sprintf("“%s”第%d处，共%d处", d.last.query, d.last.at+1, len(hits)), widgets.ToneMuted)
}

// goHit goes to the exact field of a hit, to the notes opened, or to the criterion or the indicator it was found at.
func (d *Desk) goHit(h hit) {
	if h.label == notesLabel {
		d.Go(h.indicator)
		if p, ok := d.pane.indicator(); ok {
			p.showNotes()
		}
		return
	}
	criterion := h.criterion
	if criterion == "" && h.indicator > 0 {
		criterion = strconv.Itoa(h.indicator)
	}
	d.GoProblem(forms.Problem{Criterion: criterion, Where: h.path})
}
