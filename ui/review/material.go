package review

import (
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/scoring"
)

// fact is something filled in, as it is shown beside its name.
type fact struct{ label, value string }

// material is what a unit handed in for an indicator, and what of it wants a look before the claim is agreed to.
type material struct {
	result scoring.IndicatorResult
	parts  []part
	doubts []string
	short  string // all of it in one line
	pieces int    // of evidence
	files  int
}

// part is what was handed in for a criterion.
type part struct {
	criterion *scoring.Criterion
	result    scoring.Result
	facts     []fact
	rows      [][]fact // of the register
	evidence  []forms.Evidence
	words     string // 完成情况, of the first part alone
}

// paper is a unit's version as the pages show it, indicator by indicator.
type paper struct {
	content   string // the version, by its hash
	materials []*material
	unread    error // why it cannot be read, nil where it was
}

// newPaper reads a version; today is an ISO date.
func newPaper(content string, d *forms.Dossier, today string) *paper {
	card := d.Score()
	problems := map[int][]string{}
	for _, p := range check.Answers(d, card, today) {
		if c := d.Edition.Criterion(p.Criterion); c != nil && (p.Severity == forms.Error || p.Severity == forms.Warning) {
			problems[c.Indicator.No] = append(problems[c.Indicator.No], p.Message)
		}
	}
	out := &paper{content: content}
	for i, ind := range d.Edition.Indicators() {
		m := newMaterial(d, card.Indicators[i])
		m.doubts = append(m.doubts, problems[ind.No]...)
		out.materials = append(out.materials, m)
	}
	return out
}

func newMaterial(d *forms.Dossier, res scoring.IndicatorResult) *material {
	m := &material{result: res}
	seen := map[string]bool{}
	for _, r := range res.Results {
		p := part{criterion: r.Criterion, result: r, facts: factsOf(d, r.Criterion), evidence: d.Evidence(r.Criterion.ID)}
		if reg := r.Criterion.Register; reg != nil {
			for _, row := range d.Rows(r.Criterion.ID) {
				p.rows = append(p.rows, rowFacts(reg, row))
			}
		}
		for _, e := range p.evidence {
			if !seen[e.ID] {
				seen[e.ID] = true
				m.pieces, m.files = m.pieces+1, m.files+len(e.Files)
			}
			if words := e.DoubtWords(); words != "" {
				m.doubts = append(m.doubts, "佐证"+e.Number+words)
			}
		}
		if r.State == scoring.Scored && r.Points.Sign() > 0 && len(r.Criterion.Evidence) > 0 && !d.Backed(r.Criterion) {
			m.doubts = append(m.doubts, r.Criterion.ID+" 计了分，没有佐证材料")
		}
		m.parts = append(m.parts, p)
	}
	if len(m.parts) > 0 {
		m.parts[0].words = d.Narrative(numeral(res.Indicator))
	}
	if !res.Known {
		m.doubts = append(m.doubts, "得分不能按填报内容算出："+res.Text())
	}
	m.short = m.line()
	return m
}

// factsOf are the fields of a criterion that are filled in.
func factsOf(d *forms.Dossier, c *scoring.Criterion) []fact {
	var out []fact
	for _, f := range c.Fields {
		if v := d.Get(forms.AnswerPath(c.ID, f.Key)); v != "" {
			out = append(out, fact{f.Label, f.Display(v)})
		}
	}
	return out
}

func rowFacts(reg *scoring.Register, row scoring.Row) []fact {
	var out []fact
	for _, col := range reg.Columns {
		if v := row.Cells[col.Key]; v != "" {
			out = append(out, fact{col.Label, col.Display(v)})
		}
	}
	return out
}

// line says in one line what was filled in, criterion by criterion, in the words in which papers give the reason of a score.
func (m *material) line() string {
	var out []string
	for _, p := range m.parts {
		words := p.result.Reason
		if n := len(p.rows); n > 0 {
			words = "台账" + count(n, "行") + "，" + words
		}
		if len(p.facts) == 0 && len(p.rows) == 0 {
			continue
		}
		out = append(out, p.criterion.ID+" "+strings.Trim(words, "，"))
	}
	return strings.Join(out, "；")
}

// evidence lists the pieces of all criteria, each once.
func (m *material) evidence() []forms.Evidence {
	var out []forms.Evidence
	for _, p := range m.parts {
		for _, e := range p.evidence {
			if !slices.ContainsFunc(out, func(o forms.Evidence) bool { return o.ID == e.ID }) {
				out = append(out, e)
			}
		}
	}
	return out
}
