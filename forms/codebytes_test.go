package forms_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// TestCodeOfThePaper: the bytes a comparison code is made of, and the code, as papers already stamped carry it. testdata/code-2.txt is
// code-1.txt with what the second schema adds, and its code was worked out the same way. testdata/code-1.txt was
// written by hand from the dossier below; its hash is what sha256sum says of it, 28c9a9d8d955…, and the code the first 80 bits of that,
// five by five: 00101 00011 00100 11010 are the characters 5, 3, 4 and 26 of the alphabet, counted from 0: 7, 5, 6, U. A change that
// breaks this test makes every stamped paper look forged: it needs another schema tag, and the old one must go on being read.
func TestCodeOfThePaper(t *testing.T) {
	want, err := os.ReadFile("testdata/code-1.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := forms.New(formtest.Edition(t), map[forms.Path]string{
		"county/code": "341621", "county/name": "涡阳县", "profile/contact": "王𬱖", "narrative/5": "第一行\n第二行", "remark/24": "补正",
		"answer/5.1/met": "true", "answer/8.1/outage_hours": "48.01", "answer/10.1/departments": "27",
		"row/5.3/aa/#": "2", "row/5.3/aa/title": "乙", "row/5.3/bb/#": "1", "row/5.3/bb/title": "甲", "row/5.3/bb/date": "2017-09-01",
		"evidence/e/number": "5-01", "evidence/e/title": "通知", "evidence/e/criteria": "5.1 5.3", "evidence/e/rows": "5.3#aa",
		"evidence/e/state": "removed", "evidence/e/reason": "重复", "evidence/e/expect": "5.1/notice",
		"file/e/f": `{"name":"通知.pdf","size":1024,"sha256":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","place":1}`,
		"seq/5":    "1", "department/x/name": "宣传部", "assign/5.3": "x",
	})
	scores := []forms.Line{
		{Key: "total/self", Value: "4.00"},
		{Key: "score/5/self", Value: "4.00"},
		{Key: "criterion/5.1/state", Value: "scored"},
		{Key: "criterion/5.1/points", Value: "4.00"},
	}
	checkBytes(t, d.LinesUnder(forms.Schema1, scores), string(want), "756U-MQ8T-CRG2-UFDG")
	if want, err = os.ReadFile("testdata/code-2.txt"); err != nil {
		t.Fatal(err)
	}
	scores = append(scores, forms.Line{Key: "score/5/reason", Value: "不计"})
	checkBytes(t, d.Lines(scores), string(want), "NWZ5-VA2W-C25G-C8VA")
}

func checkBytes(t *testing.T, lines []forms.Line, want, code string) {
	t.Helper()
	var got strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&got, "%d:%s=%d:%s\n", len(l.Key), l.Key, len(l.Value), l.Value)
	}
	if got.String() != want {
		t.Errorf("the bytes are\n%s\nwant\n%s", got.String(), want)
	}
	if is := forms.Code(lines); is != code {
		t.Errorf("the code is %s, want %s", is, code)
	}
}

// TestMendedWords: a reason in other words leaves the code of the second schema and changes that of the first; a point or a state changes
// both, and the reasons alone have a code of their own.
func TestMendedWords(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{"answer/5.1/met": "true"})
	change := func(key, value string) []forms.Line {
		lines := d.Scores().Lines()
		for i, l := range lines {
			if l.Key == key {
				lines[i].Value = value
				return lines
			}
		}
		t.Fatal("no line " + key)
		return nil
	}
	for _, c := range []struct {
		key, value          string
		first, second, word bool // which codes change
	}{
		{"score/5/reason", "换了说法", true, false, true},
		{"score/5/self", "3.00", true, true, false},
		{"criterion/5.1/points", "3.00", false, true, false},
		{"criterion/5.2/state", "scored", false, true, false},
		{"total/self", "5.00", true, true, false},
	} {
		lines := change(c.key, c.value)
		for s, want := range map[forms.Schema]bool{forms.Schema1: c.first, forms.Schema2: c.second} {
			if got := forms.Code(d.LinesUnder(s, lines)) != forms.Code(d.AllLines(s)); got != want {
				t.Errorf("%s under %s: changed is %t", c.key, s, got)
			}
		}
		if got := forms.WordsCode(lines) != forms.WordsCode(d.Scores().Lines()); got != c.word {
			t.Errorf("%s: the code of the reasons changed is %t", c.key, got)
		}
	}
}

