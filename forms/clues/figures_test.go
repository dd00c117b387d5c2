package clues_test

import (
	"fmt"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/clues"
	"zicha/forms/formtest"
)

// far gives the figures clues of counties that have so many power items each; "" is blank.
func far(t *testing.T, values string) string {
	t.Helper()
	r := four(t)
	e := r.Edition
	r.Counties = nil
	for i, v := range strings.Fields(values) {
		c := clues.County{Code: fmt.Sprintf("34160%d", i+1), Name: fmt.Sprintf("第%d县", i+1), Dossier: forms.New(e, nil)}
		if v != "-" {
			c.Dossier.Apply(forms.Change{Path: forms.AnswerPath("9.2", "power_items"), New: v})
		}
		r.Counties = append(r.Counties, c)
	}
	var out []string
	for _, c := range r.find().Clues {
		out = append(out, fmt.Sprint(c.Uses[0].Name, c.Figures[1].Value, " ", c.Figures[3].Value))
	}
	return strings.Join(out, "；")
}

// Figures are held against the median of the others by ratio: five times or a fifth, and ten apart.
func TestFarFromOthers(t *testing.T) {
	for values, want := range map[string]string{
		"400 380 420 2000":           "第4县400项 5倍",
		"400 380 420 1999":           "",
		"400 380 420 80":             "第4县400项 0.20倍",
		"400 380 420 81":             "",
		"400 380 420 0":              "",
		"0 0 0 400":                  "",
		"1 1 1 9":                    "",
		"1 1 1 11":                   "第4县1项 11倍",
		"400 410 - 4":                "第3县405项 不到0.01倍",
		"400 4 - 4":                  "第1县4项 100倍",
		"400 90 - 4":                 "第3县245项 0.02倍",
		"2000 90 - 4":                "第1县47项 42.6倍；第3县1045项 不到0.01倍", // the middle one is far from both, one way and the other: nothing
		"400 2000":                   "",
		"2000":                       "",
		"-":                          "",
		"100 100 100 100 100 10 900": "第6县100项 0.10倍；第7县100项 9倍",
		"100 101 110 111 600":        "第5县105.5项 5.7倍",
	} {
		values = strings.ReplaceAll(values, " - ", " ")
		if got := far(t, values); got != want {
			t.Errorf("%s: %s, want %s", values, got, want)
		}
	}
}

// The sentence says what is compared; the city's figure stands in the place of the county's own, and a register counts for the number.
func TestFarWords(t *testing.T) {
	r := four(t)
	for i, c := range r.Counties {
		r.set(c.Name, fmt.Sprintf("11.1/updated=%d", 30+i))
	}
	r.want()
	r.Figures = map[string]map[string]string{"341621": {"11.1.updated": "3", "9.9.nothing": "1"}, "341622": {"11.1.updated": "31.5"}}
	got := r.want("figure：涡阳县11.1“年度更新数据量”为3万条，是其他县（区）中位数31.5万条的0.10倍，请核对")
	if u := got[0].Uses[0]; u.Field != "11.1/updated" || u.Indicator != 11 || u.County != "341621" {
		t.Errorf("%+v", u)
	}
	r = four(t)
	for _, c := range r.Counties {
		r.rows(c.Name, "18.1", "公安局", "税务局")
	}
	r.Figures = map[string]map[string]string{"341621": {"18.1.departments": "25"}}
	r.want("figure：涡阳县18.1“已公示信息的部门”为25家，是其他县（区）中位数2家的12.5倍，请核对")
}

// A figure is held against last year's where both years ask the same.
func TestFarFromLast(t *testing.T) {
	r := nextYear(t)
	r.lastYear("涡阳县").Apply(forms.Change{Path: forms.AnswerPath("9.2", "power_items"), New: "40"}, forms.Change{Path: forms.AnswerPath("5.3", "articles"), New: "1"})
	r.lastYear("蒙城县").Apply(forms.Change{Path: forms.AnswerPath("9.2", "power_items"), New: "400"})
	r.set("涡阳县", "9.2/power_items=400 5.3/articles=9")
	r.set("蒙城县", "9.2/power_items=401")
	got := r.want("change：涡阳县9.2“权力事项”为400项，是上年40项的10倍，请核对")
	if len(got) == 1 && got[0].Figures[1] != (clues.Figure{Label: "上年", Value: "40项"}) {
		t.Errorf("%+v", got)
	}
	other := formtest.NextYear(t, formtest.Edit{"", `label = "权力事项"`, `label = "行政权力总数"`}, formtest.Edit{"", `key = "power_items"`, `key = "powers"`}, formtest.Edit{"", `"power_items"`, `"powers"`})
	r.Edition = other
	for i, c := range r.Counties {
		r.Counties[i].Dossier = forms.New(other, nil)
		r.Counties[i].Dossier.Apply(forms.Change{Path: forms.AnswerPath("9.2", "powers"), New: "400"})
		_ = c
	}
	r.want()
}

// A part that is more than its whole, and what the rulebook says should agree, are told with the figures; the city's figures count.
func TestRelations(t *testing.T) {
	r := four(t)
	r.set("涡阳县", "9.1/issued=true 16.1/compiled=true 9.2/power_items=100 9.2/catalogue_items=100 19.1/updated=10 19.1/on_time=11 12.1/catalogues=0 12.1/automatic=3")
	got := r.want("relation：涡阳县12.1“按频率自动更新的目录”3个，多于“共享目录总数”0个，请核对两个数是否填反或口径不一", "relation：涡阳县19.1“7个工作日内公示的数量”11条，多于“更新数量”10条，请核对两个数是否填反或口径不一")
	if len(got) > 1 && (got[1].Uses[0].Field != "19.1/on_time" || got[1].Uses[1].Field != "19.1/updated" || got[1].Figures[0].Value != "11条") {
		t.Errorf("%+v", got[1])
	}
	r.Figures = map[string]map[string]string{"341621": {"19.1.updated": "12", "12.1.catalogues": "3"}}
	r.want()
	r.Figures = nil
	r = four(t)
	r.rows("蒙城县", "10.1", "公安局", "税务局")
	r.set("蒙城县", "18.1/departments=3")
	got = r.want("relation：蒙城县：第10项填报已归集信息的部门2家，第18项填报已公示信息的部门3家，两处不一致。请核对两处的部门名单；两处范围确实不同的，请在备注中写明原因")
	if len(got) == 1 && (got[0].Figures[0].Value != "2" || got[0].Figures[1].Value != "3" || got[0].Uses[1].Field != "18.1/departments") {
		t.Errorf("%+v", got)
	}
}
