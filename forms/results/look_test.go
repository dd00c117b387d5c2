package results

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/letterdoc"
	"zicha/forms/review"
	"zicha/forms/wording"
	"zicha/scoring"
)

// wordsOf are a letter's parts in one text, a line each.
func wordsOf(parts []wording.Part) string {
	var out []string
	for _, p := range parts {
		out = append(out, p.Text)
	}
	return strings.Join(out, "\n")
}

// What was accepted for one reason is said once, wherever it stands; what is about no county keeps its words; over many counties it is counted.
func TestAcceptedIsSaidOnce(t *testing.T) {
	s := sample(t)
	s.Accepted = nil
	for _, c := range []struct {
		unit, no int
		kind     string
		what     string
	}{{0, 1, "stale", "待复看"}, {0, 4, "stale", "待复看"}, {1, 4, "stale", "待复看"}, {1, 5, "open", "未评"}} {
		u := s.Units[c.unit]
		s.Accepted = append(s.Accepted, review.Accepted{
			Blocker: fmt.Sprintf("%s:%s/%d", c.kind, u.Code, c.no), Words: fmt.Sprintf("%s第%d项%s", u.Name, c.no, c.what), Reason: "材料只是重新装订", By: "示例甲",
		})
	}
	for _, i := range []int{1, 2} {
		u := s.Units[i]
		s.Accepted = append(s.Accepted, review.Accepted{Blocker: "standard:" + u.Code + "/11.1.standard", Words: u.Name + "第11项没有录入年度更新考核标准", Reason: "标准没有下达。"})
	}
	s.Accepted = append(s.Accepted, review.Accepted{Blocker: "copy:1f2e", Words: "示例乙登记的副本1f2e还没有合并回来", Reason: "没有改动"})
	got := strings.Join(loaded(t, s, Options{}).acceptedWords(), "\n")
	one, two, three := s.Units[0].Name, s.Units[1].Name, s.Units[2].Name
	want := "定稿时保留：" + one + "第1、4项，" + two + "第4项“待复看”，共3处，理由：材料只是重新装订。\n" +
		"定稿时保留：“" + two + "第5项未评”，理由：材料只是重新装订。\n" +
		"定稿时保留：" + two + "第11项，" + three + "第11项“没有录入年度更新考核标准”，共2处，理由：标准没有下达。\n" +
		"定稿时保留：“示例乙登记的副本1f2e还没有合并回来”，理由：没有改动。"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	many := invented(loaded(t, s, Options{}).e, 13)
	for _, u := range many.Units {
		many.Accepted = append(many.Accepted, review.Accepted{Blocker: "open:" + u.Code + "/7", Words: u.Name + "第7项未评", Reason: "数据未到"},
			review.Accepted{Blocker: "open:" + u.Code + "/8", Words: u.Name + "第8项未评", Reason: "数据未到"})
	}
	finish(t, many)
	if got := loaded(t, many, Options{}).acceptedWords(); len(got) != 1 || !strings.Contains(got[0], "13个") || !strings.Contains(got[0], "共26处“未评”，理由：数据未到。") {
		t.Errorf("of many: %q", got)
	}
}

// A score nobody gave and no data give does not stand beside the arithmetic of the county's claim.
func TestClaimIsNoReason(t *testing.T) {
	s := sample(t)
	c := &s.Units[1].Cells[10]
	claim := scoring.Points(446)
	c.State, c.Decided, c.Score, c.Confirmed, c.Initial, c.Claim, c.Reason, c.Basis, c.ClaimWhy = review.Unreviewed, false, 0, nil, nil, &claim, "", "", "1.62÷2.2×6＝4.46"
	c.Loss, c.Field = "", ""
	s.Units[1].Open++
	finish(t, s)
	b := loaded(t, s, Options{})
	rows := fmt.Sprint(b.changes().rows)
	if all := rows + wordsOf(b.explanation()); strings.Contains(all, "1.62÷2.2") || !strings.Contains(rows, "尚未核定，没有可以重算的数据") {
		t.Error("a score of 0.00 has the arithmetic of the claim for its reason")
	}
}

// Officials read names of fields, never their keys.
func TestLossNamesItsField(t *testing.T) {
	b := loaded(t, sample(t), Options{})
	c := review.CellResult{Indicator: 11, Loss: review.Losses()[0], Field: "11.1.standard"}
	if got := b.lossWords(c); !strings.Contains(got, "11.1 年度更新考核标准") || strings.Contains(got, "standard") {
		t.Errorf("got %q", got)
	}
	c.Field = "11.1.nothing"
	if got := b.lossWords(c); strings.Contains(got, "nothing") {
		t.Errorf("got %q", got)
	}
}