// TestCodeOfLines: codes of next to nothing. `printf '1:a=1:b\n' | sha256sum` says 8a347c459804…
func TestCodeOfLines(t *testing.T) {
	for _, c := range []struct {
		lines []forms.Line
		want  string
	}{
		{nil, "WGSE-AJNS-ZJG3-B8RV"}, // e3b0c44298fc…
		{[]forms.Line{{Key: "a", Label: "不计", Value: "b"}}, "KAU9-SKES-2MKD-VZZD"},
	} {
		if got := forms.Code(c.lines); got != c.want {
			t.Errorf("%v: %s, want %s", c.lines, got, c.want)
		}
	}
}

// TestScoreLines: the scores as lines, for a dossier that says yes to 5.1 alone: 4.00 of the letter's own 68, without evidence.
func TestScoreLines(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{"answer/5.1/met": "true"})
	lines := d.Scores().Lines()
	if at := slices.IndexFunc(lines, func(l forms.Line) bool { return l.Key == "criterion/1.1/state" }); at != 2*25+3 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, want := range map[int]string{
		0: "score/1/self|第1项自评得分|未填报", 8: "score/5/self|第5项自评得分|4.00",
		9:  "score/5/reason|第5项得分理由|5.1 已开展诚信文化主题宣传，得4分；5.2 未填报：部门是否开展信用专题宣传；5.3 未填报：刊发宣传稿件",
		20: "score/11/forecast|第11项预估得分|未填报", 21: "score/11/reason|第11项得分理由|未填报：年度更新数据量",
		50: "total/self|自评合计|4.00", 51: "total/backed|其中有佐证合计|0.00", 52: "total/forecast|市里核定预估合计|0.00",
	} {
		if got := lines[i].Key + "|" + lines[i].Label + "|" + lines[i].Value; got != want {
			t.Errorf("line %d: %s, want %s", i, got, want)
		}
	}
}

// TestLabelsOfLines: what a difference calls a value, for each kind of place.
func TestLabelsOfLines(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{
		"row/5.3/aa/#": "1", "row/5.3/aa/title": "甲", "evidence/e/number": "5-01", "evidence/e/title": "通知", "evidence/e/criteria": "5.3",
		"file/e/f": `{"name":"通知.pdf","size":1,"sha256":"00","place":1}`,
	})
	labels := map[string]string{}
	for _, l := range d.Lines(nil) {
		labels[l.Key] = l.Label
	}
	for key, want := range map[string]string{
		"schema": "格式", "edition": "考核指标", "row/5.3/1/title": "5.3 台账第1行标题", "evidence/5-01/title": "佐证5-01 材料名称",
		"evidence/5-01/file/1/name": "佐证5-01 第1个文件名", "evidence/5-01/file/1/size": "佐证5-01 第1个文件大小",
		"evidence/5-01/file/1/sha256": "佐证5-01 第1个文件内容",
	} {
		if labels[key] != want {
			t.Errorf("%s: %q, want %q", key, labels[key], want)
		}
	}
}

// TestCompareNamesEverySide: what is there on one side only is a difference, what is blank on both is none.
func TestCompareNamesEverySide(t *testing.T) {
	line := func(key, value string) forms.Line { return forms.Line{Key: key, Label: key + "名", Value: value} }
	want := []forms.Line{line("a", "1"), line("b", "2"), line("c", "3"), line("e", "")}
	got := []forms.Line{line("a", "1"), line("b", "9"), line("d", "4"), line("f", "")}
	var words []string
	for _, diff := range forms.Compare(want, got) {
		words = append(words, diff.Key+" "+diff.Label+" "+diff.Want+"→"+diff.Got)
	}
	if text := strings.Join(words, "，"); text != "b b名 2→9，c c名 3→，d d名 →4" {
		t.Error(text)
	}
}
