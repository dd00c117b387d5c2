package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// volumes is the evidence volume of scans, two thirds of them PDFs, beside img2pdf and qpdf joining them; and of photos of 12 megapixels,
// which have to be made smaller, beside ImageMagick doing so and img2pdf. The peers neither number pages nor check anything.
func volumes(ctx context.Context, b *bench) ([]row, error) {
	scans, photos := 32, 6
	if b.full {
		scans, photos = 128, 24
	}
	pages, err := b.pages(ctx, scans)
	if err != nil {
		return nil, err
	}
	us, them, again, err := b.bind(ctx, pages, b.join(pages))
	if err != nil {
		return nil, err
	}
	size, err := sizeOf(pages)
	if err != nil {
		return nil, err
	}
	out := []row{
		within(fmt.Sprintf("volume of %s of scans, nothing kept from before : img2pdf, qpdf", megabytes(size)), us, them, 0.8),
		told("– again, with what was kept", again, series{}),
	}
	pictures, err := b.scans(ctx, "photos", 0, photos)
	if err != nil {
		return nil, err
	}
	small := filepath.Join(b.dir, "small")
	// As many at a time as there are processors, to the same size and quality as ours.
	peer := script(`small=$1 out=$2; shift 2; mkdir "$small"
printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -I{} sh -c 'convert "$1" -resize 2205x1654 -quality 85 "$2/${1##*/}"' sh {} "$small"
img2pdf -S A4 "$small"/*.jpg -o "$out"`, append([]string{small, filepath.Join(b.dir, "photos.pdf")}, pictures...)...)
	us, them, _, err = b.bind(ctx, pictures, dropped(peer, small))
	if err != nil {
		return nil, err
	}
	return append(out, within(fmt.Sprintf("volume of %d photos of 12 megapixels : convert -resize, img2pdf", photos), us, them, 1)), nil
}

// scans makes pictures in a folder and gives their paths.
func (b *bench) scans(ctx context.Context, name string, scans, photos int) ([]string, error) {
	dir := filepath.Join(b.dir, name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	if err := say(ctx, b.work, "scans", dir, strconv.Itoa(scans), strconv.Itoa(photos)); err != nil {
		return nil, err
	}
	return filepath.Glob(filepath.Join(dir, "*.jpg"))
}

// pages makes scans and joins two thirds of them into PDFs of eight pages.
func (b *bench) pages(ctx context.Context, scans int) ([]string, error) {
	all, err := b.scans(ctx, "scans", scans, 0)
	if err != nil {
		return nil, err
	}
	const each = 8
	joined := scans * 2 / 3
	out := slices.Clone(all[joined:])
	for i := 0; i < joined; i += each {
		path := filepath.Join(b.dir, "scans", fmt.Sprintf("doc-%03d.pdf", i))
		if err := say(ctx, append([]string{"img2pdf", "-S", "A4", "-o", path}, all[i:min(i+each, joined)]...)...); err != nil {
			return nil, err
		}
		out = append(out, path)
	}
	return out, nil
}

// join is the peer of a volume of scans.
func (b *bench) join(paths []string) action {
	return script(`pictures=$1 out=$2; shift 2; scans=(); parts=()
for f; do case $f in *.pdf) parts+=("$f") ;; *) scans+=("$f") ;; esac; done
img2pdf -S A4 "${scans[@]}" -o "$pictures"
qpdf --empty --pages "${parts[@]}" "$pictures" -- "$out"`, append([]string{filepath.Join(b.dir, "pictures.pdf"), filepath.Join(b.dir, "peer.pdf")}, paths...)...)
}

// bind takes files into a dossier and times its volume beside the peer, and then once more with what is kept between two volumes.
func (b *bench) bind(ctx context.Context, paths []string, peer action) (us, them, again series, err error) {
	dossier, volume := filepath.Join(b.dir, "a.zicha"), filepath.Join(b.dir, "volume.pdf")
	if err := os.Remove(dossier); err != nil && !errors.Is(err, os.ErrNotExist) {
		return us, them, again, err
	}
	if err := say(ctx, b.ctl, "new", dossier, "--county", "341621"); err != nil {
		return us, them, again, err
	}
	if err := say(ctx, append([]string{b.ctl, "attach", dossier, "5.1"}, paths...)...); err != nil {
		return us, them, again, err
	}
	ours := command(b.ctl, "volume", "--no-cache", "--split", "2000", dossier, volume)
	if us, them, err = b.pair(ctx, dropped(ours, volume), dropped(peer)); err != nil {
		return us, them, again, err
	}
	kept := command("env", "XDG_CACHE_HOME="+filepath.Join(b.dir, "cache"), b.ctl, "volume", "--split", "2000", dossier, volume)
	again, err = b.alone(ctx, dropped(kept, volume))
	if err == nil {
		err = say(ctx, "qpdf", "--check", volume)
	}
	return us, them, again, err
}

// sizeOf is how many bytes files have together.
func sizeOf(paths []string) (sum int64, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return 0, err
		}
		sum += info.Size()
	}
	return sum, nil
}
