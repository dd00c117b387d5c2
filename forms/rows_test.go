package forms_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

func TestSortRows(t *testing.T) {
	for _, c := range []struct{ column, cells, want string }{
		{"month", "12 2 _ 1 10", "1 2 10 12 _"},
		{"title", "b _ a _ c", "a b c _ _"},
		{"title", "10 9 1a 2b 1", "1 9 10 1a 2b"},
		{"title", "007 8 6", "6 007 8"},
		{"date", "2017-03-01 2017-01-31 2016-12-31", "2016-12-31 2017-01-31 2017-03-01"},
		{"title", "县税务局 县财政局 亳州 10 安徽 9", "9 10 安徽 亳州 县财政局 县税务局"},
		{"title", "", ""},
	} {
		d := forms.New(formtest.Edition(t), nil)
		for _, cell := range strings.Fields(c.cells) {
			changes := d.AddRows("23.1", map[string]string{c.column: strings.Trim(cell, "_"), "kind": "incentive"})
			d.Apply(changes...)
		}
		changes := d.SortRows("23.1", c.column, false)
		d.Apply(changes...)
		var got []string
		for _, r := range d.Rows("23.1") {
			got = append(got, r.Cells[c.column])
		}
		if strings.Join(got, " ") != strings.ReplaceAll(c.want, "_", "") {
			t.Errorf("%s by %s: %q", c.cells, c.column, got)
		}
		if again := d.SortRows("23.1", c.column, false); len(again) > 0 {
			t.Errorf("%s: sorted again %v", c.cells, again)
		}
		d.Apply(formtest.Inverse(changes)...)
		if first := d.Rows("23.1"); len(first) > 0 && first[0].Cells[c.column] != strings.Trim(strings.Fields(c.cells)[0], "_") {
			t.Errorf("%s: taken back to %v", c.cells, first)
		}
	}
}

func TestRowsInsertedAndMoved(t *testing.T) {
	d := formtest.Participants(t, "甲 乙 丙")
	ids := func() (out []string) {
		for _, r := range d.Rows("10.1") {
			out = append(out, r.ID)
		}
		return out
	}
	first := ids()
	d.Apply(d.InsertRow("10.1", 1)...)
	id := ids()[1]
	if got := ids(); slices.Contains(first, id) || !slices.Equal(got, []string{first[0], id, first[1], first[2]}) {
		t.Errorf("inserted: %v", got)
	}
	if d.Apply(d.MoveRows("10.1", 3, id)...); ids()[2] != id {
		t.Errorf("moved down: %v", ids())
	}
	if d.Apply(d.MoveRows("10.1", 1, id)...); ids()[1] != id {
		t.Errorf("moved up: %v", ids())
	}
	if len(d.MoveRows("10.1", 0, first[0]))+len(d.MoveRows("10.1", 4, first[2]))+len(d.MoveRows("10.1", 2, "none"))+len(d.MoveRows("10.1", 1, first[0], id)) > 0 {
		t.Error("where they stand already rows are moved")
	}
	d.Apply(d.SortRows("10.1", "name", true)...)
	if got := formtest.Names(d); got != "乙 甲 丙 " { // yǐ, jiǎ, bǐng
		t.Errorf("sorted down: %q", got)
	}
	if len(d.SortRows("10.1", "name", true)) > 0 {
		t.Error("sorted down twice")
	}
}

func TestRemovingRowsEndsTheirLinks(t *testing.T) {
	d := formtest.Participants(t, "甲 乙 丙")
	rows := d.Rows("10.1")
	item := formtest.Attach(t, d, "10.1", forms.Evidence{Title: "名单"})
	for _, r := range rows {
		d.Apply(d.LinkRow(item.ID, forms.CellPath("10.1", r.ID, "name"), true)...)
	}
	if len(d.LinkRow(item.ID, forms.CellPath("10.1", rows[0].ID, "name"), true)) > 0 {
		t.Error("linked twice")
	}
	changes := d.RemoveRows("10.1", rows[0].ID, rows[2].ID)
	d.Apply(changes...)
	if got := d.Evidence("10.1")[0].Rows; !slices.Equal(got, []string{"10.1#" + rows[1].ID}) {
		t.Errorf("links left: %v", got)
	}
	d.Apply(formtest.Inverse(changes)...)
	if got := d.Evidence("10.1")[0].Rows; len(got) != 3 {
		t.Errorf("taken back: %v", got)
	}
	d.Apply(d.LinkRow(item.ID, forms.CellPath("10.1", rows[1].ID, "name"), false)...)
	if got := d.Evidence("10.1")[0].Rows; !slices.Equal(got, []string{"10.1#" + rows[0].ID, "10.1#" + rows[2].ID}) {
		t.Errorf("still linked: %v", got)
	}
}

func TestRowRefs(t *testing.T) {
	d := formtest.Participants(t, "甲 乙")
	refs := d.RowRefs([]string{"10.1#2", "10.1#3", "10.1#0", "10.1", "5.3#1", "10.1#x", "10.1#1"})
	if !slices.Equal(refs, []string{"10.1#b", "10.1#a"}) {
		t.Errorf("refs %v", refs)
	}
	if places := d.RowPlaces(forms.Evidence{Rows: append(refs, "10.1#gone")}); !slices.Equal(places, []string{"10.1#2", "10.1#1"}) {
		t.Errorf("places %v", places)
	}
}

// Several rows go together in their order to before another row, wherever they stood.
func TestRowsMovedTogether(t *testing.T) {
	for _, c := range []struct {
		rows string
		to   int
		want string
	}{
		{"甲 丙", 0, "甲 丙 乙 丁 戊"},
		{"丙 甲", 5, "乙 丁 戊 甲 丙"},
		{"乙 丙", 0, "乙 丙 甲 丁 戊"},
		{"乙 丁", 3, "甲 丙 乙 丁 戊"},
		{"甲 乙", 1, "甲 乙 丙 丁 戊"},
	} {
		d := formtest.Participants(t, "甲 乙 丙 丁 戊")
		var ids []string
		for _, r := range d.Rows("10.1") {
			if slices.Contains(strings.Fields(c.rows), r.Cells["name"]) {
				ids = append(ids, r.ID)
			}
		}
		changes := d.MoveRows("10.1", c.to, ids...)
		d.Apply(changes...)
		if got := formtest.Names(d); got != c.want {
			t.Errorf("%s to %d: %s, want %s", c.rows, c.to, got, c.want)
		}
		d.Apply(formtest.Inverse(changes)...)
		if got := formtest.Names(d); got != "甲 乙 丙 丁 戊" {
			t.Errorf("%s to %d, taken back: %s", c.rows, c.to, got)
		}
	}
}

// Options are in the order of the rulebook, not of their keys or of their names.
func TestSortRowsByOption(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	spec := d.Edition.Criterion("23.1").Register.Column("kind")
	for _, o := range slices.Backward(spec.Options) {
		d.Apply(d.AddRows("23.1", map[string]string{"kind": o.Key})...)
	}
	d.Apply(d.SortRows("23.1", "kind", false)...)
	for i, r := range d.Rows("23.1") {
		if r.Cells["kind"] != spec.Options[i].Key {
			t.Errorf("row %d is %s", i+1, r.Cells["kind"])
		}
	}
}
