package forms_test

import (
	"maps"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/check"
	"zicha/forms/formtest"
)

func TestInverse(t *testing.T) {
	for seed := range uint64(20) {
		d := formtest.NewRandom(seed, false).Dossier(t, true)
		before := d.Values()
		var all []forms.Change
		apply := func(changes []forms.Change) {
			d.Apply(changes...)
			all = append(all, changes...)
		}
		row := d.AddRows("5.3", map[string]string{"title": "新"})
		apply(row)
		apply(d.RemoveRows("10.1", d.Rows("10.1")[0].ID))
		apply(d.SortRows("23.1", "month", false))
		twice, _ := d.Change("remark/5", "一")
		apply(twice)
		twice, _ = d.Change("remark/5", "二")
		apply(twice)
		_, item, _ := d.AddEvidence("5.1", forms.Evidence{Title: "新"})
		apply(item)
		seq := d.Get("seq/5")
		d.Apply(formtest.Inverse(all)...)
		after := d.Values()
		if after["seq/5"] != seq {
			t.Fatalf("seed %d: the counter went from %s to %s", seed, seq, after["seq/5"])
		}
		after["seq/5"] = before["seq/5"]
		if !maps.Equal(before, after) {
			t.Fatalf("seed %d: not as before", seed)
		}
	}
}

func TestChange(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{"answer/10.1/departments": "30", "row/5.3/a/#": "1"})
	for _, c := range []struct {
		path      forms.Path
		text, new string
		none      bool
	}{
		{"answer/10.1/departments", "３１", "31", false},
		{"answer/10.1/departments", " 30 ", "", true},
		{"answer/10.1/departments", "", "", false},
		{"answer/1.2/met", "是", "true", false},
		{"answer/1.2/met", "", "", true},
		{"row/5.3/a/date", "2017年9月1日", "2017-09-01", false},
		{"profile/kind", "函", "letter", false},
		{"county/name", "涡阳县", "涡阳县", false},
		{"narrative/overall", "文", "文", false},
		{"narrative/25", "文", "文", false},
		{"remark/1", "文", "文", false},
		{"evidence/x/pages", "1,200", "1200", false},
	} {
		changes, err := d.Change(c.path, c.text)
		switch {
		case err != nil:
			t.Errorf("%s=%q: %s", c.path, c.text, err)
		case c.none != (len(changes) == 0):
			t.Errorf("%s=%q: changes %v", c.path, c.text, changes)
		case !c.none && (changes[0].New != c.new || changes[0].Old != d.Get(c.path) || changes[0].Path != c.path):
			t.Errorf("%s=%q: change %+v", c.path, c.text, changes[0])
		}
	}
	for _, p := range strings.Fields("answer/10.1/x answer/99.1/met answer/10.1 row/5.3/a/x row/1.2/a/name row/5.3/a/# narrative/26 narrative/0 remark/overall county/x " +
		"profile/x evidence/x/colour evidence/x seq/5 file/x/y nothing /") {
		if changes, err := d.Change(forms.Path(p), "1"); err == nil || len(changes) > 0 {
			t.Errorf("%s: taken", p)
		}
	}
}

