package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/xuri/excelize/v2"

	"zicha/assets"
	"zicha/forms/answers"
	"zicha/forms/pack"
	"zicha/forms/workbook"
)

//go:embed CONTRACT.md
var contract string

// contractTable gives the rows of a section's table: their first cell without its backquotes, and the rest.
func contractTable(t *testing.T, section string) map[string]string {
	t.Helper()
	_, text, found := strings.Cut(contract, "\n## "+section+"\n")
	if !found {
		t.Fatalf("no section %s", section)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	rows := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.*)\\|$").FindAllStringSubmatch(text, -1) {
		rows[row[1]] = row[2]
	}
	return rows
}

// Every command and option stands in the contract, and nothing else does.
func TestContractCommands(t *testing.T) {
	want := map[string][]string{}
	flag := regexp.MustCompile(`--[a-z-]+`)
	for _, section := range []string{"Commands", "Commands of the city"} {
		for command, cells := range contractTable(t, section) {
			words := regexp.MustCompile(`^[a-z ]*[a-z]`).FindString(command)
			options, _, _ := strings.Cut(cells, "|")
			want[words] = slices.Sorted(slices.Values(flag.FindAllString(options, -1)))
		}
	}
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, leaf := range parser.Model.Leaves(true) {
		var options []string
		for _, f := range leaf.Flags {
			options = append(options, "--"+f.Name)
		}
		name := regexp.MustCompile(`^[a-z ]*[a-z]`).FindString(leaf.Path())
		got[strings.TrimPrefix(name, "zichactl ")] = slices.Sorted(slices.Values(options))
	}
	if len(got) < 20 || !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("the program has\n%v\nthe contract\n%v", got, want)
	}
}

// Every problem code stands in the contract with the severities the code gives it, and no other does.
func TestContractProblems(t *testing.T) {
	want := contractTable(t, "Problems")
	named := regexp.MustCompile(`(?:\.add\(|Code: |\.Code = |\.Code, p\.\w+ = )"([a-z]+(?:_[a-z]+)+)"(?:, (?:Severity: )?forms\.(\w+))?`)
	found := map[string]bool{}
	err := filepath.WalkDir("../../forms", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range named.FindAllStringSubmatch(string(data), -1) {
			found[m[1]] = true
			if severity := strings.ToLower(m[2]); slices.Contains([]string{"error", "warning", "hint"}, severity) && !strings.Contains(want[m[1]], severity) {
				t.Errorf("%s is a problem of severity %s", m[1], severity)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(want)); !slices.Equal(got, want) {
		t.Errorf("the program has\n%v\nthe contract\n%v", got, want)
	}
}

// jsonKeys lists the keys of a value with their path; the elements of a list count as one.
func jsonKeys(value any, path string, into map[string]bool) {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			into[path+"/"+key] = true
			jsonKeys(inner, path+"/"+key, into)
		}
	case []any:
		for _, inner := range v {
			jsonKeys(inner, path+"[]", into)
		}
	}
}

// The example of the answers file is one, and its score has the keys of the example of a score.
func TestContractJSON(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(contract, -1)
	if len(blocks) != 2 {
		t.Fatalf("%d examples", len(blocks))
	}
	known, err := rulebooks("")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s := scorer{known: known, today: "2018-01-27", print: printScoreJSON, refuse: printRefusalJSON}
	if _, err := s.object(&out, 1, []byte(blocks[0][1])); err != nil {
		t.Fatal(err)
	}
	var got, want any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(blocks[1][1]), &want); err != nil {
		t.Fatal(err)
	}
	has, told := map[string]bool{}, map[string]bool{}
	jsonKeys(got, "", has)
	jsonKeys(want, "", told)
	delete(told, "/problems[]/place") // only of what is read from a workbook
	if !maps.Equal(has, told) {
		t.Errorf("the program gives\n%v\nthe contract\n%v", slices.Sorted(maps.Keys(has)), slices.Sorted(maps.Keys(told)))
	}
	out.Reset()
	if ok, err := s.object(&out, 7, []byte("{")); ok || err != nil || !regexp.MustCompile(`^\{"line":7,"error":"[^"]+"\}\n$`).Match(out.Bytes()) {
		t.Errorf("a line that cannot be read gives %s (%v)", out.Bytes(), err)
	}
}

// The workbook has the sheets and headings of the contract, and the sample the code named there.
func TestContractWorkbook(t *testing.T) {
	known, err := rulebooks("")
	if err != nil {
		t.Fatal(err)
	}
	data, err := assets.Sample.ReadFile("sample/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := answers.Decode(data, known)
	if err != nil {
		t.Fatal(err)
	}
	made, err := workbook.Build(t.Context(), d, workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(made))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	want := contractTable(t, "Workbook")
	for _, c := range d.Edition.Criteria() { // of the registers the contract shows one sheet
		if c.Register != nil && len(d.Rows(c.ID)) > 0 {
			head := "序号"
			for _, f := range c.Register.Columns {
				head += " " + f.Label
			}
			sheet := "台账" + c.ID
			if told, shown := want[sheet]; shown && strings.TrimSpace(told) != head+" 备注" {
				t.Errorf("%s has %s, the contract %s", sheet, head, told)
			}
			want[sheet] = head + " 备注"
		}
	}
	if got := book.GetSheetList(); len(got) != len(want) {
		t.Errorf("sheets %v, the contract has %d", got, len(want))
	}
	for sheet, columns := range want {
		rows, err := book.GetRows(sheet)
		if err != nil || len(rows) == 0 || strings.Join(rows[0], " ") != strings.TrimSpace(columns) {
			t.Errorf("%s: heading %v (%v), the contract has %s", sheet, rows[:min(1, len(rows))], err, columns)
		}
	}
	const code = "UAL4-MBZ6-2AKG-BUSG"
	sample, path, err := pack.Demo(t.Context(), t.TempDir(), known)
	if err != nil {
		t.Fatal(err)
	}
	defer sample.Close()
	for _, told := range []string{sample.Dossier().Code(), filepath.Base(path)} {
		if !strings.Contains(contract, "`"+told+"`") {
			t.Errorf("the sample has %s, which the contract does not tell", told)
		}
	}
	if sample.Dossier().Code() != code {
		t.Errorf("the sample's code is %s; a change that breaks this unseals every paper already stamped", sample.Dossier().Code())
	}
}
