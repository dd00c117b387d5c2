package forms_test

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// lineKeys names the lines a stored value is printed in; none for what is not printed.
func lineKeys(d *forms.Dossier, p forms.Path) []string {
	part := strings.Split(string(p), "/")
	number := func(item string) string { return d.Get(forms.EvidencePath(item, forms.AttrNumber)) }
	switch part[0] {
	case "county", "profile", "narrative", "remark", "answer":
		return []string{string(p)}
	case "row":
		for i, row := range d.Rows(part[1]) {
			if row.ID == part[2] && part[3] != "#" {
				return []string{"row/" + part[1] + "/" + strconv.Itoa(i+1) + "/" + part[3]}
			}
		}
	case "evidence":
		if part[2] != forms.AttrNumber {
			return []string{"evidence/" + number(part[1]) + "/" + part[2]}
		}
	case "file":
		for _, e := range d.AllEvidence() {
			for i, f := range e.Files {
				if e.ID == part[1] && f.ID == part[2] {
					head := "evidence/" + e.Number + "/file/" + strconv.Itoa(i+1) + "/"
					return []string{head + "name", head + "size", head + "sha256"}
				}
			}
		}
	}
	return nil
}

// Every printed value of a full dossier is covered: changed or blanked alone, it changes the code, and the difference names it and
// nothing else.
func TestEveryValueIsInTheCode(t *testing.T) {
	d := formtest.NewRandom(1, true).Dossier(t, true)
	before, code := d.Lines(nil), forms.Code(d.Lines(nil))
	tried := 0
	for _, p := range d.Paths() {
		keys := lineKeys(d, p)
		if keys == nil || p.Kind() == "file" {
			continue
		}
		tried++
		for _, value := range []string{d.Get(p) + "9", ""} {
			if strings.HasSuffix(string(p), "/rows") && value != "" {
				continue
			}
			if strings.HasSuffix(string(p), "/state") && value != "" {
				continue
			}
			if strings.HasSuffix(string(p), "/criteria") && value != "" {
				value = "1.1"
			}
			changed := d.Clone()
			changed.Apply(forms.Change{Path: p, New: value})
			diff := forms.Compare(before, changed.Lines(nil))
			if len(diff) != 1 || diff[0].Key != keys[0] || diff[0].Label == "" || diff[0].Want == diff[0].Got {
				t.Errorf("%s=%q: differences %+v", p, value, diff)
			}
			if forms.Code(changed.Lines(nil)) == code {
				t.Errorf("%s=%q: same code", p, value)
			}
			if back := forms.Compare(changed.Lines(nil), before); len(back) != 1 || back[0].Want != diff[0].Got {
				t.Errorf("%s=%q: the other way round %+v", p, value, back)
			}
		}
	}
	if tried < 300 {
		t.Errorf("only %d values tried", tried)
	}
}

func TestEveryFileIsInTheCode(t *testing.T) {
	d := formtest.NewRandom(2, true).Dossier(t, true)
	before := d.Lines(nil)
	for _, e := range d.AllEvidence() {
		for i, f := range e.Files {
			name, size, hash := f, f, f
			name.Name += "x"
			size.Size++
			hash.SHA256 = "f" + hash.SHA256[1:]
			for which, changed := range map[string]forms.FileRef{"name": name, "size": size, "sha256": hash} {
				c := d.Clone()
				c.Apply(forms.Change{Path: forms.FilePath(e.ID, f.ID), New: changed.Value()})
				diff := forms.Compare(before, c.Lines(nil))
				want := "evidence/" + e.Number + "/file/" + strconv.Itoa(i+1) + "/" + which
				if len(diff) != 1 || diff[0].Key != want {
					t.Errorf("%s of %s: %+v", which, e.Number, diff)
				}
			}
		}
	}
}

