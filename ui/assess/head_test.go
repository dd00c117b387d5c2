package assess

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zicha/ui/widgets"
)

// Nothing of the head line collides or leaves the window, whatever the state, the size of the letters and the window; and what is said
// about saving moves nothing else.
func TestHeadLineKeepsItsPlaces(t *testing.T) {
	st := newStage(t)
	for _, look := range []widgets.Look{{}, {Zoom: 125}} {
		lookFor(t, look)
		for _, name := range []string{"示例县", "某某市经济技术开发区管理委员会"} {
			for _, state := range []string{"草稿", "草稿（第12版） · 导出后有改动"} {
				for _, width := range []float32{900, 1024, 1366} {
					st.desk.head.name.SetText(name + " 2017年度自查")
					st.desk.head.state.SetText(state)
					st.desk.head.left.SetText("报送截止日为2018年1月29日")
					st.win.Resize(fyne.NewSize(width, 700))
					st.desk.head.line.Refresh()
					checkHead(t, st.desk)
				}
			}
		}
	}
	before := places(st.desk)
	st.desk.head.saved.Set("正在保存…", widgets.ToneMuted)
	during := places(st.desk)
	st.desk.head.saved.Set("已保存 14:32", widgets.ToneMuted)
	if after := places(st.desk); before != during || during != after {
		t.Errorf("the head line moves while saving: %v, %v, %v", before, during, after)
	}
}

// places are the left edges of the head line's parts.
func places(d *Desk) (out [7]float32) {
	for i, o := range d.head.line.Objects {
		out[i] = o.Position().X
	}
	return out
}

func checkHead(t *testing.T, d *Desk) {
	t.Helper()
	end := float32(0)
	for i, o := range d.head.line.Objects {
		if !o.Visible() {
			continue
		}
		if o.Position().X < end-0.5 {
			t.Errorf("part %d of %q begins at %v, the one before ends at %v", i, d.head.name.Text()+d.head.state.Text(), o.Position().X, end)
		}
		end = o.Position().X + o.Size().Width
	}
	if end > d.head.line.Size().Width+0.5 {
		t.Errorf("%q: the line ends at %v of %v", d.head.name.Text()+d.head.state.Text(), end, d.head.line.Size().Width)
	}
	if d.head.saved.Visible() && d.head.saved.Size().Width < savedWidth.Width()-1 {
		t.Errorf("%q: the words about saving have %v", d.head.name.Text()+d.head.state.Text(), d.head.saved.Size().Width)
	}
}

// ink is the colour a text is drawn in.
func ink(t *widgets.Text) color.Color {
	return test.WidgetRenderer(t).Objects()[0].(*canvas.Text).Color
}

// What a dossier just made lacks is no fault: nothing of it is red or amber, and the list of problems says where to begin. With the
// first answer the colours come.
func TestNewDossierIsCalm(t *testing.T) {
	st := newStage(t)
	st.desk.ShowProblems()
	p := st.desk.pane.pages[pageProblems].(*problemsPage)
	muted := theme.Color(widgets.ToneMuted)
	if len(st.Problems) == 0 || !strings.Contains(p.under.Text(), "第一步") {
		t.Errorf("%d problems, told: %q", len(st.Problems), p.under.Text())
	}
	for _, text := range append(st.desk.side.found[:], st.desk.nav.found, st.desk.side.problems) {
		if ink(text) != muted {
			t.Errorf("%q is not in the quiet colour", text.Text())
		}
	}
	enter(t, st.page(t, 5).cards[0].fields[0], "是")
	st.desk.ShowProblems()
	if ink(st.desk.nav.found) == muted || strings.Contains(p.under.Text(), "第一步") {
		t.Error("a dossier begun is still taken for a new one")
	}
	st.settle()
}

// A state in place of points never breaks into two lines.
func TestFiguresStayOnOneLine(t *testing.T) {
	st := newStage(t)
	for _, f := range st.page(t, 19).cards[0].fields {
		enter(t, f, "0")
	}
	st.desk.Overview()
	for _, width := range []float32{1024, 1366} {
		st.win.Resize(fyne.NewSize(width, 700))
		p := st.desk.pane.pages[pageOverview].(*overviewPage)
		for _, text := range []*widgets.Text{p.lines[18].figures[2], st.desk.nav.lines[18].points} {
			if strings.TrimPrefix(text.Text(), "暂") != strings.TrimPrefix(widestGap, "暂") || len(test.WidgetRenderer(text).Objects()) != 1 {
				t.Errorf("%v wide: %q in %d lines", width, text.Text(), len(test.WidgetRenderer(text).Objects()))
			}
		}
	}
	st.settle()
}

// The line of the page on show stands in the list with its neighbours in sight, not at the very edge.
func TestListShowsNeighbours(t *testing.T) {
	st := newStage(t)
	n := st.desk.nav
	for _, no := range []int{20, 3, 24, 10} {
		st.desk.Go(no)
		for _, at := range []int{no - 1, no, no + 1} {
			l := n.lines[at-1].line
			y, ok := widgets.HeightOf(n.scroll.Content, l)
			if top := n.scroll.Offset.Y; !ok || y < top-1 || y+l.Size().Height > top+n.scroll.Size().Height+1 {
				t.Errorf("on page %d line %d at %v is not in sight from %v", no, at, y, top)
			}
		}
	}
	st.settle()
}
