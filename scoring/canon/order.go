package canon

import (
	"cmp"
	"math/big"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Order gives the one comparison by which lists of texts are sorted: numbers first, by their value; then texts as a Chinese reader looks them
// up, characters by their pinyin (the order of language zh in CLDR, each character by its usual reading, so 重庆 stands under zhòng), letters
// before characters, figures inside a text by their value (第9批 before 第10批). Only equal texts compare as equal. Each sort takes an Order of its
// own, for one cannot be used by two goroutines.
func Order() func(x, y string) int {
	chinese := collate.New(language.Chinese, collate.Numeric)
	return func(x, y string) int {
		n, m := quantity(x), quantity(y)
		switch {
		case n != nil && m != nil:
			return cmp.Or(n.Cmp(m), strings.Compare(x, y))
		case n != nil:
			return -1
		case m != nil:
			return 1
		}
		return cmp.Or(chinese.CompareString(x, y), strings.Compare(x, y))
	}
}

// longestQuantity is of how many characters a number is at most; what is longer is a code.
const longestQuantity = 40

// quantity is the value of a text that is a number, 1,200.5 as well as 007, nil for others.
func quantity(text string) *big.Rat {
	text = strings.ReplaceAll(strings.TrimSpace(text), ",", "")
	whole, part, dotted := strings.Cut(text, ".")
	if len(text) > longestQuantity || !allDigits(whole) || dotted && !allDigits(part) {
		return nil
	}
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return n
}
