package store

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"zicha/forms/files"
)

// The kinds of steps the store knows; a file type adds its own.
const (
	KindStart  = "start"  // the first values
	KindEdit   = "edit"   // can be undone
	KindUndo   = "undo"   //
	KindRedo   = "redo"   //
	KindRepair = "repair" // what was taken out of a damaged file; nothing before can be undone
)

// undoDepth is how many steps can be taken back.
const undoDepth = 1000

// Change is one value going from Old to New; "" is blank, and a blank value is not kept.
type Change struct{ Path, Old, New string }

// Step is what is changed at once. An event without values, such as finalizing, is a change without a path.
type Step struct {
	Kind, Note string
	Changes    []Change

	id string
}

// Entry is a row of the log: a change, its step, when and by whom it was made.
type Entry struct {
	Change
	Seq             int64
	Batch           string // the same for all changes of a step
	Kind, Who, Note string
	When            time.Time

	id, prev, at string
}

// NewID gives a random permanent id: 16 hexadecimal digits.
func NewID() string {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic("store: no random numbers: " + err.Error()) // crypto/rand does not fail on supported systems
	}
	return hex.EncodeToString(b[:])
}

func entryOf(row []any) Entry {
	text := func(i int) string { return row[i].(string) }
	e := Entry{
		Change: Change{text(7), text(8), text(9)}, Seq: row[0].(int64),
		Batch: text(3), Kind: text(4), Who: text(6), Note: text(10), id: text(1), prev: text(2), at: text(5),
	}
	e.When, _ = time.Parse(timeFormat, e.at)
	return e
}

// names reports whether a value before or after the change names a kept file.
func (e Entry) names(sha256 string) bool {
	return strings.Contains(e.New, sha256) || strings.Contains(e.Old, sha256)
}

func (e Entry) row() []any {
	return []any{e.Seq, e.id, e.prev, e.Batch, e.Kind, e.at, e.Who, e.Path, e.Old, e.New, e.Note}
}

// append writes a step into the log and the values.
func (tx *Tx) append(step Step) ([]Entry, error) {
	var out []Entry
	for _, c := range step.Changes {
		prev, ok := tx.last[c.Path]
		if !ok {
			prev = tx.f.last[c.Path]
		}
		tx.seq++
		e := Entry{
			Change: c, Seq: tx.seq, Batch: step.id, Kind: step.Kind, Who: tx.f.opts.Who, Note: step.Note, When: tx.now,
			id: NewID(), prev: prev, at: Stamp(tx.now),
		}
		if err := tx.db.insert(logTable(), e.row()...); err != nil {
			return nil, err
		}
		tx.last[c.Path] = e.id
		if err := tx.setValue(c); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func (tx *Tx) setValue(c Change) error {
	if c.Path == "" || c.Old == c.New {
		return nil
	}
	if c.Old != "" {
		if err := tx.db.remove(valueTable(), c.Path, c.Old); err != nil {
			return err
		}
	}
	if c.New != "" {
		return tx.db.insert(valueTable(), c.Path, c.New)
	}
	return nil
}

// take brings what is known on by one row of the log, both live and when opening.
func (f *File) take(e Entry) {
	f.lastSeq = e.Seq
	switch {
	case e.Path == "":
		f.events = append(f.events, e)
	case e.New == "":
		delete(f.values, e.Path)
	default:
		f.values[e.Path] = e.New
	}
}

// replay moves the undo and redo stacks as the step does, both live and when opening. The stacks grow and shrink in the same order as
// the log, so an undo always concerns the topmost step.
func (f *File) replay(step Step) {
	switch {
	case len(step.Changes) == 0:
	case step.Kind == KindEdit:
		f.redo = nil
		f.undo = append(f.undo, step)
		if len(f.undo) > undoDepth {
			f.undo = f.undo[1:]
		}
	case step.Kind == KindUndo:
		if n := len(f.undo); n > 0 {
			f.redo = append(f.redo, f.undo[n-1])
			f.undo = f.undo[:n-1]
		}
	case step.Kind == KindRedo:
		if n := len(f.redo); n > 0 {
			f.undo = append(f.undo, f.redo[n-1])
			f.redo = f.redo[:n-1]
		}
	case f.format.seals(step.Kind):
		f.undo, f.redo = nil, nil
	}
}

// CanUndo gives the step that Undo would take back, ok false where there is none. What it holds is only to be read.
func (f *File) CanUndo() (step Step, ok bool) { return f.top(func() []Step { return f.undo }) }

// CanRedo gives the step that Redo would bring again.
func (f *File) CanRedo() (step Step, ok bool) { return f.top(func() []Step { return f.redo }) }

func (f *File) top(stack func() []Step) (Step, bool) {
	f.state.RLock()
	defer f.state.RUnlock()
	list := stack()
	if len(list) == 0 || f.opts.ReadOnly {
		return Step{}, false
	}
	return list[len(list)-1], true
}

// Undo takes back the last step, but for what lasts, and gives the step it took back and the changes made. ErrRefused where there is
// nothing to take back; otherwise as Commit.
func (f *File) Undo() (step Step, made []Change, err error) {
	return f.step(KindUndo, f.CanUndo, f.inverse)
}

// Redo brings a step taken back again, as long as nothing else was changed.
func (f *File) Redo() (step Step, made []Change, err error) {
	return f.step(KindRedo, f.CanRedo, func(all []Change) []Change { return f.inverse(f.inverse(all)) })
}

func (f *File) step(kind string, top func() (Step, bool), plan func([]Change) []Change) (Step, []Change, error) {
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writable(kind); err != nil {
		return Step{}, nil, err
	}
	step, ok := top()
	if !ok {
		words := map[string]string{KindUndo: "撤销", KindRedo: "重做"}[kind]
		return Step{}, nil, files.Failure(ErrRefused, "没有可以%s的操作，%s没有变化", words, f.format.Short)
	}
	made := plan(step.Changes)
	back := Step{Kind: kind, Note: step.Note, Changes: made}
	if len(made) == 0 {
		back.Changes = []Change{{}} // the step still has to stand in the log
	}
	if err := f.do("保存", back, nil); err != nil {
		return Step{}, nil, err
	}
	return step, made, nil
}

// inverse gives the changes that take these back, last first, leaving out what lasts.
func (f *File) inverse(changes []Change) []Change {
	out := make([]Change, 0, len(changes))
	for _, c := range slices.Backward(changes) {
		if f.format.Lasting == nil || !f.format.Lasting(c.Path) {
			out = append(out, Change{c.Path, c.New, c.Old})
		}
	}
	return out
}

// Events lists the entries of the log that change no value, oldest first.
func (f *File) Events() []Entry {
	f.state.RLock()
	defer f.state.RUnlock()
	return slices.Clone(f.events)
}

// Log reads the whole log, oldest first, and checks it.
func (f *File) Log(fn func(Entry)) error {
	return f.Rows(logTable(), func(row []any) error {
		fn(entryOf(row))
		return nil
	}, "")
}
