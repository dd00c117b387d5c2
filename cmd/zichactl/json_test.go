package main

import (
	"bytes"
	"slices"
	"testing"
	"unicode/utf8"

	"zicha/scoring"
)

// A list that is written piece by piece is the list written at once.
func TestWriteJSONList(t *testing.T) {
	claim := scoring.Points(250)
	cell := cellJSON{Code: "1", County: "<甲>县", Claim: &claim, Score: -5, Reason: "\"\n\u2028", Conflict: []string{}}
	for _, list := range [][]cellJSON{{}, {cell}, {cell, {}, cell}, slices.Repeat([]cellJSON{cell}, 2000)} {
		var once, pieces bytes.Buffer
		if err := writeJSON(&once, list); err != nil {
			t.Fatal(err)
		}
		if err := writeJSONList(wholeOnly{&pieces, t}, slices.Values(list)); err != nil {
			t.Fatal(err)
		}
		if once.String() != pieces.String() {
			t.Errorf("%s instead of %s", pieces.String(), once.String())
		}
	}
}

// wholeOnly wants whole characters in every write, as what cleans words on the way out does.
type wholeOnly struct {
	*bytes.Buffer
	t *testing.T
}

func (w wholeOnly) Write(p []byte) (int, error) {
	if !utf8.Valid(p) {
		w.t.Errorf("half a character is written: %d bytes", len(p))
	}
	return w.Buffer.Write(p)
}
