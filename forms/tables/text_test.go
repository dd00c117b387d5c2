package tables

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// split reads a text row by row: "1 甲|乙", with ! before a broken row.
func split(data []byte, d Dialect) (string, error) {
	t, err := NewText(io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), Large())
	if err != nil {
		return "", err
	}
	var out []string
	for rows := t.Rows(context.Background(), d); ; {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return strings.Join(out, "\n"), nil
		}
		if err != nil {
			return "", err
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		mark := ""
		if row.Broken {
			mark = "!"
		}
		out = append(out, fmt.Sprint(mark, row.No, " ", strings.Join(cells, "|")))
	}
}

func TestText(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("甲,乙\n𬱖,丁\n")
	must(t, err)
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("甲,乙\n𬱖,丁\n")
	must(t, err)
	for name, c := range map[string]struct{ data, separator, want string }{
		"plain":          {"甲,乙\n\n丙", ",", "1 甲|乙\n2 \n3 丙"},
		"mark":           {"\ufeff甲,乙\n", ",", "1 甲|乙"},
		"GB 18030":       {gb, ",", "1 甲|乙\n2 𬱖|丁"},
		"UTF-16":         {wide, ",", "1 甲|乙\n2 𬱖|丁"},
		"wide comma":     {"甲，乙\n", "，", "1 甲|乙"},
		"windows":        {"甲,乙\r\n丙,丁\r\n", ",", "1 甲|乙\n2 丙|丁"},
		"old Macs":       {"甲,乙\r丙,丁\r", ",", "1 甲|乙\n2 丙|丁"},
		"quoted":         {`"甲,""乙""", "丙" ,丁` + "\n", ",", `1 甲,"乙"|丙|丁`},
		"several lines":  {"\"甲\n\n乙\",丙\n丁\n", ",", "1 甲\n\n乙|丙\n2 丁"},
		"opened again":   {"a,\"b\nc\",\"d\ne\"\nf\n", ",", "1 a|b\nc|d\ne\n2 f"},
		"inside":         {"5\"管,乙\n", ",", "1 5\"管|乙"},
		"behind":         {"\"甲\"x,乙\n", ",", "1 甲x|乙"},
		"no other half":  {"\"甲,乙\n丙,丁\n", ",", "!1 \"甲|乙\n2 丙|丁"},
		"half elsewhere": {"\"甲,乙\n丙,\"丁\"\n戊\n", ",", "!1 \"甲|乙\n2 丙|丁\n3 戊"},
		"tabs":           {"甲\t乙,丙\n", "\t", "1 甲|乙,丙"},
	} {
		if got, err := split([]byte(c.data), Dialect{Separator: c.separator}); err != nil || got != c.want {
			t.Errorf("%s: %q %v, want %q", name, got, err, c.want)
		}
	}
}

func TestRefusedText(t *testing.T) {
	for name, c := range map[string]struct{ data, word string }{
		"nothing":    {"", "空的"},
		"blank":      {" \n\n", "空的"},
		"binary":     {"a,b\x00c\n", "可以识别"},
		"page":       {"<html><table>", "网页"},
		"long line":  {strings.Repeat("x", maxLine+1), "第1行太长"},
		"long cell":  {"甲," + strings.Repeat("长", MaxText+1) + "\n", "第1行第2列"},
		"long quote": {"甲\n\"" + strings.Repeat("长\n", MaxText/2+1) + "\"\n", "第2行"},
		"no half":    {"甲\n\"乙,丙\n丁\n", "第2行的双引号"},
		"garbled":    {strings.Repeat("甲乙丙丁", 10) + "\xff,乙\n", "可以识别"},
	} {
		if got, err := split([]byte(c.data), Dialect{Separator: ",", Strict: true}); err == nil || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%s: %.60q %v, want %s", name, got, err, c.word)
		} else {
			plainSentence(t, err)
		}
	}
}

// Rows after quotation marks without their other half are read again, but not for ever.
func TestTornQuotes(t *testing.T) {
	line := "a\",\"" + strings.Repeat("b", 1300) + "\n" // open, however it is entered
	data := []byte(strings.Repeat(line, 40_000))
	_, err := split(data, Dialect{Separator: ","})
	if err == nil || !strings.Contains(err.Error(), "没有成对的行太多") {
		t.Errorf("%v", err)
	}
}

func TestPlainText(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("县公安局 | 5")
	must(t, err)
	for _, text := range []string{"县公安局 | 5", "\ufeff县公安局 | 5", gb} {
		if got, err := PlainText([]byte(text)); err != nil || got != "县公安局 | 5" {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for _, data := range []string{"", "a\x00b", "\xff\xfe\x00\xd8", strings.Repeat("甲", 20) + "\xff"} {
		if got, err := PlainText([]byte(data)); err == nil {
			t.Errorf("%q: %q", data, got)
		}
	}
}
