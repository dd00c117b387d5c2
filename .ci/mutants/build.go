package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// switches is the file put beside the changed ones.
//
//go:embed switch.go.txt
var switches string

// listed is what `go list` says of a package.
type listed struct {
	ImportPath, Dir, Name, Export string
	GoFiles                       []string
}

func list(args ...string) ([]listed, error) {
	cmd := goCommand(append([]string{"list", "-json=ImportPath,Dir,Name,Export,GoFiles"}, args...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		switch err := dec.Decode(&l); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, l)
	}
}

func goCommand(args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	return cmd
}

// changed is a package with all its changes in, compiled into the tests of one or more packages.
type changed struct {
	mutants []mutant
	tests   []*tests
}

// tests is one test binary, run in a copy of its package's folder.
type tests struct {
	binary, pkg string
	sources     string             // the copy of all sources
	seconds     map[string]float64 // of processor time that each takes, nothing changed
	least       float64            // of the quickest
	across      map[int][]string   // the tests that come across a change, by its id
}

// build changes a package and compiles its tests, leaving out lines with which it does not compile.
func build(t target, work string) (*changed, error) {
	deps, err := list("-export", "-deps", "./"+t.pkg)
	if err != nil {
		return nil, err
	}
	pkg := deps[len(deps)-1]
	files, info, typed, fset, err := check(pkg, deps)
	if err != nil {
		return nil, err
	}
	skip := map[string]map[int]bool{}
	for range 20 {
		c := &changed{}
		overlay := map[string]string{}
		for i, f := range files {
			if len(t.files) > 0 && !slices.Contains(t.files, pkg.GoFiles[i]) {
				continue
			}
			name := t.pkg + "/" + pkg.GoFiles[i]
			text, err := os.ReadFile(filepath.Join(pkg.Dir, pkg.GoFiles[i]))
			if err != nil {
				return nil, err
			}
			s := &source{
				name: name, text: text, file: f, fset: fset, info: info, pkg: typed, first: len(c.mutants),
				seen: map[string]int{}, skip: skip[name],
			}
			s.change()
			c.mutants = append(c.mutants, s.found...)
			if err := lay(overlay, filepath.Join(pkg.Dir, pkg.GoFiles[i]), filepath.Join(work, pkg.GoFiles[i]), s.result()); err != nil {
				return nil, err
			}
		}
		text := strings.NewReplacer("PACKAGE", pkg.Name, "COUNT", strconv.Itoa(len(c.mutants)+2)).Replace(switches)
		if err := lay(overlay, filepath.Join(pkg.Dir, "zz_switch.go"), filepath.Join(work, "zz_switch.go"), []byte(text)); err != nil {
			return nil, err
		}
		bad, err := c.compile(t, work, overlay)
		if bad == nil || err != nil {
			return c, err
		}
		for name, lines := range bad {
			name = t.pkg + "/" + name
			if skip[name] == nil {
				skip[name] = map[int]bool{}
			}
			for _, line := range lines {
				skip[name][line] = true
			}
		}
	}
	return nil, errors.New("does not compile with the changes in")
}

// check parses a package and finds its types.
func check(pkg listed, deps []listed) ([]*ast.File, *types.Info, *types.Package, *token.FileSet, error) {
	exports := map[string]string{}
	for _, d := range deps {
		exports[d.ImportPath] = d.Export
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range pkg.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, nil, nil, err
		}
		files = append(files, f)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	typed, err := conf.Check(pkg.ImportPath, fset, files, info)
	return files, info, typed, fset, err
}

func lay(overlay map[string]string, real, changed string, text []byte) error {
	overlay[real] = changed
	return os.WriteFile(changed, text, 0o600)
}

var wrongLine = regexp.MustCompile(`(?m)([\w.-]+\.go):(\d+):\d+: `)

// compile makes the test binaries; lines that do not compile are given by file.
func (c *changed) compile(t target, work string, overlay map[string]string) (bad map[string][]int, err error) {
	data, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		return nil, err
	}
	file := filepath.Join(work, "overlay.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return nil, err
	}
	for i, name := range append([]string{t.pkg}, t.with...) {
		binary := filepath.Join(work, fmt.Sprintf("tests%d", i))
		said, err := goCommand("test", "-c", "-vet=off", "-gcflags=-e", "-overlay", file, "-o", binary, "./"+name).CombinedOutput()
		if err != nil {
			for _, m := range wrongLine.FindAllStringSubmatch(string(said), -1) {
				line, _ := strconv.Atoi(m[2])
				if bad == nil {
					bad = map[string][]int{}
				}
				bad[m[1]] = append(bad[m[1]], line)
			}
			if bad == nil || os.Getenv("MUTANTS_DEBUG") != "" {
				fmt.Fprintf(os.Stderr, "%s\n", said)
			}
			if bad == nil {
				return nil, err
			}
			return bad, nil
		}
		if _, err := os.Stat(binary); err != nil {
			return nil, fmt.Errorf("%s has no tests", name)
		}
		c.tests = append(c.tests, &tests{binary: binary, pkg: name, sources: filepath.Join(work, sourcesName)})
	}
	return nil, nil
}
