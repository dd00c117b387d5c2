package scoring

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	idPattern  = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	keyPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// problems collects what is wrong with a rulebook, so that its author sees everything at once.
type problems []error

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Errorf(format, args...)) }

// prepare links the parts of a decoded edition, compiles its rules and checks it as a whole.
func (e *Edition) prepare() []error {
	var p problems
	e.byID = map[string]*Criterion{}
	if !idPattern.MatchString(e.ID) {
		p.add("标识 id“%s”应只含小写字母、数字和短横线", e.ID)
	}
	if e.Title == "" || e.Year < 2000 || e.Year > 2100 {
		p.add("缺少标题 title，或年度 year 不对")
	}
	for _, d := range []string{e.SelfDeadline, e.ResultDeadline} {
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			p.add("截止日期“%s”应按“2018-01-29”的格式书写", d)
		}
	}
	var total, self, reachable Points
	for _, s := range e.Sections {
		var sum Points
		for _, ind := range s.Indicators {
			ind.Section = s
			e.indicators = append(e.indicators, ind)
			e.prepareIndicator(ind, &p)
			sum += ind.Max
			reachable += ind.Reachable
			if ind.Source.Self() {
				self += ind.Max
			}
		}
		if sum != s.Max {
			p.add("“%s、%s”的分值写的是%s，各指标合计是%s", s.No, s.Title, s.Max.Short(), sum.Short())
		}
		total += sum
	}
	if e.Reachable == 0 {
		e.Reachable = e.Total
	}
	e.checkTotals(&p, total, self, reachable)
	e.checkCross(&p)
	return p
}

func (e *Edition) checkTotals(p *problems, total, self, reachable Points) {
	if len(e.indicators) == 0 {
		p.add("没有任何指标")
	}
	if total != e.Total {
		p.add("总分 total 写的是%s，各指标合计是%s", e.Total.Short(), total.Short())
	}
	if self != e.SelfTotal {
		p.add("自评部分 self_total 写的是%s，县（区）提供的指标合计是%s", e.SelfTotal.Short(), self.Short())
	}
	if reachable != e.Reachable {
		p.add("按原文最多可得%s分，reachable 写的是%s；与总分不同的，要写明 reachable 和 reachable_note", reachable.Short(), e.Reachable.Short())
	}
	if e.Reachable != e.Total && e.ReachableNote == "" {
		p.add("按原文最多可得%s分，与总分不同，请用 reachable_note 说明", reachable.Short())
	}
	codes := map[string]bool{}
	for _, u := range e.Units {
		if len(u.Code) != 6 || !digits(u.Code) || u.Name == "" || codes[u.Code] {
			p.add("被考核单位“%s”（代码“%s”）应有名称和不重复的6位代码", u.Name, u.Code)
		}
		codes[u.Code] = true
	}
}

func (e *Edition) prepareIndicator(ind *Indicator, p *problems) {
	at := fmt.Sprintf("第%d项“%s”", ind.No, ind.Title)
	ind.max = ind.Max.exact().Rat
	if ind.No != len(e.indicators) {
		p.add("%s：编号应为%d（从1起连续编号）", at, len(e.indicators))
	}
	if ind.Title == "" || ind.Text == "" {
		p.add("%s：缺少名称 title 或评分标准原文 text", at)
	}
	if !slices.Contains([]Source{County, Verified, Bureau, Commission}, ind.Source) {
		p.add("%s：数据来源 source“%s”应为 county、verified、bureau 或 commission", at, ind.Source)
	}
	var sum Points
	for i, c := range ind.Criteria {
		c.Indicator, c.year = ind, e.Year
		if want := strconv.Itoa(ind.No) + "." + strconv.Itoa(i+1); c.ID != want {
			p.add("%s：要点标识“%s”应为“%s”", at, c.ID, want)
		}
		e.byID[c.ID] = c
		e.criteria = append(e.criteria, c)
		c.prepare(p)
		sum += c.Max
	}
	if len(ind.Criteria) == 0 {
		p.add("%s：没有要点", at)
	}
	declared := ind.Reachable
	if declared == 0 {
		declared = ind.Max
	}
	if best := min(sum, ind.Max); best != declared {
		p.add("%s：分值%s，按各要点最多可得%s；两者不同的，要写明 reachable", at, ind.Max.Short(), best.Short())
	}
	ind.Reachable = declared
	if declared != ind.Max && ind.ReachableNote == "" {
		p.add("%s：按原文最多可得%s分，请用 reachable_note 说明", at, declared.Short())
	}
}

