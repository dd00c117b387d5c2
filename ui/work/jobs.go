package work

import (
	"context"
	"sync"
	"time"

	"zicha/ui/runlog"
)

// Jobs carries out the disk work of an open file, off the window's goroutine: one job after the other, or aside from them. Its
// methods are for the window's goroutine.
type Jobs struct {
	later  func(func())
	before func() // hands over what is being typed, so that work on the file meets it there
	after  func() // shows what the work has left, before the caller hears that it is done
	ctx    context.Context
	cancel context.CancelFunc
	aside  sync.WaitGroup
	ended  bool

	mu     sync.Mutex
	wake   *sync.Cond
	queue  []func()
	busy   bool
	closed bool
}

// NewJobs starts the goroutine; later runs a function on the window's.
func NewJobs(later func(func())) *Jobs {
	j := &Jobs{later: later, before: func() {}, after: func() {}}
	j.wake = sync.NewCond(&j.mu)
	j.ctx, j.cancel = context.WithCancel(context.Background())
	go j.run()
	return j
}

// Later runs a function on the window's goroutine, unless the file was closed meanwhile. It may be called from any goroutine.
func (j *Jobs) Later(fn func()) {
	j.later(func() {
		if !j.ended {
			fn()
		}
	})
}

// Context ends when the file is closed.
func (j *Jobs) Context() context.Context { return j.ctx }

// Background runs work after the saves queued so far and before those to come, then done on the window's goroutine.
func (j *Jobs) Background(work func() error, done func(error)) {
	j.before()
	j.add(func() {
		err := work()
		j.Later(func() { j.after(); done(err) })
	})
}

// Aside runs work that reads the file after the saves queued so far, without holding up those to come; done follows on the
// window's goroutine. Closing the file ends the work's context and waits for it.
func (j *Jobs) Aside(work func(context.Context) error, done func(error)) {
	j.before()
	j.add(func() {
		j.aside.Add(1)
		go func() {
			defer runlog.LastWords()
			defer j.aside.Done()
			err := work(j.ctx)
			j.Later(func() { j.after(); done(err) })
		}()
	})
}

// Wait returns when every job queued so far is done.
func (j *Jobs) Wait() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for j.busy || len(j.queue) > 0 {
		j.wake.Wait()
	}
}

// add queues a job; it is ignored after Stop.
func (j *Jobs) add(job func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.closed {
		j.queue = append(j.queue, job)
		j.wake.Broadcast()
	}
}

// Stop ends the goroutine after the jobs queued so far, and waits for them and for the work aside, whose context ends at once.
func (j *Jobs) Stop() {
	j.cancel()
	j.mu.Lock()
	j.closed = true
	j.wake.Broadcast()
	j.mu.Unlock()
	j.Wait()
	j.aside.Wait()
	j.ended = true
}

// pause waits before a job is tried again and reports whether it is to be: not when the file is being closed.
func (j *Jobs) pause(d time.Duration) bool {
	select {
	case <-j.ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func (j *Jobs) run() {
	defer runlog.LastWords()
	for {
		j.mu.Lock()
		for len(j.queue) == 0 && !j.closed {
			j.wake.Wait()
		}
		if len(j.queue) == 0 {
			j.mu.Unlock()
			return
		}
		job := j.queue[0]
		j.queue, j.busy = j.queue[1:], true
		j.mu.Unlock()
		job()
		j.mu.Lock()
		j.busy = false
		j.wake.Broadcast()
		j.mu.Unlock()
	}
}
