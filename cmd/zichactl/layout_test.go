package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// plain imports nothing of ours and knows nothing but characters: every package may take text in with it.
const plain = "zicha/scoring/canon"

// imports are the packages of the house and what each may import beyond the standard library and what those bring along: data
// flows assets → scoring → forms → ui → cmd.
var imports = map[string][]string{
	"zicha/assets":               {"github.com/edsrzf/mmap-go"},
	"zicha/scoring/canon":        {"golang.org/x/text/unicode/norm", "golang.org/x/text/collate", "golang.org/x/text/language"},
	"zicha/scoring":              {"github.com/pelletier/go-toml"},
	"zicha/scoring/soak":         nil,
	"zicha/forms/files":          {"golang.org/x/text/unicode/norm", "golang.org/x/text/encoding"},
	"zicha/forms/store":          {"zicha/forms/files", "modernc.org/sqlite", "github.com/gofrs/flock", "golang.org/x/sys/windows"},
	"zicha/forms/secret":         {"zicha/forms/files", "filippo.io/age"},
	"zicha/forms":                {"zicha/scoring"},
	"zicha/forms/answers":        {"zicha/forms", "zicha/scoring"},
	"zicha/forms/check":          {"zicha/forms", "zicha/forms/feedback", "zicha/scoring"},
	"zicha/forms/feedback":       {"zicha/forms", "zicha/forms/files", "zicha/scoring"}, // both offices': neither review nor dossier
	"zicha/forms/merge":          {"zicha/forms", "zicha/scoring"},
	"zicha/forms/wording":        {"zicha/forms", "zicha/scoring"},
	"zicha/forms/editions":       {"zicha/assets", "zicha/forms", "zicha/forms/files", "zicha/scoring"},
	"zicha/forms/formtest":       {"filippo.io/age", "zicha/forms/editions", "zicha/forms", "zicha/forms/answers", "zicha/forms/merge", "zicha/scoring", "github.com/xuri/excelize"},
	"zicha/forms/dossier":        {"zicha/forms", "zicha/forms/files", "zicha/forms/inspect", "zicha/forms/pdf", "zicha/forms/store", "zicha/scoring"},
	"zicha/forms/inspect":        {"zicha/forms", "zicha/forms/files", "zicha/forms/pdf"},
	"zicha/forms/intake":         {"zicha/forms", "zicha/forms/dossier", "zicha/forms/files"},
	"zicha/forms/carry":          {"zicha/forms", "zicha/forms/check", "zicha/forms/dossier", "zicha/forms/files", "zicha/scoring"},
	"zicha/forms/tables":         {"zicha/forms/files", "github.com/xuri/excelize", "golang.org/x/text/encoding", "golang.org/x/text/transform"},
	"zicha/forms/workbook":       {"zicha/forms", "zicha/forms/merge", "zicha/forms/files", "zicha/forms/tables", "zicha/forms/wording", "zicha/scoring"}, // a register is counted in the same words as in 附件3
	"zicha/forms/linebreak":      {"github.com/go-text/typesetting"},
	"zicha/forms/report/typeset": {"zicha/assets", "zicha/forms/linebreak", "github.com/jung-kurt/gofpdf", "golang.org/x/image"},
	"zicha/forms/chart":          {"zicha/scoring"},
	"zicha/forms/letter":         {"zicha/forms/wording", "zicha/forms/report/typeset"},
	"zicha/forms/report":         {"zicha/forms", "zicha/forms/letter", "zicha/forms/wording", "zicha/forms/report/typeset", "zicha/scoring", "zicha/assets", "github.com/skip2/go-qrcode"},
	"zicha/forms/results":        {"zicha/forms", "zicha/forms/chart", "zicha/forms/feedback", "zicha/forms/files", "zicha/forms/letter", "zicha/forms/letterdoc", "zicha/forms/report/typeset", "zicha/forms/review", "zicha/forms/tables", "zicha/forms/wording", "zicha/scoring"},
	"zicha/forms/letterdoc":      {"zicha/forms", "zicha/forms/wording"},
	"zicha/forms/bounded":        {"zicha/forms/files"},
	"zicha/forms/pdf":            {"zicha/forms/bounded", "zicha/forms/files", "golang.org/x/image", "github.com/bep/imagemeta"},
	"zicha/forms/pdf/render":     {"github.com/edsrzf/mmap-go", "zicha/assets", "zicha/forms/bounded", "zicha/forms/files", "zicha/forms/pdf", "github.com/klippa-app/go-pdfium", "github.com/tetratelabs/wazero"}, // of the window alone: it brings a large engine along
	"zicha/forms/volume":         {"zicha/forms", "zicha/forms/files", "zicha/forms/pdf", "zicha/forms/dossier", "zicha/forms/report/typeset", "zicha/forms/wording", "zicha/scoring"},
	"zicha/forms/pack": {
		"zicha/assets", "zicha/forms", "zicha/forms/answers", "zicha/forms/check", "zicha/forms/dossier", "zicha/forms/feedback", "zicha/forms/files", "zicha/forms/intake", "zicha/forms/letterdoc", "zicha/forms/pdf", "zicha/forms/report", "zicha/forms/volume", "zicha/forms/wording", "zicha/forms/workbook", "zicha/scoring",
		"github.com/skip2/go-qrcode", "golang.org/x/text",
	},
	"zicha/forms/invent":    {"zicha/forms", "zicha/forms/dossier", "zicha/forms/files", "zicha/forms/pack", "zicha/forms/pdf", "zicha/forms/review", "zicha/forms/wording", "zicha/scoring"},
	"zicha/forms/publicity": {"zicha/forms", "zicha/forms/merge", "zicha/forms/files", "zicha/forms/tables", "zicha/scoring"},
	"zicha/forms/review":    {"zicha/forms", "zicha/forms/files", "zicha/forms/store", "zicha/scoring"},
	"zicha/forms/clues":     {"zicha/forms", "zicha/forms/check", "zicha/forms/files", "zicha/forms/pdf", "zicha/scoring"},
	"zicha/forms/receive":   {"zicha/forms", "zicha/forms/clues", "zicha/forms/files", "zicha/forms/pack", "zicha/forms/pdf", "zicha/forms/publicity", "zicha/forms/review", "zicha/forms/tables", "zicha/forms/workbook", "zicha/scoring"},
	"zicha/forms/sheets":    {"zicha/forms", "zicha/forms/check", "zicha/forms/merge", "zicha/forms/files", "zicha/forms/pdf", "zicha/forms/dossier", "zicha/forms/tables", "zicha/forms/workbook", "zicha/scoring"},
	"zicha/ui/runlog":       {"golang.org/x/sys/windows"},
	"zicha/ui/widgets":      {"fyne.io/fyne", "github.com/ncruces/zenity", "zicha/forms/linebreak", "zicha/forms/files"}, // paper and screen end lines alike, a folder is made one way; neither knows a dossier
	"zicha/ui/uitest":       {"fyne.io/fyne", "zicha/scoring/soak"},
	"zicha/ui/work":         {"fyne.io/fyne", "zicha/scoring", "zicha/forms/bounded", "zicha/forms/pdf", "zicha/forms/pdf/render", "zicha/forms", "zicha/forms/merge", "zicha/forms/files", "zicha/forms/publicity", "zicha/forms/secret", "zicha/forms/workbook", "zicha/ui/runlog", "zicha/ui/widgets"},
	"zicha/ui/assess":       {"fyne.io/fyne", "zicha/forms/pdf/render", "zicha/scoring", "zicha/forms", "zicha/forms/check", "zicha/forms/merge", "zicha/forms/wording", "zicha/forms/dossier", "zicha/forms/editions", "zicha/forms/feedback", "zicha/forms/workbook", "zicha/forms/report", "zicha/forms/letterdoc", "zicha/forms/volume", "zicha/forms/intake", "zicha/forms/carry", "zicha/forms/pack", "zicha/forms/sheets", "zicha/forms/publicity", "zicha/forms/files", "zicha/forms/pdf", "zicha/ui/widgets", "zicha/ui/work"},
	"zicha/ui/review":       {"fyne.io/fyne", "zicha/scoring", "zicha/forms", "zicha/forms/chart", "zicha/forms/check", "zicha/forms/clues", "zicha/forms/editions", "zicha/forms/feedback", "zicha/forms/files", "zicha/forms/publicity", "zicha/forms/receive", "zicha/forms/results", "zicha/forms/review", "zicha/forms/store", "zicha/forms/wording", "zicha/ui/widgets", "zicha/ui/work"},
	"zicha/ui":              {"fyne.io/fyne", "zicha/scoring", "zicha/forms", "zicha/forms/editions", "zicha/forms/feedback", "zicha/forms/secret", "zicha/forms/workbook", "zicha/forms/files", "zicha/forms/wording", "zicha/ui/runlog", "zicha/ui/widgets", "zicha/ui/work", "zicha/ui/assess", "zicha/ui/review", "zicha/assets"},
	"zicha/cmd/zicha":       nil, // wiring: everything
	"zicha/cmd/zichactl":    nil,
}

