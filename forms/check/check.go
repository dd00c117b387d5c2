// Package check finds what is unfinished or contradictory in a dossier (待处理问题), which expected pieces of evidence are there, and what a
// new year can carry over from last year's dossier.
package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// Dossier finds what is unfinished, contradictory or worth a second look, errors first. card is the dossier's score; today is an ISO
// date, dates after it are refused.
func Dossier(d *forms.Dossier, card scoring.Scorecard, today string) []forms.Problem {
	c := &checker{d: d, card: card, today: today}
	c.drafts()
	c.profile()
	c.answers()
	c.evidence()
	c.letter()
	c.lastYear()
	c.feedback()
	return c.sorted()
}

// Answers finds what is wrong with the answers alone: without profile, letter and evidence.
func Answers(d *forms.Dossier, card scoring.Scorecard, today string) []forms.Problem {
	c := &checker{d: d, card: card, today: today}
	c.drafts()
	c.answers()
	return c.sorted()
}

// Cross finds the answers that should agree and do not, see scoring.CrossRule.
func Cross(d *forms.Dossier) []forms.Problem {
	c := &checker{d: d}
	for _, x := range d.Edition.Cross {
		c.cross(x)
	}
	return c.found
}

// checker collects problems; its methods each look at one part of the dossier.
type checker struct {
	d     *forms.Dossier
	card  scoring.Scorecard
	today string
	found []forms.Problem
	dates []Dated
}

func (c *checker) add(code string, severity forms.Severity, criterion string, where forms.Path, format string, args ...any) {
	c.found = append(c.found, forms.Problem{Code: code, Severity: severity, Criterion: criterion, Where: where, Message: fmt.Sprintf(format, args...)})
}

func (c *checker) sorted() []forms.Problem {
	forms.SortProblems(c.found)
	return c.found
}

// profile: what the printed papers cannot do without.
func (c *checker) profile() {
	want := func(p forms.Path, f *scoring.Field) {
		if strings.TrimSpace(c.d.Get(p)) == "" {
			c.add("profile_missing", forms.Error, "", p, "单位信息里的“%s”尚未填写，请补填", f.Label)
		}
	}
	for _, f := range forms.CountyFields(c.d.Edition) {
		want(forms.CountyPath(f.Key), f)
	}
	for _, f := range forms.ProfileFields(c.d.Edition) {
		if f.Key != "number" {
			want(forms.ProfilePath(f.Key), f)
		}
	}
	date := c.d.Profile("date")
	if date == "" {
		return
	}
	switch {
	case date > c.today:
		c.add("date_future", forms.Error, "", forms.ProfilePath("date"), "成文日期%s在今天之后，请核对", date)
	case date > c.d.Edition.SelfDeadline:
		c.add("date_late", forms.Warning, "", forms.ProfilePath("date"), "成文日期%s晚于报送截止日%s，请核对", date, c.d.Edition.SelfDeadline)
	case date <= strconv.Itoa(c.d.Edition.Year)+"-12-31":
		c.add("date_early", forms.Warning, "", forms.ProfilePath("date"), "成文日期%s在考核年度结束之前，请核对", date)
	}
}

func (c *checker) letter() {
	for _, f := range forms.LetterParts {
		if strings.TrimSpace(c.d.Narrative(f.Key)) == "" {
			c.add("letter_missing", forms.Warning, "", forms.NarrativePath(f.Key), "报告的“%s”没有写，报告中将注明“未填报”", f.Label)
		}
	}
	for _, ind := range c.d.Edition.Indicators() {
		no := strconv.Itoa(ind.No)
		if ind.Source.Self() && strings.TrimSpace(c.d.Narrative(no)) == "" {
			severity := forms.Hint
			if c.card.Indicators[ind.No-1].Status != scoring.NoAnswer {
				severity = forms.Warning // points are claimed for what the letter does not tell
			}
			c.add("narrative_missing", severity, no, forms.NarrativePath(no), "第%d项没有写完成情况，报告中将注明“完成情况未填报”", ind.No)
		}
	}
	if c.d.Edition.ReachableNote != "" {
		c.add("reachable", forms.Hint, "", "", "%s", c.d.Edition.ReachableNote)
	}
}

