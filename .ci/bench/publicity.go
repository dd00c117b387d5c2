package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// publicity is rows of 双公示 with everything wrong in them that real files have, counted in a CSV and in a workbook. What is counted must
// be what the files were made for.
func publicity(ctx context.Context, b *bench) ([]row, error) {
	rows := 20_000
	if b.full {
		rows = 700_000
	}
	err := say(ctx, "go", "test", "./forms/publicity", "-count=1", "-run", "^TestWriteDirt$", "-args", "-dirt", strconv.Itoa(rows), "-dirt-dir", b.dir)
	if err != nil {
		return nil, err
	}
	want, err := os.ReadFile(filepath.Join(b.dir, "应得.txt"))
	if err != nil {
		return nil, err
	}
	dossier := filepath.Join(b.dir, "a.zicha")
	if err := say(ctx, b.ctl, "new", dossier, "--county", "341621"); err != nil {
		return nil, err
	}
	few := *b
	few.runs = min(b.runs, 3)
	var out []row
	for _, name := range []string{"许可.csv", "许可.xlsx"} {
		line := []string{b.ctl, "publicity", dossier, filepath.Join(b.dir, name)}
		_, said, err := execute(ctx, false, line)
		if err != nil {
			return nil, err
		}
		for text := range strings.Lines(string(want)) {
			if !strings.Contains(said, text) {
				return nil, errors.New(name + " was not counted as it was made: " + text)
			}
		}
		us, err := few.alone(ctx, command(line[0], line[1:]...))
		if err != nil {
			return nil, err
		}
		out = append(out, told(fmt.Sprintf("%d rows of 双公示 counted, %s", rows, strings.TrimPrefix(filepath.Ext(name), ".")), us, series{}))
	}
	return out, nil
}
