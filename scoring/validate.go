package scoring

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	idPattern  = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	dayPattern = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	keyPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// prepare links the parts of a decoded edition, compiles its rules and checks it as a whole.
func (e *Edition) prepare(p *problems) {
	e.byID = map[string]*Criterion{}
	e.Words.fill()
	e.checkHead(p)
	var total, self, reachable Points
	sound := true // no indicator is told to have other points than it says; what follows from that is not told again
	for i, s := range e.Sections {
		p.within(item("section", i), func() {
			var sum Points
			for j, ind := range s.Indicators {
				ind.Section, ind.words = s, &e.Words
				e.indicators = append(e.indicators, ind)
				p.within(item("indicator", j), func() { sound = e.prepareIndicator(ind, p) && sound })
				sum += ind.Max
				if s.Apart != InTotal {
					continue
				}
				reachable += ind.Reachable
				if ind.Source.Self() {
					self += ind.Max
				}
			}
			if sum != s.Max && sound {
				p.on("points", "“%s、%s”的分值写的是%s，各指标合计是%s", s.No, s.Title, s.Max.Short(), sum.Short())
			}
			if s.Apart == InTotal {
				total += sum
			}
		})
	}
	e.checkNumbers(p)
	if sound {
		e.checkTotals(p, total, self, reachable)
	}
	e.prepareParts(p)
	e.checkReview(p)
	e.fillReview()
	e.showDays()
	e.checkCross(p)
}

func (e *Edition) checkHead(p *problems) {
	if !idPattern.MatchString(e.ID) {
		p.on("id", "标识 id“%s”应只含小写字母、数字和短横线", e.ID)
	}
	if e.Title == "" {
		p.on("title", "缺少标题 title")
	}
	if e.Year < 2000 || e.Year > 2100 {
		p.on("year", "考核年度 year 写的是%d，应为2000至2100之间的年份", e.Year)
	}
	for _, d := range e.deadlines() {
		if !isoDate(d.date) {
			p.on(d.key, "截止日期 %s“%s”%s", d.key, d.date, notADay(d.date, e.NextYear("01-29")))
		}
	}
	e.prepareUnits(p)
	e.checkExample(p)
}

// headDay is a day of the head and the key it stands under.
type headDay struct{ key, date string }

// deadlines are the days a rulebook must name.
func (e *Edition) deadlines() []headDay {
	return []headDay{{"self_deadline", e.SelfDeadline}, {"result_deadline", e.ResultDeadline}}
}

// notADay says what is wrong with a text that is no date: how it is written, or that there is no such day.
func notADay(text, example string) string {
	if dayPattern.MatchString(text) {
		return "没有这一天，请改正"
	}
	return "应按“" + example + "”的格式书写"
}

// checkNumbers finds indicators that are not numbered from 1 on, and criteria not named after them. Where one is left out, or is one too
// many, all behind it are off by the same: told once.
func (e *Edition) checkNumbers(p *problems) {
	off, at := 0, 0
	for i, s := range e.Sections {
		for j, ind := range s.Indicators {
			at++
			path := item("section", i) + "." + item("indicator", j)
			if ind.No-at != off {
				if off = ind.No - at; off != 0 {
					p.on(path+".no", "第%d项“%s”：编号应为%d（从1起连续编号）", ind.No, ind.Title, at)
				}
			}
			for k, c := range ind.Criteria {
				want, written := criterionID(at, k), criterionID(ind.No, k)
				if c.ID != want && c.ID != written {
					p.on(path+"."+item("criterion", k)+".id", "第%d项“%s”：要点标识“%s”应为“%s”", ind.No, ind.Title, c.ID, want)
				}
			}
		}
	}
}

// criterionID is the id of the kth criterion of an indicator.
func criterionID(no, k int) string { return strconv.Itoa(no) + "." + strconv.Itoa(k+1) }

