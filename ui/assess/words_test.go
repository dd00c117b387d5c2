package assess

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/user"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/ui/uitest"
	"zicha/ui/widgets"
)

var writeWords = flag.Bool("words", false, "write testdata/words.txt anew; read what has changed before it is committed")

const wordsHead = "# 窗口里给人看的话，一节一页或一个对话框。［］里是按钮，（灰）的不能点，空格里的提示写在“格：”后面。\n" +
	"# 改了一句话，就在这里改同一句，或者用 go test ./ui/assess -run WordsOfTheWindow -words 重写，再逐句读过。\n"

// scene is a page or a dialog, and how one comes there; without a way it is what stands around the page.
type scene struct {
	name string
	show func(st *stage)
}

// readAll walks the scenes in their order on one stage and gives what can be read in each.
func (st *stage) readAll(t *testing.T, scenes []scene) string {
	t.Helper()
	var b strings.Builder
	for _, s := range scenes {
		st.closeAll()
		st.told = nil
		whole := s.show == nil
		if !whole {
			s.show(st)
		}
		var words []string
		for _, told := range st.told {
			words = append(words, "告知："+told)
		}
		if top := st.win.Canvas().Overlays().Top(); top != nil {
			words = append(words, readable(top)...)
		} else if whole {
			words = slices.Concat(readable(st.desk.head.line), readable(st.desk.nav.box), readable(st.desk.side.box))
		} else if len(words) == 0 {
			words = readable(st.desk.pane.page().object())
		}
		fmt.Fprintf(&b, "\n## %s\n%s\n", s.name, strings.Join(words, "\n"))
	}
	st.closeAll()
	return st.steady(b.String())
}

var (
	clock  = regexp.MustCompile(`\b\d\d:\d\d(:\d\d)?\b`)
	weight = regexp.MustCompile(`\b[\d.]+ [KM]B`)
)

// steady puts words in the place of what differs from run to run.
func (st *stage) steady(text string) string {
	now, who := time.Now(), "root"
	if u, err := user.Current(); err == nil {
		who = cmp.Or(u.Name, u.Username)
	}
	text = strings.NewReplacer(
		st.folder, "〔文件夹〕", now.Format("2006年1月2日"), "〔今天〕", now.Format("2006-01-02"), "〔今天〕", now.Format("20060102"), "〔今天〕", now.Format("01-02")+" ", "〔今天〕 ",
		"\n"+who+"\n", "\n〔用户〕\n", "［U盘］\n", "", // where the machine has a place for one
	).Replace(text)
	return weight.ReplaceAllString(clock.ReplaceAllString(text, "〔时刻〕"), "〔大小〕")
}

// readable lists what can be seen under an object: texts, buttons, fields that say what they are for.
func readable(o fyne.CanvasObject) []string {
	var r legible
	r.read(o)
	return r.lines
}

type legible struct{ lines []string }

func (r *legible) read(o fyne.CanvasObject) {
	if !o.Visible() {
		return
	}
	switch w := o.(type) {
	case *widgets.Text:
		r.add("", w.Text())
	case *widgets.Button:
		r.press(w.Words(), w)
	case *widgets.Action:
		r.press(w.Words(), w)
	case *widgets.Check:
		r.press(w.Text, w)
	case *widgets.Select:
		r.press(strings.Join(w.Options, "｜"), w)
	case *widgets.Entry:
		r.add("格：", cmp.Or(w.Text, w.PlaceHolder))
	case *canvas.Text:
		r.add("", w.Text)
	case *fyne.Container:
		for _, part := range w.Objects {
			r.read(part)
		}
	case fyne.Widget:
		for _, part := range test.WidgetRenderer(w).Objects() {
			r.read(part)
		}
	}
}

func (r *legible) press(words string, w fyne.Disableable) {
	if w.Disabled() {
		r.add("", "［"+words+"］（灰）")
	} else {
		r.add("", "［"+words+"］")
	}
}

func (r *legible) add(before, words string) {
	if words != "" {
		r.lines = append(r.lines, before+strings.ReplaceAll(words, "\n", "／"))
	}
}

// Every page and every dialog says what the table says: titles, sentences, buttons and which of them can be pressed.
func TestWordsOfTheWindow(t *testing.T) {
	uitest.ForgetSettings(t)
	got := wordsHead
	st := stageOn(t, newDossier(t))
	got += "\n# 一、新建的档案\n" + st.readAll(t, blankScenes(t))
	st = stageOn(t, sampleDossier(t))
	got += "\n# 二、示例县的档案，草稿\n" + st.readAll(t, draftScenes(t))
	got += "\n# 三、示例县的档案，已定稿\n" + st.readAll(t, finalScenes(t))
	const path = "testdata/words.txt"
	if *writeWords {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wanted, part := strings.Split(string(want), "\n"), ""
	for i, line := range strings.Split(got, "\n") {
		if strings.HasPrefix(line, "#") {
			part = line
		}
		if i >= len(wanted) || wanted[i] != line {
			t.Fatalf("%s, line %d of %s: the window says\n%s\nthe table\n%s", part, i+1, path, line, wanted[min(i, len(wanted)-1)])
		}
	}
	if n := strings.Count(got, "\n"); n < len(wanted)-1 {
		t.Fatalf("the table goes on: %s", wanted[n+1])
	}
}
