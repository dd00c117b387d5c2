// Command bench measures the program beside programs from Debian that do the same work, and prints one Markdown table. Ours and the peer
// take turns, so that whatever else the machine does meanwhile meets both.
//
//	go run ./.ci/bench [-line NAME[,NAME…]] [-full] [-n RUNS] [-dir DIR]
//
// It is run from the top of the repository, with bin/zichactl built and what .ci/deps bench installs. It exits with 1 where a goal is
// missed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// group is what -line names: some lines of the table that share their files. lines puts its files into a folder of its own, b.dir.
type group struct {
	name, what string
	lines      func(ctx context.Context, b *bench) ([]row, error)
}

// groups is every line, in the order of the table.
func groups() []group {
	return []group{
		{"papers", "PDF and workbook of the sample beside LibreOffice", papers},
		{"workbook", "a workbook read and written beside openpyxl", workbooks},
		{"counties", "made-up counties imported and ranked beside openpyxl", counties},
		{"intake", "evidence taken in beside cp, sync and sha256sum", intake},
		{"volume", "the evidence volume beside img2pdf, qpdf and ImageMagick", volumes},
		{"publicity", "rows of 双公示 counted", publicity},
		{"start", "start to the first usable frame beside a bare window", start},
		{"frames", "a key, a page, a decision: until the screen says so", frames},
		{"open", "a dossier with much evidence and a book of many counties opened", open},
		{"scaling", "ten times as much takes ten times as long", scaling},
	}
}

// bench is what every group works with.
type bench struct {
	root string // of the repository
	ctl  string // the built zichactl
	work string // the built ./.ci/bench/work, which does what is timed inside a process
	dir  string // for files, on the disk
	runs int    // how often each side runs
	full bool   // the sizes of the goals, not smaller ones
}

func main() {
	b := &bench{}
	line := flag.String("line", "", "only these groups, separated by commas; 'list' names them")
	dir := flag.String("dir", "/var/tmp", "where files are put, on a real disk")
	flag.BoolVar(&b.full, "full", false, "the sizes the goals speak of, instead of smaller ones: takes an hour")
	flag.IntVar(&b.runs, "n", 5, "how often each side runs")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	missed, err := b.run(ctx, *line, *dir)
	stop()
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	case missed > 0:
		fmt.Printf("\n%d goals missed.\n", missed)
		os.Exit(1)
	}
}

// run measures the groups named, all where none is, and prints each as it is done. It gives how many goals were missed.
func (b *bench) run(ctx context.Context, names, dir string) (missed int, err error) {
	chosen, err := choose(names)
	if err != nil || len(chosen) == 0 {
		return 0, err
	}
	if b.root, err = filepath.Abs("."); err != nil {
		return 0, err
	}
	temp, err := os.MkdirTemp(dir, "zicha-bench-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(temp)
	b.ctl, b.work = filepath.Join(b.root, "bin/zichactl"), filepath.Join(temp, "work")
	if err := b.build(ctx); err != nil {
		return 0, err
	}
	head()
	for _, g := range chosen {
		b.dir = filepath.Join(temp, g.name)
		if err := os.Mkdir(b.dir, 0o700); err != nil {
			return missed, err
		}
		rows, err := g.lines(ctx, b)
		if err != nil {
			return missed, fmt.Errorf("%s: %w", g.name, err)
		}
		for _, r := range rows {
			r.print()
			if r.met == no {
				missed++
			}
		}
		if err := os.RemoveAll(b.dir); err != nil {
			return missed, err
		}
	}
	return missed, nil
}

// choose finds the groups named; for "list" it prints them all and gives none.
func choose(names string) ([]group, error) {
	all := groups()
	switch names {
	case "":
		return all, nil
	case "list":
		for _, g := range all {
			fmt.Printf("%-10s %s\n", g.name, g.what)
		}
		return nil, nil
	}
	var out []group
	for name := range strings.SplitSeq(names, ",") {
		i := slices.IndexFunc(all, func(g group) bool { return g.name == name })
		if i < 0 {
			return nil, errors.New("no line is called " + name + "; -line list names them")
		}
		out = append(out, all[i])
	}
	return out, nil
}

// build makes the program that does what is timed inside a process.
func (b *bench) build(ctx context.Context) error {
	if _, err := os.Stat(b.ctl); err != nil {
		return errors.New("no bin/zichactl here; run make build first, at the top of the repository")
	}
	return say(ctx, "go", "build", "-o", b.work, "./.ci/bench/work")
}
