package formtest

import (
	"fmt"
	"strings"
	"testing"
)

// Set is a line of text on a page: where it begins, its baseline, its type and its words.
type Set struct {
	X, Y, Size float64
	Face, Text string
}

// SetLines reads the lines of a page of Drawn that are text.
func SetLines(t testing.TB, page []string) []Set {
	t.Helper()
	var out []Set
	for _, line := range page {
		var s Set
		if n, _ := fmt.Sscanf(line, "text %f %f %s %f", &s.X, &s.Y, &s.Face, &s.Size); n == 4 {
			s.Text = strings.SplitN(line, " ", 6)[5]
			if len(out) > 0 && out[len(out)-1].Y == s.Y {
				out[len(out)-1].Text += s.Text // a line is drawn in pieces where its letters change
				continue
			}
			out = append(out, s)
		}
	}
	return out
}
