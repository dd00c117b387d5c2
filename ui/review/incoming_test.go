package review

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// until lets what is under way come back until something is so.
func (o *office) until(what string, so func() bool) {
	o.t.Helper()
	for end := time.Now().Add(20 * time.Second); !so(); {
		select {
		case fn := <-o.later:
			fn()
		case <-time.After(2 * time.Millisecond):
		}
		if time.Now().After(end) {
			o.t.Fatalf("%s does not come; told %q", what, o.told)
		}
	}
	o.settle()
}

// sheet lists the words of the dialog on top, "" where there is none, and its buttons.
func (o *office) sheet() (words string, buttons map[string]fyne.Tappable) {
	buttons = map[string]fyne.Tappable{}
	top := o.win.Canvas().Overlays().Top()
	if top == nil {
		return "", buttons
	}
	var lines []string
	for _, at := range test.LaidOutObjects(top) {
		switch at := at.(type) {
		case *widgets.Text:
			lines = append(lines, at.Text())
		case *widgets.Button:
			buttons[at.Words()] = at
		case *widgets.Action:
			buttons[at.Words()] = at
		}
	}
	return strings.Join(lines, "\n"), buttons
}

// press presses a button of the dialog on top.
func (o *office) press(words string) {
	o.t.Helper()
	said, buttons := o.sheet()
	b := buttons[words]
	if b == nil {
		o.t.Fatalf("no button %q under\n%s", words, said)
	}
	b.Tapped(&fyne.PointEvent{})
}

// runes types text letter by letter: the first may begin an entry, which takes the others.
func (o *office) runes(text string) {
	o.t.Helper()
	for _, r := range text {
		o.write(string(r))
	}
}

// says waits for a dialog that says something.
func (o *office) says(part string) {
	o.t.Helper()
	o.until(part, func() bool {
		words, _ := o.sheet()
		return strings.Contains(words, part)
	})
}

// What the assessor has itself is typed into the cells, one below the other; what is no figure is refused with a sentence.
func TestFiguresAreTypedIntoCells(t *testing.T) {
	o := newOffice(t, commission, version(t, "341621", 1))
	o.desk.Show(pageIncoming)
	p := o.desk.pages[pageIncoming].(*incomingPage)
	if p.chips.Count(incomingAll) != len(p.rows) || p.chips.Count(incomingThere) != 1 || p.chips.Count(incomingMissing) != len(p.rows)-1 {
		t.Error("the filters count otherwise")
	}
	col := incomingOwn + slices.IndexFunc(p.fields, func(f cityField) bool { return f.name == "11.1.standard" })
	p.grid.Go(0, col)
	o.win.Canvas().Focus(p.grid)
	o.runes("50")
	o.key(fyne.KeyReturn)
	o.settle()
	code := p.rows[0].Unit.Code
	if got := p.figures[code+" 11.1.standard"]; got != "50" {
		t.Fatalf("the figure is %q, told %q", got, o.told)
	}
	if row, at := p.grid.Place(); row != 1 || at != col {
		t.Errorf("Enter goes to %d, %d", row, at)
	}
	o.desk.host.Window.Canvas().Focus(p.grid)
	o.runes("很多")
	o.key(fyne.KeyReturn)
	o.settle()
	if len(o.told) != 1 || !strings.Contains(o.told[0], "没有保存") {
		t.Errorf("told %q", o.told)
	}
	p.chips.Pick(incomingMissing)
	if slices.ContainsFunc(p.rows, func(u *review.UnitView) bool { return u.Received != nil }) {
		t.Error("the filter leaves what came in")
	}
}

// Files dropped anywhere are planned first: nothing is stored before it is agreed to, each file hears what became of it, and a table of
// figures among them is taken too.
func TestDroppedFilesArePlannedAndTaken(t *testing.T) {
	o := newOffice(t, commission)
	dir := t.TempDir()
	table, bad := filepath.Join(dir, "考核标准.csv"), filepath.Join(dir, "坏的.xlsx")
	u := o.desk.session.View.Units[0].Unit
	for path, text := range map[string]string{table: "单位,11.1.standard\n" + u.Name + ",50\n", bad: "这不是工作簿"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.desk.Show(pageGate)
	o.desk.Dropped([]string{table, bad})
	o.says("请核对后再收下")
	words, _ := o.sheet()
	if !strings.Contains(words, "数据表 · 可以收下") || !strings.Contains(words, "没有采用") || len(o.desk.session.View.Figures) != 0 {
		t.Fatalf("the plan says\n%s", words)
	}
	o.press("收下1份")
	o.says("收件结果")
	if f := o.desk.session.View.Figures; len(f) != 1 || f[0].Value != "50" {
		t.Errorf("figures %+v", f)
	}
	if words, _ = o.sheet(); !strings.Contains(words, "数据表 · 已收下") {
		t.Errorf("the result says\n%s", words)
	}
}

// Nothing is taken before it is known who works here.
func TestNobodyReceives(t *testing.T) {
	o := newOffice(t, review.Person{})
	o.desk.Dropped([]string{"/没有.xlsx"})
	if words, _ := o.sheet(); !strings.Contains(words, "登记经办人") {
		t.Errorf("the dialog says\n%s", words)
	}
}
