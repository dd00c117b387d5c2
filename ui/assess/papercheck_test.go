package assess

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
)

// reading is a check of all evidence that ends when the test lets it, as one just done does whatever its context, or when the file is
// closed.
type reading struct {
	ctx   context.Context
	found chan string // the message of the problem found
}

// slowReading has the evidence read as the test says, and gives the readings as they begin.
func (r *rig) slowReading(t *testing.T) (next func() *reading) {
	began := make(chan *reading, 10)
	closing := r.Context()
	r.papers.read = func(ctx context.Context, _ *dossier.File, _ files.Progress) ([]forms.Problem, error) {
		c := &reading{ctx, make(chan string)}
		began <- c
		select {
		case words := <-c.found:
			return []forms.Problem{{Severity: forms.Error, Message: words}}, nil
		case <-closing.Done():
			return nil, files.ErrCancelled
		}
	}
	return func() *reading {
		t.Helper()
		select {
		case c := <-began:
			return c
		case <-time.After(20 * time.Second):
			t.Fatal("the evidence is not read")
		}
		return nil
	}
}

func (r *rig) problem(words string) bool {
	for _, p := range r.Problems {
		if p.Message == words {
			return true
		}
	}
	return false
}

// The evidence is read once at a time: asked again, a reading under way is joined, one of other evidence is ended and what it found left
// out; what was found stands until the evidence is another, and closing ends what is under way.
func TestEvidenceIsReadOnceAtATime(t *testing.T) {
	r := newRig(t)
	next := r.slowReading(t)
	dir := t.TempDir()
	attach := func(name string) {
		write(t, filepath.Join(dir, name), name)
		r.attach("5.1", filepath.Join(dir, name))
		r.settle()
	}
	attach("通知.txt")
	r.CheckPapers()
	first, run := next(), r.papers.run
	r.CheckPapers()
	if r.papers.run != run || first.ctx.Err() != nil {
		t.Fatal("asked again, it is read again")
	}
	attach("材料.txt")
	r.CheckPapers()
	if first.ctx.Err() == nil {
		t.Error("the reading of evidence that is another now goes on")
	}
	next().found <- "查出的"
	r.until(t, func() bool { return r.problem("查出的") })
	r.settle()
	first.found <- "过时的"
	(<-r.queue)()
	if err := r.Set(forms.RemarkPath(5), "与佐证无关"); err != nil {
		t.Fatal(err)
	}
	r.CheckPapers()
	if r.papers.run != nil || !r.problem("查出的") || r.problem("过时的") {
		t.Errorf("read again: %v, 查出的: %v, 过时的: %v", r.papers.run != nil, r.problem("查出的"), r.problem("过时的"))
	}
	attach("照片.txt")
	r.CheckPapers()
	last := next()
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if last.ctx.Err() == nil {
		t.Error("closing leaves a reading under way")
	}
}

// 取消 and Escape end the check that finalizing begins with, however far it is.
func TestFinalizingEndsItsCheck(t *testing.T) {
	away := map[string]func(*stage){
		"取消":  func(st *stage) { st.press(t, "取消") },
		"Esc": func(st *stage) { st.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	}
	for name, leave := range away {
		t.Run(name, func(t *testing.T) {
			st := newStage(t)
			f := newFinalizing(st.desk)
			began, ended := make(chan struct{}), make(chan struct{})
			f.all = func(ctx context.Context, _ *dossier.File, _ string, _ files.Progress) ([]forms.Problem, error) {
				close(began)
				<-ctx.Done()
				close(ended)
				return nil, files.ErrCancelled
			}
			f.check()
			f.guide.Show()
			<-began
			leave(st)
			select {
			case <-ended:
			case <-time.After(20 * time.Second):
				t.Fatal("the check goes on")
			}
			st.settle()
			if f.guide.Open() || len(st.told) != 0 {
				t.Errorf("the guide is open: %v; told %q", f.guide.Open(), st.told)
			}
		})
	}
}