// Scores are lines of their own, so that a wrong figure in a workbook is named too.
func TestScoresAreInTheCode(t *testing.T) {
	d := formtest.Perfect(t)
	lines := formtest.LineMap(d.Lines(d.Scores().Lines()))
	for key, want := range map[string]string{
		"score/9/self": "5.00", "score/11/forecast": "6.00", "total/self": "67.00", "total/backed": "67.00", "total/forecast": "32.00",
		"edition": "bozhou-2017", "schema": "zicha-code-2", "criterion/9.1/state": "scored", "criterion/9.1/points": "3.00",
	} {
		if lines[key] != want {
			t.Errorf("%s is %q, want %q", key, lines[key], want)
		}
	}
	first := formtest.LineMap(d.AllLines(forms.Schema1))
	for no := 1; no <= 25; no++ {
		key := "score/" + strconv.Itoa(no) + "/reason"
		if _, there := lines[key]; there || first[key] == "" {
			t.Errorf("%s: %t under the second schema, %q under the first", key, there, first[key])
		}
	}
	changed := d.Clone()
	changed.Apply(forms.Change{Path: "answer/9.2/catalogue_items", New: "399"})
	var keys []string
	for _, diff := range forms.Compare(d.Lines(d.Scores().Lines()), changed.Lines(changed.Scores().Lines())) {
		keys = append(keys, diff.Key)
	}
	if got := strings.Join(keys, " "); got != "answer/9.2/catalogue_items criterion/9.2/points" {
		t.Errorf("differences %s", got)
	}
}

// The code depends on what is printed alone: not on inner ids, on the order values were put in, or on the version.
func TestCodeDependsOnThePrintedAlone(t *testing.T) {
	d := formtest.NewRandom(3, true).Dossier(t, true)
	code := d.Code()
	values := d.Values()
	for range 10 {
		shuffled := map[forms.Path]string{}
		maps.Copy(shuffled, values)
		if got := forms.New(d.Edition, shuffled).Code(); got != code {
			t.Fatalf("code %s, then %s", code, got)
		}
	}
	renamed := map[forms.Path]string{"seq/3": "77"}
	for p, v := range values {
		renamed[p] = v
	}
	for _, row := range d.Rows("5.3") {
		for _, col := range append(d.Edition.Criterion("5.3").Register.Columns, nil) {
			key := "#"
			if col != nil {
				key = col.Key
			}
			old := forms.CellPath("5.3", row.ID, key)
			renamed[forms.CellPath("5.3", "new"+row.ID, key)] = renamed[old]
			delete(renamed, old)
		}
	}
	for p, v := range renamed {
		if p.Kind() == "evidence" && strings.HasSuffix(string(p), "/rows") {
			renamed[p] = strings.ReplaceAll(v, "5.3#", "5.3#new")
		}
	}
	other := forms.New(d.Edition, renamed)
	other.Version, other.Final = 7, true
	if got := other.Code(); got != code {
		t.Errorf("other ids: %s instead of %s: %v", got, code, forms.Compare(d.Lines(nil), other.Lines(nil)))
	}
}

func TestNothingRunsTogether(t *testing.T) {
	line := func(key, value string) forms.Line { return forms.Line{Key: key, Value: value} }
	sets := [][]forms.Line{
		nil,
		{line("a", "")},
		{line("", "a")},
		{line("a", "b")},
		{line("a", "b\n1:c=1:d")},
		{line("a", "b"), line("c", "d")},
		{line("a=1:b", "")},
		{line("ab", "")},
		{line("a", "b\n")},
		{line("c", "d"), line("a", "b")},
		{line("a", "1:b")},
		{line("a\n", "b")},
		{line("a", "bc"), line("", "d")},
	}
	seen := map[string]int{}
	for i, s := range sets {
		code := forms.Code(s)
		if j, twice := seen[code]; twice {
			t.Errorf("%q and %q have one code", sets[j], s)
		}
		seen[code] = i
	}
}

func TestCodeForm(t *testing.T) {
	counts := map[rune]int{}
	for i := range 2000 {
		code := forms.Code([]forms.Line{{Key: "n", Value: strconv.Itoa(i)}})
		if len(code) != 19 || code[4] != '-' || code[9] != '-' || code[14] != '-' {
			t.Fatalf("code %q", code)
		}
		if strings.ContainsAny(code, "01IO") {
			t.Fatalf("code %s holds a character easily mistaken", code)
		}
		for _, r := range strings.ReplaceAll(code, "-", "") {
			counts[r]++
		}
	}
	if len(counts) != 32 {
		t.Errorf("%d different characters", len(counts))
	}
	for r, n := range counts { // 1000 each on average
		if n < 800 || n > 1200 {
			t.Errorf("%c stands %d times", r, n)
		}
	}
}

