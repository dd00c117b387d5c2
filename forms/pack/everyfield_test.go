package pack_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/report"
	"zicha/forms/wording"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// filler fills a dossier so that every value can be told from every other. Where registers is set the registers are filled and their
// numbers left out, otherwise the other way round; yes is the answer to all yes fields, option the place of the option chosen.
type filler struct {
	d         *forms.Dossier
	registers bool
	yes       bool
	option    int
	n         int
}

func (f *filler) text() string {
	f.n++
	return fmt.Sprintf("值%04d", f.n)
}

// value gives the canonical value for a field.
func (f *filler) value(c *scoring.Criterion, field *scoring.Field) string {
	f.n++
	switch field.Kind {
	case scoring.KindYes:
		return strconv.FormatBool(f.yes)
	case scoring.KindOption:
		return field.Options[f.option%len(field.Options)].Key
	case scoring.KindCount:
		return strconv.Itoa(71000 + f.n)
	case scoring.KindAmount:
		return strconv.Itoa(53000+f.n) + ".07"
	case scoring.KindClaim:
		return scoring.Points(1 + f.n%int(c.Max)).Short()
	case scoring.KindDate:
		return fmt.Sprintf("2017-%02d-%02d", 1+f.n%12, 1+f.n%28)
	case scoring.KindMonth:
		return strconv.Itoa(1 + f.n%12)
	}
	return fmt.Sprintf("值%04d", f.n)
}

func (f *filler) set(p forms.Path, value string) { f.d.Apply(forms.Change{Path: p, New: value}) }

func (f *filler) fill(t *testing.T) {
	for _, field := range forms.CountyFields(f.d.Edition) {
		f.set(forms.CountyPath(field.Key), f.value(nil, field))
	}
	for _, field := range forms.ProfileFields(f.d.Edition) {
		f.set(forms.ProfilePath(field.Key), f.value(nil, field))
	}
	for _, field := range forms.LetterParts {
		f.set(forms.NarrativePath(field.Key), f.text())
	}
	for _, ind := range f.d.Edition.Indicators() {
		f.set(forms.NarrativePath(strconv.Itoa(ind.No)), f.text())
		f.set(forms.RemarkPath(ind.No), f.text())
	}
	for _, c := range f.d.Edition.Asked() {
		f.criterion(t, c)
	}
}

func (f *filler) criterion(t *testing.T, c *scoring.Criterion) {
	for _, field := range c.Fields {
		if !f.registers || c.Register == nil || c.Register.Counts != field.Key {
			f.set(forms.AnswerPath(c.ID, field.Key), f.value(c, field))
		}
	}
	var rows []string
	for range 3 {
		if c.Register == nil || !f.registers {
			break
		}
		cells := map[string]string{}
		for _, col := range c.Register.Columns {
			cells[col.Key] = f.value(c, col)
			f.option++
		}
		changes := f.d.AddRows(c.ID, cells)
		f.d.Apply(changes...)
		rows = append(rows, c.ID+"#"+changes[0].Path.Parts().ID)
	}
	f.evidence(t, c, rows)
}

// evidence attaches one item with every attribute, every second one taken out again.
func (f *filler) evidence(t *testing.T, c *scoring.Criterion, rows []string) {
	delivery := forms.EvidenceField(forms.AttrDelivery).Options
	f.n++
	item := forms.Evidence{
		Title: f.text(), DocNo: f.text(), Date: fmt.Sprintf("2017-%02d-%02d", 1+f.n%12, 1+f.n%28), Issuer: f.text(), Pages: strconv.Itoa(1000 + f.n%9000),
		Delivery: delivery[f.n%len(delivery)].Key, Criteria: []string{c.ID}, Rows: rows,
	}
	if f.n%2 == 0 {
		item.Keep = fmt.Sprintf("因%03d", f.n)
	}
	for i := range 2 {
		item.Files = append(item.Files, forms.FileRef{Name: f.text(), Size: int64(9000 + f.n), SHA256: fmt.Sprintf("%064x", f.n), Place: i + 1})
	}
	item, changes, err := f.d.AddEvidence(c.ID, item)
	if err != nil {
		t.Fatal(err)
	}
	f.d.Apply(changes...)
	if item.Keep == "" {
		changes, err = f.d.RemoveEvidence(item.ID, f.text())
		if err != nil {
			t.Fatal(err)
		}
		f.d.Apply(changes...)
	}
}

// House rule 10: what was typed reaches PDF and workbook. Four dossiers fill every field of every indicator, register, profile,
// narrative, remark and evidence item, with every option and both answers to every yes field.
func TestEveryFieldReachesPaperAndWorkbook(t *testing.T) {
	edition := formtest.Edition(t)
	for option := range 4 {
		f := filler{d: forms.New(edition, nil), registers: option%2 == 0, yes: option < 2, option: option}
		f.fill(t)
		t.Run("workbook "+strconv.Itoa(option), func(t *testing.T) { throughWorkbook(t, f.d) })
		t.Run("paper "+strconv.Itoa(option), func(t *testing.T) { throughPaper(t, f.d) })
	}
}

