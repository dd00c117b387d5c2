package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"zicha/assets"
	"zicha/forms/answers"
)

// BenchmarkScoreLine measures one object of the size of the whole sample, from JSON to JSON.
func BenchmarkScoreLine(b *testing.B) {
	data, err := assets.Sample.ReadFile("sample/answers.json")
	if err != nil {
		b.Fatal(err)
	}
	known, err := rulebooks("")
	if err != nil {
		b.Fatal(err)
	}
	s := scorer{known: known, today: "2026-01-01", print: printScoreJSON, refuse: printRefusalJSON}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.object(io.Discard, 1, data); err != nil {
			b.Fatal(err)
		}
	}
}

// A line may be as long as an object; a longer one is refused and ends the reading, what stands before it is scored.
func TestLongLines(t *testing.T) {
	full := strings.Repeat("a", answers.MaxBytes)
	for name, c := range map[string]struct{ text, out string }{
		"as long":            {full + "\n{}\n", "12"},
		"with both ends":     {"{}\r\n" + full + "\r\n{}", "123"},
		"without an end":     {"{}\n" + full, "12"},
		"one more":           {"{}\n\n" + full + "a\n{}\n", "1!3"},
		"one more, no end":   {full + "a", "!1"},
		"never ends":         {"{}\n" + full + full + full, "1!2"},
		"spaces, no content": {strings.Repeat(" ", 3*answers.MaxBytes) + "\n{}", "!1"},
	} {
		var out strings.Builder
		in := strings.NewReader(c.text)
		s := scorer{refuse: func(w io.Writer, line int, reason error) error {
			mark := ""
			if errors.Is(reason, errEndless) {
				mark = "!"
			}
			_, err := fmt.Fprint(w, mark, line)
			return err
		}}
		if err := s.lines(in, &out); err != nil || out.String() != c.out || !s.refused {
			t.Errorf("%s: %q, %v, want %q", name, out.String(), err, c.out)
		}
		if name == "never ends" && in.Len() < answers.MaxBytes {
			t.Errorf("%s: read but for %d bytes", name, in.Len())
		}
	}
}
