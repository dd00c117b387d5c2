// Package dossier keeps a county's self-check in one .zicha file, see package store: the values, the log and the evidence, and what is
// a dossier's own: the finalized versions with their papers, the scans of the sealed ones, and the rulebook it was made with.
package dossier

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// The kinds of failure beyond those of package files: the store's, for those who know only dossiers, and a dossier's own.
const (
	ErrNotDossier = store.ErrForeign
	ErrReadOnly   = store.ErrReadOnly
	ErrConflict   = store.ErrConflict
	ErrContent    = store.ErrContent
	ErrRefused    = store.ErrRefused // nothing to undo, no reason given, unknown version
	ErrClosed     = store.ErrClosed

	ErrEdition files.Kind = "rulebook unusable"
	ErrFinal   files.Kind = "finalized"
)

// The keys of the meta table that are a dossier's own.
const (
	metaEdition = "edition"      // the rulebook's file
	metaName    = "edition id"   //
	metaRules   = "edition hash" // of rules and official text, see scoring.Edition.Hash
	metaVersion = "version"      // the current version's number
	metaFinal   = "final"        // "1" once it is finalized
	metaExport  = "exported"     // what state was exported last; missing before the first export
)

// The kinds of steps and intakes beyond the store's.
const (
	kindFile    = "file" // evidence comes in
	kindFinal   = "final"
	kindReopen  = "reopen"
	kindEdition = "edition"
	kindScan    = "scan"     // a scan of the sealed papers came in
	kindUnscan  = "unscan"   // and was taken out of the list again
	kindExport  = "exported" // leaves no trace in the log

	kindFeedback = "feedback" // the city's feedback came in; no undo takes it back
)

// format is a dossier as a file. There are no older ones yet.
func format() store.Format {
	return store.Format{
		Name: files.DossierName, Short: "档案", Ext: files.DossierExt, Contents: "佐证文件和扫描件",
		ApplicationID: files.DossierID,
		Version:       1,
		Tables:        []store.Table{versionTable(), paperTable()},
		Meta:          []string{metaEdition, metaName, metaRules, metaVersion, metaFinal},
		Seals:         []string{kindFinal, kindReopen, kindEdition},
		Lasting:       func(path string) bool { return forms.Path(path).Lasting() },
	}
}

