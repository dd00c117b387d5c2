package work_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/ui/widgets"
	"zicha/ui/work"
)

// screen is a window with the host its screens have; what is told and opened is kept.
type screen struct {
	work.Host
	*desk
	told, opened []string
}

func newScreen(t *testing.T) *screen {
	test.NewTempApp(t)
	s := &screen{desk: newDesk()}
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1000, 700))
	s.Host = work.Host{
		Window: w, Jobs: s.desk.Jobs,
		Tell:     func(title, message string) { s.told = append(s.told, title+"："+message) },
		OpenPath: func(path string) { s.opened = append(s.opened, path) },
	}
	t.Cleanup(func() { _ = s.close() })
	return s
}

// walk calls a function with all that is drawn in the dialog on top, each after what it is part of.
func (s *screen) walk(each func(fyne.CanvasObject)) {
	if top := s.Window.Canvas().Overlays().Top(); top != nil {
		for _, o := range test.LaidOutObjects(top) {
			if o.Visible() {
				each(o)
			}
		}
	}
}

// lines are the texts of the dialog on top, in the order they stand.
func (s *screen) lines() (lines []string) {
	s.walk(func(o fyne.CanvasObject) {
		if text, ok := o.(*widgets.Text); ok && text.Text() != "" {
			lines = append(lines, text.Text())
		}
	})
	return lines
}

func (s *screen) shows(t *testing.T, want ...string) {
	t.Helper()
	if got := s.lines(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the dialog says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// buttons are the words of the dialog's buttons.
func (s *screen) buttons() string {
	var words []string
	s.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok {
			words = append(words, b.Words())
		}
	})
	return strings.Join(words, " ")
}

// press presses the button, or the action, with the words.
func (s *screen) press(t *testing.T, words string) {
	t.Helper()
	var found, last fyne.Tappable
	s.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Button:
			if o.Words() == words {
				found = o
			}
		case *widgets.Action:
			last = o
		case *canvas.Text:
			if o.Text == words && last != nil {
				found = last
			}
		}
	})
	if found == nil {
		t.Fatalf("no button %q, only %s", words, s.buttons())
	}
	found.Tapped(nil)
}

// A question is answered by something that is not blank, and given without the blanks around it.
func TestQuestion(t *testing.T) {
	s := newScreen(t)
	var got []string
	s.Ask(work.Question{Title: "退回修改", Words: "请写明原因：", Rows: 1}, func(text string) { got = append(got, text) })
	if !s.Asking() || s.buttons() != "取消 确定" {
		t.Fatalf("asking %v, buttons %s", s.Asking(), s.buttons())
	}
	entry, ok := s.Window.Canvas().Focused().(*widgets.Entry)
	if !ok || entry.MultiLine {
		t.Fatalf("the keyboard is with %T", s.Window.Canvas().Focused())
	}
	entry.SetText(" \t")
	s.press(t, "确定")
	if !s.Asking() || len(got) != 0 {
		t.Fatal("a blank answer was taken")
	}
	entry.SetText(" 数字有误 ")
	s.press(t, "确定")
	if s.Asking() || len(got) != 1 || got[0] != "数字有误" {
		t.Errorf("got %q, asking %v", got, s.Asking())
	}
	s.Ask(work.Question{Title: "添加部门", Words: "一行一个。", Rows: 2}, func(text string) { got = append(got, text) })
	if entry, ok := s.Window.Canvas().Focused().(*widgets.Entry); !ok || !entry.MultiLine {
		t.Error("several rows are asked for in a single line")
	}
	s.press(t, "取消")
	if s.Asking() || len(got) != 1 {
		t.Errorf("after 取消 got %q", got)
	}
}

// The history has a line for every step in local time; one without steps says so.
func TestHistory(t *testing.T) {
	s := newScreen(t)
	when := time.Date(2018, 1, 26, 15, 4, 5, 0, time.Local)
	s.History("修改记录", []work.Past{{When: when.UTC(), Words: "5.3 刊发篇数 4", Who: "张三"}, {When: when.Add(-time.Minute), Words: "新建", Who: "李四"}})
	s.shows(t, "修改记录", "01-26 15:04:05", "5.3 刊发篇数 4", "张三", "01-26 15:03:05", "新建", "李四")
	s.press(t, "关闭")
	s.History("第5项的修改记录", nil)
	s.shows(t, "第5项的修改记录", "还没有修改过。")
}

// What was made is listed with a way to open each file and the folder they lie in.
func TestMade(t *testing.T) {
	s := newScreen(t)
	report := filepath.Join("报送", "报告.pdf")
	s.Made("导出完成", "报送", widgets.Column(8, s.MadeFile(report, "12 KB"), s.MadeFile("报告.docx", ""))).Show()
	s.shows(t, "导出完成", "报告.pdf", "12 KB", "报告.docx", "存放在 报送")
	s.press(t, "打开文件夹")
	s.Made("导出完成", "报送", widgets.Column(8, s.MadeFile(report, ""))).Show()
	s.press(t, "打开")
	s.press(t, "完成")
	if got := strings.Join(s.opened, " "); got != "报送 "+report || s.Asking() {
		t.Errorf("opened %s", got)
	}
}

