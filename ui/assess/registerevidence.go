package assess

import (
	"fmt"
	"slices"
	"strings"

	"zicha/forms/intake"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// rowPath names a row by a path of its cells.
func (r *register) rowPath(id string) forms.Path {
	return forms.CellPath(r.c.ID, id, r.c.Register.Columns[0].Key)
}

// openEvidence shows what proves one row: the criterion's pieces, those of the row ticked, and a way to add files for it.
func (r *register) openEvidence(id string) {
	at := slices.IndexFunc(r.rows, func(row scoring.Row) bool { return row.ID == id })
	if at < 0 {
		return
	}
	var box *widgets.Sheet
	items := r.session.Values.Evidence(r.c.ID)
	list := widgets.Column(4)
	if len(items) == 0 {
		list.Add(widgets.Body("这个要点还没有佐证材料。点“添加文件”，文件会成为这个要点的佐证，并对应到这一行。"))
	} else {
		list.Add(widgets.Muted("勾选证明这一行的材料，点材料名称可以看它的内容。"))
	}
	for _, item := range items {
		list.Add(r.evidenceLine(item, id, func() { box.Hide() }))
	}
	box = widgets.NewSheet(r.desk.host.Window, fmt.Sprintf("%s 第%d行%s的佐证", r.c.ID, at+1, r.rowWords(at)), list)
	if !r.session.Locked() {
		box.Button("添加文件…", func() { r.askRowFiles(id) })
	}
	box.Main("完成", nil, nil).Show()
}

// evidenceLine is a piece with a tick that links it to the row.
func (r *register) evidenceLine(item forms.Evidence, id string, leave func()) fyne.CanvasObject {
	check := widgets.NewCheck("", nil)
	check.Checked = slices.Contains(item.Rows, r.c.ID+"#"+id)
	check.OnChanged = func(on bool) { r.link(id, on, item) }
	widgets.Lock(check, r.session.WhyLocked())
	words := widgets.Column(0, widgets.Body(item.Number+" "+item.Title), widgets.Muted(evidenceFacts(item, r.c.ID)))
	line := widgets.NewLine(widgets.Inset(4, 4, words), func() { leave(); r.desk.evidence.editEvidence(item.ID) })
	return widgets.Row(4, 1, check, line)
}

// link links pieces to a row in one step, or ends the links.
func (r *register) link(id string, on bool, items ...forms.Evidence) {
	var changes []forms.Change
	var numbers []string
	for _, item := range items {
		more := r.session.Values.LinkRow(item.ID, r.rowPath(id), on)
		changes = append(changes, more...)
		if len(more) > 0 {
			numbers = append(numbers, item.Number)
		}
	}
	verb := "对应到"
	if !on {
		verb = "不再对应"
	}
	at := slices.IndexFunc(r.rows, func(row scoring.Row) bool { return row.ID == id })
	r.session.Do(fmt.Sprintf("佐证%s%s%s台账第%d行", strings.Join(numbers, "、"), verb, r.c.ID, at+1), changes)
}

// askRowFiles asks for a file and takes it in for a row.
func (r *register) askRowFiles(id string) {
	widgets.OpenFiles(r.desk.host.Window, widgets.Ask{Title: "选择这一行的佐证文件"}, func(paths []string) { r.addRowFiles(id, paths) })
}

// addRowFiles takes files in as evidence of the criterion and links them to a row; a file that is there already is linked too.
func (r *register) addRowFiles(id string, paths []string) {
	in := intake.Batch{Criterion: r.c.ID, Row: r.rowPath(id), Pieces: intake.Apiece(paths)}
	r.desk.evidence.takeIn(in, nil, func() { r.openEvidence(id) })
}
