package forms_test

import (
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// An item all of whose files are in doubt stands nowhere as evidence, until a person lets it; one good file is enough.
func TestDoubtfulFilesDoNotCount(t *testing.T) {
	good, broken, web := forms.FileRef{Name: "好.pdf", Place: 1}, forms.FileRef{Name: "断.pdf", Place: 2, Doubt: forms.DoubtBroken}, forms.FileRef{Name: "网.pdf", Place: 3, Doubt: forms.DoubtWeb}
	for _, c := range []struct {
		name     string
		files    []forms.FileRef
		delivery string
		counts   bool
		doubt    string
		words    string
	}{
		{"no file", nil, forms.DeliverySeparate, true, "", ""},
		{"good", []forms.FileRef{good}, forms.DeliveryFile, true, "", ""},
		{"broken", []forms.FileRef{broken}, forms.DeliveryFile, false, "1:不完整", "未计为佐证：文件已损坏或不完整，无法打开"},
		{"one of two", []forms.FileRef{good, broken}, forms.DeliveryFile, true, "2:不完整", "“断.pdf”已损坏或不完整，无法打开"},
		{"both", []forms.FileRef{broken, web}, forms.DeliveryFile, false, "1:不完整 2:网页", "未计为佐证：“断.pdf”已损坏或不完整，无法打开；“网.pdf”实际是网页"},
		{"on paper", []forms.FileRef{broken}, forms.DeliveryPaper, true, "1:不完整", "文件已损坏或不完整，无法打开"},
	} {
		d := forms.New(formtest.Edition(t), map[forms.Path]string{"answer/5.3/articles": "4"})
		item := formtest.Attach(t, d, "5.3", forms.Evidence{Title: "甲", Files: c.files, Delivery: c.delivery})
		got := d.AllEvidence()[0]
		if got.Counts() != c.counts || d.BackedCriteria()["5.3"] != c.counts || (d.Citation(d.Edition.Indicator(5)) == "5-01") != c.counts {
			t.Errorf("%s: counts %t, backed %v, cited %q", c.name, got.Counts(), d.BackedCriteria(), d.Citation(d.Edition.Indicator(5)))
		}
		if got.Attr(forms.AttrDoubt) != c.doubt || got.DoubtWords() != c.words {
			t.Errorf("%s: %q, %q", c.name, got.Attr(forms.AttrDoubt), got.DoubtWords())
		}
		backed := d.Scores().Backed.Self.Score
		if (backed > 0) != c.counts {
			t.Errorf("%s: backed %s", c.name, backed)
		}
		d.Apply(d.Accept(item.ID)...)
		if got := d.AllEvidence()[0]; !got.Counts() || got.DoubtWords() != "" || !d.BackedCriteria()["5.3"] {
			t.Errorf("%s: accepted, and still %q", c.name, got.DoubtWords())
		}
	}
}

// What an item of before says of no doubt counts as ever, and adds nothing to its comparison code.
func TestItemsOfBeforeAreNotDoubted(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	formtest.Attach(t, d, "5.3", forms.Evidence{Title: "甲", Files: []forms.FileRef{{Name: "断.pdf", Place: 1}}})
	before := d.Code()
	item := d.AllEvidence()[0]
	d.Apply(d.Redoubt(item.ID, []forms.FileRef{{Doubt: forms.DoubtEmpty}})...)
	if d.Code() == before {
		t.Error("a doubt is not covered by the code")
	}
	d.Apply(d.Accept(item.ID)...)
	if d.Code() != before {
		t.Error("an item accepted is not what it was")
	}
}

// What only prints too small is told and counts all the same; no paper and no comparison code says it.
func TestSmallPrintCounts(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	item := formtest.Attach(t, d, "5.3", forms.Evidence{Title: "甲", Files: []forms.FileRef{{Name: "糊.png", Place: 1, Doubt: forms.DoubtCoarse}, {Name: "断.pdf", Place: 2, Doubt: forms.DoubtBroken}}})
	got := d.AllEvidence()[0]
	if !got.Counts() || got.DoubtWords() != "“断.pdf”已损坏或不完整，无法打开" || got.Attr(forms.AttrDoubt) != "1:分辨率低 2:不完整" || got.Hindrances() != "2:不完整" {
		t.Errorf("%q, %q, %q", got.DoubtWords(), got.Attr(forms.AttrDoubt), got.Hindrances())
	}
	d.Apply(d.Redoubt(item.ID, []forms.FileRef{{Doubt: forms.DoubtSmall}})...)
	small := d.Code()
	d.Apply(d.Accept(item.ID)...)
	if d.Code() != small {
		t.Error("small print changes the code")
	}
}
