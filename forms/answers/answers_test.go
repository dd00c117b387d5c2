package answers_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/check"
	"zicha/forms/formtest"
	"zicha/scoring"
)

func TestDecodeAnswers(t *testing.T) {
	for _, c := range formtest.Table(t, "answers.txt") {
		left, want := c[0], strings.TrimRight(c[1], "\n")
		text, whole := strings.CutPrefix(left, "@")
		if !whole {
			text = `{"edition":"bozhou-2017","answers":` + left + `}`
		}
		d, err := formtest.Decode(t, text)
		if refusal, refused := strings.CutPrefix(want, "拒绝："); refused {
			if err == nil {
				t.Errorf("%s: taken", left)
			} else if !strings.Contains(err.Error(), refusal) {
				t.Errorf("%s: %s", left, err)
			} else if formtest.Jargon(err.Error()) != "" {
				t.Errorf("%s: %q in %s", left, formtest.Jargon(err.Error()), err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %s", left, err)
			continue
		}
		wanted := strings.Split(want, " | ")
		slices.Sort(wanted)
		if got := readable(d); got != strings.Join(wanted, " | ") {
			t.Errorf("%s\n got %q\nwant %q", left, got, want)
		}
	}
}

// readable writes a dossier's values as the case table does, sorted.
func readable(d *forms.Dossier) string {
	var out []string
	for _, p := range d.Paths() {
		if p.Order() {
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(string(p), "answer/"), "row/")
		out = append(out, name+"="+strings.ReplaceAll(d.Get(p), "\n", `\n`))
	}
	slices.Sort(out)
	return strings.Join(out, " | ")
}

func TestDecodeAnswersOddBytes(t *testing.T) {
	const head = `{"edition":"bozhou-2017","remarks":{"5":`
	deep := strings.Repeat(`[`, 100_000)
	for name, c := range map[string]struct{ text, refusal string }{
		"byte order mark":    {"\ufeff" + head + `"甲"}}`, ""},
		"space around":       {" \r\n\t" + head + `"甲"}}` + " \r\n", ""},
		"not UTF-8":          {head + "\"\xb2\xe2\"}}", "UTF-8"},
		"UTF-16":             {"\xff\xfe{\x00", "UTF-8"},
		"deep":               {head + deep, "太深"},
		"deep objects":       {strings.Repeat(`{"a":`, 100_000), "太深"},
		"raw line end":       {head + "\"甲\n乙\"}}", "写法有误"},
		"raw NUL":            {head + "\"\x00\"}}", "写法有误"},
		"cut in an escape":   {head + `"\u12`, "中途断了"},
		"cut after a slash":  {head + `"\`, "中途断了"},
		"unknown escape":     {head + `"\x41"}}`, "写法有误"},
		"not an escape sign": {head + `"\u+041"}}`, "写法有误"},
		"too large":          {head + `"` + strings.Repeat("a", answers.MaxBytes) + `"}}`, "MB"},
		"long name":          {`{"edition":"` + strings.Repeat("长", 5000) + `"}`, "…"},
	} {
		d, err := formtest.Decode(t, c.text)
		switch {
		case c.refusal == "" && err != nil:
			t.Errorf("%s: %s", name, err)
		case c.refusal == "" && d.Get(forms.RemarkPath(5)) != "甲":
			t.Errorf("%s: read %q", name, d.Get(forms.RemarkPath(5)))
		case c.refusal != "" && (err == nil || !strings.Contains(err.Error(), c.refusal) || len(err.Error()) > 300):
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A blank value never stands in a dossier, and an empty row keeps its place.
func TestDecodeKeepsBlankRows(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","answers":{"5.3":{"register":[{},{"title":"甲","outlet":""},{}]}}}`)
	if err != nil {
		t.Fatal(err)
	}
	if rows := d.Rows("5.3"); len(rows) != 3 || rows[1].Cells["title"] != "甲" {
		t.Errorf("rows %v", rows)
	}
	for p, v := range d.Values() {
		if v == "" {
			t.Errorf("blank value kept at %s", p)
		}
	}
}

func TestAnswersRoundTrip(t *testing.T) {
	for seed := range uint64(60) {
		d := formtest.NewRandom(seed, seed%3 == 0).Dossier(t, false)
		data, err := answers.Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := formtest.Decode(t, string(data))
		if err != nil {
			t.Fatalf("seed %d: %s\n%s", seed, err, data)
		}
		if diff := forms.Compare(d.Lines(nil), back.Lines(nil)); len(diff) > 0 {
			t.Fatalf("seed %d: %v", seed, diff)
		}
		for _, c := range d.Edition.Criteria() {
			if len(d.Rows(c.ID)) != len(back.Rows(c.ID)) {
				t.Fatalf("seed %d: %s has %d rows, then %d", seed, c.ID, len(d.Rows(c.ID)), len(back.Rows(c.ID)))
			}
		}
		if again, _ := answers.Encode(back); string(again) != string(data) {
			t.Fatalf("seed %d: written differently the second time", seed)
		}
	}
}

