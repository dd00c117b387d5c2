package forms_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

func numbers(d *forms.Dossier) string {
	var out []string
	for _, e := range d.AllEvidence() {
		out = append(out, e.Number)
	}
	return strings.Join(out, " ")
}

// A number once given is never given again: not after removal, not after undo, not after an import without its counter.
func TestNumbersAreNeverReused(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	first := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "一"})
	second, changes, err := d.AddEvidence("5.3", forms.Evidence{Title: "二"})
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	if first.Number != "5-01" || second.Number != "5-02" {
		t.Fatalf("numbers %s, %s", first.Number, second.Number)
	}
	d.Apply(formtest.Inverse(changes)...)
	if got := numbers(d); got != "5-01" {
		t.Fatalf("after undo: %s", got)
	}
	if third := formtest.Attach(t, d, "5.2", forms.Evidence{}); third.Number != "5-03" {
		t.Errorf("after undo the next is %s", third.Number)
	}
	for _, e := range d.AllEvidence() {
		removed, err := d.RemoveEvidence(e.ID, "误传")
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(removed...)
	}
	if next := formtest.Attach(t, d, "5.1", forms.Evidence{}); next.Number != "5-04" {
		t.Errorf("after removals the next is %s", next.Number)
	}
	if other := formtest.Attach(t, d, "15.1", forms.Evidence{}); other.Number != "15-01" {
		t.Errorf("another indicator begins with %s", other.Number)
	}
	d.Apply(forms.Change{Path: "seq/5"})
	if next := formtest.Attach(t, d, "5.1", forms.Evidence{}); next.Number != "5-05" {
		t.Errorf("without the counter the next is %s", next.Number)
	}
	if got := numbers(d); got != "5-01 5-03 5-04 5-05 15-01" {
		t.Errorf("numbers %s", got)
	}
}

func TestNumbersInOrder(t *testing.T) {
	values := map[forms.Path]string{}
	for i, n := range strings.Fields("10-01 5-100 5-02 5-10 1-01 5-99 25-01") {
		values[forms.EvidencePath("e"+string(rune('0'+i)), forms.AttrNumber)] = n
	}
	values["evidence/without/title"] = "没有编号的不算"
	if got := numbers(forms.New(formtest.Edition(t), values)); got != "1-01 5-02 5-10 5-99 5-100 10-01 25-01" {
		t.Errorf("order %s", got)
	}
}

func TestAddEvidence(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	if _, _, err := d.AddEvidence("5.9", forms.Evidence{}); err == nil || !strings.Contains(err.Error(), "5.9") {
		t.Errorf("an unknown criterion: %v", err)
	}
	with := formtest.Attach(t, d, "5.1", forms.Evidence{Criteria: []string{"5.2"}, Files: []forms.FileRef{{Name: "b", Place: 2}, {Name: "a", Place: 1}}})
	without := formtest.Attach(t, d, "5.1", forms.Evidence{Criteria: []string{"5.1"}})
	if with.Delivery != forms.DeliveryFile || without.Delivery != forms.DeliverySeparate {
		t.Errorf("deliveries %q, %q", with.Delivery, without.Delivery)
	}
	got := d.Evidence("5.2")
	if len(got) != 1 || !slices.Equal(got[0].Criteria, []string{"5.1", "5.2"}) || got[0].Files[0].Name != "a" {
		t.Errorf("5.2 has %+v", got)
	}
	if got := d.Citation(d.Edition.Indicator(5)); got != "5-01、5-02" {
		t.Errorf("citation %q", got)
	}
}