func (c *checker) answers() {
	for _, res := range c.card.Indicators {
		c.absent(res)
		for _, r := range res.Results {
			c.unconfirmed(r.Criterion)
			if res.Status == scoring.NotAsked {
				continue // what is filled in there does not count
			}
			c.state(r)
			c.judged(r.Criterion)
			c.register(r.Criterion)
			c.dated(r.Criterion)
		}
	}
	for _, x := range c.d.Edition.Cross {
		c.cross(x)
	}
}

// state words what keeps a criterion from being scored, and shares that were capped.
func (c *checker) state(r scoring.Result) {
	id := r.Criterion.ID
	where := forms.AnswerPath(id, r.Criterion.Fields[0].Key)
	self := r.Criterion.Indicator.Source.Self()
	switch {
	case r.State == scoring.Unanswered && self:
		c.add("unanswered", forms.Warning, id, where, "%s %s未填报完整，不计分（%s）。没有开展的请填“否”或0，尚在核实的可以先留空", id, r.Criterion.Title, r.Reason)
	case r.State == scoring.Unanswered:
		c.add("forecast_blank", forms.Hint, id, where, "%s %s由%s评分，可以填预估供参考（%s）", id, r.Criterion.Title, c.d.Edition.Words.Assessor, r.Reason)
	case r.State == scoring.Pending:
		c.add("pending", forms.Hint, id, where, "%s %s：%s", id, r.Criterion.Title, r.Reason)
	case r.State == scoring.Incomputable:
		c.add("incomputable", forms.Warning, id, where, "%s %s：%s，请核对这个数", id, r.Criterion.Title, r.Reason)
	case r.Over:
		c.add("share_over", forms.Warning, id, where, "%s %s：%s。请核对两个数是否填反或口径不一", id, r.Criterion.Title, r.Reason)
	}
}

// judged wants a reason beside a claim.
func (c *checker) judged(crit *scoring.Criterion) {
	spec := crit.Spec
	if spec.Kind != "judged" || spec.Reason == "" {
		return
	}
	claim := c.d.Get(forms.AnswerPath(crit.ID, spec.Claim))
	if claim != "" && strings.TrimSpace(c.d.Get(forms.AnswerPath(crit.ID, spec.Reason))) == "" {
		where := forms.AnswerPath(crit.ID, spec.Reason)
		c.add("reason_missing", forms.Warning, crit.ID, where, "%s %s自评了%s分，但没有写理由；这一项由%s，请写明理由", crit.ID, crit.Title, claim, c.d.Edition.Words.Confirmed())
	}
}

// register compares a register with the number beside it, and looks at its rows.
func (c *checker) register(crit *scoring.Criterion) {
	rows := c.d.Rows(crit.ID)
	if crit.Register == nil || len(rows) == 0 {
		return
	}
	for _, f := range crit.CountedFields() {
		distinct, _, ok := crit.Counted(f.Key, rows)
		number := c.d.Get(forms.AnswerPath(crit.ID, f.Key))
		if ok && number != "" && number != strconv.Itoa(distinct) {
			c.add("register_contradicts", forms.Error, crit.ID, forms.AnswerPath(crit.ID, f.Key), "%s “%s”填的是%s，台账去重后是%d，两者不一致。请改正其中一个，或把这个数清空、以台账为准",
				crit.ID, f.Label, number, distinct)
		}
	}
	if _, repeated := crit.RegisterCount(rows); repeated > 0 && crit.Register.Counts != "" {
		row := rows[slices.Index(crit.Repeats(rows), true)]
		c.add("register_repeats", forms.Warning, crit.ID, forms.CellPath(crit.ID, row.ID, crit.Register.Columns[0].Key), "%s 台账有%d行与前面的重复，没有重复计数，请核对", crit.ID, repeated)
	}
	for i, row := range rows {
		if _, lacking := crit.Register.Key(row); lacking != nil {
			c.add("register_blank", forms.Warning, crit.ID, forms.CellPath(crit.ID, row.ID, lacking.Key), "%s 台账第%d行未填“%s”，这一行不计数", crit.ID, i+1, lacking.Label)
		}
		if month, date := crit.Register.OutsideMonth(row.Cells); month != nil {
			c.add("register_month", forms.Warning, crit.ID, forms.CellPath(crit.ID, row.ID, date.Key), "%s 台账第%d行填的是%s月，%s%s不在这个月，请核对",
				crit.ID, i+1, row.Cells[month.Key], date.Label, row.Cells[date.Key])
		}
	}
}