func TestParseCode(t *testing.T) {
	const want = "7K3M-Q2XW-9HTD-4FNP"
	for _, text := range []string{
		want, "7k3m-q2xw-9htd-4fnp", "7K3MQ2XW9HTD4FNP", " 7K3M Q2XW 9HTD 4FNP\n", "７Ｋ３Ｍ－Ｑ２ＸＷ－９ＨＴＤ－４ＦＮＰ", "７ｋ３ｍ　ｑ２ｘｗ　９ｈｔｄ　４ｆｎｐ",
		"7K3M—Q2XW–9HTD‑4FNP", "7K3M−Q2XW-9HTD4FNP",
	} {
		if got, err := forms.ParseCode(text); err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for text, words := range map[string]string{
		"": "现在有0个", "7K3M": "现在有4个", want + "2": "现在有17个", "0K3M-Q2XW-9HTD-4FNP": "“0”", "IK3M-Q2XW-9HTD-4FNP": "“I”",
		"县K3M-Q2XW-9HTD-4FNP": "“县”", "县县县县县1": "现在有6个", "7K3M_Q2XW9HTD4FN": "“_”", strings.Repeat("é", 8): "现在有8个",
	} {
		if got, err := forms.ParseCode(text); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for i := range 200 {
		code := forms.Code([]forms.Line{{Key: strconv.Itoa(i)}})
		if got, err := forms.ParseCode(strings.ToLower(strings.ReplaceAll(code, "-", " "))); err != nil || got != code {
			t.Errorf("%s: %q, %v", code, got, err)
		}
	}
}

func TestDifferenceInWords(t *testing.T) {
	for want, d := range map[string]forms.Difference{
		"5.3 刊发篇数：定稿为“4”，现为“5”": {Label: "5.3 刊发篇数", Want: "4", Got: "5"},
		"联系人：定稿为空白，现为“张三”":      {Label: "联系人", Got: "张三"},
		"联系人：定稿为“张三”，现为空白":      {Label: "联系人", Want: "张三"},
	} {
		if d.String() != want {
			t.Errorf("%q, want %q", d.String(), want)
		}
	}
}

// A line reads as on the screen; of a hash twelve digits are enough for people.
func TestReading(t *testing.T) {
	d := formtest.Perfect(t)
	for line, want := range map[forms.Line]string{
		{Key: "evidence/5-02/delivery", Value: forms.DeliveryFile}:                      "电子",
		{Key: "evidence/5-02/title", Value: "通知"}:                                       "通知",
		{Key: "evidence/5-02/file/1/sha256", Value: "0123456789abcdef0123456789abcdef"}: "0123456789ab…",
		{Key: "answer/1.1/tasks", Value: "true"}:                                        "是",
		{Key: "narrative/5", Value: "true"}:                                             "true",
	} {
		if got := d.Reading(line); got != want {
			t.Errorf("%s: %q, want %q", line.Key, got, want)
		}
	}
}

// A difference reads as on the screen; what is blank on one side stays so.
func TestReadable(t *testing.T) {
	raw := []forms.Difference{{Key: "answer/1.1/tasks", Want: "true", Got: "false"}, {Key: "evidence/5-02/file/1/sha256", Got: "0123456789abcdef"}}
	got := formtest.Perfect(t).Readable(raw)
	if got[0].Want != "是" || got[0].Got != "否" || got[1].Want != "" || got[1].Got != "0123456789ab…" {
		t.Errorf("%+v", got)
	}
	if raw[0].Want != "true" {
		t.Error("the caller's list was changed")
	}
}

// The lines of a finalized version are kept as JSON and must come back the same.
func TestLinesSurviveJSON(t *testing.T) {
	lines := formtest.NewRandom(4, true).Dossier(t, true).Lines(nil)
	data, err := json.Marshal(lines)
	if err != nil {
		t.Fatal(err)
	}
	var back []forms.Line
	if err := json.Unmarshal(data, &back); err != nil || forms.Code(back) != forms.Code(lines) {
		t.Errorf("%v: %v", err, forms.Compare(lines, back))
	}
}
