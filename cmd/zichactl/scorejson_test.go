package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zicha/forms/formtest"
	"zicha/scoring"
)

// scoredAs gives what score --json prints of an answers object under a rulebook of scoring/testdata/parts, without the criteria.
func scoredAs(t *testing.T, book, answers string) (text string, keys map[string]bool) {
	t.Helper()
	var out bytes.Buffer
	s := scorer{known: []*scoring.Edition{formtest.Parts(t, book)}, today: "2018-01-27", print: printScoreJSON, refuse: printRefusalJSON}
	if _, err := s.object(&out, 1, []byte(`{"edition":"`+book+`","answers":{`+answers+`}}`)); err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(out.Bytes(), &value); err != nil {
		t.Fatal(err, out.String())
	}
	keys = map[string]bool{}
	jsonKeys(value, "", keys)
	return regexp.MustCompile(`,"(criteria":\[\{|problems":).*?\}?\](\})`).ReplaceAllString(out.String(), "$2"), keys
}

// TestScoreJSONParts: what only rulebooks with pools, bonus, penalty, 不涉及, weights, grades and vetoes have, to the byte.
func TestScoreJSONParts(t *testing.T) {
	all := map[string]bool{}
	for _, c := range []struct{ book, answers, want string }{
		{"pool", `"2.1":{"missed":2},"2.2":{"wrong":1}`, `"pools":[{"criteria":["2.1","2.2"],"points":"4.30","max":"5.00"}]`},
		{"pool", `"2.1":{"missed":2},"2.3":{"kept":true}`, `"score":"1.00","max":"6.00","source":"county","status":"partial","pools":[{"criteria":["2.1","2.2"],"points":null,"max":"5.00"}]`},
		{"bonus", `"3":{"absent":true,"reason":"无"}`, `{"no":3,"score":null,"max":"20.00","source":"county","status":"not_applicable","absent":{"as":"average","reason":"无"}}`},
		{"bonus", `"6.1":{"held":5}`, `{"no":6,"score":"6.00","max":"6.00","source":"county","status":"complete","apart":"bonus"}`},
		{"bonus", `"6.1":{"held":5}`, `"bonus":{"score":"6.00","max":"10.00"},"overall":{"score":null,"max":"100.00","grade":"","struck":false,"words":"总评待定：第1、2、3、4、5、7项未填报"}`},
		{"bonus", ``, `"bonus":{"score":null,"max":"10.00"}`},
		{"weights", `"1.1":{"claimed":36},"2.1":{"claimed":27},"3":{"absent":true,"reason":"无"}`, `"self":{"score":"63.00","max":"70.00"},"forecast":{"score":"0.00","max":"0.00"},` +
			`"overall":{"score":"90.00","max":"100.00","grade":"优秀","struck":false,"words":"共性63÷70×100＝90；等次为“优秀”"}`},
		{"veto", `"3.1":{"events":1},"4.1":{"met":false}`, `"penalty":{"score":"2.00","max":"5.00"},"vetoes":[{"criterion":"4.1","verdict":"struck","reason":"未达到要求，未通过"},{"criterion":"4.2","verdict":"open",` +
			`"reason":"未填报：未发生重大失信事件"}],"overall":{"score":null,"max":"100.00","grade":"不合格","struck":true,`},
	} {
		got, keys := scoredAs(t, c.book, c.answers)
		if maps.Copy(all, keys); !strings.Contains(got, c.want) {
			t.Errorf("%s {%s}: %s\nwant %s", c.book, c.answers, got, c.want)
		}
	}
	// each key stands in the contract
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if name := key[strings.LastIndexByte(key, '/')+1:]; !strings.Contains(contract, `"`+name+`"`) && !strings.Contains(contract, "`"+name+"`") {
			t.Errorf("the contract does not tell %s", key)
		}
	}
	// the states of the criteria
	for _, c := range []struct{ book, answers, want string }{
		{"bonus", `"3":{"absent":true}`, `{"id":"3.1","state":"pending","points":null,`},
		{"weights", `"3":{"absent":true}`, `{"id":"3.1","state":"not_applicable","points":null,`},
		{"pool", `"1.3":{"upheld":2}`, `{"id":"1.3","state":"scored","points":"-6.00",`},
	} {
		var out bytes.Buffer
		s := scorer{known: []*scoring.Edition{formtest.Parts(t, c.book)}, today: "2018-01-27", print: printScoreJSON, refuse: printRefusalJSON}
		if _, err := s.object(&out, 1, []byte(`{"edition":"`+c.book+`","answers":{`+c.answers+`}}`)); err != nil || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s {%s}: %v %s\nwant %s", c.book, c.answers, err, out.String(), c.want)
		}
	}
}

// TestScoreWordsParts: what score and show print for people.
func TestScoreWordsParts(t *testing.T) {
	var out bytes.Buffer
	s := scorer{known: []*scoring.Edition{formtest.Parts(t, "veto")}, today: "2018-01-27", print: printScore, refuse: printRefusal}
	answers := `{"edition":"veto","answers":{"1.1":{"claimed":88},"2":{"absent":true,"reason":"无涉农主体"},"3.1":{"events":2},"3.2":{"named":false},"4.1":{"met":true},"4.2":{"none":false}}}`
	if _, err := s.object(&out, 1, []byte(answers)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"一、日常工作（100分）\n", "   2 涉农信用　10.00／10　不涉及，按满分计，得10分（理由：无涉农主体）\n", "二、扣分项（最多扣5分）\n", "三、基础性指标（一票否决）\n",
		"   4 基础性指标　未通过　4.1 已达到要求，通过；4.2 未发生重大失信事件：否，未通过\n",
		"自评得分 98.00／100\n扣分 4.00／5\n一票否决 未通过　4.2未通过\n总评 94.00／100　自评98－扣分4＝94；4.2未通过，一票否决，等次定为“不合格”\n等次 不合格\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s\nhas no %s", out.String(), want)
		}
	}
}