// checkTotals compares the sums. What follows from something told already is not told again: one slip, one demand.
func (e *Edition) checkTotals(p *problems, total, self, reachable Points) {
	if len(e.indicators) == 0 {
		p.add("没有任何指标")
		return
	}
	if total != e.Total {
		p.on("total", "总分 total 写的是%s，各指标合计是%s", e.Total.Short(), total.Short())
	}
	if self != e.SelfTotal && !slices.ContainsFunc(e.indicators, func(ind *Indicator) bool { return !ind.Source.known() }) {
		p.on("self_total", "自评部分 self_total 写的是%s，%s提供的指标合计是%s", e.SelfTotal.Short(), e.Words.Unit, self.Short())
	}
	declared := e.Reachable
	if declared == 0 {
		e.Reachable = total
		if total == reachable {
			return
		}
		p.on("reachable", "按原文最多可得%s分，与总分%s不同，缺少 reachable：请写 reachable = \"%s\"，并用 reachable_note 说明",
			reachable.Short(), total.Short(), reachable.Short())
		return
	}
	switch {
	case reachable != declared:
		p.on("reachable", "按原文最多可得%s分，reachable 写的是%s", reachable.Short(), declared.Short())
	case declared != e.Total && e.ReachableNote == "":
		p.on("reachable", "按原文最多可得%s分，与总分不同，请用 reachable_note 说明", reachable.Short())
	}
}

// prepareIndicator links and checks one indicator, and reports whether its points are what its criteria can give.
func (e *Edition) prepareIndicator(ind *Indicator, p *problems) bool {
	at := fmt.Sprintf("第%d项“%s”", ind.No, ind.Title)
	ind.max = ind.Max.exact().Rat
	if ind.Title == "" || ind.Text == "" {
		p.add("%s：缺少名称 title 或评分标准原文 text", at)
	}
	if !ind.Source.known() {
		p.on("source", "%s：数据来源 source“%s”应为 county、verified、bureau 或 commission", at, ind.Source)
	}
	ind.checkUnscored(at, p)
	ind.preparePools(at, p)
	e.prepareMark(ind, at, p)
	e.asked = append(e.asked, ind.Asked()...)
	var sum Points
	before := len(p.list)
	for _, pool := range ind.Pools {
		sum += pool.Points
	}
	for i, c := range ind.Criteria {
		c.Indicator, c.year = ind, e.Year
		e.byID[c.ID] = c
		e.criteria = append(e.criteria, c)
		p.within(item("criterion", i), func() { c.prepare(p) })
		sum += c.Max
	}
	if len(ind.Criteria) == 0 {
		p.add("%s：没有要点", at)
	}
	declared := ind.Reachable
	if declared == 0 {
		declared = ind.Max
	}
	best := min(sum, ind.Max)
	sound := best == declared || len(p.list) > before
	switch {
	case sound:
	case ind.Reachable == 0:
		p.on("points", "%s：分值%s，按各要点最多可得%s，缺少 reachable：请核对分值；原文确实如此的，写 reachable = \"%s\"，并用 reachable_note 说明",
			at, ind.Max.Short(), best.Short(), best.Short())
	default:
		p.on("reachable", "%s：分值%s，按各要点最多可得%s，reachable 写的是%s", at, ind.Max.Short(), best.Short(), declared.Short())
	}
	ind.Reachable = declared
	if declared != ind.Max && ind.ReachableNote == "" {
		p.on("reachable", "%s：按原文最多可得%s分，请用 reachable_note 说明", at, declared.Short())
	}
	return sound
}

// prepare checks one criterion and compiles its rule.
func (c *Criterion) prepare(p *problems) {
	at := "要点" + c.ID + "“" + c.Title + "”"
	c.fields = map[string]*Field{}
	for i, f := range c.Fields {
		p.within(item("field", i), func() {
			if c.fields[f.Key] != nil || f.Key == "register" {
				p.on("key", "%s：字段“%s”重复或与台账同名", at, f.Key)
			}
			c.fields[f.Key] = f
			f.max = c.Max
			f.check(at, []string{KindYes, KindOption, KindCount, KindAmount, KindClaim, KindText, KindDate}, p)
		})
	}
	for i, q := range c.Quotes {
		if q == "" || !strings.Contains(c.Indicator.Text, q) {
			p.on(item("quotes", i), "%s：引文“%s”在评分标准原文里没有找到%s", at, Clip(q), nearly(c.Indicator.Text, q))
		}
	}
	if c.Late != "papers" && c.Late != "event" {
		p.on("late", "%s：late 应写 papers（可补找材料）或 event（当年的事）", at)
	}
	if !slices.Contains([]string{"", CarryYearly, CarryLasting}, c.Carry) {
		p.on("carry", "%s：carry 应写 yearly（每年重填）或 lasting（长期有效）", at)
	}
	c.checkSayings(at, p)
	p.within("register", func() { c.prepareRegister(at, p) })
	c.prepareEntries()
	r, err := c.Spec.compile(c, p.strict || c.amended)
	if err != nil {
		p.on("rule", "%s：%w", at, err)
		return
	}
	if c.rule = r; c.amended {
		c.dropClauses()
	}
	c.checkClauses(at, p)
	c.checkMost(at, p)
}

