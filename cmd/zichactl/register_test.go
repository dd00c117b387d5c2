package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// turns are spoken or translated turns, and words written otherwise everywhere else, with what an office writes instead.
var turns = []struct{ turn, instead string }{
	{"放到", "存放在、存入"},
	{"看一下|看看|点一下", "核对；点选"},
	{"认不出|认不回|分不清|分不出", "无法识别、无法区分"},
	{"打不开|读不出|读不了|写不到|印不出|放不下|解不开|算不出|建不了|看不了", "无法打开、无法读取、无法印出……"},
	{"没法|怎么|弄|搞|东西|手边|其实|多半|照样|是不是", "无法；如何；实际；可能；仍然；是否"},
	{"(?:^|[^识类级区])别的", "其他"},
	{"的样子", "按“……”的格式"},
	{"换掉|拿出|没有存上|停下|做成", "替换；取出；没有保存；停止；完成"},
	{"一字不差", "完全一致"},
	{"没填|没有填", "未填、未填报"},
	{"县区|区县|县、区", "县（区）"},
	{"指标[0-9%]", "第9项"},
}

// spared are literals with such a turn that stay, by file and text, with the reason.
var spared = map[string]string{}

// What the program says is written as an office writes: no literal of its code and no note, help, label, sentence or message of its
// edition has one of the turns. Labels of options are the official text's.
func TestOfficeWords(t *testing.T) {
	said := append(goWords(t), editionWords(t)...)
	if len(said) < 3000 {
		t.Fatalf("only %d texts read", len(said))
	}
	unused := map[string]bool{}
	for key := range spared {
		unused[key] = true
	}
	for _, w := range said {
		for _, f := range turns {
			found := regexp.MustCompile(f.turn).FindString(w.text)
			key := w.file + " " + w.text
			if found == "" {
				continue
			}
			if spared[key] == "" {
				t.Errorf("%s:%d: “%s” in %q; an office writes: %s", w.file, w.line, found, w.text, f.instead)
			}
			delete(unused, key)
		}
	}
	for key := range unused {
		t.Errorf("spared and not there: %s", key)
	}
}

// word is a text with Chinese in it and where it stands.
type word struct {
	file string
	line int
	text string
}

var han = regexp.MustCompile(`\p{Han}`)

// goWords are the string literals of the program's code. formtest is a helper of tests and holds official labels; .ci is no part of it.
func goWords(t *testing.T) []word {
	t.Helper()
	root := filepath.Join("..", "..")
	var out []word
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		name := e.Name()
		switch {
		case err != nil:
			return err
		case e.IsDir() && (strings.HasPrefix(name, ".") && name != ".." || name == "testdata" || name == "formtest"):
			return fs.SkipDir
		case e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, _ := strconv.Unquote(lit.Value); han.MatchString(text) {
					out = append(out, word{filepath.ToSlash(rel), set.Position(lit.Pos()).Line, text})
				}
			}
			return true
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// ownWords are the lines of an edition that are ours and not the notice's.
var ownWords = regexp.MustCompile(`^\s*(?:notes|help|label|say|say_no|message|reachable_note) = `)

// editionWords are the notes, help, labels, sentences and messages of the editions the program brings along.
func editionWords(t *testing.T) []word {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "assets", "editions", "*.toml"))
	if err != nil || len(paths) == 0 {
		t.Fatal(fmt.Errorf("no edition: %w", err))
	}
	var out []word
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if ownWords.MatchString(line) {
				out = append(out, word{"assets/editions/" + filepath.Base(path), i + 1, line})
			}
		}
	}
	return out
}
