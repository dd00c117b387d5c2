package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// steps is the way through the work in four steps, each with how far it is and a jump to what comes next there.
type steps struct {
	desk  *Desk
	box   *fyne.Container
	title *fyne.Container
	all   [4]*step
}

type step struct {
	line  *widgets.Line
	tick  fyne.CanvasObject // seen when the step is done
	words *widgets.Text
}

// standing is how far the four steps are.
type standing struct {
	profile      int // values of the profile still missing
	begun, own   int // indicators of the county with any answer, and all of them
	blank        int // criteria of the county not filled in
	bare, papers int // criteria with points and without evidence; criteria with evidence
	problems     int
}

func standingOf(s *Session) standing {
	p := standing{problems: len(s.Problems), papers: len(s.Covered)}
	for _, problem := range s.Problems {
		switch problem.Code {
		case "profile_missing":
			p.profile++
		case "evidence_missing":
			p.bare++
		}
	}
	for _, res := range s.Card.Indicators {
		if !res.Indicator.Source.Self() {
			continue
		}
		p.own++
		if res.Status != scoring.NoAnswer {
			p.begun++
		}
		for _, r := range res.Results {
			if r.State == scoring.Unanswered {
				p.blank++
			}
		}
	}
	return p
}

func newSteps(d *Desk) *steps {
	s := &steps{desk: d, title: widgets.Inset(stepMargin, 0, widgets.NewText("先做这几步", widgets.Style{Bold: true}))}
	names := [4]string{"1 填单位信息", "2 逐项填报", "3 添加佐证", "4 检查、定稿、导出"}
	jumps := [4]func(){d.Profile, d.NextBlank, s.goEvidence, d.ShowProblems}
	var parts []fyne.CanvasObject
	var lines []*widgets.Line
	for i, name := range names {
		at := &step{tick: widget.NewIcon(theme.NewColoredResource(theme.ConfirmIcon(), widgets.ToneGood)), words: widgets.Muted("")}
		title := widgets.NewText(name, widgets.Style{Size: widgets.SizeList, Bold: true})
		at.line = widgets.NewLine(widgets.Inset(stepMargin, stepMargin, widgets.Column(2, title, widgets.Row(4, 1, at.tick, at.words))), jumps[i])
		s.all[i] = at
		lines = append(lines, at.line)
		parts = append(parts, at.line)
	}
	widgets.Walk(d.pane.keepInSight, lines...)
	s.box = widgets.Card(widgets.Column(6, s.title, widgets.Tiles(4, widgets.Sample{Text: names[3] + "检", Size: widgets.SizeList, Bold: true}, parts...)))
	return s
}

const stepMargin = 6

func (s *steps) show() {
	state := s.desk.session
	p := standingOf(state)
	widgets.Reveal(s.title, p.begun == 0)
	s.set(0, p.profile == 0, "已填好", "还有"+strconv.Itoa(p.profile)+"处未填")
	s.set(1, p.blank == 0, "都已填报", "已填"+strconv.Itoa(p.begun)+"/"+strconv.Itoa(p.own)+"项")
	words := strconv.Itoa(p.bare) + "处缺佐证"
	if p.bare == 0 {
		words = "填报后添加"
	}
	s.set(2, p.bare == 0 && p.papers > 0, "都有佐证", words)
	s.set(3, state.Values.Final, "已定稿第"+strconv.Itoa(state.Values.Version)+"版", s.last(p))
}

// last words the step that ends the work.
func (s *steps) last(p standing) string {
	if p.problems == 0 {
		return "可以定稿"
	}
	return strconv.Itoa(p.problems) + "个待处理问题"
}

func (s *steps) set(i int, done bool, doneWords, words string) {
	at := s.all[i]
	if done {
		words = doneWords
	}
	at.words.SetText(words)
	widgets.Reveal(at.tick, done)
}

// goEvidence goes to the first criterion that has points and no evidence, else to the first one without evidence.
func (s *steps) goEvidence() {
	state := s.desk.session
	for _, p := range state.Problems {
		if p.Code == "evidence_missing" {
			s.desk.GoProblem(p)
			return
		}
	}
	for _, c := range state.Values.Edition.Criteria() {
		if c.Indicator.Source.Self() && !state.Covered[c.ID] {
			s.desk.GoProblem(forms.Problem{Criterion: c.ID})
			return
		}
	}
	s.desk.Go(1)
}
