package publicity

import (
	"os"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/merge"
)

// Every way offices write a heading is known, and where a table has two of a meaning the surer one is taken, wherever it stands.
func TestHeadingsOfOffices(t *testing.T) {
	list, err := os.ReadFile("testdata/headings.txt")
	if err != nil {
		t.Fatal(err)
	}
	words, lines := lexicon(), strings.Split(strings.TrimSpace(string(list)), "\n")[1:]
	if len(lines) != len(Meanings()) {
		t.Errorf("%d meanings, want %d", len(Meanings()), len(lines))
	}
	for i, line := range lines {
		name, ways, _ := strings.Cut(line, "：")
		m := Meaning(i)
		if name != m.Key()+" "+m.Label() {
			t.Errorf("meaning %d is %s %s, want %s", i, m.Key(), m.Label(), name)
		}
		before := ""
		for _, way := range strings.Fields(ways) {
			if got := guess(words, []string{"序号", way}); len(got) != 1 || got[m] != 1 {
				t.Errorf("%s: %v, want %s", way, got, m.Key())
			}
			if got := guess(words, []string{way, before}); before != "" && got[m] != 1 {
				t.Errorf("%s is taken before %s", way, before)
			}
			before = way
		}
	}
	for heading, want := range map[string]bool{"行政相对人代码_9（税务登记号）": true, "备注（税务登记号）": false, "税务登记号（没有的不填）": true, "法定代表人": false} {
		if _, ok := lookUp(words, heading); ok != want {
			t.Errorf("%s: %v", heading, ok)
		}
	}
}

// Reasons are told in these words and in this order.
func TestReasonsInWords(t *testing.T) {
	want := strings.Split(strings.TrimSpace(`
lost 代码已被表格软件变成数字，末尾几位丢失，无法恢复；请从原系统重新导出，代码列设成文本格式
torn 双引号没有成对，无法区分各格的内容
twice 重复：文号和相对人都与前面的行相同
year 作出决定的日期不在2017年
leftover 没有名称、代码、文号和决定日期，像是合并单元格的残余
heading 重复的表头
note 表格说明、标题、合计或签名
blank 空行
no_party 没有名称（姓名），不算包含关键信息
no_code 没有代码（证件号），不算包含关键信息
no_authority 没有机关名称，不计部门
no_decided 没有决定日期，不算及时
bad_decided 决定日期无法识别或不存在，按没有日期处理，不算及时
no_published 没有公示日期，不算及时
bad_published 公示日期无法识别或不存在，按没有日期处理，不算及时
early 公示日期早于决定日期，不算及时
late 超过7个工作日才公示
beyond 没有那一年的节假日安排，无法判断是否及时，不计入第19项
wrong_credit 统一社会信用代码校验不对，请核对；第13项只看是否填写，照常计入
wrong_id 证件号校验不对，请核对；第13项只看是否填写，照常计入
garbled 有无法识别的字符，请核对文件的编码
formula 有无法读出内容的格子（公式错误、没有算出结果的公式、嵌入的图片），按空白处理；请改正后再统计一次
unseen 被隐藏或筛选掉了，仍然计入；请在WPS或Excel中取消隐藏和筛选，核对这些行`), "\n")
	c := newCounter(Job{Year: 2017})
	for i, line := range want {
		key, words, _ := strings.Cut(line, " ")
		if got := Reason(key).Words(2017, bozhou); got != words {
			t.Errorf("%s: %s", key, got)
		}
		c.mark(Reason(key), &row{no: i + 1})
	}
	r := c.finish()
	if len(r.Left) != 8 || len(r.Noted) != len(want)-8 {
		t.Fatalf("%d leave a row out, %d do not", len(r.Left), len(r.Noted))
	}
	for i, tally := range append(r.Left, r.Noted...) {
		if !strings.HasPrefix(want[i], string(tally.Reason)+" ") {
			t.Errorf("%d is %s, want %s", i, tally.Reason, want[i])
		}
	}
}

func TestWordsForNothing(t *testing.T) {
	for _, cell := range strings.Split("无 空 空白 暂无 没有 缺 缺失 未知 不详 未填 未提供 null none nil nan n/a na (无) 、无、", " ") {
		if !isBlank(cell) || !isBlank(strings.ToUpper(cell)) {
			t.Errorf("%q says nothing", cell)
		}
	}
	for _, cell := range []string{"9", "0", "无锡", "未知数公司"} {
		if isBlank(cell) {
			t.Errorf("%q says something", cell)
		}
	}
}

func TestNotesAndSums(t *testing.T) {
	for _, cell := range strings.Fields("表格说明：以上 填表说明 填报说明如下 说明:以上 说明 备注：无 注：以上 填表人：甲 填报人：甲 制表人：甲 审核人：甲 联系电话：1 填报单位：县局 填报日期：今天 " +
		"*说明 ※注：一 （说明一） (说明一) 【说明】 [说明] 合计 总计： 小计 共计 累计:") {
		if merge.AsideCell(cell) == merge.NoAside {
			t.Errorf("%s explains", cell)
		}
	}
	for _, cell := range strings.Fields("注册公司 备注公司 合计公司 总计算中心 甲 统计部门 审核 联系群众工作简报 负责人培训班 累计归集信用信息 签名墙 单位名称 公章刻制公司") {
		if merge.AsideCell(cell) != merge.NoAside {
			t.Errorf("%s does not explain", cell)
		}
	}
}

