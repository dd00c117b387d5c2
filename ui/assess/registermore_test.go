package assess

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/ui/widgets"
)

func TestRegisterRowEvidence(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	r.takeText("甲\t日报\n乙\t晚报\n")
	path := filepath.Join(t.TempDir(), "报样.jpg")
	if err := os.WriteFile(path, []byte("a page"), 0o600); err != nil {
		t.Fatal(err)
	}
	id := r.rows[1].ID
	r.addRowFiles(id, []string{path})
	st.until(t, func() bool {
		items := st.Values.Evidence("5.3")
		return len(items) == 1 && slices.Equal(items[0].Rows, []string{"5.3#" + id})
	})
	if r.piecesWord(0) != "" || r.piecesWord(1) != "1件" {
		t.Errorf("pieces %q %q", r.piecesWord(0), r.piecesWord(1))
	}
	item := st.Values.Evidence("5.3")[0]
	r.link(r.rows[0].ID, true, item)
	if r.piecesWord(0) != "1件" {
		t.Error("linked to a second row, it does not show")
	}
	r.onRemove([]int{1})
	if got, _ := st.item(item.ID); len(got.Rows) != 1 || got.Removed {
		t.Errorf("after removing the row the piece is %+v", got)
	}
	st.settle()
	st.desk.Undo()
	st.settle()
	if got, _ := st.item(item.ID); len(got.Rows) != 2 || len(r.rows) != 2 {
		t.Errorf("undone: %+v, %d rows", got, len(r.rows))
	}
	for st.win.Canvas().Overlays().Top() != nil {
		st.win.Canvas().Overlays().Remove(st.win.Canvas().Overlays().Top())
	}
	test.TapAt(r.table, r.table.Middle(0, 3))
	if st.win.Canvas().Overlays().Top() == nil {
		t.Error("a click on the pieces opens nothing")
	}
}

func TestRegisterFiles(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	r.takeText("甲\t日报\t2017-03-05\n=1+1\t\"晚,报\"\n")
	folder := t.TempDir()
	for _, name := range []string{"台账.xlsx", "台账.csv"} {
		path := filepath.Join(folder, name)
		r.exportFile(path)
		st.settle()
		if _, err := os.Stat(path); err != nil || len(st.told) > 0 {
			t.Fatalf("%v, told %v", err, st.told)
		}
		st.win.Canvas().Overlays().Remove(st.win.Canvas().Overlays().Top())
		before := tableOf(r)
		r.onRemove([]int{0})
		r.importFile(path)
		st.shows(t, "新增1行，已有1行")
		st.win.Canvas().Overlays().Remove(st.win.Canvas().Overlays().Top())
		st.expect(t, r, "before it is confirmed", strings.SplitN(before, "\n", 2)[1])
		r.exportFile(path)
		st.settle()
		if len(st.told) != 1 || !strings.Contains(st.told[0], "没有覆盖") {
			t.Errorf("exported over a file: %v", st.told)
		}
		st.told = nil
		r.onRemove([]int{0})
		r.takeText(strings.ReplaceAll(before, "|", "\t"))
	}
	r.importFile(filepath.Join(folder, "没有.xlsx"))
	st.until(t, func() bool { return len(st.told) > 0 })
	if len(st.told) != 1 || !strings.Contains(st.told[0], "没有找到") {
		t.Errorf("told %v", st.told)
	}
}

// many fills a register with n departments.
func many(st *stage, r *register, n int) {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "部门%d\t批复部门\t文号〔2017〕%d号\t2017-0%d-05\t成果说明文字较长一些的内容%d\n", i, i, i%9+1, i)
	}
	r.takeText(b.String())
	st.settle()
}

// drawn reports whether a text is among the objects of the table.
func drawn(r *register, text string) bool {
	for _, o := range test.LaidOutObjects(r.table) {
		if c, ok := o.(*canvas.Text); ok && c.Text == text {
			return true
		}
	}
	return false
}

func TestLongRegisterDrawsWhatIsInSight(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "24.2")
	many(st, r, 200)
	st.desk.Go(24)
	r.table.Go(199, 0)
	if at := st.desk.pane.scroll.Offset.Y; at < 5000 {
		t.Errorf("going to row 200 scrolls to %v", at)
	}
	if got := r.table.Editor().Text; got != "部门199" {
		t.Errorf("the cell holds %q", got)
	}
	if drawn(r, "部门0") || !drawn(r, "部门198") {
		t.Error("at the end the first rows are drawn, or the last are not")
	}
	st.desk.Go(5)
	st.desk.Go(24)
	if !drawn(r, "部门0") || drawn(r, "部门198") {
		t.Error("back at the top the first rows are not drawn, or the last still are")
	}
}

func BenchmarkRegisterKeystroke(b *testing.B) {
	st := newStage(b)
	fill(b, st.Session, func(int) bool { return true })
	r := st.registerOf(b, "24.2")
	many(st, r, 200)
	r.table.Go(3, 0)
	b.ResetTimer()
	for i := range b.N {
		r.table.Editor().SetText("部门" + strconv.Itoa(i))
	}
	b.StopTimer()
	st.settle()
}

func BenchmarkRegisterPage(b *testing.B) {
	st := newStage(b)
	fill(b, st.Session, func(int) bool { return true })
	many(st, st.registerOf(b, "24.2"), 60)
	for b.Loop() {
		delete(st.desk.pane.pages, "24")
		st.desk.Go(24)
	}
	st.settle()
}

// The heads of a long register stay at the top of what is in sight while its rows scroll under them, and sort from there.
func TestHeadsOfALongRegisterStay(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "10.1")
	many(st, r, 300)
	scroll := st.desk.pane.scroll
	head := r.table.Head(0)
	if head.Position().Y != 0 {
		t.Fatalf("before scrolling the head is at %v", head.Position().Y)
	}
	from := widgets.TopOf(scroll, r.table)
	for _, y := range []float32{from + 500, from + 4000} {
		scroll.ScrollToOffset(fyne.NewPos(0, y))
		if got := from + head.Position().Y - scroll.Offset.Y; got < -1 || got > 1 {
			t.Errorf("scrolled to %v the head is %v below the upper edge", y, got)
		}
	}
	r.table.Go(40, 0)
	if y := from + r.table.Middle(40, 0).Y - scroll.Offset.Y; y < head.Size().Height {
		t.Errorf("the cell with the keyboard is under the head, %v below the upper edge", y)
	}
	if test.TapAt(r.table, head.Position().AddXY(300, 10)); r.table.Typing() && st.win.Canvas().Focused() != r.table.Editor() {
		t.Error("a click on the head goes to the row under it")
	}
	scroll.ScrollToOffset(fyne.NewPos(0, from+500))
	test.Tap(head.(fyne.Tappable))
	if col, _ := r.order(); col != 0 {
		t.Errorf("sorted by column %d", col)
	}
	scroll.ScrollToTop()
	if head.Position().Y != 0 {
		t.Errorf("back at the top the head is at %v", head.Position().Y)
	}
	st.settle()
}
