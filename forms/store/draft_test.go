package store

import (
	"errors"
	"testing"
	"time"
)

// Drafts are kept beside the values and go on the disk with the step that changes their value; nobody writes them where nothing may be
// written.
func TestDraftsOnTheDisk(t *testing.T) {
	f := newTest(t)
	at := time.Date(2018, 1, 26, 9, 0, 0, 0, time.UTC)
	if err := f.Keep(map[string]Draft{"remark/1": {"甲", at, true}, "remark/2": {"乙", at, false}}); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f)
	if got := f.Drafts(); len(got) != 2 || got["remark/1"] != (Draft{"甲", at, true}) || got["remark/2"] != (Draft{"乙", at, false}) {
		t.Errorf("reopened: %v", got)
	}
	set(t, f, "remark/1", "丙")
	if f = reopen(t, f); len(f.Drafts()) != 1 || f.Drafts()["remark/1"].Text != "" {
		t.Errorf("its value was set, reopened: %v", f.Drafts())
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	looking, err := Open(f.Path(), testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	wantKind(t, looking.Keep(map[string]Draft{"remark/3": {"丁", at, true}}), ErrReadOnly)
	_ = looking.Close()
	locked, err := Open(f.Path(), testFormat(), Options{Allow: func(kind string) error {
		if kind == KindDraft {
			return ErrRefused
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer locked.Close()
	if err := locked.Keep(map[string]Draft{"remark/3": {"丁", at, true}}); !errors.Is(err, ErrRefused) {
		t.Error(err)
	}
	if len(locked.Drafts()) != 1 {
		t.Errorf("refused, it holds %v", locked.Drafts())
	}
}
