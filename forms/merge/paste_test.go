package merge_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/merge"
)

// pasted gives the register 5.3 (标题 媒体 日期) after pasting, a row per line.
func pasted(t *testing.T, text string) (rows string, problems []merge.PasteProblem) {
	t.Helper()
	d := forms.New(formtest.Edition(t), nil)
	changes, problems := pasteRows(d, "5.3", text)
	d.Apply(changes...)
	var out []string
	for _, r := range d.Rows("5.3") {
		out = append(out, r.Cells["title"]+"|"+r.Cells["outlet"]+"|"+r.Cells["date"])
	}
	return strings.Join(out, "\n"), problems
}

func TestPasteRows(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":             {"", ""},
		"blank lines":         {"\n\n \t \n", ""},
		"one cell":            {"甲", "甲||"},
		"one row":             {"甲\t日报\t2017-03-05", "甲|日报|2017-03-05"},
		"Windows line ends":   {"甲\t日报\t2017-03-05\r\n乙\t晚报\t2017-03-06\r\n", "甲|日报|2017-03-05\n乙|晚报|2017-03-06"},
		"old Mac line ends":   {"甲\t日报\r乙\t晚报\r", "甲|日报|\n乙|晚报|"},
		"trailing tabs":       {"甲\t日报\t\t\t\n乙\t\t\n", "甲|日报|\n乙||"},
		"ends in a tab":       {"甲\t日报\t", "甲|日报|"},
		"leading tab":         {"\t日报\n", "|日报|"},
		"blank line between":  {"甲\n\n乙", "甲||\n乙||"},
		"ragged":              {"甲\n乙\t晚报\t2017.3.6\n丙\t网", "甲||\n乙|晚报|2017-03-06\n丙|网|"},
		"spaces around":       {" 甲 \t　日报\t 2017年3月5日 ", "甲|日报|2017-03-05"},
		"heading":             {"标题\t媒体\t日期\n甲\t日报\t20170305", "甲|日报|2017-03-05"},
		"heading, reordered":  {"日期\t标题\n2017/3/5\t甲", "甲||2017-03-05"},
		"heading with number": {"序号\t标 题\t日期\n1\t甲\t2017-03-05\n2\t乙\t", "甲||2017-03-05\n乙||"},
		"keys as heading":     {"title\toutlet\n甲\t日报", "甲|日报|"},
		"heading alone":       {"标题\t媒体\t日期\n", ""},
		"a strange heading":   {"标题\t媒体\t其他\n甲\t乙", "甲|乙|"},
		"not a heading":       {"标题\t其他\n甲\t乙", "标题|其他|\n甲|乙|"},
		"quoted":              {"\"甲\"\t\"日报\"", "甲|日报|"},
		"quoted tab":          {"\"甲\t乙\"\t日报", "甲\t乙|日报|"},
		"quoted line end":     {"\"甲\n乙\"\t日报\n丙\t晚报", "甲\n乙|日报|\n丙|晚报|"},
		"quoted Windows end":  {"\"甲\r\n乙\"\t日报\r\n", "甲\n乙|日报|"},
		"doubled quotes":      {"\"他说\"\"好\"\"\n了\"\t日报", "他说\"好\"\n了|日报|"},
		"only quotes":         {"\"\"\"\"\t日报", "\"|日报|"},
		"empty quotes":        {"\"\"\t日报", "|日报|"},
		"quote inside":        {"甲\"乙\"丙\t日报", "甲\"乙\"丙|日报|"},
		"quote unclosed":      {"\"甲\t日报\n乙\t晚报", "\"甲|日报|\n乙|晚报|"},
		"quoted, then more":   {"\"甲\"乙\t日报", "\"甲\"乙|日报|"},
		"a lone quote":        {"\"", "\"||"},
		"quote and heading":   {"\"标题\"\t媒体\n甲\t日报", "甲|日报|"},
	} {
		got, problems := pasted(t, c.text)
		if got != c.want || len(problems) > 0 && name != "a strange heading" {
			t.Errorf("%s: got %q, want %q, problems %v", name, got, c.want, problems)
		}
	}
}

