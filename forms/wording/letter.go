// Package wording puts a dossier into words: the sentences of 完成情况, a draft of the overview, the paragraphs of the letter, and what is to be
// said beside a number. Paper, Word letter and screen take the same words from here.
package wording

import (
	"strconv"
	"strings"
	"time"

	"zicha/forms"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// PartKind says what a part of the letter is, and so how it is set.
type PartKind int

// The kinds of parts, in the order they stand in the letter.
const (
	PartNumber    PartKind = iota // 发文字号
	PartTitle                     // a line of the title
	PartRecipient                 // 主送机关
	PartHeading                   // 一、
	PartSection                   // （一）
	PartText                      // a paragraph
	PartAnnex                     // a line of the list of annexes
	PartSignatory                 // 署名
	PartDate                      // 成文日期
	PartContact                   // 联系人
)

// Part is a paragraph of the letter.
type Part struct {
	Kind PartKind
	Text string
}

// Letter is the whole wording of the letter, the very text the paper sets.
func Letter(d *forms.Dossier, scores forms.Scores) []Part { return letter{d, scores}.parts() }

// letter puts the letter into words.
type letter struct {
	d      *forms.Dossier
	scores forms.Scores
}

func (l letter) parts() []Part {
	var out []Part
	add := func(kind PartKind, texts ...string) {
		for _, text := range texts {
			out = append(out, Part{kind, text})
		}
	}
	if number := l.d.Profile("number"); number != "" {
		add(PartNumber, number)
	}
	add(PartTitle, titleLines(l.d)...)
	add(PartRecipient, OrGap(l.d.Profile("recipient"))+"：")
	add(PartText, l.opening())
	add(PartHeading, "一、自查总体情况")
	add(PartText, prose(l.d.Narrative("overall"))...)
	add(PartText, l.figures())
	add(PartHeading, "二、指标完成情况")
	for i, s := range l.d.Edition.Sections {
		add(PartSection, "（"+scoring.Numeral(i+1)+"）"+SectionTitle(s))
		for _, ind := range s.Indicators {
			add(PartText, l.indicator(ind.No))
		}
	}
	add(PartHeading, "三、存在的主要问题")
	add(PartText, prose(l.d.Narrative("problems"))...)
	add(PartHeading, "四、下一步工作打算")
	add(PartText, prose(l.d.Narrative("plans"))...)
	if l.d.Profile("kind") == forms.GenreLetter {
		add(PartText, "特此函告。")
	} else {
		add(PartText, "特此报告。")
	}
	lead := "附件："
	for i, title := range AnnexTitles(l.d) {
		add(PartAnnex, lead+strconv.Itoa(i+1)+"."+title)
		lead = ""
	}
	add(PartSignatory, OrGap(l.d.Profile("signatory")))
	add(PartDate, ChineseDate(OrGap(l.d.Profile("date"))))
	add(PartContact, "（联系人："+OrGap(l.d.Profile("contact"))+"，联系电话："+OrGap(l.d.Profile("phone"))+"）")
	return out
}

// Title is the letter's title, "涡阳县人民政府关于2017年度社会信用体系建设工作的自查报告".
func Title(d *forms.Dossier) string { return strings.Join(titleLines(d), "") }

// titleLines breaks the title by sense.
func titleLines(d *forms.Dossier) []string {
	signatory := d.Profile("signatory")
	if signatory == "" {
		signatory = "（署名机关未填报）"
	}
	work := "关于" + d.Edition.Titled("工作")
	if d.Profile("kind") == forms.GenreLetter {
		return append(parted(signatory, TitleCharacters), work, "自查情况的函")
	}
	return append(parted(signatory, TitleCharacters), work+"的", "自查报告")
}

// TitleLines breaks a line of a letter's title that is too long for one, as NameLines does names.
func TitleLines(text string) []string { return parted(text, TitleCharacters) }

// Quoted is the title of a document within marks, those of titles within it turned into the inner ones.
func Quoted(title string) string { return "《" + inner.Replace(title) + "》" }

// opening says on what ground the county checked itself (引据) and leads over to what follows (过渡). What the edition does not say of
// the notice, its number or the notice itself, is left out.
func (l letter) opening() string {
	ground := ""
	if notice := l.d.Edition.Notice(); notice.Title != "" {
		ground = "根据" + Quoted(notice.Title)
		if notice.Number != "" {
			ground += "（" + notice.Number + "）"
		}
		ground += "要求，"
	}
	words := "现将有关情况报告如下："
	if l.d.Profile("kind") == forms.GenreLetter {
		words = "现将有关情况函告如下："
	}
	return ground + Ours(l.d) + "对照考核指标，对" + l.d.Edition.Titled("工作") + "进行了自查，" + words
}

// inner turns the marks of a title that stands within another's into those for the inner one.
var inner = strings.NewReplacer("《", "〈", "》", "〉")

// Ours is how the unit of a dossier speaks of itself in its own papers: 我县, 我局.
func Ours(d *forms.Dossier) string {
	return d.Edition.Ours(d.Get(forms.CountyPath("code")), d.County())
}

// figures words the three figures, each with its own measure and never added together.
func (l letter) figures() string {
	own, city := l.scores.Card.Self, l.scores.Card.Forecast
	var parts []string
	if own.Max > 0 {
		words := "由" + Ours(l.d) + "提供材料的指标"
		if own.Known {
			words += "自评" + own.Score.String() + "分（满分" + own.Max.Short() + "分），其中有佐证材料的" + l.scores.Backed.Self.Score.String() + "分"
		} else {
			words += "满分" + own.Max.Short() + "分，尚未填报"
		}
		parts = append(parts, words)
	}
	if city.Max > 0 {
		words := "由" + l.d.Edition.Words.Confirmed() + "的指标满分" + city.Max.Short() + "分，"
		if city.Known {
			words += "预估" + city.Score.String() + "分，仅供参考"
		} else {
			words += "暂未预估"
		}
		if l.d.Edition.HasTotal(true) {
			words += "，不计入自评得分"
		}
		parts = append(parts, words)
	}
	if len(parts) == 0 {
		parts = append(parts, "计入总分的指标均"+scoring.Absent.Label())
	}
	standard := Quoted(l.d.Edition.Standard())
	if l.d.Edition.HasOverall() {
		standard += "（" + l.d.Edition.FullMarks() + "）"
	}
	return "对照" + standard + "逐项自查，" + strings.Join(parts, "；") + "。" + Figures(l.d.Edition, l.scores.Card) + l.d.Edition.ReachableNote
}

// indicator is one numbered paragraph of part 二: title, points, 完成情况.
func (l letter) indicator(no int) string {
	res := l.scores.Card.Indicators[no-1]
	ind := res.Indicator
	lead := strconv.Itoa(no) + "." + ind.Title + "（" + MarksWords(ind) + "，" + ScoreWords(res) + "）。"
	story := strings.TrimSpace(l.d.Narrative(strconv.Itoa(no)))
	switch {
	case story == "" && res.Status == scoring.NotAsked:
		story = absentSentence(l.d, ind)
	case story == "" && ind.Source.Self():
		story = "完成情况未填报。"
	}
	return lead + story
}

// prose is a part the county writes itself; blank lines are left out, a blank part says so.
func prose(words string) []string {
	var out []string
	for _, line := range strings.Split(canon.Lines(words), "\n") {
		if line = strings.Trim(line, " \t　"); line != "" {
			out = append(out, line)
		}
	}
	if out == nil {
		return []string{"（未填报）"}
	}
	return out
}

// AnnexTitles are the names of the annexes, as the letter lists them.
func AnnexTitles(d *forms.Dossier) []string {
	head := d.County() + strconv.Itoa(d.Edition.Year) + "年度"
	return []string{d.County() + d.Edition.Titled("考核自评表"), head + "考核佐证材料目录", head + "考核填报数据表"}
}

// OrGap is the text, or 未填报 where there is none.
func OrGap(text string) string {
	if text == "" {
		return "未填报"
	}
	return text
}

// ChineseDate writes an ISO date as 2018年1月26日; anything else stays as it is.
func ChineseDate(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	return strconv.Itoa(t.Year()) + "年" + strconv.Itoa(int(t.Month())) + "月" + strconv.Itoa(t.Day()) + "日"
}

// Created is the date in the files' properties: the letter's own, so that no clock gets in.
func Created(d *forms.Dossier) time.Time {
	for _, text := range []string{d.Profile("date"), d.Edition.SelfDeadline} {
		if t, err := time.Parse(time.DateOnly, text); err == nil {
			return t
		}
	}
	return time.Unix(0, 0).UTC()
}
