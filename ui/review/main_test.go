package review

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/pdf/render"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// TestMain has the tests share one app, as those of the county's screens do.
func TestMain(m *testing.M) {
	render.ChildMain(filepath.Join(os.TempDir(), "zicha-pages")) // kept between the runs, as between those of the program
	if value := os.Getenv(crashVariable); value != "" {          // it has no screen, and is started often
		fmt.Fprintln(os.Stderr, crashForever(value))
		os.Exit(1)
	}
	dir, err := os.MkdirTemp("", "cache-*")
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_CACHE_HOME", dir)
	test.NewApp()
	setLook(widgets.Look{})
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// setLook gives the app a variant of the program's theme.
func setLook(look widgets.Look) {
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(assets.Hei(), assets.HeiBold(), look))
}

var (
	bureau     = review.Person{By: "甲", Role: "审核员", Unit: "市信息局"}
	commission = review.Person{By: "乙", Role: "审核员", Unit: "市发展改革委"}
)

// office is an open desk over a real book, whose saving comes back when the test lets it.
type office struct {
	t     *testing.T
	desk  *Desk
	win   fyne.Window
	later chan func()
	told  []string
}

// newOffice opens a desk over a book into which some units handed a version of the perfect dossier, with changes.
func newOffice(t *testing.T, me review.Person, units ...review.Incoming) *office {
	t.Helper()
	b, err := review.Create(filepath.Join(t.TempDir(), "a.huizong"), formtest.Edition(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Receive(bureau, units...); err != nil {
		t.Fatal(err)
	}
	return officeOver(t, b, me)
}

// officeOver opens a desk over an open book.
func officeOver(t *testing.T, b *review.Book, me review.Person) *office {
	t.Helper()
	o := &office{t: t, later: make(chan func(), 1000)}
	s, err := NewSession(b, func(fn func()) { o.later <- fn })
	if err != nil {
		t.Fatal(err)
	}
	s.Me = me
	o.win = test.NewWindow(nil)
	o.desk = NewDesk(Host{Host: work.Host{Window: o.win, Tell: func(title, words string) { o.told = append(o.told, title+"："+words) }, OpenPath: func(string) {}}}, s)
	o.win.SetContent(widgets.TippedAfter(func(time.Duration, func()) {}, o.desk.Object())) // no words fade in beside what is tested
	o.win.Resize(fyne.NewSize(1280, 760))
	t.Cleanup(func() {
		o.win.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	o.settle()
	return o
}

// version is a unit's version of the perfect dossier, with changes.
func version(t *testing.T, county string, n int, changes ...forms.Change) review.Incoming {
	t.Helper()
	d := formtest.Perfect(t)
	d.Apply(forms.Change{Path: forms.CountyPath("code"), New: county})
	d.Apply(changes...)
	for _, c := range d.Edition.Criteria() {
		_, add, err := d.AddEvidence(c.ID, forms.Evidence{Title: "通知", Files: []forms.FileRef{{Name: c.ID + ".pdf", Size: 1000, SHA256: strings.Repeat("0", 60) + c.ID}}})
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(add...)
	}
	d.Version, d.Final = n, true
	return review.Incoming{Submission: review.SubmissionOf(d, d.Edition.Hash(), d.Code(), nil), File: county + ".xlsx"}
}

// settle lets all that is under way come back.
func (o *office) settle() {
	o.t.Helper()
	s := o.desk.session
	for until := time.Now().Add(20 * time.Second); ; {
		select {
		case fn := <-o.later:
			fn()
			continue
		case <-time.After(5 * time.Millisecond):
		}
		if s.queued == 0 && len(o.desk.shelf.asked) == 0 && len(o.desk.reading) == 0 && len(o.later) == 0 {
			return
		}
		if time.Now().After(until) {
			o.t.Fatal("it does not come back")
		}
	}
}

// page is the page on show on which scores are given.
func (o *office) page() *scorePage { return o.desk.scoring() }

// key types a key into what has the keyboard.
func (o *office) key(name fyne.KeyName) {
	o.t.Helper()
	f := o.win.Canvas().Focused()
	if f == nil {
		o.desk.Key(name)
		return
	}
	f.TypedKey(&fyne.KeyEvent{Name: name})
}

// ctrl types a key with Ctrl.
func (o *office) ctrl(name fyne.KeyName) {
	o.t.Helper()
	o.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl})
}

// write types text into what has the keyboard.
func (o *office) write(text string) {
	o.t.Helper()
	test.Type(o.win.Canvas().Focused(), text)
}

func (o *office) cell(county string, no int) *review.Cell {
	return o.desk.session.View.Cell(county, no)
}

// enterFigures enters the city's own figures for a unit, whatever each field takes.
func (o *office) enterFigures(county string) {
	o.t.Helper()
	for _, ind := range o.desk.session.View.Edition.Indicators() {
		for _, c := range ind.Criteria {
			for _, f := range c.Fields {
				if !review.CityHolds(c, f) {
					continue
				}
				for _, value := range []string{"true", "100", "1"} {
					if _, err := o.desk.session.Book.SetFigures(commission, review.Figure{County: county, Field: c.ID + "." + f.Key, Value: value}); err == nil {
						break
					}
				}
			}
		}
	}
	o.desk.session.Act(func(*review.Book) error { return nil }, nil)
	o.settle()
}
