package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// evidenceList lists the pieces handed in for the cell, each file to be opened.
func (p *scorePage) evidenceList(m *material) []fyne.CanvasObject {
	list := m.evidence()
	if len(list) == 0 {
		return []fyne.CanvasObject{widgets.Column(2, heading("佐证材料"), widgets.Muted("没有佐证材料。"))}
	}
	box := widgets.Column(2, heading("佐证材料 "+count(len(list), "件")))
	for _, e := range list {
		words := e.Number + " " + e.Title
		more := joined(e.DocNo, e.Date, e.Issuer)
		for i, f := range e.Files {
			if len(e.Files) > 1 {
				words = e.Number + " " + e.Title + "（" + count(i+1, "/") + count(len(e.Files), "）")
			}
			box.Add(p.fileLine(words, more, f))
		}
		if len(e.Files) == 0 {
			box.Add(widgets.NewText(joined(words, more, "没有电子件"), widgets.Style{Size: widgets.SizeList, Tone: widgets.ToneMuted}))
		}
	}
	return []fyne.CanvasObject{box}
}

func (p *scorePage) fileLine(words, more string, f forms.FileRef) fyne.CanvasObject {
	text := widgets.Column(0, widgets.NewText(words, widgets.Style{Size: widgets.SizeList}))
	if more != "" {
		text.Add(widgets.Muted(more))
	}
	at := p.desk.at
	icon := widgets.NewIconAction("打开"+f.Name, theme.FileIcon(), func() { p.openFile(at, f) })
	return widgets.NewLine(widgets.Row(2, 1, icon, text), func() { p.openFile(at, f) })
}

// openFile shows a file beside the rule; the keyboard stays with the scores.
func (p *scorePage) openFile(at At, f forms.FileRef) {
	p.looks.open(pieceAt{at.County, f.Name, f.SHA256}, p.side.say)
}

// closePaper takes what is looked at away.
func (p *scorePage) closePaper() { p.looks.close() }

// relay lays the page out anew, for what is looked at came or went.
func (p *scorePage) relay() {
	p.box.Layout.Layout(p.box.Objects, p.box.Size())
	p.showColumns()
	p.box.Refresh()
	p.focusScore()
}

// readAll has the versions of units read, with a dialog where it takes long, and goes on.
func (h Host) readAll(s *shelf, units []*review.UnitView, then func()) {
	if len(units) == 0 {
		then()
		return
	}
	got := map[string]*paper{}
	h.Run(work.Task{
		Title: "正在读取各单位的填报内容", Step: "共" + count(len(units), "个单位"), Failed: "没有读完",
		Work: s.reading(units, got),
		Done: func() {
			s.most = max(s.most, len(s.papers)+len(got))
			s.keep(got)
			then()
		},
	})
}
