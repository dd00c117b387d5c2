package check_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
	"zicha/scoring"
)

type edit = formtest.Edit

func carry(t testing.TB, old *forms.Dossier, e *scoring.Edition) (check.Carried, *forms.Dossier) {
	t.Helper()
	plan, err := check.Carry(old, e)
	if err != nil {
		t.Fatal(err)
	}
	return plan, forms.New(e, plan.Values)
}

// lasting are the criteria of the built-in rulebook that a plan, a platform or an office once set up stays good for.
var lasting = []string{"1.1", "1.2", "2.1", "3.1", "3.2", "4.1", "7.1", "7.2"}

// Where only the years differ, what lasts comes over unconfirmed and is the same; the yearly comes empty with last year's beside it.
func TestCarryToTheSameRules(t *testing.T) {
	old, e := formtest.Perfect(t), formtest.NextYear(t)
	old.Apply(forms.Change{Path: forms.RedHeadPath, New: "true"}, forms.Change{Path: forms.RemarkPath(9), New: "目录另附。"})
	plan, d := carry(t, old, e)
	if !slices.Equal(plan.Kept, lasting) || len(plan.Yearly) != len(e.Criteria())-len(lasting) || len(plan.Changed)+len(plan.Notes) != 0 {
		t.Errorf("kept %v, yearly %v, told %q %q", plan.Kept, plan.Yearly, plan.Changed, plan.Notes)
	}
	for _, c := range e.Criteria() {
		lasts := slices.Contains(lasting, c.ID)
		if d.Unconfirmed(c.ID) != lasts || (d.LastYear(c.ID) == "") != lasts {
			t.Errorf("%s: unconfirmed %v, the note is %q", c.ID, d.Unconfirmed(c.ID), d.LastYear(c.ID))
		}
		for _, f := range c.Fields {
			was := old.Edition.Criterion(c.ID).Field(strings.NewReplacer("2018", "2017", "2017", "2016").Replace(f.Key))
			want := old.Get(forms.AnswerPath(c.ID, was.Key))
			if !lasts {
				want = ""
			}
			if got := d.Get(forms.AnswerPath(c.ID, f.Key)); got != want {
				t.Errorf("%s %s: %q, want %q", c.ID, f.Key, got, want)
			}
		}
		if !lasts && len(d.Rows(c.ID)) != 0 {
			t.Errorf("%s has rows", c.ID)
		}
	}
	if got := d.LastYear("5.3"); got != "（2017年度，每年重填）刊发宣传稿件：4篇；台账4行：稿件1 示例日报 2017-01-15、稿件2 示例日报 2017-02-15、稿件3 示例日报 2017-03-15、稿件4 示例日报 2017-04-15" {
		t.Errorf("the note of 5.3 is %q", got)
	}
	if got := d.LastYear("9.2"); got != "（2017年度，每年重填）目录条目：400项；权力事项：400项" {
		t.Errorf("the note of 9.2 is %q", got)
	}
	if got := d.LastYear("9"); !strings.HasPrefix(got, "（2017年度）") || !strings.HasSuffix(got, "\n备注：目录另附。") || d.Get(forms.RemarkPath(9)) != "" {
		t.Errorf("the note of 9 is %q", got)
	}
	for _, part := range []string{"overall", "problems", "plans", "5", "7"} {
		if d.Narrative(part) != "" || !strings.Contains(d.LastYear(part), old.Narrative(part)) {
			t.Errorf("%s: written %q, noted %q", part, d.Narrative(part), d.LastYear(part))
		}
	}
	for _, key := range []string{"signatory", "kind", "recipient", "contact", "phone", "preparer", "checker", "head"} {
		if d.Profile(key) != old.Profile(key) {
			t.Errorf("%s is %q", key, d.Profile(key))
		}
	}
	if !d.RedHead() || d.Profile("date") != "" || d.Profile("number") != "" || len(d.AllEvidence()) != 0 || d.County() != old.County() {
		t.Error("the red head's room is gone, the date, the number or evidence came over, or it is another county")
	}
}

