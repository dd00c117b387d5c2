package review

import (
	"path/filepath"
	"testing"
)

// Who works on a copy is kept in it, and does not go along into another copy.
func TestMe(t *testing.T) {
	b := newBookAt(t)
	if b.Me() != (Person{}) || b.SetMe(Person{Unit: "市信息局"}) == nil {
		t.Error("somebody without a name")
	}
	must(t, b.SetMe(bureau))
	before := len(b.Events())
	path := filepath.Join(t.TempDir(), "b.huizong")
	_, err := b.CopyTo(t.Context(), b.Me(), path)
	must(t, err)
	if _, err := b.CopyTo(t.Context(), bureau, path); err == nil {
		t.Error("copied over a file")
	}
	if b.Me() != bureau || len(b.Events()) != before+1 {
		t.Error(b.Me())
	}
	other, err := Open(path, Options{})
	must(t, err)
	defer other.Close()
	if other.Me() != (Person{}) || len(other.Events()) != before+1 || other.Copy() == b.Copy() {
		t.Error(other.Me(), other.Events())
	}
}
