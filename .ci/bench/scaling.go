package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// scaling is what takes longer with more in the dossier: evidence items, and megabytes of registers.
func scaling(ctx context.Context, b *bench) ([]row, error) {
	few := *b
	few.runs = min(b.runs, 3)
	items, err := few.items(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := few.registers(ctx)
	return append(items, rows...), err
}

// step is one of the sizes, and what is measured at it.
type step struct {
	n    int
	took map[string]series
}

// grown compares the two last of some steps, line by line.
func grown(unit string, names []string, steps []step) []row {
	var out []row
	few, many := steps[len(steps)-2], steps[len(steps)-1]
	for _, name := range names {
		r := told(fmt.Sprintf("%s, %d %s : %d %s", name, many.n, unit, few.n, unit), many.took[name], few.took[name])
		r.ratio, r.goal = "", ""
		out = append(out, r, linear(few.n, many.n, few.took[name], many.took[name])[0])
	}
	return out
}

// items is a dossier of ten and of many evidence items checked, exported and bound.
func (b *bench) items(ctx context.Context) ([]row, error) {
	sizes := []int{10, 100}
	if b.full {
		sizes = []int{10, 1000}
	}
	names := []string{"check", "export", "volume"}
	var steps []step
	for _, n := range sizes {
		dir := filepath.Join(b.dir, "items-"+strconv.Itoa(n))
		if err := os.Mkdir(dir, 0o700); err != nil {
			return nil, err
		}
		args := []string{b.ctl, "attach", filepath.Join(dir, "a.zicha"), "5.1"}
		for i := range n {
			path := filepath.Join(dir, fmt.Sprintf("%d.pdf", i))
			if err := os.WriteFile(path, onePage(i), 0o600); err != nil {
				return nil, err
			}
			args = append(args, path)
		}
		if err := say(ctx, b.ctl, "new", args[2], "--county", "341621"); err != nil {
			return nil, err
		}
		if err := say(ctx, args...); err != nil {
			return nil, err
		}
		out, volume := filepath.Join(dir, "out"), filepath.Join(dir, "volume.pdf")
		took, err := b.each(ctx, map[string]action{
			// An empty dossier has problems, for which the status is 1.
			"check":  script(`"$1" check "$2" || [ $? = 1 ]`, b.ctl, args[2]),
			"export": dropped(command(b.ctl, "export", args[2], out), out),
			"volume": dropped(command(b.ctl, "volume", "--no-cache", args[2], volume), volume),
		})
		if err != nil {
			return nil, err
		}
		steps = append(steps, step{n, took})
	}
	return grown("items", names, steps), nil
}

// registers is a workbook of one and of many megabytes of registers written and planned to be imported.
func (b *bench) registers(ctx context.Context) ([]row, error) {
	sizes := []int{1, 8}
	if b.full {
		sizes = []int{1, 20} // a workbook of 50 MB is above what is read of one file, and export refuses to write it
	}
	names := []string{"workbook written", "import"}
	var steps []step
	for _, n := range sizes {
		dossier, book := filepath.Join(b.dir, fmt.Sprintf("registers-%d.zicha", n)), filepath.Join(b.dir, fmt.Sprintf("registers-%d.xlsx", n))
		if err := say(ctx, b.work, "registers", dossier, strconv.Itoa(n)); err != nil {
			return nil, err
		}
		write := command(b.work, "write", "1", dossier, book)
		if _, err := write(ctx, false); err != nil {
			return nil, err
		}
		empty := filepath.Join(b.dir, fmt.Sprintf("empty-%d.zicha", n))
		if err := say(ctx, b.ctl, "new", empty, "--county", "341621"); err != nil {
			return nil, err
		}
		took, err := b.each(ctx, map[string]action{
			"workbook written": write,
			"import":           command(b.ctl, "import", empty, book),
		})
		if err != nil {
			return nil, err
		}
		steps = append(steps, step{n, took})
	}
	return grown("MB of registers", names, steps), nil
}

// each times some actions.
func (b *bench) each(ctx context.Context, all map[string]action) (map[string]series, error) {
	out := map[string]series{}
	for name, do := range all {
		took, err := b.alone(ctx, do)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = took
	}
	return out, nil
}

// onePage is a small PDF of one page; no two numbers give the same.
func onePage(n int) []byte {
	content := fmt.Sprintf("0 0 m 100 %d l S", n)
	parts := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
	}
	out := []byte("%PDF-1.4\n")
	var places []int
	for i, part := range parts {
		places = append(places, len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, part)
	}
	begin := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(parts)+1)
	for _, at := range places {
		out = fmt.Appendf(out, "%010d 00000 n \n", at)
	}
	return fmt.Appendf(out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(parts)+1, begin)
}
