package review

import (
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/results"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// paperOptions is what is asked of the papers: how much the circular publishes, whom to call, what is converted, what is checked on site. It is
// remembered: who to call for all books, the rest for the book.
type paperOptions struct {
	page *papersPage

	box     *fyne.Container
	levels  *widgets.Choices
	explain *widgets.Text
	warns   *fyne.Container
	grades  *widgets.Entry
	graded  *fyne.Container
	contact *widgets.Entry
	phone   *widgets.Entry
	convert map[string]*widgets.Entry
	inspect *widgets.Entry
	fold    *widgets.Fold // of all but the level and the grades
	taken   keptOptions   // as they were read last
}

// keptOptions are the options as they are kept: as they were typed.
type keptOptions struct {
	Level   string            `json:"level"`
	Grades  string            `json:"grades"`
	Convert map[string]string `json:"convert"`
	Inspect string            `json:"inspect"`
	Contact string            `json:"-"`
	Phone   string            `json:"-"`
}

// Where the options are kept.
const (
	papersKey  = "papers." // and the copy of the book
	contactKey = "papers.contact"
	phoneKey   = "papers.phone"
)

func newPaperOptions(p *papersPage) *paperOptions {
	o := &paperOptions{page: p, convert: map[string]*widgets.Entry{}}
	e := p.desk.session.View.Edition
	var list []widgets.Choice
	for _, l := range results.Levels() {
		list = append(list, widgets.Choice{Key: string(l), Label: l.Label()})
	}
	o.levels = widgets.NewChoices(list...)
	o.explain = widgets.Body("")
	o.warns = widgets.Column(4)
	entry := func(hint string) *widgets.Entry {
		f := widgets.NewEntry(120)
		f.SetPlaceHolder(hint)
		f.OnLeave = o.changed
		return f
	}
	o.grades = entry("优秀=90，良好=80，合格=60，不合格=0")
	o.graded = widgets.Column(2, widgets.Muted("各等次的起点分，从高到低；不写用考核指标规定的，没有规定的按满分的九成、八成、六成。"), o.grades)
	o.contact, o.phone = entry("印在函和请示上，可以不填"), entry("可以不填")
	o.inspect = entry("单位代码/指标序号，如" + inspectExample(e))
	form := widgets.Column(8, line("联系人", o.contact), line("联系电话", o.phone))
	for _, name := range e.Review.Converted {
		o.convert[name] = entry("其中本项的分值，不填不写折算单")
		form.Add(line(name, o.convert[name]))
	}
	form.Add(line("另列入现场核查", o.inspect))
	o.fold = widgets.NewFold("联系人、折算单和现场核查", form)
	o.fold.OnToggled = func() { widgets.Settle(p.scroll) }
	o.box = widgets.Column(8, widgets.NewText("通报公布到哪一级", widgets.Style{Bold: true}), o.levels, o.explain, o.graded, o.warns, o.fold.Object())
	o.recall()
	o.levels.OnChanged = func(string) { o.changed() }
	return o
}

func line(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Labelled(126, widgets.Body(label), field)
}

// inspectExample is how a cell is written, of this rulebook.
func inspectExample(e *scoring.Edition) string {
	if len(e.Units) == 0 {
		return "341601/5"
	}
	return e.Units[0].Code + "/5"
}

func (o *paperOptions) object() fyne.CanvasObject { return o.box }

// typed is what stands in the fields.
func (o *paperOptions) typed() keptOptions {
	k := keptOptions{
		Level: o.levels.Selected(), Grades: strings.TrimSpace(o.grades.Text), Inspect: strings.TrimSpace(o.inspect.Text), Convert: map[string]string{},
		Contact: strings.TrimSpace(o.contact.Text), Phone: strings.TrimSpace(o.phone.Text),
	}
	for name, f := range o.convert {
		if text := strings.TrimSpace(f.Text); text != "" {
			k.Convert[name] = text
		}
	}
	return k
}

// recall puts what is kept into the fields.
func (o *paperOptions) recall() {
	prefs := fyne.CurrentApp().Preferences()
	k := keptOptions{Contact: prefs.String(contactKey), Phone: prefs.String(phoneKey)}
	_ = json.Unmarshal([]byte(prefs.String(papersKey+o.page.desk.session.Book.Copy())), &k) // what is not there is blank
	level, err := results.ParseLevel(k.Level)
	if err != nil {
		level, _ = results.ParseLevel("")
	}
	o.levels.Put(string(level))
	o.grades.Put(k.Grades)
	o.contact.Put(k.Contact)
	o.phone.Put(k.Phone)
	o.inspect.Put(k.Inspect)
	for name, f := range o.convert {
		f.Put(k.Convert[name])
	}
	o.taken = o.typed()
	o.showLevel()
}

// keep remembers what stands in the fields.
func (o *paperOptions) keep(k keptOptions) {
	prefs := fyne.CurrentApp().Preferences()
	prefs.SetString(contactKey, k.Contact)
	prefs.SetString(phoneKey, k.Phone)
	if data, err := json.Marshal(k); err == nil {
		prefs.SetString(papersKey+o.page.desk.session.Book.Copy(), string(data))
	}
}

// showLevel explains the level chosen.
func (o *paperOptions) showLevel() {
	level := results.Level(o.levels.Selected())
	o.explain.SetText(level.Explains())
	widgets.Reveal(o.graded, level == results.LevelGrades)
}

// changed lists the papers anew where something was changed.
func (o *paperOptions) changed() {
	k := o.typed()
	if k.same(o.taken) {
		return
	}
	o.taken = k
	o.keep(k)
	o.showLevel()
	o.page.open()
}

// same reports whether two are the same.
func (k keptOptions) same(other keptOptions) bool {
	a, _ := json.Marshal(k)
	b, _ := json.Marshal(other)
	return string(a) == string(b) && k.Contact == other.Contact && k.Phone == other.Phone
}

// read reads the fields. The error is a plain sentence about what cannot be read.
func (o *paperOptions) read() (results.Options, error) {
	k := o.typed()
	out := results.Options{Publish: results.Level(k.Level), Convert: map[string]scoring.Points{}, Contact: k.Contact, Phone: k.Phone}
	if out.Publish == results.LevelGrades {
		grades, err := results.ParseGrades(k.Grades)
		if err != nil {
			return out, err
		}
		out.Grades = grades
	}
	for name, text := range k.Convert {
		points, err := results.ParseConverted(name, text)
		if err != nil {
			return out, err
		}
		out.Convert[name] = points
	}
	for _, text := range strings.FieldsFunc(k.Inspect, func(r rune) bool { return strings.ContainsRune(" 　,，、;；", r) }) {
		cell, err := results.ParseCell(o.page.desk.session.View, text)
		if err != nil {
			return out, err
		}
		out.Inspect = append(out.Inspect, cell)
	}
	return out, nil
}

// tell shows what the circular gives away, and what else is to be known before the papers go out.
func (o *paperOptions) tell(problems []forms.Problem) {
	o.warns.RemoveAll()
	for _, p := range problems {
		tone := widgets.ToneMuted
		if p.Severity == forms.Warning {
			tone = widgets.ToneWait
		}
		o.warns.Add(widgets.NewText(p.Message, widgets.Style{Tone: tone}))
	}
}
