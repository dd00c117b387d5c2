package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/editions"
	"zicha/ui/assess"
	"zicha/ui/widgets"
)

// newDossier asks whose a new dossier is.
type newDossier struct {
	window *Window
	book   editions.Book

	sheet      *widgets.Sheet
	pick       *widgets.Choices
	name, code *widgets.Entry
	free       *fyne.Container
	wrong      *widgets.Text
}

// otherUnit is the choice of a unit that is not on the rulebook's list.
const otherUnit = "other"

func (n *newDossier) build() {
	w := n.window
	var choices []widgets.Choice
	for _, u := range n.book.Units {
		choices = append(choices, widgets.Choice{Key: u.Code, Label: u.Name})
	}
	n.pick = widgets.NewChoices(append(choices, widgets.Choice{Key: otherUnit, Label: "其他单位"})...)
	n.pick.OnChanged = n.onPick
	n.name, n.code = widgets.NewEntry(320), widgets.NewEntry(320)
	n.name.SetPlaceHolder("单位名称，例如：示例县")
	if n.coded() {
		n.code.SetPlaceHolder("行政区划代码，六位；没有的自定一个")
	} else {
		n.code.SetPlaceHolder("单位代码，没有的不填")
	}
	n.free = widgets.Column(8, n.name, n.code)
	n.free.Hide()
	n.wrong = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError})
	form := widgets.Column(12, w.chosenRulebook(n.book, n.onOther), widgets.Body("自查的是哪个"+n.book.Words.Unit+"？"), n.pick, n.free, n.wrong)
	title := "新建" + strconv.Itoa(n.book.Year) + "年度自查档案"
	n.sheet = widgets.NewSheet(w.win, title, form).Button("取消", nil).Main("下一步", n.complete, func() { w.askPlaceThen(n.place(), func() {}) }).Show()
	if len(choices) == 0 {
		n.pick.Pick(otherUnit)
	}
}

func (n *newDossier) onPick(key string) {
	n.free.Hidden = key != otherUnit
	n.sheet.Fit()
}

// onOther lets another rulebook be chosen; the units are then that one's.
func (n *newDossier) onOther() {
	n.sheet.Hide()
	n.window.pickRulebook("按哪一套考核指标自查", n.window.askNewBy)
}

func (n *newDossier) place() assess.Place {
	if key := n.pick.Selected(); key != otherUnit {
		return assess.Place{Edition: n.book.Edition, Code: key}
	}
	return assess.Place{Edition: n.book.Edition, Code: strings.TrimSpace(n.code.Text), Name: strings.TrimSpace(n.name.Text)}
}

// complete reports whether the unit is known, and says what is missing.
func (n *newDossier) complete() bool {
	p := n.place()
	switch listed := n.pick.Selected() != otherUnit; {
	case listed && p.Code != "", !listed && p.Name != "" && (p.Code != "" || !n.coded()):
		return true
	case n.coded():
		n.wrong.SetText("请选择单位；选“其他单位”的，名称和代码都要填。")
	default:
		n.wrong.SetText("请选择单位；选“其他单位”的，要填名称。")
	}
	return false
}

// coded reports whether a unit that is not on the list is asked for a code.
func (n *newDossier) coded() bool { return n.book.DivisionCodes() }
