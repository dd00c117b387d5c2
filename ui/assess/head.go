package assess

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/ui/widgets"
)

// head is the line over everything: whose dossier, in what state, saved when.
func (d *Desk) head() fyne.CanvasObject {
	d.name = widgets.NewText("", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true, Single: true})
	d.state = widgets.NewText("", widgets.Style{Tone: widgets.ToneSeal, Single: true})
	d.saved = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted, Single: true})
	d.left = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted})
	d.check = widgets.NewButton("检查", d.ShowProblems)
	d.export = widgets.NewMainButton("导出", nil, d.AskExport)
	d.line = container.New(headLine{}, d.name, d.state, d.saved, d.left, d.check, d.export)
	return widgets.Inset(16, 8, d.line)
}

// showHead brings the head line in line with the session; it is laid out anew where its words have changed.
func (d *Desk) showHead() {
	county := d.session.Values.County()
	if county == "" {
		county = "未填单位"
	}
	before := d.name.Text() + d.state.Text() + d.left.Text()
	d.name.SetText(county + " " + strconv.Itoa(d.session.Values.Edition.Year) + "年度自查")
	d.state.SetText(d.stateWords())
	d.left.SetText(d.deadlineWords(d.session.Now()))
	if before != d.name.Text()+d.state.Text()+d.left.Text() {
		d.line.Refresh()
	}
}

func (d *Desk) stateWords() string {
	v := d.session.Values
	words := "草稿"
	if v.Final {
		words = "定稿第" + strconv.Itoa(v.Version) + "版"
	} else if v.Version > 1 {
		words = "草稿（第" + strconv.Itoa(v.Version) + "版）"
	}
	switch {
	case !d.session.Outdated():
		return words
	case v.Final:
		return words + " · 还没有导出"
	}
	return words + " · 导出后有改动"
}

// deadlineWords says calmly how the deadline stands.
func (d *Desk) deadlineWords(now time.Time) string {
	day, err := time.Parse(time.DateOnly, d.session.Values.Edition.SelfDeadline)
	if err != nil {
		return ""
	}
	today := now.Format(time.DateOnly)
	date := strconv.Itoa(int(day.Month())) + "月" + strconv.Itoa(day.Day()) + "日"
	switch {
	case today > day.Format(time.DateOnly):
		return "报送截止日为" + strconv.Itoa(day.Year()) + "年" + date
	case today == day.Format(time.DateOnly):
		return "今天是报送截止日"
	case d.host.Calendar != nil:
		if n, err := d.host.Calendar.Between(today, day.Format(time.DateOnly)); err == nil {
			return "距" + date + "还有" + strconv.Itoa(n) + "个工作日"
		}
	}
	return date + "前报送"
}

func (d *Desk) showSaved() {
	text, troubled := d.session.SaveState()
	tone := widgets.ToneMuted
	if troubled {
		tone = widgets.ToneSeal
	}
	d.saved.Set(text, tone)
	d.session.TellLost(d.host.Host)
}

// headLine sets the name, the state and the words about saving at the left, the deadline and the buttons at the right. Where there is
// no room the deadline, which the overview has too, gives way first, then the name is shortened; the rest keeps its place whatever
// the words about saving say.
type headLine struct{}

// headGap is the space between the parts of the head line.
const headGap = 12

// savedWidth is the room kept for the words about saving.
var savedWidth = widgets.Sample{Text: "已保存 18:88"}

func (headLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size.Height = max(size.Height, least.Height)
		size.Width += least.Width + headGap
	}
	return fyne.NewSize(size.Width-objects[3].MinSize().Width, size.Height)
}

func (headLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, state, saved, left := objects[0], objects[1], objects[2], objects[3]
	end := size.Width
	put := func(o fyne.CanvasObject, x, width float32) {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
	}
	for _, o := range []fyne.CanvasObject{objects[5], objects[4]} {
		width := o.MinSize().Width
		end -= width
		put(o, end, width)
		end -= headGap
	}
	wide := func(o fyne.CanvasObject) float32 { return o.(*widgets.Text).NaturalWidth() }
	words, rest := savedWidth.Width(), wide(left)
	fits := wide(name)+wide(state)+words+3*headGap+rest <= end
	reveal(left, fits)
	if fits {
		put(left, end-rest, rest)
		end -= rest + headGap
	}
	width := max(0, min(wide(name), end-words-wide(state)-2*headGap))
	put(name, 0, width)
	put(state, width+headGap, wide(state))
	x := width + wide(state) + 2*headGap
	put(saved, x, max(0, end-x))
}
