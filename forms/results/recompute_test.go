package results

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/editions"
	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring"
)

// tried are results of all kinds: ties, a voided and an open cell; weights, bonus, penalty, a veto that strikes, indicators left out.
func tried(t *testing.T) map[string]*review.Snapshot {
	t.Helper()
	out := map[string]*review.Snapshot{}
	s := made(t, formtest.Edition(t), 6)
	open, voided := &s.Units[1].Cells[6], &s.Units[4].Cells[4]
	open.State, open.Decided, open.Confirmed, open.Score = review.Unreviewed, false, nil, 125
	voided.State, voided.Score = review.VoidedState, 0
	totals(formtest.Edition(t), s)
	out["2017"] = s
	for _, name := range []string{"bonus", "hundreds", "pool", "veto", "weights", "zero"} {
		e := formtest.Parts(t, name)
		s := made(t, e, 3)
		for i := range s.Units {
			for j := range s.Units[i].Cells {
				if c := &s.Units[i].Cells[j]; e.Indicators()[j].Section.Apart != scoring.InTotal { // the first passes every veto
					c.Score = e.Indicators()[j].Max * scoring.Points(2-i) / 2
				} else if e.Indicators()[j].Absent == scoring.LeftOut && i == 1 {
					c.LeftOut, c.Decided, c.Score = true, false, 0
				}
			}
		}
		totals(e, s)
		out[name] = s
	}
	all, err := editions.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.ID == "shili-2017" {
			out[e.ID] = made(t, e, 5)
		}
	}
	return out
}

// headed finds a column of 计分 by its heading, in the first row.
func headed(t *testing.T, rows [][]string, title string) int {
	t.Helper()
	for i, head := range rows[0] {
		if head == title {
			return i
		}
	}
	t.Fatalf("no column %s", title)
	return 0
}

// sameResult holds what stands in 计分 against the result.
func sameResult(t *testing.T, what string, data []byte, s *review.Snapshot) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheetResult, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != len(s.Units)+2 {
		t.Fatalf("%s: %d rows, %v", what, len(rows), err)
	}
	points := func(p scoring.Points) string { return p.String() }
	for i, u := range s.Units {
		row := append(rows[2+i], make([]string, 200)...)
		same := func(title, want string) {
			t.Helper()
			got, err := strconv.ParseFloat(row[headed(t, rows, title)], 64)
			if wanted, _ := strconv.ParseFloat(want, 64); err != nil || got != wanted {
				t.Errorf("%s: %s has %s %s (%v), want %s", what, u.Name, title, row[headed(t, rows, title)], err, want)
			}
		}
		if row[1] != u.Code {
			t.Fatalf("%s: row %d is of %s", what, i, row[1])
		}
		same("位次", strconv.Itoa(u.Rank))
		same("总分", points(u.Total))
		same("未核定项数", strconv.Itoa(u.Open))
		same("客观指标得分", points(u.Objective))
		same("客观位次", strconv.Itoa(u.ObjectiveRank))
		for at, p := range u.Sections {
			if got, err := strconv.ParseFloat(row[firstScore+len(u.Cells)+at], 64); err != nil || fmt.Sprintf("%.2f", got) != points(p) {
				t.Errorf("%s: %s section %d has %v (%v), want %s", what, u.Name, at, got, err, p)
			}
		}
	}
}

var stored = regexp.MustCompile(`(</f><v>)[^<]*(</v>)`)

// edited is a workbook with each of its parts edited.
func edited(t *testing.T, data []byte, edit func(name string, xml []byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(edit(f.Name, xml))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The values stored beside the formulas are the result's, for every kind of rulebook.
func TestRecomputeStored(t *testing.T) {
	for name, s := range tried(t) {
		data, err := Recompute(t.Context(), s, map[string]*forms.Dossier{s.Units[0].Code: forms.New(formtest.Edition(t), nil)})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sameResult(t, name, data, s)
		formulas := 0
		edited(t, data, func(_ string, xml []byte) []byte { formulas += len(stored.FindAll(xml, -1)); return xml })
		if want := len(s.Units) * (2*len(s.Units[0].Cells) + len(s.Units[0].Sections) + 5); formulas != want {
			t.Errorf("%s has %d formulas with values, want %d", name, formulas, want)
		}
	}
}

// LibreOffice computes the same figures from the inputs alone, and follows where an input is changed. One start for all workbooks.
func TestRecomputeInLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed here")
	}
	dir := t.TempDir()
	all := tried(t)
	for name, s := range all {
		data, err := Recompute(t.Context(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		data = edited(t, data, func(_ string, xml []byte) []byte { return stored.ReplaceAll(xml, []byte("${1}77${2}")) })
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	changed := made(t, formtest.Edition(t), 6)
	data, err := Recompute(t.Context(), changed, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	worst := &changed.Units[len(changed.Units)-1]
	for no := range worst.Cells { // the last gets everything
		row := 1 + (len(changed.Units)-1)*len(worst.Cells) + no + 1
		worst.Cells[no].Score = formtest.Edition(t).Indicators()[no].Max
		value, _ := strconv.ParseFloat(worst.Cells[no].Score.String(), 64)
		if err := f.SetCellValue(sheetCells, fmt.Sprintf("H%d", row), value); err != nil {
			t.Fatal(err)
		}
	}
	first := worst.Code
	if err := f.SaveAs(filepath.Join(dir, "changed.xlsx")); err != nil {
		t.Fatal(err)
	}
	recalculated(t, soffice, dir)
	for name, s := range all {
		data, err := os.ReadFile(filepath.Join(dir, "out", name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		sameResult(t, name, data, s)
	}
	after, err := excelize.OpenFile(filepath.Join(dir, "out", "changed.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := after.GetRows(sheetResult)
	if err != nil {
		t.Fatal(err)
	}
	last := rows[len(rows)-1]
	if last[1] != first || last[0] != "1" || last[headed(t, rows, "总分")] != "100.00" {
		t.Errorf("with everything the last county has %v", last)
	}
}

// recalculated has LibreOffice open all workbooks of a folder, compute everything anew and save them under out.
func recalculated(t *testing.T, soffice, dir string) {
	t.Helper()
	user := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		t.Fatal(err)
	}
	const always = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.9</value></prop></item><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(always), 0o600); err != nil {
		t.Fatal(err)
	}
	books, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{
		"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to",
		"xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "out"),
	}, books...)
	if said, err := exec.Command(soffice, args...).CombinedOutput(); err != nil || strings.Contains(string(said), "Error") {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
}