// What next year's rulebook has otherwise, and what becomes of last year's answers. answers are those of the new criterion, in order.
func TestCarrySentenceBySentence(t *testing.T) {
	plans := []edit{{"# 2 ", "明确工作任务和时间节点的", "并经政府常务会议通过的"}}
	for _, row := range []struct {
		change  string
		edits   []edit
		id      string
		answers string
		note    string
		told    []string
	}{
		{"原文加了要求", plans, "2.1", "", "（2017年度，评分标准有变化）实施方案已印发：是；已明确工作任务：是；已明确时间节点：否", []string{
			"2.1 个人诚信体系建设实施方案：评分标准有变化，只作备注",
		}},
		{"同一项里另一句变了", []edit{{"# 7 ", "建成覆盖全县", "建成并联通覆盖全县"}}, "7.2", "true true true true", "", []string{
			"7.1 平台建设：评分标准有变化，只作备注",
		}},
		{"只有标题里的年份变了", []edit{{"# 4 ", "title = \"电子商务诚信实施方案\"", "title = \"2018年电子商务诚信实施方案\""}}, "4.1", "true true true", "", []string{}},
		{"两个要点对调", []edit{
			{"# 3 ", "建立完善守信联合激励和失信联合惩戒制度加快推进社会诚信建设具体实施方案", "…"},
			{"# 3 ", "加快推进失信被执行人信用监督、警示和惩戒机制建设具体实施意见", "建立完善守信联合激励和失信联合惩戒制度加快推进社会诚信建设具体实施方案"},
			{"# 3 ", "…", "加快推进失信被执行人信用监督、警示和惩戒机制建设具体实施意见"},
			{"# 3 ", "\"联合激励惩戒实施方案\"", "\"…\""},
			{"# 3 ", "\"失信被执行人惩戒实施意见\"", "\"联合激励惩戒实施方案\""},
			{"# 3 ", "\"…\"", "\"失信被执行人惩戒实施意见\""},
		}, "3.1", "true false true", "", []string{}},
		{"一个选项的分值变了", []edit{{"# 1 ", "office = \"2\"", "office = \"1.5\""}, {"# 1 ", "办名义制定印发的，得2分", "办名义制定印发的，得1.5分"}}, "1.1", "government true true", "", []string{
			"1.1 政务诚信实施方案印发主体：所考核的内容没有变化，计分有变化（规则：“县、区政府办名义”2分→1.5分）",
		}},
		{"上年选的选项没有了", []edit{{"# 1 ", "label = \"县、区政府名义\"", "label = \"县、区党委和政府名义\""}}, "1.1", " true true", "（2017年度，填报项目有变化）印发名义：县、区政府名义", []string{
			"1.1 政务诚信实施方案印发主体：填报项目有变化，没有沿用的只作备注（印发名义：县、区政府名义）",
		}},
		{"一个字段换了", []edit{
			{"# 4 ", "key = \"milestones\"\nlabel = \"已明确时间节点\"", "key = \"leader\"\nlabel = \"已明确责任单位\""}, {"# 4 ", "\"milestones\"]", "\"leader\"]"},
		}, "4.1", "true true ", "（2017年度，填报项目有变化）已明确时间节点：是", []string{
			"4.1 电子商务诚信实施方案：所考核的内容没有变化，计分有变化（规则：用到的填报项目或数值有变化，计分办法仍是3项都为“是”得2分）",
			"4.1 电子商务诚信实施方案：填报项目有变化，没有沿用的只作备注（已明确时间节点：是）",
		}},
		{"没有写明能否沿用", []edit{{"# 1 ", "carry = \"lasting\"\n", ""}}, "1.2", "", "（2017年度，每年重填）已作为考核、任用和奖惩的重要依据：是", []string{}},
		{"写明长期有效，单位变了", []edit{{"# 8 ", "carry = \"yearly\"", "carry = \"lasting\""}, {"# 8 ", "unit = \"小时\"", "unit = \"分钟\""}}, "8.1", "true true ", "（2017年度，填报项目有变化）全年累计中断：0小时", []string{
			"8.1 平台安全运行：填报项目有变化，没有沿用的只作备注（全年累计中断：0小时）",
		}},
		{"原文不变，分值由2分改为3分", []edit{
			{"# 20 ", "points = \"2\"", "points = \"3\""},
			{"# 20 ", "carry = \"yearly\"", "carry = \"lasting\""},
			{"# 22 ", "points = \"7\"", "points = \"6\""},
			{"# 22 ", "得7分", "得6分"},
			{"# 22 ", "满分7分", "满分6分"},
			{"# 22 ", "cap = \"7\"", "cap = \"6\""},
		}, "20.1", "2 七个方面都已开展 true true true true true true true", "", []string{
			"20.1 褒扬激励机制进展：所考核的内容没有变化，计分有变化（分值：2分→3分）", "22.1 联合奖惩落实领域：所考核的内容没有变化，计分有变化（分值：7分→6分）",
		}},
		{"要点取消", []edit{{"# 24 ", "2017年县、区及以上政府部门批复同意开展区域综合试点示范的（包括农村信用体系建设试点），并报送创建成果的，得1分；", "推进乡镇信用信息采集的，得1分；"}, {"# 24 ", "label = \"2017年批复并已报送成果\"", "label = \"已采集的乡镇\""}, {"# 24 ", "title = \"2017年批复的区域示范\"", "title = \"乡镇采集\""}}, "24.1", "", "", []string{
			"24.1 2016年批复的区域示范：新的考核指标没有这一要点，只作备注",
		}},
	} {
		t.Run(row.change, func(t *testing.T) {
			old := formtest.Perfect(t)
			old.Apply(forms.Change{Path: forms.AnswerPath("2.1", "milestones"), New: "false"}, forms.Change{Path: forms.AnswerPath("3.2", "tasks"), New: "false"})
			plan, d := carry(t, old, formtest.NextYear(t, row.edits...))
			var got []string
			for _, f := range d.Edition.Criterion(row.id).Fields {
				got = append(got, d.Get(forms.AnswerPath(row.id, f.Key)))
			}
			answers := strings.Join(got, " ")
			if strings.TrimSpace(answers) == "" {
				answers = ""
			}
			if answers != row.answers || d.LastYear(row.id) != row.note || row.told != nil && !slices.Equal(append([]string{}, plan.Changed...), row.told) {
				t.Errorf("answers %q\nnote %q\ntold %q", answers, d.LastYear(row.id), plan.Changed)
			}
			if d.Unconfirmed(row.id) != (answers != "") {
				t.Errorf("unconfirmed: %v", d.Unconfirmed(row.id))
			}
		})
	}
}

