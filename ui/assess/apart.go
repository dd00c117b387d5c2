package assess

import (
	"math/big"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// headWords say under an indicator's title what there is to get, that it is outside the total where it is, and who holds the data.
func headWords(ind *scoring.Indicator) string {
	words := []string{wording.MarksWords(ind)}
	if ind.Section.Apart == scoring.AddsOn || ind.Section.Apart == scoring.TakesOff {
		words = append(words, "不计入总分")
	}
	if ind.SourceText != "" {
		words = append(words, "数据来源："+ind.SourceText)
	}
	return strings.Join(words, " · ")
}

// mostWords say at a criterion's points what there is to get at most.
func mostWords(c *scoring.Criterion) string {
	if c.Pool() != nil {
		return sharedWords(c.Pool())
	}
	return wording.MostWords(c)
}

// sharedWords name the criteria of a pool and what they share: “1.1、1.2共用5分”.
func sharedWords(p *scoring.Pool) string {
	return strings.Join(p.IDs, "、") + "共用" + p.Points.Short() + "分"
}

// leftWords say what is left in a pool: “共用5分，已扣0.70分，剩4.30分”.
func leftWords(p scoring.PoolResult) string {
	words := sharedWords(p.Pool) + "，"
	if p.Points == nil {
		return words + "各要点都填报完整后计算"
	}
	if p.Spent() {
		return words + "已扣完，得0.00分"
	}
	taken := new(big.Rat).Sub(big.NewRat(int64(p.Pool.Points), 100), p.Points)
	return words + "已扣" + scoring.FormatShown(taken) + "分，剩" + scoring.FormatShown(p.Points) + "分"
}

// apartPoints words the points of a criterion that is outside the total, or takes from a pool; ok is false where it is neither.
func apartPoints(res scoring.Result) (words string, tone fyne.ThemeColorName, ok bool) {
	switch c := res.Criterion; {
	case c.Indicator.Section.Apart == scoring.MayStrike:
		tone = widgets.ToneGood
		if res.Verdict() == scoring.Struck {
			tone = widgets.ToneError
		}
	case c.Indicator.Section.Apart == scoring.TakesOff, c.Pool() != nil:
		tone = widgets.ToneWait
		if res.Points.Sign() == 0 {
			tone = widgets.ToneGood
		}
	default:
		return "", "", false
	}
	return res.Shown(), tone, true
}

// scoreWords are an indicator's points at the head of its page.
func scoreWords(res scoring.IndicatorResult) string {
	word := "自评 "
	switch s := res.Indicator.Section; {
	case s.Apart == scoring.MayStrike:
		return res.Text()
	case s.Apart == scoring.AddsOn:
		word = "加分 "
	case s.Apart == scoring.TakesOff:
		word = "扣分 "
	case marked(res) && !res.Known:
		return res.Text()
	case !res.Indicator.Source.Self():
		word = "预估 "
	}
	return word + res.Text() + " / " + res.Indicator.Max.Short()
}

// countedWords are the points of a section outside the total in a narrow column, and their tone.
func countedWords(card scoring.Scorecard, t scoring.SectionTotal) (string, fyne.ThemeColorName) {
	switch t.Section.Apart {
	case scoring.MayStrike:
		return verdictWords(card, t.Section)
	case scoring.TakesOff:
		return "扣" + t.Counted.Score.String() + "/" + t.Counted.Max.Short(), widgets.ToneMuted
	}
	return "加" + t.Counted.Score.String() + "/" + t.Counted.Max.Short(), widgets.ToneMuted
}

// verdictWords say how a veto section stands: it strikes where one criterion does, and passes where all do.
func verdictWords(card scoring.Scorecard, s *scoring.Section) (string, fyne.ThemeColorName) {
	words, tone := scoring.Passed.Label(), widgets.ToneGood
	for _, v := range card.Vetoes {
		switch {
		case v.Criterion.Indicator.Section != s:
		case v.Verdict == scoring.Struck:
			return v.Verdict.Label(), widgets.ToneError
		case v.Verdict == scoring.Open:
			words, tone = v.State.Label(), widgets.ToneMuted
		}
	}
	return words, tone
}

// showApart puts what counts of a section outside the total into the columns of the overview.
func showApart(figures [4]*widgets.Text, card scoring.Scorecard, t scoring.SectionTotal) {
	if t.Section.Apart == scoring.MayStrike {
		figures[0].Set(verdictWords(card, t.Section))
		return
	}
	figures[0].SetText(t.Counted.Score.String())
	figures[3].Set(t.Counted.Max.Short(), widgets.ToneMuted)
}

// sectionWords is the title of a section, and of one outside the total what becomes of it.
func sectionWords(s *scoring.Section) string { return s.No + "、" + wording.SectionTitle(s) }

// beyond are the figures outside the two totals, in the column on the right: bonus, penalty, vetoes, and what the rulebook makes of all of it
// (总评). box is nil where it has nothing of the kind.
type beyond struct {
	box            fyne.CanvasObject
	bonus, penalty *figure
	vetoes         *widgets.Text
	overall        *widgets.Text
	words          *widgets.Text
}

func newBeyond(card scoring.Scorecard, e *scoring.Edition) *beyond {
	b := &beyond{}
	if card.Overall == nil {
		return b
	}
	small := widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted}
	b.overall = widgets.NewText("", widgets.Style{Size: widgets.SizeFigure, Bold: true})
	b.words, b.vetoes = widgets.NewText("", small), widgets.NewText("", widgets.Style{Bold: true})
	rows := []fyne.CanvasObject{}
	if card.Bonus.Max > 0 {
		b.bonus = newFigure(scoring.BonusLabel, widgets.ToneGood)
		rows = append(rows, b.bonus.box)
	}
	if card.Penalty.Max > 0 {
		b.penalty = newFigure(scoring.PenaltyLabel, widgets.ToneHalf)
		rows = append(rows, b.penalty.box)
	}
	if len(card.Vetoes) > 0 {
		rows = append(rows, widgets.Column(2, widgets.Muted(scoring.VetoLabel), b.vetoes))
	}
	rows = append(rows, widgets.Column(2, widgets.Muted(scoring.OverallLabel+"（"+e.FullMarks()+"）"), b.overall, b.words))
	b.box = widgets.Column(spaced, rows...)
	return b
}