// The file of a case has each piece of evidence once, and speaks of hashes only where there are some.
func TestCaseEvidence(t *testing.T) {
	s := sample(t)
	s.Cases[0].Evidence = []string{"5-02", "5-02"}
	page := strings.Join(textOf(t, paperOf(t, loaded(t, s, Options{}), "虚假材料核查案卷")), "\n")
	if strings.Contains(page, "SHA-256") || strings.Contains(strings.ReplaceAll(page, "\n", ""), "5-025-02") {
		t.Errorf("the file reads\n%s", page)
	}
	if page := strings.Join(textOf(t, paperOf(t, loaded(t, sample(t), Options{}), "虚假材料核查案卷")), "\n"); !strings.Contains(page, "SHA-256") {
		t.Error("a hash stands there and nothing says what it is")
	}
}

// What is stale says why it is looked at, not only that the decision before had a reason.
func TestStaleSheet(t *testing.T) {
	b := loaded(t, sample(t), Options{})
	c := review.CellResult{Indicator: 4, State: review.Stale}
	if got := strings.Join(b.flags("", c), ""); got != "待复看：评分以后，所依据的填报、材料、数据或者口径有变动" {
		t.Errorf("got %q", got)
	}
	c.Reason = "缺一项"
	if got := strings.Join(b.flags("", c), ""); !strings.HasSuffix(got, "；原评分理由：缺一项") {
		t.Errorf("got %q", got)
	}
}

// The government that is asked to approve a result has it before it, however many counties there are: the 请示 asks for one thing, and each
// annex it names is bound to it.
func TestRequestCarriesTheResult(t *testing.T) {
	long := invented(loaded(t, sample(t), Options{}).e, 30)
	finish(t, long)
	for _, s := range []*review.Snapshot{sample(t), long} {
		b := loaded(t, s, Options{})
		words := wordsOf(b.request())
		for _, want := range []string{"全表见附件3", "3." + b.titled(titleRanking), "4.有关部门意见", "妥否，请批示。", "（代拟稿）"} {
			if !strings.Contains(words, want) && (len(s.Units) <= longList || want != "全表见附件3") {
				t.Errorf("%d counties: %s is not in\n%s", len(s.Units), want, words)
			}
		}
		if !strings.Contains(words, "见附件3。") || strings.Contains(words, "二是") {
			t.Errorf("the request reads\n%s", words)
		}
		pages := strings.Join(textOf(t, paperOf(t, b, "请示（定稿1）.pdf")), "\n")
		for _, u := range s.Units {
			if !strings.Contains(pages, fmt.Sprint(u.Rank)+u.Name+u.Total.String()) {
				t.Fatalf("%d counties: the 请示 does not give %s", len(s.Units), u.Name)
			}
		}
	}
}

// A draft of the circular says in its title that it is one; an approved one does not. It asks for nothing that is of a year gone by, and names
// its annexes by their names.
func TestCircularIsADraft(t *testing.T) {
	s := sample(t)
	b := loaded(t, s, all(t))
	if got := joined(b.circular()); !strings.HasSuffix(got, "通报（代拟稿）") {
		t.Errorf("the title is %s", got)
	}
	words := wordsOf(b.circular())
	if !strings.Contains(words, "推动社会信用体系建设工作各项任务") || !strings.Contains(words, "得分见附件1、附件2。") {
		t.Errorf("the circular reads\n%s", words)
	}
	s.Approval = &review.Approval{Date: "2018-02-12"}
	if got := joined(loaded(t, s, Options{}).circular()); !strings.HasSuffix(got, "通报") {
		t.Errorf("approved, the title is %s", got)
	}
}

// What a table does not mark, its notes do not speak of as marked.
func TestMarksAreSpokenOfWhereTheyStand(t *testing.T) {
	b := loaded(t, sample(t), all(t))
	for _, g := range []*grid{b.ranking(), b.conversion("政务公开", 200), b.changes()} {
		marks := strings.Contains(fmt.Sprint(g.rows), "*")
		if notes := strings.Join(g.notes, ""); strings.Contains(notes, "标*") != marks || !strings.Contains(notes, "1项未核定") {
			t.Errorf("%s: marks %v, notes %s", g.title, marks, notes)
		}
	}
	if words := wordsOf(b.resultLetter()) + wordsOf(b.request()) + wordsOf(b.explanation()); strings.Contains(words, "标*") {
		t.Error("a letter has no marks")
	}
}

// However long the table is, the seal of a 折算单 stands on a page that has words of its own, and has room there.
func TestSealOfConversion(t *testing.T) {
	for n := 18; n < 30; n++ {
		s := invented(loaded(t, sample(t), Options{}).e, n)
		finish(t, s)
		pages := textOf(t, paperOf(t, loaded(t, s, all(t)), "折算单（政务公开）"))
		if last := pages[len(pages)-1]; !strings.Contains(last, "（盖章）") || !strings.Contains(strings.ReplaceAll(last, "\n", ""), "折算得分＝") {
			t.Errorf("%d counties: the last page has only\n%s", n, last)
		}
	}
}

