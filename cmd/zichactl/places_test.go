package main

import (
	"regexp"
	"strings"
	"testing"
)

// placeWords are words of one place and one year, which only a rulebook may have.
var placeWords = regexp.MustCompile(`亳州|谯城|涡阳|蒙城|利辛|3416|安徽|25项|八类|市里|县（区）|人民政府|社会信用体系建设|市信息局|市发展改革委|第1[3789]项`)

// placesRead are the files whose literals are read, or only met in what others wrote, and never printed.
var placesRead = map[string]string{
	"forms/wording/measures.go": "words a line of a title is not broken in",
	"forms/workbook/before.go":  "words of workbooks from before rulebooks had their own",
}

// No literal of the program names a place, its offices or the numbers of one year's rulebook: those are asked of the edition.
func TestNoPlaceInTheCode(t *testing.T) {
	words := goWords(t)
	if len(words) < 1000 {
		t.Fatalf("only %d texts read", len(words))
	}
	for _, w := range words {
		if strings.HasPrefix(w.file, "forms/formtest/") || placesRead[w.file] != "" { // the first are tests' own
			continue
		}
		if found := placeWords.FindString(w.text); found != "" {
			t.Errorf("%s:%d: “%s” in %q", w.file, w.line, found, w.text)
		}
	}
}
