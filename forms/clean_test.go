package forms_test

import (
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// What is typed comes in canonical form; what is stored, and comes again as it is stored, stays as it is.
func TestWhatComesInIsCanonical(t *testing.T) {
	for _, c := range []struct{ name, path, stored, typed, want string }{
		{"ends of lines", "narrative/5", "", "一\r\n二\r三", "一\n二\n三"},
		{"what nobody sees", "narrative/5", "", "信\u200b用\u00ad", "信用"},
		{"radicals of a PDF", "remark/5", "", "⽅案⻓", "方案长"},
		{"stored and typed as stored", "narrative/5", "旧\u200b文", "旧\u200b文", "旧\u200b文"},
		{"stored and typed clean", "narrative/5", "旧\u200b文\r\n", "旧文\n", "旧文\n"},
		{"goes on with what was stored", "narrative/5", "旧\u200b文", "旧\u200b文，新\u200b的", "旧文，新的"},
		{"compatibility ideographs", "profile/head", "", "塚﨑﨡", "塚﨑﨡"},
		{"a figure of a spreadsheet", "answer/17.1/price", "", "32.6500000000000014", "32.65"},
	} {
		d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"}}`)
		if err != nil {
			t.Fatal(err)
		}
		p := forms.Path(c.path)
		if c.name == "a figure of a spreadsheet" {
			p = amountPath(t, d)
		}
		d.Apply(forms.Change{Path: p, New: c.stored})
		changes, err := d.Change(p, c.typed)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		d.Apply(changes...)
		if got := d.Get(p); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// amountPath is a figure that may have decimals.
func amountPath(t *testing.T, d *forms.Dossier) forms.Path {
	t.Helper()
	for _, c := range d.Edition.Criteria() {
		for _, f := range c.Fields {
			if f.Kind == "amount" {
				return forms.AnswerPath(c.ID, f.Key)
			}
		}
	}
	t.Fatal("there is no amount")
	return ""
}

// What was altered is said with the field and the spot.
func TestWhatWasAlteredIsSaid(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017"}`)
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(forms.Change{Path: "remark/6", New: "\u200b旧"})
	clean, told := d.Clean([]forms.Change{
		{Path: "narrative/5", New: "一\u200b二\r\n"}, {Path: "remark/6", Old: "\u200b旧", New: "旧\ufeff"}, {Path: "remark/7", Old: "旧", New: "旧\u200b"},
	})
	want := []forms.Change{{Path: "narrative/5", New: "一二\n"}, {Path: "remark/6", Old: "\u200b旧", New: "旧"}}
	if !slices.Equal(clean, want) {
		t.Errorf("%q", clean)
	}
	if want := []string{
		d.Label("narrative/5") + " 第2个字：去掉了看不见的字符 U+200B", d.Label("remark/6") + " 第2个字：去掉了看不见的字符 U+FEFF",
		d.Label("remark/7") + " 第2个字：去掉了看不见的字符 U+200B",
	}; !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
}
