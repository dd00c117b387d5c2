package scoring

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"zicha/scoring/canon"
)

// How long a number may be as it comes; programs write any number of decimals, which are rounded. No figure of the assessment comes near.
const (
	maxDigits   = 32
	maxDecimals = 400
	maxWhole    = 24 // before the point of an amount
)

// Normalize brings what was typed into the canonical text of the field (G12): numbers lose full-width digits and thousands
// separators, yes fields become "true" or "false", options their key (the label is taken too), dates ISO. Blank stays blank.
// The error is one plain Chinese sentence.
func (f *Field) Normalize(text string) (string, error) {
	if !utf8.ValidString(text) {
		return "", fmt.Errorf("“%s”含有无法识别的字符，请重新输入", f.Label)
	}
	if f.entry != nil {
		return f.normalizeEntry(text)
	}
	if f.Kind == KindText {
		return text, nil
	}
	text = canon.Identity(text)
	if text == "" {
		return "", nil
	}
	switch f.Kind {
	case KindYes:
		return f.normalizeYes(text)
	case KindOption:
		return f.normalizeOption(text)
	case KindDate:
		if day, ok := canon.Day(text); ok && canon.ISO(day) >= earliest {
			return canon.ISO(day), nil
		}
		return "", fmt.Errorf("“%s”填的“%s”不是有效日期，请按%s填写", f.Label, Clip(text), f.DayForm())
	}
	digits := text
	if f.Kind == KindMonth {
		digits = canon.Month(text)
	}
	number, err := plainNumber(digits)
	switch {
	case err != nil && f.Kind == KindMonth:
		return "", fmt.Errorf("“%s”填的“%s”不是月份，请填1至12", f.Label, Clip(text))
	case err != nil:
		return "", fmt.Errorf("“%s”填的“%s”%w", f.Label, Clip(text), err)
	}
	return f.bounded(number)
}

// bounded checks a plain decimal against what its kind of field may hold.
func (f *Field) bounded(number string) (string, error) {
	whole, frac, dotted := strings.Cut(number, ".")
	switch f.Kind {
	case KindCount, KindMonth:
		if dotted {
			return "", fmt.Errorf("“%s”应为整数，不能填%s", f.Label, number)
		}
		if len(number) > 15 {
			return "", fmt.Errorf("“%s”的数字过大，请核对", f.Label)
		}
		if f.Kind == KindMonth && (len(number) > 2 || number == "0" || len(number) == 2 && number > "12") {
			return "", fmt.Errorf("“%s”应为1至12的月份，不能填%s", f.Label, number)
		}
	case KindAmount:
		if len(whole) > maxWhole {
			return "", fmt.Errorf("“%s”的数字过长，请核对", f.Label)
		}
	case KindClaim:
		if len(frac) > 2 {
			return "", fmt.Errorf("“%s”最多两位小数，不能填%s", f.Label, number)
		}
		p, err := ParsePoints(number)
		if err != nil || p > f.max {
			return "", fmt.Errorf("“%s”应在0至%s分之间，不能填%s", f.Label, f.max.Short(), Clip(number))
		}
	}
	return number, nil
}

// Display gives the words shown for a canonical value: 是/否, an option's label, otherwise the value itself.
func (f *Field) Display(value string) string {
	switch {
	case f.Kind == KindYes && value == "true":
		return "是"
	case f.Kind == KindYes && value == "false":
		return "否"
	case f.Kind == KindOption:
		return f.OptionLabel(value)
	}
	return value
}

func (f *Field) normalizeYes(text string) (string, error) {
	switch strings.ToLower(text) {
	case "是", "true", "√", "有", "yes":
		return "true", nil
	case "否", "false", "×", "无", "no":
		return "false", nil
	}
	return "", fmt.Errorf("“%s”应填“是”或“否”，不能填“%s”", f.Label, Clip(text))
}

func (f *Field) normalizeOption(text string) (string, error) {
	var labels []string
	for _, o := range f.Options {
		if text == o.Key || FoldKey(text) == FoldKey(o.Label) {
			return o.Key, nil
		}
		labels = append(labels, o.Label)
	}
	return "", fmt.Errorf("“%s”没有“%s”这一选项，可选：%s", f.Label, Clip(text), strings.Join(labels, "、"))
}

// FullOption gives the label of the only option that begins with a text, as 守信 begins 守信联合激励, or that it shortens, as 失信惩戒 does
// 失信联合惩戒, else the text itself. It is for cells of registers that people type or paste; an end or a middle would do for 未印发 as well as for 印发.
func (f *Field) FullOption(text string) string {
	short := FoldKey(text)
	if short == "" || f.Kind != KindOption {
		return text
	}
	for _, fits := range []func(label, short string) bool{strings.HasPrefix, shortens} {
		full, found := "", 0
		for _, o := range f.Options {
			if fits(FoldKey(o.Label), short) {
				full = o.Label
				found++
			}
		}
		if found > 0 {
			return map[bool]string{true: full, false: text}[found == 1]
		}
	}
	return text
}

// negations turn a label into its opposite.
const negations = "不未无非没否"

// shortens reports whether a text is a label with some characters left out: not the first, not most of them, and none that negates.
func shortens(label, short string) bool {
	all, kept := []rune(label), []rune(short)
	if len(kept)*2 < len(all) || kept[0] != all[0] {
		return false
	}
	n := 0
	for _, r := range all {
		switch {
		case n < len(kept) && r == kept[n]:
			n++
		case strings.ContainsRune(negations, r):
			return false
		}
	}
	return n == len(kept)
}

// earliest is the first day there are papers of.
const earliest = "1949-01-01"

// plainNumber takes digits, an optional decimal point and thousands separators in their right places, and gives the number
// without separators, leading zeros or trailing decimal zeros.
func plainNumber(text string) (string, error) {
	if whole, _, _ := strings.Cut(text, "."); len(whole) > maxDigits || len(text)-len(whole) > maxDecimals {
		return "", errors.New("太长，不像一个数，请核对")
	}
	if strings.HasPrefix(text, "-") || strings.HasPrefix(text, "−") {
		return "", errors.New("是负数，这里应填不小于0的数")
	}
	whole, frac, dotted := strings.Cut(text, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if g == "" || !digits(g) || i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && len(g) > 3 {
			return "", errors.New("不是数字，请填写阿拉伯数字，例如 12 或 37.25")
		}
	}
	if dotted && (frac == "" || !digits(frac)) {
		return "", errors.New("不是数字，请填写阿拉伯数字，例如 12 或 37.25")
	}
	whole = strings.TrimLeft(strings.Join(groups, ""), "0")
	frac = strings.TrimRight(frac, "0")
	if whole == "" {
		whole = "0"
	}
	if frac != "" {
		return whole + "." + frac, nil
	}
	return whole, nil
}

// Clip shortens foreign text for use inside a sentence.
func Clip(text string) string { return Shorten(text, 24) }

// Shorten brings a text on one line and cuts it to so many characters, which an ellipsis says. Menus and sentences have one line, which
// ends of lines and tabs of what was typed would break.
func Shorten(text string, most int) string {
	r := []rune(text)
	cut := len(r) > most
	r = r[:min(len(r), most)]
	for i, char := range r {
		if unicode.In(char, unicode.Cc, unicode.Zl, unicode.Zp) {
			r[i] = ' '
		}
	}
	if cut {
		r = append(r, '…')
	}
	return string(r)
}
