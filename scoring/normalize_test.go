package scoring_test

import (
	"testing"

	"zicha/scoring"
)

// A refused month is quoted as it was written, and the way out is that of a month.
func TestRefusedMonth(t *testing.T) {
	month := &scoring.Field{Label: "月份", Kind: scoring.KindMonth}
	if _, err := month.Normalize("4-5月"); err == nil || err.Error() != "“月份”填的“4-5月”不是月份，请填1至12" {
		t.Errorf("it says %v", err)
	}
}
