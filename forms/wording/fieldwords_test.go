package wording_test

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
	"zicha/forms/wording"
	"zicha/scoring"
)

// TestDoubt: a number given in single pieces where 万条 are asked for, with the point moved exactly.
func TestDoubt(t *testing.T) {
	f := formtest.Edition(t).Criterion("11.1").Field("updated")
	for value, want := range map[string]string{
		"":                     "",
		"0":                    "",
		"37.25":                "",
		"999.99":               "",
		"1234.5.6":             "",
		"12345条":               "",
		"12345.6条":             "",
		"1000":                 "1000万条是0.1亿条。是否应为0.1万条？",
		"9999":                 "9999万条是0.9999亿条。是否应为0.9999万条？",
		"10000":                "10000万条是1亿条。是否应为1万条？",
		"372500":               "372500万条是37.25亿条。是否应为37.25万条？",
		"372501":               "372501万条是37.2501亿条。是否应为37.2501万条？",
		"1000000":              "1000000万条是100亿条。是否应为100万条？",
		"372500.5":             "372500.5万条是37.25005亿条。是否应为37.25005万条？",
		"12345678901234567.89": "12345678901234567.89万条是1234567890123.456789亿条。是否应为1234567890123.456789万条？",
	} {
		question, better, ok := wording.Doubt(f, value)
		if question != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", value, question, want)
		}
		if n, err := f.Normalize(better); ok && (err != nil || n != better) {
			t.Errorf("%s: %q is not canonical", value, better)
		}
	}
	for _, c := range formtest.Edition(t).Criteria() {
		for _, f := range c.Fields {
			if _, _, ok := wording.Doubt(f, "372500"); ok != (c.ID == "11.1") {
				t.Errorf("%s %s: asked %t", c.ID, f.Key, ok)
			}
		}
	}
}

// TestUnitDoubt: a whole number beside a standard with decimals, or a hundred times the standard, may be in single pieces.
func TestUnitDoubt(t *testing.T) {
	e := formtest.Edition(t)
	for _, c := range []struct{ id, reported, standard, better string }{
		{"17.1", "3", "2.4", "0.0003"},
		{"17.1", "18600", "2.4", "1.86"},
		{"17.1", "64000", "640", "6.4"},
		{"17.1", "240", "2", "0.024"},
		{"17.1", "1.86", "2.4", ""},
		{"17.1", "600", "640", ""},
		{"17.1", "63999", "640", ""},
		{"17.1", "3", "", ""},
		{"17.1", "", "2.4", ""},
		{"17.1", "0", "2.4", ""},
		{"17.1", "3", "0", ""},
	} {
		crit := e.Criterion(c.id)
		question, better, ok := wording.UnitDoubt(crit, "reported", scoring.Answer{Values: map[string]string{"reported": c.reported, "standard": c.standard}})
		if better != c.better || ok != (c.better != "") {
			t.Errorf("%s beside %s: %q %s", c.reported, c.standard, better, question)
		}
	}
	question, _, _ := wording.UnitDoubt(e.Criterion("17.1"), "reported", scoring.Answer{Values: map[string]string{"reported": "3", "standard": "2.4"}})
	if question != "更新考核标准是2.4，像是以万条计。这里的3是3条还是3万条？是3条的应填0.0003。" {
		t.Error(question)
	}
	if _, _, ok := wording.UnitDoubt(e.Criterion("11.1"), "updated", scoring.Answer{Values: map[string]string{"updated": "3", "standard": "2.4"}}); ok {
		t.Error("11 has its unit")
	}
}

func TestWordsAtTheNumbers(t *testing.T) {
	for _, c := range []struct{ id, values, key, part, pair string }{
		{"13.1", "records=200 complete=197", "complete", "占98.50%", ""},
		{"13.1", "records=200 complete=197", "records", "", ""},
		{"13.1", "records=200", "complete", "", ""},
		{"13.1", "records=200 complete=201", "complete", "占100.50%", "包含关键信息的数据201条大于数据总量200条，占比超过100%，计分时按100%计。请核对两个数是否填反或口径不一。"},
		{"13.1", "records=0 complete=5", "records", "", "数据总量为0，占比无法计算，请核对这个数。"},
		{"13.1", "records=0 complete=5", "complete", "", ""},
		{"13.1", "records=200 complete=200", "complete", "占100.00%", ""},
		{"13.1", "records=200 complete=201", "records", "", ""},
		{"13.1", "records=200 complete=201", "other", "", ""},
		{"13.1", "complete=201", "complete", "", ""},
		{"13.1", "records=1 complete=2", "complete", "占200.00%", "包含关键信息的数据2条大于数据总量1条，占比超过100%，计分时按100%计。请核对两个数是否填反或口径不一。"},
		{"19.1", "updated=5 on_time=6", "on_time", "占120.00%", "7个工作日内公示的数量6条大于更新数量5条，占比超过100%，计分时按100%计。请核对两个数是否填反或口径不一。"},
		{"12.1", "catalogues=4 automatic=5", "automatic", "占125.00%", "按频率自动更新的目录5个大于共享目录总数4个，占比超过100%，计分时按100%计。请核对两个数是否填反或口径不一。"},
		{"12.1", "catalogues=4 automatic=1 manual=5", "manual", "占125.00%", "非自动但按频率更新的目录5个大于共享目录总数4个，占比超过100%，计分时按100%计。请核对两个数是否填反或口径不一。"},
		{"12.1", "catalogues=0", "catalogues", "", "共享目录总数为0，占比无法计算，请核对这个数。"},
		{"9.2", "catalogue_items=512 power_items=486", "catalogue_items", "占105.35%", "目录条目512项大于权力事项486项，占比超过100%，计分时按100%计。请核对两个数是否填反或口径不一。"},
		{"10.1", "departments=40", "departments", "", ""},
	} {
		crit := formtest.Edition(t).Criterion(c.id)
		a := scoring.Answer{Values: map[string]string{}}
		for _, kv := range strings.Fields(c.values) {
			k, v, _ := strings.Cut(kv, "=")
			a.Values[k] = v
		}
		if got := wording.Share(crit, c.key, a); got != c.part {
			t.Errorf("%s %s, beside %s: %q", c.id, c.values, c.key, got)
		}
		if got := wording.Mismatch(crit, c.key, a); got != c.pair {
			t.Errorf("%s %s, under %s: %q", c.id, c.values, c.key, got)
		}
	}
}

// TestCrossNamesBothSides: what contradicts is told at either field.
func TestCrossNamesBothSides(t *testing.T) {
	d := formtest.Perfect(t)
	d.Apply(forms.Change{Path: "answer/18.1/departments", New: "29"})
	for _, p := range check.Dossier(d, d.Score(), formtest.Today) {
		if p.Code == "cross" && (p.Where != "answer/10.1/departments" || p.Also != "answer/18.1/departments") {
			t.Errorf("at %s and %s", p.Where, p.Also)
		}
	}
}
