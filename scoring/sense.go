package scoring

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// checkSense finds what is well formed and cannot be meant: dates in the wrong order or far from the year, bounds that leave a tier empty.
// What a dossier keeps is not asked for it, as no score depends on it.
func (e *Edition) checkSense(p *problems) {
	if e.SelfDeadline > e.ResultDeadline {
		p.on("self_deadline", "自查报告截止日 self_deadline“%s”晚于结果公布截止日 result_deadline“%s”，请核对", e.SelfDeadline, e.ResultDeadline)
	}
	for _, d := range e.deadlines() {
		if year, err := strconv.Atoi(d.date[:4]); err == nil && (year < e.Year || year > e.Year+2) {
			p.on(d.key, "截止日期 %s“%s”离考核年度%d年太远，请核对", d.key, d.date, e.Year)
		}
	}
	// grades down to 0 are all there are; where they end above it, the veto may name what is below
	known := func(g Grade) bool { return g.Name == e.Veto.Grade }
	if n := len(e.Grades); n > 0 && e.Grades[n-1].From == 0 && e.Veto.Grade != "" && !slices.ContainsFunc(e.Grades, known) {
		p.on("veto.grade", "一票否决定的等次“%s”不在各等次 grade 之中（最低的是“%s”），请改成一致", e.Veto.Grade, e.Grades[n-1].Name)
	}
	e.eachIndicator(p, func(ind *Indicator) {
		for i, c := range ind.Criteria {
			at := "要点" + c.ID + "“" + c.Title + "”"
			if c.Year != 0 && (c.Year < e.Year-10 || c.Year > e.Year+1) {
				p.on(item("criterion", i)+".year", "%s：佐证材料的年份 year 写的是%d，离考核年度%d年太远，请核对", at, c.Year, e.Year)
			}
			if words := cmp.Or(c.worthless(), c.doubtful()); words != "" {
				p.on(item("criterion", i)+".rule", "%s：%s", at, words)
			}
			if s := c.Spec; s.Kind == "uptime" && s.FullHours >= s.BelowHours {
				p.on(item("criterion", i)+".rule.full_hours", "%s：full_hours 写的是%s，应小于 below_hours 的%s，否则中间一档永远得不到",
					at, s.FullHours.Short(), s.BelowHours.Short())
			}
		}
	})
}

// doubtful says what is wrong with a rule that dossiers of older programs may keep.
func (c *Criterion) doubtful() string {
	if r, ok := c.rule.(bandsRule); ok {
		return r.doubtful(c)
	}
	return ""
}

// worthless says of a criterion that no answer can give or take anything by; what takes from a pool is worth nothing by itself.
func (c *Criterion) worthless() string {
	best := c.rule.most()
	switch {
	case c.pool != nil || best == nil || best.Sign() != 0:
		return ""
	case c.Spec.Kind == "deduct" && len(c.Indicator.Pools) > 0:
		return "没有列入共用分值 pool 的 criteria，自己又没有分值，扣分不起作用：从共用的分值中扣的请列进去，不是的请写 points"
	}
	return "分值是0，怎样填都不得分也不扣分，请写明规则里的分数"
}

// Hints lists what the rulebook leaves out though it would do with it, a sentence each with its line, for `rulebook check`. None of it
// changes a score, so nothing is refused for it.
func (e *Edition) Hints() []string {
	p := problems{}
	e.headHints(&p)
	e.eachIndicator(&p, func(ind *Indicator) { ind.hints(&p) })
	where, err := decodeTOML(e.raw, new(Edition))
	if err != nil {
		return nil
	}
	var out []string
	for _, one := range where.ordered(p.list) {
		out = append(out, one.Error())
	}
	return out
}

func (e *Edition) headHints(p *problems) {
	for _, h := range []struct {
		missing bool
		words   string
	}{
		{e.City == "", "没有写 city（组织考核的市或地区）"},
		{e.Recipient == "", "没有写 recipient（主送机关），自查报告的主送机关要由填报人自己填写"},
		{len(e.Units) == 0, "没有列被考核单位 [[unit]]，建档时要自己填写名称和代码"},
		{len(e.Documents) == 0, "没有写依据的文件 [[document]]，自查报告里不能写明依据"},
		{len(e.Cases) == 0, "没有写算例 [[case]]，程序读得对不对没有核对过；建议每种计分规则至少写一个"},
	} {
		if h.missing {
			p.add("%s", h.words)
		}
	}
	for i, d := range e.Documents {
		if d.Title == "" || !isoDate(d.Date) {
			p.on(item("document", i), "依据的文件“%s”应写明标题 title 和日期 date（如“%s”）", Clip(d.Title), e.NextYear("01-11"))
		}
	}
	e.slipHints(p)
	if e.SelfDeadline < fmt.Sprintf("%d-07-01", e.Year) {
		p.on("self_deadline", "自查报告截止日“%s”在考核年度的上半年，请核对", e.SelfDeadline)
	}
}

// slipHints asks about what can be meant and seldom is.
func (e *Edition) slipHints(p *problems) {
	strikes := slices.ContainsFunc(e.Sections, func(s *Section) bool { return s.Apart == MayStrike })
	if strikes && e.Veto == (Veto{}) {
		p.add("有一票否决的一类，没有用 [veto] 写明后果，未通过的总评和等次都不变")
	}
	named := map[string]bool{}
	for i, u := range e.Units {
		if named[u.Name] {
			p.on(item("unit", i)+".name", "被考核单位“%s”在名单里不止一个，请核对；不是同一个的，名称前写上所在地", u.Name)
		}
		named[u.Name] = true
	}
}

func (ind *Indicator) hints(p *problems) {
	at := fmt.Sprintf("第%d项“%s”", ind.No, ind.Title)
	if ind.SourceText == "" {
		p.add("%s：没有写 source_text（数据来源原文）", at)
	}
	for i, c := range ind.Criteria {
		at := "要点" + c.ID + "“" + c.Title + "”"
		if n := c.Spec.turns(); n > 0 {
			p.on(item("criterion", i)+".rule", "%s：分档的分有升有降（第%d档），请核对分数有没有写错", at, n+1)
		}
		if len(c.Quotes) == 0 {
			p.on(item("criterion", i), "%s：没有写 quotes（对应的原文句子）", at)
		}
		if len(c.Evidence) == 0 && ind.Source.Self() {
			p.on(item("criterion", i), "%s：没有写 evidence（应附的佐证材料）", at)
		}
	}
}

// turns finds the tier at which points that went down go up or the other way round, 0 where there is none: of 10, 5, 8 the last.
func (s RuleSpec) turns() int {
	var points []Points
	for _, t := range s.Tiers {
		points = append(points, t.Points)
	}
	for _, d := range s.Days {
		points = append(points, d.Points)
	}
	way := 0
	for i := 1; i < len(points); i++ {
		step := cmp.Compare(points[i], points[i-1])
		if step*way < 0 {
			return i
		}
		way = cmp.Or(step, way)
	}
	return 0
}

// Covered counts the criteria's quotes and the parts named as unscored, for `rulebook check`.
func (e *Edition) Covered() (quotes, unscored int) {
	for _, ind := range e.indicators {
		unscored += len(ind.Unscored)
		for _, c := range ind.Criteria {
			quotes += len(c.Quotes)
		}
	}
	return quotes, unscored
}
