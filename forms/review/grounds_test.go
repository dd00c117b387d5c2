package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
)

// What a case rests on is something there is: a number or file of the county's evidence, of an earlier version too, or a scan of its own.
func TestCaseRestsOnWhatThereIs(t *testing.T) {
	b := newBookAt(t)
	sum := strings.Repeat("0123456789abcdef", 4)
	with := func(n int, number string) Incoming {
		return version(t, "341621", n, forms.Change{Path: forms.EvidencePath("e9", forms.AttrNumber), New: number},
			forms.Change{Path: forms.EvidencePath("e9", forms.AttrTitle), New: "签到表"},
			forms.Change{Path: forms.EvidencePath("e9", forms.AttrCriteria), New: `["6.1"]`},
			forms.Change{Path: forms.FilePath("e9", "f1"), New: `{"name":"a.pdf","size":1,"sha256":"` + sum + `","place":1}`})
	}
	receive(t, b, with(1, "6-77"), version(t, "341621", 2))
	opened := func(county string, evidence ...string) error {
		_, err := b.Case(bureau, CaseAct{County: county, Indicator: 6, Step: CaseOpened, Text: "日期改过", Evidence: evidence})
		return err
	}
	refused(t, opened("341621", "6-78"), "涡阳县的佐证材料里没有“6-78”，第6项有6-")
	refused(t, opened("341621", strings.Repeat("f", 64)), "没有“ffff")
	refused(t, opened("341622", "6-77"), "蒙城县的佐证材料里没有“6-77”，第6项没有佐证材料")
	must(t, opened("341621", "６-77", strings.ToUpper(sum)))
	if got := view(t, b).Cases[0].Evidence; len(got) != 2 || got[0] != "6-77" || got[1] != sum {
		t.Error(got)
	}
	scan := filepath.Join(t.TempDir(), "核查.pdf")
	must(t, os.WriteFile(scan, []byte("scan"), 0o600))
	e, err := b.Inspect(t.Context(), bureau, Scan{County: "341622", Indicator: 6, Text: "看过", Path: scan})
	must(t, err)
	must(t, opened("341622", e.Content))
}

// Cases of a month and kind are figures of the city's: they count as the register does, change no score, and reopen what was decided on others.
func TestMonthlyCases(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	_, err := b.SetFigures(commission, Figure{County: "341621", Field: "23.1.13.incentive", Value: "甲案"})
	refused(t, err, "没有“23.1.13.incentive”这个字段")
	n, err := b.SetFigures(commission, Figure{County: "341621", Field: "23.1.3.incentive", Value: " 甲\n案 "}, Figure{County: "341621", Field: "23.1.claimed", Value: "3"})
	must(t, err)
	c := view(t, b).Cell("341621", 23)
	if got := view(t, b).Progress(c); n != 2 || !strings.HasPrefix(got, "已报1/24例，未报齐：") || c.Reckoned.String() != "3.00" {
		t.Error(n, got, c.Reckoned)
	}
	must(t, b.Decide(commission, Decision{County: "341621", Indicator: 23, Stage: StageDirect, Score: "3"}))
	_, err = b.SetFigures(commission, Figure{County: "341621", Field: "23.1.4.punishment", Value: "乙案"})
	must(t, err)
	if c := view(t, b).Cell("341621", 23); c.State != Stale || c.Score.String() != "3.00" {
		t.Error(c.State, c.Score)
	}
	list, proved, err := b.Changes("341621", 23)
	must(t, err)
	if len(list) != 1 || !proved || list[0].Label != "市里录入的4月失信联合惩戒" || list[0].Got != "乙案" {
		t.Errorf("%v %+v", proved, list)
	}
	_, err = b.SetFigures(commission, Figure{County: "341621", Field: "23.1.4.punishment", Value: "无"})
	must(t, err)
	if got := view(t, b); got.Cell("341621", 23).State != ConfirmedState || len(got.Figures) != 2 || got.Figures[0].Value != "甲 案" {
		t.Errorf("%+v", got.Figures)
	}
	again(t, b)
}
