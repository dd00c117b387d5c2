package main

import (
	"bytes"
	"slices"
	"testing"

	"zicha/scoring"
)

// A list that is written piece by piece is the list written at once.
func TestWriteJSONList(t *testing.T) {
	claim := scoring.Points(250)
	cell := cellJSON{Code: "1", County: "<甲>县", Claim: &claim, Score: -5, Reason: "\"\n\u2028", Conflict: []string{}}
	for _, list := range [][]cellJSON{{}, {cell}, {cell, {}, cell}} {
		var once, pieces bytes.Buffer
		if err := writeJSON(&once, list); err != nil {
			t.Fatal(err)
		}
		if err := writeJSONList(&pieces, slices.Values(list)); err != nil {
			t.Fatal(err)
		}
		if once.String() != pieces.String() {
			t.Errorf("%s instead of %s", pieces.String(), once.String())
		}
	}
}
