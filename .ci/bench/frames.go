package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// frame is what a key, a page and a decision may take until the screen says so: one frame of sixty in a second.
const frame = 16 * time.Millisecond

// frames is Go's own benchmarks of the two offices' screens, in the toolkit's driver without a window: all but the drawing of the pixels.
func frames(ctx context.Context, b *bench) ([]row, error) {
	var out []row
	for _, f := range []struct {
		line, pkg, name, figure string
		rounds                  int
	}{
		{"a key in a field until all figures are right, on a full dossier", "assess", "BenchmarkKeystroke", "ns/op", 100},
		{"– in a cell of a register of 200 rows", "assess", "BenchmarkRegisterKeystroke", "ns/op", 100},
		{"– with 1,000 evidence items", "assess", "BenchmarkKeystrokeEvidence", "ns/op", 50},
		{"from page to page, on a full dossier", "assess", "BenchmarkPageSwitch", "ns/op", 100},
		{"– the worst page", "assess", "BenchmarkPageSwitch", "worst-ms", 100},
		{"a decision until the grid of 2,844 units shows it, the window's part", "review", "BenchmarkDecisionToGrid", "redraw-ms", 50},
	} {
		program, err := b.tests(ctx, f.pkg)
		if err != nil {
			return nil, err
		}
		us, err := b.alone(ctx, figure(f.figure, program, "-test.run", "^$", "-test.bench", "^"+f.name+"$", "-test.benchtime", strconv.Itoa(f.rounds)+"x"))
		if err != nil {
			return nil, err
		}
		out = append(out, soon(f.line, us, frame))
	}
	return out, nil
}

// open is the time from asking for a file until its first page is laid out: a dossier with much evidence, and a book of many counties.
func open(ctx context.Context, b *bench) ([]row, error) {
	size, counties := 256, 284
	if b.full {
		size, counties = 1024, 2844
	}
	dossier, book := filepath.Join(b.dir, "a.zicha"), filepath.Join(b.dir, "b.huizong")
	film, made := filepath.Join(b.dir, "a.mp4"), filepath.Join(b.dir, "counties")
	for _, line := range [][]string{
		{b.work, "random", film, strconv.Itoa(size)},
		{b.ctl, "new", dossier, "--county", "341621"},
		{b.ctl, "attach", dossier, "5.1", film},
		{b.ctl, "review", "generate", strconv.Itoa(counties), made, "--seed", "1"},
		{"bash", "-euc", `"$1" review new "$2" --edition "$3"/*.toml; "$1" review import "$2" "$3"`, "bash", b.ctl, book, made},
	} {
		if err := say(ctx, line...); err != nil {
			return nil, err
		}
	}
	var out []row
	for _, o := range []struct {
		line, pkg, file string
		goal            time.Duration
	}{
		{fmt.Sprintf("a dossier with %d MB of evidence opened", size), "assess", dossier, 300 * time.Millisecond},
		{fmt.Sprintf("a book of %d counties opened", counties), "review", book, time.Second},
	} {
		program, err := b.tests(ctx, o.pkg)
		if err != nil {
			return nil, err
		}
		us, err := b.alone(ctx, figure("ns/op", program, "-test.run", "^$", "-test.bench", "^BenchmarkOpen$", "-test.benchtime", "1x", "-open", o.file))
		if err != nil {
			return nil, err
		}
		out = append(out, soon(o.line, us, o.goal))
	}
	return out, nil
}

// tests builds the tests of an office's screens once, and gives the program.
func (b *bench) tests(ctx context.Context, pkg string) (string, error) {
	program := filepath.Join(filepath.Dir(b.dir), pkg+".test")
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	return program, say(ctx, "go", "test", "-vet=off", "-c", "-o", program, "./ui/"+pkg)
}

// figure is the action of running one of Go's benchmarks: what it took is a figure that it prints, in ns/op or in milliseconds.
func figure(name, program string, args ...string) action {
	printed := regexp.MustCompile(`([0-9.]+) ` + regexp.QuoteMeta(name))
	return func(ctx context.Context, watch bool) (cost, error) {
		c, said, err := execute(ctx, watch, append([]string{program}, args...))
		if err != nil {
			return c, err
		}
		found := printed.FindStringSubmatch(said)
		if found == nil {
			return c, errors.New("no " + name + " in: " + said)
		}
		value, err := strconv.ParseFloat(found[1], 64)
		unit := time.Millisecond
		if name == "ns/op" {
			unit = time.Nanosecond
		}
		c.wall, c.cpu = time.Duration(value*float64(unit)), 0 // the process did more than what was timed
		return c, err
	}
}
