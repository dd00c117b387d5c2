package check_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
)

// finding is a problem as the case table writes it.
func finding(p forms.Problem) string {
	place := string(p.Where)
	if place == "" {
		place = p.Criterion
	}
	if place == "" {
		place = "."
	}
	return p.Code + " " + string(p.Severity) + " " + place
}

func findings(problems []forms.Problem) []string {
	var out []string
	for _, p := range problems {
		out = append(out, finding(p))
	}
	slices.Sort(out)
	return out
}

func TestPerfectDossierHasNothingToSettle(t *testing.T) {
	d := formtest.Perfect(t)
	if got := findings(check.Dossier(d, d.Score(), formtest.Today)); !slices.Equal(got, []string{"reachable hint ."}) {
		t.Errorf("found %v", got)
	}
	if problems := check.Answers(d, d.Score(), formtest.Today); len(problems) > 0 {
		t.Errorf("assessing found %v", findings(problems))
	}
	card := d.Score()
	if card.Self.Score != 6700 || card.Forecast.Score != 3200 {
		t.Errorf("scored %s and %s", card.Self.Score, card.Forecast.Score)
	}
	if d.Scores().Backed.Self != card.Self {
		t.Errorf("backed %v of %v", d.Scores().Backed.Self, card.Self)
	}
}

func TestCheck(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range formtest.Table(t, "check.txt") {
		d := formtest.Perfect(t)
		for _, change := range strings.Split(c[0], " | ") {
			path, value, ok := strings.Cut(change, "=")
			if !ok {
				t.Fatalf("%s: not a change", change)
			}
			d.Apply(forms.Change{Path: forms.Path(path), New: strings.ReplaceAll(value, `\n`, "\n")})
		}
		want := []string{"reachable hint ."}
		for _, w := range strings.Split(strings.TrimSpace(c[1]), " ; ") {
			if w != "" {
				want = append(want, w)
			}
		}
		slices.Sort(want)
		problems := check.Dossier(d, d.Score(), formtest.Today)
		if got := findings(problems); !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", c[0], got, want)
		}
		for _, p := range problems {
			seen[p.Code] = true
			sentence(t, c[0], p)
		}
		assessed(t, c[0], d, problems)
	}
	everyCode(t, seen)
}

// everyCode: the table has a case for every code, and no code goes without one.
func everyCode(t *testing.T, seen map[string]bool) {
	t.Helper()
	codes := "profile_missing date_future date_early letter_missing narrative_missing reachable unanswered forecast_blank pending " +
		"incomputable share_over reason_missing register_contradicts register_repeats register_blank register_month date_after_year date_before_year " +
		"cross evidence_missing expected_missing evidence_unused evidence_untitled evidence_no_file file_twice"
	for _, code := range strings.Fields(codes) {
		if !seen[code] {
			t.Errorf("no case for %s", code)
		}
		delete(seen, code)
	}
	for code := range seen {
		t.Errorf("code %s is new", code)
	}
}

// sentence: what is said is Chinese, whole, and without anything left unfilled.
func sentence(t *testing.T, name string, p forms.Problem) {
	t.Helper()
	if formtest.Jargon(p.Message) != "" || strings.ContainsAny(p.Message, "{}%") && p.Code != "share_over" || !strings.ContainsAny(p.Message, "，。；") {
		t.Errorf("%s: %s says %q", name, p.Code, p.Message)
	}
}

// assessed: Answers finds the same as Dossier, without profile, letter and evidence.
func assessed(t *testing.T, name string, d *forms.Dossier, all []forms.Problem) {
	t.Helper()
	answers := func(p forms.Problem) bool {
		kind := p.Where.Kind()
		return kind == "answer" || kind == "row"
	}
	var want []forms.Problem
	for _, p := range all {
		if answers(p) {
			want = append(want, p)
		}
	}
	got := check.Answers(d, d.Score(), formtest.Today)
	if !slices.Equal(got, want) {
		t.Errorf("%s: assessing found %v, want %v", name, findings(got), findings(want))
	}
}

// The letter's own date is held against the day the notice sets, that day included.
func TestCheckDeadline(t *testing.T) {
	for date, want := range map[string]bool{"2018-01-29": false, "2018-01-30": true} {
		d := formtest.Perfect(t)
		d.Apply(forms.Change{Path: forms.ProfilePath("date"), New: date})
		got := slices.Contains(findings(check.Dossier(d, d.Score(), "2018-03-01")), "date_late warning profile/date")
		if got != want {
			t.Errorf("%s: late %t", date, got)
		}
	}
}

func TestCheckOrder(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{"answer/9.2/catalogue_items": "9", "answer/9.2/power_items": "3"})
	rank := map[forms.Severity]int{forms.Error: 0, forms.Warning: 1, forms.Hint: 2}
	first := check.Dossier(d, d.Score(), formtest.Today)
	for i := 1; i < len(first); i++ {
		if rank[first[i-1].Severity] > rank[first[i].Severity] {
			t.Fatalf("%s before %s", finding(first[i-1]), finding(first[i]))
		}
	}
	for range 20 {
		if again := check.Dossier(d.Clone(), d.Score(), formtest.Today); !slices.Equal(first, again) {
			t.Fatal("another order the second time")
		}
	}
	if forms.Worst(first) != forms.Error || forms.Worst(nil) != forms.Hint {
		t.Error("the worst of them is wrong")
	}
}

