package workbook

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/skip2/go-qrcode"
	"github.com/xuri/excelize/v2"

	"zicha/assets"
	"zicha/forms"
	"zicha/scoring"
)

func edition(t testing.TB) *scoring.Edition {
	t.Helper()
	e, err := scoring.LoadEdition("bozhou-2017.toml", assets.Edition2017)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// rare are texts that spreadsheets, XML or careless code alter.
var rare = []string{
	"=SUM(A1)", "'引号", "0012", "341621198001010018", "91350100M000100Y43", "_x0041_", "a_x000B_b", "_x005F_x0041_", "  前后空格  ",
	"两\n行\n", "\n起", "回车\r\n行", "竖\v表\t符\x00\x1f\x7f", "␀␛␡", "␦␛␦", "\x1b[31m", "𬱖㛃䶮〓😀", "#N/A", "#REF!", "TRUE", "1e5", "43125", "2018-01-26",
	"\ufeff头", "\u200b零宽", "\ufffe\uffff", "37.250000000000004", "&<>\"'", "《》“”", "一" + strings.Repeat("长", 300), " ", "-1", "＝１",
}

// filling gives generated values of every kind, each different from the one before.
type filling struct{ n int }

func (g *filling) value(f *scoring.Field) string {
	g.n++
	switch f.Kind {
	case scoring.KindYes:
		return strconv.FormatBool(g.n%3 != 0)
	case scoring.KindOption:
		return f.Options[g.n%len(f.Options)].Key
	case scoring.KindCount:
		return []string{"0", "7", "30", "133", "999999999999999", "400"}[g.n%6]
	case scoring.KindAmount:
		return []string{"37.25", "0.1", "372500", "12.345678901234567", "37.250000000000004", "0.30000000000000004", "48.01", "0", "0.12345678901234567891"}[g.n%9]
	case scoring.KindClaim:
		return []string{"1.5", "0", "2", "0.07"}[g.n%4]
	case scoring.KindDate:
		return fmt.Sprintf("2017-%02d-%02d", g.n%12+1, g.n%28+1)
	case scoring.KindMonth:
		return strconv.Itoa(g.n%12 + 1)
	}
	return rare[g.n%len(rare)]
}

func begun(t testing.TB) *forms.Dossier {
	ed := edition(t)
	return forms.New(ed, forms.Begin(ed, "341621", ""))
}

// full is a dossier with every value there is.
func full(t testing.TB) *forms.Dossier { return fullFrom(t, 0) }

// fullFrom begins the generated values at another one, so that each place gets others.
func fullFrom(t testing.TB, start int) *forms.Dossier {
	t.Helper()
	ed := edition(t)
	d := forms.New(ed, forms.Begin(ed, "341621", ""))
	d.Version = 3
	g := &filling{start}
	set := func(p forms.Path, f *scoring.Field) {
		changes, err := d.Change(p, g.value(f))
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		d.Apply(changes...)
	}
	text := &scoring.Field{Kind: scoring.KindText}
	for _, f := range forms.ProfileFields() {
		set(forms.ProfilePath(f.Key), f)
	}
	for _, f := range forms.LetterParts {
		set(forms.NarrativePath(f.Key), text)
	}
	for _, ind := range ed.Indicators() {
		set(forms.NarrativePath(strconv.Itoa(ind.No)), text)
		set(forms.RemarkPath(ind.No), text)
	}
	for _, c := range ed.Criteria() {
		for _, f := range c.Fields {
			set(forms.AnswerPath(c.ID, f.Key), f)
		}
		if c.Register != nil {
			fillRegister(d, c, g)
		}
		fillEvidence(t, d, c, g)
	}
	return d
}

// fillRegister adds rows: full ones, one with gaps, one without any value.
func fillRegister(d *forms.Dossier, c *scoring.Criterion, g *filling) {
	for i := range 5 {
		cells := map[string]string{}
		for j, col := range c.Register.Columns {
			if i != 2 && (i != 3 || j%2 == 0) {
				cells[col.Key] = g.value(col)
			}
		}
		_, changes := d.AddRow(c.ID, cells)
		d.Apply(changes...)
	}
}

// fillEvidence adds items: without file, with one, with three, removed, serving several criteria and rows.
func fillEvidence(t testing.TB, d *forms.Dossier, c *scoring.Criterion, g *filling) {
	t.Helper()
	for i := range 3 {
		g.n++
		item := forms.Evidence{
			Title: rare[g.n%len(rare)], DocNo: "涡政〔2017〕" + strconv.Itoa(g.n) + "号", Date: "2017-09-01", Issuer: rare[(g.n+3)%len(rare)],
			Pages: strconv.Itoa(g.n), Delivery: []string{forms.DeliveryFile, forms.DeliveryPaper, forms.DeliverySeparate}[g.n%3],
			Keep: rare[(g.n+5)%len(rare)], Criteria: []string{c.ID, "5.3"}[:1+g.n%2],
		}
		for k := range i * i {
			item.Files = append(item.Files, forms.FileRef{Name: rare[(g.n+k)%len(rare)] + ".pdf", Size: int64(g.n) << (k * 10), SHA256: fmt.Sprintf("%064x", g.n*10+k), Place: k + 1})
		}
		if rows := d.Rows(c.ID); len(rows) > 3 && i > 0 {
			item.Rows = []string{c.ID + "#" + rows[4].ID, c.ID + "#" + rows[0].ID}
		}
		added, changes, err := d.AddEvidence(c.ID, item)
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
		if g.n%4 == 0 {
			changes, err = d.RemoveEvidence(added.ID, "原因"+rare[g.n%len(rare)]+"。")
			if err != nil {
				t.Fatal(err)
			}
			d.Apply(changes...)
		}
	}
}

func written(t testing.TB, d *forms.Dossier) []byte {
	t.Helper()
	var b bytes.Buffer
	qr, err := qrcode.Encode(d.Code(), qrcode.Medium, 180)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, d, Options{QR: qr, Created: time.Date(2018, 1, 26, 9, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, data []byte, d *forms.Dossier) *Book {
	t.Helper()
	book, err := Read(bytes.NewReader(data), []*scoring.Edition{d.Edition})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// same fails where the book does not say all the dossier says.
func same(t *testing.T, d *forms.Dossier, book *Book) {
	t.Helper()
	for _, p := range book.Problems {
		t.Errorf("problem %s: %s", p.Place, p.Message)
	}
	want, got := d.Lines(d.ScoreLines()), book.Lines()
	for _, diff := range forms.Compare(want, got) {
		t.Errorf("%q", diff.String())
	}
	if len(want) != len(got) {
		t.Errorf("%d lines, want %d", len(got), len(want))
	}
	if forms.Code(got) != d.Code() || book.Code != d.Code() {
		t.Errorf("code %s, printed %s, want %s", forms.Code(got), book.Code, d.Code())
	}
	if book.Version != d.Version || book.Final != d.Final {
		t.Errorf("version %d, final %v", book.Version, book.Final)
	}
	values(t, d, book.Dossier)
}

// values compares all values with the ids of rows, items and files replaced by their places.
func values(t *testing.T, want, got *forms.Dossier) {
	t.Helper()
	a, b := placed(want), placed(got)
	for k, v := range a {
		if b[k] != v {
			t.Errorf("%s: %q, want %q", k, b[k], v)
		}
	}
	for k, v := range b {
		if _, ok := a[k]; !ok {
			t.Errorf("%s: %q, want nothing", k, v)
		}
	}
}

func placed(d *forms.Dossier) map[string]string {
	names := map[string]string{}
	for _, c := range d.Edition.Criteria() {
		for i, r := range d.Rows(c.ID) {
			names[r.ID] = "r" + strconv.Itoa(i+1)
		}
	}
	for _, e := range d.AllEvidence() {
		names[e.ID] = e.Number
		for i, f := range e.Files {
			names[f.ID] = strconv.Itoa(i + 1)
		}
	}
	out := map[string]string{}
	for p, v := range d.Values() {
		part := p.Parts()
		for i := 1; i < len(part); i++ {
			kind := part[0]
			if n, ok := names[part[i]]; ok && (kind == "row" && i == 2 || kind == "evidence" && i == 1 || kind == "file") {
				part[i] = n
			}
		}
		if part[0] == "evidence" && part[2] == forms.AttrRows {
			for id, n := range names {
				v = strings.ReplaceAll(v, "#"+id, "#"+n)
			}
		}
		out[strings.Join(part, "/")] = v
	}
	return out
}

func TestEveryValueComesBack(t *testing.T) {
	for start := range 4 {
		d := fullFrom(t, start*5)
		d.Final = start%2 == 1
		same(t, d, read(t, written(t, d), d))
	}
}

func TestEmptyDossierComesBack(t *testing.T) {
	ed := edition(t)
	for _, d := range []*forms.Dossier{forms.New(ed, nil), forms.New(ed, forms.Begin(ed, "341602", ""))} {
		same(t, d, read(t, written(t, d), d))
	}
}

// TestEveryRareTextComesBack puts each rare text in each kind of place.
func TestEveryRareTextComesBack(t *testing.T) {
	ed := edition(t)
	for i, text := range rare {
		values := forms.Begin(ed, "341621", "")
		values[forms.ProfilePath("contact")] = text
		values[forms.NarrativePath("7")] = text
		values[forms.RemarkPath(25)] = text
		values[forms.AnswerPath("20.1", "reason")] = text
		d := forms.New(ed, values)
		_, changes := d.AddRow("5.3", map[string]string{"title": text})
		d.Apply(changes...)
		_, changes, _ = d.AddEvidence("5.3", forms.Evidence{Title: text, Keep: text, Files: []forms.FileRef{{Name: text, SHA256: "ab", Place: 1}}})
		d.Apply(changes...)
		t.Run(strconv.Itoa(i), func(t *testing.T) { same(t, d, read(t, written(t, d), d)) })
	}
}

func TestLibreOfficeKeepsEverything(t *testing.T) {
	d := full(t)
	same(t, d, read(t, throughLibreOffice(t, written(t, d)), d))
}

// throughLibreOffice opens and saves a workbook in LibreOffice.
func throughLibreOffice(t *testing.T, data []byte) []byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed here")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.xlsx")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, in)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, text)
	}
	saved, err := os.ReadFile(filepath.Join(out, "in.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestLongTextsGoOnInFurtherRows(t *testing.T) {
	ed := edition(t)
	d := forms.New(ed, forms.Begin(ed, "341621", ""))
	long := strings.Repeat("诚信𬱖 ", 20_000) + "\r\n" + strings.Repeat("␦\x00", 20_000)
	d.Apply(forms.Change{Path: forms.NarrativePath("5"), New: long}, forms.Change{Path: forms.RemarkPath(5), New: long})
	same(t, d, read(t, written(t, d), d))

	d.Apply(forms.Change{Path: forms.ProfilePath("contact"), New: long})
	err := Write(&bytes.Buffer{}, d, Options{})
	if err == nil || !strings.Contains(err.Error(), "联系人") || !strings.Contains(err.Error(), "请缩短") {
		t.Errorf("a text that does not fit must be refused by name, got %v", err)
	}
}

func TestSheetsAndHeadersAreTheContract(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, full(t))))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := map[string]string{
		"封面": "项目 内容", "自评表": "序号 考核指标 评分标准 分值 自评得分 预估得分 得分理由 佐证材料 数据来源 备注 初评分 核定分 核定理由",
		"填报数据": "要点 字段 名称 值 单位", "台账": "要点 序号 列 值",
		"佐证材料": "编号 要点 材料名称 文号 成文日期 印发单位 页数 报送方式 文件名 大小 SHA-256 状态 撤销原因",
	}
	for sheet, head := range want {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows) == 0 || strings.Join(rows[0], " ") != head {
			t.Errorf("%s: %v, header %q", sheet, err, rows[:min(len(rows), 1)])
		}
		if merged, _ := f.GetMergeCells(sheet); len(merged) > 0 {
			t.Errorf("%s has merged cells", sheet)
		}
	}
	for _, sheet := range f.GetSheetList() {
		rows, _ := f.GetRows(sheet)
		for i, row := range rows {
			for j, v := range row {
				if isErrorWord(v) {
					t.Errorf("%s row %d column %d shows %s", sheet, i+1, j+1, v)
				}
			}
		}
	}
}
