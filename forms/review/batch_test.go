package review

import (
	"testing"

	"zicha/scoring"
)

// One reason sends several cells of several counties back, all or none; what is 待复看 is kept the same way, a county in one act.
func TestManyCellsAtOnce(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1), version(t, "341622", 1))
	must(t, b.Decide(bureau, initial("341621", 1, "0", "没有材料"), initial("341622", 1, "0", "没有材料"), initial("341622", 2, "0", "没有材料")))
	before := len(b.Events())
	refused(t, b.ReturnAll(bureau, " ", CellOf("341621", 1)), "需要补正什么")
	refused(t, b.ReturnAll(bureau, "补正", CellOf("341621", 1), CellOf("341621", 11)), "不能退回补正")
	if len(b.Events()) != before {
		t.Fatal("part of it was done")
	}
	must(t, b.ReturnAll(bureau, "补上印发文件", CellOf("341621", 1), CellOf("341622", 2)))
	v := view(t, b)
	if v.Cell("341621", 1).State != ReturnedState || v.Cell("341622", 2).State != ReturnedState || v.Cell("341622", 2).Why() != "补上印发文件" {
		t.Error("not sent back")
	}
	refused(t, v.MayReturn(bureau, v.Cell("341621", 1)), "已经退回")
	refused(t, v.MayUphold(bureau, v.Cell("341622", 1)), "不是待复看")
	refused(t, b.UpholdAll(bureau, "", CellOf("341622", 1)), "写明理由")
	refused(t, b.UpholdAll(bureau, "不影响", CellOf("341622", 1)), "不是待复看")
	if again := view(t, b); again.Cell("341622", 1).State != InitiallyScored {
		t.Error("kept what was not to be kept")
	}
}

// A reading is what a cell has of it; a difference has a sign, and a section adds up what there is.
func TestReadings(t *testing.T) {
	at := func(p scoring.Points) *scoring.Points { return &p }
	section := &scoring.Section{}
	ind := &scoring.Indicator{Section: section}
	u := &UnitView{Cells: []*Cell{
		{Indicator: ind, Reckoned: at(500), Initial: at(400), Confirmed: at(450)},
		{Indicator: ind, Reckoned: at(300), Initial: at(320)},
		{Indicator: ind, Absent: true},
		{Indicator: &scoring.Indicator{Section: &scoring.Section{}}, Reckoned: at(100)},
	}}
	for r, want := range map[Reading][5]string{
		ReadClaim:      {"5.00", "3.00", "不涉及", "1.00", "8.00"},
		ReadInitial:    {"4.00", "3.20", "", "", "7.20"},
		ReadConfirmed:  {"4.50", "", "", "", "0.00"},
		ReadDifference: {"−0.50", "+0.20", "", "", "−0.30"},
	} {
		got := [5]string{}
		for i, c := range u.Cells {
			got[i] = c.ReadText(r)
		}
		if got[4] = u.ReadSection(r, section); got != want {
			t.Errorf("%s: %q, want %q", r.Label(), got, want)
		}
	}
}