func TestRemoveEvidenceNeedsAReason(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	item := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{{Name: "a", SHA256: "aa"}}})
	for _, reason := range []string{"", " ", "\n　\t"} {
		if changes, err := d.RemoveEvidence(item.ID, reason); err == nil || len(changes) > 0 || !strings.Contains(err.Error(), "5-01") {
			t.Errorf("reason %q: %v, %v", reason, changes, err)
		}
	}
	changes, err := d.RemoveEvidence(item.ID, " 误传 ")
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	got := d.AllEvidence()[0]
	if !got.Removed || got.Reason != "误传" || got.Title != "通知" || got.Number != "5-01" || len(got.Files) != 1 {
		t.Errorf("removed: %+v", got)
	}
	if len(d.Evidence("5.1"))+len(d.SameFile("aa")) > 0 || d.BackedCriteria()["5.1"] || d.Citation(d.Edition.Indicator(5)) != "" {
		t.Error("a removed item still counts")
	}
}

func TestLinkEvidence(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	item := formtest.Attach(t, d, "5.1", forms.Evidence{})
	for _, c := range []struct{ criteria, want string }{
		{"5.3 1.1 5.1", "1.1 5.1 5.3"}, {"10.1 9.2", "9.2 10.1"}, {"9.9 5.2 5.2", "5.2"}, {"", ""},
	} {
		d.Apply(d.LinkEvidence(item.ID, strings.Fields(c.criteria))...)
		if got := d.Get(forms.EvidencePath(item.ID, forms.AttrCriteria)); got != c.want {
			t.Errorf("%q: linked to %q", c.criteria, got)
		}
	}
	if changes := d.LinkEvidence(item.ID, nil); len(changes) > 0 {
		t.Errorf("linked the same again: %v", changes)
	}
	if got := numbers(d); got != "5-01" {
		t.Errorf("the number became %s", got)
	}
}

func TestEvidenceAttributes(t *testing.T) {
	keys := []string{
		forms.AttrNumber, forms.AttrTitle, forms.AttrDocNo, forms.AttrDate, forms.AttrIssuer, forms.AttrPages, forms.AttrDelivery,
		forms.AttrCriteria, forms.AttrRows, forms.AttrReason, forms.AttrKeep,
	}
	values := map[forms.Path]string{"evidence/x/state": forms.StateRemoved}
	for _, key := range keys {
		values[forms.EvidencePath("x", key)] = "值-" + key
	}
	e := forms.New(formtest.Edition(t), values).AllEvidence()[0]
	for _, key := range keys {
		if got := e.Attr(key); got != "值-"+key {
			t.Errorf("%s is %q", key, got)
		}
		if forms.EvidenceField(key) == nil {
			t.Errorf("%s has no field", key)
		}
	}
	if e.Attr(forms.AttrState) != forms.StateRemoved || e.Attr("other") != "" || forms.EvidenceField("other") != nil {
		t.Error("state or an unknown attribute is wrong")
	}
}

// An item that brings its number keeps it, where it can be one of this edition; the next one given goes on after the highest.
func TestAddNumbered(t *testing.T) {
	for number, taken := range map[string]bool{
		"5-01": true, "5-9999": true, "25-07": true, "5-10000": false, "5-00": false, "5--1": false, "0-01": false, "26-01": false, "5": false, "": false, "x-01": false, "5-x": false,
	} {
		d := forms.New(formtest.Edition(t), nil)
		d.Apply(d.AddNumbered(forms.Evidence{Number: number, Title: "通知", Criteria: []string{"5.1"}})...)
		if all := d.AllEvidence(); len(all) == 1 != taken || taken && (all[0].Number != number || all[0].Title != "通知") {
			t.Errorf("%q: %+v", number, all)
		}
	}
	d := forms.New(formtest.Edition(t), nil)
	for _, number := range []string{"5-07", "5-03", "6-20"} {
		d.Apply(d.AddNumbered(forms.Evidence{Number: number})...)
	}
	if item := formtest.Attach(t, d, "5.1", forms.Evidence{}); item.Number != "5-08" {
		t.Errorf("after 5-07 and 5-03 comes %s", item.Number)
	}
}