func TestCarryRefuses(t *testing.T) {
	nameless := forms.New(formtest.Edition(t), nil)
	if _, err := check.Carry(nameless, formtest.NextYear(t)); err == nil || !strings.Contains(err.Error(), "未填单位名称") {
		t.Errorf("said %v", err)
	}
	_, later := carry(t, formtest.Perfect(t), formtest.NextYear(t))
	if _, err := check.Carry(later, formtest.Edition(t)); err == nil || !strings.Contains(err.Error(), "2018年度的，不能用来新建2017年度") {
		t.Errorf("said %v", err)
	}
}

// A dossier without its county's code or name cannot be carried over; a name the new list words otherwise is told.
func TestCarryNamesTheCounty(t *testing.T) {
	e := formtest.NextYear(t)
	for _, p := range []forms.Path{"county/code", "county/name"} {
		old := formtest.Perfect(t)
		old.Apply(forms.Change{Path: p})
		if _, err := check.Carry(old, e); err == nil || err.Error() != "上年档案未填单位名称和行政区划代码，无法确定是哪个县（区）的，没有新建。请先在上年档案里补填" {
			t.Errorf("without %s: %v", p, err)
		}
	}
	old := formtest.Perfect(t)
	name := old.County()
	old.Apply(forms.Change{Path: "county/name", New: "旧名县"}, forms.Change{Path: "narrative/5", New: "办了活动。"}, forms.Change{Path: "narrative/overall", New: "总体。"})
	plan, d := carry(t, old, e)
	if want := []string{"单位名称按考核指标的名单改为“" + name + "”，上年是“旧名县”"}; !slices.Equal(plan.Notes, want) {
		t.Errorf("%q", plan.Notes)
	}
	if d.LastYear("5") != "（2017年度）办了活动。\n备注：备注5" || d.LastYear("overall") != "（2017年度）总体。" {
		t.Errorf("%q %q", d.LastYear("5"), d.LastYear("overall"))
	}
	place := func(id string) int {
		return slices.IndexFunc(e.Criteria(), func(c *scoring.Criterion) bool { return c.ID == id })
	}
	if !slices.IsSortedFunc(plan.Kept, func(a, b string) int { return place(a) - place(b) }) || len(plan.Kept) != 8 {
		t.Errorf("kept %q", plan.Kept)
	}
}

