package assess

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// AskScan stores scans of the sealed papers with the version finalized last.
func (d *Desk) AskScan() {
	last := d.session.lastVersion()
	switch {
	case d.readOnly("不能存入", "存入扫描件"):
	case last.Number == 0:
		d.host.Tell("还没有定稿", "盖章扫描件与定稿的版本存在一起。请先定稿、打印、盖章，再存扫描件。")
	default:
		(&versions{desk: d}).askScan(last.Number)
	}
}

func (v *versions) askScan(version int) {
	ask := widgets.Ask{Title: fmt.Sprintf("选择第%d版盖章后的扫描件（PDF、JPG 或 PNG）", version), Ends: []string{".pdf", ".jpg", ".jpeg", ".png"}}
	widgets.OpenFiles(v.desk.host.Window, ask, func(paths []string) { v.addScans(version, paths) })
}

// addScans stores the files one by one and says what came of it.
func (v *versions) addScans(version int, paths []string) {
	var failed []string
	stored := 0
	v.desk.host.Run(work.Task{Title: "正在存入盖章扫描件", Work: func(ctx context.Context, p *work.Progress) error {
		for _, path := range paths {
			name := filepath.Base(path)
			_, err := v.desk.session.File.AddScan(ctx, version, path, func(done, total int64) { p.File(name, done, total) })
			switch {
			case errors.Is(err, context.Canceled):
				return err
			case err != nil:
				failed = append(failed, err.Error())
			default:
				stored++
			}
		}
		return nil
	}, Ended: func(err error) {
		words := fmt.Sprintf("存入了%d份。", stored)
		if err != nil {
			words += "其余的已经取消。"
		}
		if len(failed) > 0 || err != nil {
			v.desk.host.Tell("请核对", strings.Join(append(failed, words), "\n"))
			return
		}
		v.desk.AskVersions()
	}})
}

// AskVersions shows the finalized versions with their papers and scans.
func (d *Desk) AskVersions() {
	list := d.session.File.Versions()
	if len(list) == 0 {
		d.host.Tell("还没有定稿", "定稿以后，这里列出每一版的核对码、报告、工作簿和盖章扫描件。")
		return
	}
	var changed []forms.Difference
	last := list[len(list)-1]
	d.session.Aside(func(context.Context) (err error) {
		changed, err = pack.Since(d.session.File, last.Number)
		return err
	}, func(err error) {
		(&versions{desk: d}).show(list, changed, err)
	})
}

// versions are the finalized versions: the sheet that lists them, the newest first, their papers, and scans of the sealed ones.
type versions struct {
	desk *Desk
	box  *widgets.Sheet
}

func (v *versions) show(list []dossier.Version, changed []forms.Difference, fault error) {
	d := v.desk
	rows := widgets.Column(spaced)
	switch last := list[len(list)-1]; {
	case d.session.Values.Final:
	case fault != nil:
		rows.Add(widgets.NewText(fault.Error(), widgets.Style{Tone: widgets.ToneError}))
	default:
		words := widgets.Body(pack.Stands(d.session.File, d.session.Values).Compared(len(changed)).Sentence())
		if rows.Add(words); len(changed) > 0 {
			rows.Add(widgets.NewAction("看改动", theme.VisibilityIcon(), v.leave(func() { v.showChanges(last, changed) })))
		}
	}
	for _, version := range slices.Backward(list) {
		rows.Add(widgets.Card(v.card(version)))
	}
	rows.Add(widgets.Gap(1)) // the last card's lower edge
	v.box = widgets.NewSheet(d.host.Window, "已定稿版本", rows).Wide().Main("关闭", nil, nil).Show()
}

// leave closes the sheet before it acts.
func (v *versions) leave(action func()) func() {
	return func() {
		v.box.Hide()
		action()
	}
}

