package wording

import (
	"fmt"
	"strconv"
	"strings"

	"zicha/scoring"
)

// Share is the share a number is of the whole beside it, "占98.50%", "" where there is none to tell yet.
func Share(c *scoring.Criterion, key string, a scoring.Answer) string {
	for _, pair := range c.Pairs() {
		if text, _, ok := c.Share(pair, a); ok && pair[0] == key {
			return "占" + text
		}
	}
	return ""
}

// Mismatch says that a number cannot stand beside another one: a part larger than its whole, a whole of 0. It is "" where nothing is
// wrong.
func Mismatch(c *scoring.Criterion, key string, a scoring.Answer) string {
	for _, pair := range c.Pairs() {
		part, okPart := c.Count(pair[0], a)
		whole, okWhole := c.Count(pair[1], a)
		switch {
		case key == pair[1] && okWhole && whole == 0:
			return c.Field(key).Label + "为0，占比无法计算，请核对这个数。"
		case key == pair[0] && okPart && okWhole && part > whole && whole > 0:
			return fmt.Sprintf("%s大于%s，占比超过100%%，计分时按100%%计。请核对两个数是否填反或口径不一。",
				amountOf(c.Field(pair[0]), part), amountOf(c.Field(pair[1]), whole))
		}
	}
	return ""
}

func amountOf(f *scoring.Field, n int64) string {
	return f.Label + strconv.FormatInt(n, 10) + f.Unit
}

// tenThousands is the unit whose values are easily given in single pieces.
const tenThousands = "万条"

// Doubt asks about a number that is probably meant in single pieces: 372500 in a field of 万条. better is the number ten thousand
// times smaller, exactly; ok is false where there is nothing to ask.
func Doubt(f *scoring.Field, value string) (question, better string, ok bool) {
	whole, frac, _ := strings.Cut(value, ".")
	if f.Unit != tenThousands || len(whole) < 4 || strings.Trim(whole+frac, "0123456789") != "" {
		return "", "", false
	}
	better = tenThousandth(whole, frac)
	return fmt.Sprintf("%s万条是%s亿条。是否应为%s万条？", value, better, better), better, true
}

// tenThousandth moves the point of a plain decimal by four places.
func tenThousandth(whole, frac string) string {
	whole = strings.Repeat("0", max(0, 5-len(whole))) + whole
	at := len(whole) - 4
	return strings.TrimSuffix(whole[:at]+"."+strings.TrimRight(whole[at:]+frac, "0"), ".")
}

// UnitDoubt asks about a number whose unit is that of the city's standard beside it, where it looks as if given in single pieces and the
// standard in 万条: 3 beside 2.4. better is the number ten thousand times smaller; ok is false where there is nothing to ask.
func UnitDoubt(c *scoring.Criterion, key string, a scoring.Answer) (question, better string, ok bool) {
	spec := c.Spec
	if spec.Kind != "attain" || spec.Part != key || c.Field(key).Unit != "" {
		return "", "", false
	}
	value, standard := a.Values[key], a.Values[spec.Standard]
	if !scoring.InTenThousands(standard, value) {
		return "", "", false
	}
	better = tenThousandth(value, "")
	return fmt.Sprintf("%s是%s，像是以万条计。这里的%s是%s条还是%s万条？是%s条的应填%s。", c.Field(spec.Standard).Label, standard, value, value, value, value, better), better, true
}