// Which items hold the same file, and which serve a criterion: removed ones do neither.
func TestItemsInUse(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	file := func(sum string) forms.FileRef { return forms.FileRef{Name: sum, SHA256: sum} }
	for _, e := range []forms.Evidence{
		{ID: "a", Files: []forms.FileRef{file("11"), file("22"), file("11")}, Criteria: []string{"5.1", "5.3"}},
		{ID: "b", Files: []forms.FileRef{file("33")}},
		{ID: "c", Files: []forms.FileRef{file("22")}, Criteria: []string{"5.1", "6.1"}},
		{ID: "d", Files: []forms.FileRef{file("22")}},
	} {
		formtest.Attach(t, d, "5.1", e)
	}
	changes, err := d.RemoveEvidence("d", "重复")
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	ids := func(items []forms.Evidence) (out string) {
		for _, e := range items {
			out += e.ID
		}
		return out
	}
	for sum, want := range map[string]string{"11": "a", "22": "ac", "33": "b", "44": ""} {
		if got := ids(d.SameFile(sum)); got != want {
			t.Errorf("%s is held by %q", sum, got)
		}
	}
	for id, want := range map[string]string{"5.1": "abc", "5.3": "a", "6.1": "c", "7.1": ""} {
		if got := ids(d.Evidence(id)); got != want {
			t.Errorf("%s is served by %q", id, got)
		}
	}
	for no, want := range map[int]string{5: "5-01、5-02、5-03", 6: "5-03", 7: ""} {
		if got := d.Citation(d.Edition.Indicator(no)); got != want {
			t.Errorf("indicator %d cites %q", no, got)
		}
	}
	lines := formtest.LineMap(d.Lines(nil))
	if lines["evidence/5-01/criteria"] != "5.1 5.3" || lines["evidence/5-04/state"] != "removed" {
		t.Errorf("%v", lines)
	}
}

// Files of an item stand by their place, of one place by their ids; each gets an id of its own.
func TestOrderOfFiles(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	formtest.Attach(t, d, "5.1", forms.Evidence{ID: "x", Files: []forms.FileRef{
		{ID: "3", Name: "丙", Place: 2}, {ID: "2", Name: "乙", Place: 1}, {ID: "1", Name: "丁", Place: 2}, {ID: "4", Name: "甲", Place: 0},
	}})
	names := ""
	for _, f := range d.AllEvidence()[0].Files {
		names += f.Name
	}
	if names != "甲乙丁丙" {
		t.Error(names)
	}
	item := formtest.Attach(t, d, "5.1", forms.Evidence{Files: []forms.FileRef{{Name: "一"}, {Name: "二"}}})
	for _, e := range d.AllEvidence() {
		if e.Number == item.Number && (len(e.Files) != 2 || e.Files[0].ID == "" || e.Files[0].ID == e.Files[1].ID) {
			t.Errorf("%+v", e.Files)
		}
	}
}

// Points claimed without a piece of evidence are named in the column of evidence; where the city scores, none is missed.
func TestCited(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{
		"answer/1.1/issuer": "government", "answer/1.1/tasks": "true", "answer/1.1/milestones": "true", "answer/5.1/met": "true", "answer/5.3/articles": "0",
		"answer/23.1/claimed": "1",
	})
	cited := func(no int) string { return d.Cited(d.Score().Indicators[no-1]) }
	if got := cited(1) + "|" + cited(5) + "|" + cited(23); got != "缺佐证：1.1|缺佐证：5.1|" {
		t.Error(got)
	}
	formtest.Attach(t, d, "5.3", forms.Evidence{})
	formtest.Attach(t, d, "23.1", forms.Evidence{})
	if got := cited(5) + "|" + cited(23); got != "5-01；缺佐证：5.1|23-01" {
		t.Error(got)
	}
	formtest.Attach(t, d, "5.1", forms.Evidence{})
	if got := cited(5); got != "5-01、5-02" {
		t.Error(got)
	}
}

