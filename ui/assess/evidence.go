package assess

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// evidenceList is a criterion's evidence: what is expected, what is there, and the ways to add.
type evidenceList struct {
	desk  *Desk
	c     *scoring.Criterion
	box   *fyne.Container
	lines *fyne.Container
	add   *widgets.Action
	apart *widgets.Action
	link  *widgets.Action
	shown string
}

func newEvidenceList(d *Desk, c *scoring.Criterion) *evidenceList {
	l := &evidenceList{desk: d, c: c, lines: widgets.Column(0)}
	l.add = widgets.NewAction("添加文件", theme.ContentAddIcon(), func() { d.askFiles(c) })
	l.apart = widgets.NewAction("另行报送", theme.MailSendIcon(), func() { d.addApart(c) })
	l.link = widgets.NewAction("引用已有", theme.ContentCopyIcon(), func() { d.askLink(c) })
	head := widgets.Row(4, 0, widgets.NewText("佐证材料", widgets.Style{Bold: true}), l.add, l.apart, l.link)
	rows := []fyne.CanvasObject{head}
	if len(c.Evidence) > 0 {
		rows = append(rows, widgets.Muted("应附："+strings.Join(c.Evidence, "；")))
	}
	l.box = widgets.Column(2, append(rows, l.lines)...)
	return l
}

// show brings the lines in line with the dossier.
func (l *evidenceList) show() {
	open := !l.desk.session.Locked()
	enable(l.add, open)
	enable(l.apart, open)
	enable(l.link, open)
	items := l.desk.session.Values.Evidence(l.c.ID)
	shown := fmt.Sprint(items)
	if shown == l.shown {
		return
	}
	l.shown = shown
	l.lines.Objects = nil
	for _, item := range items {
		l.lines.Add(l.line(item))
	}
	if len(items) == 0 {
		l.lines.Add(widgets.Muted("还没有佐证材料。把文件拖到这里，或点“添加文件”。"))
	}
	l.lines.Refresh()
	l.desk.relayout()
}

// line is one piece of evidence; a click opens its data.
func (l *evidenceList) line(item forms.Evidence) fyne.CanvasObject {
	number := widgets.NewText(item.Number, widgets.Style{Bold: true})
	facts := widgets.Muted(evidenceFacts(item, l.c.ID))
	text := widgets.Column(0, widgets.Body(item.Title), facts)
	return widgets.NewLine(widgets.Inset(4, 4, widgets.Row(8, 1, widgets.Fixed(52, number), text)), func() { l.desk.editEvidence(item.ID) })
}

// evidenceFacts are the data of an item in one line.
func evidenceFacts(item forms.Evidence, here string) string {
	var facts []string
	for _, v := range []string{item.DocNo, item.Date, item.Issuer} {
		if v != "" {
			facts = append(facts, v)
		}
	}
	if item.Pages != "" {
		facts = append(facts, item.Pages+"页")
	}
	facts = append(facts, forms.EvidenceField(forms.AttrDelivery).Display(item.Delivery))
	switch n := len(item.Files); {
	case n == 1:
		facts = append(facts, item.Files[0].Name+"（"+fileSize(item.Files[0].Size)+"）")
	case n > 1:
		facts = append(facts, fmt.Sprintf("%d个文件", n))
	}
	var others []string
	for _, id := range item.Criteria {
		if id != here {
			others = append(others, id)
		}
	}
	if len(others) > 0 {
		facts = append(facts, "同时用于"+strings.Join(others, "、"))
	}
	return strings.Join(facts, " · ")
}

// fileSize words a size in bytes.
func fileSize(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%d.%d GB", n>>30, n>>20%1024*10/1024)
	case n >= 1<<20:
		return fmt.Sprintf("%d.%d MB", n>>20, n>>10%1024*10/1024)
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d 字节", n)
}
