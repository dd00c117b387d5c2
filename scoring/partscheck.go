package scoring

import (
	"slices"
	"strconv"
)

// prepareParts links and checks what the rulebook makes of the points: groups, sections apart, grades and what a veto does.
func (e *Edition) prepareParts(p *problems) {
	e.checkGroups(p)
	for i, s := range e.Sections {
		p.within(item("section", i), func() { e.checkApart(s, p) })
	}
	e.checkGrades(p)
	e.overall = e.makesOverall()
}

func (e *Edition) checkGroups(p *problems) {
	var weights Points
	seen := map[string]bool{}
	for i, g := range e.Groups {
		if g.Name == "" || seen[g.Name] || g.Weight == 0 {
			p.on(item("group", i), "分组“%s”：应有不重复的名称 name 和大于0的权重 weight", g.Name)
		}
		seen[g.Name] = true
		weights += g.Weight
		if !slices.ContainsFunc(e.Sections, func(s *Section) bool { return s.Group == g.Name }) {
			p.on(item("group", i), "分组“%s”：没有任何一类写 group = \"%s\"", g.Name, g.Name)
		}
	}
	if len(e.Groups) > 0 && weights != 100_00 && weights != e.Total {
		p.on("group[0]", "各分组的权重 weight 合计是%s，应为100（总评的满分）；7比3写作 \"70\" 和 \"30\"", weights.Short())
	}
}

func (e *Edition) checkApart(s *Section, p *problems) {
	at := "“" + s.No + "、" + s.Title + "”"
	kinds := []Apart{InTotal, AddsOn, TakesOff, MayStrike}
	counted := s.Apart == AddsOn || s.Apart == TakesOff
	switch {
	case !slices.Contains(kinds, s.Apart):
		p.on("apart", "%s：apart“%s”应为 bonus（加分）、penalty（扣分）或 veto（一票否决），计入总分的不写", at, s.Apart)
	case s.Cap != 0 && !counted:
		p.on("cap", "%s：cap 只用于加分（apart = \"bonus\"）和扣分（apart = \"penalty\"）", at)
	case s.Cap > s.Max:
		p.on("cap", "%s：cap 写的是%s，多于本类的分值%s", at, s.Cap.Short(), s.Max.Short())
	case s.Group != "" && e.Group(s.Group) == nil:
		p.on("group", "%s：没有“%s”这一分组，请用 [[group]] 写明它的权重", at, s.Group)
	case s.Group != "" && s.Apart != InTotal:
		p.on("group", "%s：不计入总分的一类不写 group", at)
	case s.Group == "" && s.Apart == InTotal && len(e.Groups) > 0:
		p.add("%s：有分组权重的，计入总分的每一类都要写 group", at)
	}
	for i, ind := range s.Indicators {
		if ind.Absent != NeverAbsent && s.Apart != InTotal {
			p.on(item("indicator", i)+".absent", "第%d项“%s”：absent 只用于计入总分的指标", ind.No, ind.Title)
		}
		if len(ind.Pools) > 0 && (s.Apart == TakesOff || s.Apart == MayStrike) {
			p.on(item("indicator", i)+".pool[0]", "第%d项“%s”：共用分值 pool 不用于扣分和一票否决", ind.No, ind.Title)
		}
	}
}

func (e *Edition) checkGrades(p *problems) {
	seen := map[string]bool{}
	for i, g := range e.Grades {
		if g.Name == "" || seen[g.Name] || i > 0 && g.From >= e.Grades[i-1].From {
			p.on(item("grade", i), "等次“%s”：应有不重复的名称 name，并按起点分 from 从高到低写", g.Name)
		}
		seen[g.Name] = true
	}
	strikes := slices.ContainsFunc(e.Sections, func(s *Section) bool { return s.Apart == MayStrike })
	if e.Veto != (Veto{}) && !strikes {
		p.on("veto", "写了一票否决的后果 [veto]，但没有哪一类写 apart = \"veto\"")
	}
}

// preparePools lets the criteria of each pool know it, before their rules are compiled.
func (ind *Indicator) preparePools(at string, p *problems) {
	for i, pool := range ind.Pools {
		if pool.Points == 0 || len(pool.IDs) == 0 {
			p.on(item("pool", i), "%s：共用分值 pool 应写明 points 和 criteria", at)
		}
		for _, id := range pool.IDs {
			n := slices.IndexFunc(ind.Criteria, func(c *Criterion) bool { return c.ID == id })
			switch {
			case n < 0:
				p.on(item("pool", i)+".criteria", "%s：共用分值的要点“%s”不是本项的要点", at, id)
				continue
			case ind.Criteria[n].pool != nil:
				p.on(item("pool", i)+".criteria", "%s：要点“%s”在共用分值里写了两次", at, id)
				continue
			case ind.Criteria[n].Spec.Kind != "deduct":
				p.on(item("pool", i)+".criteria", "%s：共用分值的要点“%s”应是扣分规则（kind = \"deduct\"）", at, id)
			}
			ind.Criteria[n].pool = pool
			pool.criteria = append(pool.criteria, ind.Criteria[n])
		}
	}
}

// prepareMark makes the mark of an indicator that may be absent.
func (e *Edition) prepareMark(ind *Indicator, at string, p *problems) {
	switch ind.Absent {
	case NeverAbsent:
		return
	case Averaged, LeftOut, FullPoints:
	default:
		p.on("absent", "%s：absent“%s”应为 average（取平均分）、renormalise（不计入，其余换算）或 full（计满分）", at, ind.Absent)
	}
	c := &Criterion{
		ID: strconv.Itoa(ind.No), Title: "不涉及（缺项）", Late: "papers", Indicator: ind,
		Fields: []*Field{
			{Key: MarkAbsent, Label: "不涉及", Kind: KindYes, Help: absentHelp + ind.Absent.words(&e.Words) + "。"},
			{Key: MarkReason, Label: "不涉及的理由", Kind: KindText, Help: "写明客观上没有哪项工作、依据什么，并附佐证材料。"},
		},
	}
	c.fields = map[string]*Field{MarkAbsent: c.Fields[0], MarkReason: c.Fields[1]}
	ind.mark = c
	e.byID[c.ID] = c
}

// absentHelp is what the field of a mark says.
const absentHelp = "本单位客观上没有这项工作的选“是”，并写明理由、附佐证材料；选“是”后，本项其余填报不计分，"
