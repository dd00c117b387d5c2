package scoring

import "testing"

// Figures keep 15 significant digits, whatever their length; no digit before the point is lost.
func TestKeptFigure(t *testing.T) {
	for number, want := range map[string]string{
		"32.6500000000000014": "32.65", "32.65": "32.65", "0": "0", "0.00000000000000000001": "0.00000000000000000001",
		"0.1234567890123456": "0.123456789012346", "9.99999999999999999": "10", "99999999999999.95": "100000000000000",
		"1234567890123456.7": "1234567890123457", "123456789012345.4": "123456789012345", "1.86000000000000000001": "1.86",
	} {
		if got := keptFigure(number); got != want {
			t.Errorf("%s: %s, want %s", number, got, want)
		}
	}
}
