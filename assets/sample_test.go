package assets_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	_ "image/jpeg" // the photographs
	_ "image/png"  // the screenshots
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/check"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// sampleItem is one entry of sample/evidence.json.
type sampleItem struct {
	Criterion string   `json:"criterion"`
	Criteria  []string `json:"criteria"`
	Expect    []string `json:"expect"`
	Title     string   `json:"title"`
	DocNo     string   `json:"docno"`
	Date      string   `json:"date"`
	Issuer    string   `json:"issuer"`
	Pages     int      `json:"pages"`
	Delivery  string   `json:"delivery"`
	Files     []struct {
		File string `json:"file"`
		Name string `json:"name"`
	} `json:"files"`
	Keep          string   `json:"keep"`
	Rows          []string `json:"rows"`
	RemovedReason string   `json:"removed_reason"`
}

func sampleBytes(t testing.TB, name string) []byte {
	t.Helper()
	data, err := assets.Sample.ReadFile("sample/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sampleItems(t testing.TB) []sampleItem {
	t.Helper()
	var items []sampleItem
	dec := json.NewDecoder(bytes.NewReader(sampleBytes(t, "evidence.json")))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&items); err != nil {
		t.Fatal(err)
	}
	return items
}

// sampleDossier builds the sample in memory, every value through the dossier's own checks.
func sampleDossier(t testing.TB) *forms.Dossier {
	t.Helper()
	edition := formtest.Edition(t)
	d, err := answers.Decode(sampleBytes(t, "answers.json"), []*scoring.Edition{edition})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range sampleItems(t) {
		attach(t, d, item)
	}
	return d
}

func attach(t testing.TB, d *forms.Dossier, item sampleItem) {
	t.Helper()
	e := forms.Evidence{Title: item.Title, DocNo: item.DocNo, Date: item.Date, Issuer: item.Issuer, Delivery: item.Delivery, Keep: item.Keep, Rows: d.RowRefs(item.Rows), Expect: item.Expect}
	if len(e.Rows) != len(item.Rows) {
		t.Errorf("%s: rows %v are not all in the registers", item.Title, item.Rows)
	}
	if item.Pages > 0 {
		e.Pages = strconv.Itoa(item.Pages)
	}
	for i, f := range item.Files {
		data := sampleBytes(t, "evidence/"+f.File)
		sum := sha256.Sum256(data)
		e.Files = append(e.Files, forms.FileRef{Name: f.Name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), Place: i + 1})
	}
	e, changes, err := d.AddEvidence(item.Criterion, e)
	if err != nil {
		t.Fatal(err)
	}
	for _, attr := range []string{forms.AttrDate, forms.AttrPages, forms.AttrDelivery} {
		if got, err := d.Normalize(forms.EvidencePath(e.ID, attr), e.Attr(attr)); err != nil || got != e.Attr(attr) {
			t.Errorf("%s: %s %q is read as %q, %v", e.Number, attr, e.Attr(attr), got, err)
		}
	}
	d.Apply(changes...)
	d.Apply(d.LinkEvidence(e.ID, item.Criteria)...)
	if got := d.Get(forms.EvidencePath(e.ID, forms.AttrCriteria)); got != strings.Join(item.Criteria, " ") {
		t.Errorf("%s serves %q, the list says %v (unknown, or not in the rulebook's order)", e.Number, got, item.Criteria)
	}
	if item.RemovedReason != "" {
		removal, err := d.RemoveEvidence(e.ID, item.RemovedReason)
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(removal...)
	}
}

// sampleDay is the day the sample is checked on: any day after the last date in it.
const sampleDay = "2026-01-01"

// sampleCodes are the problems the sample shows: every kind of warning and hint but date_early, which cannot stand beside
// date_late.
var sampleCodes = []string{
	"cross", "date_after_year", "date_before_year", "date_late", "evidence_missing", "evidence_no_file",
	"evidence_untitled", "evidence_unused", "expected_missing", "file_twice", "forecast_blank", "incomputable", "letter_missing", "narrative_missing", "pending",
	"reachable", "reason_missing", "register_blank", "register_repeats", "share_over", "unanswered",
}

