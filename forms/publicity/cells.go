package publicity

import (
	"strings"
	"unicode"

	"zicha/scoring"
)

// isBlank reports whether a cell says nothing: it is empty, holds marks alone (/ — *), or a word for nothing.
func isBlank(cell string) bool {
	if cell == "" {
		return true
	}
	if len(cell) > 60 || cell[0] >= '0' && cell[0] <= '9' { // no word for nothing begins with a digit
		return false
	}
	word := strings.TrimFunc(narrowed(cell), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	switch strings.ToLower(word) {
	case "", "无", "空", "空白", "暂无", "没有", "缺", "缺失", "未知", "不详", "未填", "未提供", "null", "none", "nil", "nan", "n/a", "na":
		return true
	}
	return false
}

// unguarded takes off what programs and people put around a value so that spreadsheets leave it alone: ="…", a ' or a backtick before it.
func unguarded(cell string) string {
	text := strings.TrimSpace(cell)
	if inner, ok := strings.CutPrefix(text, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.TrimSuffix(inner, `"`)
	}
	return strings.TrimLeft(text, "'`’‘")
}

// code gives a code in the form it is checked in, "" where the cell says nothing; noughts alone say nothing either.
func code(cell string) string {
	if isBlank(cell) {
		return ""
	}
	folded := scoring.FoldKey(cell)
	if strings.Trim(folded, "0") == "" {
		return ""
	}
	return strings.ToUpper(folded)
}

// clip shortens a text to so many bytes without cutting a character.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xc0 == 0x80 {
		most--
	}
	return s[:most]
}

// explains reports whether a cell is the beginning of a note or of a sum rather than of a decision.
func explains(cell string) bool {
	folded := strings.TrimLeft(scoring.FoldKey(clip(cell, 120)), "*※（(【[")
	for _, word := range []string{"表格说明", "填表说明", "填报说明", "说明:", "说明", "备注:", "注:", "填表人", "填报人", "制表人", "审核人", "联系电话", "填报单位", "填报日期", "单位负责人", "负责人签字", "审核:", "填表:", "制表:", "制表日期"} {
		if strings.HasPrefix(folded, word) {
			return true
		}
	}
	switch strings.TrimRight(folded, ":") {
	case "合计", "总计", "小计", "共计", "累计":
		return true
	}
	return false
}
