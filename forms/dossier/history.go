package dossier

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
)

// The kinds of history entries.
const (
	kindStart   = "start"
	kindEdit    = "edit"
	kindUndo    = "undo"
	kindRedo    = "redo"
	kindFinal   = "final"
	kindReopen  = "reopen"
	kindEdition = "edition"
	kindScan    = "scan"   // a scan of the sealed papers came in
	kindUnscan  = "unscan" // and was taken out of the list again
)

// undoDepth is how many steps can be taken back.
const undoDepth = 1000

// batch is what was changed in one step.
type batch struct {
	id, kind, note string
	changes        []forms.Change
}

// logEntry is a row of the log.
type logEntry struct {
	seq                        int64
	id, batch, kind, who, note string
	at                         string
	change                     forms.Change
}

func logRow(row []any) logEntry {
	text := func(i int) string { return row[i].(string) }
	return logEntry{
		seq: row[0].(int64), id: text(1), batch: text(3), kind: text(4), at: text(5), who: text(6), note: text(10),
		change: forms.Change{Path: forms.Path(text(7)), Old: text(8), New: text(9)},
	}
}

// append writes a batch into the log and the values, within a transaction.
func (f *File) append(b batch) error {
	if b.id == "" {
		b.id = forms.NewID()
	}
	at := f.stamp()
	for _, c := range b.changes {
		prev, ok := f.pending[c.Path]
		if !ok {
			prev = f.last[c.Path]
		}
		id := forms.NewID()
		f.lastSeq++
		if err := f.store.insert(logTable(), f.lastSeq, id, prev, b.id, b.kind, at, f.who, string(c.Path), c.Old, c.New, b.note); err != nil {
			return err
		}
		f.pending[c.Path] = id
		if err := f.setValue(c); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) setValue(c forms.Change) error {
	if c.Path == "" || c.Old == c.New {
		return nil
	}
	if c.Old != "" {
		if err := f.store.remove(valueTable(), string(c.Path), c.Old); err != nil {
			return err
		}
	}
	if c.New != "" {
		return f.store.insert(valueTable(), string(c.Path), c.New)
	}
	return nil
}

// event is a batch without values: finalizing, reopening, another rulebook.
func event(kind, note string, c forms.Change) batch {
	c.Path = ""
	return batch{id: forms.NewID(), kind: kind, note: note, changes: []forms.Change{c}}
}

// replay moves the undo and redo stacks as the batch does, both live and when opening. The stacks grow and shrink in the
// same order as the log, so an undo always concerns the topmost step.
func (f *File) replay(b batch) {
	switch b.kind {
	case kindEdit:
		f.redo = nil
		f.undo = append(f.undo, b)
		if len(f.undo) > undoDepth {
			f.undo = f.undo[1:]
		}
	case kindUndo:
		if n := len(f.undo); n > 0 {
			f.redo = append(f.redo, f.undo[n-1])
			f.undo = f.undo[:n-1]
		}
	case kindRedo:
		if n := len(f.redo); n > 0 {
			f.undo = append(f.undo, f.redo[n-1])
			f.redo = f.redo[:n-1]
		}
	case kindFinal, kindReopen, kindEdition:
		f.undo, f.redo = nil, nil
	}
}

// CanUndo words the step that Undo would take back ("5.3 刊发篇数 4→5"), ok false where there is none.
func (f *File) CanUndo() (words string, ok bool) { return f.top(func() []batch { return f.undo }) }

// CanRedo words the step that Redo would bring again.
func (f *File) CanRedo() (words string, ok bool) { return f.top(func() []batch { return f.redo }) }

func (f *File) top(stack func() []batch) (string, bool) {
	f.state.RLock()
	defer f.state.RUnlock()
	list := stack()
	if len(list) == 0 || f.readOnly || f.d.Final {
		return "", false
	}
	return f.words(list[len(list)-1]), true
}

// words gives a step's note, or its changes in words.
func (f *File) words(b batch) string {
	if b.note != "" {
		return b.note
	}
	return f.d.Describe(b.changes)
}

// Undo takes back the last step, but for evidence numbers, which are never given again. The changes made are to be applied
// to the caller's own dossier. ErrRefused where there is nothing to take back; otherwise as Commit.
func (f *File) Undo() (words string, changes []forms.Change, err error) {
	return f.step(kindUndo, func() []batch { return f.undo }, forms.Inverse)
}

// Redo brings a step taken back again, as long as nothing else was changed.
func (f *File) Redo() (words string, changes []forms.Change, err error) {
	return f.step(kindRedo, func() []batch { return f.redo }, func(all []forms.Change) []forms.Change {
		return forms.Inverse(forms.Inverse(all))
	})
}

func (f *File) step(kind string, stack func() []batch, plan func([]forms.Change) []forms.Change) (string, []forms.Change, error) {
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writable(); err != nil {
		return "", nil, err
	}
	words, ok := f.top(stack)
	if !ok {
		return "", nil, failure(ErrRefused, "没有可以%s的操作，档案没有变化", map[string]string{kindUndo: "撤销", kindRedo: "重做"}[kind])
	}
	list := stack()
	changes := plan(list[len(list)-1].changes)
	b := batch{id: forms.NewID(), kind: kind, note: list[len(list)-1].note, changes: changes}
	if len(changes) == 0 {
		b.changes = []forms.Change{{}} // the step still has to stand in the log
	}
	if err := f.commitStep(b); err != nil {
		return "", nil, err
	}
	return words, changes, nil
}

// commitStep is commit for a batch that may be a bare event.
func (f *File) commitStep(b batch) error {
	if b.changes[0].Path != "" {
		return f.commit(b)
	}
	if err := f.write("保存", func() error { return f.append(b) }); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.replay(b)
	return nil
}

// Filter chooses history entries; its zero value is everything.
type Filter struct {
	Indicator int        // only what belongs to the indicator with this number, its evidence too
	Prefix    forms.Path // only paths that begin so
	Limit     int        // at most so many entries, 0 for all
}

// Entry is one step of the history with the changes the filter asked for.
type Entry struct {
	Batch   string
	When    time.Time
	Who     string
	Kind    string // start, edit, undo, redo, final, reopen, edition, scan, unscan
	Note    string
	Changes []forms.Change
	Text    string // in words
}

// History lists the steps that match, newest first. Steps without values (finalizing and the like) are left out once the
// filter names an indicator or a prefix.
func (f *File) History(filter Filter) ([]Entry, error) {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.store == nil {
		return nil, failure(ErrClosed, "档案已经关闭；请重新打开")
	}
	var rows []logEntry
	items := filter.items()
	if err := f.read(logTable(), func(row []any) error {
		e := logRow(row)
		items.note(e.change)
		rows = append(rows, e)
		return nil
	}); err != nil {
		return nil, fault("读取修改记录", err)
	}
	var all []Entry
	for _, e := range rows {
		if !filter.keeps(e.change.Path, items) {
			continue
		}
		if len(all) == 0 || all[len(all)-1].Batch != e.batch {
			when, _ := time.Parse(timeFormat, e.at)
			all = append(all, Entry{Batch: e.batch, When: when, Who: e.who, Kind: e.kind, Note: e.note})
		}
		last := &all[len(all)-1]
		last.Changes = append(last.Changes, e.change)
	}
	d := f.Dossier()
	var out []Entry
	for i := len(all) - 1; i >= 0 && (filter.Limit == 0 || len(out) < filter.Limit); i-- {
		e := all[i]
		e.Text = eventWords(e, d)
		out = append(out, e)
	}
	return out, nil
}

// eventWords says what a step did.
func eventWords(e Entry, d *forms.Dossier) string {
	first := e.Changes[0]
	if first.Path == "" {
		switch e.Kind {
		case kindFinal:
			return fmt.Sprintf("定稿第%s版，核对码 %s", first.New, e.Note)
		case kindReopen:
			return fmt.Sprintf("第%s版退回修改，现为第%s版：%s", first.Old, first.New, e.Note)
		case kindEdition:
			return "换用新的考核指标：" + e.Note
		case kindScan:
			return fmt.Sprintf("存入第%s版的盖章扫描件：%s", first.Old, e.Note)
		case kindUnscan:
			return fmt.Sprintf("移出第%s版的盖章扫描件：%s", first.Old, e.Note)
		}
	}
	text := d.Describe(e.Changes)
	switch e.Kind {
	case kindStart:
		return fmt.Sprintf("新建档案，填入%d项", len(e.Changes))
	case kindUndo:
		return "撤销：" + text
	case kindRedo:
		return "重做：" + text
	}
	return text
}

// itemsOf collects the evidence items that ever belonged to an indicator.
type itemsOf struct {
	no    string // the indicator's number
	items map[string]bool
}

func (filter Filter) items() itemsOf {
	return itemsOf{strconv.Itoa(filter.Indicator), map[string]bool{}}
}

// note looks at a change of an item's number or criteria.
func (o itemsOf) note(c forms.Change) {
	part := c.Path.Parts()
	if len(part) != 3 || part[0] != "evidence" || part[2] != forms.AttrNumber && part[2] != forms.AttrCriteria {
		return
	}
	for _, id := range strings.Fields(c.New) {
		if strings.HasPrefix(id, o.no+".") || strings.HasPrefix(id, o.no+"-") {
			o.items[part[1]] = true
		}
	}
}

func (filter Filter) keeps(p forms.Path, of itemsOf) bool {
	if !strings.HasPrefix(string(p), string(filter.Prefix)) {
		return false
	}
	if filter.Indicator == 0 {
		return true
	}
	part := p.Parts()
	if len(part) < 2 {
		return false
	}
	switch part[0] {
	case "answer", "row", "assign", "unconfirmed":
		return strings.HasPrefix(part[1], of.no+".")
	case "narrative", "remark":
		return part[1] == of.no
	case "evidence", "file":
		return of.items[part[1]]
	}
	return false
}
