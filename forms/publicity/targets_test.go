package publicity

import (
	"strconv"
	"strings"
	"testing"

	"zicha/assets"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// bozhou are the targets of the rulebook of 2017.
var bozhou = func() Targets {
	e, err := scoring.LoadEdition("bozhou-2017.toml", assets.Edition2017)
	if err != nil {
		panic(err)
	}
	return TargetsOf(e)
}()

// The figures go to what the rulebook marks, whatever its numbers are; one without marks has no targets.
func TestTargetsAreTheMarkedFields(t *testing.T) {
	if got := strings.Join(bozhou.Criteria(), " "); got != "13.1 17.1 18.1 19.1" {
		t.Errorf("targets %s", got)
	}
	e := formtest.Edition(t)
	source := string(e.Source())
	bare, err := scoring.LoadEdition("x.toml", []byte(strings.NewReplacer("fills = ", "# ", "\ndays = ", "\n# ").Replace(source)))
	if err != nil {
		t.Fatal(err)
	}
	if bare.Hash() != e.Hash() {
		t.Error("a mark is in the hash")
	}
	if at := TargetsOf(bare); at.Any() || len(at.Criteria()) != 0 {
		t.Errorf("without marks there are targets: %v", at.Criteria())
	}
	few, err := scoring.LoadEdition("x.toml", []byte(strings.ReplaceAll(strings.Replace(source, `fills = "publicity.reported"`, "", 1), `fills = "publicity.departments"`, "")))
	if err != nil {
		t.Fatal(err)
	}
	r := &Result{Targets: TargetsOf(few), Year: 2017, Counted: 3, Complete: 2, Names: []string{"甲"}, Gaps: map[string]string{}}
	said := strings.Join(append(r.Sums(), r.Remarks(dossier(t, nil))...), "\n")
	if strings.Contains(said, "第17项") || strings.Contains(said, "第18项") || !strings.Contains(said, "第13、19项用的是同一批行。") {
		t.Errorf("it speaks of what is not marked:\n%s", said)
	}
}

// In how many working days publication is in time is the rulebook's: of decisions of Friday 2017-09-01 those published on the last of them count.
func TestDaysAreTheRulebooks(t *testing.T) {
	source := string(formtest.Edition(t).Source())
	for days, want := range map[string]struct {
		days int
		last string // the last day in time
		next string
	}{
		"days = 7": {7, "2017-09-12", "2017-09-13"},
		"days = 5": {5, "2017-09-08", "2017-09-11"},
		"":         {7, "2017-09-12", "2017-09-13"}, // the rule of 双公示
	} {
		e, err := scoring.LoadEdition("x.toml", []byte(strings.Replace(source, "\ndays = 7\n", "\n"+days+"\n", 1)))
		if err != nil {
			t.Fatal(err)
		}
		at := TargetsOf(e)
		when := newCounter(Job{Targets: at, Calendar: calendar(t)}).when
		decided, _ := parseDate("2017-09-01", false)
		for day, in := range map[string]bool{want.last: true, want.next: false} {
			published, _ := parseDate(day, false)
			if yes, ok := when.onTime(decided, published); yes != in || !ok {
				t.Errorf("%q: published on %s in time %t %t", days, day, yes, ok)
			}
		}
		words := "超过" + strconv.Itoa(want.days) + "个工作日才公示"
		if got := Late.Words(2017, at); got != words {
			t.Errorf("%q: %s, want %s", days, got, words)
		}
		sums := (&Result{Targets: at, Updated: 9, OnTime: 8}).Sums()
		if got, want := sums[len(sums)-1], "第19项：更新9条，其中"+strconv.Itoa(want.days)+"个工作日内公示8条"; got != want {
			t.Errorf("%q: %s, want %s", days, got, want)
		}
	}
	for _, wrong := range []string{"days = -1", "days = 400", "fills = \"\"\ndays = 7"} {
		from := "fills = \"publicity.on_time\"\ndays = 7"
		if !strings.HasPrefix(wrong, "fills") {
			wrong = "fills = \"publicity.on_time\"\n" + wrong
		}
		if _, err := scoring.LoadEdition("x.toml", []byte(strings.Replace(source, from, wrong, 1))); err == nil || !strings.Contains(err.Error(), "days 应是1至366的整数") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}
