package dossier

import (
	"zicha/forms"
	"zicha/forms/store"
)

// Keep stores these texts as typed and not committed, in the place of those there were. A text goes by itself as soon as its value
// changes. Errors as Commit.
func (f *File) Keep(drafts map[forms.Path]forms.Draft) error {
	out := make(map[string]store.Draft, len(drafts))
	for p, d := range drafts {
		out[string(p)] = store.Draft(d)
	}
	if err := f.file.Keep(out); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.d.SetDrafts(drafts)
	return nil
}
