package work

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

// Jobs run one after the other and work aside holds none of them up; what was being typed is handed over before each. Closing ends the
// work aside and waits for it, and nothing is heard or begun afterwards.
func TestJobs(t *testing.T) {
	queue := make(chan func(), 10)
	j := NewJobs(func(fn func()) { queue <- fn })
	var log []string
	heard := func(what string) func(error) {
		return func(err error) {
			if err != nil {
				what += " " + err.Error()
			}
			log = append(log, what)
		}
	}
	before := 0
	j.before = func() { before++ }
	begun, release, ended := make(chan struct{}), make(chan struct{}), false
	j.Background(func() error { <-release; return nil }, heard("one"))
	j.Aside(func(ctx context.Context) error {
		close(begun)
		<-ctx.Done()
		time.Sleep(time.Millisecond) // what has to be finished still
		ended = true
		return ctx.Err()
	}, heard("aside"))
	j.Background(func() error { return errors.New("failed") }, heard("two"))
	select {
	case <-begun:
		t.Fatal("the work aside began before the job in front of it was done")
	default:
	}
	close(release)
	j.Wait()
	(<-queue)()
	(<-queue)()
	if want := []string{"one", "two failed"}; !slices.Equal(log, want) || before != 3 {
		t.Fatalf("heard %q, handed over %d times", log, before)
	}
	if !j.pause(time.Nanosecond) || j.Context().Err() != nil {
		t.Error("a job is not tried again")
	}
	<-begun
	j.Stop()
	if !ended || j.Context().Err() == nil || j.pause(time.Hour) {
		t.Errorf("after closing: the work aside has ended %v", ended)
	}
	j.Background(func() error { t.Error("begun after closing"); return nil }, heard("late"))
	j.Wait()
	for len(queue) > 0 {
		(<-queue)()
	}
	if len(log) != 2 {
		t.Errorf("heard after closing: %q", log[2:])
	}
}

// A job of a file that stays open for long is waited for by the goroutine, not asked for in a circle, and one that comes then is done.
func TestJobsWaitForMore(t *testing.T) {
	queue := make(chan func(), 10)
	j := NewJobs(func(fn func()) { queue <- fn })
	for range 3 {
		done := false
		j.Background(func() error { return nil }, func(error) { done = true })
		j.Wait()
		if (<-queue)(); !done {
			t.Fatal("a job was not done")
		}
	}
	j.Stop()
}
