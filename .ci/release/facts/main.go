// Facts writes what goes along with the programs of a release: the licences of all that is linked into them, and a list of the parts
// (SBOM, CycloneDX). It asks `go list` for the platform named by GOOS and GOARCH, so nothing is listed by hand; it fails where a part has
// no licence text, or one that is not among the allowed ones.
// It is a module of its own and is run in the program's folder, built before.
//
//	facts -version 1.2.3 -licences FILE -sbom FILE
//	facts -contents PROGRAM...
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// programs are the packages of the two programs, built with the tags of the Makefile.
var programs = []string{"./cmd/zicha", "./cmd/zichactl"}

// linked is a package as `go list` tells of it.
type linked struct {
	Dir        string
	ImportPath string
	Standard   bool
	Module     *module
	EmbedFiles []string
}

type module struct {
	Path, Version, Dir string
	Main               bool
}

func main() {
	version := flag.String("version", "", "the program's version")
	licences := flag.String("licences", "", "write the licences here")
	sbom := flag.String("sbom", "", "write the list of parts here")
	contents := flag.Bool("contents", false, "print what the executables given consist of")
	flag.Parse()
	if err := run(*version, *licences, *sbom); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if *contents {
		if err := printContents(flag.Args()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func run(version, licences, sbom string) error {
	if licences == "" && sbom == "" {
		return nil
	}
	packages, err := list(programs...)
	if err != nil {
		return err
	}
	parts, err := partsOf(packages)
	if err != nil {
		return err
	}
	if err := write(licences, licenceText(parts)); err != nil {
		return err
	}
	data, err := json.MarshalIndent(bom(version, parts), "", "  ")
	if err != nil {
		return err
	}
	return write(sbom, string(data)+"\n")
}

func write(path, text string) error {
	if path == "" {
		return nil
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

// list tells of the packages linked into programs.
func list(programs ...string) ([]linked, error) {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=Dir,ImportPath,Standard,Module,EmbedFiles"}, programs...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1") // the window's packages; nothing is compiled
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var all []linked
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p linked
		if err := d.Decode(&p); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// part is one thing of others that is in the programs, with its licences.
type part struct {
	name, version string
	purl          string // its name in lists of parts, "" for none
	texts         []text
}

// ids are the part's licences, each once.
func (p part) ids() []string {
	var out []string
	for _, t := range p.texts {
		out = append(out, t.ids...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partsOf lists the parts by name: Go itself, every module with a package that is linked, the fonts and what the modules bring along.
func partsOf(packages []linked) ([]part, error) {
	folders := map[string][]string{} // of a module, those with a package that is linked
	modules := map[string]module{}
	for _, p := range packages {
		if m := p.Module; m != nil && !m.Main {
			modules[m.Path] = *m
			folders[m.Path] = append(folders[m.Path], p.Dir)
		}
	}
	var parts []part
	for path, m := range modules {
		texts, err := textsAbove(m.Dir, folders[path])
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", path, m.Version, err)
		}
		parts = append(parts, part{path, m.Version, "pkg:golang/" + path + "@" + m.Version, texts})
	}
	golang, err := goItself()
	if err != nil {
		return nil, err
	}
	carried, err := carriedAlong(packages)
	if err != nil {
		return nil, err
	}
	parts = append(append(parts, golang), carried...)
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return parts, nil
}

// goItself is the standard library and the runtime.
func goItself() (part, error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return part{}, fmt.Errorf("go env: %w", err)
	}
	env := strings.Fields(string(out))
	texts, err := textsAbove(env[0], []string{filepath.Join(env[0], "src")})
	version := strings.TrimPrefix(env[1], "go")
	return part{"Go", version, "pkg:golang/std@" + version, texts}, err
}
