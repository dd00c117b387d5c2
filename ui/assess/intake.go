package assess

import (
	"fmt"
	"slices"
	"strings"

	"zicha/forms/intake"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
)

// take makes items of what was stored.
func (s *Session) take(t *intake.Taken) {
	step := t.Step(s.Values)
	s.Do(step.Note, step.Changes)
}

// AddApart makes an item without a file (另行报送).
func (s *Session) AddApart(criterion, title string) (forms.Evidence, error) {
	item, changes, err := s.Values.AddEvidence(criterion, forms.Evidence{Title: strings.TrimSpace(title), Delivery: forms.DeliverySeparate})
	if err != nil {
		return item, err
	}
	s.Do("添加佐证"+item.Number+" "+item.Title, changes)
	return item, nil
}

// swap says which file of an item a newer scan takes the place of.
type swap struct {
	item string
	old  forms.FileRef
}

// swap makes the change once the new file is stored and gives its reference. Number, links and the item's other files stay.
func (s *Session) swap(w swap, taken dossier.Taken) (forms.FileRef, error) {
	ref, old := taken.Refs[0], w.old
	if ref.SHA256 == old.SHA256 {
		return ref, fmt.Errorf("%s与档案里的文件完全一样，没有更换", files.Quoted(ref.Name))
	}
	at := forms.FilePath(w.item, old.ID)
	if s.Locked() || s.Values.Get(at) != old.Value() {
		return ref, fmt.Errorf("%s在档案里已经换过或者撤销了，没有更换。请重新打开这份材料核对", files.Quoted(old.Name))
	}
	ref.ID, ref.Place = forms.NewID(), old.Place
	changes := []forms.Change{{Path: at, Old: old.Value()}, {Path: forms.FilePath(w.item, ref.ID), New: ref.Value()}}
	item, _ := s.item(w.item)
	held := slices.Clone(item.Files)
	for i, f := range held {
		if f.ID == old.ID {
			held[i] = ref
		}
	}
	changes = append(changes, s.Values.Redoubt(w.item, held)...)
	if len(item.Files) == 1 {
		if more, err := s.Values.Change(forms.EvidencePath(w.item, forms.AttrPages), intake.PageText(taken.Pages)); err == nil {
			changes = append(changes, more...)
		}
	}
	s.Do("更换佐证文件："+ref.Name, changes)
	return ref, nil
}

// item finds a piece of evidence.
func (s *Session) item(id string) (forms.Evidence, bool) {
	for _, e := range s.Values.AllEvidence() {
		if e.ID == id {
			return e, true
		}
	}
	return forms.Evidence{}, false
}
