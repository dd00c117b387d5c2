package scoring_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zicha/scoring"
)

// TestReviewOf2017: who does what, as the notice has it (二、考核程序, 三、考核方法, 四、考核结果运用); no criterion of what is judged counts.
func TestReviewOf2017(t *testing.T) {
	e := edition2017(t)
	want := scoring.Review{
		Initial: "市信息局", Confirm: "市发展改革委", Results: []string{"市政府督察室", "市统计局"}, Government: "市人民政府",
		Converted: []string{"综治（平安建设）", "政务公开", "电子政务"}, Judged: []int{14, 16, 20, 21, 23},
	}
	if !reflect.DeepEqual(e.Review, want) {
		t.Errorf("%+v", e.Review)
	}
	for source, holder := range map[scoring.Source]string{scoring.County: "", scoring.Verified: "", scoring.Bureau: "市信息局", scoring.Commission: "市发展改革委"} {
		if got := e.Review.Holder(source); got != holder {
			t.Errorf("%s is held by %q", source, got)
		}
	}
	if !e.Review.Judges(14) || e.Review.Judges(15) {
		t.Error("14 is judged, 15 is not")
	}
}

// TestReviewLeftOut: a rulebook that names nobody is reviewed by whom the papers go to, under words that fit everywhere; it prints the same.
func TestReviewLeftOut(t *testing.T) {
	county, err := os.ReadFile("testdata/foreign/county.toml")
	if err != nil {
		t.Fatal(err)
	}
	judged := strings.NewReplacer(`kind = "flags"`, `kind = "judged"`, `all = ["met"]`, `claim = "met"`, `kind = "yes"`, `kind = "claim"`).Replace(smallRulebook)
	for _, c := range []struct {
		name, text string
		want       scoring.Review
	}{
		{"没有主送机关", smallRulebook, scoring.Review{Initial: "考核单位", Confirm: "考核单位", Results: []string{"有关部门"}, Government: "本级政府"}},
		{"有主送机关", string(county), scoring.Review{Initial: "示例县诚信办", Confirm: "示例县诚信办", Results: []string{"有关部门"}, Government: "本级政府"}},
		{"写了确认单位", strings.Replace(smallRulebook, "[[unit]]", "[review]\nconfirm = \"甲委\"\n[[unit]]", 1), scoring.Review{
			Initial: "甲委", Confirm: "甲委", Results: []string{"有关部门"}, Government: "本级政府",
		}},
		{"由评分人判断", judged, scoring.Review{
			Initial: "考核单位", Confirm: "考核单位", Results: []string{"有关部门"}, Government: "本级政府", Judged: []int{1},
		}},
		{"写明没有", strings.Replace(judged, "[[unit]]", "[review]\njudged = []\n[[unit]]", 1), scoring.Review{
			Initial: "考核单位", Confirm: "考核单位", Results: []string{"有关部门"}, Government: "本级政府", Judged: []int{},
		}},
	} {
		e, err := scoring.LoadEdition("x", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(e.Review, c.want) {
			t.Errorf("%s: %+v", c.name, e.Review)
		}
	}
}

// TestReviewIsTold: who reviews decides no score, so that the hash stays; a comparison tells of it, and it is no change of what is asked.
func TestReviewIsTold(t *testing.T) {
	was, text := edition2017(t), rules2017()
	is, err := scoring.LoadEdition("x", []byte(strings.NewReplacer(
		`initial = "市信息局"`, `initial = "市数据局"`, `"市政府督察室", "市统计局"]`, `"市统计局"]`, `, "政务公开", "电子政务"]`, `]`,
		`judged = [14, 16, 20, 21, 23]`, `judged = [16, 14]`, "government = \"市人民政府\"\n", "",
	).Replace(text)))
	if err != nil {
		t.Fatal(err)
	}
	c := scoring.Compare(was, is)
	want := []string{
		"审核：初评单位市信息局→市数据局", "审核：考核结果报送市政府督察室、市统计局→市统计局", "审核：审定机关市人民政府→本级政府",
		"审核：采用考核结果的考核综治（平安建设）、政务公开、电子政务→综治（平安建设）", "审核：不计入客观位次的指标第14、16、20、21、23项→第14、16项",
	}
	if got := c.Words(); !slices.Equal(got, want) || c.Changed() || was.Hash() != is.Hash() {
		t.Errorf("changed %v, %s", c.Changed(), strings.Join(got, "\n"))
	}
}

// A veto that the assessor decides strikes with less than its points, though its criteria were not scored; with all of them it passes.
func TestDecidedVeto(t *testing.T) {
	data, err := os.ReadFile("testdata/parts/zero.toml")
	if err != nil {
		t.Fatal(err)
	}
	e, err := scoring.LoadEdition("zero.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, pass := range []bool{true, false} {
		var all []scoring.IndicatorResult
		for _, ind := range e.Indicators() {
			score := ind.Max
			if ind.Section.Apart == scoring.MayStrike && !pass {
				score = 0
			}
			all = append(all, scoring.IndicatorResult{Indicator: ind}.Decided(score))
		}
		card := e.Tally(all)
		if card.Overall.Struck == pass || (card.Sum() == 0) == pass || len(card.Vetoes) == 0 {
			t.Errorf("passed %t: struck %t, %s", pass, card.Overall.Struck, card.Sum())
		}
	}
}
