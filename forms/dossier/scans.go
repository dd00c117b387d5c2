package dossier

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/store"
)

// Scan is a scan or photo of a finalized version's sealed papers. Its contents are kept like those of evidence: OpenFile and
// SaveCopy give them.
type Scan struct {
	Version int
	Ref     forms.FileRef
	When    time.Time
	Who     string
}

// AddScan stores a PDF, JPEG or PNG of the sealed papers with a finalized version, also while the dossier is final. It stands in the
// log, and stays when the version is sent back. Errors: ErrRefused for an unknown version or a file stored there already, files.Source
// for another kind of file, otherwise as AddFile. Cancelling leaves nothing behind.
func (f *File) AddScan(ctx context.Context, version int, path string, progress files.Progress) (Scan, error) {
	if err := f.file.Own(path); err != nil {
		return Scan{}, err
	}
	if err := checkScan(path); err != nil {
		return Scan{}, err
	}
	if !f.hasVersion(version) {
		return Scan{}, files.Failure(ErrRefused, "档案里没有第%d版定稿，扫描件没有存入；请先定稿", version)
	}
	ref, existed, err := f.takeIn(ctx, store.Intake{Path: path, Kind: kindScan, Progress: progress})
	if err != nil {
		return Scan{}, err
	}
	if listed, ok := f.findScan(version, ref.SHA256); ok {
		if existed {
			return Scan{}, files.Failure(ErrRefused, "“%s”已经存为第%d版的盖章扫描件，没有重复存入；请检查是否选错了文件", ref.Name, version)
		}
		return listed, nil // a backup has got the contents back
	}
	if err := f.file.Commit(event(kindScan, ref.Name, store.Change{Old: strconv.Itoa(version), New: ref.Value()})); err != nil {
		if !existed {
			_ = f.file.Discard(blob(ref), kindScan)
		}
		return Scan{}, err
	}
	s, _ := f.findScan(version, ref.SHA256)
	return s, nil
}

// RemoveScan takes a scan off the list, for one stored by mistake; the reason stays in the log, and so do the contents.
func (f *File) RemoveScan(s Scan, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return files.Failure(ErrRefused, "请写明移出扫描件的原因，原因会留在档案里")
	}
	if _, ok := f.findScan(s.Version, s.Ref.SHA256); !ok {
		return files.Failure(ErrRefused, "“%s”不在第%d版的盖章扫描件里，没有移出；请重新打开档案核对", s.Ref.Name, s.Version)
	}
	return f.file.Commit(event(kindUnscan, s.Ref.Name+"（"+reason+"）", store.Change{Old: strconv.Itoa(s.Version), New: s.Ref.Value()}))
}

// scans lists what the log says of them, in the order they came in.
func (f *File) scans() []Scan {
	var out []Scan
	for _, e := range f.file.Events() {
		n, err := strconv.Atoi(e.Old)
		s := Scan{Version: n, When: e.When, Who: e.Who}
		if e.Kind != kindScan && e.Kind != kindUnscan || err != nil || json.Unmarshal([]byte(e.New), &s.Ref) != nil {
			continue
		}
		if e.Kind == kindScan {
			out = append(out, s)
			continue
		}
		out = slices.DeleteFunc(out, func(o Scan) bool { return o.Version == n && o.Ref.SHA256 == s.Ref.SHA256 })
	}
	return out
}

func (f *File) findScan(version int, sha string) (Scan, bool) {
	for _, s := range f.scans() {
		if s.Version == version && s.Ref.SHA256 == sha {
			return s, true
		}
	}
	return Scan{}, false
}

func (f *File) hasVersion(n int) bool {
	return slices.ContainsFunc(f.Versions(), func(v Version) bool { return v.Number == n })
}

// checkScan looks at the first bytes: a scan is a PDF, JPEG or PNG, whatever its name says.
func checkScan(path string) error {
	name := filepath.Base(path)
	file, info, err := files.Open(path)
	if err != nil || info.Size() == 0 {
		return nil // takeIn words these
	}
	defer file.Close()
	head := make([]byte, 1024)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return files.Failure(files.Source, "读取“%s”时出错，没有存入；请检查文件所在的磁盘或U盘，然后再试", name).Because(err)
	}
	head = head[:n]
	if bytes.Contains(head, []byte("%PDF-")) || bytes.HasPrefix(head, []byte("\xff\xd8\xff")) || bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")) {
		return nil
	}
	return files.Failure(files.Source, "“%s”不是 PDF、JPG 或 PNG 文件，没有存入；请把盖章后的纸面扫描成 PDF，或者拍成照片再存", name)
}

// SetExported remembers which state was exported last; it is no part of what is filled in. What cannot be written is left.
func (f *File) SetExported(state string) {
	if f.Exported() != state {
		_ = f.file.Do("记下导出", store.Step{Kind: kindExport}, func(tx *store.Tx) error { return tx.SetMeta(metaExport, state) })
	}
}

// Exported gives what SetExported was told last, "" before the first export.
func (f *File) Exported() string { return f.file.Meta(metaExport) }
