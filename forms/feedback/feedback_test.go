package feedback_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/feedback"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/scoring"
)

func points(text string) *scoring.Points {
	p, err := scoring.ParsePoints(text)
	if err != nil {
		panic(err)
	}
	return &p
}

// result is the feedback on 涡阳县's first version after the result: 1 as claimed, 5 lost a point at 5.3, 9 was voided, 14 is the city's own.
func result(t testing.TB) feedback.File {
	return feedback.File{
		Edition: "bozhou-2017", Rules: formtest.Edition(t).Hash(), County: "341621", Name: "涡阳县", Version: 1, Paper: "7AS3-VWY7-6YUY-VPUT",
		Snapshot: "AFEP-9GFD-4QTA-E8XH", At: "2018-02-04T09:30:00+08:00", By: "张三",
		Items: []feedback.Item{
			{Indicator: 1, Standing: feedback.Decided, Claim: points("5"), ClaimText: "5.00", Result: points("5")},
			{Indicator: 5, Standing: feedback.Decided, Claim: points("8"), ClaimText: "8.00", Result: points("7"), Reason: "有两篇不在2017年。", Loss: forms.LossData, Field: "5.3.articles"},
			{Indicator: 9, Standing: feedback.Voided, Claim: points("5"), ClaimText: "5.00", Result: points("0"), Reason: "截图系伪造"},
			{Indicator: 14, Standing: feedback.Open, ClaimText: "未填报", Result: points("0"), Reason: ""},
		},
		Sections: []feedback.Section{{Own: *points("12"), Average: points("11.25")}}, Counties: 4,
	}
}

// back is the feedback that returns 5 and 9 before there is a result.
func back(t testing.TB) feedback.File {
	f := result(t)
	f.Snapshot, f.Sections, f.Counties = "", nil, 0
	f.Items = []feedback.Item{
		{Indicator: 5, Standing: feedback.Returned, Claim: points("8"), ClaimText: "8.00", Reason: "缺活动通知", Loss: forms.LossMaterial, Field: "5.1"},
		{Indicator: 9, Standing: feedback.Returned, Claim: points("5"), ClaimText: "5.00", Reason: "清单与网上公布的不一致"},
	}
	return f
}

func encoded(t testing.TB, f feedback.File) []byte {
	t.Helper()
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What is written is read back as it was, however it is set out, and a byte changed anywhere is told or changes nothing that is read.
func TestReadBack(t *testing.T) {
	for _, f := range []feedback.File{result(t), back(t)} {
		path := filepath.Join(t.TempDir(), "涡阳县.fankui")
		if err := f.Write(t.Context(), files.Place{Path: path}); err != nil {
			t.Fatal(err)
		}
		got, err := feedback.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		f.Schema, f.Sum = got.Schema, got.Sum
		if !reflect.DeepEqual(*got, f) || len(got.Sum) != 64 {
			t.Errorf("%+v\nwas written, %+v read", f, *got)
		}
		data := encoded(t, f)
		if again, err := feedback.Decode("x", bytes.ReplaceAll(append([]byte("\ufeff"), data...), []byte("\n"), []byte("\r\n"))); err != nil || again.Sum != got.Sum {
			t.Errorf("set out anew: %v", err)
		}
		for i := range data {
			other := bytes.Clone(data)
			other[i] ^= 1
			if read, err := feedback.Decode("x", other); err == nil && read.Sum != got.Sum {
				t.Fatalf("byte %d changed (%q) and taken as whole", i, data[max(0, i-20):min(len(data), i+5)])
			}
		}
	}
}

// What cannot be taken is told by its kind, in words that say what to do.
func TestRefused(t *testing.T) {
	good := string(encoded(t, result(t)))
	swap := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %s", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	cases := []struct {
		name, data string
		kind       files.Kind
		words      string
	}{
		{"空文件", "", feedback.ErrForeign, "不是反馈文件"},
		{"工作簿", "PK\x03\x04", feedback.ErrForeign, "不是反馈文件"},
		{"填报文件", `{"edition":"bozhou-2017","answers":{}}`, feedback.ErrForeign, "请选考核单位发来的.fankui文件"},
		{"截断", good[:len(good)/2], files.Damaged, "不完整或已损坏"},
		{"后面多了内容", good + "{}", files.Damaged, "不完整或已损坏"},
		{"多一个键", swap(`"county"`, `"rank": 1, "county"`), files.Damaged, "不完整或已损坏"},
		{"改了分", swap(`"7.00"`, `"8.00"`), feedback.ErrAltered, "与校验值不符"},
		{"改了理由", swap("有两篇", "有三篇"), feedback.ErrAltered, "请向发来的单位重新要一份"},
		{"改了校验值", swap(`"sum": "`, `"sum": "0`), feedback.ErrAltered, "与校验值不符"},
		{"更新的程序", swap("zicha-feedback-1", "zicha-feedback-2"), feedback.ErrNewer, "请升级程序"},
	}
	for _, c := range cases {
		_, err := feedback.Decode(c.name+".fankui", []byte(c.data))
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.words) || !strings.Contains(err.Error(), c.name+".fankui") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	large := filepath.Join(t.TempDir(), "大.fankui")
	if err := os.WriteFile(large, make([]byte, 5<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := feedback.Read(large); !errors.Is(err, files.Source) {
		t.Errorf("5 MB: %v", err)
	}
}

// What makes no sense is neither written nor read, though its checksum were right.
func TestNonsense(t *testing.T) {
	cases := map[string]func(*feedback.File){
		"result before there is one":  func(f *feedback.File) { f.Snapshot = "" },
		"unknown standing":            func(f *feedback.File) { f.Items[0].Standing = "maybe" },
		"unknown loss":                func(f *feedback.File) { f.Items[1].Loss = "bad luck" },
		"an indicator twice":          func(f *feedback.File) { f.Items[1].Indicator = 1 },
		"returned without reason":     func(f *feedback.File) { f.Items[0].Standing = feedback.Returned },
		"a code that is none":         func(f *feedback.File) { f.Paper = "1234" },
		"what a terminal would obey":  func(f *feedback.File) { f.Items[1].Reason = "\x1b[2J" },
		"what turns the writing":      func(f *feedback.File) { f.Name = "涡阳\u202e县" },
		"a reason of 5000 characters": func(f *feedback.File) { f.Items[1].Reason = strings.Repeat("长", 5000) },
		"rules that are no hash":      func(f *feedback.File) { f.Rules = "abc" },
		"no result in a result":       func(f *feedback.File) { f.Items[0].Result = nil },
	}
	for name, spoil := range cases {
		f := result(t)
		spoil(&f)
		if _, err := f.Encode(); err == nil {
			t.Errorf("%s is written", name)
		}
	}
}

// Foreign bytes give a feedback that encodes to itself, or an error in Chinese.
func FuzzDecode(f *testing.F) {
	f.Add(encoded(f, result(f)))
	f.Add(encoded(f, back(f)))
	f.Add([]byte(`{"schema":"zicha-feedback-9"`))
	f.Add([]byte(`{"schema":"zicha-feedback-1","items":[{"claim":"-1"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := feedback.Decode("甲.fankui", data)
		if err != nil {
			if !strings.Contains(err.Error(), "没有读取") {
				t.Error(err)
			}
			return
		}
		if again, err := feedback.Decode("甲.fankui", encoded(t, *got)); err != nil || again.Sum != got.Sum {
			t.Errorf("read once, then %v", err)
		}
	})
}
