package merge_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/merge"
)

// items plans bringing one dossier into another.
func items(mine, said *forms.Dossier) []*merge.Item {
	changes, _ := merge.Plan(mine, said)
	return merge.Items(mine, said, changes)
}

// A register that differs is one line to choose, taken or kept whole.
func TestItemOfARegister(t *testing.T) {
	mine, said := formtest.Participants(t, "县公安局"), formtest.Participants(t, "县税务局 县民政局")
	for pick, want := range map[int]string{merge.PickNone: "县公安局", merge.PickMine: "县公安局", 0: "县税务局 县民政局"} {
		d := mine.Clone()
		list := items(d, said)
		if len(list) != 1 || !list[0].Open() || list[0].Mine != "共1行\n县公安局" || list[0].Offers[0].Text != "共2行\n县税务局\n县民政局" {
			t.Fatalf("%+v", list[0])
		}
		list[0].Pick = pick
		d.Apply(merge.Chosen(d, list)...)
		if got := formtest.Names(d); got != want {
			t.Errorf("%d: %s", pick, got)
		}
	}
}

// What fills a blank is picked, what contradicts is open; a new piece is one item with its number and its name.
func TestItemsOfValues(t *testing.T) {
	mine := forms.New(formtest.Edition(t), map[forms.Path]string{
		forms.AnswerPath("9.2", "catalogue_items"): "133", forms.AnswerPath("6.1", "met"): "true",
	})
	said := forms.New(mine.Edition, map[forms.Path]string{
		forms.AnswerPath("9.2", "catalogue_items"): "134", forms.AnswerPath("6.1", "met"): "false", forms.AnswerPath("9.2", "power_items"): "400",
		"evidence/x/number": "5-03", "evidence/x/title": "宣传画册", "evidence/x/criteria": "5.1", "evidence/x/delivery": forms.DeliveryPaper,
	})
	list := items(mine, said)
	var got []string
	for _, it := range list {
		got = append(got, it.Title+" "+it.Mine+"→"+it.Offers[0].Text+" "+it.Words())
	}
	slices.Sort(got)
	if want := "6.1 已在学校开展诚信教育 是→否 没有选择，没有改动\n9.2 权力事项 →400 已填入\n9.2 目录条目 133→134 没有选择，没有改动\n新的佐证材料 →5-03 宣传画册 已填入"; strings.Join(got, "\n") != want {
		t.Errorf("items\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if fills, conflicts, open := merge.Count(list); fills != 2 || conflicts != 2 || open != 2 {
		t.Errorf("%d fills, %d conflicts, %d open", fills, conflicts, open)
	}
	for offered, want := range map[bool]string{false: "133 true 400 1", true: "134 false 400 1"} {
		for _, it := range list {
			it.Prefer(offered)
		}
		d := mine.Clone()
		d.Apply(merge.Chosen(d, list)...)
		state := d.Get(forms.AnswerPath("9.2", "catalogue_items")) + " " + d.Get(forms.AnswerPath("6.1", "met")) + " " + d.Get(forms.AnswerPath("9.2", "power_items"))
		if state += " " + string(rune('0'+len(d.AllEvidence()))); state != want {
			t.Errorf("offered %v: %q", offered, state)
		}
	}
}

// New evidence belongs to register rows only where the register they stand in comes along.
func TestRowsOfNewEvidence(t *testing.T) {
	mine := formtest.Participants(t, "县公安局")
	said := formtest.Participants(t, "县税务局 县民政局")
	said.Apply(forms.Change{Path: "evidence/x/number", New: "10-01"}, forms.Change{Path: "evidence/x/title", New: "名单"}, forms.Change{Path: "evidence/x/criteria", New: "10.1"},
		forms.Change{Path: "evidence/x/delivery", New: forms.DeliveryPaper}, forms.Change{Path: "evidence/x/rows", New: "10.1#b"})
	for pick, want := range map[int]string{merge.PickNone: "", merge.PickMine: "", 0: "10.1#2"} {
		d := mine.Clone()
		list := items(d, said)
		if len(list) != 2 || list[0].Title != "10.1 台账" {
			t.Fatalf("%d items, %+v", len(list), list[0])
		}
		list[0].Pick = pick
		d.Apply(merge.Chosen(d, list)...)
		if got := strings.Join(d.RowPlaces(d.AllEvidence()[0]), " "); got != want {
			t.Errorf("%d: rows %q", pick, got)
		}
	}
}

// What stood by a row that goes follows its register: it is no line of its own, and rows of another register stay or go by themselves.
func TestRowsOfEvidenceFollowTheirRegister(t *testing.T) {
	mine := formtest.Participants(t, "县公安局 县税务局")
	for place, id := range []string{"x", "y"} {
		mine.Apply(forms.Change{Path: forms.CellPath("5.3", id, "#"), New: string(rune('1' + place))}, forms.Change{Path: forms.CellPath("5.3", id, "title"), New: "稿件" + id})
	}
	formtest.Attach(t, mine, "10.1", forms.Evidence{Title: "名单", Rows: []string{"5.3#x", "5.3#y", "10.1#a", "10.1#b"}})
	said := formtest.Participants(t, "县税务局")
	said.Apply(forms.Change{Path: forms.CellPath("5.3", "a", "#"), New: "1"}, forms.Change{Path: forms.CellPath("5.3", "a", "title"), New: "另一篇"})
	list := items(mine, said)
	if len(list) != 2 || list[0].Title != "5.3 台账" || list[1].Title != "10.1 台账" {
		t.Fatalf("%d items, the last %+v", len(list), list[len(list)-1])
	}
	for _, c := range []struct {
		first, second int
		want          string
	}{
		{merge.PickMine, merge.PickMine, "5.3#x 5.3#y 10.1#a 10.1#b"},
		{0, merge.PickMine, "5.3#x 10.1#a 10.1#b"},
		{merge.PickMine, 0, "5.3#x 5.3#y 10.1#a"},
		{0, 0, "5.3#x 10.1#a"},
	} {
		d := mine.Clone()
		list[0].Pick, list[1].Pick = c.first, c.second
		for _, change := range merge.Chosen(d, list) {
			if d.Get(change.Path) != change.Old {
				t.Errorf("%+v: %s is %q when the change from %q comes", c, change.Path, d.Get(change.Path), change.Old)
			}
			d.Apply(change)
		}
		if got := strings.Join(d.AllEvidence()[0].Rows, " "); got != c.want {
			t.Errorf("%+v: rows %q", c, got)
		}
	}
}

// What an answer makes of a value, in words, and how many wait for one.
func TestWordsOfItems(t *testing.T) {
	county, police := merge.Offer{From: []string{"县公安局", "县税务局"}, Text: "134"}, merge.Offer{From: []string{"县民政局"}, Text: "135"}
	for _, c := range []struct {
		item merge.Item
		want string
	}{
		{merge.Item{Offers: []merge.Offer{police}}, "已填入"},
		{merge.Item{Mine: "133", Offers: []merge.Offer{county}}, "改用县公安局、县税务局的"},
		{merge.Item{Offers: []merge.Offer{county, police}, Pick: 1}, "已填入"},
		{merge.Item{Mine: "133", Offers: []merge.Offer{county, police}, Pick: 1}, "改用县民政局的"},
		{merge.Item{Mine: "133", Offers: []merge.Offer{county}, Pick: merge.PickMine}, "保留档案的"},
		{merge.Item{Mine: "133", Offers: []merge.Offer{county}, Pick: merge.PickNone}, "没有选择，没有改动"},
	} {
		if got := c.item.Words(); got != c.want {
			t.Errorf("%+v: %s", c.item, got)
		}
	}
	list := []*merge.Item{
		{Offers: []merge.Offer{police}},
		{Offers: []merge.Offer{police}, Pick: merge.PickNone},
		{Mine: "1", Offers: []merge.Offer{police}, Pick: merge.PickNone},
		{Offers: []merge.Offer{county, police}, Pick: merge.PickNone},
		{Mine: "1", Offers: []merge.Offer{police}},
	}
	if fills, conflicts, open := merge.Count(list); fills != 2 || conflicts != 3 || open != 2 {
		t.Errorf("%d fills, %d conflicts, %d open", fills, conflicts, open)
	}
}

// A long register shows its first eight rows, its options by their labels.
func TestRegisterAsText(t *testing.T) {
	for n, want := range map[int]string{
		8: "共8行\n1 | 守信联合激励\n2 | 守信联合激励\n3 | 守信联合激励\n4 | 守信联合激励\n5 | 守信联合激励\n6 | 守信联合激励\n7 | 守信联合激励\n8 | 守信联合激励",
		9: "共9行\n1 | 守信联合激励\n2 | 守信联合激励\n3 | 守信联合激励\n4 | 守信联合激励\n5 | 守信联合激励\n6 | 守信联合激励\n7 | 守信联合激励\n8 | 守信联合激励\n…",
	} {
		mine, said := forms.New(formtest.Edition(t), nil), forms.New(formtest.Edition(t), nil)
		for i := range n {
			said.Apply(said.AddRows("23.1", map[string]string{"month": strconv.Itoa(i + 1), "kind": "incentive"})...)
		}
		list := items(mine, said)
		if len(list) != 1 || list[0].Title != "23.1 台账" || list[0].Offers[0].Text != want || list[0].Conflict() || list[0].Offers[0].Who() != "工作簿" {
			t.Errorf("%d rows: %+v", n, list[0])
		}
	}
}