func versionTable() store.Table {
	return store.Table{Name: "version", Label: "定稿记录", Columns: []string{"n", "code", "at", "who", "edition", "rules"}, Create: `CREATE TABLE version(
 n INTEGER PRIMARY KEY, code TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, edition TEXT NOT NULL,
 rules TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func paperTable() store.Table {
	return store.Table{Name: "paper", Label: "定稿的文件", Columns: []string{"id", "n", "kind", "data"}, Create: `CREATE TABLE paper(
 id INTEGER PRIMARY KEY, n INTEGER NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// File is an open dossier. Its methods may be called from any goroutine; those that touch the disk wait for one another, the
// others (Dossier, CanUndo, CanRedo, Versions and the like) return at once even while a large file is being taken in.
type File struct {
	file *store.File

	state    sync.RWMutex // guards what is known of the stored state; held for moments only, never over a call of file's
	d        *forms.Dossier
	versions []Version
	offered  *scoring.Edition
}

// Options say how to open a dossier.
type Options struct {
	ReadOnly bool               // look only: takes no lock and writes nothing
	Editions []*scoring.Edition // the rulebooks the program knows, of one id the newest first
	Who      string             // the person named in the log; "" means the system's user
}

// Create makes a new dossier with an edition and first values, see forms.Begin, and opens it. It never overwrites: files.Exists.
func Create(path string, edition *scoring.Edition, values map[forms.Path]string) (*File, error) {
	f := &File{d: forms.New(edition, values)}
	first := store.Start{Meta: editionMeta(edition), Values: map[string]string{}}
	first.Meta[metaVersion], first.Meta[metaFinal] = "1", "0"
	for p, v := range values {
		first.Values[string(p)] = v
	}
	var err error
	f.file, err = store.Create(path, format(), first, f.options(Options{}))
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Open opens a dossier, after checking all of it but the evidence. Errors are of the kinds files.NotFound, ErrNotDossier, store.ErrNewer,
// files.Damaged, ErrEdition and, for writing, files.InUse and files.Folder, for which read-only opening can be offered.
func Open(path string, opts Options) (*File, error) { return open(path, format(), opts) }

func open(path string, t store.Format, opts Options) (*File, error) {
	f := &File{}
	var err error
	if f.file, err = store.Open(path, t, f.options(opts)); err != nil {
		return nil, err
	}
	if err := f.load(opts.Editions); err != nil {
		return nil, errors.Join(err, f.file.Close())
	}
	return f, nil
}

func (f *File) options(opts Options) store.Options {
	return store.Options{
		ReadOnly: opts.ReadOnly, Who: opts.Who, Allow: f.allow, Applied: f.applied,
		Label: func(path string) string {
			f.state.RLock()
			defer f.state.RUnlock()
			return f.d.Label(forms.Path(path))
		},
	}
}

// load makes the dossier out of what the store holds.
func (f *File) load(known []*scoring.Edition) error {
	edition, err := f.edition(known)
	if err != nil {
		return err
	}
	stored, _ := f.file.Values()
	values := make(map[forms.Path]string, len(stored))
	for p, v := range stored {
		values[forms.Path(p)] = v
	}
	f.d = forms.New(edition, values)
	f.d.Final = f.file.Meta(metaFinal) == "1"
	for p, draft := range f.file.Drafts() {
		f.d.SetDraft(forms.Path(p), forms.Draft(draft))
	}
	if f.d.Version, err = strconv.Atoi(f.file.Meta(metaVersion)); err != nil {
		return files.Failure(files.Damaged, "档案里的版本号不能识别，没有打开；请打开同一文件夹里带日期的备份，也可以"+store.Rescue).Because(err)
	}
	return f.file.Rows(versionTable(), func(row []any) error {
		f.versions = append(f.versions, versionRow(row))
		return nil
	}, "")
}

// Path is where the dossier lies.
func (f *File) Path() string { return f.file.Path() }

// ReadOnly reports whether it was opened only to look at.
func (f *File) ReadOnly() bool { return f.file.ReadOnly() }

// Warning is what did not work while opening but does not hinder work, nil mostly: no backup could be made.
func (f *File) Warning() error { return f.file.Warning() }

// BackupDate is "" for a dossier; for a backup, which lacks the evidence contents, the date it was made ("2018-01-26").
func (f *File) BackupDate() string { return f.file.BackupDate() }

// Backups lists the dated backups beside the dossier, the newest first; each opens read-only like a dossier and lacks the evidence contents.
func (f *File) Backups() []string { return format().Backups(f.Path()) }

// Wrote is when something was last written into the file since it was opened; zero for never.
func (f *File) Wrote() time.Time { return f.file.Wrote() }

// SetWho names the person written into the log from now on.
func (f *File) SetWho(name string) { f.file.SetWho(name) }

// Owns reports whether the first bytes of a file, 100 at least, are those of a dossier.
func Owns(head []byte) bool { return format().Owns(head) }

// Check reads a dossier through but for the contents of its evidence; the error says what is wrong.
func Check(path string) error { return format().Check(path) }

// SaveAs writes a copy of the whole dossier, see store.File.SaveAs.
func (f *File) SaveAs(path string, overwrite bool) error { return f.file.SaveAs(path, overwrite) }

// Close makes today's backup where something has changed and closes the file. Closing twice is harmless.
func (f *File) Close() error { return f.file.Close() }

// Dossier gives a copy of the stored state, which is always the last one the disk has. It is the caller's own: a window applies each
// change to its copy at once and hands the same changes to Commit; what Undo and Redo return is applied to it likewise.
func (f *File) Dossier() *forms.Dossier {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.d.Clone()
}

func (f *File) final() bool {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.d.Final
}

// Commit stores changes as one step of the history; when it returns nil the disk has them. Old must be the stored value of each path,
// else ErrConflict: Dossier then gives what is stored, to plan the change anew. Answers that are changed count as confirmed
// (forms.Dossier.Settled). Other errors: ErrFinal, ErrReadOnly, files.InUse, store.ErrReplaced, files.Full, files.Disk. After an error
// nothing has changed.
func (f *File) Commit(note string, changes []forms.Change) error {
	if len(changes) == 0 {
		return nil
	}
	f.state.RLock()
	changes = f.d.Settled(changes)
	f.state.RUnlock()
	return f.file.Commit(store.Step{Kind: store.KindEdit, Note: note, Changes: inStore(changes)})
}

// CommitFeedback stores what the city has told of the review (forms.FeedbackPath), also in a finalized dossier. It is no step that undo
// knows: it happened, whatever is taken back of the county's own work.
func (f *File) CommitFeedback(note string, changes []forms.Change) error {
	if slices.ContainsFunc(changes, func(c forms.Change) bool { return c.Path.Kind() != forms.KindFeedback }) {
		return files.Failure(ErrRefused, "反馈里只能有反馈的内容，没有收入")
	}
	if len(changes) == 0 {
		return nil
	}
	return f.file.Do("收入反馈", store.Step{Kind: kindFeedback, Note: note, Changes: inStore(changes)}, nil)
}

func inStore(changes []forms.Change) []store.Change {
	out := make([]store.Change, len(changes))
	for i, c := range changes {
		out[i] = store.Change{Path: string(c.Path), Old: c.Old, New: c.New}
	}
	return out
}

func fromStore(changes []store.Change) []forms.Change {
	out := make([]forms.Change, len(changes))
	for i, c := range changes {
		out[i] = forms.Change{Path: forms.Path(c.Path), Old: c.Old, New: c.New}
	}
	return out
}

// allow says why a finalized dossier cannot take a step: only scans, what was exported and the city's feedback still come in.
func (f *File) allow(kind string) error {
	if f.final() && !slices.Contains([]string{kindReopen, kindScan, kindUnscan, kindExport, kindFeedback}, kind) {
		return files.Failure(ErrFinal, "档案已经定稿，不能再改；需要修改时，请先“退回修改”并写明原因")
	}
	return nil
}

// applied takes a stored step over in memory.
func (f *File) applied(step store.Step) {
	f.state.Lock()
	defer f.state.Unlock()
	switch step.Kind {
	case kindFinal:
		f.d.Final = true
	case kindReopen:
		f.d.Version, f.d.Final = f.d.Version+1, false
	case kindEdition, kindScan, kindUnscan:
	default:
		changes := fromStore(step.Changes)
		f.d.Apply(changes...)
		for _, c := range changes {
			f.d.DropDraft(c.Path)
		}
	}
}
