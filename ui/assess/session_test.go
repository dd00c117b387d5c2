package assess

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zicha/forms/intake"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/scoring"
)

func loadEdition(t testing.TB) *scoring.Edition {
	t.Helper()
	return formtest.Edition(t)
}

// rig is a session on a new file; what it wants run on the window's goroutine waits in a queue.
type rig struct {
	*Session
	path  string
	queue chan func()
}

func newRig(t testing.TB) *rig {
	t.Helper()
	e := loadEdition(t)
	path := filepath.Join(t.TempDir(), "涡阳县.zicha")
	f, err := dossier.Create(path, e, forms.Begin(e, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{path: path, queue: make(chan func(), 10000)}
	r.Session = NewSession(f, false, func(fn func()) { r.queue <- fn })
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// settle saves and lets everything queued happen.
func (r *rig) settle() {
	r.Flush()
	r.Wait()
	for {
		select {
		case fn := <-r.queue:
			fn()
		default:
			return
		}
	}
}

// until runs the queue till done holds.
func (r *rig) until(t *testing.T, done func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for !done() {
		select {
		case fn := <-r.queue:
			fn()
		case <-deadline:
			t.Fatal("nothing more happened")
		}
	}
}

// sampleText gives something a field can hold.
func sampleText(f *scoring.Field) string {
	switch f.Kind {
	case scoring.KindYes:
		return "是"
	case scoring.KindOption:
		return f.Options[0].Label
	case scoring.KindCount:
		return "３"
	case scoring.KindAmount:
		return "12.5"
	case scoring.KindClaim:
		return "1"
	case scoring.KindDate:
		return "2017.9.1"
	case scoring.KindMonth:
		return "9"
	}
	return f.Label + "的内容"
}

// fill answers every criterion for which want holds; the screens follow once, at the end.
func fill(t testing.TB, s *Session, want func(i int) bool) {
	t.Helper()
	follow := s.OnChange
	s.OnChange = func() {}
	defer func() { s.OnChange = follow; follow() }()
	for i, c := range s.Values.Edition.Criteria() {
		if !want(i) {
			continue
		}
		for _, f := range c.Fields {
			if err := s.Set(forms.AnswerPath(c.ID, f.Key), sampleText(f)); err != nil {
				t.Fatalf("%s %s: %v", c.ID, f.Key, err)
			}
		}
		if c.Register == nil {
			continue
		}
		for range 3 {
			cells := map[string]string{}
			for _, col := range c.Register.Columns {
				v, err := col.Normalize(sampleText(col))
				if err != nil {
					t.Fatal(err)
				}
				cells[col.Key] = v
			}
			changes := s.Values.AddRows(c.ID, cells)
			s.Do("", changes)
		}
	}
}

func TestSavedAndReopened(t *testing.T) {
	r := newRig(t)
	if err := r.Set("answer/5.3/articles", "４"); err != nil {
		t.Fatal(err)
	}
	if err := r.Set("narrative/5", "开展了宣传。"); err != nil {
		t.Fatal(err)
	}
	if text, _ := r.SaveState(); !strings.HasPrefix(text, "正在保存") {
		t.Errorf("before the disk has it the state is %q", text)
	}
	r.settle()
	if text, _ := r.SaveState(); !strings.HasPrefix(text, "已保存 ") || !r.Saved() {
		t.Errorf("after saving the state is %q", text)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Open(r.path, dossier.Options{Editions: []*scoring.Edition{r.Values.Edition}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.Dossier().Get("answer/5.3/articles"); got != "4" {
		t.Errorf("reopened: %q articles", got)
	}
	if got := f.Dossier().Narrative("5"); got != "开展了宣传。" {
		t.Errorf("reopened: 完成情况 %q", got)
	}
}

func TestTypingIsOneStepOfHistory(t *testing.T) {
	r := newRig(t)
	for _, text := range []string{"1", "12", "123"} {
		if err := r.Set("answer/10.1/departments", text); err != nil {
			t.Fatal(err)
		}
	}
	r.settle()
	words, ok := r.File.CanUndo()
	if !ok || !strings.Contains(words, "→123") {
		t.Errorf("the step is %q, %v", words, ok)
	}
	var undone string
	r.Undo(func(w string, err error) {
		if err != nil {
			t.Error(err)
		}
		undone = w
	})
	r.settle()
	if undone != words || r.Values.Get("answer/10.1/departments") != "" {
		t.Errorf("undone %q, value %q", undone, r.Values.Get("answer/10.1/departments"))
	}
	r.Redo(func(string, error) {})
	r.settle()
	if got := r.Values.Get("answer/10.1/departments"); got != "123" {
		t.Errorf("redone: %q", got)
	}
}

func TestRefusedTextIsKept(t *testing.T) {
	r := newRig(t)
	const p = forms.Path("answer/5.3/articles")
	if err := r.Set(p, "4"); err != nil {
		t.Fatal(err)
	}
	if err := r.Set(p, "四篇"); err == nil {
		t.Fatal("四篇 was taken as a number")
	}
	if r.Shown(p) != "四篇" || r.Values.Get(p) != "" {
		t.Errorf("shown %q, value %q", r.Shown(p), r.Values.Get(p))
	}
	if err := r.Set(p, "5"); err != nil {
		t.Fatal(err)
	}
	if _, bad := r.Refused(p); bad || r.Shown(p) != "5" {
		t.Errorf("after mending it shows %q", r.Shown(p))
	}
}

// attach takes files in, each as an item.
func (r *rig) attach(criterion string, paths ...string) *intake.Taken {
	taken := intake.TakeIn(context.Background(), r.File, intake.Batch{Criterion: criterion, Pieces: intake.Apiece(paths)}, nil)
	r.take(taken)
	return taken
}

func TestEvidenceComesIn(t *testing.T) {
	r := newRig(t)
	dir := t.TempDir()
	first, gone := filepath.Join(dir, "《通知》.txt"), filepath.Join(dir, "没有.pdf")
	write(t, first, "活动通知")
	in := r.attach("5.1", first, gone, first)
	r.settle()
	if len(in.Added) != 1 || len(in.Failed) != 1 || len(in.Same) != 1 {
		t.Fatalf("added %d, failed %v, same %v", len(in.Added), in.Failed, in.Same)
	}
	items := r.Values.Evidence("5.1")
	if len(items) != 1 || items[0].Number != "5-01" || items[0].Title != "《通知》" {
		t.Fatalf("evidence %+v", items)
	}
	if _, err := r.AddApart("5.1", "宣传册"); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "副本.txt")
	if err := r.File.SaveCopy(context.Background(), items[0].Files[0], files.Place{Path: out}); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(out); err != nil || string(data) != "活动通知" {
		t.Errorf("copied out: %q, %v", data, err)
	}
	changes, err := r.Values.RemoveEvidence(items[0].ID, "放错了")
	if err != nil {
		t.Fatal(err)
	}
	r.Do("", changes)
	r.settle()
	if left := r.Values.Evidence("5.1"); len(left) != 1 || left[0].Number != "5-02" {
		t.Errorf("after removing: %+v", left)
	}
}

func TestReplacedScanKeepsItsNumber(t *testing.T) {
	r := newRig(t)
	path := filepath.Join(t.TempDir(), "扫描.txt")
	write(t, path, "旧")
	r.attach("1.1", path)
	item := r.Values.Evidence("1.1")[0]
	write(t, path, "更清楚的")
	taken, err := r.File.TakeIn(context.Background(), []string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.swap(swap{item.ID, item.Files[0]}, taken); err != nil {
		t.Error(err)
	}
	now := r.Values.Evidence("1.1")[0]
	if now.Number != item.Number || len(now.Files) != 1 || now.Files[0].SHA256 == item.Files[0].SHA256 {
		t.Errorf("was %+v, is %+v", item, now)
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestCloseTellsWhatIsNotSaved: a disk that fails while the program closes is not passed over in silence.
func TestCloseTellsWhatIsNotSaved(t *testing.T) {
	r := newRig(t)
	if err := r.Set("narrative/5", "最后一句"); err != nil {
		t.Fatal(err)
	}
	if err := r.File.Close(); err != nil { // as good as a disk that is gone
		t.Fatal(err)
	}
	if err := r.Close(); err == nil {
		t.Error("closing says nothing of the last change")
	}
}
