package pack

import (
	"archive/zip"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"zicha/forms/files"
)

// utf8Names is the flag of a zip entry that says its name is UTF-8 (bit 11).
const utf8Names = 1 << 11

// zip writes the folder once more as one zip, in the order of the names and with one fixed time, so that the same pack gives the same
// bytes. Nothing is compressed: the originals are already. The file is read back entry by entry; it stays beside its place.
func (p *packer) zip(sums map[string]sum) (archive string, err error) {
	tmp, err := files.Temporary(p.dir, "zip")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	if err = errors.Join(p.entries(zip.NewWriter(tmp), sums), tmp.Sync(), tmp.Close()); err != nil {
		return "", p.fault(p.name+".zip", err)
	}
	if _, err := p.check(openZip, tmp.Name(), "核对压缩包", 0.9); err != nil {
		return "", err
	}
	return tmp.Name(), nil
}

// entries writes the files as they lie in the folder, with sizes and checksums up front.
func (p *packer) entries(w *zip.Writer, sums map[string]sum) error {
	date := p.date()
	var done int64
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		p.opts.Tell.Tell("写入压缩包", 0.8+0.1*part(done, p.out.Size()))
		s := sums[name]
		h := &zip.FileHeader{
			Name: path.Join(p.name, name), Flags: utf8Names, Method: zip.Store, CRC32: s.crc32,
			CompressedSize64: uint64(s.size), UncompressedSize64: uint64(s.size),
		}
		//lint:ignore SA1019 CreateRaw takes the old form of the time; Modified counts only for CreateHeader, which leaves sizes to the end
		h.SetModTime(date)
		h.SetMode(0o644)
		to, err := w.CreateRaw(h)
		if err != nil {
			return err
		}
		from, err := os.Open(filepath.Join(p.tmp, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		n, err := io.Copy(to, files.Reader(p.ctx, from))
		if err = errors.Join(err, from.Close()); err != nil {
			return err
		}
		if n != s.size {
			return files.Unlike(name)
		}
		done += n
	}
	return w.Close()
}

// date is the time all entries get: the letter's, else the deadline's, so that no clock gets in.
func (p *packer) date() time.Time {
	for _, text := range []string{p.d.Profile("date"), p.d.Edition.SelfDeadline} {
		if t, err := time.Parse(time.DateOnly, text); err == nil && t.Year() >= 1980 && t.Year() < 2108 {
			return t
		}
	}
	return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
}