// What pools, sections outside the total and 不涉及 bring to be typed reaches paper and workbook too, the marks with their reasons.
func TestEveryFieldOfParts(t *testing.T) {
	for i, name := range []string{"pool", "bonus", "weights", "veto"} {
		f := filler{d: forms.New(formtest.Parts(t, name), nil), yes: i != 1}
		f.fill(t)
		throughWorkbook(t, f.d)
		throughPaper(t, f.d)
	}
}

func throughWorkbook(t *testing.T, d *forms.Dossier) {
	var book bytes.Buffer
	if err := workbook.Write(&book, d, workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	back, err := workbook.Read(t.Context(), &book, []*scoring.Edition{d.Edition})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range back.Problems {
		t.Errorf("%s %s", p.Place, p.Message)
	}
	for _, diff := range forms.Compare(d.Lines(d.Scores().Lines()), back.Lines()) {
		t.Errorf("%s: wrote %q, read %q", diff.Key, diff.Want, diff.Got)
	}
	if back.Code != d.Code() || forms.Code(back.Lines()) != back.Code {
		t.Errorf("code %s of the dossier, %s in the file, %s of the file", d.Code(), back.Code, forms.Code(back.Lines()))
	}
}

// squeeze leaves out white space, which stands where the typesetter broke a line.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// paper is the text of a PDF: the letter and the three annexes apart.
type paper struct {
	t      *testing.T
	letter string
	annex  [4]string
}

func readPaper(t *testing.T, d *forms.Dossier) paper {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext (poppler-utils) is not installed")
	}
	set, err := report.Build(d, report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, set.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	p := paper{t: t}
	part := &p.letter
	for _, page := range strings.Split(string(text), "\f") {
		for n := 1; n <= 3; n++ {
			if strings.HasPrefix(squeeze(page), fmt.Sprintf("附件%d", n)) {
				part = &p.annex[n]
			}
		}
		*part += pageNumber.ReplaceAllString(squeeze(page), "") // a sentence may go on over it
	}
	return p
}

// pageNumber is what stands at the foot of the letter's pages.
var pageNumber = regexp.MustCompile("—[0-9]+—$")

// find wants words in a part of the paper.
func (p paper) find(part, words, what string) {
	p.t.Helper()
	if words == "" || !strings.Contains(part, squeeze(words)) {
		p.t.Errorf("%s: %q is not on the paper", what, words)
	}
}

func throughPaper(t *testing.T, d *forms.Dossier) {
	p := readPaper(t, d)
	p.find(p.annex[1], wording.Unit(d)+"（行政区划代码"+d.Get(forms.CountyPath("code"))+"）", "单位")
	p.profile(d)
	for _, ind := range d.Edition.Indicators() {
		p.find(p.letter, d.Narrative(strconv.Itoa(ind.No)), fmt.Sprintf("完成情况 %d", ind.No))
		p.find(p.annex[1], d.Get(forms.RemarkPath(ind.No)), fmt.Sprintf("备注 %d", ind.No))
	}
	for _, c := range d.Edition.Asked() {
		for _, field := range c.Fields {
			if value := d.Get(forms.AnswerPath(c.ID, field.Key)); value != "" {
				p.find(p.annex[3], c.ID+c.Title+field.Label+field.Display(value), "填报值")
			}
		}
		for i, row := range d.Rows(c.ID) {
			words := strconv.Itoa(i + 1)
			for _, col := range c.Register.Columns {
				words += col.Display(row.Cells[col.Key])
			}
			p.find(p.annex[3], words, "台账 "+c.ID)
		}
	}
	for _, e := range d.AllEvidence() {
		p.evidence(e)
	}
}

func (p paper) profile(d *forms.Dossier) {
	p.t.Helper()
	for _, field := range forms.LetterParts {
		p.find(p.letter, d.Narrative(field.Key), field.Label)
	}
	for _, key := range []string{"signatory", "recipient", "number", "contact", "phone"} {
		p.find(p.letter, d.Profile(key), key)
	}
	for _, key := range []string{"preparer", "checker", "head", "phone"} {
		p.find(p.annex[1], d.Profile(key), key)
	}
	date := strings.Split(d.Profile("date"), "-")
	for i := range date {
		date[i] = strings.TrimLeft(date[i], "0")
	}
	p.find(p.letter, date[0]+"年"+date[1]+"月"+date[2]+"日", "成文日期")
	kind := map[string]string{forms.GenreReport: "自查报告", forms.GenreLetter: "自查情况的函"}[d.Profile("kind")]
	p.find(p.letter, kind, "文种")
}

// evidence: the whole row of 附件2 stands as it should.
func (p paper) evidence(e forms.Evidence) {
	p.t.Helper()
	var remarks []string
	if e.Removed {
		remarks = append(remarks, "已撤销："+e.Reason)
	}
	if e.Keep != "" {
		remarks = append(remarks, "日期说明："+e.Keep)
	}
	row := e.Number + strings.Join(e.Criteria, "、") + e.Title + "（" + e.Files[0].Name + "、" + e.Files[1].Name + "）" + e.DocNo + e.Date + e.Issuer +
		e.Pages + "—" + forms.EvidenceField(forms.AttrDelivery).Display(e.Delivery) + strings.Join(remarks, "；")
	p.find(p.annex[2], row, "佐证")
}