// Every package imports only what the design allows, and only cmd/zicha imports fyne's app.
func TestImports(t *testing.T) {
	for _, line := range strings.Split(list(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "zicha/..."), "\n") {
		words := strings.Fields(line)
		pkg := words[0]
		allowed, known := imports[pkg]
		if !known {
			t.Errorf("%s is not in the design", pkg)
			continue
		}
		for _, imported := range words[1:] {
			if imported == "fyne.io/fyne/v2/app" && pkg != "zicha/cmd/zicha" {
				t.Errorf("%s imports %s", pkg, imported)
			}
			if imported == "net" || strings.HasPrefix(imported, "net/") && imported != "net/url" {
				t.Errorf("%s imports %s: the program works offline", pkg, imported)
			}
			if strings.HasPrefix(pkg, "zicha/cmd/") || !strings.Contains(imported, ".") && !strings.HasPrefix(imported, "zicha/") || imported == plain {
				continue
			}
			if !slices.ContainsFunc(allowed, func(a string) bool {
				return imported == a || strings.HasPrefix(imported, a+"/") && !strings.HasPrefix(a, "zicha/")
			}) {
				t.Errorf("%s must not import %s", pkg, imported)
			}
		}
	}
}

// What is forbidden must not come in through others either.
func TestDependencies(t *testing.T) {
	forbidden := map[string][]string{
		"zicha/assets":           {"zicha/scoring", "fyne.io"},
		"zicha/scoring":          {"zicha/forms", "zicha/ui", "fyne.io", "os/exec"},
		"zicha/forms/files":      {"zicha/scoring", "zicha/ui", "fyne.io", "modernc.org/sqlite"},
		"zicha/forms":            {"fyne.io", "modernc.org/sqlite", "github.com/xuri", "github.com/jung-kurt"},
		"zicha/forms/store":      {"zicha/scoring", "zicha/ui", "fyne.io"},
		"zicha/forms/secret":     {"zicha/scoring", "fyne.io", "zicha/ui", "modernc.org/sqlite"},
		"zicha/forms/feedback":   {"fyne.io", "zicha/ui", "modernc.org/sqlite", "zicha/forms/review", "zicha/forms/dossier"},
		"zicha/forms/answers":    {"fyne.io", "modernc.org/sqlite", "github.com/xuri", "github.com/jung-kurt"},
		"zicha/forms/check":      {"fyne.io", "modernc.org/sqlite", "github.com/xuri", "github.com/jung-kurt"},
		"zicha/forms/merge":      {"fyne.io", "modernc.org/sqlite", "github.com/xuri", "github.com/jung-kurt"},
		"zicha/forms/wording":    {"fyne.io", "modernc.org/sqlite", "github.com/xuri", "github.com/jung-kurt"},
		"zicha/forms/dossier":    {"fyne.io", "zicha/ui"},
		"zicha/forms/tables":     {"zicha/scoring", "zicha/ui", "fyne.io", "modernc.org/sqlite"},
		"zicha/forms/workbook":   {"fyne.io", "zicha/ui", "zicha/forms/report"},
		"zicha/forms/report":     {"fyne.io", "zicha/ui", "zicha/forms/workbook"},
		"zicha/forms/letterdoc":  {"fyne.io", "zicha/ui", "modernc.org/sqlite"},
		"zicha/forms/pack":       {"fyne.io", "zicha/ui"},
		"zicha/forms/review":     {"fyne.io", "zicha/ui", "zicha/forms/dossier"},
		"zicha/forms/sheets":     {"fyne.io", "zicha/ui", "zicha/forms/report", "zicha/forms/pack"},
		"zicha/forms/publicity":  {"fyne.io", "zicha/ui", "modernc.org/sqlite"},
		"zicha/cmd/zichactl":     {"fyne.io", "zicha/ui", "zicha/forms/pdf/render"},
		"zicha/ui/runlog":        {"zicha/scoring", "zicha/forms", "fyne.io"},
		"zicha/ui/widgets":       {"zicha/scoring", "zicha/forms"},
		"zicha/ui/work":          {"zicha/ui/assess", "zicha/forms/dossier", "modernc.org/sqlite"},
		"zicha/ui/review":        {"zicha/ui/assess", "fyne.io/fyne/v2/app"},
		"zicha/ui/assess":        {"zicha/ui/review", "zicha/forms/review"},
		"zicha/ui":               {"fyne.io/fyne/v2/app"},
		"zicha/forms/pdf":        {"zicha/scoring", "zicha/forms/dossier", "zicha/ui", "fyne.io", "modernc.org/sqlite", "github.com/jung-kurt"},
		"zicha/forms/volume":     {"fyne.io", "zicha/ui", "zicha/forms/pack"},
		"zicha/forms/pdf/render": {"fyne.io", "zicha/ui", "zicha/scoring", "zicha/forms/dossier"},
	}
	deps := map[string][]string{}
	for _, line := range strings.Split(list(t, "-f", `{{.ImportPath}} {{join .Deps " "}}`, "zicha/..."), "\n") {
		words := strings.Fields(line)
		deps[words[0]] = words[1:]
	}
	for pkg, never := range forbidden {
		if len(deps[pkg]) == 0 {
			t.Errorf("%s depends on nothing", pkg)
		}
		for _, dep := range deps[pkg] {
			for _, f := range never {
				if (dep == f || strings.HasPrefix(dep, f+"/")) && dep != "zicha/forms/linebreak" && dep != "zicha/forms/files" && dep != plain { // these import nothing of ours
					t.Errorf("%s depends on %s", pkg, dep)
				}
			}
		}
	}
}

// list runs `go list`. The window's main is only there with cgo; nothing is compiled.
func list(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
