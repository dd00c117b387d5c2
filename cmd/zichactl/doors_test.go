package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/intake"
	"zicha/forms/merge"
	"zicha/forms/publicity"
	"zicha/forms/sheets"
	"zicha/forms/tables"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// A door is a way a text comes in: what is stored of it as the title of an article, or a name, and what is said.
type door struct {
	name    string
	oneLine bool // ends of lines become spaces there
	take    func(t *testing.T, text string) (stored, said string)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func begun(t *testing.T) *forms.Dossier {
	e := formtest.Edition(t)
	return forms.New(e, forms.Begin(e, "341621", ""))
}

// titled gives the title of the first article that changes bring.
func titled(d *forms.Dossier, changes []forms.Change) string {
	after := d.Clone()
	after.Apply(changes...)
	for _, row := range after.Rows("5.3") {
		return row.Cells["title"]
	}
	return ""
}

func doors() []door {
	return []door{
		{"typed", false, func(t *testing.T, text string) (string, string) {
			d := begun(t)
			d.Apply(d.AddRows("5.3", map[string]string{"outlet": "日报"})...)
			at := forms.CellPath("5.3", d.Rows("5.3")[0].ID, "title")
			value, err := d.Normalize(at, text)
			must(t, err)
			changes, told := d.Clean(d.Replace(at, value))
			typed, err := d.Change(at, text)
			must(t, err)
			if titled(d, typed) != titled(d, changes) {
				t.Errorf("typed %q", titled(d, typed))
			}
			return titled(d, changes), strings.Join(told, "\n")
		}},
		{"pasted", false, func(t *testing.T, text string) (string, string) {
			d := begun(t)
			changes, told := merge.PasteBlock(d, "5.3", merge.Spot{}, `"`+text+`"`+"\t日报\t2017-05-01")
			return titled(d, changes), pasteWords(told)
		}},
		{"answers file", false, func(t *testing.T, text string) (string, string) {
			d := begun(t)
			quoted, err := json.Marshal(text)
			must(t, err)
			other, err := answers.Decode([]byte(`{"edition":"bozhou-2017","answers":{"5.3":{"register":[{"title":`+string(quoted)+`,"outlet":"日报"}]}}}`), []*scoring.Edition{d.Edition})
			must(t, err)
			changes, _ := merge.Plan(d, other)
			changes, told := d.Clean(changes)
			return titled(d, changes), strings.Join(told, "\n")
		}},
		{"workbook", false, func(t *testing.T, text string) (string, string) {
			d, from := begun(t), begun(t)
			from.Apply(from.AddRows("5.3", map[string]string{"title": text, "outlet": "日报"})...)
			var data bytes.Buffer
			must(t, workbook.Write(&data, from, workbook.Options{}))
			book, err := workbook.Read(t.Context(), &data, []*scoring.Edition{d.Edition})
			must(t, err)
			changes, _, told := book.Plan(d)
			return titled(d, changes), strings.Join(told, "\n")
		}},
		{"table", false, func(t *testing.T, text string) (string, string) {
			d := begun(t)
			path := filepath.Join(t.TempDir(), "台账.xlsx")
			f := excelize.NewFile()
			must(t, f.SetSheetRow("Sheet1", "A1", &[]string{"标题", "媒体"}))
			must(t, f.SetSheetRow("Sheet1", "A2", &[]string{tables.Hide(text), "日报"}))
			must(t, f.SaveAs(path))
			read, err := workbook.ReadTable(t.Context(), path, d.Edition.Criterion("5.3").Register)
			must(t, err)
			plan, err := merge.PlanTable(d, "5.3", read.Rows)
			must(t, err)
			return titled(d, plan.Changes), pasteWords(plan.Problems)
		}},
		{"department's sheet", false, func(t *testing.T, text string) (string, string) {
			d := begun(t)
			changes, _, err := sheets.ParseAssignments(d, "县公安局|5")
			must(t, err)
			d.Apply(changes...)
			written, err := sheets.Write(t.Context(), d, sheets.Job{Dir: filepath.Join(t.TempDir(), "表")})
			must(t, err)
			f, err := excelize.OpenFile(written[0].Path)
			must(t, err)
			must(t, f.SetSheetRow("台账5.3", "B3", &[]string{tables.Hide(text), "日报"}))
			must(t, f.Save())
			read, err := sheets.Read(t.Context(), written[0].Path, d)
			must(t, err)
			plan, err := sheets.MakePlan(t.Context(), d, []*sheets.Sheet{read})
			must(t, err)
			var told []string
			for _, n := range plan.Notes {
				told = append(told, n.Message)
			}
			for _, it := range plan.Items {
				it.Pick = 0
			}
			step, _ := plan.Step(d, "2018-01-20")
			return titled(d, step.Changes), strings.Join(told, "\n")
		}},
		{"publicity", true, func(t *testing.T, text string) (string, string) {
			path := filepath.Join(t.TempDir(), "双公示.xlsx")
			f := excelize.NewFile()
			must(t, f.SetSheetRow("Sheet1", "A1", &[]string{"行政相对人名称", "许可机关", "许可决定日期", "公示日期"}))
			must(t, f.SetSheetRow("Sheet1", "A2", &[]string{"甲公司", tables.Hide(text), "2017-03-01", "2017-03-02"}))
			must(t, f.SaveAs(path))
			calendar, err := scoring.LoadCalendar(assets.Calendar)
			must(t, err)
			survey, err := publicity.Look(t.Context(), []string{path})
			must(t, err)
			result, err := publicity.Count(t.Context(), publicity.Job{Tables: survey.Tables, Year: 2017, Targets: publicity.TargetsOf(formtest.Edition(t)), Calendar: calendar})
			must(t, err)
			return strings.Join(result.Names, "|"), strings.Join(result.Altered, "\n")
		}},
		{"rulebook", true, func(t *testing.T, text string) (string, string) {
			if strings.ContainsAny(text, "\v\r") {
				text = strings.NewReplacer("\v", " ", "\r\n", " ").Replace(text) // no TOML
			}
			const title = `title = "亳州市2017年度社会信用体系建设政府目标管理绩效考核`
			builtin := string(assets.Editions()[0].Data)
			if strings.Count(builtin, title) == 0 {
				t.Fatal("no title")
			}
			e, told, err := scoring.LoadNewEdition("新的.toml", []byte(strings.Replace(builtin, title, `title = "`+text+"◇", 1)))
			must(t, err)
			stored, _, _ := strings.Cut(e.Title, "◇")
			return stored, strings.Join(told, "\n")
		}},
		{"departments", true, func(t *testing.T, text string) (string, string) {
			d := begun(t)
			changes, told, refused := d.AddDepartments([]string{text})
			d.Apply(changes...)
			for _, dep := range d.Departments() {
				return dep.Name, strings.Join(told, "\n")
			}
			return "", strings.Join(refused, "\n")
		}},
		{"file's name", true, func(t *testing.T, text string) (string, string) {
			_, told := files.NameOf(text + ".pdf")
			return intake.TitleOf(text + ".pdf"), told
		}},
	}
}

func pasteWords(list []merge.PasteProblem) string {
	var said []string
	for _, p := range list {
		said = append(said, p.Message)
	}
	return strings.Join(said, "\n")
}

// TestEveryDoor brings the same texts in by every way there is: the same is stored, and where a character was lost or replaced that is said.
func TestEveryDoor(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		said             string // "" where nothing needs to be
	}{
		{"CR LF", "诚信\r\n之县", "诚信\n之县", ""},
		{"zero width space", "诚\u200b信", "诚信", "U+200B"},
		{"soft hyphen", "诚\u00ad信", "诚信", "U+00AD"},
		{"variation selector", "诚\ufe0f信", "诚信", "U+FE0F"},
		{"of the supplement", "葛\U000e0100信", "葛信", "U+E0100"},
		{"byte order mark", "诚\ufeff信", "诚信", "U+FEFF"},
		{"mark of direction", "\u202e诚信\u202c", "诚信", "U+202E"},
		{"isolate", "诚\u2066信", "诚信", "U+2066"},
		{"radical", "\u2f45局", "方局", "换成了汉字“方”"},
		{"radical without an entry", "诚\u2e80信", "诚\u2e80信", "U+2E80"},
		{"compatibility ideograph", "\uf914城", "\uf914城", ""},
		{"of the supplement of those", "\U0002f800城", "\U0002f800城", ""},
		{"one of the twelve", "\ufa11城", "\ufa11城", ""},
		{"NUL", "诚\x00信", "诚信", "U+0000"},
		{"control", "诚\x01信", "诚信", "U+0001"},
		{"noncharacter", "诚\ufffe信", "诚信", "U+FFFE"},
		{"another", "诚\ufdd0信", "诚信", "U+FDD0"},
		{"line separator", "诚信\u2028之县", "诚信\n之县", ""},
		{"vertical tab", "诚信\v之县", "诚信\n之县", ""},
	} {
		for _, d := range doors() {
			stored, said := d.take(t, c.text)
			want := c.want
			if d.oneLine {
				want = strings.ReplaceAll(want, "\n", " ")
			}
			if stored != want || !strings.Contains(said, c.said) {
				t.Errorf("%s, %s: stored %q, want %q; said %q", c.name, d.name, stored, want, said)
			}
		}
	}
}

