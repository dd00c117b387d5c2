// Package scoring holds the yearly rulebook and the arithmetic of the assessment: it turns answers into points, states and
// reasons, and says what would gain more. It knows no files, no clock and no window.
package scoring

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Points are assessment points in hundredths: 250 is 2.50 分.
type Points int64

// ParsePoints reads "3", "0.5" or "2.25". At most two decimals, never negative.
func ParsePoints(text string) (Points, error) {
	whole, frac, dotted := strings.Cut(text, ".")
	if whole == "" || len(whole) > 9 || len(frac) > 2 || dotted && frac == "" || !digits(whole) || !digits(frac) {
		return 0, fmt.Errorf("“%s”不是分数，应写成 3 或 0.5 这样最多两位小数的数", text)
	}
	var n int64
	for _, d := range whole + (frac + "00")[:2] {
		n = n*10 + int64(d-'0')
	}
	return Points(n), nil
}

// String prints two decimals: "2.50".
func (p Points) String() string { return string(p.appendText(make([]byte, 0, 8))) }

func (p Points) appendText(out []byte) []byte {
	if p < 0 {
		out, p = append(out, '-'), -p
	}
	out = strconv.AppendInt(out, int64(p/100), 10)
	return append(out, '.', byte('0'+p%100/10), byte('0'+p%10))
}

// Short prints as few decimals as the value needs: "2.5", "3".
func (p Points) Short() string {
	return strings.TrimSuffix(strings.TrimRight(p.String(), "0"), ".")
}

// MarshalText writes the two-decimal form.
func (p Points) MarshalText() ([]byte, error) { return p.appendText(make([]byte, 0, 8)), nil }

// UnmarshalText reads what ParsePoints takes.
func (p *Points) UnmarshalText(text []byte) error {
	v, err := ParsePoints(string(text))
	*p = v
	return err
}

// exact gives the points as an exact fraction with its words.
func (p Points) exact() fixed { return fixed{big.NewRat(int64(p), 100), p.Short()} }

// exactOrNil is exact for a number the rulebook may leave out.
func (p *Points) exactOrNil() *fixed {
	if p == nil {
		return nil
	}
	out := p.exact()
	return &out
}

// fixed is a number of the rulebook, its text made once. It is never changed.
type fixed struct {
	*big.Rat
	text string
}

var nought = Points(0).exact()

// round turns an exact score into points, half up (G3). Scores are never negative.
func round(r *big.Rat) Points {
	if num, den, ok := small(r); ok {
		return Points((num*200 + den) / (2 * den))
	}
	num := new(big.Int).Mul(r.Num(), big.NewInt(200))
	num.Add(num, r.Denom())
	num.Quo(num, new(big.Int).Lsh(r.Denom(), 1))
	return Points(num.Int64())
}

// small gives numerator and denominator where both leave room for a factor of a million in 64 bits, as nearly all scores do.
func small(r *big.Rat) (num, den int64, ok bool) {
	const room = 1 << 42
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return 0, 0, false
	}
	num, den = r.Num().Int64(), r.Denom().Int64()
	return num, den, num >= 0 && num < room && den < room
}

// compare orders two exact values; the usual small ones without any allocation.
func compare(a, b *big.Rat) int {
	const room = 1 << 31
	na, da, okA := small(a)
	nb, db, okB := small(b)
	if okA && okB && max(na, nb) < room && max(da, db) < room {
		return cmp.Compare(na*db, nb*da)
	}
	return a.Cmp(b)
}

// decimal prints an exact value with as few decimals as it needs, at most six, and says whether that is the exact value.
func decimal(r *big.Rat) (text string, exact bool) {
	if num, den, ok := small(r); ok {
		millionths := num * 1_000_000
		exact = millionths%den == 0
		return millionthsText((millionths + den/2) / den), exact
	}
	if r.IsInt() {
		return r.Num().String(), true
	}
	text = strings.TrimSuffix(strings.TrimRight(r.FloatString(6), "0"), ".")
	places, finite := r.FloatPrec()
	return text, finite && places <= 6
}

func millionthsText(n int64) string {
	whole, frac := n/1_000_000, n%1_000_000
	if frac == 0 {
		return strconv.FormatInt(whole, 10)
	}
	buf := strconv.AppendInt(make([]byte, 0, 24), whole, 10)
	buf = append(buf, '.')
	for unit := int64(100_000); frac > 0; unit /= 10 {
		buf = append(buf, byte('0'+frac/unit))
		frac %= unit
	}
	return string(buf)
}

// equals prints "＝0.665" for an exact value and "≈0.666667" for a shortened one.
func equals(r *big.Rat) string {
	text, exact := decimal(r)
	if exact {
		return "＝" + text
	}
	return "≈" + text
}

// FormatExact prints an exact score with two to six decimals, the form of the machine-readable output.
func FormatExact(r *big.Rat) string {
	text, _ := decimal(r)
	whole, frac, _ := strings.Cut(text, ".")
	for len(frac) < 2 {
		frac += "0"
	}
	return whole + "." + frac
}

// FormatShown prints an exact score as every paper and screen does: two decimals, half up. What it is exactly stands in the reason.
func FormatShown(r *big.Rat) string { return r.FloatString(2) }

// digits reports whether there is nothing but digits.
func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