func (c *Criterion) prepareRegister(at string, p *problems) {
	reg := c.Register
	if reg == nil {
		return
	}
	if len(reg.Columns) == 0 {
		p.add("%s：台账没有列", at)
		return
	}
	seen := map[string]bool{}
	for i, col := range reg.Columns {
		p.within(item("columns", i), func() {
			if seen[col.Key] {
				p.add("%s：台账的列“%s”重复", at, col.Key)
			}
			seen[col.Key] = true
			col.check(at+"台账", []string{KindText, KindDate, KindMonth, KindOption}, p)
		})
	}
	c.checkCounts(at, p)
	for i, k := range reg.Once {
		if !seen[k] || slices.Contains(reg.Once[:i], k) {
			p.on("once", "%s：台账 once 里的“%s”应是台账的列，每列写一次", at, k)
		}
	}
	if reg.Progress == nil {
		return
	}
	for _, k := range reg.Progress.Columns {
		if !seen[k] {
			p.on("progress", "%s：台账进度用到的列“%s”没有定义", at, k)
		}
	}
}

// checkCounts finds a register that counts for what is no number, or whose levels are not all numbers of their own.
func (c *Criterion) checkCounts(at string, p *problems) {
	reg := c.Register
	col := reg.Level()
	if f := c.fields[reg.Counts]; reg.Counts != "" && (f == nil || f.Kind != KindCount) && col == nil {
		p.on("counts", "%s：台账代替的字段“%s”没有定义，或不是 count", at, reg.Counts)
	}
	if col == nil {
		return
	}
	for _, o := range col.Options {
		if f := c.fields[o.Key]; f == nil || f.Kind != KindCount {
			p.on("counts", "%s：台账按“%s”分别计数的，选项“%s”应有同名的 count 字段", at, col.Label, o.Key)
		}
	}
}

// check reports whether a field is well formed and of one of the kinds allowed.
func (f *Field) check(at string, kinds []string, p *problems) {
	if !keyPattern.MatchString(f.Key) || f.Label == "" {
		p.on("key", "%s：字段“%s”应有英文小写的 key 和中文名称 label", at, f.Key)
	}
	if !slices.Contains(kinds, f.Kind) {
		p.on("kind", "%s：字段“%s”的 kind“%s”应为 %s 之一", at, f.Key, f.Kind, strings.Join(kinds, "、"))
	}
	if (f.Kind == KindOption) != (len(f.Options) > 0) {
		p.on("options", "%s：字段“%s”是选项时必须写 options，不是时不写", at, f.Key)
	}
	if f.Days < 0 || f.Days > 366 || f.Days > 0 && f.Fills == "" {
		p.on("days", "%s：字段“%s”的 days 应是1至366的整数，只用于写了 fills 的字段", at, f.Key)
	}
	seen := map[string]bool{}
	for i, o := range f.Options {
		if !keyPattern.MatchString(o.Key) || o.Label == "" || seen[o.Key] {
			p.on(item("options", i), "%s：字段“%s”的选项“%s”应有不重复的 key 和 label", at, f.Key, o.Key)
		}
		seen[o.Key] = true
	}
}

func (e *Edition) checkCross(p *problems) {
	for i, x := range e.Cross {
		if x.Kind != "equal" && x.Kind != "requires" || x.Message == "" {
			p.on(item("cross", i), "互相印证“%s”与“%s”：kind 应为 equal 或 requires，并写明 message", x.Left, x.Right)
		}
		for _, side := range []string{x.Left, x.Right} {
			id, key, _ := strings.Cut(side, "/")
			if c := e.byID[id]; c == nil || c.fields[key] == nil {
				p.on(item("cross", i), "互相印证用到的“%s”没有定义，应写成 要点/字段", side)
			}
		}
	}
}
