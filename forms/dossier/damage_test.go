package dossier

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/scoring"
	"zicha/scoring/soak"
)

// undamaged is what is in a dossier before it is spoilt.
type undamaged struct {
	soak.Kept
	d        *forms.Dossier
	code     string
	versions []Version
	papers   map[string][]byte
	entries  int
	known    []*scoring.Edition
}

// evidenced adds an item of evidence with a file.
func evidenced(t *testing.T, f *File, name string, data []byte) {
	t.Helper()
	taken, err := f.TakeIn(t.Context(), []string{testFile(t, name, data)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "材料" + name, Files: taken.Refs})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("", changes); err != nil {
		t.Fatal(err)
	}
}

// answered gives every answer field a value, and a few texts: little enough that a case takes milliseconds.
func answered(t *testing.T, f *File, value string) {
	t.Helper()
	var changes []forms.Change
	for _, c := range f.Dossier().Edition.Criteria() {
		for _, field := range c.Fields {
			changes = append(changes, forms.Change{Path: forms.AnswerPath(c.ID, field.Key), New: value})
		}
	}
	for no := 1; no <= 5; no++ {
		changes = append(changes, forms.Change{Path: forms.RemarkPath(no), New: "备注" + value})
	}
	changes = append(changes, f.Dossier().AddRows("5.3", map[string]string{"title": "甲" + value}, map[string]string{"title": "乙"})...)
	if err := f.Commit("", changes); err != nil {
		t.Fatal(err)
	}
}

