package main

import (
	"io"
	"testing"

	"zicha/assets"
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