// cross compares two answers that should agree.
func (c *checker) cross(x scoring.CrossRule) {
	left, leftField := c.value(x.Left)
	right, rightField := c.value(x.Right)
	wrong := x.Kind == "equal" && left != "" && right != "" && left != right || x.Kind == "requires" && left != "" && left != "0" && right != "true"
	if !wrong {
		return
	}
	id, key, _ := strings.Cut(x.Left, "/")
	words := strings.NewReplacer("{left}", leftField.Display(left), "{right}", rightField.Display(right)).Replace(x.Message)
	c.add("cross", forms.Warning, id, forms.AnswerPath(id, key), "%s", words)
	rightID, rightKey, _ := strings.Cut(x.Right, "/")
	c.found[len(c.found)-1].Also = forms.AnswerPath(rightID, rightKey)
}

// value gives the answer a cross rule names, counted from the register where that holds.
func (c *checker) value(ref string) (string, *scoring.Field) {
	id, key, _ := strings.Cut(ref, "/")
	crit := c.d.Edition.Criterion(id)
	if n, _, ok := crit.Counted(key, c.d.Rows(id)); ok {
		return strconv.Itoa(n), crit.Field(key)
	}
	return c.d.Get(forms.AnswerPath(id, key)), crit.Field(key)
}

// evidence: points without papers, dates outside the year, the same file twice, items that serve nothing.
func (c *checker) evidence() {
	for _, res := range c.card.Indicators {
		for _, crit := range forms.Claims(res) {
			switch {
			case c.d.Backed(crit):
			case crit.IsMark():
				c.add("absent_evidence", forms.Warning, crit.ID, "", "第%s项标为“不涉及”，但没有%s佐证材料，请添加（要点写“%s”），或登记为另行报送", crit.ID, c.usable(crit), crit.ID)
			case crit.Indicator.Section.Apart == scoring.MayStrike:
				c.add("evidence_missing", forms.Warning, crit.ID, "", "%s %s填报为通过，但没有%s佐证材料（缺佐证），请添加，或登记为另行报送", crit.ID, crit.Title, c.usable(crit))
			case crit.Pool() != nil:
				c.add("evidence_missing", forms.Warning, crit.ID, "", "%s共用的分值得了分，但没有%s佐证材料（缺佐证），请在其中任一要点添加，或登记为另行报送", strings.Join(crit.Pool().IDs, "、"), c.usable(crit))
			default:
				c.add("evidence_missing", forms.Warning, crit.ID, "", "%s %s得了分但没有%s佐证材料（缺佐证），请添加，或登记为另行报送", crit.ID, crit.Title, c.usable(crit))
			}
			for _, one := range together(crit) {
				c.pieces(one)
			}
		}
	}
	holders := map[string][]string{}
	var items []forms.Evidence
	for _, e := range c.d.AllEvidence() {
		if e.Removed || c.idle(e) {
			continue
		}
		c.item(e)
		items = append(items, e)
		for _, f := range e.Files {
			if !slices.Contains(holders[f.SHA256], e.Number) {
				holders[f.SHA256] = append(holders[f.SHA256], e.Number)
			}
		}
	}
	c.shared(items, holders)
}