// TestRulebooksFromOutside are brought into canonical form when they are taken in; the program's own are canonical, and what was made of a file as
// it stood before is still verified with it.
func TestRulebooksFromOutside(t *testing.T) {
	builtin := assets.Editions()[0]
	own, err := scoring.LoadEdition(builtin.Name, builtin.Data)
	must(t, err)
	text := strings.ReplaceAll(string(builtin.Data), "\n", "\r\n")
	text = "\ufeff" + strings.Replace(text, `title = "亳州市2017年度`, "title = \"亳州市2017年度\u200b", 1)
	taken, told, err := scoring.LoadNewEdition("新的.toml", []byte(text))
	must(t, err)
	if taken.Hash() != own.Hash() || taken.Title != own.Title || string(taken.Source()) != string(builtin.Data) {
		t.Errorf("taken as %q with hash %s, want %s", taken.Title, taken.Hash(), own.Hash())
	}
	if len(told) != 1 || told[0] != "指标文件第5行第19个字：去掉了看不见的字符 U+200B" {
		t.Errorf("said %q", told)
	}
	_, _, err = scoring.LoadNewEdition("新的.toml", []byte(strings.Replace(string(builtin.Data), `title = "亳州市2017年度`, `title = "亳州市\u200B`, 1)))
	if err == nil || !strings.Contains(err.Error(), "第5行的文字里用转义写了不该有的字符") {
		t.Errorf("an escape: %v", err)
	}

	path := filepath.Join(t.TempDir(), "从前的.toml")
	text = strings.Replace(string(builtin.Data), `id = "bozhou-2017"`, `id = "bozhou-2020"`, 1)
	text = strings.Replace(text, "政务领域诚信", "政务领域\u200b诚信", -1)
	must(t, os.WriteFile(path, []byte(text), 0o600))
	before, err := scoring.LoadEdition(path, []byte(text))
	must(t, err)
	now, _, err := scoring.LoadNewEdition(path, []byte(text))
	must(t, err)
	for name, e := range map[string]*scoring.Edition{"kept as it stood": before, "kept in canonical form": now} {
		d := forms.New(e, forms.Begin(e, "341621", ""))
		d.Version, d.Final = 1, true
		var data, out bytes.Buffer
		must(t, workbook.Write(&data, d, workbook.Options{}))
		book := filepath.Join(t.TempDir(), "数据.xlsx")
		must(t, os.WriteFile(book, data.Bytes(), 0o600))
		con := newConsole(t.Context(), streams{nil, &out, nil})
		err = (&verifyCmd{Code: d.Code(), Edition: path, Files: []string{book}}).Run(con)
		must(t, con.end())
		if err != nil || !strings.Contains(out.String(), "与核对码一致") {
			t.Errorf("%s: %v, %s", name, err, out.String())
		}
	}
	if before.Hash() == now.Hash() {
		t.Error("the two do not differ")
	}
}