func TestPasteProblems(t *testing.T) {
	rows, problems := pasted(t, "标题\t日期\n甲\t三月五日\n乙\t2017-03-06\n\t2017-02-30\n丙\t2017-03-07\t多余\n")
	if rows != "甲||\n乙||2017-03-06\n||\n丙||2017-03-07" { // the row of a cell that was not understood is there to hold it
		t.Errorf("rows %q", rows)
	}
	var at []string
	for _, p := range problems {
		at = append(at, string(rune('0'+p.Row))+":"+string(rune('0'+p.Column)))
		if formtest.Jargon(p.Message) != "" || p.Message == "" {
			t.Errorf("message %q", p.Message)
		}
	}
	if !slices.Equal(at, []string{"2:2", "4:2", "5:3"}) {
		t.Errorf("problems at %v", at)
	}
	if _, problems := pasted(t, "甲\t日报\t2017-03-05\t第四列"); len(problems) != 1 || problems[0].Column != 4 {
		t.Errorf("a fourth column: %v", problems)
	}
	if rows, problems := pasted(t, "甲\xff\t日报"); rows != "|日报|" || len(problems) != 1 {
		t.Errorf("broken bytes: %q %v", rows, problems)
	}
}

func TestPasteGoesAfterTheRowsThere(t *testing.T) {
	d := formtest.Participants(t, "甲 乙")
	changes, _ := pasteRows(d, "10.1", "部门\n丙\n丁\n")
	d.Apply(changes...)
	changes = d.AddRows("10.1", map[string]string{"name": "戊", "other": "不要"})
	d.Apply(changes...)
	id := changes[0].Path.Parts().ID
	if got := formtest.Names(d); got != "甲 乙 丙 丁 戊" {
		t.Errorf("rows %s", got)
	}
	if d.Get(forms.CellPath("10.1", id, "other")) != "" {
		t.Error("a column the register does not have was kept")
	}
	d.Apply(d.RemoveRows("10.1", d.Rows("10.1")[2].ID)...)
	if got := formtest.Names(d); got != "甲 乙 丁 戊" {
		t.Errorf("after removing: %s", got)
	}
}

func FuzzPasteRows(f *testing.F) {
	f.Add("\x1d")  // of which nothing is left
	f.Add("\xff0") // a text that cannot be read has a row to stand in
	f.Add("甲\t\"乙\n\"\"丙\"\t2017-03-05\r\n\t\t\t\n")
	e := formtest.Edition(f)
	f.Fuzz(func(t *testing.T, text string) {
		d := forms.New(e, nil)
		changes, problems := pasteRows(d, "5.3", text)
		d.Apply(changes...)
		texts := merge.Texts(problems)
		for _, r := range d.Rows("5.3") {
			held := ""
			for _, key := range []string{"title", "outlet", "date"} {
				held += r.Cells[key] + texts[forms.CellPath("5.3", r.ID, key)]
			}
			if held == "" {
				t.Error("an empty row was pasted")
			}
		}
		for p, text := range texts {
			if _, err := d.Change(p, text); err == nil || !d.Has(p) || !strings.Contains(text, strings.TrimSpace(text)) {
				t.Errorf("%s is said not to be understood in %s", text, p)
			}
		}
	})
}

// pasteRows pastes after the rows there.
func pasteRows(d *forms.Dossier, criterion, text string) ([]forms.Change, []merge.PasteProblem) {
	return merge.PasteBlock(d, criterion, merge.Spot{Row: len(d.Rows(criterion))}, text)
}

