package work_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/secret"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// fieldsOn are the fields of the dialog on top.
func (s *screen) fieldsOn() (out []*widgets.Entry) {
	s.walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*widgets.Entry); ok {
			out = append(out, e)
		}
	})
	return out
}

// A password is asked for twice and not shown; before the copy is written one has read that a forgotten one cannot be recovered, and what
// will not do is told and goes no further.
func TestCopyWithAPassword(t *testing.T) {
	s := newScreen(t)
	mine, stick := t.TempDir(), t.TempDir()
	of := filepath.Join(mine, "甲.zicha")
	if err := os.WriteFile(of, []byte("内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	fyne.CurrentApp().Preferences().SetString("folder.copy", stick)
	s.AskCopy(work.Copying{Path: of, Name: "甲（副本）.zicha", Save: func(path string) error { return os.WriteFile(path, []byte("内容"), 0o600) }})
	s.tick(t, "设密码")
	fields := s.fieldsOn()
	if len(fields) != 2 || !fields[0].Password || !fields[1].Password || s.Window.Canvas().Focused() != fields[0] {
		t.Fatalf("%d fields for the password, or what is typed is shown", len(fields))
	}
	says := func(want string) {
		t.Helper()
		if all := strings.Join(s.lines(), "\n"); !strings.Contains(all, want) {
			t.Fatalf("“%s” is not said in\n%s", want, all)
		}
	}
	says("忘记的密码无法找回")
	for _, tried := range []struct {
		first, again, told string
		field              int // the one to be written anew
	}{
		{"", "", "没有写密码", 0}, {"短", "短", "太短", 0}, {"一二三四五六七八", "一二三四五六七九", "两次写的密码不同", 1},
	} {
		fields[0].SetText(tried.first)
		fields[1].SetText(tried.again)
		s.press(t, "下一步")
		says(tried.told)
		if s.Window.Canvas().Focused() != fields[tried.field] {
			t.Errorf("%s: the keyboard is at %T", tried.told, s.Window.Canvas().Focused())
		}
		fields[1].SetText("一二三四五六七七")
		fields[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the last text of the dialog: Enter goes on
		says("密码")
		if f := s.Window.Canvas().Focused(); f != fields[0] && f != fields[1] {
			t.Errorf("after Enter the keyboard is at %T", f)
		}
	}
	s.tick(t, "显示密码")
	if fields[0].Password || fields[1].Password {
		t.Error("what is typed stays hidden")
	}
	fields[1].SetText("一二三四五六七八")
	s.press(t, "下一步")
	says(stick)
	s.press(t, "确定")
	to := filepath.Join(stick, "甲（副本）.zicha.age")
	for !strings.Contains(strings.Join(s.lines(), "\n"), "已另存副本") && len(s.told) == 0 {
		s.pass()()
	}
	says("忘记的密码无法找回")
	o, err := secret.Open(to, "一二三四五六七八")
	if err != nil {
		t.Fatal(err, s.told)
	}
	if string(o.Head()) != "内容" || o.Close() != nil {
		t.Error("something else is in the copy")
	}
}

// tick ticks the box whose words begin so.
func (s *screen) tick(t *testing.T, words string) {
	t.Helper()
	done := false
	s.walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*widgets.Check); ok && !done && strings.HasPrefix(c.Text, words) {
			done = true
			test.Tap(c)
		}
	})
	if !done {
		t.Fatalf("no box %s", words)
	}
}
