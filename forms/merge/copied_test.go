package merge_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/merge"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// awkward are the pieces that cells are made of here: marks of spreadsheets, what is taken for headings, sums and numbers elsewhere, spaces.
var awkward = []string{
	"县公安局", "合计", "序号", "标题", "1", "2", "\"", "\"\"", "\t", "\n", " ", "，", "=", "=\"2017-01-02\"", "'", "备注：", "甲", "日期", "〔2017〕7号", "",
}

func awkwardText(r *rand.Rand) string {
	var out strings.Builder
	for range r.IntN(4) {
		out.WriteString(awkward[r.IntN(len(awkward))])
	}
	text, _ := canon.Text(out.String())
	return text
}

// cellOf invents a value of a column.
func cellOf(r *rand.Rand, col *scoring.Field) string {
	if r.IntN(4) == 0 {
		return ""
	}
	switch col.Kind {
	case scoring.KindOption:
		return col.Options[r.IntN(len(col.Options))].Key
	case scoring.KindMonth:
		return fmt.Sprint(r.IntN(12) + 1)
	case scoring.KindDate:
		return canon.ISO(17167 + r.IntN(365))
	}
	return awkwardText(r)
}

// shown are the rows as the table shows them.
func shown(d *forms.Dossier, criterion string) (out [][]string) {
	for _, row := range d.Rows(criterion) {
		var cells []string
		for _, col := range d.Edition.Criterion(criterion).Register.Columns {
			cells = append(cells, col.Display(row.Cells[col.Key]))
		}
		out = append(out, cells)
	}
	return out
}

// What is copied out of a register and pasted back is the same rows, with heads and without, over the rows themselves and as new ones.
func TestCopiedRowsComeBackUnchanged(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 5))
	e := formtest.Edition(t)
	for _, c := range e.Criteria() {
		if c.Register == nil {
			continue
		}
		for range 60 {
			d := forms.New(e, nil)
			for range 1 + r.IntN(5) {
				row, all := map[string]string{}, ""
				for _, col := range c.Register.Columns {
					row[col.Key] = cellOf(r, col)
					all += row[col.Key]
				}
				if all != "" { // a row of nothing is not pasted
					d.Apply(d.AddRows(c.ID, row)...)
				}
			}
			want := shown(d, c.ID)
			copied := merge.Copy(d, c.ID, 0, want, r.IntN(2) == 0)
			if !copied.Is(c.ID, strings.ReplaceAll(copied.Text, "\n", "\r\n")) && len(want) > 0 {
				t.Fatalf("%s: with other ends of lines %q is not known again", c.ID, copied.Text)
			}
			changes, problems := copied.Paste(d, merge.Spot{})
			if len(changes)+len(problems) > 0 {
				t.Fatalf("%s: %q over itself changes %v, problems %v", c.ID, want, changes, problems)
			}
			other := forms.New(e, nil)
			changes, problems = copied.Paste(other, merge.Spot{Column: r.IntN(2)})
			other.Apply(changes...)
			if got := shown(other, c.ID); !slices.EqualFunc(got, want, slices.Equal[[]string]) || len(problems) > 0 {
				t.Fatalf("%s: %q comes back as %q, problems %v", c.ID, want, got, problems)
			}
		}
	}
}

// What the program writes for a spreadsheet is read again as the same cells, whatever they hold; here with the heads that name the columns, as
// it comes from another window of the program.
func TestCopiedTextIsReadAsItsCells(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 6))
	e := formtest.Edition(t)
	for range 300 {
		d := forms.New(e, nil)
		var rows [][]string
		for range 1 + r.IntN(4) {
			title := "甲" + strings.TrimRight(awkwardText(r), " \t\n")
			rows = append(rows, []string{title, "日报", canon.ISO(17167 + r.IntN(365))})
		}
		changes, problems := merge.PasteBlock(d, "5.3", merge.Spot{}, merge.Copy(d, "5.3", 0, rows, true).Text)
		d.Apply(changes...)
		if got := shown(d, "5.3"); !slices.EqualFunc(got, rows, slices.Equal[[]string]) || len(problems) > 0 {
			t.Fatalf("%q is read as %q, problems %v", rows, got, problems)
		}
	}
}

// A single cell goes to the clipboard as its text, so that it can be pasted anywhere; several as a spreadsheet takes them.
func TestJoinCells(t *testing.T) {
	for want, rows := range map[string][][]string{
		"县公安局":                      {{"县公安局"}},
		"甲\t乙\n":                    {{"甲", "乙"}},
		"甲\n乙\n":                    {{"甲"}, {"乙"}},
		"\"甲\n乙\"\t\"\"\"丙\"\"\"\n": {{"甲\n乙", "\"丙\""}},
		"5\"\t\n":                   {{"5\"", ""}},
	} {
		if got := merge.JoinCells(rows); got != want {
			t.Errorf("%q: %q, want %q", rows, got, want)
		}
	}
}
