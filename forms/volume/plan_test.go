package volume

import (
	"context"
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/wording"
)

// Sheets are shared evenly, and no seal spans more than it can.
func TestStacks(t *testing.T) {
	for sheets := 1; sheets < 300; sheets++ {
		list := stacks(sheets)
		sum := 0
		for _, n := range list {
			if sum += n; n > wording.EdgeSealSheets || n < 1 || n < slices.Max(list)-1 {
				t.Errorf("%d sheets: %v", sheets, list)
			}
		}
		if sum != sheets || len(list) != (sheets+24)/25 {
			t.Errorf("%d sheets: %v", sheets, list)
		}
	}
}

func TestSpanWords(t *testing.T) {
	for s, want := range map[forms.Span][2]string{
		{}: {"—", ""}, {First: 37, Last: 37}: {"37", "汇编第37页"}, {First: 37, Last: 41}: {"37—41", "汇编第37页"}, {First: 3, Last: 4, Volume: 2}: {"第2册 3—4", "汇编第2册第3页"},
	} {
		if s.Pages() != want[0] || s.Cited() != want[1] {
			t.Errorf("%v: %q, %q", s, s.Pages(), s.Cited())
		}
	}
}

// However small the volumes are to be, each has evidence: also where the first items have no pages, and the last.
func TestNoEmptyVolume(t *testing.T) {
	word := onePage("WORD", mediaBox(uprightA4), uprightA4, 0)
	f := newDossier(t)
	for _, criterion := range []string{"1.1", "5.1", "24.1"} {
		attach(t, f, criterion, map[string][]byte{}) // 另行报送
		attach(t, f, criterion, map[string][]byte{criterion + ".pdf": append(word, criterion...)})
		attach(t, f, criterion, map[string][]byte{})
	}
	late := newDossier(t)
	attach(t, late, "5.1", map[string][]byte{"a.pdf": word})
	attach(t, late, "24.1", map[string][]byte{"b.jpg": asJPEG(marked(60, 90, 1))})
	empty := newDossier(t)
	attach(t, empty, "1.1", map[string][]byte{})
	for _, c := range []struct {
		name    string
		f       *dossier.File
		opts    Options
		volumes []int // first indicator of each
	}{
		{"tiny", f, Options{Split: 1}, []int{1, 5, 24}},
		{"sections", f, Options{BySection: true}, []int{1, 5, 24}},
		{"late, tiny", late, Options{Split: 1}, []int{1, 24}},
		{"late, sections", late, Options{BySection: true}, []int{1, 24}},
		{"both", late, Options{Split: 1, BySection: true}, []int{1, 24}},
		{"nothing", empty, Options{Split: 1}, []int{1}},
		{"nothing, sections", empty, Options{BySection: true}, []int{1}},
	} {
		b, err := prepare(context.Background(), c.f, c.opts, nil)
		if err != nil {
			t.Fatal(err)
		}
		b.close()
		var firsts []int
		dividers := 0
		for _, k := range b.books {
			firsts = append(firsts, k.parts[0].indicator.No)
			for _, p := range k.parts {
				if !p.again {
					dividers++
				}
			}
			if c.f != empty && !slices.ContainsFunc(k.entries(), func(e *entry) bool { return e.pages() > 0 }) {
				t.Errorf("%s: volume %d has no evidence", c.name, k.no)
			}
		}
		if c.name == "sections" || c.name == "late, sections" || c.name == "both" { // a section begins with its first indicator
			for i, no := range c.volumes {
				c.volumes[i] = c.f.Dossier().Edition.Indicator(no).Section.Indicators[0].No
			}
			c.volumes[0] = 1
		}
		if !slices.Equal(firsts, c.volumes) || dividers != 25 {
			t.Errorf("%s: volumes begin with indicators %v, want %v; %d dividers", c.name, firsts, c.volumes, dividers)
		}
	}
}
