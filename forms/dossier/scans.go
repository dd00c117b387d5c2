package dossier

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
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
// log, and stays when the version is sent back. Errors: ErrRefused for an unknown version or a file stored there already, ErrSource
// for another kind of file, otherwise as AddFile. Cancelling leaves nothing behind.
func (f *File) AddScan(ctx context.Context, version int, path string, progress Progress) (Scan, error) {
	if err := checkScan(path); err != nil {
		return Scan{}, err
	}
	if !f.hasVersion(version) {
		return Scan{}, failure(ErrRefused, "档案里没有第%d版定稿，扫描件没有存入；请先定稿", version)
	}
	ref, existed, err := f.takeIn(ctx, path, taking{progress, f.writableFinal})
	if err != nil {
		return Scan{}, err
	}
	if listed, ok := f.findScan(version, ref.SHA256); ok {
		if existed {
			return Scan{}, failure(ErrRefused, "“%s”已经存为第%d版的盖章扫描件，没有重复存入；请检查是否选错了文件", ref.Name, version)
		}
		return listed, nil // a backup has got the contents back
	}
	if err := f.recordScan(event(kindScan, ref.Name, forms.Change{Old: strconv.Itoa(version), New: ref.Value()})); err != nil {
		if !existed {
			_ = f.discard(ref, f.writableFinal)
		}
		return Scan{}, err
	}
	s, _ := f.findScan(version, ref.SHA256)
	return s, nil
}

// RemoveScan takes a scan off the list, for one stored by mistake; the reason stays in the log, and so do the contents.
func (f *File) RemoveScan(s Scan, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return failure(ErrRefused, "请写明移出扫描件的原因，原因会留在档案里")
	}
	if _, ok := f.findScan(s.Version, s.Ref.SHA256); !ok {
		return failure(ErrRefused, "“%s”不在第%d版的盖章扫描件里，没有移出；请重新打开档案看一下", s.Ref.Name, s.Version)
	}
	return f.recordScan(event(kindUnscan, s.Ref.Name+"（"+reason+"）", forms.Change{Old: strconv.Itoa(s.Version), New: s.Ref.Value()}))
}

// recordScan writes the event and takes it over in memory.
func (f *File) recordScan(b batch) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writableFinal(); err != nil {
		return err
	}
	at := f.stamp()
	if err := f.write("存入扫描件", func() error { return f.append(b) }); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.replayScan(logEntry{kind: b.kind, at: at, who: f.who, change: b.changes[0]})
	return nil
}

// replayScan brings the list of scans on as a row of the log does.
func (f *File) replayScan(e logEntry) {
	if e.kind != kindScan && e.kind != kindUnscan {
		return
	}
	n, err := strconv.Atoi(e.change.Old)
	s := Scan{Version: n, Who: e.who}
	if err != nil || json.Unmarshal([]byte(e.change.New), &s.Ref) != nil {
		return // not ours; the log's checksums have vouched for the row
	}
	s.When, _ = time.Parse(timeFormat, e.at)
	if e.kind == kindScan {
		f.scans = append(f.scans, s)
		return
	}
	f.scans = slices.DeleteFunc(f.scans, func(o Scan) bool { return o.Version == n && o.Ref.SHA256 == s.Ref.SHA256 })
}

func (f *File) findScan(version int, sha string) (Scan, bool) {
	f.state.RLock()
	defer f.state.RUnlock()
	for _, s := range f.scans {
		if s.Version == version && s.Ref.SHA256 == sha {
			return s, true
		}
	}
	return Scan{}, false
}

func (f *File) hasVersion(n int) bool {
	return slices.ContainsFunc(f.Versions(), func(v Version) bool { return v.Number == n })
}

// writableFinal is writable for what may also be written into a finalized dossier.
func (f *File) writableFinal() error {
	if err := f.writable(); !errors.Is(err, ErrFinal) {
		return err
	}
	return nil
}

// checkScan looks at the first bytes: a scan is a PDF, JPEG or PNG, whatever its name says.
func checkScan(path string) error {
	name := filepath.Base(path)
	file, err := os.Open(path)
	if err != nil {
		return failure(ErrSource, "无法读取“%s”，没有存入；请检查文件是否还在、是否正被别的程序占用", name).because(err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && (info.IsDir() || info.Size() == 0) {
		return nil // takeIn words these
	}
	head := make([]byte, 1024)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return failure(ErrSource, "读取“%s”时出错，没有存入；请检查文件所在的磁盘或U盘，然后再试", name).because(err)
	}
	head = head[:n]
	if bytes.Contains(head, []byte("%PDF-")) || bytes.HasPrefix(head, []byte("\xff\xd8\xff")) || bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")) {
		return nil
	}
	return failure(ErrSource, "“%s”不是 PDF、JPG 或 PNG 文件，没有存入；请把盖章后的纸面扫描成 PDF，或者拍成照片再存", name)
}

// SetExported remembers which state was exported last; it is no part of what is filled in. What cannot be written is left.
func (f *File) SetExported(state string) {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.writableFinal() != nil || f.Exported() == state {
		return
	}
	if err := f.write("记下导出", func() error { return f.store.setMeta(metaExport, []byte(state)) }); err != nil {
		return
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.exported = state
}

// Exported gives what SetExported was told last, "" before the first export.
func (f *File) Exported() string {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.exported
}
