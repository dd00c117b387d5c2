package scoring

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// encoded refuses what is no UTF-8 without a mark in front, and says what it is and what to do.
func encoded(text []byte) error {
	switch {
	case bytes.HasPrefix(text, []byte("\xef\xbb\xbf")):
		return errors.New("文件开头带有BOM标记，请另存为不带BOM的UTF-8")
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return errors.New("文件是UTF-16（记事本里叫“Unicode”）编码，请另存为UTF-8")
	case utf8.Valid(text):
		return nil
	case chinese(text):
		return errors.New("文件是GB 18030（GBK、ANSI）编码，请另存为UTF-8")
	}
	for i, line := range bytes.Split(text, []byte{'\n'}) {
		if !utf8.Valid(line) {
			return fmt.Errorf("文件不是UTF-8编码（从第%d行起有无法识别的字符），请用编写它的程序另存为UTF-8", i+1)
		}
	}
	return nil
}

// chinese reports whether all of a text can be GB 18030: two bytes or four for what is not ASCII.
func chinese(text []byte) bool {
	lead := func(b byte) bool { return b >= 0x81 && b <= 0xfe }
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	for len(text) > 0 {
		switch {
		case text[0] < 0x80:
			text = text[1:]
		case len(text) >= 2 && lead(text[0]) && text[1] >= 0x40 && text[1] != 0x7f && text[1] != 0xff:
			text = text[2:]
		case len(text) >= 4 && lead(text[0]) && digit(text[1]) && lead(text[2]) && digit(text[3]):
			text = text[4:]
		default:
			return false
		}
	}
	return true
}

// wideSigns are signs of the format as a Chinese keyboard types them.
var wideSigns = map[rune]string{
	'＝': "=", '“': `"`, '”': `"`, '＂': `"`, '‘': `"`, '’': `"`, '，': ",", '、': ",", '；': ",", '：': "=", '。': ".", '．': ".", '＃': "#",
	'［': "[", '【': "[", '〔': "[", '］': "]", '】': "]", '〕': "]", '｛': "{", '｝': "}", '\u3000': "空格", '\u00a0': "空格",
}

// broken words a syntax error: where the parser stopped, and why as it says.
func (r *tomlReader) broken(offset int, message string) {
	start := r.beginning()
	from, _ := r.line(start)
	line, column := r.line(offset)
	name := r.name(start)
	c, _ := utf8.DecodeRune(r.places.text[offset:])
	says := func(part string) bool { return strings.Contains(message, part) }
	path := fmt.Sprintf("?%d", start)
	r.at[path] = start
	if sign, wide := wideSigns[c]; wide && !says("string") {
		r.at[path] = offset
		r.wrong(path, "第%d列写的是中文（全角）符号 %c ，请改成英文（半角）的 %s", column, c, sign)
		return
	}
	for _, w := range syntaxWords {
		if !slices.ContainsFunc(w.says, says) {
			continue
		}
		if words := w.words(broken{name, r.rest(start), r.rest(offset), line - from}); words != "" {
			r.wrong(path, "%s", words)
			return
		}
	}
	r.at[path] = offset
	r.wrong(path, "第%d列写法有误，请检查引号、等号、括号和数值的写法", column)
}

// beginning is where the expression that cannot be read begins.
func (r *tomlReader) beginning() int {
	at := r.next
	for at < len(r.places.text) {
		rest := r.places.text[at:]
		skipped := len(rest) - len(bytes.TrimLeft(rest, " \t\r\n]"))
		if at += skipped; at < len(r.places.text) && r.places.text[at] == '#' {
			at += len(r.rest(at))
			skipped++
		}
		if skipped == 0 {
			break
		}
	}
	return min(at, max(0, len(r.places.text)-1))
}

// name is the key a line begins with.
func (r *tomlReader) name(start int) string {
	name, _, _ := strings.Cut(r.rest(start), "=")
	return Clip(strings.TrimSpace(name))
}

// broken is a place where the parser stopped: the key and the line the expression begins with, what stands from where it stopped, and how
// many lines further down that is.
type broken struct {
	name, line, rest string
	below            int
}

// syntaxWords are the parser's messages in the order they are looked up, with what they mean to somebody who has slipped.
var syntaxWords = []struct {
	says  []string
	words func(b broken) string
}{
	{[]string{"cannot have new lines", "unterminated", "not terminated"}, unclosedWords},
	{[]string{"escape", "hexadecimal", "need a character"}, func(b broken) string {
		return fmt.Sprintf("“%s”的文字里有反斜杠“\\”，请删去，或写成“\\\\”", b.name)
	}},
	{[]string{"close table name", "close array table name"}, func(b broken) string {
		return fmt.Sprintf("表头“%s”的方括号没有写全，应写成 [名称] 或 [[名称]]", Clip(b.line))
	}},
	{[]string{"'=' after key"}, func(b broken) string {
		return fmt.Sprintf("“%s”这一行没有等号，应写成 键 = 值；说明文字前面加 #", Clip(b.line))
	}},
	{[]string{"at start of key", "expected key but"}, func(b broken) string {
		if b.below > 0 {
			return ""
		}
		return fmt.Sprintf("“%s”这一行不是以英文的键开头，应写成 键 = 值；说明文字前面加 #", Clip(b.line))
	}},
	{[]string{""}, unpairedWords},
	{[]string{"at start of value", "expected value", "expected keyword", "strings must be quoted"}, func(b broken) string {
		switch {
		case b.rest == "" || b.rest[0] == '#':
			return fmt.Sprintf("“%s”等号后面没有写内容", b.name)
		case b.rest[0] == '=':
			return fmt.Sprintf("“%s”的等号写了两次", b.name)
		}
		return fmt.Sprintf("“%s”的内容要加英文引号", b.name)
	}},
	{[]string{"expected digit", "leading zeroes", "decimal point", "exponent", "underscores", "sign is not", "radix", "after sign"}, func(b broken) string {
		return fmt.Sprintf("“%s”的数要写完整，并加引号，例如 \"0.5\"", b.name)
	}},
	{[]string{"expected newline"}, surplusWords},
	{[]string{"after array value", "expected ',' or '}'"}, func(b broken) string {
		return fmt.Sprintf("“%s”的各项之间要用英文逗号隔开，请检查“%s”前面", b.name, Clip(b.rest))
	}},
	{[]string{"control characters"}, func(b broken) string {
		return fmt.Sprintf("“%s”里有看不见的控制字符，请把这一行重新录入", b.name)
	}},
}