func TestSampleShowsEveryKindOfProblemAndNoError(t *testing.T) {
	d := sampleDossier(t)
	found := map[string]bool{}
	crosses := 0
	for _, p := range check.Dossier(d, d.Score(), sampleDay) {
		t.Logf("%s %s %s", p.Severity, p.Code, p.Message)
		found[p.Code] = true
		if p.Severity == forms.Error {
			t.Errorf("the sample cannot be finalized: %s", p.Message)
		}
		if p.Code == "cross" {
			crosses++
		}
	}
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, sampleCodes) {
		t.Errorf("the sample shows\n%v, want\n%v", got, sampleCodes)
	}
	if crosses != len(d.Edition.Cross) {
		t.Errorf("%d of %d contradictions between indicators shown", crosses, len(d.Edition.Cross))
	}
}

func TestSampleShowsEveryState(t *testing.T) {
	d := sampleDossier(t)
	states := map[scoring.State]int{}
	for _, ind := range d.Score().Indicators {
		t.Logf("%d %s %s", ind.Indicator.No, ind.Text(), ind.Reason)
		for _, r := range ind.Results {
			states[r.State]++
		}
	}
	for _, s := range []scoring.State{scoring.Scored, scoring.Unanswered, scoring.Pending, scoring.Incomputable} {
		if states[s] == 0 {
			t.Errorf("no criterion is %s", s)
		}
	}
	card := d.Score()
	t.Logf("self %s backed %s forecast %s", card.Self.Score, d.Scores().Backed.Self.Score, card.Forecast.Score)
	if backed := d.Scores().Backed.Self.Score; backed == 0 || backed >= card.Self.Score {
		t.Errorf("其中有佐证 %s beside 自评 %s shows nothing", backed, card.Self.Score)
	}
}

func TestSampleSurvivesTheAnswersFile(t *testing.T) {
	d := sampleDossier(t)
	out, err := answers.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	again, err := answers.Decode(out, []*scoring.Edition{d.Edition})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range again.Paths() {
		if again.Get(p) != d.Get(p) {
			t.Errorf("%s: %q came back as %q", p, d.Get(p), again.Get(p))
		}
	}
}

// Every file is used, whole, small, and what its name says; the page numbers of the list are those of the files.
func TestSampleFiles(t *testing.T) {
	used := map[string]bool{}
	for _, item := range sampleItems(t) {
		pages, known := 0, len(item.Files) > 0
		for _, f := range item.Files {
			used[f.File] = true
			if path.Ext(f.Name) != path.Ext(f.File) || !utf8.ValidString(f.Name) {
				t.Errorf("%s is shown as %q", f.File, f.Name)
			}
			n, ok := filePages(t, f.File)
			pages, known = pages+n, known && ok
		}
		if known && pages != item.Pages {
			t.Errorf("%s: %d pages listed, %d in the files", item.Title, item.Pages, pages)
		}
	}
	total := 0
	entries, err := fs.ReadDir(assets.Sample, "sample/evidence")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		total += len(sampleBytes(t, "evidence/"+e.Name()))
		if !used[e.Name()] {
			t.Errorf("evidence/%s is in no item", e.Name())
		}
	}
	if total > 600_000 {
		t.Errorf("the evidence takes %d bytes, at most 600000 are meant to be built in", total)
	}
}

// pdfPage marks a page object of a PDF whose objects stand uncompressed.
var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// filePages counts a file's pages; ok is false where the format does not tell.
func filePages(t *testing.T, name string) (n int, ok bool) {
	t.Helper()
	data := sampleBytes(t, "evidence/"+name)
	switch path.Ext(name) {
	case ".pdf":
		n = len(pdfPage.FindAll(data, -1))
		return n, n > 0
	case ".jpg", ".png":
		if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return 1, true
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		t.Errorf("%s is no office document", name)
	}
	return 0, false
}

// Whatever names a person or an office is marked as invented.
func TestSampleIsPlainlyInvented(t *testing.T) {
	d := sampleDossier(t)
	for _, key := range []string{"contact", "preparer", "checker", "head"} {
		if v := d.Profile(key); !strings.Contains(v, "示例") {
			t.Errorf("%s is %q", key, v)
		}
	}
	if !strings.HasSuffix(d.Profile("phone"), "-0000000") {
		t.Errorf("the telephone number %q could be somebody's", d.Profile("phone"))
	}
	if d.Edition.Unit(d.Get(forms.CountyPath("code"))) != nil {
		t.Error("the sample uses the code of a real unit")
	}
	for _, e := range d.AllEvidence() {
		if e.Issuer != "" && !strings.Contains(e.Issuer, "示例") || e.DocNo != "" && !strings.HasPrefix(e.DocNo, "示") {
			t.Errorf("%s comes from %q, %q", e.Number, e.Issuer, e.DocNo)
		}
	}
}