// fullDossier is a dossier with all kinds of content: answers, evidence, a finalized version with its scan, and changes after it.
func fullDossier(t *testing.T) *undamaged {
	t.Helper()
	f := newDossier(t)
	answered(t, f, "1")
	for i, size := range []int{900, 9000, 30_000} {
		evidenced(t, f, fmt.Sprintf("%d.txt", i), noise(size))
	}
	if err := f.Finalize(Version{Code: "7K3M-Q2XW", PDF: noise(9000), Workbook: noise(5000), Lines: noise(2000)}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.AddScan(t.Context(), 1, pdfFile(t, "盖章.pdf", 3000), nil); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f) // which makes a backup, as far as there is none
	backups := f.Backups()
	if len(backups) == 0 {
		t.Fatal("no backup")
	}
	backup, err := os.ReadFile(backups[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Reopen("数字有误"); err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		set(t, f, forms.RemarkPath(1+i%5), fmt.Sprint("改第", i, "次"))
	}
	before := read(t, f)
	f = reopen(t, f)
	for i := range 10 {
		set(t, f, forms.NarrativePath("7"), strings.Repeat("后来写的", i))
	}
	set(t, f, forms.RemarkPath(2), "")
	u := &undamaged{Kept: soak.Kept{Data: read(t, f), Before: before, Backup: backup}, known: []*scoring.Edition{testEdition(t)}}
	other := newDossier(t)
	answered(t, other, "2")
	u.Another = read(t, other)
	f = reopen(t, f)
	u.d, u.versions, u.papers = f.Dossier(), f.Versions(), papersOf(t, f)
	u.code = u.d.Code()
	history, err := f.History(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range history {
		u.entries += len(e.Changes)
	}
	return u
}

// read closes a dossier and gives its bytes.
func read(t *testing.T, f *File) []byte {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// papersOf are the papers of the versions that can be read.
func papersOf(t *testing.T, f *File) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, v := range f.Versions() {
		for _, kind := range []string{PaperPDF, PaperWorkbook, PaperLines} {
			data, err := f.VersionFile(v.Number, kind)
			if err != nil {
				plain(t, err)
				continue
			}
			out[strconv.Itoa(v.Number)+kind] = data
		}
	}
	return out
}

// However a dossier is spoilt: it is told in a sentence, or opens with exactly what was in it, its evidence each whole or told; and a repair
// brings nothing else than what was in it into the new one and names the rest.
func TestDamagedDossiers(t *testing.T) {
	u := fullDossier(t)
	opened, repaired := soak.Spoiling{Kept: u.Kept, What: "damaged dossiers", Ext: ".zicha", Seed: 4, Opened: u.opened, Repaired: u.repaired}.Run(t)
	if opened[""]["told"] == 0 || opened[""]["opened"] == 0 || repaired[""]["all"] == 0 {
		t.Error("nothing was tested")
	}
}

// opened says what opening a damaged dossier comes to.
func (u *undamaged) opened(t *testing.T, path string, write bool) string {
	t.Helper()
	f, err := Open(path, Options{Editions: u.known, ReadOnly: !write})
	if err != nil {
		plain(t, err)
		return "told"
	}
	defer f.Close()
	d := f.Dossier()
	if d.Code() != u.code || !maps.Equal(d.Values(), u.d.Values()) || d.Version != u.d.Version || d.Final != u.d.Final {
		t.Error("another content is shown as right")
	}
	if !slices.EqualFunc(f.Versions(), u.versions, func(a, b Version) bool {
		return a.Number == b.Number && a.Code == b.Code && a.When.Equal(b.When) && a.Reopened == b.Reopened && len(a.Scans) == len(b.Scans)
	}) {
		t.Error("other versions are shown as right")
	}
	if papers := papersOf(t, f); !maps.EqualFunc(papers, u.papers, bytes.Equal) {
		t.Error("other papers are shown as right")
	}
	if u.missing(t, f) > 0 {
		return "opened, a file of it told"
	}
	return "opened"
}

// missing counts the files that are told to be damaged; every other is what was put in.
func (u *undamaged) missing(t *testing.T, f *File) (n int) {
	t.Helper()
	var refs []forms.FileRef
	for _, e := range f.Dossier().AllEvidence() {
		refs = append(refs, e.Files...)
	}
	for _, v := range f.Versions() {
		for _, s := range v.Scans {
			refs = append(refs, s.Ref)
		}
	}
	for _, ref := range refs {
		if !wholeFile(t, f, ref) {
			n++
		}
	}
	return n
}

// wholeFile reports whether a file comes out; then it must be the right one.
func wholeFile(t *testing.T, f *File, ref forms.FileRef) bool {
	t.Helper()
	r, err := f.OpenFile(ref)
	if err != nil {
		plain(t, err)
		return false
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		plain(t, err)
		return false
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != ref.SHA256 {
		t.Errorf("%s came out different", ref.Name)
	}
	return true
}

var count = regexp.MustCompile(`\d+`)

// told reports whether a line of a report says so, and the number in it.
func (r Report) told(words string) (n int, ok bool) {
	for _, line := range r.Lost {
		if strings.Contains(line, words) {
			n, _ = strconv.Atoi(count.FindString(line))
			return n, true
		}
	}
	return 0, false
}

// repaired says what a repair comes to: what was kept and what is named as lost must be everything.
func (u *undamaged) repaired(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(filepath.Dir(path), "新.zicha")
	defer os.Remove(to)
	report, err := Repair{From: path, To: to, Editions: u.known}.Run(t.Context())
	if err != nil {
		plain(t, err)
		return "told"
	}
	f, err := Open(to, Options{Editions: u.known, ReadOnly: true})
	if err != nil {
		t.Error(err)
		return ""
	}
	defer f.Close()
	u.values(t, f.Dossier(), report)
	for _, e := range f.Dossier().AllEvidence() {
		for _, ref := range e.Files {
			if _, ok := report.told("“" + ref.Name + "”没有找回"); ok == wholeFile(t, f, ref) {
				t.Errorf("%s: said to be missing is %v; %q", ref.Name, ok, report.Lost)
			}
		}
	}
	u.versionsKept(t, f, report)
	lost, _ := report.told("修改记录缺少")
	_, behind := report.told("最近的修改可能")
	if report.Entries+lost < u.entries && !behind {
		t.Errorf("%d of %d entries, %q", report.Entries, u.entries, report.Lost)
	}
	if len(report.Lost) > 0 {
		return "part, the rest named"
	}
	return "all"
}

// values wants every value right or named.
func (u *undamaged) values(t *testing.T, d *forms.Dossier, report Report) {
	t.Helper()
	got, want := d.Values(), u.d.Values()
	unnamed := 0
	_, behind := report.told("最近的修改可能")
	for p := range want {
		if _, named := report.told("“" + u.d.Label(p) + "”"); got[p] == want[p] || named || behind {
			continue
		}
		if unnamed++; got[p] != "" {
			t.Errorf("%s is %q, was %q; %q", p, got[p], want[p], report.Lost)
		}
	}
	if n, _ := report.told("项填报内容没有找回"); unnamed > n {
		t.Errorf("%d values are lost, said are %d; %q", unnamed, n, report.Lost)
	}
	for p := range got {
		if _, named := report.told("“" + d.Label(p) + "”"); want[p] == "" && !named && !behind {
			t.Errorf("%s is %q and was blank; %q", p, got[p], report.Lost)
		}
	}
}

// versionsKept wants every version and its papers kept as they were, or named.
func (u *undamaged) versionsKept(t *testing.T, f *File, report Report) {
	t.Helper()
	lost, _ := report.told("个版本的定稿记录")
	if len(f.Versions())+lost < len(u.versions) {
		t.Errorf("%d versions of %d; %q", len(f.Versions()), len(u.versions), report.Lost)
	}
	papers := papersOf(t, f)
	for key, data := range papers {
		if !bytes.Equal(data, u.papers[key]) {
			t.Errorf("paper %s came out different", key)
		}
	}
	words := map[string]string{PaperPDF: "的报告没有找回", PaperWorkbook: "的数据表没有找回", PaperLines: "的数据清单没有找回"}
	for _, v := range f.Versions() {
		for kind, said := range words {
			if _, named := report.told(said); papers[strconv.Itoa(v.Number)+kind] == nil && !named {
				t.Errorf("the %s of version %d is gone; %q", kind, v.Number, report.Lost)
			}
		}
	}
}
