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
	d.Apply(d.InsertRow("10.1", first[0])...)
	id := ids()[1]
	if got := ids(); slices.Contains(first, id) || !slices.Equal(got, []string{first[0], id, first[1], first[2]}) {
		t.Errorf("inserted: %v", got)
	}
	if d.Apply(d.MoveRow("10.1", id, 1)...); ids()[2] != id {
		t.Errorf("moved down: %v", ids())
	}
	if d.Apply(d.MoveRow("10.1", id, -1)...); ids()[1] != id {
		t.Errorf("moved up: %v", ids())
	}
	if len(d.MoveRow("10.1", first[0], -1))+len(d.MoveRow("10.1", first[2], 1))+len(d.MoveRow("10.1", "none", 1)) > 0 {
		t.Error("moved beyond the ends")
	}
	d.Apply(d.SortRows("10.1", "name", true)...)
	if got := formtest.Names(d); got != "甲 乙 丙 " && got != "丙 乙 甲 " {
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
