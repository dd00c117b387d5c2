package assess

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/ui/widgets"
)

// problemsPage lists what is unfinished, contradictory or worth a look; a click goes there, and on coming back the list is where it was.
type problemsPage struct {
	listPage
	under   *widgets.Text
	chips   *widgets.Chips
	reading *fyne.Container // how much of the evidence has been read
	part    *widgets.Bar
	left    int  // the line gone to last
	leaving bool // and whether it is still to be come back to
}

// severities are the groups of the page, the gravest first.
var severities = []forms.Severity{forms.Error, forms.Warning, forms.Hint}

func newProblemsPage(d *Desk) *problemsPage {
	p := &problemsPage{listPage: listPage{desk: d, list: widgets.Column(spaced)}}
	chips := []widgets.Chip{{Key: filterAll, Label: "全部"}}
	for _, s := range severities {
		chips = append(chips, widgets.Chip{Key: string(s), Label: s.Label()})
	}
	p.chips = widgets.NewChips(chips...)
	p.chips.OnChanged = func(string) { p.show(); d.pane.relayout() }
	head := widgets.PageTitle("待处理问题", "")
	p.under = widgets.Muted("")
	head.Add(p.under)
	p.part = widgets.NewBar(4, widgets.ToneBar)
	p.reading = widgets.Column(4, widgets.Muted("正在核对每个佐证文件，查出的问题随后列在这里…"), p.part)
	p.reading.Hide()
	d.session.papers.tell = p.tell
	p.box = widgets.Column(spaced, head, p.chips, p.reading, p.list)
	return p
}

// tell shows how much of the evidence has been read.
func (p *problemsPage) tell(part float64, done bool) {
	p.part.Set(float32(part))
	if widgets.Reveal(p.reading, !done) {
		p.desk.pane.relayout()
	}
}

func (p *problemsPage) show() {
	p.fill(p.chips.Selected()+fmt.Sprint(p.desk.session.Problems), p.make)
}

// make makes the list.
func (p *problemsPage) make() {
	problems := p.desk.session.Problems
	p.under.SetText("点一条，就到要改的地方；改好后按Ctrl+J回到这里。“必须处理”的处理完才能定稿。")
	if p.desk.session.untouched() {
		p.under.SetText("档案刚建立，下面是尚未填报的内容，填一处少一条，不必在这里逐条处理。请先从总览的第一步开始，填完后再来看。")
	}
	counts := countBySeverity(problems)
	p.chips.SetCounts(len(problems), counts[forms.Error], counts[forms.Warning], counts[forms.Hint])
	for _, severity := range severities {
		if p.chips.Selected() == filterAll || p.chips.Selected() == string(severity) {
			p.group(severity, problems)
		}
	}
	switch {
	case len(problems) == 0:
		p.list.Add(widgets.Body("没有发现问题，可以导出和定稿。"))
	case len(p.lines) == 0:
		p.list.Add(widgets.Body("没有“" + forms.Severity(p.chips.Selected()).Label() + "”的问题。"))
	}
}

func countBySeverity(problems []forms.Problem) map[forms.Severity]int {
	counts := map[forms.Severity]int{}
	for _, problem := range problems {
		counts[problem.Severity]++
	}
	return counts
}

func severityTone(s forms.Severity) fyne.ThemeColorName {
	return map[forms.Severity]fyne.ThemeColorName{forms.Error: widgets.ToneError, forms.Warning: widgets.ToneWait, forms.Hint: widgets.ToneMuted}[s]
}

func (p *problemsPage) group(severity forms.Severity, problems []forms.Problem) {
	var rows []fyne.CanvasObject // in a column at last: each one added to it would be laid out with all before
	for _, problem := range problems {
		if problem.Severity == severity {
			rows = append(rows, widgets.Rule(), p.problem(problem))
		}
	}
	if len(rows) == 0 {
		return
	}
	tone := severityTone(severity)
	if p.desk.session.untouched() {
		tone = ""
	}
	head := widgets.NewText(severity.Label()+" "+strconv.Itoa(len(rows)/2)+"个", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true, Tone: tone})
	p.list.Add(widgets.Card(widgets.Column(8, head, widgets.Column(0, rows...))))
}

func (p *problemsPage) problem(problem forms.Problem) fyne.CanvasObject {
	place := len(p.lines)
	problem = p.desk.located(problem)
	row := widgets.Column(1, widgets.Muted(p.where(problem)), widgets.Body(problem.Message))
	line := p.line(widgets.Inset(8, 6, row), func() {
		p.left, p.leaving = place, true
		p.desk.GoProblem(problem)
		p.desk.head.saved.Set("改好后按Ctrl+J，回到待处理问题", widgets.ToneMuted)
	})
	line.Menu = func() []widgets.MenuItem { return p.menu(problem, line) }
	return line
}

// located names the criterion of a problem that only names a piece of evidence.
func (d *Desk) located(problem forms.Problem) forms.Problem {
	part := problem.Where.Parts()
	if problem.Criterion != "" || part.Kind != forms.KindEvidence && part.Kind != forms.KindFile {
		return problem
	}
	if item, ok := d.session.item(part.ID); ok && len(item.Criteria) > 0 {
		problem.Criterion = item.Criteria[0]
	}
	return problem
}

// where says in words where a problem is.
func (p *problemsPage) where(problem forms.Problem) string {
	if ind := p.desk.session.Values.Edition.Indicator(indicatorOf(problem)); ind != nil {
		return strconv.Itoa(ind.No) + " " + ind.Title
	}
	switch problem.Where.Kind() {
	case forms.KindCounty, forms.KindProfile:
		return "单位信息"
	case forms.KindNarrative:
		return "报告正文"
	case forms.KindEvidence, forms.KindFile:
		return "佐证材料"
	}
	return "全部指标"
}

// indicatorOf is the number of the indicator a problem is about, 0 for none.
func indicatorOf(problem forms.Problem) int {
	number, _, _ := strings.Cut(problem.Criterion, ".")
	no, _ := strconv.Atoi(number)
	return no
}

// comeBack gives the keyboard to the line after a problem was gone to from here: the same one, or what has taken its place.
func (p *problemsPage) comeBack() {
	if !p.leaving || len(p.lines) == 0 {
		return
	}
	p.leaving = false
	l := p.lines[min(p.left, len(p.lines)-1)]
	p.desk.host.Window.Canvas().Focus(l)
	p.desk.pane.reveal(l)
}