// Nothing unconfirmed is printed or covered by the code, and nothing unconfirmed is finalized. What was not taken over is a hint at its place
// until that is filled in.
func TestUnconfirmed(t *testing.T) {
	old := formtest.Perfect(t)
	old.Apply(forms.Change{Path: forms.RemarkPath(5), New: "活动另附照片。"})
	_, d := carry(t, old, formtest.NextYear(t))
	code := d.Code()
	said := func(code, criterion string) string {
		for _, p := range check.Dossier(d, d.Score(), "2019-01-27") {
			if p.Code == code && p.Criterion == criterion {
				return p.Severity.Label() + p.Message
			}
		}
		return ""
	}
	if got := said("unconfirmed", "7.1"); !strings.HasPrefix(got, "必须处理7.1 平台建设：沿用上年，尚未确认") || said("unconfirmed", "5.1") != "" {
		t.Errorf("7.1: %q", got)
	}
	if got := said("last_year", "5.1"); got != "提示5.1 县（区）级主题宣传：没有沿用上年的填报，供参考：（2017年度，每年重填）已开展诚信文化主题宣传：是" {
		t.Error(got)
	}
	if got := said("last_year", "5"); !strings.HasPrefix(got, "提示第5项 开展诚信文化宣传：没有沿用上年的填报，供参考：（2017年度）") || !strings.HasSuffix(got, "备注：活动另附照片。") {
		t.Error(got)
	}
	if said("last_year", "7.1") != "" {
		t.Error("a note where nothing was left")
	}
	d.Apply(forms.Change{Path: forms.AnswerPath("5.1", "met"), New: "true"}, forms.Change{Path: forms.NarrativePath("5"), New: "办了。"})
	if said("last_year", "5.1")+said("last_year", "5") != "" || said("last_year", "5.2") == "" {
		t.Error("filled in, and still told")
	}
	d.Apply(forms.Change{Path: forms.AnswerPath("5.1", "met")}, forms.Change{Path: forms.NarrativePath("5")})
	d.Apply(d.Confirm("7.1")...)
	if said("unconfirmed", "7.1") != "" || said("unconfirmed", "7.2") == "" || d.Code() != code {
		t.Error("confirming touched something else")
	}
	changes, err := d.Change(forms.AnswerPath("7.2", "lead"), "否")
	if err != nil {
		t.Fatal(err)
	}
	settled := d.Settled(changes)
	d.Apply(settled...)
	if d.Unconfirmed("7.2") || !d.Unconfirmed("4.1") || !strings.HasPrefix(d.Describe(settled), "7.2 ") {
		t.Errorf("a change: %s", d.Describe(settled))
	}
	d.Apply(formtest.Inverse(settled)...)
	if !d.Unconfirmed("7.2") {
		t.Error("taking the change back does not bring the mark back")
	}
	remark, err := d.Change(forms.RemarkPath(7), "备注")
	if err != nil || len(d.Settled(remark)) != 1 {
		t.Errorf("a remark settles %v, %v", d.Settled(remark), err)
	}
}

// A register that lasts comes over row by row, without the column that is gone; a change of it confirms.
func TestCarryRegister(t *testing.T) {
	old := formtest.Perfect(t)
	plan, d := carry(t, old, formtest.NextYear(t, edit{"# 5 ", "carry = \"yearly\"", "carry = \"lasting\""}, edit{"# 5 ", "key = \"outlet\", label = \"媒体\"", "key = \"link\", label = \"网址\""}))
	rows, was := d.Rows("5.3"), old.Rows("5.3")
	if len(rows) != 4 || rows[3].ID != was[3].ID || rows[3].Cells["title"] != "稿件4" || rows[3].Cells["outlet"]+rows[3].Cells["link"] != "" {
		t.Errorf("%v", rows)
	}
	if got := d.LastYear("5.3"); got != "（2017年度，填报项目有变化）台账第1行媒体：示例日报；台账第2行媒体：示例日报；台账第3行媒体：示例日报；台账第4行媒体：示例日报" {
		t.Error(got)
	}
	if !slices.Contains(plan.Kept, "5.3") || !d.Unconfirmed("5.3") {
		t.Error("the register is not marked")
	}
	d.Apply(d.Settled(d.AddRows("5.3", map[string]string{"title": "新稿件"}))...)
	if d.Unconfirmed("5.3") {
		t.Error("a new row leaves the mark")
	}
}

