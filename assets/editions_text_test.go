package assets_test

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/pelletier/go-toml/v2"
)

const (
	editionFile = "editions/bozhou-2017.toml"
	noticeFile  = "editions/bozhou-2017-notice.txt"
	// tableStart is where the notice's table of indicators begins; from there to its end the notice holds nothing else.
	tableStart = "一、贯彻落实市委市政府部署"
)

// edition is what a rulebook file quotes from the notice.
type edition struct {
	Sections []section `toml:"section"`
}

type section struct {
	No         string      `toml:"no"`
	Title      string      `toml:"title"`
	Points     string      `toml:"points"`
	Indicators []indicator `toml:"indicator"`
}

type indicator struct {
	No         int         `toml:"no"`
	Title      string      `toml:"title"`
	Text       string      `toml:"text"`
	Points     string      `toml:"points"`
	SourceText string      `toml:"source_text"`
	Criteria   []criterion `toml:"criterion"`
}

type criterion struct {
	ID     string   `toml:"id"`
	Quotes []string `toml:"quotes"`
}

// TestEditionQuotesTheWholeTable lays the quoted pieces end to end in the notice's own order: they must give the notice's
// table again, nothing altered, nothing left over.
func TestEditionQuotesTheWholeTable(t *testing.T) {
	lines := foldedLines(noticeTable(t))
	take := func(what, piece string) { // takes whole lines: a piece ends where a cell of the table ends
		t.Helper()
		want, got := fold(piece), ""
		for got != want {
			if len(lines) == 0 || !strings.HasPrefix(want, got+lines[0]) {
				t.Fatalf("%s: %q is not what the notice says here, after %q it goes on %q", what, piece, got, lines[:min(2, len(lines))])
			}
			got += lines[0]
			lines = lines[1:]
		}
	}
	ed := readEdition(t)
	if len(ed.Sections) != 8 {
		t.Errorf("%d sections, the notice has 8", len(ed.Sections))
	}
	count := 0
	for _, s := range ed.Sections {
		take("section "+s.No, s.No+"、"+s.Title+"（"+s.Points+"）")
		for _, in := range s.Indicators {
			count++
			if in.No != count {
				t.Errorf("indicator %q has number %d, want %d", in.Title, in.No, count)
			}
			no := strconv.Itoa(count)
			take(no+" number", no)
			take(no+" title", in.Title)
			take(no+" text", in.Text)
			take(no+" points", in.Points)
			take(no+" source_text", in.SourceText)
		}
	}
	if count != 25 {
		t.Errorf("%d indicators, the notice has 25", count)
	}
	if len(lines) != 0 {
		t.Errorf("not quoted from the notice: %q", lines)
	}
}

// TestQuotedTextHasFullWidthPunctuation: the notice's table has lost its full-width signs; what is quoted has them again,
// and no line break or space of the copy is left inside it.
func TestQuotedTextHasFullWidthPunctuation(t *testing.T) {
	if i := strings.IndexAny(noticeTable(t), "，；：（）"); i >= 0 {
		t.Errorf("the notice's table has a full-width sign at byte %d: this test's ground has changed", i)
	}
	check := func(where, text string) {
		t.Helper()
		if text == "" {
			t.Errorf("%s is empty", where)
		}
		if i := strings.IndexAny(text, ",;:()"); i >= 0 {
			t.Errorf("%s: half-width %q in %q", where, text[i], text)
		}
		if strings.ContainsFunc(text, unicode.IsSpace) {
			t.Errorf("%s: white space in %q", where, text)
		}
	}
	for _, s := range readEdition(t).Sections {
		check("title of section "+s.No, s.Title)
		for _, in := range s.Indicators {
			no := strconv.Itoa(in.No)
			check("title of "+no, in.Title)
			check("text of "+no, in.Text)
			check("source_text of "+no, in.SourceText)
			for _, c := range in.Criteria {
				for _, q := range c.Quotes {
					check("quote of "+c.ID, q)
				}
			}
		}
	}
}

// TestQuotesCoverEachText: every criterion quotes the indicator's text literally, in its order, and no part of the text is
// without a criterion.
func TestQuotesCoverEachText(t *testing.T) {
	for _, s := range readEdition(t).Sections {
		for _, in := range s.Indicators {
			rest := in.Text
			for _, c := range in.Criteria {
				if len(c.Quotes) == 0 {
					t.Errorf("%s quotes nothing", c.ID)
				}
				for _, q := range c.Quotes {
					if !strings.Contains(in.Text, q) {
						t.Errorf("%s: %q is not in the text of indicator %d", c.ID, q, in.No)
					}
					after, next := strings.CutPrefix(rest, q)
					if !next {
						t.Errorf("%s: %q leaves a gap before it, the text goes on %q", c.ID, q, head(rest, 30))
					}
					rest = after
				}
			}
			if rest != "" {
				t.Errorf("indicator %d: no criterion implements %q", in.No, rest)
			}
		}
	}
}

func readEdition(t *testing.T) edition {
	t.Helper()
	data, err := os.ReadFile(editionFile)
	if err != nil {
		t.Fatal(err)
	}
	var ed edition
	if err := toml.Unmarshal(data, &ed); err != nil {
		t.Fatalf("%s: %v", editionFile, err)
	}
	return ed
}

func noticeTable(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(noticeFile)
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(data), tableStart)
	if !found || strings.Contains(table, tableStart) {
		t.Fatalf("%s: %q must stand in it exactly once", noticeFile, tableStart)
	}
	return tableStart + table
}

// fold takes away what the copy of the notice has lost or added: the width of five signs, and white space.
func fold(s string) string {
	widths := strings.NewReplacer("，", ",", "；", ";", "：", ":", "（", "(", "）", ")")
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, widths.Replace(s))
}

// foldedLines gives the lines of s, folded, without the empty ones.
func foldedLines(s string) []string {
	var lines []string
	for line := range strings.Lines(s) {
		if f := fold(line); f != "" {
			lines = append(lines, f)
		}
	}
	return lines
}

func head(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}
