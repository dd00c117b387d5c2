package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/scoring"
)

// edit is one replacement in a rulebook file, within the part under a comment ("# 20 " as far as the next one), or all of it.
type edit struct{ in, old, new string }

// nextYear is next year's rulebook as an official would make it: this year's file with every year one later, then edited.
func nextYear(t *testing.T, edits ...edit) *scoring.Edition {
	t.Helper()
	text := strings.NewReplacer("2018", "2019", "2017", "2018", "2016", "2017").Replace(rules2017())
	for _, e := range edits {
		from, to := 0, len(text)
		if e.in != "" {
			from = strings.Index(text, "\n"+e.in)
			if next := strings.Index(text[from+1:], "\n# "); next >= 0 {
				to = from + 1 + next
			}
		}
		part := text[from:to]
		if !strings.Contains(part, e.old) {
			t.Fatalf("nothing to edit: %q", e.old)
		}
		text = text[:from] + strings.ReplaceAll(part, e.old, e.new) + text[to:]
	}
	e, err := scoring.LoadEdition("next.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// swapped has the fifth and the sixth indicator change places: the text between two comments goes in front of the other.
func swapped(t *testing.T) *scoring.Edition {
	text := strings.NewReplacer("2018", "2019", "2017", "2018", "2016", "2017").Replace(rules2017())
	at := []int{strings.Index(text, "# 5 开展诚信文化宣传"), strings.Index(text, "# 6 开展诚信教育活动"), strings.Index(text, "# ---- 三")}
	five, six := text[at[0]:at[1]], text[at[1]:at[2]]
	six = strings.NewReplacer("no = 6", "no = 5", `id = "6.`, `id = "5.`).Replace(six)
	five = strings.NewReplacer("no = 5", "no = 6", `id = "5.`, `id = "6.`).Replace(five)
	e, err := scoring.LoadEdition("next.toml", []byte(text[:at[0]]+six+five+text[at[2]:]))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// told lists what a comparison finds, but for the head.
func told(c *scoring.Comparison) []string {
	var out []string
	for _, ind := range c.Indicators {
		name := ind.Is
		if name == nil {
			name = ind.Was
		}
		for _, d := range ind.Differences {
			out = append(out, name.Title+" "+d.String())
		}
		for _, p := range ind.Criteria {
			crit := p.Is
			if crit == nil {
				crit = p.Was
			}
			for _, d := range p.Differences {
				out = append(out, crit.ID+" "+d.String())
			}
		}
	}
	return out
}

func words(list []scoring.Difference) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.String())
	}
	return out
}

const (
	media      = "每篇得0.5分，不超过2分。"
	mediaWhole = "在市或县区当地主流媒体解读信用政策法规、普及信用知识、宣传信用建设成果等，"
)

