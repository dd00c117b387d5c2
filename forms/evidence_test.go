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
