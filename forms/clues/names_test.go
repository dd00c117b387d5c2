package clues

import (
	"strings"
	"testing"

	"zicha/forms/formtest"
	"zicha/scoring"
)

// Whose a document is follows from the edition's names, the kinds of places and how offices are called; see testdata/issuers.txt.
func TestOrigin(t *testing.T) {
	e := formtest.Edition(t)
	n := namesOf(Job{Edition: e, Counties: []County{{Name: "高新区"}}})
	other := namesOf(Job{Edition: &scoring.Edition{City: "安阳市", Units: []scoring.Unit{{Name: "安阳县"}, {Name: "林州市"}, {Name: "城关镇"}, {Name: "县税务局"}}}})
	for _, c := range formtest.Table(t, "issuers.txt") {
		part := strings.Split(c[0], "|")
		for i := range part {
			part[i] = strings.TrimSpace(part[i])
		}
		names := n
		if part[0] == "安阳" {
			names = other
		}
		want := map[string]origin{"不明": ofUnknown, "本级": ofUnit, "上级": ofAbove}[strings.TrimSpace(c[1])]
		if got := names.origin(part[2], part[3], part[1]); got != want {
			t.Errorf("%s: %d, want %d", c[0], got, want)
		}
	}
}
