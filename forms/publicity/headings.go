package publicity

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/tables"
	"zicha/scoring"
)

// vocabulary holds the names of the meanings and the headings offices write over them, the surest first: those of the standard of
// 2016 (XK_XDR, XK_XZJG), of the one of 2018 (XK_XDR_MC, XK_XKJG), and the words in use.
var vocabulary = [meanings]struct {
	key, label string
	headings   []string
}{
	Decided: {"decided", "决定日期", []string{
		"许可决定日期", "处罚决定日期", "行政许可决定日期", "行政处罚决定日期", "XK_JDRQ", "CF_JDRQ", "决定日期", "作出决定日期", "作出行政决定日期",
		"做出决定日期", "许可决定时间", "处罚决定时间", "决定时间", "许可日期", "处罚日期", "作出处罚决定日期", "作出许可决定日期",
	}},
	Published: {"published", "公示日期", []string{
		"公示日期", "公示时间", "公示开始日期", "公开日期", "公开时间", "上网公示日期", "网上公示日期", "首次公示日期", "发布日期", "发布时间", "公布日期", "公布时间",
		"报送日期", "报送时间", "上报日期", "上报时间", "上传日期", "上传时间", "SJC", "XK_SJC", "CF_SJC", "数据更新时间戳", "时间戳", "数据更新时间", "更新时间", "数据更新日期", "更新日期",
	}},
	Authority: {"authority", "许可（处罚）机关", []string{
		"许可机关", "处罚机关", "行政许可机关", "行政处罚机关", "XK_XZJG", "XK_XKJG", "CF_XZJG", "CF_CFJG", "决定机关", "行政机关", "作出决定机关", "实施机关", "许可机关名称",
		"处罚机关名称", "许可部门", "处罚部门", "作出行政决定机关", "行政机关名称",
	}},
	Party: {"party", "行政相对人名称", []string{
		"行政相对人名称", "XK_XDR_MC", "CF_XDR_MC", "XK_XDR", "CF_XDR", "行政相对人", "相对人名称", "行政相对人名称（姓名）", "行政相对人姓名", "当事人名称", "当事人", "被处罚人名称", "被处罚人",
		"申请人名称", "被许可人名称", "被许可人", "单位名称", "企业名称",
	}},
	Number: {"number", "决定书文号", []string{
		"行政许可决定书文号", "行政处罚决定书文号", "许可决定书文号", "处罚决定书文号", "XK_WSH", "CF_WSH", "决定书文号", "行政许可决定文书号", "行政处罚决定文书号", "决定文书号",
		"许可文书号", "处罚文书号", "文书号", "文号", "许可文号", "处罚文号",
	}},
	Credit: {"uscc", "统一社会信用代码", []string{
		"统一社会信用代码", "XK_XDR_SHXYM", "CF_XDR_SHXYM", "XK_SHXYM", "CF_SHXYM", "SHXYM", "社会信用代码", "信用代码", "行政相对人代码_1", "行政相对人统一社会信用代码", "社会信用码",
	}},
	Organization: {"org", "组织机构代码", []string{
		"组织机构代码", "XK_XDR_ZDM", "CF_XDR_ZDM", "XK_XDR_ZZJG", "CF_XDR_ZZJG", "XK_ZDM", "CF_ZDM", "XK_ZZJG", "CF_ZZJG", "ZDM", "ZZJG", "行政相对人代码_2", "组织机构代码证号", "机构代码",
	}},
	Registration: {"registration", "工商登记码", []string{
		"工商登记码", "工商登记号", "工商注册号", "工商登记", "XK_XDR_GSDJ", "CF_XDR_GSDJ", "XK_XDR_GSZC", "CF_XDR_GSZC", "XK_GSDJ", "CF_GSDJ", "XK_GSZC", "CF_GSZC", "GSDJ", "GSZC",
		"行政相对人代码_3", "营业执照注册号", "营业执照号", "注册号", "工商注册码",
	}},
	Tax: {"tax", "税务登记号", []string{
		"税务登记号", "税务登记", "XK_XDR_SWDJ", "CF_XDR_SWDJ", "XK_SWDJ", "CF_SWDJ", "SWDJ", "行政相对人代码_4", "税务登记证号", "税务登记码", "纳税人识别号",
	}},
	Institution: {"institution", "事业单位证书号", []string{"事业单位证书号", "XK_XDR_SYDW", "CF_XDR_SYDW", "事业单位法人证书号"}},
	Society:     {"society", "社会组织登记证号", []string{"社会组织登记证号", "XK_XDR_SHZZ", "CF_XDR_SHZZ", "社会团体登记证号"}},
	Identity: {"id", "证件号", []string{
		"证件号码", "证件号", "XK_XDR_ZJHM", "CF_XDR_ZJHM", "XK_XDR_SFZ", "CF_XDR_SFZ", "XK_ZJHM", "CF_ZJHM", "XK_SFZ", "CF_SFZ", "ZJHM", "SFZ", "行政相对人代码_5", "居民身份证号", "身份证号",
		"居民身份证号码", "身份证号码", "身份证", "自然人证件号码", "自然人身份证号", "公民身份号码", "行政相对人身份证号", "行政相对人证件号码",
	}},
}

