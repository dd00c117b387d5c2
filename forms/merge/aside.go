package merge

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
	"zicha/scoring/canon"
)

// Aside is what a row of a table is that is none of its entries.
type Aside int

// The kinds of rows aside. A remark may stand in an entry, too.
const (
	NoAside Aside = iota
	Sum           // 合计, 1月小计
	Signed        // 填表人：张三
	Remark        // 备注：…
)

// sums are cells that begin a row of sums: 合计, 1月小计：, 总计（条）, 共计12条. What says more is a title.
var sums = regexp.MustCompile(`^(?:本?[0-9一二三四五六七八九十]{0,3}(?:月份?|季度|页|表|年度?|次)|全年|全县|全区|全市|上半年|下半年)?` +
	`(?:合计|总计|小计|共计|累计|总合计)数?(?:[:(].*|[0-9.]+[个件份条家项例次人万元]*|[条件家份项例]数)?$|^共[0-9.]+[个件份条家项例次人万元]+$`)

// signatures are the words a line under a table begins with that says who made it, and when: 填表人：张三, 审核（签字）, 单位负责人. The name may stand
// right behind those words no name of an office begins with.
var signatures = regexp.MustCompile(`^(?:填表|填报|制表|审核|复核|核对|经办|统计|报送|上报|录入|编制|审批|审签|签发)(?:人员?|单位|部门|日期|时间)?(?:签[字名章])?(?:\(.{0,12}\))?:|` +
	`^(?:填表|填报|制表|审核|复核|核对|经办|统计|报送|录入|编制)人(?:签[字名章])?(?:\(.{0,12}\))?$|^(?:填表|填报|制表)人\p{Han}{2,3}$|^(?:填表|填报|制表)(?:日期|时间)[0-9]*|` +
	`^(?:单位|部门|分管|主管|科室|股室|机构)?(?:负责人|领导)(?:签[字名章])?(?:\(.{0,12}\))?(?::|$)|` +
	`^联系(?:方式|人|电话)(?::|$|[0-9])|^(?:单位|盖章|公章|签[字名章])(?:\((?:盖章|公章|签章)\))?:|^\(?(?:盖章|公章|签[字章])\)?$|^\(?以下(?:空白|无正文)\)?$`)

// remarks are the words a remark under a table begins with.
var remarks = regexp.MustCompile(`^(?:(?:表格|填表|填报)说明|(?:备注|说明|附注|注)[0-9一二三四五六七八九十]{0,2}(?:[:).】\]]|$))`)

// asideText is how much of a cell is looked at.
const asideText = 60

// AsideCell reports what a row is in which a cell stands: a sum, a signature or a remark begin with words of their own.
func AsideCell(cell string) Aside {
	folded := strings.TrimLeft(scoring.FoldKey(scoring.Shorten(cell, asideText)), "*※([【")
	switch {
	case folded == "":
	case strings.ContainsAny(folded, "计共") && sums.MatchString(folded):
		return Sum
	case signatures.MatchString(folded):
		return Signed
	case remarks.MatchString(folded):
		return Remark
	}
	return NoAside
}

// asideRow gives the cell that makes a row of a register one aside, "" where it is an entry: the first that says something beside a number,
// any sum in a row that leaves the register's own first column blank, or all cells together (共|1|条). A remark is an entry where other
// cells say something too.
func asideRow(line []string, first int) string {
	var said []string
	signed, sum := "", ""
	for _, cell := range line {
		cell = strings.TrimSpace(cell)
		if cell == "" || strings.Trim(cell, "0123456789.") == "" {
			continue
		}
		switch what := AsideCell(cell); {
		case what == Sum && (len(said) == 0 || first < 0 || first >= len(line) || strings.TrimSpace(line[first]) == ""):
			sum = cell
		case what == Signed && len(said) == 0:
			signed = cell
		}
		said = append(said, cell)
	}
	switch all := strings.Join(line, ""); {
	case sum+signed != "":
		return cmp.Or(signed, sum)
	case len(said) == 1 && AsideCell(said[0]) == Remark:
		return said[0]
	case len(said) > 1 && AsideCell(all) == Sum && sums.MatchString(scoring.FoldKey(all)) && strings.ContainsAny(all, "0123456789０１２３４５６７８９"):
		return scoring.Clip(all)
	}
	return ""
}

// firstNamed is the place of the first column that is read, -1 for none.
func firstNamed(columns []*scoring.Field) int {
	return slices.IndexFunc(columns, func(col *scoring.Field) bool { return col != nil })
}

// formulaGuard is a text that stands in a formula so that it stays one, quoted one that stands between quotation marks as files of text have it.
var (
	formulaGuard = regexp.MustCompile(`^[=＝]["＂](.*)["＂]$`)
	quoted       = regexp.MustCompile(`^["＂]([^"＂]+)["＂]$`)
)

// Unguarded takes off what programs and people put around a value so that spreadsheets leave it alone: ="…", "…", a ' or a backtick before it.
func Unguarded(cell string) string {
	text := strings.TrimSpace(cell)
	if inner := formulaGuard.FindStringSubmatch(text); inner != nil {
		return strings.ReplaceAll(inner[1], `""`, `"`)
	}
	if inner := quoted.FindStringSubmatch(text); inner != nil {
		return strings.TrimSpace(inner[1])
	}
	return strings.TrimLeft(text, "'`’‘")
}

// guardedDigits is a text that programs keep from becoming a number.
var guardedDigits = regexp.MustCompile("^['`’‘][0-9]+$")

// foreign takes off what a value is guarded by, reads a date as files hold it and a month of the register's year. What is altered is said;
// a text keeps its quotation marks.
func (c cells) foreign(col *scoring.Field, cell string) (value, note string) {
	value = Unguarded(cell)
	switch {
	case col.Kind == scoring.KindText && (value == cell || !formulaGuard.MatchString(cell) && !guardedDigits.MatchString(cell)):
		return cell, ""
	case col.Kind == scoring.KindText:
		return value, "“" + scoring.Clip(cell) + "”去掉了表格软件的记号，记作“" + scoring.Clip(value) + "”"
	case col.Kind == scoring.KindDate:
		if day, ok := canon.StoredDay(value, false); ok {
			return canon.ISO(day), ""
		}
	case col.Kind == scoring.KindMonth:
		if year, month, ok := canon.MonthOfYear(value); ok && year == c.year {
			return strconv.Itoa(month), ""
		}
	case col.Kind == scoring.KindOption:
		return col.FullOption(value), ""
	}
	return value, ""
}
