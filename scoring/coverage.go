package scoring

import (
	"regexp"
	"strings"
)

// Unscored is a part of an indicator's text that speaks of points and that no criterion quotes, with the reason why it brings none.
type Unscored struct {
	Text string `toml:"text"` // word for word from Indicator.Text
	Note string `toml:"note"`
}

// notPoints are words with 分 in them that are no points, taken out before what is left is looked at.
var notPoints = strings.NewReplacer("全部分", "分", "分钟", "□", "分类", "□", "分别", "□", "分管", "□", "分支", "□", "分局", "□", "分公司", "□", "分中心", "□", "分工", "□",
	"分析", "□", "分级", "□", "分布", "□", "分解", "□", "分担", "□", "分散", "□", "分校", "□", "分行", "□", "分办", "□", "分档", "□", "分期", "□",
	"充分", "□", "部分", "□", "十分", "□", "成分", "□", "区分", "□", "划分", "□", "处分", "□", "积分", "□", "百分", "百", "分之", "之", "分子", "□", "分母", "□")

// pointWords are how an official text speaks of points, most of them in a text without notPoints.
var pointWords = []*regexp.Regexp{
	regexp.MustCompile(`[0-9０-９零〇一二两三四五六七八九十半]个?分`),
	regexp.MustCompile(`(得|扣|加|减|计|记|评|打|赋|满|零|总|倒扣|基础|不得)分|分(值|数)|权重`),
	regexp.MustCompile(`(得|扣|加|减|计)[^，。；、：]{1,8}分([，。；、）)]|$)`),
	regexp.MustCompile(`一票否决|扣完|按比例|折算|换算|缺项|平均分|封顶|不予?计[分入]|不重复[计加扣]|等次|不合格`),
	regexp.MustCompile(`[%％‰]|百之|百(比|点|率)|(最高|最多|累计|合计)?不(超过|低于|少于)[0-9０-９零一二两三四五六七八九十]+个?[分项]`),
}

// tenPoints is the one way 十分 does mean points.
var tenPoints = regexp.MustCompile(`(得|扣|加|减|计|记|满)[0-9零一二两三四五六七八九]*十分`)

// speaksOfPoints reports whether a piece of an official text says something about points, ratios or what follows from them.
func speaksOfPoints(text string) bool {
	if tenPoints.MatchString(text) {
		return true
	}
	text = notPoints.Replace(text)
	for _, w := range pointWords {
		if w.MatchString(text) {
			return true
		}
	}
	return false
}

// Unread lists the parts of an indicator's text that speak of points though nothing quotes them and nothing names them as unscored, in order.
// A sentence ends at 。；; and at the end of a line; what quotes leave over of it is looked at by itself.
func (ind *Indicator) Unread() []string {
	read := ind.read()
	var out []string
	from := 0
	take := func(to int) {
		if piece := ind.Text[from:to]; speaksOfPoints(piece) {
			out = append(out, strings.TrimSpace(piece))
		}
		from = to
	}
	for i, r := range ind.Text {
		if read[i] {
			take(i)
			from = i + len(string(r))
			continue
		}
		if strings.ContainsRune("。；;\n", r) {
			take(i + len(string(r)))
		}
	}
	take(len(ind.Text))
	return out
}

// read marks the bytes of the text that a quote or an unscored part covers. Of words that stand in the text several times each quote covers
// one place, the first that is still open.
func (ind *Indicator) read() []bool {
	read := make([]bool, len(ind.Text))
	cover := func(part string) {
		for at := 0; part != ""; at++ {
			next := strings.Index(ind.Text[at:], part)
			if next < 0 {
				return
			}
			at += next
			open := false
			for i := range part {
				open = open || !read[at+i]
			}
			if !open {
				continue
			}
			for i := range len(part) {
				read[at+i] = true
			}
			return
		}
	}
	for _, c := range ind.Criteria {
		for _, q := range c.Quotes {
			cover(q)
		}
	}
	for _, u := range ind.Unscored {
		cover(u.Text)
	}
	return read
}

// checkUnscored finds parts named as unscored that are not in the text, or without a reason.
func (ind *Indicator) checkUnscored(at string, p *problems) {
	for i, u := range ind.Unscored {
		switch {
		case u.Text == "" || !strings.Contains(ind.Text, u.Text):
			p.on(item("unscored", i), "%s：unscored 的“%s”在评分标准原文里没有找到%s", at, Clip(u.Text), nearly(ind.Text, u.Text))
		case u.Note == "":
			p.on(item("unscored", i), "%s：unscored 的“%s”要用 note 写明为什么不计分", at, Clip(u.Text))
		}
	}
}

// checkCoverage finds what is left unread; a deduction of 0.1 has been overlooked so.
func (e *Edition) checkCoverage(p *problems) {
	e.eachIndicator(p, func(ind *Indicator) {
		for _, piece := range ind.Unread() {
			p.on("text", "第%d项“%s”：评分标准里的“%s”没有要点引用。计分的请写进要点的 quotes；不计分的请写 unscored = [{ text = \"……\", note = \"理由\" }]",
				ind.No, ind.Title, Shorten(piece, 60))
		}
	})
}

// eachIndicator checks every indicator at its place in the file.
func (e *Edition) eachIndicator(p *problems, check func(*Indicator)) {
	for i, s := range e.Sections {
		for j, ind := range s.Indicators {
			p.within(item("section", i)+"."+item("indicator", j), func() { check(ind) })
		}
	}
}
