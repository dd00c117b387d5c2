package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// partly are the rulebooks of scoring/testdata/parts, each as it is and with all of it the assessor's.
func partly(t *testing.T) []*scoring.Edition {
	var out []*scoring.Edition
	for _, name := range []string{"bonus", "weights", "veto", "pool", "zero", "hundreds"} {
		e := formtest.Parts(t, name)
		all := string(e.Source())
		all = strings.ReplaceAll(all, `source = "county"`, `source = "bureau"`)
		before, rest, _ := strings.Cut(all, "\nself_total = ")
		_, rest, _ = strings.Cut(rest, "\n")
		city, err := scoring.LoadEdition(name+".toml", []byte(before+"\nself_total = \"0\"\n"+rest))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e, city)
	}
	return out
}

// answered is a dossier of the edition with answers in most places, one mark in two.
func answered(r formtest.Random, e *scoring.Edition) *forms.Dossier {
	d := forms.New(e, forms.Begin(e, e.Units[0].Code, ""))
	for _, c := range e.Asked() {
		for _, f := range c.Fields {
			d.Apply(forms.Change{Path: forms.AnswerPath(c.ID, f.Key), New: r.Value(c, f)})
		}
	}
	return d
}

// printed reads the printed table of a workbook: the first words of each row, and its points, 自评 before 预估.
func printed(t *testing.T, d *forms.Dossier) (assess, cover map[string]string) {
	t.Helper()
	var data bytes.Buffer
	if err := workbook.Write(&data, d, workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	assess, cover = map[string]string{}, map[string]string{}
	rows, err := f.GetRows(workbook.SheetAssess)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		row = append(row, "", "", "", "", "", "")
		assess[row[0]+row[1]] = row[4] + "|" + row[5]
	}
	rows, err = f.GetRows(workbook.SheetCover)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		cover[row[0]] = strings.Join(row[1:], "")
	}
	return assess, cover
}

// TestTotalsAgree: over random answers, each total is the same in the letter, in 附件1, in the workbook's table and on its cover as in the score,
// the points of the indicators in 附件1 add up to it, and nothing is said of a part the rulebook has not.
func TestTotalsAgree(t *testing.T) {
	for seed := range uint64(3) {
		for _, e := range partly(t) {
			d := answered(formtest.NewRandom(seed, false), e)
			b := newBuilder(d, Options{}, true)
			a := agreement{t: t, d: d, b: b, card: b.scores.Card}
			a.assess, a.cover = printed(t, d)
			for _, part := range wording.Letter(d, b.scores) {
				a.letter += part.Text + "\n"
			}
			a.total("自评合计", "自评得分", true, a.card.Self)
			a.total(e.Words.ForecastLabel()+"合计", e.Words.ForecastLabel(), false, a.card.Forecast)
			a.figures()
			a.rows()
		}
	}
}

// agreement holds the places of one dossier against each other.
type agreement struct {
	t             *testing.T
	d             *forms.Dossier
	b             *builder
	card          scoring.Scorecard
	letter        string
	assess, cover map[string]string
}

func (a *agreement) bad(what string, got, want any) {
	a.t.Helper()
	a.t.Errorf("%s %v: %s is %v, want %v", a.d.Edition.ID, a.d.Edition.HasTotal(true), what, got, want)
}

// total is 自评 or 预估: the same everywhere, or nowhere.
func (a *agreement) total(row, item string, self bool, total scoring.Total) {
	a.t.Helper()
	text := total.Score.String()
	cells, said := text+"|", "自评"+text+"分（满分"
	sum := a.b.totalRow("合计", scoring.SectionTotal{Self: a.card.Self, Forecast: a.card.Forecast})
	if !self {
		cells, said = "|"+text, "预估"+text+"分，仅供参考"
	}
	got, there := a.assess[row]
	covered, on := a.cover[item]
	if there != a.d.Edition.HasTotal(self) || on != there || there && (got != cells || covered != text) {
		a.bad(row, got+" "+covered, cells)
	}
	if total.Known != strings.Contains(a.letter, said) || !there && strings.Contains(a.letter, "满分0分") {
		a.bad("the letter", a.letter, said)
	}
	if total.Known && !strings.Contains(texts(sum), "|"+text+"|") {
		a.bad("附件1", texts(sum), text)
	}
}