// 其中有佐证: points whose evidence is missing or taken out are left out, whatever a register says.
func TestBacked(t *testing.T) {
	for name, c := range map[string]struct {
		change forms.Change
		want   string
	}{
		"all":                 {forms.Change{Path: "remark/1", New: "无"}, "67.00"},
		"register unbacked":   {forms.Change{Path: "evidence/e15.1/state", New: forms.StateRemoved}, "61.00"},
		"one of three":        {forms.Change{Path: "evidence/e5.3/criteria", New: ""}, "65.00"},
		"county's, not city":  {forms.Change{Path: "evidence/e11.1/state", New: forms.StateRemoved}, "67.00"},
		"serves two":          {forms.Change{Path: "evidence/e5.3/criteria", New: "5.1 5.3"}, "67.00"},
		"register row backed": {forms.Change{Path: "row/10.1/r1/name", New: ""}, "65.00"},
		"moved to another":    {forms.Change{Path: "evidence/e9.1/criteria", New: "9.2"}, "64.00"},
	} {
		d := formtest.Perfect(t)
		d.Apply(c.change)
		if got := d.Scores().Backed.Self; got.Score.String() != c.want || got.Max.String() != "68.00" {
			t.Errorf("%s: backed %s of %s, want %s", name, got.Score, got.Max, c.want)
		}
	}
	d := formtest.Perfect(t)
	for _, e := range d.AllEvidence() {
		d.Apply(forms.Change{Path: forms.EvidencePath(e.ID, forms.AttrState), New: forms.StateRemoved})
	}
	if got := d.Scores().Backed.Self.Score; got != 0 {
		t.Errorf("without any evidence backed %s", got)
	}
}

// What is said of each finding, word for word; the last change is the one it is about.
func TestProblemsInWords(t *testing.T) {
	for changes, want := range map[string]string{
		"profile/date=2018-01-28":       "成文日期2018-01-28在今天之后，请核对",
		"profile/head=":                 "单位信息里的“负责人”尚未填写，请补填",
		"narrative/5=":                  "第5项没有写完成情况，报告中将注明“完成情况未填报”",
		"narrative/plans=":              "报告的“下一步工作打算”没有写，报告中将注明“未填报”",
		"evidence/e5.1/title=":          "佐证5-01没有材料名称，请补填",
		"evidence/e5.1/date=2018-01-28": "佐证5-01的成文日期是2018-01-28，在今天之后，请核对",
		"evidence/e5.1/date=2018-01-27": "佐证5-01的成文日期是2018-01-27，晚于2017年，请核对；确需保留的请写明原因",
		"evidence/e5.1/date=2016-12-31": "佐证5-01的成文日期是2016-12-31，早于2017年，请确认可以用于本年度考核",
		"evidence/e5.1/date=2017-12-31": "",
		"evidence/e5.1/date=2017-01-01": "",
		"answer/14.1/level=":            "14.1 数据报送规范程度由市里评分，可以填预估供参考（未填报：报送规范程度）",
		"answer/17.1/standard=0":        "17.1 “双公示”更新数量：暂无法计算：更新考核标准为0，请核对这个数",
	} {
		d := formtest.Perfect(t)
		before := check.Dossier(d, d.Score(), formtest.Today)
		path, value, _ := strings.Cut(changes, "=")
		d.Apply(forms.Change{Path: forms.Path(path), New: value})
		var got []string
		for _, p := range check.Dossier(d, d.Score(), formtest.Today) {
			if !slices.Contains(before, p) {
				got = append(got, p.Message)
			}
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s: %q, want %q", changes, got, want)
		}
	}
}

// Files in doubt are told at their item: those that do not count with what to do about it, those that print too small as a hint.
func TestDoubtfulFiles(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{"answer/5.3/articles": "4"})
	formtest.Attach(t, d, "5.3", forms.Evidence{Title: "甲", Files: []forms.FileRef{{Name: "网页.pdf", Place: 1, Doubt: forms.DoubtWeb}}})
	formtest.Attach(t, d, "5.1", forms.Evidence{Title: "乙", Files: []forms.FileRef{{Name: "糊.png", Place: 1, Doubt: forms.DoubtCoarse}}})
	var got []string
	for _, p := range check.Dossier(d, d.Score(), "2018-01-20") {
		if p.Code == "evidence_doubtful" || p.Code == "evidence_small" || p.Code == "evidence_missing" && p.Criterion == "5.3" {
			got = append(got, p.Criterion+" "+string(p.Severity)+" "+p.Message)
		}
	}
	want := []string{
		"5.3 warning 佐证5-01“网页.pdf”实际是网页，没有算作佐证；可能是下载时链接失效或没有登录，请重新下载原文件，再换上；要的就是这个网页的，请在浏览器里打印成 PDF。核对后确认可以使用的，请选“仍作为佐证材料”",
		"5.3 warning 5.3 " + d.Edition.Criterion("5.3").Title + "得了分但没有算数的佐证材料（缺佐证），请添加，或登记为另行报送",
		"5.1 hint 佐证5-02“糊.png”的分辨率低，印出来不到每英寸100点，字可能看不清；请换成更清楚的扫描件或原图",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("told\n%s", strings.Join(got, "\n"))
	}
}