// Ending a link that is not there changes nothing, and linking keeps the rows linked before.
func TestLinkRow(t *testing.T) {
	d := formtest.Participants(t, "甲 乙")
	item := formtest.Attach(t, d, "10.1", forms.Evidence{})
	cell := func(row string) forms.Path { return forms.CellPath("10.1", row, "name") }
	if changes := d.LinkRow(item.ID, cell("a"), false); len(changes) > 0 {
		t.Errorf("%v", changes)
	}
	for _, step := range []struct {
		row  string
		on   bool
		want string
	}{{"a", true, "10.1#a"}, {"b", true, "10.1#a 10.1#b"}, {"a", false, "10.1#b"}, {"b", false, ""}} {
		if d.Apply(d.LinkRow(item.ID, cell(step.row), step.on)...); d.Get(forms.EvidencePath(item.ID, forms.AttrRows)) != step.want {
			t.Errorf("%+v: %q", step, d.Get(forms.EvidencePath(item.ID, forms.AttrRows)))
		}
		printed := strings.NewReplacer("#a", "#1", "#b", "#2").Replace(step.want)
		if got := formtest.LineMap(d.Lines(nil))["evidence/10-01/rows"]; got != printed {
			t.Errorf("%+v: printed %q", step, got)
		}
	}
}

// A dossier begins as its first version; its code is the code of its lines.
func TestFirstVersion(t *testing.T) {
	d := formtest.Participants(t, "甲 乙")
	if d.Version != 1 || d.Final {
		t.Errorf("version %d, final %t", d.Version, d.Final)
	}
	if code := d.Code(); code == "" || code != forms.Code(d.Lines(d.Scores().Lines())) {
		t.Error(code)
	}
}

// A file goes earlier or later among its item's files, also where several had the same place.
func TestFilesOfAnItemMove(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	item := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "照片", Files: []forms.FileRef{
		{ID: "a", Name: "甲.jpg", SHA256: "1", Place: 1}, {ID: "b", Name: "乙.jpg", SHA256: "2", Place: 1}, {ID: "c", Name: "丙.jpg", SHA256: "3", Place: 7},
	}})
	order := func() (out string) {
		for _, f := range d.Evidence("5.1")[0].Files {
			out += strings.TrimSuffix(f.Name, ".jpg")
		}
		return out
	}
	first := order()
	files := d.Evidence("5.1")[0].Files
	changes := d.MoveFile(item.ID, files[2].ID, -1)
	d.Apply(changes...)
	want := string([]rune{[]rune(first)[0], []rune(first)[2], []rune(first)[1]})
	if got := order(); got != want {
		t.Errorf("%s becomes %s, want %s", first, got, want)
	}
	d.Apply(formtest.Inverse(changes)...)
	if got := order(); got != first {
		t.Errorf("taken back it is %s, not %s", got, first)
	}
	if n := len(d.MoveFile(item.ID, files[0].ID, -1)) + len(d.MoveFile(item.ID, files[2].ID, 1)) + len(d.MoveFile("none", "a", 1)) + len(d.MoveFile(item.ID, "none", 1)); n > 0 {
		t.Errorf("%d changes beyond the ends", n)
	}
}

// What is given of a criterion's evidence is the caller's own: who sorts or fills it changes nothing for the next, and what is added
// or taken out shows at once.
func TestEvidenceIsTheCallersOwn(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	formtest.Attach(t, d, "5.1", forms.Evidence{Title: "甲", Criteria: []string{"5.2", "5.1"}, Files: []forms.FileRef{{Name: "a", SHA256: "aa"}}})
	d.Evidence("5.1")[0].Title = "改过"
	d.BackedCriteria()["5.1"] = false
	if got := d.Evidence("5.1"); len(got) != 1 || got[0].Title != "甲" || !d.BackedCriteria()["5.1"] {
		t.Errorf("after a caller wrote to its own: %+v, %v", got, d.BackedCriteria())
	}
	second := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "乙"})
	if len(d.Evidence("5.1")) != 2 || len(d.Evidence("5.2")) != 1 {
		t.Errorf("added: %d at 5.1, %d at 5.2", len(d.Evidence("5.1")), len(d.Evidence("5.2")))
	}
	changes, err := d.RemoveEvidence(second.ID, "误传")
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	if got := d.Evidence("5.1"); len(got) != 1 || got[0].Title != "甲" {
		t.Errorf("removed: %+v", got)
	}
}
