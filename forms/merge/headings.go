package merge

import (
	"regexp"
	"slices"
	"strings"

	"zicha/scoring"
)

// strangeHeadings tells of the headings that name no column of the register.
func strangeHeadings(columns []*scoring.Field, line []string, no int) (out []PasteProblem) {
	for j, cell := range line {
		if key := scoring.FoldKey(cell); columns[j] == nil && key != "" && key != "序号" {
			out = append(out, PasteProblem{Row: no, Column: j + 1, Message: "列名“" + scoring.Clip(cell) + "”在台账里没有，这一列没有采用"})
		}
	}
	return out
}

// titleRows is among how many pasted lines the headings are looked for.
const titleRows = 5

// aboveHeadings tells of what stands above the headings.
func aboveHeadings(lines [][]string) (out []PasteProblem) {
	for i, line := range lines {
		if said := strings.TrimSpace(strings.Join(line, " ")); said != "" {
			out = append(out, PasteProblem{Row: i + 1, Column: 1, Message: "表头上面的“" + scoring.Clip(said) + "”没有采用", Taken: true})
		}
	}
	return out
}

// headings maps a line to columns where every non-blank cell is a heading, or two at least are, else nil. Below other lines it takes two.
func headings(reg *scoring.Register, line []string, below bool) []*scoring.Field {
	columns, found := namedColumns(reg, line)
	strange := 0
	for j, cell := range line {
		if key := scoring.FoldKey(cell); columns[j] == nil && key != "" && key != "序号" {
			strange++
		}
	}
	if found == 0 || (strange > 0 || below) && found < 2 {
		return nil
	}
	return columns
}

// headingWords are what offices write over a column beside the name it has here.
var headingWords = [][]string{
	{"月份", "月", "报送月份", "所属月份", "所属月"},
	{"类别", "类型", "案例类别", "案例类型", "种类"},
	{"标题", "题目", "案例标题", "案例名称", "文章标题", "信息标题", "稿件标题", "新闻标题", "稿件名称", "文章名称", "标题名称"},
	{"日期", "时间", "报送日期", "报送时间", "发布日期", "发布时间", "刊发日期", "刊发时间", "刊登日期", "刊登时间", "发表日期", "发表时间", "使用日期", "使用时间"},
	{"部门", "部门名称", "单位", "单位名称"},
	{"媒体", "媒体名称", "发布媒体", "刊发媒体", "刊登媒体", "发布平台", "媒体平台"},
	{"名称", "姓名", "企业名称", "示范点名称", "示范点", "试点名称", "项目名称"},
	{"批复部门", "批复单位", "批复机关", "批准部门", "批准单位", "批准机关"},
	{"批复文号", "文号", "批准文号", "批复文件文号"},
	{"批复日期", "批复时间", "批准日期", "批准时间", "日期", "时间"},
	{"创建成果", "成果", "报送成果"},
	{"出具机构", "出具单位", "机构", "机构名称", "信用服务机构"},
	{"产品", "产品名称", "信用产品"},
	{"领域或事项", "领域", "事项"},
	{"领域", "领域名称", "所属领域"},
	{"备忘录", "备忘录名称", "合作备忘录"},
	{"案例或反馈", "案例", "反馈", "案例名称"},
}

// bracketed is what stands in brackets in a heading: 日期（年/月/日）.
var bracketed = regexp.MustCompile(`\([^()]*\)`)

// columnNamed finds the column a heading names, nil where there is none; spaces, widths, a colon at the end and what stands in brackets
// make no difference.
func columnNamed(reg *scoring.Register, heading string) *scoring.Field {
	key := strings.Trim(scoring.FoldKey(heading), ":*")
	if key == "" {
		return nil
	}
	for _, col := range reg.Columns {
		if key == scoring.FoldKey(col.Label) || key == col.Key {
			return col
		}
	}
	for _, words := range headingWords {
		if !slices.Contains(words, key) {
			continue
		}
		for _, col := range reg.Columns {
			if slices.Contains(words, scoring.FoldKey(col.Label)) {
				return col
			}
		}
	}
	if rest := bracketed.ReplaceAllString(key, ""); rest != key {
		return columnNamed(reg, rest)
	}
	return nil
}