// The bounds a date is held to: days and months that exist, hours of a day, years there are decisions of.
func TestDatesAtTheirBounds(t *testing.T) {
	for text, want := range map[string]string{
		"1949-01-01": "1949-01-01", "1948-12-31": "", "2100-12-31": "2100-12-31", "2101-01-01": "",
		"2017-01-01": "2017-01-01", "2017-12-31": "2017-12-31", "2017-00-10": "", "2017-13-10": "", "2017-10-00": "", "2017-10-32": "", "2017-04-31": "", "2016-02-30": "",
		"201709012459": "2017-09-01", "201709012500": "", "201709012460": "", "20170901240000": "2017-09-01", "2017090108300": "", "2017090": "",
		"17899": "1949-01-01", "17898": "", "73415": "2100-12-31", "73416": "", "42979.": "", "4297.5": "", "429790.5": "",
		"9017-01-01": "", ":017-01-01": "", "2017年9月1日8点": "", "2017-9-1 .5": "", "02017-9-1": "",
		"2017-9-1" + strings.Repeat(" ", 51) + "8": "2017-09-01", "2017-9-1" + strings.Repeat(" ", 52) + "8": "",
	} {
		d, ok := parseDate(text, false)
		if got := d.iso(); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %v %s, want %q", text, ok, got, want)
		}
	}
}

// What is read before the figures are taken over: totals, what could not be counted and why, what contradicts the register.
func TestSentencesBeforeTakingOver(t *testing.T) {
	r := &Result{
		Year: 2017, Targets: bozhou, Rows: 20, Counted: 12, Complete: 10, Updated: 9, OnTime: 8, Names: []string{"县局", "县委"}, Tables: []string{"甲.csv", "乙.xlsx（许可）"},
		Gaps: map[string]string{}, Unchecked: []string{"“甲.csv”没有日期列，无法区分年度，所有行都计入"},
	}
	d := dossier(t, map[forms.Path]string{
		forms.AnswerPath("17.1", "standard"): "0.1", "row/18.1/r1/#": "1", "row/18.1/r1/name": "县教育局",
	})
	first := "没有决定日期的看公示日期，两个日期都没有的照常计入。第13、17、19项用的是同一批行。"
	same(t, "remarks", r.Remarks(d), "按作出决定的日期在2017年内的行计数；"+first, "第17项的单位要与市里的考核标准一致；考核标准由市里提供，这里不改动。",
		"第17项的考核标准现填0.1，像是以万条计；12条合0.0012万条。", "“甲.csv”没有日期列，无法区分年度，所有行都计入。",
		"第18项的台账里有1家部门，计分以台账为准；要用这次数出的2家，请用部门名单替换台账。")
	same(t, "sums", r.Sums(), "第13项：数据12条，其中包含关键信息10条", "第17项：报送12条", "第18项：公示的部门2家", "第19项：更新9条，其中7个工作日内公示8条")
	same(t, "the rest", []string{r.Title(), r.Total(), r.Line(&Tally{Reason: Twice, Count: 7, First: []Place{{"甲.csv", 3}, {"甲.csv", 5}, {"乙.csv", 2}}})},
		"双公示数据 甲.csv、乙.xlsx（许可）", "表头以下共20行，计入12行，没有计入8行。", "7行：重复：文号和相对人都与前面的行相同（甲.csv第3、5行，乙.csv第2行等）")
	r.AnyYear, r.Unchecked = true, nil
	r.Gaps["13.1"], r.Gaps["18.1"], r.Gaps["19.1"] = "甲没有算", "乙没有算", "丙没有算"
	same(t, "gaps", r.Remarks(dossier(t, nil)), "各年度的行都计入。第13、17、19项用的是同一批行。", "第17项的单位要与市里的考核标准一致；考核标准由市里提供，这里不改动。",
		"甲没有算。", "乙没有算。", "丙没有算。")
	same(t, "sums with gaps", r.Sums(), "第17项：报送12条")
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What cannot be counted for want of a column is said once, of the first table that lacks it.
func TestMissingColumnsInWords(t *testing.T) {
	r := counted(t, file(t, "甲.csv", "许可机关,备注,别的\n县局,一,二\n"), file(t, "乙.csv", "许可机关,备注,别的\n县局,一,二\n"))
	if got := r.Gaps["13.1"]; got != "“甲.csv”没有选名称列或代码列，第13项没有算" {
		t.Error(got)
	}
	if got := r.Gaps["19.1"]; got != "“甲.csv”没有选决定日期列或公示日期列，第19项没有算" {
		t.Error(got)
	}
	same(t, "not looked for", r.Unchecked, "“甲.csv”没有日期列，无法区分年度，所有行都计入", "“甲.csv”没有选文号列或名称列，没有查重",
		"“乙.csv”没有日期列，无法区分年度，所有行都计入", "“乙.csv”没有选文号列或名称列，没有查重")
	same(t, "tables", r.Tables, "甲.csv", "乙.csv")
	r = counted(t, file(t, "丙.csv", "行政相对人名称,统一社会信用代码,许可决定日期\n甲,91350100M000100Y43,2017-06-01\n"))
	if got := r.Gaps["18.1"]; got != "“丙.csv”没有选机关列，第18项没有算" || r.Gaps["13.1"] != "" {
		t.Error(r.Gaps)
	}
	same(t, "not looked for", r.Unchecked, "“丙.csv”没有选文号列或名称列，没有查重")
}
