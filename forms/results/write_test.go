package results

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/letterdoc"
	"zicha/forms/review"
	"zicha/scoring"
)

var scoreIn = regexp.MustCompile(`[0-9]\.[0-9]{2}`)

func loaded(t testing.TB, s *review.Snapshot, o Options) *builder {
	t.Helper()
	b, err := load(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// paperOf makes one paper whose name holds a text.
func paperOf(t testing.TB, b *builder, what string) []byte {
	t.Helper()
	all := b.papers()
	at := slices.IndexFunc(all, func(p paper) bool { return strings.Contains(p.name, what) })
	if at < 0 {
		t.Fatalf("no paper %s", what)
	}
	data, err := all[at].make(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// text is each page's words, a line for each row.
func textOf(t testing.TB, pdf []byte) []string {
	t.Helper()
	var out []string
	for _, page := range formtest.Drawn(t, pdf) {
		var lines []string
		for _, l := range formtest.SetLines(t, page) {
			lines = append(lines, l.Text)
		}
		out = append(out, strings.Join(lines, "\n"))
	}
	return out
}

func all(t testing.TB) Options {
	return Options{Publish: LevelAll, Convert: map[string]scoring.Points{"综治（平安建设）": 50, "政务公开": 200, "电子政务": 100}}
}

// All papers of one code agree in every figure: the tables of the 函, of the circular and of the workbook have each county's scores as the
// snapshot has them, the letters, on paper and as documents, its total.
func TestPapersAgree(t *testing.T) {
	b := loaded(t, sample(t), all(t))
	letters := textOf(t, paperOf(t, b, "的函（定稿1）.pdf"))
	circular := textOf(t, paperOf(t, b, "通报（代拟稿）（定稿1）.pdf"))
	request := textOf(t, paperOf(t, b, "请示（定稿1）.pdf"))
	book, err := excelize.OpenReader(bytes.NewReader(paperOf(t, b, ".xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	ranks, err := book.GetRows("位次")
	if err != nil {
		t.Fatal(err)
	}
	scores, err := book.GetRows("得分表")
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range b.s.Units {
		row := []string{strconv.Itoa(u.Rank), u.Name}
		for _, c := range u.Cells {
			row = append(row, marked(c))
		}
		row = append(row, u.Total.String())
		for what, pages := range map[string][]string{"函": letters, "通报": circular, "请示": request} {
			if !strings.Contains(strings.Join(pages, "\n"), strings.Join(row, "")) {
				t.Errorf("%s has no row %v", what, row)
			}
		}
		if !slices.Equal(scores[i+2], row) {
			t.Errorf("the workbook has %v, want %v", scores[i+2], row)
		}
		want := []string{strconv.Itoa(u.Rank), u.Name, u.Total.String()}
		for _, s := range u.Sections {
			want = append(want, s.String())
		}
		if !slices.Equal(ranks[i+1][:len(want)], want) || !strings.Contains(strings.Join(letters, "\n"), strings.Join(want, "")) {
			t.Errorf("ranks: %v, want %v", ranks[i+1], want)
		}
		for _, what := range []string{"的函（定稿1）.docx", "请示（定稿1）.docx", "通报（代拟稿）（定稿1）.docx"} {
			words, err := letterdoc.Paragraphs(paperOf(t, b, what))
			if err != nil || !strings.Contains(strings.Join(words, ""), u.Total.String()+"分") {
				t.Errorf("%s does not give %s: %v", what, u.Total, err)
			}
		}
	}
}

// The list of changes has each score that is not the claim, on paper and in the workbook, with both and the reason.
func TestChanges(t *testing.T) {
	b := loaded(t, sample(t), Options{})
	paper := strings.ReplaceAll(strings.Join(textOf(t, paperOf(t, b, "的函（定稿1）.pdf")), ""), "\n", "")
	n := 0
	for _, u := range b.s.Units {
		for _, c := range u.Cells {
			if *c.Claim != c.Score {
				n++
			}
		}
	}
	if rows := b.changes().rows; len(rows) != n || n != 92 {
		t.Errorf("%d changes, want %d", len(rows), n)
	}
	for _, want := range []string{"8.00", "0.00#", "-8.00", "虚假材料不得分"} {
		if !strings.Contains(paper, want) {
			t.Errorf("%s is not in the 函", want)
		}
	}
	same := sample(t)
	for i := range same.Units {
		for j := range same.Units[i].Cells {
			same.Units[i].Cells[j].Score = *same.Units[i].Cells[j].Claim
		}
	}
	finish(t, same)
	if rows := loaded(t, same, Options{}).changes().rows; len(rows) != 1 || !strings.Contains(rows[0][0], "没有变动") {
		t.Errorf("nothing changed: %v", rows)
	}
}

// Every page of every paper says which result it is of; before that it is 过程稿, and what goes to the government 送审稿 until it is approved.
func TestEveryPageSaysItsState(t *testing.T) {
	process, approved := sample(t), sample(t)
	process.Process, process.Code = true, ""
	approved.Approval = &review.Approval{Date: "2018-02-12", Document: "示政秘〔2018〕5号", By: "示例甲"}
	for _, c := range []struct {
		s      *review.Snapshot
		before string // on what goes to the government
		always string
		never  string
	}{
		{sample(t), "送审稿，未经审定", "核对码 7AS3-VWY7-6YUY-VPUT", "过程稿"},
		{process, "过程稿，未定稿", "过程稿，未定稿，不作为依据", "核对码"},
		{approved, "2018年2月12日审定（示政秘〔2018〕5号）", "核对码 7AS3-VWY7-6YUY-VPUT", "送审稿"},
	} {
		b := loaded(t, c.s, all(t))
		for _, p := range b.papers() {
			data, err := p.make(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(p.name, ".pdf") {
				continue
			}
			government := strings.Contains(p.name, "请示") || strings.Contains(p.name, "通报")
			for i, page := range textOf(t, data) {
				if !strings.Contains(page, c.always) || strings.Contains(page, c.never) || government != strings.Contains(page, c.before) && c.before != "过程稿，未定稿" {
					t.Errorf("%s, page %d: %s", p.name, i+1, page)
				}
			}
		}
	}
}

// planned are all papers of the sample, and their places in a folder.
func planned(t *testing.T, dir string) (*Set, files.Outputs) {
	t.Helper()
	set, err := Open(sample(t), all(t))
	if err != nil {
		t.Fatal(err)
	}
	return set, set.Plan(dir)
}

// The same result gives the same bytes; names carry city, year and number; nothing is ever replaced.
func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "出")
	set, plan := planned(t, dir)
	first, err := set.Write(t.Context(), plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(t.TempDir(), "又")
	other, second := planned(t, again)
	if _, err := other.Write(t.Context(), second, nil); err != nil {
		t.Fatal(err)
	}
	for i, path := range first.Paths {
		if path != plan[i].Path || !strings.HasPrefix(filepath.Base(path), "亳州市2017年度") || !strings.Contains(path, "（定稿1）") {
			t.Errorf("%s was planned as %s", path, plan[i].Path)
		}
		one, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if two, err := os.ReadFile(filepath.Join(again, filepath.Base(path))); err != nil || !bytes.Equal(one, two) {
			t.Errorf("%s has other bytes the second time: %v", path, err)
		}
	}
	if len(first.Paths) != 14 || len(plan) != 14 {
		t.Errorf("%d files of %d", len(first.Paths), len(plan))
	}
	if err := os.Remove(first.Paths[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := set.Write(t.Context(), plan, nil); err == nil || !strings.Contains(err.Error(), "没有覆盖") {
		t.Errorf("over what is there: %v", err)
	}
	if _, err := os.Stat(first.Paths[0]); err == nil {
		t.Error("something was written beside what is there")
	}
}

// 折算得分＝总分÷100×分值, half up; worked out by hand.
func TestConverted(t *testing.T) {
	b := loaded(t, sample(t), all(t))
	for _, c := range []struct{ total, most, want scoring.Points }{
		{9686, 200, 194}, {9365, 200, 187}, {7980, 200, 160}, {9025, 200, 181}, {9050, 50, 45}, {10000, 150, 150}, {0, 200, 0}, {100, 50, 1}, {99, 50, 0},
	} {
		if got := b.converted(c.total, c.most); got != c.want {
			t.Errorf("%s of an item of %s points is %s, want %s", c.total, c.most, got, c.want)
		}
	}
	page := strings.Join(textOf(t, paperOf(t, b, "折算单（政务公开）")), "\n")
	for _, want := range []string{"96.86÷100×2＝1.94", "79.80÷100×2＝1.60", "四舍五入保留两位小数"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in\n%s", want, page)
		}
	}
	for name, o := range map[string]Options{
		"没有写“环保”":  {Convert: map[string]scoring.Points{"环保": 100}},
		"分值应大于0":   {Convert: map[string]scoring.Points{"政务公开": 0}},
		"没有“some”": {Publish: "some"},
	} {
		if _, err := Open(sample(t), o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// On-site sheets are for flagged cells only: what was sent back, what an open case is about, what was chosen; a page each.
func TestFlaggedCells(t *testing.T) {
	s := sample(t)
	s.Cases[0].Open, s.Cases[0].Void = true, false
	b := loaded(t, s, Options{Inspect: []Cell{{"990102", 12}}})
	var got []string
	for _, f := range b.flagged() {
		got = append(got, f.unit.Code+"-"+strconv.Itoa(f.cell.Indicator)+strings.Join(f.why, ""))
	}
	want := []string{"990101-3退回补正：备忘录没有附原件，请补报", "990102-12选定核查：" + s.Units[1].Cells[11].Reason, "990104-5虚假材料核查中，线索：5-02与上年5-01文件内容相同"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	pages := textOf(t, paperOf(t, b, "现场核查表"))
	if len(pages) != 3 || !strings.Contains(pages[1], "编号：990102-12") || !strings.Contains(pages[1], "核查人（两名）") {
		t.Errorf("%d pages", len(pages))
	}
	none := invented(formtest.Edition(t), 4)
	finish(t, none)
	for _, p := range loaded(t, none, Options{}).papers() {
		if strings.Contains(p.name, "现场") || strings.Contains(p.name, "案卷") {
			t.Errorf("%s though nothing is flagged", p.name)
		}
	}
}

// The trail has every act once, in order of time, also the steps of cases; what was not used says so.
func TestTrail(t *testing.T) {
	s := sample(t)
	s.Units[1].Cells[0].Steps[0].Unused = true
	b := loaded(t, s, Options{})
	acts := b.acts()
	steps := 0
	for _, u := range s.Units {
		for _, c := range u.Cells {
			steps += len(c.Steps)
		}
	}
	if want := steps + len(s.Acts) + len(s.Accepted) + 1; len(acts) != want {
		t.Errorf("%d acts, want %d", len(acts), want)
	}
	unused := 0
	for i, a := range acts {
		if i > 0 && i < len(acts)-2 && when(a.at).Before(when(acts[i-1].at)) {
			t.Errorf("act %d at %s comes after %s", i, a.at, acts[i-1].at)
		}
		if a.remark == "未采用" {
			unused++
		}
	}
	if unused != 1 || acts[len(acts)-1].kind != "定稿" {
		t.Errorf("%d unused, the last is %s", unused, acts[len(acts)-1].kind)
	}
	if acts[0].value != "11.1 年度更新考核标准：50万条" {
		t.Errorf("a figure reads %s", acts[0].value)
	}
}

// A rulebook with weights, sections outside the total and grades of its own gives its papers, too.
func TestOtherRulebook(t *testing.T) {
	b := loaded(t, other(t), Options{Publish: LevelGrades})
	for _, p := range b.papers() {
		if _, err := p.make(t.Context()); err != nil || !strings.HasPrefix(p.name, "示例市2017年度") {
			t.Errorf("%s: %v", p.name, err)
		}
	}
	if got := strings.Join(b.graded(false), ""); !strings.Contains(got, "优秀") || scoreIn.MatchString(got) {
		t.Error(got)
	}
}

// A result that does not fit its rules, or lacks a score, gives no paper.
func TestUnfit(t *testing.T) {
	for want, spoil := range map[string]func(*review.Snapshot){
		"与评分时的规则不符":  func(s *review.Snapshot) { s.Rules = "0" },
		"与考核指标的项数不符": func(s *review.Snapshot) { s.Units[1].Cells = s.Units[1].Cells[:24] },
		"缺少第3项":      func(s *review.Snapshot) { s.Units[0].Cells[2].Indicator = 4 },
		"没有可以排印的内容":  func(s *review.Snapshot) { s.Units = nil },
		"要点9.2的口径裁定": func(s *review.Snapshot) { s.Rulings[0].Rule = "kind = 3" },
		"结果所附的考核指标":  func(s *review.Snapshot) { s.Source = "id" },
	} {
		s := sample(t)
		spoil(s)
		if _, err := Open(s, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
