package review

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/files"
	"zicha/forms/receive"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// looking is the part of a page in which a piece of evidence is looked at. It is hidden while nothing is, and takes the place of what stands
// beside the rows.
type looking struct {
	desk   *Desk
	box    *fyne.Container
	view   *work.EvidenceView // made when the first file is looked at
	beside fyne.CanvasObject  // what is hidden meanwhile
	turned func()             // called after it came or went
}

func newLooking(d *Desk, beside fyne.CanvasObject, turned func()) *looking {
	l := &looking{desk: d, box: container.NewStack(), beside: beside, turned: turned}
	l.box.Hide()
	return l
}

// pieceAt names a file of a piece of evidence: of which unit, its name, and its hash.
type pieceAt struct{ county, name, sha256 string }

// open finds a file in the packs that were received, proves it, and shows it in the window; where nothing draws pages the system's program
// does. say hears why it is not shown.
func (l *looking) open(f pieceAt, say func(string)) {
	d := l.desk
	version := d.session.View.Unit(f.county).Version
	var kept receive.Kept
	d.session.Aside(func(ctx context.Context) (err error) {
		kept, err = receive.Evidence(ctx, d.session.Book, f.county, version, f.sha256)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, files.NotFound):
			say("没有找到“" + f.name + "”：这份材料没有随报送包收下，或者存放报送包的“来件”文件夹不在审核汇总旁边。")
		case err != nil:
			say(err.Error())
		case d.host.Pages == nil:
			d.host.OpenPath(kept.Path)
		default:
			l.see(work.Sight{Name: f.name, Path: kept.Path, Outside: func() { d.host.OpenPath(kept.Path) }})
		}
	})
}

// see shows a file.
func (l *looking) see(s work.Sight) {
	if l.view == nil {
		l.view = l.desk.host.NewEvidenceView(widgets.NewIconAction("关上 Esc", theme.CancelIcon(), func() { l.close() }))
		l.box.Objects = []fyne.CanvasObject{l.view}
	}
	l.view.See(s)
	if widgets.Reveal(l.box, true) {
		l.beside.Hide()
		l.turned()
	}
}

// close takes what is looked at away; it reports whether there was something.
func (l *looking) close() bool {
	if !widgets.Reveal(l.box, false) {
		return false
	}
	l.view.Clear()
	l.beside.Show()
	l.turned()
	return true
}
