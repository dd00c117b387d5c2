package wording_test

import (
	"strings"
	"testing"

	"zicha/forms/formtest"
	"zicha/forms/wording"
)

// Every term of the glossary is explained, in a sentence or two, with the rulebook's own word for who assesses.
func TestGlossary(t *testing.T) {
	e := formtest.Edition(t)
	other := e.Worded(e.Words)
	other.Words.Assessor = "省里"
	seen := map[wording.Term]bool{}
	for _, term := range wording.Glossary() {
		words := wording.Explain(term, &other.Words)
		if words == "" || !strings.HasSuffix(words, "。") || len([]rune(words)) > 80 || seen[term] {
			t.Errorf("%s: %q", term, words)
		}
		if strings.Contains(words, e.Words.Assessor) || formtest.Jargon(words) != "" {
			t.Errorf("%s: %q is not in the rulebook's words", term, words)
		}
		seen[term] = true
	}
	if got := wording.ExplainAll(&e.Words, wording.TermApart, wording.TermCited); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "另行报送：") {
		t.Errorf("two terms: %q", got)
	}
}
