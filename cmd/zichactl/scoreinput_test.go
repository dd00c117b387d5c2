package main

import (
	"io"
	"strings"
	"testing"

	"zicha/forms/answers"
)

// What is read ahead is given again whole, byte for byte; only one object over several lines is taken at once.
func TestOneObject(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		whole bool
	}{
		"over several lines":   {"{\n  \"edition\": \"a\"\n}\n", true},
		"after blank lines":    {"\n \n{\n\"edition\":\n\"a\"}", true},
		"a line each":          {"{\"a\":1}\n{\"a\":2}\n", false},
		"a line":               {"{\"a\":1}", false},
		"two over lines":       {"{\n\"a\":1\n}\n{\n\"a\":1\n}\n", false},
		"broken first":         {"{\"a\":\n{\"a\":2}\n", false},
		"no object":            {"[\n1]\n", false},
		"nothing":              {"", false},
		"a long first line":    {"{" + strings.Repeat(" ", 1<<17) + "\n}", false},
		"more than one may be": {"{\n\"a\":\"" + strings.Repeat("x", answers.MaxBytes) + "\"}", false},
	} {
		whole, again, err := oneObject(strings.NewReader(c.in))
		if err != nil || (whole != nil) != c.whole {
			t.Errorf("%s: whole %v, %v", name, whole != nil, err)
			continue
		}
		got := string(whole)
		if whole == nil {
			rest, _ := io.ReadAll(again)
			got = string(rest)
		}
		if got != c.in {
			t.Errorf("%s: %d of %d bytes come back", name, len(got), len(c.in))
		}
	}
}