// Each change of next year's rulebook, and what is said of it.
func TestCompare(t *testing.T) {
	this := edition2017(t)
	for _, row := range []struct {
		change string
		edits  []edit
		want   []string
	}{
		{"只有年份不同：2017年版→2018年版，2016年批复→2017年批复，字段 approved_2016→approved_2017", nil, nil},
		{"只有文号、年份不同", []edit{{"", "（皖信用办〔2017〕31号）", "（皖信用办〔2019〕8号）"}}, nil},
		{"只有序号、空格、句末标点不同", []edit{{"", "在学校开展诚信教育的，得1分；", "（一）在学校开展 诚信教育的，得1分。"}}, nil},
		{"一句加了要求，同一项的其他句不变", []edit{{"", "层面开展诚信文化主题", "层面每季度开展诚信文化主题"}}, []string{
			"5.1 原文：“县、区级层面开展诚信文化主题宣传活动的，得4分；”→“县、区级层面每季度开展诚信文化主题宣传活动的，得4分；”",
		}},
		{"每篇的分值，原文和规则一起改", []edit{{"# 5 ", media, "每篇得1分，不超过2分。"}, {"# 5 ", "each = \"0.5\"", "each = \"1\""}}, []string{
			"5.3 规则：每篇得0.5分，不超过2分→每篇得1分，不超过2分",
		}},
		{"每篇的分值，规则忘了改", []edit{{"# 5 ", media, "每篇得1分，不超过2分。"}}, []string{
			"5.3 原文：“" + mediaWhole + media + "”→“" + mediaWhole + "每篇得1分，不超过2分。”",
		}},
		{"原文不变，第20项由2分改为3分，第22项由7分改为6分", []edit{
			{"# 20 ", "points = \"2\"", "points = \"3\""},
			{"# 22 ", "points = \"7\"", "points = \"6\""},
			{"# 22 ", "得7分", "得6分"},
			{"# 22 ", "满分7分", "满分6分"},
			{"# 22 ", "cap = \"7\"", "cap = \"6\""},
		}, []string{
			"健全褒扬和激励诚信行为机制 分值：2分→3分", "20.1 分值：2分→3分",
			"联合奖惩备忘录落实情况 分值：7分→6分", "22.1 分值：7分→6分",
		}},
		{"选项的分值，选项换了一个", []edit{
			{"# 1 ", "办名义制定印发的，得2分", "办名义制定印发的，得2.5分"},
			{"# 1 ", "office = \"2\", other = \"1\"", "office = \"2.5\", other = \"1\""},
			{"# 1 ", "label = \"其他方式\", say", "label = \"部门名义\", say"},
		}, []string{
			"1.1 规则：“县、区政府办名义”2分→2.5分", "1.1 字段：“印发名义”取消选项“其他方式”", "1.1 字段：“印发名义”新增选项“部门名义”",
		}},
		{"一个字段换成另一个，单位改了，台账换了一列", []edit{
			{"# 4 ", "key = \"milestones\"\nlabel = \"已明确时间节点\"", "key = \"leader\"\nlabel = \"已明确责任单位\""},
			{"# 4 ", "\"milestones\"]", "\"leader\"]"},
			{"# 8 ", "unit = \"小时\"", "unit = \"分钟\""},
			{"# 5 ", "key = \"outlet\", label = \"媒体\"", "key = \"link\", label = \"网址\""},
		}, []string{
			"4.1 规则：用到的填报项目或数值有变化，计分办法仍是3项都为“是”得2分", "4.1 字段：取消“已明确时间节点”", "4.1 字段：新增“已明确责任单位”",
			"5.3 字段：取消台账的“媒体”", "5.3 字段：新增台账的“网址”",
			"8.1 字段：“全年累计中断”改为数值，单位分钟（原来是数值，单位小时）",
		}},
		{"档次的界线", []edit{{"# 10 ", "30家", "35家"}, {"# 10 ", "from = \"30\"", "from = \"35\""}, {"# 10 ", "\"30\" =", "\"35\" ="}}, []string{
			"10.1 原文：“实现30家以上县、区级政府部门信息归集的，得5分，20家以上、30家以下的，得3分，20家以下，得1分。”→" +
				"“实现35家以上县、区级政府部门信息归集的，得5分，20家以上、35家以下的，得3分，20家以下，得1分。”",
			"10.1 规则：30家以上得5分，20家以上得3分，1家以上得1分，0家得0分→35家以上得5分，20家以上得3分，1家以上得1分，0家得0分",
		}},
		{"佐证材料", []edit{{"# 6 ", "\"信用培训通知\"", "\"信用培训方案\""}}, []string{"6.2 佐证：新增“信用培训方案”；不再要求“信用培训通知”"}},
		{"改由市里评分", []edit{{"# 1 ", "source = \"county\"", "source = \"bureau\""}, {"", "self_total = \"68\"", "self_total = \"63\""}}, []string{
			"政务领域诚信体系建设 评分方：自评→考核单位核定",
		}},
		{"没有列入要点的文字", []edit{{"# 23 ", "text = \"", "text = \"案例须经核实。"}}, []string{"奖惩典型案例 原文：要点以外的文字“”→“案例须经核实。”"}},
		{"标题换了说法，原文也改了", []edit{{"# 7 ", "title = \"平台建设\"", "title = \"系统建成\""}, {"# 7 ", "建成覆盖全县、区的", "建成并运行覆盖全县、区的"}}, []string{
			"7.1 名称：“平台建设”→“系统建成”",
			"7.1 原文：“建成覆盖全县、区的公共信用信息共享服务平台，得2分；”→“建成并运行覆盖全县、区的公共信用信息共享服务平台，得2分；”",
		}},
		{"新增一个要点", []edit{
			{"# 6 ", "入职信用承诺书的，得1分。\"\n", "入职信用承诺书的，得1分。建成诚信教育基地的，得1分。\"\n"},
			{"# 6 ", "id = \"6.2\"\n", "id = \"6.2\"\ntitle = \"教育基地\"\nquotes = [\"建成诚信教育基地的，得1分。\"]\npoints = \"1\"\nlate = \"papers\"\n" +
				"field = [{ key = \"met\", label = \"已建成教育基地\", kind = \"yes\" }]\nrule = { kind = \"flags\", all = [\"met\"], points = \"1\" }\n\n" +
				"[[section.indicator.criterion]]\nid = \"6.3\"\n"},
			{"# 6 ", "id = \"6.3\"\ntitle = \"入职", "id = \"6.4\"\ntitle = \"入职"},
		}, []string{"6.2 新增", "6.3 编号：6.2→6.3", "6.4 编号：6.3→6.4"}},
	} {
		t.Run(row.change, func(t *testing.T) {
			if got := told(scoring.Compare(this, nextYear(t, row.edits...))); !slices.Equal(got, row.want) {
				t.Errorf("\n%s", strings.Join(got, "\n"))
			}
		})
	}
	want := []string{
		"日期：年度2017→2018", "日期：自查报告截止日2018-01-29→2019-01-29", "日期：考核结果截止日2018-02-05→2019-02-05",
		"总则：主送机关市发展改革委→市信用办", "总则：被考核单位“谯城区”→“亳州新区”", "总则：新增被考核单位“高新区”", "总则：被考核单位取消“利辛县”",
	}
	head := scoring.Compare(this, nextYear(t, edit{"", "recipient = \"市发展改革委\"", "recipient = \"市信用办\""}, edit{"", "name = \"谯城区\"", "name = \"亳州新区\""},
		edit{"", "code = \"341623\"\nname = \"利辛县\"", "code = \"341671\"\nname = \"高新区\""}))
	if got := words(head.Head); !slices.Equal(got, want) || !head.Changed() {
		t.Errorf("总则：\n%s", strings.Join(got, "\n"))
	}
	if scoring.Compare(this, nextYear(t)).Changed() || scoring.Compare(this, this).Changed() || !scoring.Compare(this, swapped(t)).Changed() {
		t.Error("只有年份和日期不同的，不算有变化；对调的算")
	}
	want = []string{
		"开展诚信教育活动 编号：第6项→第5项", "5.1 编号：6.1→5.1", "5.2 编号：6.2→5.2", "5.3 编号：6.3→5.3",
		"开展诚信文化宣传 编号：第5项→第6项", "6.1 编号：5.1→6.1", "6.2 编号：5.2→6.2", "6.3 编号：5.3→6.3",
	}
	if got := told(scoring.Compare(this, swapped(t))); !slices.Equal(got, want) {
		t.Errorf("第5、6项对调：\n%s", strings.Join(got, "\n"))
	}
	without := func(t *testing.T) *scoring.Edition {
		text := rules2017()
		from, to := strings.Index(text, "[[section.indicator.criterion]]\nid = \"24.1\""), strings.Index(text, "[[section.indicator.criterion]]\nid = \"24.2\"")
		e, err := scoring.LoadEdition("next.toml", []byte(text[:from]+strings.Replace(text[to:], `id = "24.2"`, `id = "24.1"`, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	first, _, _ := strings.Cut(this.Indicator(24).Text, "；2017")
	want = []string{"区域信用建设综合示范 原文：要点以外的文字“”→“" + first + "；”", "24.1 编号：24.2→24.1", "24.1 取消"}
	if got := told(scoring.Compare(this, without(t))); !slices.Equal(got, want) {
		t.Errorf("取消24.1：\n%s", strings.Join(got, "\n"))
	}
}