// headingOf is a meaning with the place its heading has among those of the meaning.
type headingOf struct {
	meaning Meaning
	rank    int
}

// lexicon is the vocabulary by folded heading.
func lexicon() map[string]headingOf {
	out := map[string]headingOf{}
	for m, entry := range vocabulary {
		for rank, h := range entry.headings {
			out[foldHeading(h)] = headingOf{Meaning(m), rank}
		}
	}
	return out
}

// foldHeading brings a heading into the form it is compared in: widths, case, spaces, underscores and marks make no difference.
func foldHeading(h string) string {
	h = strings.ToUpper(scoring.FoldKey(clip(h, maxSample*4)))
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("_-—*:;,.。、\"'“”[]【】", r) {
			return -1
		}
		return r
	}, h)
}

// remark is what stands in brackets behind a heading.
var remark = regexp.MustCompile(`^(.+?)\((.*)\)$`)

// lookUp knows a heading by its whole, without the remark behind it, or by that remark: 行政相对人代码_1（统一社会信用代码）.
func lookUp(words map[string]headingOf, heading string) (headingOf, bool) {
	folded := foldHeading(heading)
	if known, ok := words[folded]; ok {
		return known, true
	}
	part := remark.FindStringSubmatch(folded)
	if part == nil {
		return headingOf{}, false
	}
	if known, ok := words[part[1]]; ok {
		return known, true
	}
	known, ok := words[part[2]]
	return known, ok && strings.HasPrefix(part[1], "行政相对人")
}

// known counts the cells of a row that are headings of different meanings.
func known(words map[string]headingOf, cells []string) int {
	_, found := tables.Head([][]string{cells}, meaningKey(words))
	return found
}

// meaningKey knows headings by the keys of their meanings.
func meaningKey(words map[string]headingOf) func(title string) string {
	return func(title string) string {
		if k, ok := lookUp(words, title); ok {
			return k.meaning.Key()
		}
		return ""
	}
}

// guess gives every meaning the column with its surest heading, of several such the first.
func guess(words map[string]headingOf, header []string) Mapping {
	out, ranks := Mapping{}, map[Meaning]int{}
	for column, h := range header {
		k, ok := lookUp(words, h)
		if _, taken := out[k.meaning]; ok && (!taken || k.rank < ranks[k.meaning]) {
			out[k.meaning], ranks[k.meaning] = column, k.rank
		}
	}
	return out
}

// findHeader finds the headings among the first rows: the row that names most meanings, completed from the row above and below where
// headings are merged over two rows. last is the place of their last row; found is how many meanings they name.
func findHeader(words map[string]headingOf, top [][]string) (header []string, last, found int) {
	if last, found = tables.Head(top, meaningKey(words)); found == 0 {
		last = slices.IndexFunc(top, func(cells []string) bool { return filled(cells) > 1 })
		if last < 0 {
			return nil, -1, 0
		}
		return slices.Clone(top[last]), last, 0
	}
	header = slices.Clone(top[last])
	if last > 0 && filled(top[last-1]) > 1 {
		header = complete(words, header, top[last-1])
	}
	if last+1 < len(top) && known(words, top[last+1]) >= 2 {
		last++
		header = complete(words, header, top[last])
	}
	return header, last, known(words, header)
}

// complete takes from another row of headings what the first leaves blank, or calls by a name that says less.
func complete(words map[string]headingOf, header, other []string) []string {
	for column, h := range other {
		for column >= len(header) {
			header = append(header, "")
		}
		_, says := lookUp(words, header[column])
		_, better := lookUp(words, h)
		if strings.TrimSpace(header[column]) == "" || better && !says {
			header[column] = h
		}
	}
	return header
}

// filled counts the cells that are not empty.
func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// Fingerprint tells tables with the same headings in the same columns from others; the headings cannot be read from it.
func (t *Table) Fingerprint() string {
	h := sha256.New()
	for _, cell := range t.Header {
		h.Write([]byte(foldHeading(cell) + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// Remember words the table's mapping for keeping under its fingerprint: "decided=3 published=-1"; -1 is a meaning without a column.
func (t *Table) Remember() string {
	var out []string
	for _, m := range Meanings() {
		column, ok := t.Columns[m]
		if !ok {
			column = -1
		}
		out = append(out, m.Key()+"="+strconv.Itoa(column))
	}
	return strings.Join(out, " ")
}

// Recall takes a kept mapping over; what it does not name, and what no longer fits, stays as guessed.
func (t *Table) Recall(kept string) {
	for _, m := range Meanings() {
		switch column, ok := recalled(kept, m); {
		case !ok || column >= len(t.Header):
		case column < 0:
			delete(t.Columns, m)
		default:
			t.Columns[m] = column
		}
	}
}

// recalled finds the column of a meaning in the words of Remember.
func recalled(kept string, m Meaning) (column int, ok bool) {
	for part := range strings.FieldsSeq(kept) {
		if key, value, _ := strings.Cut(part, "="); key == m.Key() {
			column, err := strconv.Atoi(value)
			return column, err == nil
		}
	}
	return 0, false
}
