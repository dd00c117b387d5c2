package review

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
	"sync"
	"time"

	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// The kinds of failure beyond those of packages files and store.
const (
	ErrRefused            = store.ErrRefused    // an act that the procedure does not allow, or without its reason
	ErrEdition files.Kind = "rulebook unusable" // as of dossiers
)

// The keys of the meta table that are a book's own.
const (
	metaEdition = "edition"      // the rulebook's file
	metaName    = "edition id"   //
	metaRules   = "edition hash" // see scoring.Edition.Hash
	metaCopy    = "copy"         // which copy of the book this file is
)

const kindAct = "act" // all that is stored comes as acts

// Ext is the end of a review book's name.
const Ext = files.BookExt

// format is a review book as a file.
func format() store.Format {
	return store.Format{
		Name: files.BookName, Short: "汇总", Ext: Ext, Contents: "核查扫描件",
		ApplicationID: files.BookID,
		Version:       1,
		Tables:        []store.Table{eventTable(), contentTable(), digestTable()},
		Meta:          []string{metaEdition, metaName, metaRules, metaCopy},
		Seals:         []string{kindAct},
	}
}

func eventTable() store.Table {
	return store.Table{Name: "event", Label: "审核记录", Columns: []string{"n", "id", "body"}, Create: `CREATE TABLE event(
 n INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// contentTable keeps what events name by its SHA-256, compressed: the values of a county's version, the snapshots.
func contentTable() store.Table {
	return store.Table{Name: "content", Label: "来件内容", Columns: []string{"n", "sha256", "data"}, Create: `CREATE TABLE content(
 n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, data BLOB NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// digestTable keeps what was worked out of a content under certain rules, so that it need not be read again. All of it can be made anew.
func digestTable() store.Table {
	return store.Table{Name: "digest", Label: "计分结果", Columns: []string{"n", "key", "body"}, Create: `CREATE TABLE digest(
 n INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// Book is an open review book. Its methods may be called from any goroutine.
type Book struct {
	file    *store.File
	edition *scoring.Edition
	units   map[string]bool // the codes of the edition's

	mu      sync.Mutex
	ledger  *Ledger
	room    []Event           // where the next events go while the book is being opened
	kept    map[string]int64  // content by SHA-256: its row
	digests map[string]digest // by digestKey
	rows    [3]int64          // the last row of event, content, digest
	view    *View             // of the ledger as it was before since; nil where all is to be worked out anew
	since   []*Event          // what was added to it, as far as view can follow
	amended map[string]*scoring.Edition
	lender  *Book // while a join is tried: where contents are that this book has not
	now     func() time.Time
}

// Options say how to open a book.
type Options struct {
	ReadOnly bool   // look only: takes no lock and writes nothing
	Who      string // the person named in the store's log
}

// Create makes a new book for an edition. It never overwrites: files.Exists.
func Create(path string, e *scoring.Edition) (*Book, error) {
	b := newBook()
	b.edition = e
	b.judge()
	var err error
	b.file, err = store.Create(path, format(), store.Start{Meta: map[string]string{
		metaEdition: string(e.Source()), metaName: e.ID, metaRules: e.Hash(), metaCopy: newID(),
	}}, store.Options{})
	if err != nil {
		return nil, err
	}
	return b, nil
}

// Open opens a book, after checking all of it. Errors are of the kinds files.NotFound, store.ErrForeign, store.ErrNewer, files.Damaged,
// ErrEdition and, for writing, files.InUse and files.Folder.
func Open(path string, opts Options) (*Book, error) {
	b := newBook()
	var err error
	if b.file, err = store.Open(path, format(), store.Options{ReadOnly: opts.ReadOnly, Who: opts.Who, Begin: b.begin, Row: b.row}); err != nil {
		return nil, err
	}
	b.room = nil
	return b, nil
}

// eventRoom is for how many events room is made at a time.
const eventRoom = 64

func newBook() *Book {
	return &Book{ledger: NewLedger(), kept: map[string]int64{}, digests: map[string]digest{}, now: time.Now, amended: map[string]*scoring.Edition{}}
}

// newID is a random permanent id of a copy, a case: 8 hexadecimal digits are enough among a handful of them.
func newID() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// begin takes the rulebook over, by which the events are judged that come after it.
func (b *Book) begin(meta map[string]string) error {
	name, rules := meta[metaName], meta[metaRules]
	own, err := scoring.LoadEdition("汇总里的考核指标", []byte(meta[metaEdition]))
	if err != nil || own.ID != name || own.Hash() != rules {
		return files.Failure(ErrEdition, "汇总里保存的考核指标“%s”不能用于这个程序，没有打开；请用建立这份汇总的程序打开，或者更新程序",
			strings.ToValidUTF8(name, "")).Because(err)
	}
	b.edition = own // its list of units is the book's
	b.judge()
	return nil
}

// judge makes a ledger in which only those events speak that are sound under the book's edition.
func (b *Book) judge() {
	b.units = map[string]bool{}
	for _, u := range b.edition.Units {
		b.units[u.Code] = true
	}
	b.ledger = sizedLedger(len(b.edition.Units) * len(b.edition.Indicators())) // about one for each cell
	b.ledger.sound = b.sound
}

// row takes a row over while the file is being opened.
func (b *Book) row(t store.Table, row []any) error {
	n, name := row[0].(int64), row[1].(string)
	switch t.Name {
	case eventTable().Name:
		b.rows[0] = n
		if len(b.room) == 0 {
			b.room = make([]Event, eventRoom)
		}
		e := &b.room[0]
		b.room = b.room[1:]
		if err := e.decode(name, row[2].(string)); err != nil {
			return err
		}
		b.ledger.Add(e)
	case contentTable().Name:
		b.rows[1], b.kept[name] = n, n
	case digestTable().Name:
		b.rows[2] = n
		if d, ok := digestFrom(row[2].(string)); ok { // else it is worked out anew
			b.digests[name] = d
		}
	}
	return nil
}

// Path is where the book lies.
func (b *Book) Path() string { return b.file.Path() }

// ReadOnly reports whether it was opened only to look at.
func (b *Book) ReadOnly() bool { return b.file.ReadOnly() }

// Owns reports whether the first bytes of a file, 100 at least, are those of a book.
func Owns(head []byte) bool { return format().Owns(head) }

// Check reads a book through but for the contents of the files it keeps; the error says what is wrong.
func Check(path string) error { return format().Check(path) }

// SaveAs writes a copy of the whole book as it is, see store.File.SaveAs; what another reviewer is to work on is made by CopyTo.
func (b *Book) SaveAs(path string, overwrite bool) error { return b.file.SaveAs(path, overwrite) }

// Warning is what did not work while opening but does not hinder work.
func (b *Book) Warning() error { return b.file.Warning() }

// Edition is the rulebook the book was made with, without rulings.
func (b *Book) Edition() *scoring.Edition { return b.edition }

// Copy is which copy of the book the file is.
func (b *Book) Copy() string { return b.file.Meta(metaCopy) }

// Close makes today's backup where something has changed and closes the file.
func (b *Book) Close() error { return b.file.Close() }

// Events lists all events in order, see Ledger.All. They are only to be read.
func (b *Book) Events() []*Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ledger.All()
}

// Event finds an event, nil where there is none.
func (b *Book) Event(id string) *Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ledger.Event(id)
}

// addition is what one step adds to the book.
type addition struct {
	events   []*Event
	contents map[string][]byte // by SHA-256, compressed
	digests  map[string]digest
	note     string // for the file's own log
	final    bool   // it is a 定稿: what was accepted for it is not kept for the next
	regained int    // how many of contents events name that were here before
}

// insert writes it behind the last rows, which go on; written are the rows of contents.
func (more addition) insert(tx *store.Tx, rows *[3]int64) (written []int64, err error) {
	for _, e := range more.events {
		rows[0]++
		if err := tx.Insert(eventTable(), rows[0], e.ID, e.body); err != nil {
			return nil, err
		}
	}
	for _, sum := range sortedKeys(more.contents) {
		rows[1]++
		written = append(written, rows[1])
		if err := tx.Insert(contentTable(), rows[1], sum, more.contents[sum]); err != nil {
			return nil, err
		}
	}
	for _, key := range sortedKeys(more.digests) {
		rows[2]++
		if err := tx.Insert(digestTable(), rows[2], key, more.digests[key].encode()); err != nil {
			return nil, err
		}
	}
	return written, nil
}

// add stores what a step adds, all or nothing; when it returns nil the disk has it. The events are sealed already.
func (b *Book) add(doing string, more addition) error {
	rows := b.rows
	var written []int64
	err := b.file.Do(doing, store.Step{Kind: kindAct}, func(tx *store.Tx) (err error) {
		if written, err = more.insert(tx, &rows); err == nil && more.final && b.file.Meta(metaWaivers) != "" {
			err = tx.SetMeta(metaWaivers, "")
		}
		return err
	})
	if err != nil {
		return err
	}
	b.rows = rows
	for _, e := range more.events {
		b.ledger.Add(e)
	}
	for i, sum := range sortedKeys(more.contents) {
		b.kept[sum] = written[i]
	}
	for key, d := range more.digests {
		b.digests[key] = d
	}
	if b.changed(more.events); more.regained > 0 {
		b.view, b.since = nil, nil
	}
	return nil
}

// Person is who acts. Names are typed, not proved: the trail says so.
type Person struct{ By, Role, Unit string }

// act completes an event: who, when, in which copy, what it replaces on its topics.
func (b *Book) act(p Person, e Event) *Event {
	e.By, e.Role, e.Unit = p.By, p.Role, p.Unit
	e.At, e.Copy = store.Stamp(b.now()), b.Copy()
	e.Seq = b.ledger.next[e.Copy]
	if e.Replaces == nil {
		for _, t := range e.Topics() {
			for _, head := range b.ledger.Heads(t) {
				e.Replaces = append(e.Replaces, head.ID)
			}
		}
	}
	e.seal()
	return &e
}

// together adds an act to those that are stored with it in one go: they have the time of the first.
func together(events []*Event, e *Event) []*Event {
	if len(events) > 0 {
		e.Seq, e.At = e.Seq+int64(len(events)), events[0].At
		e.seal()
	}
	return append(events, e)
}

// signed refuses an act without a name.
func (p Person) signed() error {
	if strings.TrimSpace(p.By) == "" {
		return refuse("请写明经办人姓名，姓名会留在审核记录里")
	}
	return nil
}

func refuse(format string, args ...any) error { return files.Failure(ErrRefused, format, args...) }