// What has no place any more stands under what is gone: of a criterion at its indicator, of an indicator among the rest.
func TestCarryGone(t *testing.T) {
	old := formtest.Perfect(t)
	old.Apply(forms.Change{Path: forms.NarrativePath("25"), New: "示范点已建成。"}, forms.Change{Path: forms.RemarkPath(25), New: "另报。"})
	e := formtest.NextYear(t, edit{"# 25 ", "", ""}, edit{"# ---- 八", "points = \"4\"", "points = \"2\""}, edit{"", "total = \"100\"", "total = \"98\""},
		edit{"", "self_total = \"68\"", "self_total = \"66\""}, edit{"", "reachable = \"99\"", "reachable = \"97\""},
		edit{"# 24 ", "2017年县、区及以上政府部门批复同意开展区域综合试点示范的（包括农村信用体系建设试点），并报送创建成果的，得1分；", "推进乡镇信用信息采集的，得1分；"},
		edit{"# 24 ", "label = \"2017年批复并已报送成果\"", "label = \"已采集的乡镇\""}, edit{"# 24 ", "title = \"2017年批复的区域示范\"", "title = \"乡镇采集\""})
	plan, d := carry(t, old, e)
	const gone = "（2017年度）第25项 重点领域和行业试点示范完成情况：示范点已建成。\n第25项 重点领域和行业试点示范备注：另报。\n" +
		"25.1 2016年批复的领域行业试点：台账2行：示范点201601 县人民政府 示政秘〔2016〕1号 2016-01-11 创建成果1、示范点201602 县人民政府 示政秘〔2016〕2号 2016-02-12 创建成果2\n" +
		"25.2 2017年批复的行业示范点：台账2行：示范点201701 县人民政府 示政秘〔2017〕1号 2017-01-11 创建成果1、示范点201702 县人民政府 示政秘〔2017〕2号 2017-02-12 创建成果2"
	if got := d.LastYear(forms.LastYearOther); got != gone {
		t.Error(got)
	}
	if got := d.LastYear("24"); !strings.Contains(got, "24.1 2016年批复的区域示范：台账1行：示范点201601 县人民政府") {
		t.Error(got)
	}
	if got := plan.Changed; len(got) != 3 || got[1] != "25.1 2016年批复的领域行业试点：新的考核指标没有这一项，只作备注" {
		t.Errorf("%q", got)
	}
	var places []string
	for _, n := range d.LastYearNotes() {
		places = append(places, n.Place)
	}
	if n := len(places); places[n-1] != "新的考核指标里没有的" || places[n-2] != "报告的“下一步工作打算”" || !slices.Contains(places, "第24项 区域信用建设综合示范") {
		t.Errorf("%q", places)
	}
	said := ""
	for _, p := range check.Dossier(d, d.Score(), "2019-01-27") {
		if p.Code == "last_year" && strings.HasPrefix(p.Message, "新的考核指标里没有的：") {
			said = p.Message
		}
	}
	if !strings.Contains(said, "示范点已建成") {
		t.Error("check does not tell what has no place")
	}
}

