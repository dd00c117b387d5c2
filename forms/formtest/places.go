package formtest

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Places keeps of what Drawn says of a page every line outside of tables, in tables the first line of every cell and the ground of every
// row, and all that stands at the heights of feet. Pieces of one line are joined, the middle of a long one is left out.
func Places(page []string, feet ...string) []string {
	var out []string
	inCell, ground := false, false // whether the line before is a cell's, or a ground's
	y := ""
	for _, line := range page {
		word := strings.SplitN(line, " ", 6)
		text := word[0] == "text"
		switch {
		case word[0] == "rule" || word[0] == "frame":
			inCell, y = false, "rule"
			continue
		case word[0] == "gap", word[0] == "colour", word[0] == "spelled", word[0] == "box" && (ground || word[2] == y):
			continue
		case text && word[2] == y && !slices.Contains(feet, y):
			out[len(out)-1] += word[5]
			continue
		case text && inCell && !slices.Contains(feet, word[2]):
			y = "cell"
			continue
		case text:
			inCell, ground, y = y == "rule", false, word[2]
		default:
			ground, y = true, word[2]
		}
		out = append(out, line)
	}
	for i, line := range out {
		if r := []rune(line); len(r) > 56 {
			out[i] = string(r[:42]) + "…" + string(r[len(r)-12:])
		}
	}
	return out
}

// CheckLines compares lines with a file of testdata; with UPDATE set in the environment it is written anew, to be read before it is kept.
func CheckLines(t testing.TB, file string, got []string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(strings.Join(got, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(want), "\n")
	for i := range max(len(got), len(lines)) {
		if i >= len(got) || i >= len(lines) || got[i] != lines[i] {
			t.Fatalf("%s:%d is %q, now it is %q", file, i+1, lines[min(i, len(lines)):min(i+1, len(lines))], got[min(i, len(got)):min(i+1, len(got))])
		}
	}
}
