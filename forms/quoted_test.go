package forms_test

import (
	"testing"

	"zicha/forms"
)

func TestQuoted(t *testing.T) {
	for name, want := range map[string]string{
		"方案.docx":       "“方案.docx”",
		"“诚信”方案.docx":   "“诚信”方案.docx",
		"关于“诚信”的方案.pdf": "“关于“诚信”的方案.pdf”",
		"":              "“”",
	} {
		if got := forms.Quoted(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
