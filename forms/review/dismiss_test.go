package review

import (
	"path/filepath"
	"testing"
)

// A clue is dismissed with a name and a reason, stays so in a book opened again and in a joined copy, and can be taken up again.
func TestDismiss(t *testing.T) {
	const key, words = "0123456789abcdef", "涡阳县佐证5-01、蒙城县佐证5-01是同一个文件"
	b := newBookAt(t)
	refused(t, b.Dismiss(Person{}, key, words, "转发的文件"), "姓名")
	refused(t, b.Dismiss(bureau, key, words, " "), "理由")
	refused(t, b.Dismiss(bureau, "0123", words, "转发的文件"), "编号")
	refused(t, b.Dismiss(bureau, key, "", "再看"), "没有排除过")
	path := filepath.Join(t.TempDir(), "b.huizong")
	_, err := b.CopyTo(t.Context(), bureau, path)
	must(t, err)
	dismissal := func(b *Book) *Event {
		v, err := b.View()
		must(t, err)
		return v.Dismissal(key)
	}
	if dismissal(b) != nil {
		t.Error("dismissed before it was")
	}
	must(t, b.Dismiss(bureau, " 0123456789ABCDEF", words, "转发的文件"))
	if e := dismissal(b); e == nil || e.Reason != "转发的文件" || e.Value != words || e.By != bureau.By {
		t.Errorf("%+v", e)
	}
	other, err := Open(path, Options{})
	must(t, err)
	defer other.Close()
	plan, err := other.PlanJoin(b)
	must(t, err)
	must(t, other.Join(bureau, plan))
	if dismissal(other) == nil {
		t.Error("lost on joining")
	}
	must(t, other.Dismiss(bureau, key, "", "又来一家"))
	if dismissal(other) != nil {
		t.Error("not taken up again")
	}
	must(t, other.Dismiss(bureau, key, words, "看过了"))
	if e := dismissal(other); e == nil || e.Reason != "看过了" {
		t.Errorf("%+v", e)
	}
}
