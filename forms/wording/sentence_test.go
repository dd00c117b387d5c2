package wording_test

import (
	"strconv"
	"strings"
	"testing"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/wording"
)

// saying asks an indicator's first sentence of a dossier.
func saying(t *testing.T, d *forms.Dossier, no string) string {
	t.Helper()
	n, err := strconv.Atoi(no)
	if err != nil || d.Edition.Indicator(n) == nil {
		t.Fatalf("no indicator %q", no)
	}
	return wording.Sentence(d, d.Edition.Indicator(n))
}

// sampleDossier is the sample county's answers.
func sampleDossier(t *testing.T) *forms.Dossier {
	t.Helper()
	data, err := assets.Sample.ReadFile("sample/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := formtest.Decode(t, string(data))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSentences reads the table an official can read: all 25 of the sample, then single cases on an empty dossier.
func TestSentences(t *testing.T) {
	sample := sampleDossier(t)
	covered := map[string]bool{}
	for _, c := range formtest.Table(t, "sentences.txt") {
		name, want := strings.TrimSpace(c[0]), strings.TrimSpace(c[1])
		no, changes, _ := strings.Cut(name, " | ")
		d := sample
		if after, isSample := strings.CutPrefix(no, "样例 "); isSample {
			no, covered[after] = after, true
		} else {
			d = forms.New(formtest.Edition(t), nil)
			for _, change := range strings.Split(changes, " | ") {
				if path, value, ok := strings.Cut(change, "="); ok {
					d.Apply(forms.Change{Path: forms.Path(path), New: strings.ReplaceAll(value, `\n`, "\n")})
				}
			}
		}
		if got := saying(t, d, no); got != want {
			t.Errorf("%s\n got %s\nwant %s", name, got, want)
		}
	}
	if len(covered) != 25 {
		t.Errorf("the sample has %d of 25 sentences in the table", len(covered))
	}
}

// TestSentencesAreClean: whatever is filled in, nothing of the notation is left and the sentence ends as one.
func TestSentencesAreClean(t *testing.T) {
	for _, value := range []string{"true", "false", "0", "1", "7", "12.5", "文字|{n}", "government", "none", "unusable"} {
		d := forms.New(formtest.Edition(t), nil)
		for _, c := range d.Edition.Criteria() {
			for _, f := range c.Fields {
				if v, err := f.Normalize(value); err == nil {
					d.Apply(forms.Change{Path: forms.AnswerPath(c.ID, f.Key), New: v})
				}
			}
		}
		for _, ind := range d.Edition.Indicators() {
			s := strings.ReplaceAll(wording.Sentence(d, ind), "文字|{n}", "文字")
			if strings.ContainsAny(s, "|{}") || s != "" && !strings.HasSuffix(s, "。") || strings.Contains(s, "。。") || strings.Contains(s, "，，") {
				t.Errorf("%s at %d: %q", value, ind.No, s)
			}
		}
	}
}
