package workbook

import (
	"strconv"
	"strings"

	"zicha/forms/tables"
	"zicha/scoring"
)

// asWritten is the edition with the words the workbook was written in. Until rulebooks had words of their own (layoutRules), workbooks of every
// one of them had those of the first; they are read and compared in them, and written anew in none but the edition's.
func asWritten(e *scoring.Edition, cover *tables.Grid) *scoring.Edition {
	for _, l := range lines(cover) {
		if heading(l.Text(colItem)) != itemLayout {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSpace(l.Text(colContent))); err != nil || n >= layoutRules {
			return e
		}
	}
	words := e.Words
	words.Assessor, words.Unit, words.Subject = "市里", "县（区）", "社会信用体系建设"
	return e.Worded(words)
}