// prepare checks one criterion and compiles its rule.
func (c *Criterion) prepare(p *problems) {
	at := "要点" + c.ID + "“" + c.Title + "”"
	c.fields = map[string]*Field{}
	for _, f := range c.Fields {
		if c.fields[f.Key] != nil || f.Key == "register" {
			p.add("%s：字段“%s”重复或与台账同名", at, f.Key)
		}
		c.fields[f.Key] = f
		f.max = c.Max
		f.check(at, []string{KindYes, KindOption, KindCount, KindAmount, KindClaim, KindText}, p)
	}
	for _, q := range c.Quotes {
		if q == "" || !strings.Contains(c.Indicator.Text, q) {
			p.add("%s：引文“%s”在评分标准原文里没有找到", at, Clip(q))
		}
	}
	if c.Late != "papers" && c.Late != "event" {
		p.add("%s：late 应写 papers（可补找材料）或 event（当年的事）", at)
	}
	if !slices.Contains([]string{"", CarryYearly, CarryLasting}, c.Carry) {
		p.add("%s：carry 应写 yearly（每年重填）或 lasting（长期有效）", at)
	}
	c.checkSayings(at, p)
	c.prepareRegister(at, p)
	r, err := c.Spec.compile(c)
	if err != nil {
		p.add("%s：%w", at, err)
		return
	}
	c.rule = r
	c.checkClauses(at, p)
	best := r.most()
	if best == nil {
		best = c.Indicator.max
	}
	if best.Cmp(c.Max.exact().Rat) != 0 {
		p.add("%s：points 写的是%s，规则最多能得%s", at, c.Max.Short(), short(best))
	}
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
	for _, col := range reg.Columns {
		if seen[col.Key] {
			p.add("%s：台账的列“%s”重复", at, col.Key)
		}
		seen[col.Key] = true
		col.check(at+"台账", []string{KindText, KindDate, KindMonth, KindOption}, p)
	}
	if f := c.fields[reg.Counts]; reg.Counts != "" && (f == nil || f.Kind != KindCount) {
		p.add("%s：台账代替的字段“%s”没有定义，或不是 count", at, reg.Counts)
	}
	if reg.Progress == nil {
		return
	}
	for _, k := range reg.Progress.Columns {
		if !seen[k] {
			p.add("%s：台账进度用到的列“%s”没有定义", at, k)
		}
	}
}

// check reports whether a field is well formed and of one of the kinds allowed.
func (f *Field) check(at string, kinds []string, p *problems) {
	if !keyPattern.MatchString(f.Key) || f.Label == "" {
		p.add("%s：字段“%s”应有英文小写的 key 和中文名称 label", at, f.Key)
	}
	if !slices.Contains(kinds, f.Kind) {
		p.add("%s：字段“%s”的 kind“%s”应为 %s 之一", at, f.Key, f.Kind, strings.Join(kinds, "、"))
	}
	if (f.Kind == KindOption) != (len(f.Options) > 0) {
		p.add("%s：字段“%s”是选项时必须写 options，不是时不写", at, f.Key)
	}
	seen := map[string]bool{}
	for _, o := range f.Options {
		if !keyPattern.MatchString(o.Key) || o.Label == "" || seen[o.Key] {
			p.add("%s：字段“%s”的选项“%s”应有不重复的 key 和 label", at, f.Key, o.Key)
		}
		seen[o.Key] = true
	}
}

func (e *Edition) checkCross(p *problems) {
	for _, x := range e.Cross {
		if x.Kind != "equal" && x.Kind != "requires" || x.Message == "" {
			p.add("互相印证“%s”与“%s”：kind 应为 equal 或 requires，并写明 message", x.Left, x.Right)
		}
		for _, side := range []string{x.Left, x.Right} {
			id, key, _ := strings.Cut(side, "/")
			if c := e.byID[id]; c == nil || c.fields[key] == nil {
				p.add("互相印证用到的“%s”没有定义，应写成 要点/字段", side)
			}
		}
	}
}
