package merge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zicha/scoring"
	"zicha/scoring/canon"
)

// strangeHeadings tells of the headings that name no column of the register, or one that is named before.
func strangeHeadings(reg *scoring.Register, columns []*scoring.Field, line []string, no int) (out []PasteProblem) {
	for j, cell := range line {
		if columns[j] != nil || isNumbering(cell) || scoring.FoldKey(cell) == "" {
			continue
		}
		words := "列名“" + scoring.Clip(cell) + "”在台账里没有，这一列没有采用"
		if col := columnNamed(reg, cell); col != nil {
			words = "列名“" + scoring.Clip(cell) + "”与“" + scoring.Clip(line[slices.Index(columns, col)]) + "”是同一列，这一列没有采用"
		}
		out = append(out, PasteProblem{Row: no, Column: j + 1, Message: words})
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

// heads are the columns a line names.
type heads struct {
	columns     []*scoring.Field
	firm, loose int  // how many by a name in use, by its last part alone
	odd         int  // cells that are no heading of anything
	numbered    bool // one is 序号
}

// found is how many columns are named, 0 where the line is not one of headings: a row of values may hold a heading by chance.
func (h heads) found() int {
	if n := h.firm + h.loose; h.firm > 1 || h.odd == 0 && n > 1 || h.firm > 0 && (h.odd == 0 || h.numbered) {
		return n
	}
	return 0
}

// headsOf reads a line as one of headings: the names of the register first, then those in use, then what ends in one; of two of one name
// the first holds. A line with a number or a date in it has none.
func headsOf(reg *scoring.Register, line []string) heads {
	h := heads{columns: make([]*scoring.Field, len(line))}
	for _, cell := range line {
		if _, dated := canon.StoredDay(cell, false); dated || strings.Trim(cell, " 0123456789.") == "" && strings.TrimSpace(cell) != "" {
			return h
		}
	}
	for pass, named := range []func(*scoring.Register, string) *scoring.Field{labelled, columnNamed, endingNamed} {
		for j, cell := range line {
			if h.columns[j] != nil {
				continue
			}
			if col := named(reg, cell); col != nil && !slices.Contains(h.columns, col) {
				if h.columns[j] = col; pass == 2 {
					h.loose++
				} else {
					h.firm++
				}
			}
		}
	}
	for j, cell := range line {
		switch {
		case h.columns[j] != nil || scoring.FoldKey(cell) == "":
		case isNumbering(cell):
			h.numbered = true
		case columnNamed(reg, cell) == nil && !headingEnd.MatchString(headingKey(cell)):
			h.odd++
		}
	}
	return h
}

// headings maps a line to columns where it is one of headings, else nil. Below other lines it takes two.
func headings(reg *scoring.Register, line []string, below bool) []*scoring.Field {
	h := headsOf(reg, line)
	if n := h.found(); n == 0 || below && n < 2 {
		return nil
	}
	return h.columns
}

// isNumbering reports whether a heading is over the rows' own numbers.
func isNumbering(heading string) bool {
	switch headingKey(heading) {
	case "序号", "编号", "序", "号", "NO", "No", "no", "No.", "NO.", "项次":
		return true
	}
	return false
}

// headingEnd is how headings end that have no column here.
var headingEnd = regexp.MustCompile(`^.{0,8}(?:名称|日期|时间|部门|单位|媒体|标题|链接|网址|数据?量|[条件篇个]数|文号|类[别型]|备注|说明|成果|领域|机构|平台|月份?|题目|案例|` +
	`备忘录|事项|产品|姓名|电话|联系人|负责人|情况|级别|内容|来源|作者|版面|地址|状态|编号|方式|人员|文件|附件)$`)

// headingWords are what offices write over a column beside the name it has here.
var headingWords = [][]string{
	{"月份", "月", "报送月份", "所属月份", "所属月"},
	{"类别", "类型", "案例类别", "案例类型", "种类", "激励/惩戒", "激励惩戒", "守信/失信", "奖惩类型"},
	{"标题", "题目", "案例", "稿件", "案例标题", "案例名称", "文章标题", "信息标题", "稿件标题", "新闻标题", "稿件名称", "文章名称", "标题名称"},
	{"日期", "时间", "报送日期", "报送时间", "发布日期", "发布时间", "刊发日期", "刊发时间", "刊登日期", "刊登时间", "发表日期", "发表时间", "使用日期", "使用时间", "上报日期", "上报时间", "出具日期", "出具时间"},
	{"部门", "部门名称", "单位", "单位名称", "归集部门", "归集单位", "公示部门", "公示单位", "报送部门", "报送单位", "成员单位", "部门单位", "部门单位名称"},
	{"媒体", "媒体名称", "发布媒体", "刊发媒体", "刊登媒体", "发布平台", "媒体平台"},
	{"名称", "姓名", "企业名称", "示范点名称", "示范点", "示范区名称", "示范区", "试点名称", "项目名称"},
	{"批复部门", "批复单位", "批复机关", "批准部门", "批准单位", "批准机关"},
	{"批复文号", "文号", "文件号", "批准文号", "发文字号", "文件字号", "批复文件", "批复文件号", "批复文件文号"},
	{"批复日期", "批复时间", "批准日期", "批准时间", "日期", "时间"},
	{"创建成果", "成果", "报送成果"},
	{"出具机构", "出具单位", "机构", "机构名称", "信用服务机构"},
	{"产品", "产品名称", "信用产品"},
	{"领域或事项", "领域", "事项", "应用领域", "使用领域", "应用事项", "使用事项"},
	{"领域", "领域名称", "所属领域"},
	{"备忘录", "备忘录名称", "合作备忘录"},
	{"案例或反馈", "案例", "反馈", "案例名称", "典型案例", "反馈情况"},
}

// bracketed is what stands in brackets in a heading: 日期（年/月/日）.
var bracketed = regexp.MustCompile(`\([^()]*\)`)

// headingKey is what headings are compared by: spaces, widths, a colon or a star at the end and what stands in brackets make no difference.
func headingKey(heading string) string {
	key := strings.Trim(scoring.FoldKey(heading), ":*")
	if rest := bracketed.ReplaceAllString(key, ""); rest != "" {
		return strings.Trim(rest, ":*")
	}
	return key
}

// labelled finds the column of that very name.
func labelled(reg *scoring.Register, heading string) *scoring.Field {
	key := headingKey(heading)
	for _, col := range reg.Columns {
		if key != "" && (key == scoring.FoldKey(col.Label) || key == col.Key) {
			return col
		}
	}
	return nil
}

// columnNamed finds the column a heading names by its name or one in use.
func columnNamed(reg *scoring.Register, heading string) *scoring.Field {
	if col := labelled(reg, heading); col != nil {
		return col
	}
	key := headingKey(heading)
	return columnWhere(reg, func(word string) bool { return word == key })
}

// endingNamed finds the column whose name a short heading ends in: 县级刊登媒体.
func endingNamed(reg *scoring.Register, heading string) *scoring.Field {
	const longest, shortest = 10, 2
	key := headingKey(heading)
	if n := utf8.RuneCountInString(key); n > longest {
		return nil
	}
	return columnWhere(reg, func(word string) bool {
		return utf8.RuneCountInString(word) >= shortest && strings.HasSuffix(key, word)
	})
}

func columnWhere(reg *scoring.Register, fits func(word string) bool) *scoring.Field {
	for _, words := range headingWords {
		if !slices.ContainsFunc(words, fits) {
			continue
		}
		for _, col := range reg.Columns {
			if slices.Contains(words, scoring.FoldKey(col.Label)) {
				return col
			}
		}
	}
	return nil
}

// areNumbered reports whether lines without headings begin with the rows' own numbers: one more from line to line, before a column of text
// or where there is a cell too many.
func areNumbered(columns []*scoring.Field, lines [][]string) bool {
	last, count := 0, 0
	for _, line := range lines {
		if len(line) == 0 || strings.TrimSpace(strings.Join(line, "")) == "" || asideRow(line, 0) != "" {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(line[0]))
		if err != nil || n < 1 || count > 0 && n != last+1 || len(line) < 2 || columns[0].Kind != scoring.KindText && len(line) <= len(columns) {
			return false
		}
		last = n
		count++
	}
	return count > 0
}
