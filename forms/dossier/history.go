package dossier

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/store"
)

// event is a step without values: finalizing, reopening, another rulebook.
func event(kind, note string, c store.Change) store.Step {
	return store.Step{Kind: kind, Note: note, Changes: []store.Change{c}}
}

// CanUndo words the step that Undo would take back ("5.3 刊发篇数 4→5"), ok false where there is none.
func (f *File) CanUndo() (words string, ok bool) { return f.top(f.file.CanUndo) }

// CanRedo words the step that Redo would bring again.
func (f *File) CanRedo() (words string, ok bool) { return f.top(f.file.CanRedo) }

func (f *File) top(of func() (store.Step, bool)) (string, bool) {
	step, ok := of()
	if !ok || f.final() {
		return "", false
	}
	return f.words(step), true
}

// words gives a step's note, or its changes in words.
func (f *File) words(step store.Step) string {
	if step.Note != "" {
		return step.Note
	}
	f.state.RLock()
	defer f.state.RUnlock()
	return f.d.Describe(fromStore(step.Changes))
}

// Undo takes back the last step, but for evidence numbers, which are never given again. The changes made are to be applied
// to the caller's own dossier. ErrRefused where there is nothing to take back; otherwise as Commit.
func (f *File) Undo() (words string, changes []forms.Change, err error) { return f.step(f.file.Undo) }

// Redo brings a step taken back again, as long as nothing else was changed.
func (f *File) Redo() (words string, changes []forms.Change, err error) { return f.step(f.file.Redo) }

func (f *File) step(do func() (store.Step, []store.Change, error)) (string, []forms.Change, error) {
	step, made, err := do()
	if err != nil {
		return "", nil, err
	}
	return f.words(step), fromStore(made), nil
}

// Filter chooses history entries; its zero value is everything.
type Filter struct {
	Indicator int // only what belongs to the indicator with this number, its evidence too
	Limit     int // at most so many entries, 0 for all
}

// Entry is one step of the history with the changes the filter asked for.
type Entry struct {
	Batch   string
	When    time.Time
	Who     string
	Kind    string // start, edit, undo, redo, final, reopen, edition, scan, unscan, feedback
	Note    string
	Changes []forms.Change
	Text    string // in words
}

// History lists the steps that match, newest first. Steps without values (finalizing and the like) are left out once the
// filter names an indicator.
func (f *File) History(filter Filter) ([]Entry, error) {
	var rows []store.Entry
	items := filter.items()
	if err := f.file.Log(func(e store.Entry) {
		items.note(e.Change)
		rows = append(rows, e)
	}); err != nil {
		return nil, err
	}
	var all []Entry
	for _, e := range rows {
		if !filter.keeps(forms.Path(e.Path), items) {
			continue
		}
		if len(all) == 0 || all[len(all)-1].Batch != e.Batch {
			all = append(all, Entry{Batch: e.Batch, When: e.When, Who: e.Who, Kind: e.Kind, Note: e.Note})
		}
		last := &all[len(all)-1]
		last.Changes = append(last.Changes, fromStore([]store.Change{e.Change})...)
	}
	slices.Reverse(all)
	if filter.Limit > 0 {
		all = all[:min(filter.Limit, len(all))]
	}
	d := f.Dossier()
	for i := range all {
		all[i].Text = eventWords(all[i], d)
	}
	return all, nil
}

// eventWords says what a step did.
func eventWords(e Entry, d *forms.Dossier) string {
	if e.Kind == store.KindRepair || e.Kind == kindFeedback {
		return e.Note
	}
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
	case store.KindStart:
		return fmt.Sprintf("新建档案，填入%d项", len(e.Changes))
	case store.KindUndo:
		return "撤销：" + text
	case store.KindRedo:
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
func (o itemsOf) note(c store.Change) {
	part := forms.Path(c.Path).Parts()
	if part.Kind != forms.KindEvidence || part.Key != forms.AttrNumber && part.Key != forms.AttrCriteria {
		return
	}
	for _, id := range strings.Fields(c.New) {
		if strings.HasPrefix(id, o.no+".") || strings.HasPrefix(id, o.no+"-") {
			o.items[part.ID] = true
		}
	}
}

func (filter Filter) keeps(p forms.Path, of itemsOf) bool {
	if filter.Indicator == 0 {
		return true
	}
	switch part := p.Parts(); part.Kind {
	case forms.KindAnswer, forms.KindRow, forms.KindAssignment, forms.KindUnconfirmed:
		return strings.HasPrefix(part.Criterion, of.no+".")
	case forms.KindNarrative, forms.KindRemark:
		return part.Key == of.no
	case forms.KindEvidence, forms.KindFile:
		return of.items[part.ID]
	}
	return false
}
