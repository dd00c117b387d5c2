package workbook

import (
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// TestPartsComeBack: all that is asked under rulebooks with pools, sections outside the total and 不涉及 comes back out of a workbook and
// of an answers file, the marks and their evidence too, and the code covers them.
func TestPartsComeBack(t *testing.T) {
	for _, name := range []string{"pool", "bonus", "weights", "veto"} {
		d := formtest.FullOf(t, formtest.Parts(t, name))
		same(t, d, read(t, written(t, d), d))
		data, err := answers.Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := answers.Decode(data, []*scoring.Edition{d.Edition})
		if err != nil {
			t.Fatal(name, err)
		}
		marks := 0
		for _, c := range d.Edition.Asked() {
			for _, f := range c.Fields {
				p := forms.AnswerPath(c.ID, f.Key)
				if d.Get(p) == "" || back.Get(p) != d.Get(p) {
					t.Errorf("%s: %s is %q in the answers file, want %q", name, p, back.Get(p), d.Get(p))
				}
				if !c.IsMark() {
					continue
				}
				marks++
				other := d.Clone()
				other.Apply(forms.Change{Path: p})
				if other.Code() == d.Code() {
					t.Errorf("%s: the code does not cover %s", name, p)
				}
			}
		}
		if (marks == 0) != (name == "pool") {
			t.Errorf("%s: %d fields of marks", name, marks)
		}
	}
}

// TestPartsAreCompared: a finalized workbook of such a rulebook is as it is written, and each of the figures besides 自评 and 预估 is compared, on
// the cover and in the table; points taken off, which have a minus there, come back without.
func TestPartsAreCompared(t *testing.T) {
	for name, labels := range map[string][]string{
		"bonus": {scoring.BonusLabel, scoring.OverallLabel}, "weights": {scoring.OverallLabel},
		"veto": {scoring.PenaltyLabel, scoring.VetoLabel, scoring.OverallLabel, scoring.GradeLabel}, "pool": nil,
	} {
		d := formtest.FullOf(t, formtest.Parts(t, name))
		d.Final = true
		data := written(t, d)
		book := read(t, data, d)
		if found := book.Altered(t.Context(), d.Code()); len(found)+len(book.Problems) > 0 || forms.Code(book.Lines()) != d.Code() {
			t.Errorf("%s: %+v %+v", name, found, book.Problems)
		}
		for _, label := range labels {
			for _, sheet := range []string{SheetCover, SheetAssess} {
				at := ""
				altered := edited(t, data, func(f *excelize.File) {
					if at = "E"; sheet == SheetAssess {
						at += strconv.Itoa(find(t, f, sheet, "", label))
					} else {
						at = "B" + strconv.Itoa(find(t, f, sheet, label))
					}
					must(t, f.SetCellValue(sheet, at, 77.5))
				})
				told := read(t, altered, d).Altered(t.Context(), d.Code())
				if len(told) != 1 || told[0].Place != sheet+"!"+at || told[0].Severity != forms.Error {
					t.Errorf("%s: %s!%s: %+v", name, sheet, at, told)
				}
			}
		}
	}
}