// What is said of a cell that cannot be taken, and a block that is pasted over rows: blank cells leave what is there.
func TestPasteInWords(t *testing.T) {
	_, problems := pasted(t, "甲\t日报\t三月\n乙\t晚报\t2017-03-06\t多余")
	for i := range problems {
		problems[i].At = ""
	}
	if len(problems) != 2 ||
		problems[0] != (merge.PasteProblem{Row: 1, Column: 3, Message: "“日期”填的“三月”不是有效日期，请按“2017-09-01”的格式填写", Text: "三月"}) ||
		problems[1] != (merge.PasteProblem{Row: 2, Column: 4, Message: "这一列在台账里没有对应的列，没有采用"}) {
		t.Errorf("%+v", problems)
	}
	d := forms.New(formtest.Edition(t), nil)
	d.Apply(d.AddRows("5.3", map[string]string{"title": "甲", "outlet": "日报"}, map[string]string{"title": "乙"})...)
	changes, _ := merge.PasteBlock(d, "5.3", merge.Spot{Row: 1, Column: 1}, "晚报\t2017-03-06\n\t2017-03-07\n网")
	d.Apply(changes...)
	if got := rowsText(d, "5.3"); got != "甲|日报|\n乙|晚报|2017-03-06\n||2017-03-07\n|网|" {
		t.Errorf("%q", got)
	}
	changes, _ = merge.PasteBlock(d, "5.3", merge.Spot{Row: 0}, "标题*\t \t媒体：*\n\t不看\t周报")
	d.Apply(changes...)
	if got := rowsText(d, "5.3"); !strings.HasPrefix(got, "甲|周报|\n乙|晚报|") {
		t.Errorf("%q", got)
	}
}

// A cell that was not understood is told with the cell it belongs in, over rows there and in new ones, and its text as it came.
func TestPasteKeepsWhatWasNotUnderstood(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	d.Apply(d.AddRows("23.1", map[string]string{"month": "3", "title": "甲"})...)
	changes, problems := merge.PasteBlock(d, "23.1", merge.Spot{}, "十三月\t守信\t乙\n2月\t不知\t丙\n坏\t坏\t")
	d.Apply(changes...)
	rows := d.Rows("23.1")
	want := map[forms.Path]string{
		forms.CellPath("23.1", rows[0].ID, "month"): "十三月", forms.CellPath("23.1", rows[1].ID, "kind"): "不知",
		forms.CellPath("23.1", rows[2].ID, "month"): "坏", forms.CellPath("23.1", rows[2].ID, "kind"): "坏",
	}
	if got := merge.Texts(problems); !maps.Equal(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
	if rows[0].Cells["month"] != "3" || rows[0].Cells["title"] != "乙" || rows[1].Cells["month"] != "2" || len(rows) != 3 {
		t.Errorf("rows %v", rows)
	}
}

// Months with their year, shortened kinds and values in the guards programs put around them are understood; a month of another year and a kind
// that says the opposite are not.
func TestPasteAsOfficesWrite(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	changes, problems := merge.PasteBlock(d, "23.1", merge.Spot{}, strings.Join([]string{
		"2017年2月\t失信惩戒\t甲\t2017-02-03", "2017-02\t守信激励\t“乙”\t=\"2017-02-04\"", "2017.12\t守信\t丙\t＝\"2017年12月5日\"",
		"2017年03月份\t失信联惩\t丁\t'2017/3/6", "2017-04-01\t\"\"\"失信惩戒\"\"\"\t\"\"\"戊\"\"\"\t\"\"\"2017-04-07\"\"\"",
		"2016年5月\t失信不惩戒\t己\t2017-05-08", "2017-06-30\t惩戒\t庚\t2017-06-09",
	}, "\n"))
	d.Apply(changes...)
	want := strings.Join([]string{
		"2|punishment|甲|2017-02-03", "2|incentive|“乙”|2017-02-04", "12|incentive|丙|2017-12-05", "3|punishment|丁|2017-03-06", "4|punishment|\"戊\"|2017-04-07",
		"||己|2017-05-08", "||庚|2017-06-09",
	}, "\n")
	if got := rowsText(d, "23.1"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if len(merge.Texts(problems)) != 4 {
		t.Errorf("refused: %v", problems)
	}
}
