package scoring_test

import (
	"bytes"
	"strings"
	"testing"

	"zicha/assets"
	"zicha/scoring"
)

// Another list of units leaves the rules and every other line of the file as they were.
func TestListing(t *testing.T) {
	units := []scoring.Unit{{Code: "990001", Name: "示例甲县"}, {Code: "990002", Name: `示例“乙"区`, Signatory: "乙署", Kind: "letter", Ours: "我区"}}
	for _, file := range assets.Editions() {
		e, err := scoring.LoadEdition(file.Name, file.Data)
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Listing(units)
		if err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		if got.Hash() != e.Hash() || got.Unit("990001") == nil || got.Unit("990002").Name != units[1].Name || got.Unit("990002").Signatory != "乙署" {
			t.Errorf("%s: %v", file.Name, got.Units)
		}
		if got.Words.Example != "" && got.Words.Example != "990001" {
			t.Errorf("%s: hints name %s", file.Name, got.Words.Example)
		}
		if _, _, err := scoring.LoadNewEdition("", got.Source()); err != nil {
			t.Errorf("%s is refused of one from outside: %v", file.Name, err)
		}
		for _, u := range e.Units {
			if bytes.Contains(got.Source(), []byte(`"`+u.Code+`"`)) {
				t.Errorf("%s: %s still stands there", file.Name, u.Code)
			}
		}
		for _, line := range strings.Split(string(got.Source()), "\n") {
			if line != "" && !bytes.Contains(file.Data, []byte(line+"\n")) && !strings.Contains(line, "99000") && !strings.Contains(line, "乙") && !strings.Contains(line, "甲") &&
				!strings.HasPrefix(line, "ours") && !strings.HasPrefix(line, "kind") && !strings.HasPrefix(line, "signatory") {
				t.Errorf("%s: new line %s", file.Name, line)
			}
		}
	}
}

// The list of units may be written in each of the ways TOML has.
func TestListingForms(t *testing.T) {
	source := string(assets.Editions()[0].Data)
	head, rest, _ := strings.Cut(source, "[[unit]]")
	rest = rest[strings.Index(rest, "[[cross]]"):]
	for name, form := range map[string][2]string{
		"none":   {"", ""},
		"inline": {`unit = [{ code = "1", name = "甲" }, # 甲` + "\n" + `  { code = "2", name = "乙" }]` + "\n", ""},
		"last":   {"", "[[unit]]\n# 一个\ncode = \"330100\"\nname = \"甲\"\n"},
	} {
		text := strings.Replace(form[0]+head+rest+form[1], `example = "341621"`, "", 1)
		text = strings.NewReplacer(`code = "1"`, `code = "330101"`, `code = "2"`, `code = "330102"`).Replace(text)
		e, err := scoring.LoadEdition(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Listing([]scoring.Unit{{Code: "990001", Name: "示例甲县"}})
		if err != nil || len(got.Units) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	e, err := scoring.LoadEdition("inline words", []byte(strings.NewReplacer("[words]", "[words2]").Replace(source)))
	if err == nil || e != nil {
		t.Error("a table nobody knows is taken")
	}
	begin, words, _ := strings.Cut(source, "[words]")
	words = words[strings.Index(words, "[[document]]"):]
	e, err = scoring.LoadEdition("inline words", []byte(`words = { unit = "县（区）", example = "341621" }`+"\n"+begin+words))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := e.Listing([]scoring.Unit{{Code: "990001", Name: "示例甲县"}}); err != nil || got.Words.Example != "990001" {
		t.Error(err)
	}
}