func (b *beyond) show(card scoring.Scorecard) {
	if b.box == nil {
		return
	}
	if b.bonus != nil {
		b.bonus.show(card.Bonus)
	}
	if b.penalty != nil {
		b.penalty.show(card.Penalty)
	}
	b.vetoes.Set(vetoWords(card))
	words, tone := overallWords(card.Overall)
	b.overall.Set(words, tone)
	b.words.SetText(card.Overall.Words)
}

// vetoWords say which criteria strike, or how many are open.
func vetoWords(card scoring.Scorecard) (string, fyne.ThemeColorName) {
	var struck []string
	open := 0
	for _, v := range card.Vetoes {
		switch v.Verdict {
		case scoring.Struck:
			struck = append(struck, v.Criterion.ID)
		case scoring.Open:
			open++
		}
	}
	switch {
	case len(struck) > 0:
		return strings.Join(struck, "、") + scoring.Struck.Label(), widgets.ToneError
	case open > 0:
		return strconv.Itoa(open) + "个要点未填报完整", widgets.ToneMuted
	}
	return "全部" + scoring.Passed.Label(), widgets.ToneGood
}

// overallWords are the overall total and the grade: “88.11 / 100　良好”.
func overallWords(o *scoring.Overall) (string, fyne.ThemeColorName) {
	words, tone := scoring.Pending.Label(), widgets.ToneWait
	if o.Known {
		words, tone = o.Score.String()+" / "+o.Max.Short(), ""
	}
	if o.Grade != "" {
		words += "　" + o.Grade
	}
	if o.Struck {
		tone = widgets.ToneError
	}
	return words, tone
}

// overallRow is the last row of the overview: the overall total and how it is made; nil where the rulebook has none.
type overallRow struct {
	box          fyne.CanvasObject
	total, words *widgets.Text
}

func newOverallRow(card scoring.Scorecard, e *scoring.Edition) *overallRow {
	if card.Overall == nil {
		return nil
	}
	r := &overallRow{total: widgets.NewText("", widgets.Style{Bold: true}), words: widgets.Muted("")}
	r.box = widgets.Panel(widgets.ToneQuote, 8, widgets.Inset(lightsWidth+10, 0, widgets.Column(2, r.total, widgets.Muted(e.FullMarks()), r.words)))
	return r
}

func (r *overallRow) show(card scoring.Scorecard) {
	words, tone := overallWords(card.Overall)
	r.total.Set(scoring.OverallLabel+"　"+words, tone)
	r.words.SetText(card.Overall.Words)
}
