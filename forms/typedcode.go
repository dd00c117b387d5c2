package forms

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"zicha/scoring"
)

// codeLength is the number of characters in a comparison code, dashes apart.
const codeLength = 16

// TypedCode brings what has been typed of a comparison code so far into its printed form, and says at once, in a sentence, what can
// be in no code; wrong is "" while what is there may go on. A code is whole once ParseCode takes it.
func TypedCode(text string) (shown, wrong string) {
	plain := plainCode(text)
	for _, r := range plain {
		if wrong == "" && !strings.ContainsRune(codeAlphabet, r) {
			wrong = notInCode(r)
		}
	}
	if over := utf8.RuneCountInString(plain) - codeLength; over > 0 && wrong == "" {
		wrong = fmt.Sprintf("多了%d个字符：核对码是16个字母和数字。", over)
	}
	return dashed(plain), wrong
}

// dashed writes a code in groups of four.
func dashed(plain string) string {
	var groups []string
	for group := range slices.Chunk([]rune(plain), 4) {
		groups = append(groups, string(group))
	}
	return strings.Join(groups, "-")
}

// notInCode says which character cannot be right and what it may be.
func notInCode(r rune) string {
	switch r {
	case '0', 'O':
		return fmt.Sprintf("核对码里没有数字0和字母O，“%c”看错了：请再看纸面，可能是8、6、9，或者字母D、Q、C。", r)
	case '1', 'I':
		return fmt.Sprintf("核对码里没有数字1和字母I，“%c”看错了：请再看纸面，可能是7，或者字母L、J、T。", r)
	}
	return fmt.Sprintf("核对码里不会出现“%c”：只有大写字母和数字，不含0、1、I、O。", r)
}

// plainCode is a code as typed without dashes and spaces, in capitals and narrow characters.
func plainCode(text string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if strings.ContainsRune("-‐‑‒–—―−－", r) {
			return -1
		}
		return r
	}, scoring.FoldKey(text)))
}