// shared finds files that stand under several numbers, at the first of them.
func (c *checker) shared(items []forms.Evidence, holders map[string][]string) {
	told := map[string]bool{}
	for _, e := range items {
		for _, f := range e.Files {
			if len(holders[f.SHA256]) < 2 || told[f.SHA256] {
				continue
			}
			told[f.SHA256] = true
			c.add("file_twice", forms.Warning, "", forms.EvidencePath(e.ID, forms.AttrTitle), "佐证%s是同一个文件。一份文件用于几个要点的，只登记一次、关联几个要点即可",
				strings.Join(holders[f.SHA256], "、"))
		}
	}
}

// pieces: evidence is there, but not for everything the rulebook expects.
func (c *checker) pieces(crit *scoring.Criterion) {
	missing, loose := missingPieces(c.d, crit)
	if len(missing) == 0 {
		return
	}
	todo := "请添加"
	if len(loose) > 0 {
		var numbers []string
		for _, e := range loose {
			numbers = append(numbers, e.Number)
		}
		todo += "；已有的佐证" + strings.Join(numbers, "、") + "如即为所缺材料，请标明是哪一种"
	}
	c.add("expected_missing", forms.Hint, crit.ID, "", "%s %s的佐证里还没有%s，%s", crit.ID, crit.Title, strings.Join(missing, "、"), todo)
}

// item looks at one piece of evidence.
func (c *checker) item(e forms.Evidence) {
	criterion := ""
	if len(e.Criteria) > 0 {
		criterion = e.Criteria[0]
	}
	where := forms.EvidencePath(e.ID, forms.AttrTitle)
	switch {
	case criterion == "":
		c.add("evidence_unused", forms.Hint, "", where, "佐证%s没有关联任何要点，请关联或撤销", e.Number)
	case strings.TrimSpace(e.Title) == "":
		c.add("evidence_untitled", forms.Warning, criterion, where, "佐证%s没有材料名称，请补填", e.Number)
	}
	c.doubts(e, criterion)
	if len(e.Files) == 0 && e.Delivery == forms.DeliveryFile {
		c.add("evidence_no_file", forms.Warning, criterion, where, "佐证%s的报送方式是“电子”，但没有文件，请添加文件或改为纸质、另行报送", e.Number)
	}
	c.itemDate(e)
}

// usable is said of the evidence that is missing where some is there and does not count.
func (c *checker) usable(crit *scoring.Criterion) string {
	if slices.ContainsFunc(together(crit), func(one *scoring.Criterion) bool { return len(c.d.Evidence(one.ID)) > 0 }) {
		return "算数的"
	}
	return ""
}

// together are the criteria that one piece of evidence is enough for: those of a pool, or the criterion alone.
func together(crit *scoring.Criterion) []*scoring.Criterion {
	if pool := crit.Pool(); pool != nil {
		return pool.Criteria()
	}
	return []*scoring.Criterion{crit}
}

// doubts finds the files that are not taken for evidence as they are.
func (c *checker) doubts(e forms.Evidence, criterion string) {
	counted := "没有算作佐证"
	if e.Counts() {
		counted = "打印或报送后可能无法使用"
	}
	for _, f := range e.Files {
		if what, todo := f.Doubt.Words(); f.Doubt != "" && !f.Doubt.Hinders() {
			c.add("evidence_small", forms.Hint, criterion, forms.EvidencePath(e.ID, forms.AttrTitle), "佐证%s“%s”%s；%s", e.Number, scoring.Shorten(f.Name, 60), what, todo)
		}
	}
	for _, f := range e.Doubtful() {
		what, todo := f.Doubt.Words()
		c.add("evidence_doubtful", forms.Warning, criterion, forms.EvidencePath(e.ID, forms.AttrTitle), "佐证%s“%s”%s，%s；%s。核对后确认可以使用的，请选“仍作为佐证材料”",
			e.Number, scoring.Shorten(f.Name, 60), what, counted, todo)
	}
}