// What follows work on the file follows only where that has gone well; else the reason is told.
func TestAfter(t *testing.T) {
	s := newScreen(t)
	n := 0
	after := s.After("没有移出", func() { n++ })
	after(errConflict)
	if n != 0 || strings.Join(s.told, "") != "没有移出：在别处已经改过" {
		t.Errorf("%d times, told %q", n, s.told)
	}
	if after(nil); n != 1 || len(s.told) != 1 {
		t.Errorf("%d times, told %q", n, s.told)
	}
}

// Long work ends well, badly, or is cancelled; each way the dialog goes, and what follows is that way's own.
func TestTask(t *testing.T) {
	for _, c := range []struct {
		name    string
		fault   error // what the work ends with
		cancel  bool
		stopped [2]string
		told    string
		done    int
	}{
		{"ends well", nil, false, [2]string{}, "", 1},
		{"ends well before 取消 is heard of", nil, true, [2]string{"已取消", "没有写完的已经删去。"}, "", 1},
		{"fails", errFull, false, [2]string{"已取消", "没有写完的已经删去。"}, "没有导出：磁盘空间不够", 0},
		{"is cancelled", context.Canceled, true, [2]string{"已取消", "没有写完的已经删去。"}, "已取消：没有写完的已经删去。", 0},
		{"is cancelled, with nothing to say", context.Canceled, true, [2]string{}, "", 0},
	} {
		s := newScreen(t)
		done, wait := 0, make(chan struct{})
		var ended context.Context
		s.Run(work.Task{Title: "正在导出", Work: func(ctx context.Context, _ *work.Progress) error {
			ended = ctx
			<-wait
			return c.fault
		}, Done: func() { done++ }, Failed: "没有导出", Stopped: c.stopped})
		s.shows(t, "正在导出", "正在准备…")
		if c.cancel {
			s.press(t, "取消")
			s.shows(t, "正在导出", "正在停止…")
		}
		close(wait)
		s.pass()()
		if got := strings.Join(s.told, "\n"); got != c.told || done != c.done || s.Asking() || ended.Err() == nil {
			t.Errorf("%s: told %q, done %d, dialog %v, context %v", c.name, got, done, s.Asking(), ended.Err())
		}
	}
}

// A task with an end of its own is told how it went, and nothing else happens.
func TestTaskWithItsOwnEnd(t *testing.T) {
	s := newScreen(t)
	var ends []error
	s.Run(work.Task{
		Title: "正在复制", Step: "复制上年的材料", Work: func(context.Context, *work.Progress) error { return errFull },
		Ended: func(err error) { ends = append(ends, err) },
	})
	s.shows(t, "正在复制", "复制上年的材料")
	s.pass()()
	if len(ends) != 1 || !errors.Is(ends[0], errFull) || len(s.told) != 0 {
		t.Errorf("ended %v, told %q", ends, s.told)
	}
}

// Progress is shown on the window's goroutine; of what comes faster than that the last counts, and after 取消 nothing more.
func TestProgress(t *testing.T) {
	s := newScreen(t)
	p, ctx := s.Progress()
	widgets.NewSheet(s.Window, "正在定稿", p.Object()).Custom(p.Stop()).Show()
	p.Report("排印 PDF 报告", 0.25)
	p.File("方案.pdf", 1, 4)
	p.File("空.pdf", 0, 0) // nothing can be said of how much
	s.shows(t, "正在定稿", "正在准备…")
	s.pass()()
	s.shows(t, "正在定稿", "正在存入“方案.pdf”")
	if len(s.queue) != 0 {
		t.Errorf("%d more are queued", len(s.queue))
	}
	p.File("照片.jpg", 1, 1)
	s.pass()()
	s.shows(t, "正在定稿", "正在存入“照片.jpg”")
	p.Report("核对", 0.9)
	s.press(t, "取消")
	s.pass()()
	s.shows(t, "正在定稿", "正在停止…")
	if ctx.Err() == nil || !p.Stop().Disabled() {
		t.Error("取消 stops nothing")
	}
	if p, ctx := s.Progress(); ctx.Err() == nil {
		if p.Cancel(); ctx.Err() == nil {
			t.Error("Cancel ends nothing")
		}
	}
}

// Copies lie in folders of their own under one that goes with the session.
func TestFoldersForCopies(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := newScreen(t)
	c := work.NewCopies(s.Jobs)
	one, err := c.Folder()
	if err != nil {
		t.Fatal(err)
	}
	two, err := c.Folder()
	if err != nil || one == two || filepath.Dir(one) != filepath.Dir(two) {
		t.Fatalf("%s and %s, %v", one, two, err)
	}
	c.Clear()
	if _, err := os.Stat(filepath.Dir(one)); !os.IsNotExist(err) {
		t.Errorf("the folder stays: %v", err)
	}
	if three, err := c.Folder(); err != nil || filepath.Dir(three) == filepath.Dir(one) {
		t.Errorf("afterwards %s, %v", three, err)
	}
	c.Clear()
	t.Setenv("TMPDIR", filepath.Join(one, "gone"))
	if _, err := c.Folder(); err == nil {
		t.Error("a folder where none can be made")
	}
}