func TestLabel(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{
		"evidence/x/number": "5-02", "row/5.3/a/#": "3", "row/5.3/a/title": "甲", "row/5.3/b/#": "7", "row/5.3/b/title": "乙",
	})
	for path, want := range map[forms.Path]string{
		"county/code":            "行政区划代码",
		"profile/contact":        "联系人",
		"narrative/overall":      "自查总体情况",
		"narrative/5":            "第5项完成情况",
		"remark/5":               "第5项备注",
		"answer/5.3/articles":    "5.3 刊发宣传稿件",
		"row/5.3/a/title":        "5.3 台账第1行标题",
		"row/5.3/b/date":         "5.3 台账第2行日期",
		"row/5.3/b/#":            "5.3 台账第2行行次",
		"row/5.3/gone/title":     "5.3 台账标题",
		"row/5.3/gone/#":         "5.3 台账行次",
		"evidence/x/docno":       "佐证5-02 文号",
		"evidence/x/date":        "佐证5-02 成文日期",
		"file/x/1":               "佐证5-02 文件",
		"seq/5":                  "佐证编号",
		"answer/99.9/x":          "answer/99.9/x",
		"something/else/entirly": "something/else/entirly",
	} {
		if got := d.Label(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestDescribe(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{"row/10.1/a/#": "1", "row/10.1/a/name": "甲"})
	change := func(p forms.Path, old, new string) forms.Change { return forms.Change{Path: p, Old: old, New: new} }
	_, added, _ := d.AddEvidence("5.1", forms.Evidence{Title: "通知"})
	for name, c := range map[string]struct {
		changes []forms.Change
		want    string
	}{
		"number":  {[]forms.Change{change("answer/5.3/articles", "4", "5")}, "5.3 刊发宣传稿件 4→5"},
		"yes":     {[]forms.Change{change("answer/5.1/met", "", "true")}, "5.1 已开展诚信文化主题宣传 空白→是"},
		"option":  {[]forms.Change{change("answer/1.1/issuer", "none", "")}, "1.1 印发名义 未印发→空白"},
		"long":    {[]forms.Change{change("remark/5", "", strings.Repeat("长", 17))}, "第5项备注 空白→" + strings.Repeat("长", 16) + "…"},
		"lines":   {[]forms.Change{change("remark/5", "甲\n乙\t丙", "丁\n戊\u2028己")}, "第5项备注 甲 乙 丙→丁 戊 己"},
		"several": {[]forms.Change{change("remark/5", "甲", "乙"), change("remark/6", "", "丙")}, "第5项备注 甲→乙 等2处"},
		"row":     {d.RemoveRows("10.1", "a"), "10.1 台账第1行部门 甲→空白 等2处"},
		"none":    {nil, "无改动"},
		"lasting": {[]forms.Change{change("seq/5", "", "1")}, "无改动"},
	} {
		if got := d.Describe(c.changes); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	d.Apply(added...)
	if got := d.Describe(added); !strings.HasPrefix(got, "佐证5-01 ") {
		t.Errorf("new evidence: %q", got)
	}
}

// Rows a dossier keeps from another rulebook neither count nor break anything.
func TestStrangeValuesDoNoHarm(t *testing.T) {
	d := formtest.Perfect(t)
	code := d.Code()
	for _, p := range strings.Fields("row/1.2/a/# row/99.9/a/# row/99.9/a/name row/10.1 row evidence/x/title file/x/y file/x answer/99.9/x seq/99 unknown/x") {
		d.Apply(forms.Change{Path: forms.Path(p), New: "1"})
	}
	check.Dossier(d, d.Score(), formtest.Today)
	if _, err := answers.Encode(d); err != nil {
		t.Error(err)
	}
	d.Apply(forms.Change{Path: "answer/99.9/x"})
	if got := d.Code(); got != code {
		t.Errorf("code %s, then %s", code, got)
	}
}

// TestParts: what every kind of path consists of, and what is no path.
func TestParts(t *testing.T) {
	for p, want := range map[forms.Path]forms.Parts{
		"county/code":          {Kind: forms.KindCounty, Key: "code"},
		"profile/date":         {Kind: forms.KindProfile, Key: "date"},
		"narrative/5":          {Kind: forms.KindNarrative, Key: "5"},
		"remark/12":            {Kind: forms.KindRemark, Key: "12"},
		"seq/5":                {Kind: forms.KindNumber, Key: "5"},
		"lastyear/5.1":         {Kind: forms.KindLastYear, Key: "5.1"},
		"answer/5.3/articles":  {Kind: forms.KindAnswer, Criterion: "5.3", Key: "articles"},
		"row/5.3/ab/title":     {Kind: forms.KindRow, Criterion: "5.3", ID: "ab", Key: "title"},
		"row/5.3/ab/#":         {Kind: forms.KindRow, Criterion: "5.3", ID: "ab", Key: "#"},
		"evidence/ab/title":    {Kind: forms.KindEvidence, ID: "ab", Key: "title"},
		"file/ab/cd":           {Kind: forms.KindFile, ID: "ab", Key: "cd"},
		"department/ab/name":   {Kind: forms.KindDepartment, ID: "ab", Key: "name"},
		"assign/5.3":           {Kind: forms.KindAssignment, Criterion: "5.3"},
		"unconfirmed/5.3":      {Kind: forms.KindUnconfirmed, Criterion: "5.3"},
		"":                     {},
		"county":               {},
		"county/":              {},
		"county/code/more":     {},
		"county/code/":         {},
		"answer/5.3":           {},
		"answer/5.3/a/b":       {},
		"answer//articles":     {},
		"row/5.3/ab":           {},
		"row/5.3/ab/title/x":   {},
		"evidence/ab":          {},
		"evidence/ab/title/x":  {},
		"assign/5.3/ab":        {},
		"elsewhere/code":       {},
		"Answer/5.3/articles":  {},
		"answer/5.3/articles ": {Kind: forms.KindAnswer, Criterion: "5.3", Key: "articles "},
	} {
		if got := p.Parts(); got != want {
			t.Errorf("%q: %+v, want %+v", p, got, want)
		}
	}
}
