package publicity

import (
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// Reason is why rows were left out, or what is to be known of rows that count.
type Reason string

// The reasons for leaving a row out of every figure.
const (
	Blank    Reason = "blank"    // nothing in it
	Note     Reason = "note"     // an explanation, a title, a sum
	Heading  Reason = "heading"  // the headings once more
	Leftover Reason = "leftover" // what a merged cell left behind
	Lost     Reason = "lost"     // a code whose digits are gone
	Torn     Reason = "torn"     // a quotation mark without its other half
	Year     Reason = "year"     // of another year
	Twice    Reason = "twice"    // the same decision once more
)

// Beyond leaves a row out of 19 alone; Formula is said of any row; the rest of rows that count.
const (
	Beyond       Reason = "beyond"
	NoParty      Reason = "no_party"
	NoCode       Reason = "no_code"
	NoAuthority  Reason = "no_authority"
	NoDecided    Reason = "no_decided"
	BadDecided   Reason = "bad_decided"
	NoPublished  Reason = "no_published"
	BadPublished Reason = "bad_published"
	Early        Reason = "early"
	Late         Reason = "late"
	WrongCredit  Reason = "wrong_credit"
	WrongID      Reason = "wrong_id"
	Garbled      Reason = "garbled"
	Formula      Reason = "formula"
	Unseen       Reason = "unseen"
)

// reasons are all of them with what is the matter with such rows, in the order they are told: first those that leave a row out.
var reasons = []struct {
	reason Reason
	words  string // {年} is the assessed year, {日} how many working days there are, {及时} and {完整} are indicators
}{
	{Lost, "代码已被表格软件变成数字，末尾几位丢失，无法恢复；请从原系统重新导出，代码列设成文本格式"},
	{Torn, "双引号没有成对，无法区分各格的内容"},
	{Twice, "重复：文号和相对人都与前面的行相同"},
	{Year, "作出决定的日期不在{年}年"},
	{Leftover, "没有名称、代码、文号和决定日期，像是合并单元格的残余"},
	{Heading, "重复的表头"},
	{Note, "表格说明、标题、合计或签名"},
	{Blank, "空行"},

	{NoParty, "没有名称（姓名），不算包含关键信息"},
	{NoCode, "没有代码（证件号），不算包含关键信息"},
	{NoAuthority, "没有机关名称，不计部门"},
	{NoDecided, "没有决定日期，不算及时"},
	{BadDecided, "决定日期无法识别或不存在，按没有日期处理，不算及时"},
	{NoPublished, "没有公示日期，不算及时"},
	{BadPublished, "公示日期无法识别或不存在，按没有日期处理，不算及时"},
	{Early, "公示日期早于决定日期，不算及时"},
	{Late, "超过{日}个工作日才公示"},
	{Beyond, "没有那一年的节假日安排，无法判断是否及时，不计入{及时}"},
	{WrongCredit, "统一社会信用代码校验不对，请核对；{完整}只看是否填写，照常计入"},
	{WrongID, "证件号校验不对，请核对；{完整}只看是否填写，照常计入"},
	{Garbled, "有无法识别的字符，请核对文件的编码"},
	{Formula, "有无法读出内容的格子（公式错误、没有算出结果的公式、嵌入的图片），按空白处理；请改正后再统计一次"},
	{Unseen, "被隐藏或筛选掉了，仍然计入；请在WPS或Excel中取消隐藏和筛选，核对这些行"},
}

// Words says what is the matter with such rows.
func (r Reason) Words(year int, at Targets) string {
	timely, complete := "及时公示的数", "关键信息"
	if at.Timely != nil {
		timely = item(at.Timely)
	}
	if at.Complete != nil {
		complete = item(at.Complete)
	}
	for _, known := range reasons {
		if known.reason == r {
			return strings.NewReplacer("{年}", strconv.Itoa(year), "{日}", strconv.Itoa(at.Days()), "{及时}", timely, "{完整}", complete).Replace(known.words)
		}
	}
	return ""
}

// Place is a row of a table.
type Place struct {
	Table string // its name
	Row   int    // as spreadsheets count
}

// Tally counts the rows of a reason and keeps the places of the first.
type Tally struct {
	Reason Reason
	Count  int
	First  []Place
	Seen   []string // what stood in the first, where it was not understood
}

// firstPlaces is how many places are kept.
const firstPlaces = 5

func (t *Tally) add(p Place) {
	t.Count++
	if len(t.First) < firstPlaces {
		t.First = append(t.First, p)
	}
}

// see keeps a value that was not understood, each once.
func (t *Tally) see(value string) {
	most := 20
	if t.Reason == Year {
		most = 5
	}
	if value = scoring.Clip(value); len(t.Seen) < most && !slices.Contains(t.Seen, value) {
		t.Seen = append(t.Seen, value)
	}
}

// Where lists the first places: "许可.csv第3、7行，处罚.xlsx（Sheet1）第2行等".
func (t *Tally) Where() string {
	var b strings.Builder
	for i, p := range t.First {
		switch {
		case i > 0 && p.Table == t.First[i-1].Table:
			b.WriteString("、" + strconv.Itoa(p.Row))
		case i > 0:
			b.WriteString("行，" + p.Table + "第" + strconv.Itoa(p.Row))
		default:
			b.WriteString(p.Table + "第" + strconv.Itoa(p.Row))
		}
	}
	b.WriteString("行")
	if t.Count > len(t.First) {
		b.WriteString("等")
	}
	return b.String()
}