// A column of points in a document has room for what stands in it in the type of its table (half of it a digit), whatever the rulebook.
func TestDocumentColumns(t *testing.T) {
	const area, margins, narrow = 12756, 100, 40 // twips; a table of many columns has the narrow ones
	for _, s := range []*review.Snapshot{sample(t), other(t)} {
		b := loaded(t, s, Options{Publish: LevelAll})
		for _, table := range documentTables(append(b.published(), b.resultAnnexes()...)) {
			all, size, margin := 0.0, 9.0, margins
			if table.Size > 0 {
				size, margin = table.Size, narrow
			}
			for _, c := range table.Columns {
				all += c.Width
			}
			for i, c := range table.Columns {
				for _, row := range table.Rows {
					if i < len(row) && scoreIn.MatchString(row[i]) && !c.Words {
						if have, want := c.Width*area/all-float64(margin), float64(len(row[i]))*size*10; have < want {
							t.Errorf("%s: “%s” in a column of %.0f twips, it needs %.0f", table.Title, row[i], have, want)
						}
					}
				}
			}
		}
	}
}

// The documents carry the tables of the papers, however wide they are: every figure of the one stands in the other, and the notes.
func TestDocumentsCarryTheTables(t *testing.T) {
	for _, level := range Levels() {
		b := loaded(t, sample(t), Options{Publish: level})
		for name, annexes := range map[string][]annex{"函": b.resultAnnexes(), "请示": b.requestAnnexes(), "通报": b.published()} {
			what := "考核结果的" + name
			if name == "通报" {
				what += b.draftMark()
			}
			words, err := letterdoc.Paragraphs(paperOf(t, b, b.name(what, ".docx")))
			if err != nil {
				t.Fatal(err)
			}
			there := map[string]bool{}
			for _, w := range words {
				there[w] = true
			}
			for _, a := range annexes {
				for _, g := range a.tables {
					for _, row := range append(g.rows, g.notes, []string{a.name, a.title}) {
						for _, text := range row {
							if text = strings.TrimSpace(strings.ReplaceAll(text, "\n", "")); text != "" && !there[text] {
								t.Errorf("%s, %s: “%s” of %s is not in the document", level, name, text, a.title)
							}
						}
					}
				}
			}
		}
	}
}

// The inputs by which a result is recomputed stand in the order of the rulebook and of the registers' rows, in words, none left out.
func TestInputsInOrder(t *testing.T) {
	d := formtest.Full(t, 1)
	b := loaded(t, sample(t), Options{})
	code := b.s.Units[0].Code
	rows := (&recomputing{builder: b}).inputs(map[string]*forms.Dossier{code: d}).rows
	want := 0
	for _, l := range d.Lines(nil) {
		if strings.HasPrefix(l.Key, "answer/") || strings.HasPrefix(l.Key, "row/") {
			want++
		}
	}
	if len(rows) != want || want < 50 {
		t.Errorf("%d rows, want %d", len(rows), want)
	}
	at, last := 0, ""
	for _, row := range rows {
		if all := fmt.Sprint(row); strings.Contains(all, "answer/") || strings.Contains(all, "row/") || strings.Contains(all, "true") {
			t.Errorf("an official reads %s", all)
		}
		id, _, _ := strings.Cut(row[2], " ")
		c := b.e.Criterion(id)
		if c == nil {
			t.Fatalf("%q names no criterion", row[2])
		}
		place := slices.Index(b.e.Criteria(), c)
		if place < at {
			t.Errorf("%s comes after %s", row[2], last)
		}
		at, last = place, row[2]
	}
}

// What is 不涉及 and counts for nothing has no score of 0 in the tables and in what the county reads.
func TestLeftOutHasNoScore(t *testing.T) {
	s := other(t)
	code, c := s.Units[0].Code, &s.Units[0].Cells[13]
	c.LeftOut, c.Claim, c.ClaimText, c.Score, c.Reason = true, nil, "不涉及", 0, "全年没有这方面的工作"
	finish(t, s)
	b := loaded(t, s, Options{})
	if got := marked(b.unit(code).Cells[13]); got != "不涉及" {
		t.Errorf("the table has %s", got)
	}
	f, err := b.feedback(code)
	if err != nil {
		t.Fatal(err)
	}
	if row := b.feedbackItems(f).rows[13]; row[3] != "不涉及" || row[4] != "—" {
		t.Errorf("the county reads %q", row)
	}
}
