package main

import (
	"context"
	"path/filepath"
	"strconv"
)

// peer is the action of peer.py, timed inside it or as a whole process.
func (b *bench) peer(timed func(string, ...string) action, args ...string) action {
	return timed("/usr/bin/python3", append([]string{filepath.Join(b.root, ".ci/bench/peer.py")}, args...)...)
}

// workbooks is the sample's workbook read and written beside openpyxl: inside one process, where nothing but the two libraries counts,
// and as a process each. Ours does more: it makes answers of the cells and checks them; openpyxl gives cells. openpyxl saves what it has
// read; ours lays everything out anew.
func workbooks(ctx context.Context, b *bench) ([]row, error) {
	dossier, book, err := b.demo(ctx)
	if err != nil {
		return nil, err
	}
	many, one := "20", "1"
	lines := []struct {
		line       string
		ours, peer action
		goal       float64
	}{
		{"workbook's values read, in a process, each of " + many + " : openpyxl read-only, the same sheets", inside(b.work, "values", many, book), b.peer(inside, "values", many, book), 5},
		{"workbook read whole, in a process, each of " + many + " : openpyxl default", inside(b.work, "read", many, book), b.peer(inside, "read", many, book), 5},
		{"workbook written, in a process, each of " + many + " : openpyxl saving", inside(b.work, "write", many, dossier), b.peer(inside, "save", many, book), 2},
		{"workbook read, whole process (`zichactl import`, the plan) : openpyxl read-only", command(b.ctl, "import", dossier, book), b.peer(command, "values", one, book), 5},
		{"workbook written, whole process : openpyxl loading and saving", command(b.work, "write", one, dossier), b.peer(command, "save", one, book), 2},
	}
	var out []row
	for _, l := range lines {
		us, them, err := b.pair(ctx, l.ours, l.peer)
		if err != nil {
			return nil, err
		}
		out = append(out, faster(l.line, us, them, l.goal))
	}
	return out, nil
}

// counties is made-up counties brought into a new review book and ranked, beside openpyxl reading the same sheets of the same workbooks.
// It reads no more than a hundred, for it takes as long for each.
func counties(ctx context.Context, b *bench) ([]row, error) {
	sizes := []int{100, 300}
	if b.full {
		sizes = []int{100, 500, 2844}
	}
	var out []row
	var before series
	for i, n := range sizes {
		us, them, err := b.county(ctx, n)
		if err != nil {
			return nil, err
		}
		text := strconv.Itoa(n)
		out = append(out, faster(text+" workbooks imported and ranked : openpyxl read-only", us, them, 5))
		if i > 0 {
			out = append(out, linear(sizes[i-1], n, before, us)...)
		}
		before = us
	}
	return out, nil
}

// county makes n counties and times both sides over all of them.
func (b *bench) county(ctx context.Context, n int) (us, them series, err error) {
	dir := filepath.Join(b.dir, strconv.Itoa(n))
	if err := say(ctx, b.ctl, "review", "generate", strconv.Itoa(n), dir, "--seed", "1"); err != nil {
		return us, them, err
	}
	books, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	if err != nil {
		return us, them, err
	}
	book := filepath.Join(dir, "b.huizong")
	ours := script(`"$1" review new "$2" --edition "$3"/*.toml
"$1" review import "$2" "$3"
"$1" review rank "$2" --json`, b.ctl, book, dir)
	few := *b
	if n > 100 {
		few.runs = min(b.runs, 3)
	}
	return few.pair(ctx, dropped(ours, book, filepath.Join(dir, "b.备份")), b.peer(command, append([]string{"values", "1"}, books...)...))
}
