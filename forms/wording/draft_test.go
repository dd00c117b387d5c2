package wording_test

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/wording"
)

// TestDraftOverall: the draft names 自评, what evidence stands behind and the counts, and adds no forecast.
func TestDraftOverall(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"},
		"answers":{"5.1":{"met":true},"5.2":{"met":true},"5.3":{"articles":3},"16.1":{"compiled":true,"orderly":true},
		"14.1":{"level":"standard"}}}`)
	if err != nil {
		t.Fatal(err)
	}
	text := wording.Overall(d, d.Scores())
	for _, want := range []string{
		"2017年，涡阳县", "由我县自评的有17项，已填报2项，其中得满分的1项", "第1、2、3、4、6、7、8、9、10、15、20、21、22、24、25项尚未填报",
		"自评得分9.50分（满分68分），其中有佐证材料的0.00分", "其余8项由市里核定，不计入自评得分",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the draft: %s", want, text)
		}
	}
	for _, never := range []string{"13.50", "预估", "4.00"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is in the draft: %s", never, text)
		}
	}
	whole := formtest.Perfect(t)
	if full := wording.Overall(whole, whole.Scores()); strings.Contains(full, "尚未填报") || !strings.Contains(full, "已填报17项") {
		t.Errorf("of a full dossier: %s", full)
	}
}

// TestDraftOfNothing: the whole draft of a dossier with nothing filled in, not even the county.
func TestDraftOfNothing(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	want := "2017年，本县（区）按照《亳州市2017年度社会信用体系建设政府目标管理绩效考核》的要求，对照25项考核指标逐项开展自查。25项指标中，由我县（区）自评的有17项，已填报0项，" +
		"其中得满分的0项；第1、2、3、4、5、6、7、8、9、10、15、16、20、21、22、24、25项尚未填报，不计分。其余8项由市里核定，不计入自评得分。"
	if got := wording.Overall(d, d.Scores()); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