// An item of evidence comes without number, files, state and date's excuse, and goes to the criteria there are; only those whose answers
// came over are to be confirmed, and an item of what did not come over asks for nothing.
func TestCarryEvidence(t *testing.T) {
	old := formtest.Perfect(t)
	plan, d := carry(t, old, formtest.NextYear(t, edit{"# 4 ", "title = \"电子商务诚信实施方案\"", "title = \"2018年电子商务诚信实施方案\""},
		edit{"# 7 ", "\"平台覆盖全县（区）情况材料\",", ""}))
	item, criterion, ok := plan.Evidence(forms.Evidence{
		ID: "x", Number: "5-07", Title: "名单", Date: "2017-05-06", Keep: "确需保留", Criteria: []string{"99.1", "7.1", "5.1", "4.1"},
		Rows: []string{"5.3#y"}, Expect: []string{"7.1#1", "7.1#2", "5.1#2", "99.1#1"}, Files: []forms.FileRef{{Name: "a"}},
	})
	if !ok || criterion != "7.1" || !slices.Equal(item.Criteria, []string{"7.1", "5.1", "4.1"}) || len(item.Rows) != 0 ||
		!slices.Equal(item.Expect, []string{"7.1#1", "5.1#2"}) || item.ID+item.Number+item.Keep != "" || item.Files != nil || item.Date != "2017-05-06" {
		t.Errorf("%v %s %+v", ok, criterion, item)
	}
	if got := plan.Unconfirmed(item.Criteria); !slices.Equal(got, []string{"7.1", "4.1"}) {
		t.Errorf("to be confirmed: %v", got)
	}
	if _, _, ok := plan.Evidence(forms.Evidence{Criteria: []string{"99.1"}}); ok {
		t.Error("an item without a criterion")
	}
	if _, _, ok := plan.Evidence(forms.Evidence{Criteria: []string{"10.1"}, Removed: true}); ok {
		t.Error("an item that was removed")
	}
	formtest.Attach(t, d, "5.1", forms.Evidence{ID: "a", Title: "通知", Date: "2017-03-05", Criteria: []string{"5.1"}, Delivery: forms.DeliveryFile})
	asked := func() int {
		n := 0
		for _, p := range check.Dossier(d, d.Score(), "2019-01-27") {
			if strings.Contains(p.Message, "佐证5-01") {
				n++
			}
		}
		return n
	}
	if n := asked(); n != 0 {
		t.Errorf("%d problems of an item nothing was taken over for", n)
	}
	d.Apply(forms.Change{Path: forms.AnswerPath("5.1", "met"), New: "true"})
	if asked() != 3 {
		t.Errorf("%d problems once it counts, want its date, its missing file and which of the papers it is", asked())
	}
}

// A note of last year's register says what the screen said: options by their labels.
func TestCarriedRowsInWords(t *testing.T) {
	e := formtest.Edition(t)
	old := forms.New(e, forms.Begin(e, "341621", ""))
	old.Apply(old.AddRows("23.1", map[string]string{"month": "3", "kind": "incentive", "title": "红榜"}, map[string]string{"kind": "punishment"})...)
	plan, d := carry(t, old, formtest.NextYear(t, edit{"# 23 ", "每月报送", "每季度报送"}))
	if got := d.LastYear("23.1"); got != "（2017年度，评分标准有变化）台账2行：3 守信联合激励 红榜、失信联合惩戒" || len(plan.Kept) != 0 || !slices.Equal(plan.Changed, []string{"23.1 典型案例报送：评分标准有变化，只作备注"}) {
		t.Errorf("%q, kept %q, changed %q", got, plan.Kept, plan.Changed)
	}
}

// A mark 不涉及 never goes over: it is told, and noted at its indicator.
func TestCarryAbsent(t *testing.T) {
	absent := edit{"# 4 ", "source = \"county\"", "source = \"county\"\nabsent = \"renormalise\""}
	old := forms.New(formtest.NextYear(t, absent), forms.Begin(formtest.Edition(t), "341621", ""))
	old.Apply(forms.Change{Path: forms.AnswerPath("4", "absent"), New: "true"}, forms.Change{Path: forms.AnswerPath("4", "reason"), New: "本县没有电商平台。"})
	plan, d := carry(t, old, formtest.NextYear(t, absent))
	if d.Get(forms.AnswerPath("4", "absent"))+d.Get(forms.AnswerPath("4", "reason")) != "" || d.LastYear("4") != "（2018年度）上年标为“不涉及”，理由：本县没有电商平台。" {
		t.Errorf("%q", d.LastYear("4"))
	}
	if !slices.Equal(plan.Changed, []string{"第4项 电子商务领域诚信体系建设：上年标为“不涉及”，没有沿用，今年仍不涉及的请重新标明"}) {
		t.Errorf("%q", plan.Changed)
	}
	if item, _, ok := plan.Evidence(forms.Evidence{Criteria: []string{"4"}}); !ok || item.Criteria[0] != "4" || len(plan.Unconfirmed(item.Criteria)) != 0 {
		t.Error("its evidence does not go to the mark")
	}
}
