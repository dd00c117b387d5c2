package invent

import (
	"fmt"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// cellWords are what stands in the text columns of registers, by a word in the column's name, the first that fits. {县} is the county's short
// name, {署} who signs for it, {n} the row's number among all of the county's, so that no register lists what another does, {年} the year.
var cellWords = []struct {
	in    string
	words []string
}{
	{"文号", []string{"{县}政秘〔{年}〕{n}号"}},
	{"批复部门", []string{"{署}", "{县}发展改革委"}},
	{"部门", []string{
		"发展改革委", "公安局", "民政局", "司法局", "财政局", "人力资源社会保障局", "国土资源局", "住房城乡建设委", "交通运输局", "农业委员会", "林业局", "水务局",
		"商务局", "文化广电新闻出版局", "教育局", "卫生计生委", "审计局", "环境保护局", "市场监督管理局", "安全生产监督管理局", "统计局", "城市管理行政执法局",
		"国家税务局", "地方税务局", "人防办公室", "气象局", "档案局", "粮食局", "供销合作社", "公积金管理部", "消防大队", "烟草专卖局", "邮政管理局", "残疾人联合会", "总工会", "科学技术局",
	}},
	{"媒体", []string{"{县}日报", "{县}电视台", "{署}网站", "“信用{县}”公众号"}},
	{"标题", []string{"{县}：让守信者处处受益（{n}）", "{县}开展诚信主题宣传活动侧记（{n}）", "一张图看懂联合惩戒措施：{县}案例（{n}）", "{县}企业凭信用报告获得贷款（{n}）"}},
	{"领域", []string{"失信被执行人", "重大税收违法", "安全生产", "环境保护", "农民工工资支付", "纳税信用A级纳税人", "食品药品安全", "政府采购", "招标投标", "文明单位评选"}},
	{"备忘录", []string{"关于对失信主体实施联合惩戒的合作备忘录（{n}）", "关于对守信主体实施联合激励的合作备忘录（{n}）"}},
	{"机构", []string{"{县}公共信用信息共享服务平台", "示例信用服务有限公司"}},
	{"产品", []string{"企业信用报告", "信用评级报告", "投标人信用报告", "法人信用核查报告"}},
	{"案例", []string{"{县}对{n}户主体实施惩戒或激励，均有反馈记录，已归入台账。"}},
	{"成果", []string{"{县}建立信用档案{n}百份，创建成果已按时报送。"}},
	{"名称", []string{"{县}第{n}示范点"}},
}

// say puts the county's own into a text.
func (m *maker) say(text string, n, year int) string {
	return strings.NewReplacer("{县}", shortName(m.unit.Name), "{署}", m.unit.Signatory, "{n}", strconv.Itoa(n), "{年}", strconv.Itoa(year)).Replace(text)
}

// cell is what stands in a text column of the i-th row; in the first column no two rows say the same.
func (m *maker) cell(c *scoring.Criterion, col *scoring.Field, at, i int) string {
	words := []string{"{县}" + col.Label + "{n}"}
	for _, w := range cellWords {
		if strings.Contains(col.Label, w.in) {
			words = w.words
			break
		}
	}
	year := m.edition.DocumentYear(c)
	text := words[(i-1)%len(words)]
	if at == 0 && i > len(words) && !strings.Contains(text, "{n}") {
		text += "（{n}）"
	}
	return m.say(text, m.listed, year)
}

// sentence is a text of the county's own about something.
func (m *maker) sentence(about string) string {
	words := []string{
		"围绕“%s”，{县}制定了具体措施，明确了责任单位和完成时限，全年开展检查{n}次，发现的问题均已整改。",
		"{县}把“%s”列入年度重点工作，召开推进会{n}次，形成了工作台账，有关材料已归档。",
		"{县}按照通知要求推进“%s”，主要指标比上年提高{n}个百分点，成效较为明显，仍有个别环节需要加强。",
	}
	return m.say(fmt.Sprintf(words[m.IntN(len(words))], about), 2+m.IntN(12), m.edition.Year)
}

// date is a day of a year.
func (m *maker) date(year int) string { return dateIn(year, 1+m.IntN(12), 1+m.IntN(28)) }

func dateIn(year, month, day int) string {
	n, _ := canon.DayOf(year, month, day)
	return canon.ISO(n)
}

// letterDay is when the county signs its letter, some days before it is due.
func (m *maker) letterDay() string {
	day, ok := canon.Day(m.edition.SelfDeadline)
	if !ok {
		return dateIn(m.edition.Year+1, 1, 15)
	}
	return canon.ISO(day - 1 - m.IntN(5))
}

// surnames and given names are put together to people that no one is.
const (
	surnames   = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
	givenNames = "明华建国秀英文斌丽敏静强磊军洋勇艳杰娟涛"
)

func (m *maker) person() string {
	a, b := []rune(surnames), []rune(givenNames)
	return string(a[m.IntN(len(a))]) + string(b[m.IntN(len(b))]) + "（示例）"
}

// profile fills in who writes, to whom and when.
func (m *maker) profile() {
	for p, v := range forms.Begin(m.edition, m.unit.Code, m.unit.Name) {
		m.values[p] = v
	}
	day := m.letterDay()
	for key, value := range map[string]string{
		"date": day, "number": m.say("{县}政〔{年}〕{n}号", 1+m.IntN(30), yearOf(day)), "phone": fmt.Sprintf("0000-%07d", m.IntN(10_000_000)),
	} {
		m.values[forms.ProfilePath(key)] = value
	}
	for _, key := range []string{"contact", "preparer", "checker", "head"} {
		m.values[forms.ProfilePath(key)] = m.person()
	}
	if m.values[forms.ProfilePath("recipient")] == "" {
		m.values[forms.ProfilePath("recipient")] = "考核单位"
	}
}

func yearOf(day string) int {
	year, _ := strconv.Atoi(day[:4])
	return year
}

// letterWords are the parts of the letter a county writes itself, by their keys.
var letterWords = map[string]string{
	"overall": "{年}年，{县}认真贯彻落实上级决策部署，坚持制度先行、平台支撑、应用牵引、宣传并重，各项工作有序推进。全年召开专题会议{n}次，调整充实联席会议成员单位，形成了政府主导、部门联动、社会参与的工作格局。\n" +
		"收到考核通知后，立即召开部署会，对照各项考核指标逐项分解任务、收集材料、核对数据。各有关部门提供的数据由专人汇总，经主要负责人审核后报送；对需要核定的指标，按现有数据填报预估情况。\n" +
		"总的看，主要制度框架基本建立，信息归集、公示和应用的范围逐步扩大，社会诚信意识有所提高。",
	"problems": "一是个别部门报送信息不够及时，数据质量有待提高；二是信用信息应用的领域还不够宽，{n}个事项尚未应用；三是基层工作力量不足，业务培训需要加强。",
	"plans": "一是补齐制度短板，逐项明确时间节点和责任单位。\n二是扩大归集范围，完善数据校验规则，再推动{n}个部门报送信息。\n" +
		"三是深化信用应用，做到有案例、有反馈、有台账。\n四是加强队伍建设，每季度开展一次业务培训，定期通报各部门信息报送情况。",
}

// narrate writes the letter's parts, and of each indicator what was done, as its answers say, and now and then a remark.
func (m *maker) narrate() {
	for _, f := range forms.LetterParts {
		text, known := letterWords[f.Key]
		if !known {
			text = m.sentence(f.Label)
		}
		m.values[forms.NarrativePath(f.Key)] = m.say(text, 2+m.IntN(6), m.edition.Year)
	}
	d := forms.New(m.edition, m.values)
	for _, ind := range m.edition.Indicators() {
		m.values[forms.NarrativePath(strconv.Itoa(ind.No))] = wording.Sentence(d, ind) + m.sentence(ind.Title)
		if m.IntN(5) == 0 {
			m.values[forms.RemarkPath(ind.No)] = m.say("有关数据截至{年}年底，其中{n}项正在与责任单位核对。", 1+m.IntN(4), m.edition.Year)
		}
	}
}
