package scoring_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"zicha/scoring"
)

// TestClauses: the official sentence that earned the points, case by case.
func TestClauses(t *testing.T) {
	e := edition2017(t)
	for _, row := range rows(t, "clauses.txt") {
		at, id, text, want := row[0], row[1], row[2], row[3]
		c := e.Criterion(id)
		got := e.Score(scoring.Answers{id: answer(c, text)}).Result(c).Clause()
		switch want {
		case "无":
			want = ""
		case "全文":
			want = c.Quote()
		}
		if got != want {
			t.Errorf("%s: %s {%s}: %q, want %q", at, id, text, got, want)
		}
	}
}

// TestClausesAreOfficialText: every clause of the rulebook stands in the notice's own words, and every one is reached by a case.
func TestClausesAreOfficialText(t *testing.T) {
	cases := rows(t, "clauses.txt")
	for _, c := range edition2017(t).Criteria() {
		for outcome, clause := range c.Clauses {
			if !strings.Contains(c.Indicator.Text, clause) {
				t.Errorf("%s %s: %q is not in the notice", c.ID, outcome, clause)
			}
			if !slices.ContainsFunc(cases, func(row []string) bool { return row[1] == c.ID && row[3] == clause }) {
				t.Errorf("%s %s has no case", c.ID, outcome)
			}
		}
	}
}

// TestHashOf2017 pins the hash: dossiers made before the clauses and sayings came into the rulebook open as they did.
func TestHashOf2017(t *testing.T) {
	const made = "6930ec9ed0c58c1742ad319515a3f632cf828a42fc2bc1cbc9302c73485d0c75"
	e := edition2017(t)
	if e.Hash() != made {
		t.Errorf("the hash is %s", e.Hash())
	}
	good := rules2017()
	for _, change := range [][2]string{
		{`other = "其他方式制定印发的，得1分。"`, `other = "得1分。"`}, {"say = \"已开展信用培训活动\"\n", ""}, {`say_no = "尚未开展信用培训活动"`, `say_no = "没有开展信用培训"`},
	} {
		if !strings.Contains(good, change[0]) {
			t.Fatalf("the rulebook has no %q", change[0])
		}
		other, err := scoring.LoadEdition("x", []byte(strings.Replace(good, change[0], change[1], 1)))
		if err != nil {
			t.Fatal(err)
		}
		if other.Hash() != made {
			t.Errorf("%q changes the hash", change[0])
		}
	}
}

// TestShare: the share as it is said beside the numbers, exactly and with two decimals.
func TestShare(t *testing.T) {
	e := edition2017(t)
	for _, c := range []struct {
		id, answer, want string
		over             bool
	}{
		{"13.1", "records=200 complete=197", "98.50%", false},
		{"13.1", "records=3 complete=2", "66.67%", false},
		{"13.1", "records=3 complete=1", "33.33%", false},
		{"13.1", "records=800 complete=1", "0.13%", false}, // 0.125 rounds half up
		{"13.1", "records=100 complete=0", "0.00%", false},
		{"13.1", "records=100 complete=100", "100.00%", false},
		{"13.1", "records=100 complete=101", "101.00%", true},
		{"13.1", "records=0 complete=0", "", false},
		{"13.1", "complete=5", "", false},
		{"9.2", "catalogue_items=512 power_items=486", "105.35%", true},
		{"19.1", "updated=400 on_time=201", "50.25%", false},
		{"12.1", "catalogues=100 automatic=1", "1.00%", false},
	} {
		crit := e.Criterion(c.id)
		got, over, ok := crit.Share(crit.Pairs()[0], answer(crit, c.answer))
		if got != c.want || over != c.over || ok != (c.want != "") {
			t.Errorf("%s %s: %q %t", c.id, c.answer, got, over)
		}
	}
	if pairs := e.Criterion("12.1").Pairs(); len(pairs) != 2 || e.Criterion("10.1").Pairs() != nil {
		t.Errorf("pairs %v", pairs)
	}
}

func TestFormatShown(t *testing.T) {
	for text, want := range map[string]string{"0": "0.00", "1.5": "1.50", "133/200": "0.67", "93/40": "2.33", "1/16": "0.06", "1/200": "0.01", "2/3": "0.67", "318871/54416": "5.86"} {
		r, ok := new(big.Rat).SetString(text)
		if got := scoring.FormatShown(r); !ok || got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
