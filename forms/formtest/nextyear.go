package formtest

import (
	"strings"
	"testing"

	"zicha/scoring"
)

// Edit is one replacement in a rulebook file: where, what is there, and what comes in its place. Where is the comment a part stands under
// ("# 20 ", as far as the next one), or "" for all of the file. Nothing to be replaced is the whole part.
type Edit [3]string

// NextYear is next year's rulebook as an official would make it: the built-in file with every year one later, then edited.
func NextYear(t testing.TB, edits ...Edit) *scoring.Edition {
	t.Helper()
	text := strings.NewReplacer("2018", "2019", "2017", "2018", "2016", "2017").Replace(Rules(t))
	for _, e := range edits {
		from, to := 0, len(text)
		where, old, replacement := e[0], e[1], e[2]
		if where != "" {
			from = strings.Index(text, "\n"+where) + 1
			if next := strings.Index(text[from:], "\n# "); next >= 0 {
				to = from + next
			}
		}
		part := text[from:to]
		if old == "" {
			old = part
		}
		if !strings.Contains(part, old) {
			t.Fatalf("nothing to edit: %q", old)
		}
		text = text[:from] + strings.ReplaceAll(part, old, replacement) + text[to:]
	}
	e, err := scoring.LoadEdition("next.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}
