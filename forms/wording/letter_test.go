package wording_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/wording"
	"zicha/scoring"
)

// A 函 differs from a 报告 in its title, in the words that lead over to its text and in those that close it, and in nothing else; it makes
// no 报告 of itself.
func TestLetterOfEqualRank(t *testing.T) {
	d := formtest.Perfect(t)
	d.Apply(forms.Change{Path: forms.ProfilePath("signatory"), New: "涡阳县人民政府"}, forms.Change{Path: forms.ProfilePath("kind"), New: forms.GenreReport})
	report := wording.Letter(d, d.Scores())
	if title := wording.Title(d); title != "涡阳县人民政府关于2017年度社会信用体系建设工作的自查报告" {
		t.Errorf("a 报告 is titled %s", title)
	}
	d.Apply(forms.Change{Path: forms.ProfilePath("kind"), New: forms.GenreLetter})
	letter := wording.Letter(d, d.Scores())
	if title := wording.Title(d); title != "涡阳县人民政府关于2017年度社会信用体系建设工作自查情况的函" {
		t.Errorf("a 函 is titled %s", title)
	}
	var differs []string
	for i := range min(len(report), len(letter)) {
		if report[i] != letter[i] {
			differs = append(differs, tail(report[i].Text)+"→"+tail(letter[i].Text))
		}
	}
	if want := []string{"信用体系建设工作的→会信用体系建设工作", "自查报告→自查情况的函", "有关情况报告如下：→有关情况函告如下：", "特此报告。→特此函告。"}; len(report) != len(letter) || !slices.Equal(differs, want) {
		t.Errorf("%d and %d parts, which differ in %v", len(report), len(letter), differs)
	}
	for _, part := range letter {
		if strings.Contains(part.Text, "特此报告") || part.Kind == wording.PartTitle && strings.Contains(part.Text, "报告") {
			t.Errorf("a 函 says %s", part.Text)
		}
	}
}

// tail is the last nine characters of a text.
func tail(text string) string {
	runes := []rune(text)
	return string(runes[max(0, len(runes)-9):])
}

// The text opens with the notice that asked for it, in as many words as the edition knows of it, and with the unit's word for itself.
func TestOpening(t *testing.T) {
	for _, c := range []struct{ title, number, county, want string }{
		{"关于开展考核的通知", "亳信用办〔2018〕2号", "涡阳县", "根据《关于开展考核的通知》（亳信用办〔2018〕2号）要求，我县对照考核指标，对2017年度"},
		{"关于开展考核的通知", "", "谯城区", "根据《关于开展考核的通知》要求，我区对照考核指标，对2017年度"},
		{"关于印发《考核细则》的通知", "", "天长市", "根据《关于印发〈考核细则〉的通知》要求，我市对照考核指标，对2017年度"},
		{"", "亳信用办〔2018〕2号", "鄂温克族自治旗", "我旗对照考核指标，对2017年度"},
		{"", "", "亳芜产业园", "我县（区）对照考核指标，对2017年度"},
		{"", "", "", "我县（区）对照考核指标，对2017年度"},
	} {
		d := formtest.Perfect(t)
		edition := *d.Edition
		edition.Documents = []scoring.Document{{Title: c.title, Number: c.number}}
		d.Edition = &edition
		d.Apply(forms.Change{Path: forms.CountyPath("name"), New: c.county})
		parts := wording.Letter(d, d.Scores())
		at := slices.IndexFunc(parts, func(p wording.Part) bool { return p.Kind == wording.PartText })
		want := c.want + "社会信用体系建设工作进行了自查，现将有关情况报告如下："
		if parts[at].Text != want || parts[at-1].Kind != wording.PartRecipient || parts[at+1].Text != "一、自查总体情况" {
			t.Errorf("%s, want %s", parts[at].Text, want)
		}
	}
	d, edition := formtest.Perfect(t), *formtest.Edition(t)
	edition.Documents = nil
	d.Edition = &edition
	if parts := wording.Letter(d, d.Scores()); !slices.ContainsFunc(parts, func(p wording.Part) bool { return strings.HasPrefix(p.Text, "我县对照") }) {
		t.Errorf("of an edition without a notice: %v", parts)
	}
}

// TestLetter: a whole letter, paragraph by paragraph, and what it says where nothing is filled in.
func TestLetter(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"},
		"profile":{"signatory":"涡阳县人民政府","kind":"report","recipient":"市发展改革委","contact":"王晓","phone":"0558-1234567","date":"2018-01-06","number":"涡政〔2018〕3号"},
		"narratives":{"overall":" 总体一 \r\n\r\n　总体二","plans":"加快进度。","5":" 办了活动。"},
		"answers":{"1.1":{"issuer":"government","tasks":true,"milestones":true},"5.1":{"met":true},"5.2":{"met":true},"5.3":{"articles":3},"14.1":{"level":"standard"}}}`)
	if err != nil {
		t.Fatal(err)
	}
	kinds := []string{"文号", "标题", "主送", "大标题", "小标题", "正文", "附件", "署名", "日期", "联系人"}
	var got [][2]string
	for _, p := range wording.Letter(d, d.Scores()) {
		got = append(got, [2]string{kinds[p.Kind], p.Text})
	}
	for i, c := range formtest.Table(t, "letter.txt") {
		want := [2]string{strings.TrimSpace(c[0]), strings.TrimSpace(c[1])}
		if i >= len(got) || got[i] != want {
			t.Fatalf("paragraph %d is %q, want %q", i+1, got[min(i, len(got)-1)], want)
		}
	}
	if n := len(formtest.Table(t, "letter.txt")); n != len(got) {
		t.Errorf("%d paragraphs, want %d", len(got), n)
	}
}

func TestLetterOfNothing(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	var texts []string
	for _, p := range wording.Letter(d, d.Scores()) {
		texts = append(texts, p.Text)
	}
	all := strings.Join(texts, "\n")
	for _, want := range []string{
		"（署名机关未填报）\n关于2017年度社会信用体系建设工作的\n自查报告\n未填报：\n根据《", "一、自查总体情况\n（未填报）\n对照", "由我县（区）提供材料的指标满分68分，尚未填报；由市里核定的指标满分32分，暂未预估，不计入自评得分。", "\n三、存在的主要问题\n（未填报）\n四、下一步工作打算\n（未填报）\n特此报告。\n",
		"\n附件：1.2017年度社会信用体系建设考核自评表\n2.2017年度考核佐证材料目录\n3.2017年度考核填报数据表\n未填报\n未填报\n（联系人：未填报，联系电话：未填报）",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
	if strings.Contains(all, "评0.00分") || strings.Contains(all, "估0.00分") {
		t.Errorf("it gives points: %s", all)
	}
	if !strings.HasPrefix(all, "（署名机关未填报）") {
		t.Errorf("it begins %q", texts[0])
	}
}

// The files' date is the letter's, else the day it is due; a date that is none is printed as it is.
func TestDatesOfTheLetter(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	for date, want := range map[string]string{"2018-01-06": "2018-01-06", "": "2018-01-29", "月底": "2018-01-29"} {
		d.Apply(forms.Change{Path: forms.ProfilePath("date"), New: date})
		if got := wording.Created(d).Format(time.DateOnly); got != want {
			t.Errorf("%q: created %s", date, got)
		}
	}
	for iso, want := range map[string]string{"2018-01-06": "2018年1月6日", "2018-12-31": "2018年12月31日", "月底": "月底", "": ""} {
		if got := wording.ChineseDate(iso); got != want {
			t.Errorf("%q: %q", iso, got)
		}
	}
}
