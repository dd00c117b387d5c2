package dossier

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
	"zicha/scoring"
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
	when, _ := time.Parse(timeFormat, text(2))
	return Version{Number: int(row[0].(int64)), Code: text(1), When: when, Who: text(3), Edition: text(4), Rules: text(5)}
}

// Finalize stores the current version with its papers and locks the dossier: Commit gives ErrFinal until Reopen. Number, When,
// Who, Edition and Rules are filled in.
func (f *File) Finalize(v Version) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writable(); err != nil {
		return err
	}
	if len(v.PDF) == 0 || len(v.Workbook) == 0 || v.Code == "" {
		return failure(ErrRefused, "定稿需要报告、数据表和核对码，没有定稿；请先导出，再定稿")
	}
	v.Number, v.When, v.Who, v.Edition, v.Rules = f.d.Version, f.now(), f.who, f.d.Edition.ID, f.d.Edition.Hash()
	b := event(kindFinal, v.Code, forms.Change{New: strconv.Itoa(v.Number)})
	if err := f.write("定稿", func() error {
		if err := f.storeVersion(v); err != nil {
			return err
		}
		if err := f.store.setMeta(metaFinal, []byte("1")); err != nil {
			return err
		}
		return f.append(b)
	}); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	v.PDF, v.Workbook, v.Lines = nil, nil, nil
	f.versions = append(f.versions, v)
	f.d.Final = true
	f.replay(b)
	return nil
}

func (f *File) storeVersion(v Version) error {
	if err := f.store.insert(versionTable(), int64(v.Number), v.Code, v.When.Format(timeFormat), v.Who, v.Edition, v.Rules); err != nil {
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
		if err := f.store.insert(paperTable(), int64(v.Number*len(papers)+i), int64(v.Number), p.kind, p.data); err != nil {
			return err
		}
	}
	return nil
}

// Reopen (退回修改) opens the next version for editing; the finalized one stays as it is. The reason is kept.
func (f *File) Reopen(reason string) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	reason = strings.TrimSpace(reason)
	if err := f.writable(); err != nil && !errors.Is(err, ErrFinal) {
		return err
	}
	switch {
	case !f.final():
		return failure(ErrRefused, "档案还没有定稿，可以直接修改，不需要退回")
	case reason == "":
		return failure(ErrRefused, "请写明退回修改的原因，原因会留在档案里")
	}
	from, to := f.d.Version, f.d.Version+1
	b := event(kindReopen, reason, forms.Change{Old: strconv.Itoa(from), New: strconv.Itoa(to)})
	if err := f.write("退回修改", func() error {
		if err := f.store.setMeta(metaFinal, []byte("0")); err != nil {
			return err
		}
		if err := f.store.setMeta(metaVersion, []byte(strconv.Itoa(to))); err != nil {
			return err
		}
		return f.append(b)
	}); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.d.Version, f.d.Final = to, false
	f.reopened[from] = reason
	f.replay(b)
	return nil
}

// Versions lists the finalized versions, oldest first, without their papers.
func (f *File) Versions() []Version {
	f.state.RLock()
	defer f.state.RUnlock()
	out := slices.Clone(f.versions)
	for i := range out {
		out[i].Reopened = f.reopened[out[i].Number]
		for _, s := range f.scans {
			if s.Version == out[i].Number {
				out[i].Scans = append(out[i].Scans, s)
			}
		}
	}
	return out
}

// VersionFile gives a paper of a version, see PaperPDF. ErrRefused where there is none.
func (f *File) VersionFile(n int, kind string) ([]byte, error) {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.store == nil {
		return nil, failure(ErrClosed, "档案已经关闭；请重新打开")
	}
	rows, err := f.store.conn.QueryContext(context.Background(), "SELECT id,data,sum FROM paper WHERE n=? AND kind=?", n, kind)
	if err != nil {
		return nil, fault("读取定稿", err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return nil, fault("读取定稿", err)
		}
		return nil, failure(ErrRefused, "档案里没有第%d版定稿的这个文件；请重新导出", n)
	}
	var id, sum int64
	var data []byte
	if err := rows.Scan(&id, &data, &sum); err != nil {
		return nil, fault("读取定稿", err)
	}
	if rowSum(paperTable().name, []any{id, int64(n), kind, data}) != sum {
		return nil, damaged(f.path, paperTable().label, errSum)
	}
	return data, nil
}

// EditionChanged gives the program's rulebook of the same id where its rules differ from the dossier's own, so that the score
// changes can be shown before TakeEdition. The dossier goes on with its own rules until then.
func (f *File) EditionChanged() (*scoring.Edition, bool) {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.offered, f.offered != nil
}

// TakeEdition goes over to other rules of the same id. It stands in the history; what was done before cannot be undone any more.
func (f *File) TakeEdition(e *scoring.Edition) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writable(); err != nil {
		return err
	}
	old := f.d.Edition
	if e == nil || e.ID != old.ID {
		return failure(ErrRefused, "考核指标不是同一年度的，没有换用；其他年度请新建档案")
	}
	b := event(kindEdition, e.Title, forms.Change{Old: old.Hash(), New: e.Hash()})
	if err := f.write("换用考核指标", func() error {
		if err := f.setEdition(e); err != nil {
			return err
		}
		return f.append(b)
	}); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.d.Edition = e
	f.offered = nil
	f.replay(b)
	return nil
}

func (f *File) setEdition(e *scoring.Edition) error {
	for _, m := range []struct{ key, value string }{{metaEdition, string(e.Source())}, {metaName, e.ID}, {metaRules, e.Hash()}} {
		if err := f.store.setMeta(m.key, []byte(m.value)); err != nil {
			return err
		}
	}
	return nil
}
