package report

import (
	"fmt"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
	"zicha/scoring"
)

// lines are rows of the letter, the ones numbered heading among them.
func lines(count int, headings ...int) []row {
	out := make([]row, count)
	for _, i := range headings {
		out[i].head = true
	}
	return out
}

// Wherever a heading falls, it goes over with its text: never last on a page, and never the last line above the signature's page.
func TestHeadingsGoOver(t *testing.T) {
	for lead := range 70 {
		pages := paginate(lines(lead+6, lead, lead+1), letterHeight, 9*letterPitch)
		for n, p := range pages {
			if len(p.rows) > 0 && p.rows[len(p.rows)-1].head {
				t.Errorf("%d lines before: page %d of %d ends with a heading", lead, n+1, len(pages))
			}
		}
	}
	// 22 lines fit a page, with the pitch loosened to 112 hundredths 19, tightened to 92 hundredths 23; 10 are the signature's. Of 20
	// lines no pitch leaves two for a second page or all on the first, so the last two go over, and with them the heading before them.
	pages := paginate(lines(20, 17), letterHeight, 10*letterPitch)
	if len(pages) != 2 || len(pages[0].rows) != 17 || !pages[1].rows[0].head {
		t.Errorf("%d pages, %d lines on the first", len(pages), len(pages[0].rows))
	}
}

// The last line of every heading, and no other line, is one that must not stand alone.
func TestHeadingsAreMarked(t *testing.T) {
	b := newBuilder(formtest.Perfect(t), Options{}, false)
	heads := 0
	for _, r := range b.letterRows() {
		style := r.para.Runs[0].Style
		if want := r.line.Last && (style == heiStyle || style == kaiStyle); r.head != want {
			t.Errorf("%q is marked %v", r.line.Text, r.head)
		}
		if r.head {
			heads++
		}
	}
	if heads != 12 {
		t.Errorf("%d headings, the letter has 4 of the first level and 8 of the second", heads)
	}
}

// Whatever line of a page the text ends at (48 letters, each a line longer: every line of a page, twice), the seal has its 45 mm under text on the same page.
func TestRoomForTheSealInEveryCase(t *testing.T) {
	for n := range 48 {
		d := paper(t, Options{}).d
		d.Apply(forms.Change{Path: forms.ProfilePath("contact"), New: "示例"}, forms.Change{Path: forms.NarrativePath("overall"), New: strings.Repeat("示例\n", n)})
		b := newBuilder(d, Options{}, false)
		b.letter()
		s := b.seal
		const bottom, pitch = 37 + 225.0, 225.0 / 22
		if s.Page != b.doc.Pages() {
			t.Errorf("%d lines: the seal is on page %d of %d", n, s.Page, b.doc.Pages())
		}
		if s.Left < 5*pitch-0.01 {
			t.Errorf("%d lines: %.1f mm free under the text", n, s.Left)
		}
		if s.Y < s.TextBottom || s.Y > s.TextBottom+pitch || s.Y+s.Side > bottom {
			t.Errorf("%d lines: seal from %.1f to %.1f, text ends at %.1f", n, s.Y, s.Y+s.Side, s.TextBottom)
		}
		if s.TextBottom < 37+6*pitch {
			t.Errorf("%d lines: no text above the seal", n)
		}
		if s.X < 28 || s.X+s.Side > 210-15 {
			t.Errorf("%d lines: seal from %.1f across", n, s.X)
		}
	}
}

// However long the contact's names are, signature and contact stay within the type area, the seal's five lines free above them.
func TestContactStaysOnThePage(t *testing.T) {
	for n := range 48 {
		for _, contact := range []string{"张三", strings.Repeat("张三、李四、", 12) + "王五"} {
			d := formtest.Perfect(t)
			d.Apply(
				forms.Change{Path: forms.ProfilePath("contact"), New: contact},
				forms.Change{Path: forms.NarrativePath("overall"), New: strings.Repeat("示例\n", n)},
			)
			b := newBuilder(d, Options{}, false)
			b.letter()
			// Two lines free, name, date, one free, then the contact's.
			if want := float64(5+len(b.contactRows())) * letterPitch; b.seal.Left < want-0.01 {
				t.Errorf("%d lines, contact %.10s: %.1f mm for signature and contact, %.1f are needed", n, contact, b.seal.Left, want)
			}
		}
	}
}

// A row of a register that repeats another says on paper that it does not count.
func TestRepeatedRowSaysSo(t *testing.T) {
	e := formtest.Edition(t)
	c := e.Criterion("10.1")
	var list []scoring.Row
	for i, name := range []string{"县公安局", "县税务局", "县公安局"} {
		list = append(list, scoring.Row{ID: fmt.Sprint(i), Cells: map[string]string{"name": name}})
	}
	rows := registerRows(c, list)
	for i, want := range []string{"1 县公安局 ", "2 县税务局 ", "3 县公安局 未计，与第1行重复"} {
		var got []string
		for _, cell := range rows[i].Cells {
			got = append(got, cell.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("row %d reads %q, want %q", i+1, got, want)
		}
	}
}

// The parts of the letter a heading stands for have their own faces; a 函 ends with its own words on paper too.
func TestLetterEndsAsItsKind(t *testing.T) {
	for kind, want := range map[string]string{forms.GenreReport: "特此报告。", forms.GenreLetter: "特此函告。"} {
		d := formtest.Perfect(t)
		d.Apply(forms.Change{Path: forms.ProfilePath("kind"), New: kind})
		rows := newBuilder(d, Options{}, false).letterRows()
		last := rows[len(rows)-1]
		if last.line.Text != want || last.para.Runs[0].Style != bodyStyle || last.para.Align != typeset.Justify {
			t.Errorf("a %s ends with %q", kind, last.line.Text)
		}
		if parts := wording.Letter(d, d.Scores()); parts[len(parts)-1].Kind != wording.PartContact {
			t.Error("the contact is not last")
		}
	}
}