// figures are what there is besides.
func (a *agreement) figures() {
	a.t.Helper()
	rows := a.b.figureRows()
	list := a.card.Figures()
	if len(rows) != len(list) {
		a.bad("rows of figures", len(rows), len(list))
		return
	}
	for i, f := range list {
		minus := f.Label == scoring.PenaltyLabel && a.card.Penalty.Score > 0
		want := f.Text
		if minus {
			want = "-" + want
		}
		if got := rows[i].Cells[2].Text; got != want {
			a.bad("附件1 "+f.Label, got, want)
		}
		if got := a.assess[f.Label]; got != want+"|" || a.cover[f.Label] != f.Text {
			a.bad("the workbook's "+f.Label, got+" "+a.cover[f.Label], want)
		}
	}
	said := map[string]bool{
		"加分" + a.card.Bonus.Score.String() + "分（": a.card.Bonus.Known, "扣分" + a.card.Penalty.Score.String() + "分（": a.card.Penalty.Known,
	}
	if o := a.card.Overall; o != nil {
		said["总评"+o.Score.String()+"分（满分"+o.Max.Short()+"分）"], said["总评待定"], said["“"+o.Grade+"”"] = o.Known, !o.Known, o.Grade != ""
	}
	for words, is := range said {
		if is && !strings.Contains(a.letter, words) {
			a.bad("the letter", a.letter, words)
		}
	}
}

// rows adds up the indicators' rows of 附件1 and finds each in the workbook with the same points.
func (a *agreement) rows() {
	a.t.Helper()
	var self, forecast scoring.Points
	for _, total := range a.card.Sections {
		a.apart(total)
		for i, row := range a.b.sectionRows(total)[1:] {
			ind := total.Section.Indicators[i]
			text := points(row, a.b)
			if a.assess[row.Cells[0].Text+ind.Title] != strings.ReplaceAll(text, "—", "") {
				a.bad("the workbook's "+ind.Title, a.assess[row.Cells[0].Text+ind.Title], text)
			}
			if total.Section.Apart != scoring.InTotal {
				continue
			}
			own, foreseen, _ := strings.Cut(text, "|")
			for sum, text := range map[*scoring.Points]string{&self: own, &forecast: foreseen} {
				if p, err := scoring.ParsePoints(text); err == nil {
					*sum += p
				}
			}
		}
	}
	if self != a.card.Self.Score || forecast != a.card.Forecast.Score {
		a.bad("the sum of 附件1", self.String()+" "+forecast.String(), a.card.Self.Score.String()+" "+a.card.Forecast.Score.String())
	}
}

// apart holds the subtotal of a section outside the total to what counts of it.
func (a *agreement) apart(total scoring.SectionTotal) {
	a.t.Helper()
	s := total.Section
	if s.Apart != scoring.AddsOn && s.Apart != scoring.TakesOff {
		return
	}
	want := total.Counted.Score.String()
	if s.Apart == scoring.TakesOff && total.Counted.Score > 0 {
		want = "-" + want
	}
	if got := a.assess[s.No+"、"+s.Title]; got != want+"|" {
		a.bad("the workbook's "+s.Title, got, want)
	}
	if got := a.b.sectionRows(total)[0].Cells[2].Text; total.Counted.Known && got != want {
		a.bad("附件1 "+s.Title, got, want)
	}
}

// points are an indicator's points in 附件1, — for a column that is left out.
func points(row typeset.Row, b *builder) string {
	switch b.without(selfColumn) {
	case selfColumn:
		return "—|" + row.Cells[selfColumn].Text
	case selfColumn + 1:
		return row.Cells[selfColumn].Text + "|—"
	}
	return row.Cells[selfColumn].Text + "|" + row.Cells[selfColumn+1].Text
}