// unclosedWords: a text whose quotation mark at the end is missing, or is a Chinese one.
func unclosedWords(b broken) string {
	if trimmed := strings.TrimRight(b.line, ",] }"); strings.HasSuffix(trimmed, "”") || strings.HasSuffix(trimmed, "＂") {
		return fmt.Sprintf("“%s”后面的引号是中文（全角）的，请改成英文（半角）的 \"", b.name)
	}
	return fmt.Sprintf("“%s”的文字后面缺少引号 \"；一段文字写在一行里", b.name)
}

// unpairedWords: the parser went on into other lines, looking for a bracket.
func unpairedWords(b broken) string {
	_, value, _ := strings.Cut(b.line, "=")
	value = strings.TrimSpace(value)
	if b.below == 0 && b.rest != "" || value == "" || strings.HasPrefix(b.rest, `"`) || strings.HasPrefix(b.rest, "{") {
		return ""
	}
	switch value[0] {
	case '[':
		return fmt.Sprintf("“%s”的方括号没有配对，后面缺少 ]", b.name)
	case '{':
		return fmt.Sprintf("“%s”的花括号没有配对，后面缺少 }", b.name)
	}
	return ""
}

// surplusWords: something stands behind a value.
func surplusWords(b broken) string {
	_, value, _ := strings.Cut(b.line, "=")
	switch value = strings.TrimSpace(value); {
	case strings.HasPrefix(value, `"`):
		return fmt.Sprintf("“%s”的引号后面多出了“%s”：一行只写一项，文字里的引号请用中文引号", b.name, Clip(b.rest))
	case strings.HasPrefix(b.line, "["):
		return fmt.Sprintf("表头后面多出了“%s”，请另起一行", Clip(b.rest))
	case value != "" && value[0] >= '0' && value[0] <= '9':
		return fmt.Sprintf("“%s”的数要加引号，后面不写单位，例如 \"0.5\"", b.name)
	}
	return fmt.Sprintf("“%s”后面多出了“%s”，请删去或另起一行", b.name, Clip(b.rest))
}

// numeral words why a text is no number of points.
func numeral(text string, err error) error {
	whole, frac, _ := strings.Cut(text, ".")
	switch {
	case strings.HasPrefix(text, "-"), strings.HasPrefix(text, "－"), strings.HasPrefix(text, "−"):
		return fmt.Errorf("写的是负数“%s”；这里只写大小，不写负号", Clip(text))
	case strings.ContainsAny(text, "/÷／"):
		return fmt.Errorf("写的是算式“%s”；这里只能写数，按比例得分的请用按比例的计分规则", Clip(text))
	case strings.ContainsAny(text, "%％"):
		return fmt.Errorf("写的是百分数“%s”；请写成小数，例如 50%% 写 0.5", Clip(text))
	case digits(whole) && digits(frac) && len(frac) > 2:
		return fmt.Errorf("写的是“%s”；最多写两位小数", Clip(text))
	case strings.HasSuffix(text, "分"):
		return fmt.Errorf("写的是“%s”；只写数，不写“分”字", Clip(text))
	}
	return fmt.Errorf("写的%w", err)
}

// maxKey is longer than any key of the format.
const maxKey = 40

// likely says what an unknown key of a table may be meant to be: a key that looks alike, or one of another table.
func likely(root, t reflect.Type, name string) string {
	best, found := 1+len(name)/3, ""
	if len(name) > maxKey {
		return "请对照格式说明改正或删去"
	}
	for _, k := range keys(t) {
		if d := distance(strings.ToLower(name), k.name); d < best || d == best && found == "" {
			best, found = d, k.name
		}
	}
	if found != "" {
		return fmt.Sprintf("可能是“%s”，请改正或删去", found)
	}
	if where := holders(root, "", name); len(where) == 1 {
		return fmt.Sprintf("它应写在 %s 里，请移过去", where[0])
	}
	return "请对照格式说明改正或删去"
}

// holders lists the tables below a type that have a key.
func holders(t reflect.Type, path, name string) []string {
	var out []string
	for _, k := range keys(t) {
		below := k.of
		if k.name == name {
			out = append(out, "["+cmp.Or(path, "文件开头")+"]")
		}
		if below.Kind() == reflect.Slice {
			below = bare(below.Elem())
		}
		if below.Kind() == reflect.Struct {
			out = append(out, holders(below, strings.TrimPrefix(path+"."+k.name, "."), name)...)
		}
	}
	return out
}

// distance counts the letters to be put in, taken out, replaced or swapped with the next to make one word the other.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + min(rows[i-1][j], rows[i][j-1], rows[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
