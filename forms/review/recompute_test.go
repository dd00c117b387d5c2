package review

import (
	"strings"
	"testing"

	"zicha/forms"
)

// A book proves each of its results from the events there were then, also where later ones would make another result of it, and tells
// what does not come out.
func TestRecompute(t *testing.T) {
	b := newBookAt(t)
	var all []Incoming
	for _, u := range b.Edition().Units {
		all = append(all, version(t, u.Code, 1))
	}
	receive(t, b, all...)
	first := b.Edition().Units[0].Code
	must(t, b.Decide(bureau, initial(first, 5, "6", "缺活动通知")))
	must(t, b.Decide(commission, confirm(first, 5, "6", "")))
	if _, _, err := b.Finalize(t.Context(), commission, Waiver{"open:*", "只定这一项"}, Waiver{"standard:*", "没有标准"}); err != nil {
		t.Fatal(err)
	}
	must(t, b.Withdraw(commission, first, 5, "重看"))
	receive(t, b, version(t, first, 2, forms.Change{Path: forms.AnswerPath("9.2", "catalogue_items"), New: "1"}))
	if _, _, err := b.Finalize(t.Context(), commission, Waiver{"open:*", "其余不定"}, Waiver{"standard:*", "没有标准"}); err != nil {
		t.Fatal(err)
	}
	got, err := b.Recompute()
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, r := range got {
		if len(r.Differs) > 0 || r.Units != len(all) || r.Cells != 25*len(all) {
			t.Errorf("%+v", r)
		}
	}
	if got[0].Events >= got[1].Events {
		t.Errorf("worked out from %d and %d events", got[0].Events, got[1].Events)
	}

	// Held against the second result, what the first was made of does not come out.
	one, err := b.Result(got[0].Code)
	must(t, err)
	two, err := b.Result(got[1].Code)
	must(t, err)
	said := strings.Join(differences(one, two), "\n")
	for _, want := range []string{"第5项得分定稿时为6.00，重算得8.00", "第5项状态定稿时为已确认，重算得初评", "第9项填报得分定稿时为", "自查的版本定稿时为1，重算得2"} {
		if !strings.Contains(said, want) {
			t.Errorf("no “%s” in\n%s", want, said)
		}
	}

	// A result whose digests were tampered with is worked out without them.
	for key, d := range b.digests {
		d.Points = append([]string{}, d.Points...)
		d.Points[0] = "0.00"
		b.digests[key] = d
	}
	if got, err = b.Recompute(); err != nil || len(got[0].Differs)+len(got[1].Differs) > 0 {
		t.Errorf("what is kept ready was used: %+v, %v", got, err)
	}
}
