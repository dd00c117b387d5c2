package assess

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/pack"
	"zicha/forms/pdf/render"
	"zicha/ui/widgets"
)

// viewing lets the desk show files in its window.
func (st *stage) viewing(t *testing.T) {
	pages := render.New()
	t.Cleanup(pages.Close)
	if err := pages.Prepare(context.Background()); err != nil { // takes some seconds, the first time on a computer
		t.Fatal(err)
	}
	st.desk.host.Pages = pages
}

// viewer is the viewer of the dialog on top.
func (st *stage) viewer(t *testing.T) *widgets.Viewer {
	t.Helper()
	all := overlay[*widgets.Viewer](st)
	if len(all) != 1 {
		t.Fatalf("%d viewers on show: %q", len(all), st.words())
	}
	return all[0]
}

// The report is looked at as it would be printed, all its pages, the annexes too; what was made for it goes when it is put away. It is
// kept as evidence then, whose first page is a small picture in its line; the eye there shows it, as does its sheet, which comes back.
func TestViewing(t *testing.T) {
	st := newStage(t)
	st.viewing(t)
	st.ready(t)
	st.desk.AskPreview()
	st.until(t, func() bool { return strings.Contains(st.words(), "打印预览") })
	v := st.viewer(t)
	st.until(t, func() bool { return v.Shown() != nil })
	if _, pages := v.Page(); pages < 3 || !strings.Contains(st.words(), "草稿，不能盖章报送") {
		t.Errorf("%d pages: %q", pages, st.words())
	}
	v.Go(1)
	st.until(t, func() bool { page, _ := v.Page(); return page == 1 && v.Shown() != nil })
	st.press(t, "关闭")

	folder := t.TempDir()
	report, _, err := pack.Report(context.Background(), st.File, folder)
	path := filepath.Join(folder, "文件.pdf")
	if err = errors.Join(err, os.Rename(report, path)); err != nil {
		t.Fatal(err)
	}
	before := len(st.Values.Evidence("2.1"))
	st.desk.evidence.attach(st.Values.Edition.Criterion("2.1"), []string{path})
	st.until(t, func() bool { return len(st.Values.Evidence("2.1")) > before })
	item := st.Values.Evidence("2.1")[before]
	st.until(t, st.desk.evidence.fileThumb(item.Files[0], "", lineThumb).HasPicture)

	st.page(t, 2)
	test.Tap(action(t, st.win.Content(), "查看"+item.Number))
	v = st.viewer(t)
	st.until(t, func() bool { return v.Shown() != nil })
	opened := ""
	st.desk.host.OpenPath = func(path string) { opened = path }
	test.Tap(action(t, st.win.Canvas().Overlays().Top(), "用系统程序打开"))
	st.until(t, func() bool { return filepath.Base(opened) == "文件.pdf" })
	st.closeAll()

	st.desk.evidence.editEvidence(item.ID)
	test.Tap(action(t, st.win.Canvas().Overlays().Top(), "查看"))
	v = st.viewer(t)
	st.until(t, func() bool { return v.Shown() != nil })
	st.press(t, "关闭")
	if !strings.Contains(st.words(), "佐证材料 "+item.Number) {
		t.Errorf("the sheet does not come back: %q", st.words())
	}
}

// action finds a button of icon and words.
func action(t *testing.T, root fyne.CanvasObject, words string) *widgets.Action {
	t.Helper()
	for _, o := range test.LaidOutObjects(root) {
		if a, ok := o.(*widgets.Action); ok && a.Words() == words && a.Visible() {
			return a
		}
	}
	t.Fatalf("no %s", words)
	return nil
}