func (v *versions) card(version dossier.Version) fyne.CanvasObject {
	d, n := v.desk, version.Number
	code := widgets.NewText(version.Code, widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true, Tone: widgets.ToneSeal})
	rows := widgets.Column(6, widgets.Row(12, 1, widgets.Heading("第"+strconv.Itoa(n)+"版"), code),
		widgets.Muted(version.When.Local().Format("2006年1月2日 15:04")+" 定稿 · "+version.Who))
	if version.Reopened != "" {
		rows.Add(widgets.Body("已退回修改：" + version.Reopened))
	}
	paper := func(label, kind string) *widgets.Action {
		return widgets.NewAction("打开"+label, theme.VisibilityIcon(), v.leave(func() { v.openPaper(n, kind) }))
	}
	save := func(label, kind string) *widgets.Action {
		return widgets.NewAction("另存"+label, theme.DocumentSaveIcon(), v.leave(func() { v.savePaper(n, kind) }))
	}
	rows.Add(widgets.Row(4, -1, paper("报告", dossier.PaperPDF), save("报告", dossier.PaperPDF), paper("工作簿", dossier.PaperWorkbook), save("工作簿", dossier.PaperWorkbook)))
	add := widgets.NewAction("存入盖章扫描件", theme.ContentAddIcon(), v.leave(func() { v.askScan(n) }))
	widgets.Enable(add, !d.session.ReadOnly())
	rows.Add(widgets.Row(8, 0, widgets.NewText(fmt.Sprintf("盖章扫描件 %d份", len(version.Scans)), widgets.Style{Bold: true}), add))
	for _, s := range version.Scans {
		rows.Add(v.scan(s))
	}
	return rows
}

// scan is a stored scan with what can be done with it.
func (v *versions) scan(s dossier.Scan) fyne.CanvasObject {
	d := v.desk
	open := widgets.NewAction("打开", theme.VisibilityIcon(), v.leave(func() { d.evidence.openRef("", s.Ref) }))
	save := widgets.NewAction("另存", theme.DocumentSaveIcon(), v.leave(func() { d.evidence.saveCopy(s.Ref) }))
	drop := widgets.NewAction("移出", theme.DeleteIcon(), v.leave(func() { v.askDropScan(s) }))
	widgets.Enable(drop, !d.session.ReadOnly())
	facts := widgets.Muted(files.Size(s.Ref.Size) + " · " + s.When.Local().Format("2006年1月2日 15:04") + " · " + s.Who)
	name := widgets.NewText(work.ShortName(s.Ref.Name, 28), widgets.Style{})
	return widgets.Row(4, 1, d.evidence.fileThumb(s.Ref, "", 40), widgets.Column(0, name, facts), open, save, drop)
}

// askDropScan asks why a scan is taken off the list.
func (v *versions) askDropScan(s dossier.Scan) {
	words := "“" + s.Ref.Name + "”将不再列为第" + strconv.Itoa(s.Version) + "版的盖章扫描件。请写明原因，原因留在修改记录里。"
	v.desk.host.Ask(work.Question{Title: "移出扫描件", Words: words, Rows: 2}, func(reason string) {
		v.desk.session.Background(func() error { return v.desk.session.File.RemoveScan(s, reason) }, v.desk.host.After("没有移出", v.desk.AskVersions))
	})
}

// showChanges lists what differs from a finalized version.
func (v *versions) showChanges(last dossier.Version, changed []forms.Difference) {
	list := widgets.Column(6, widgets.Body(fmt.Sprintf("第%d版的核对码 %s 只对应那一版的内容。下面%d处已经不同，重新定稿后会有新的核对码。", last.Number, last.Code, len(changed))))
	work.List(list, changed, func(diff forms.Difference) fyne.CanvasObject { return widgets.Body(diff.String()) })
	v.desk.host.Sheet("第"+strconv.Itoa(last.Number)+"版定稿以来的改动", list)
}

// paperName is the file name of a stored paper, with its version.
func (v *versions) paperName(version int, kind string) string {
	d := v.desk.session.Values.Clone()
	d.Version, d.Final = version, true
	if kind == dossier.PaperWorkbook {
		return pack.BookName(d)
	}
	return pack.ReportName(d)
}

// openPaper opens a stored paper with the system's program.
func (v *versions) openPaper(version int, kind string) {
	if folder, ok := v.desk.evidence.copyFolder("用“另存”"); ok {
		v.writePaper(version, kind, filepath.Join(folder, v.paperName(version, kind)), v.desk.host.OpenPath)
	}
}

// savePaper asks for a folder and copies a stored paper there, never over another file.
func (v *versions) savePaper(version int, kind string) {
	ask := widgets.Ask{Title: "另存第" + strconv.Itoa(version) + "版", Name: v.paperName(version, kind), Folder: v.desk.host.Folder, Ends: []string{"." + kind}, New: true}
	widgets.SaveFile(v.desk.host.Window, ask, func(path string) { v.writePaper(version, kind, path, v.desk.evidence.tellSaved) })
}

func (v *versions) writePaper(version int, kind, path string, done func(string)) {
	work := func(context.Context) error { return pack.Paper(v.desk.session.File, version, kind, path) }
	v.desk.session.Aside(work, v.desk.host.After("没有取出", func() { done(path) }))
}
