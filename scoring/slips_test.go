package scoring_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zicha/scoring"
)

// TestSlips: what somebody who is no programmer gets wrong in a rulebook, each with the sentence that names it and its line.
func TestSlips(t *testing.T) {
	lines := strings.NewReplacer("⏎", "\n")
	for _, row := range split(t, "slips.txt", "‖") {
		good, bad, want := lines.Replace(row[1]), lines.Replace(row[2]), lines.Replace(row[3])
		if !strings.Contains(smallRulebook, good) {
			t.Errorf("%s: the small rulebook has no %q", row[0], good)
		}
		_, err := loadNew("x", []byte(strings.Replace(smallRulebook, good, bad, 1)))
		if err == nil {
			err = errors.New("x：nothing")
		}
		if got := strings.TrimPrefix(err.Error(), "x："); got != want {
			t.Errorf("%s: %s\n got %s\nwant %s", row[0], bad, got, want)
		}
	}
}

// TestEncodings: a file that is no plain UTF-8 is told what it is and what to do; a mark in front is taken off what comes in from outside.
func TestEncodings(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(smallRulebook)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"GB 18030":       {gbk, "x：文件是GB 18030（GBK、ANSI）编码，请另存为UTF-8"},
		"four bytes":     {"# \x81\x30\x81\x30\n", "x：文件是GB 18030（GBK、ANSI）编码，请另存为UTF-8"},
		"UTF-16":         {"\xff\xfei\x00d\x00", "x：文件是UTF-16（记事本里叫“Unicode”）编码，请另存为UTF-8"},
		"UTF-16, big":    {"\xfe\xff\x00i\x00d", "x：文件是UTF-16（记事本里叫“Unicode”）编码，请另存为UTF-8"},
		"one bad byte":   {"id = \"x-1\"\ntitle = \"考\xff\"\n", "x：文件不是UTF-8编码（从第2行起有无法识别的字符），请用编写它的程序另存为UTF-8"},
		"half a letter":  {"# a\n# b\n# \x81", "x：文件不是UTF-8编码（从第3行起有无法识别的字符），请用编写它的程序另存为UTF-8"},
		"no second byte": {"# \x81\x7f\n", "x：文件不是UTF-8编码（从第1行起有无法识别的字符），请用编写它的程序另存为UTF-8"},
	} {
		for way, load := range map[string]func(string, []byte) (*scoring.Edition, error){"kept": scoring.LoadEdition, "new": loadNew} {
			if _, err := load("x", []byte(c.text)); err == nil || err.Error() != c.want {
				t.Errorf("%s, %s: %v", name, way, err)
			}
		}
	}
	const mark = "\xef\xbb\xbf"
	if _, err := scoring.LoadEdition("x", []byte(mark+smallRulebook)); err == nil || err.Error() != "x：文件开头带有BOM标记，请另存为不带BOM的UTF-8" {
		t.Errorf("a mark in front: %v", err)
	}
	if e, err := loadNew("x", []byte(mark+smallRulebook)); err != nil || string(e.Source()) != smallRulebook {
		t.Errorf("a mark in front, from outside: %v", err)
	}
}

// TestEscaped: a character nobody sees is refused wherever a file writes it out: in a text, in a list, in braces, in a list of those.
func TestEscaped(t *testing.T) {
	for place, line := range map[string]string{
		"title = \"考核\"\n":      "title = \"考\\u200B核\"\n",
		"[\"做到的，得3分。\"]":        "[\"做到的，得3分。\\u200B\"]",
		"year = 2017\n":         "year = 2017\nveto = { grade = \"不\\u200B合格\" }\n",
		"source = \"county\"\n": "source = \"county\"\nunscored = [{ text = \"做到\", note = \"理\\u200B由\" }]\n",
	} {
		if _, err := loadNew("x", []byte(strings.Replace(smallRulebook, place, line, 1))); err == nil || !strings.Contains(err.Error(), "用转义写了不该有的字符") {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func loadNew(name string, data []byte) (*scoring.Edition, error) {
	e, _, err := scoring.LoadNewEdition(name, data)
	return e, err
}

// TestBrokenAnywhere: a rulebook that breaks off, or loses one character, anywhere is taken or refused with a line, never in the parser's words.
func TestBrokenAnywhere(t *testing.T) {
	foreign := regexp.MustCompile(`expected|invalid|toml:|cannot`)
	for i := range smallRulebook {
		_, size := utf8.DecodeRuneInString(smallRulebook[i:])
		for _, text := range []string{smallRulebook[:i], smallRulebook[:i] + smallRulebook[i+size:]} {
			if _, err := loadNew("x", []byte(text)); err != nil && (foreign.MatchString(err.Error()) || !strings.ContainsAny(err.Error(), "第没缺")) {
				t.Errorf("without %q at %d: %v", smallRulebook[i:i+size], i, err)
			}
		}
	}
}
