package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
)

// intake is evidence taken into a new dossier, hashed, stored and on the disk, beside copying it, syncing the copies and hashing them.
func intake(ctx context.Context, b *bench) ([]row, error) {
	sizes := []int{64, 256}
	if b.full {
		sizes = []int{256, 1024}
	}
	var out []row
	var before series
	for i, size := range sizes {
		us, them, err := b.take(ctx, size, 1)
		if err != nil {
			return nil, err
		}
		out = append(out, within(fmt.Sprintf("evidence taken in, one file of %d MB : cp, sync, sha256sum", size), us, them, 1.2))
		if i > 0 {
			out = append(out, linear(sizes[i-1], size, before, us)...)
		}
		before = us
	}
	last := sizes[len(sizes)-1]
	us, them, err := b.take(ctx, last/8, 8)
	if err != nil {
		return nil, err
	}
	return append(out, within(fmt.Sprintf("– %d MB in 8 files", last), us, them, 1.2)), nil
}

// take times both sides over so many files of so many megabytes.
func (b *bench) take(ctx context.Context, megabytes, n int) (us, them series, err error) {
	dir := filepath.Join(b.dir, fmt.Sprintf("%d×%d", n, megabytes))
	var paths []string
	for i := range n {
		path := filepath.Join(dir, strconv.Itoa(i)+".mp4")
		if err := say(ctx, "mkdir", "-p", dir); err != nil {
			return us, them, err
		}
		if err := say(ctx, b.work, "random", path, strconv.Itoa(megabytes+i)); err != nil { // no two alike
			return us, them, err
		}
		paths = append(paths, path)
	}
	dossiers, copies := filepath.Join(dir, "dossier"), filepath.Join(dir, "copies")
	ours := script(`ctl=$1; mkdir "$2"; "$ctl" new "$2/a.zicha" --county 341621; shift
"$ctl" attach "$1/a.zicha" 5.1 "${@:2}"`, append([]string{b.ctl, dossiers}, paths...)...)
	peer := script(`mkdir "$1"; cp "${@:2}" "$1"; sync "$1"/* "$1"; sha256sum "$1"/*`, append([]string{copies}, paths...)...)
	return b.pair(ctx, dropped(ours, dossiers), dropped(peer, copies))
}
