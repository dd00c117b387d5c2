package workbook

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/scoring"
)

// otherRules is a rulebook of the same id as the built-in one in which 5.3 gives 0.4 points for an article instead of 0.5.
func otherRules(t *testing.T, e *scoring.Edition) *scoring.Edition {
	t.Helper()
	rules, _, _ := bytes.Cut(e.Source(), []byte("[[case]]")) // which would no longer hold
	other, err := scoring.LoadEdition("bozhou-2017.toml", bytes.Replace(rules, []byte(`each = "0.5"`), []byte(`each = "0.4"`), 1))
	must(t, err)
	if other.ID != e.ID || forms.RulesCode(other) == forms.RulesCode(e) {
		t.Fatal("the rules are the same")
	}
	return other
}

// TestOtherRulesAreTold: a workbook of rules that are only called the same is read and says so, though nothing it holds is scored otherwise by
// them; where both are known it is read by its own.
func TestOtherRulesAreTold(t *testing.T) {
	d := finalized(t)
	d.Apply(forms.Change{Path: forms.AnswerPath("5.3", "articles")})
	own, other := d.Edition, otherRules(t, d.Edition)
	data := written(t, d)
	book, err := Read(t.Context(), bytes.NewReader(data), []*scoring.Edition{other})
	must(t, err)
	told := 0
	for _, p := range book.Problems {
		if p.Code == CodeRules && p.Severity == forms.Warning && p.Place == "封面!B4" && strings.Contains(p.Message, forms.RulesCode(own)) && strings.Contains(p.Message, forms.RulesCode(other)) {
			told++
		}
	}
	if told != 1 || book.Code == forms.Code(book.Lines()) {
		t.Errorf("told %d times: %+v", told, book.Problems)
	}
	for _, known := range [][]*scoring.Edition{{own}, {other, own}, {own, other}} {
		book, err := Read(t.Context(), bytes.NewReader(data), known)
		must(t, err)
		if book.Dossier.Edition != own || len(book.Problems) > 0 {
			t.Errorf("read by %s: %+v", forms.RulesCode(book.Dossier.Edition), book.Problems)
		}
	}
	altered := edited(t, data, func(f *excelize.File) {
		must(t, f.SetCellStr(SheetCover, "B"+strconv.Itoa(find(t, f, SheetCover, itemRules)), forms.RulesCode(other)))
	})
	book = read(t, altered, d)
	if found := book.Altered(t.Context(), d.Code()); len(book.Problems) != 1 || len(found) == 0 || found[0].Place != "封面!B4" {
		t.Errorf("another code on the cover: %+v %+v", book.Problems, found)
	}
}