// The answers file as the contract shows it: numbers and booleans are JSON's own, texts are not escaped more than needed.
func TestEncodeAnswersForm(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","answers":{"1.2":{"met":false},"11.1":{"updated":"1,234.5"},"14.1":{"level":"direct"},
		"23.1":{"register":[{"month":"12","title":"a<b>&"}]}}}`)
	if err != nil {
		t.Fatal(err)
	}
	data, err := answers.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Answers map[string]any }
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"1.2": map[string]any{"met": false}, "11.1": map[string]any{"updated": 1234.5}, "14.1": map[string]any{"level": "direct"},
		"23.1": map[string]any{"register": []any{map[string]any{"month": 12.0, "title": "a<b>&"}}},
	}
	gotText, _ := json.Marshal(got.Answers)
	wantText, _ := json.Marshal(want)
	if string(gotText) != string(wantText) {
		t.Errorf("got %s, want %s", gotText, wantText)
	}
	if !strings.Contains(string(data), "a<b>&") {
		t.Error("texts are escaped")
	}
}

func FuzzDecodeAnswers(f *testing.F) {
	for _, text := range []string{`{"edition":"bozhou-2017","answers":{"5.3":{"articles":1e2,"register":[{"title":"\u7532"}]}}}`, `[`, `{"edition":"\ud800"}`, `{"a":1,"a":2}`} {
		f.Add([]byte(text))
	}
	known := []*scoring.Edition{formtest.Edition(f)}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := answers.Decode(data, known)
		if err != nil {
			if err.Error() == "" || formtest.Jargon(strings.ToValidUTF8(err.Error(), "")) == "json:" {
				t.Errorf("message %q", err)
			}
			return
		}
		if trimmed := strings.TrimPrefix(string(data), "\ufeff"); !json.Valid([]byte(trimmed)) {
			t.Errorf("not JSON, but taken: %q", data)
		}
		out, err := answers.Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := answers.Decode(out, known)
		if err != nil {
			t.Fatalf("%s\n%s", err, out)
		}
		if diff := forms.Compare(d.Lines(nil), back.Lines(nil)); len(diff) > 0 {
			t.Errorf("%v", diff)
		}
		before := d.Values()
		if check.Answers(d, d.Score(), formtest.Today); !maps.Equal(before, d.Values()) {
			t.Error("assessing changed the dossier")
		}
	})
}

// Every escape of JSON stands for its character, in text with others beside it too.
func TestEscapes(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","remarks":{"5":"甲\"\\\/\b\f\n\r\t\u0041\u00e9\uD83D\ude00乙","6":"\"","\u0037":"七"}}`)
	if err != nil {
		t.Fatal(err)
	}
	for no, want := range map[int]string{5: "甲\"\\/\b\f\n\r\tAé😀乙", 6: "\"", 7: "七"} {
		if got := d.Get(forms.RemarkPath(no)); got != want {
			t.Errorf("%d: %q, want %q", no, got, want)
		}
	}
	if d, err := formtest.Decode(t, "{\"edition\":\"bozhou-2017\",\"remarks\":{\"5\":\"\ufffd\"}}"); err != nil || d.Get(forms.RemarkPath(5)) != "\ufffd" {
		t.Errorf("the sign itself: %v", err)
	}
}

// A file of the largest size and registers of the most rows are taken; one byte or one row more is not.
func TestAnswersAtTheirBounds(t *testing.T) {
	const head, tail = `{"edition":"bozhou-2017","remarks":{"5":"`, `"}}`
	fits := answers.MaxBytes - len(head) - len(tail)
	for n, want := range map[int]string{fits: "", fits + 1: "一个填报对象超过4 MB，不像填报内容，请检查文件"} {
		if _, err := formtest.Decode(t, head+strings.Repeat("a", n)+tail); (err == nil) != (want == "") || err != nil && err.Error() != want {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for n, want := range map[int]string{10_000: "", 10_001: "文件里的台账一共有10001行，超过10000行，没有读取任何内容。请核对是否选错了文件，或删去多余的行后再选一次"} {
		rows := strings.TrimSuffix(strings.Repeat("{},", n-1), ",") // and one of another register
		d, err := formtest.Decode(t, `{"edition":"bozhou-2017","answers":{"10.1":{"register":[{}]},"5.3":{"register":[`+rows+`]}}}`)
		if (err == nil) != (want == "") || err != nil && err.Error() != want {
			t.Errorf("%d rows: %v", n, err)
		}
		if err == nil && len(d.Rows("5.3"))+1 != n {
			t.Errorf("%d of %d rows", len(d.Rows("5.3")), n)
		}
	}
}

// Written out, numbers and booleans stand as such, everything else as text; nothing blank is written.
func TestEncodedKinds(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"name":"涡阳县"},"answers":{"1.1":{"issuer":"office","tasks":false,"milestones":true},
		"5.3":{"articles":4},"11.1":{"updated":"37.25"},"20.1":{"claimed":1.5},"23.1":{"register":[{"month":3,"kind":"incentive","date":"2017-03-05"},{}]}},"remarks":{"5":"1"}}`)
	if err != nil {
		t.Fatal(err)
	}
	written, err := answers.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	compact := strings.Join(strings.Fields(string(written)), "")
	for _, want := range []string{
		`"1.1":{"issuer":"office","milestones":true,"tasks":false}`, `"5.3":{"articles":4}`, `"11.1":{"updated":37.25}`, `"20.1":{"claimed":1.5}`,
		`"23.1":{"register":[{"date":"2017-03-05","kind":"incentive","month":3},{}]}`, `"county":{"name":"涡阳县"}`, `"profile":{}`, `"narratives":{}`, `"remarks":{"5":"1"}`,
	} {
		if !strings.Contains(compact, want) {
			t.Errorf("%s is not in %s", want, compact)
		}
	}
}
