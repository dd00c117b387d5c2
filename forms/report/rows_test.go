package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/scoring"
)

// paper is a builder of a dossier with some answers, two pieces of evidence and a register.
func paper(t *testing.T, opts Options) *builder {
	t.Helper()
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"},
		"answers":{"5.1":{"met":true},"5.2":{"met":true},"5.3":{"articles":9,"register":[
			{"title":"诚信","date":"2017-09-22"},{"title":"诚信","date":"2017-09-22"},{"title":"又一篇"}]},
			"14.1":{"level":"standard"},"1.2":{"met":false}},
		"profile":{"preparer":"甲","checker":"乙","date":"2018-01-26","phone":"0558-1"},"remarks":{"5":"备注五"}}`)
	if err != nil {
		t.Fatal(err)
	}
	add := func(criterion string, e forms.Evidence) {
		_, changes, err := d.AddEvidence(criterion, e)
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
	}
	file := func(name string, place int) forms.FileRef {
		return forms.FileRef{Name: name, SHA256: strings.Repeat("ab", 32), Size: 9, Place: place}
	}
	add("5.1", forms.Evidence{
		Title: "通知", DocNo: "涡信〔2017〕1号", Date: "2017-05-03", Issuer: "县信用办", Pages: "3", Delivery: forms.DeliveryFile, Keep: "上年印发",
		Files: []forms.FileRef{file("a.pdf", 1), file("b.jpg", 2)},
	})
	add("5.1", forms.Evidence{Delivery: forms.DeliveryPaper})
	return newBuilder(d, opts, true)
}

// texts are the words of a row, cell by cell.
func texts(r typeset.Row) string {
	var out []string
	for _, c := range r.Cells {
		out = append(out, c.Text)
	}
	return strings.Join(out, "|")
}

// columns is how many columns of a table a row takes up.
func columns(r typeset.Row) int {
	n := 0
	for _, c := range r.Cells {
		n += max(c.Span, 1)
	}
	return n
}

// 自评 and 预估 stand in columns of their own, and a section that has only one of them says — for the other.
func TestSumRow(t *testing.T) {
	total := func(score, most scoring.Points) scoring.Total {
		return scoring.Total{Score: score, Max: most, Known: true}
	}
	for _, c := range []struct {
		self, forecast scoring.Total
		want           string
	}{
		{total(1250, 1700), scoring.Total{}, "一、政务（小计）|17|12.50|—|自评部分满分17分"},
		{scoring.Total{Max: 1700}, scoring.Total{}, "一、政务（小计）|17||—|自评部分满分17分"},
		{scoring.Total{}, total(150, 600), "一、政务（小计）|17|—|1.50|市里核定部分满分6分"},
		{total(0, 1100), total(0, 600), "一、政务（小计）|17|0.00|0.00|自评部分满分11分，市里核定部分满分6分"},
	} {
		row := paper(t, Options{}).sumRow("一、政务（小计）", 1700, scoring.SectionTotal{Self: c.self, Forecast: c.forecast})
		if got := texts(row); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
		if columns(row) != 10 || !row.Keep || row.Ground == nil || row.Cells[0].Span != 3 || row.Cells[4].Span != 4 {
			t.Errorf("a sum over %d columns: %+v", columns(row), row)
		}
	}
}

// What stands in a line of 附件1: its points under 自评 or 预估, never both; evidence by number, with its page where the volume is planned.
func TestAssessmentRow(t *testing.T) {
	b := paper(t, Options{})
	row := func(b *builder, no int) []string {
		r := b.assessmentRow(b.scores.Card.Indicators[no-1])
		if columns(r) != 10 {
			t.Errorf("%d has %d columns", no, columns(r))
		}
		return strings.Split(texts(r), "|")
	}
	own := row(b, 5)
	if own[0] != "5" || own[1] != "开展诚信文化宣传" || own[3] != "8" || own[4] != "7.00" || own[5] != "—" || own[8] != "各县、区提供活动通知和相关宣传材料" || own[9] != "备注五" {
		t.Errorf("own points: %q", own)
	}
	if own[7] != "5-01、5-02；缺佐证：5.2、5.3" {
		t.Errorf("evidence: %q", own[7])
	}
	if ind := b.d.Edition.Indicator(5); own[2] != ind.Text || own[6] == "" {
		t.Errorf("text and reason: %q, %q", own[2], own[6])
	}
	if city := row(b, 14); city[4] != "—" || city[5] != "4.00" || city[7] != "" || city[9] != "" {
		t.Errorf("the city's points: %q", city)
	}
	b.opts.Spans = map[string]forms.Span{"5-01": {First: 7, Last: 9, Volume: 2}}
	if got := row(b, 5)[7]; got != "佐证5-01，汇编第2册第7页\n佐证5-02\n缺佐证：5.2、5.3" {
		t.Errorf("evidence with pages: %q", got)
	}
	if got := row(b, 14)[7]; got != "" {
		t.Errorf("without evidence: %q", got)
	}
	b.d.Apply(forms.Change{Path: forms.AnswerPath("1.2", "met"), New: "true"})
	if got := row(newBuilder(b.d, b.opts, true), 1)[7]; got != "缺佐证：1.2" {
		t.Errorf("nothing but a gap: %q", got)
	}
}

// Who answers for the table signs under it, beside 45 mm for the seal.
// 备注 is 15 mm wide: less its margins 12.8 mm, four characters of 9 points (3.175 mm). Twelve characters are three lines, which stay there;
// the thirteenth takes all to a row of its own. Both rows begin with their number again where they go on over a page.
func TestLongRemarkTakesARow(t *testing.T) {
	b := paper(t, Options{})
	for n, want := range map[int]int{0: 1, 12: 1, 13: 2, 400: 2} {
		words := strings.Repeat("备", n)
		b.d.Apply(forms.Change{Path: forms.RemarkPath(5), New: words})
		rows := b.assessmentRows(b.scores.Card.Indicators[4])
		if len(rows) != want {
			t.Fatalf("%d characters: %d rows", n, len(rows))
		}
		for _, r := range rows {
			if r.Again != 1 || r.Cells[0].Text != "5" {
				t.Errorf("%d characters: %+v", n, r)
			}
		}
		at := rows[0].Cells[len(rows[0].Cells)-1].Text
		if want == 1 && at != words || want == 2 && (at != "见下行" || rows[1].Cells[1].Text != "备注（第5项）："+words || rows[1].Cells[1].Span != 9) {
			t.Errorf("%d characters: %q, %+v", n, at, rows[len(rows)-1])
		}
	}
}

func TestSignatureRow(t *testing.T) {
	want := "填报人：甲\n\n审核人：乙\n\n负责人：未填报\n\n联系电话：0558-1\n\n填报日期：2018年1月26日|（公章）"
	row := paper(t, Options{}).signatureRow()
	room := 0.0
	for _, c := range allColumns[10-row.Cells[1].Span:] {
		room += c.Width
	}
	if texts(row) != want || columns(row) != 10 || row.High < 45 || room < 45 {
		t.Errorf("%q over %d columns, %.1f by %.1f mm", texts(row), columns(row), room, row.High)
	}
}

// A line of 附件2 names the files with the title, says — where pages are not known, and keeps an item taken out with its reason.
func TestEvidenceRow(t *testing.T) {
	b := paper(t, Options{Spans: map[string]forms.Span{"5-01": {First: 7, Last: 9}}})
	list := b.d.AllEvidence()
	list[1].Removed, list[1].Reason, list[1].Keep = true, "重复", "说明"
	removed := list[1]
	removed.Reason = ""
	for i, c := range []struct {
		item forms.Evidence
		want string
	}{
		{list[0], "5-01|5.1|通知（a.pdf、b.jpg）|涡信〔2017〕1号|2017-05-03|县信用办|3|7—9|电子|日期说明：上年印发"},
		{list[1], "5-02|5.1|未填报||||—|—|纸质|已撤销：重复；日期说明：说明"},
		{removed, "5-02|5.1|未填报||||—|—|纸质|已撤销：未填报；日期说明：说明"},
	} {
		if row := b.evidenceRow(c.item); texts(row) != c.want || columns(row) != 10 {
			t.Errorf("%d: %q, want %q", i, texts(row), c.want)
		}
	}
}

// A line of 附件3 for each field; what a register counts is taken from it, and a register's repeated line says that it is not counted.
func TestDataRows(t *testing.T) {
	b := paper(t, Options{})
	get := func(id string) string {
		var out []string
		for _, r := range b.fieldRows(b.d.Edition.Criterion(id)) {
			if columns(r) != 5 {
				t.Errorf("%s: %d columns", id, columns(r))
			}
			out = append(out, r.Cells[0].Text+"|"+r.Cells[3].Text+"|"+r.Cells[4].Text)
		}
		return strings.Join(out, " ")
	}
	for id, want := range map[string]string{
		"5.1": "5.1|是|", "1.2": "1.2|否|", "1.3": "1.3|未填报|", "5.3": "5.3|2（以台账为准）|篇", "14.1": "14.1|严格按标准规范报送|", "10.1": "10.1|未填报|家",
	} {
		if got := get(id); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	c := b.d.Edition.Criterion("5.3")
	var got []string
	for _, r := range registerRows(c, b.d.Rows("5.3")) {
		got = append(got, r.Cells[0].Text+r.Cells[len(r.Cells)-1].Text)
		if len(r.Cells) != len(c.Register.Columns)+2 {
			t.Errorf("%d cells", len(r.Cells))
		}
	}
	if !slices.Equal(got, []string{"1", "2未计，与第1行重复", "3"}) {
		t.Errorf("%q", got)
	}
}

// A register's columns fill the page as far as what stands in them needs it: dates have 24 mm, a long text more than a short one, none more
// than 110 mm.
func TestRegisterColumns(t *testing.T) {
	b := paper(t, Options{})
	for _, c := range b.d.Edition.Criteria() {
		if c.Register == nil {
			continue
		}
		long := scoring.Row{Cells: map[string]string{}}
		long.Cells[c.Register.Columns[0].Key] = strings.Repeat("长", 200)
		for name, list := range map[string][]scoring.Row{"blank": nil, "long": {long}} {
			cols := registerColumns(c.Register, list)
			sum := 0.0
			for i, col := range cols {
				sum += col.Width
				if col.Width < 8 || col.Width > 110 {
					t.Errorf("%s %s: %s is %.1f wide", c.ID, name, col.Head, col.Width)
				}
				if i > 0 && i <= len(c.Register.Columns) && c.Register.Columns[i-1].Kind == scoring.KindDate && (col.Width != 24 || col.Align != typeset.Center) {
					t.Errorf("%s %s: a date is %.1f wide", c.ID, name, col.Width)
				}
			}
			if sum > letter.AcrossWidth+0.01 || len(cols) != len(c.Register.Columns)+2 || cols[0].Head != "序号" || cols[len(cols)-1].Head != "备注" {
				t.Errorf("%s %s: %d columns of %.1f mm", c.ID, name, len(cols), sum)
			}
			if name == "long" && len(c.Register.Columns) > 1 && c.Register.Columns[1].Kind == scoring.KindText && cols[1].Width <= cols[2].Width {
				t.Errorf("%s: the long text has %.1f mm, the blank one %.1f", c.ID, cols[1].Width, cols[2].Width)
			}
		}
	}
}

// What a phone reads from 附件1.
func TestQRText(t *testing.T) {
	if got := QRText(paper(t, Options{}).d, Options{Code: "7AS3-VWY7-6YUY-VPUT", Version: 3}); got != "信用自查 bozhou-2017 涡阳县 第3版 7AS3-VWY7-6YUY-VPUT" {
		t.Error(got)
	}
}

// A row of a register that repeats another says on paper that it does not count.
func TestRepeatedRowSaysSo(t *testing.T) {
	e := formtest.Edition(t)
	c := e.Criterion("10.1")
	var list []scoring.Row
	for i, name := range []string{"县公安局", "县税务局", "县公安局"} {
		list = append(list, scoring.Row{ID: fmt.Sprint(i), Cells: map[string]string{"name": name}})
	}
	rows := registerRows(c, list)
	for i, want := range []string{"1 县公安局 ", "2 县税务局 ", "3 县公安局 未计，与第1行重复"} {
		var got []string
		for _, cell := range rows[i].Cells {
			got = append(got, cell.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("row %d reads %q, want %q", i+1, got, want)
		}
	}
}
