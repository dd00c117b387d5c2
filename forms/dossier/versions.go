package dossier

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms/files"
	"zicha/forms/store"
)

// Version is a finalized version (定稿). Finalize takes the papers; Versions lists without them.
type Version struct {
	Number   int
	Code     string // comparison code
	When     time.Time
	Who      string
	Edition  string // the rulebook's id
	Rules    string // and its hash
	Reopened string // why it was sent back, "" while it stands
	Scans    []Scan // of the sealed papers, in the order they came in

	Lines    []byte // the printed values, for naming what differs
	PDF      []byte
	Workbook []byte
}

// The papers of a version, for VersionFile.
const (
	PaperPDF      = "pdf"
	PaperWorkbook = "xlsx"
	PaperLines    = "lines"
)

func versionRow(row []any) Version {
	text := func(i int) string { return row[i].(string) }
	when, _ := time.Parse(time.RFC3339, text(2))
	return Version{Number: int(row[0].(int64)), Code: text(1), When: when, Who: text(3), Edition: text(4), Rules: text(5)}
}

// Finalize stores the current version with its papers and locks the dossier: Commit gives ErrFinal until Reopen. Number, When,
// Who, Edition and Rules are filled in.
func (f *File) Finalize(v Version) error {
	if len(v.PDF) == 0 || len(v.Workbook) == 0 || v.Code == "" {
		return files.Failure(ErrRefused, "定稿需要报告、数据表和核对码，没有定稿；请先导出，再定稿")
	}
	d := f.Dossier()
	v.Number, v.Edition, v.Rules = d.Version, d.Edition.ID, d.Edition.Hash()
	step := event(kindFinal, v.Code, store.Change{New: strconv.Itoa(v.Number)})
	if err := f.file.Do("定稿", step, func(tx *store.Tx) error {
		v.When, v.Who = tx.Now(), tx.Who()
		return errors.Join(storeVersion(tx, v), tx.SetMeta(metaFinal, "1"))
	}); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	v.PDF, v.Workbook, v.Lines = nil, nil, nil
	f.versions = append(f.versions, v)
	return nil
}

func storeVersion(tx *store.Tx, v Version) error {
	if err := tx.Insert(versionTable(), int64(v.Number), v.Code, store.Stamp(v.When), v.Who, v.Edition, v.Rules); err != nil {
		return err
	}
	papers := []struct {
		kind string
		data []byte
	}{{PaperPDF, v.PDF}, {PaperWorkbook, v.Workbook}, {PaperLines, v.Lines}}
	for i, p := range papers {
		if len(p.data) == 0 {
			continue
		}
		if err := tx.Insert(paperTable(), int64(v.Number*len(papers)+i), int64(v.Number), p.kind, p.data); err != nil {
			return err
		}
	}
	return nil
}

// Reopen (退回修改) opens the next version for editing; the finalized one stays as it is. The reason is kept.
func (f *File) Reopen(reason string) error {
	reason = strings.TrimSpace(reason)
	d := f.Dossier()
	switch {
	case f.ReadOnly(): // the store says so
	case !d.Final:
		return files.Failure(ErrRefused, "档案还没有定稿，可以直接修改，不需要退回")
	case reason == "":
		return files.Failure(ErrRefused, "请写明退回修改的原因，原因会留在档案里")
	}
	from, to := strconv.Itoa(d.Version), strconv.Itoa(d.Version+1)
	return f.file.Do("退回修改", event(kindReopen, reason, store.Change{Old: from, New: to}), func(tx *store.Tx) error {
		return tx.SetMetas(map[string]string{metaFinal: "0", metaVersion: to})
	})
}

// Versions lists the finalized versions, oldest first, without their papers.
func (f *File) Versions() []Version {
	f.state.RLock()
	out := slices.Clone(f.versions)
	f.state.RUnlock()
	scans, events := f.scans(), f.file.Events()
	for i := range out {
		for _, e := range events {
			if e.Kind == kindReopen && e.Old == strconv.Itoa(out[i].Number) {
				out[i].Reopened = e.Note
			}
		}
		for _, s := range scans {
			if s.Version == out[i].Number {
				out[i].Scans = append(out[i].Scans, s)
			}
		}
	}
	return out
}

// VersionFile gives a paper of a version, see PaperPDF. ErrRefused where there is none.
func (f *File) VersionFile(n int, kind string) ([]byte, error) {
	var data []byte
	if err := f.file.Rows(paperTable(), func(row []any) error {
		data = bytes.Clone(row[3].([]byte))
		return nil
	}, "n=? AND kind=?", n, kind); err != nil {
		return nil, err
	}
	if data == nil {
		return nil, files.Failure(ErrRefused, "档案里没有第%d版定稿的这个文件；请重新导出", n)
	}
	return data, nil
}
