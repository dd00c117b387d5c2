// Command mutants changes the program in small ways, one at a time, and says which changes no test notices. All changes of a package
// are compiled into one test binary, each behind a switch, so that trying one costs no more than the tests that come across it. Tests run in a copy of their package's folder,
// where a change may write what it likes.
//
//	go run ./.ci/mutants [-j N] [-sample N [-seed N]] [-only TEXT] [-tests REGEXP] [-time D] [-all] [PACKAGE…]
//
// It exits with 1 where a package stays under its goal. What cannot be noticed by any test stands in equivalent.txt with the reason.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// target is a package, or some files of it, with the share of changes that must be noticed, in percent.
type target struct {
	pkg   string
	files []string // none: all
	goal  int
	with  []string // further packages whose tests count
}

// targets is what `make mutants` goes through.
var targets = []target{
	{pkg: "scoring", goal: 90},
	{pkg: "forms", files: []string{"lines.go", "typedcode.go"}, goal: 90},
	{pkg: "forms", goal: 80, with: []string{"forms/check", "forms/merge", "forms/answers"}},
	{pkg: "forms/check", goal: 80},
	{pkg: "forms/wording", goal: 80},
	{pkg: "forms/merge", goal: 80},
	{pkg: "forms/answers", goal: 80},
	{pkg: "forms/files", goal: 80},
	{pkg: "forms/tables", goal: 80},
	{pkg: "forms/pdf", goal: 80, with: []string{"forms/volume"}},
	{pkg: "forms/store", goal: 80, with: []string{"forms/dossier"}},
	{pkg: "forms/dossier", goal: 80},
	{pkg: "ui/work", goal: 80},
	{pkg: "forms/report", goal: 80},
	{pkg: "forms/letter", goal: 80},
	{pkg: "forms/letterdoc", goal: 80},
	{pkg: "forms/linebreak", goal: 80},
	{pkg: "forms/report/typeset", goal: 80},
	{pkg: "forms/pack", goal: 80},
}

// options are the flags.
type options struct {
	workers int
	sample  int
	seed    uint64
	only    string
	tests   string
	limit   time.Duration
	all     bool
}

func main() {
	var o options
	flag.IntVar(&o.workers, "j", runtime.NumCPU(), "how many to try at a time")
	flag.IntVar(&o.sample, "sample", 0, "how many of a package's changes to try, the same ones each time; 0 tries all")
	flag.Uint64Var(&o.seed, "seed", 1, "another sample: one that was not looked at while tests were written says how good they are")
	flag.StringVar(&o.only, "only", "", "try only the changes whose line, as it is listed, contains one of these texts, parted by |")
	flag.StringVar(&o.tests, "tests", ".", "ask only these tests, which is quick and finds no more than all of them")
	flag.DurationVar(&o.limit, "time", time.Hour, "how long to try for each package")
	flag.BoolVar(&o.all, "all", false, "list those noticed too")
	flag.Parse()
	if err := run(o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(o options, names []string) error {
	equal, err := readEquivalent(".ci/mutants/equivalent.txt")
	if err != nil {
		return err
	}
	chosen, err := choose(names)
	if err != nil {
		return err
	}
	var under []string
	for _, t := range chosen {
		s, err := try(o, t, equal)
		if err != nil {
			return fmt.Errorf("%s: %w", t.pkg, err)
		}
		fmt.Println(s.summary(t))
		if s.percent() < float64(t.goal) {
			under = append(under, t.name())
		}
	}
	if len(under) > 0 {
		return fmt.Errorf("under the goal: %s", strings.Join(under, ", "))
	}
	return nil
}

// choose gives the targets of the packages named, all of them where none is named; an unlisted package has the common goal.
func choose(names []string) ([]target, error) {
	if len(names) == 0 {
		return targets, nil
	}
	var out []target
	for _, name := range names {
		name = strings.TrimPrefix(filepath.ToSlash(filepath.Clean(name)), "./")
		if _, err := os.Stat(name); err != nil {
			return nil, err
		}
		found := slices.DeleteFunc(slices.Clone(targets), func(t target) bool { return t.pkg != name })
		if len(found) == 0 {
			found = []target{{pkg: name, goal: 80}}
		}
		out = append(out, found...)
	}
	return out, nil
}

func (t target) name() string {
	if len(t.files) == 0 {
		return t.pkg
	}
	return t.pkg + " (" + strings.Join(t.files, ", ") + ")"
}

// readEquivalent reads the changes no test can notice: "change | reason", comments with #.
func readEquivalent(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		at := strings.LastIndex(line, " | ")
		if at < 0 {
			return nil, fmt.Errorf("%s:%d has no reason", path, i+1)
		}
		out[line[:at]] = line[at+3:]
	}
	return out, nil
}
