package assess

import (
	"sync"
	"time"
)

// saver carries out disk work one piece after the other, off the window's goroutine.
type saver struct {
	mu     sync.Mutex
	wake   *sync.Cond
	jobs   []func()
	busy   bool
	closed bool
}

func newSaver() *saver {
	s := &saver{}
	s.wake = sync.NewCond(&s.mu)
	go s.run()
	return s
}

// add queues a job; it is ignored after stop.
func (s *saver) add(job func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.jobs = append(s.jobs, job)
		s.wake.Broadcast()
	}
}

// wait returns when every job queued so far is done.
func (s *saver) wait() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.busy || len(s.jobs) > 0 {
		s.wake.Wait()
	}
}

// stop ends the goroutine after the jobs queued so far.
func (s *saver) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.wake.Broadcast()
}

// closing reports whether stop was called; a job that tries again gives up then.
func (s *saver) closing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

func (s *saver) run() {
	for {
		s.mu.Lock()
		for len(s.jobs) == 0 && !s.closed {
			s.wake.Wait()
		}
		if len(s.jobs) == 0 {
			s.mu.Unlock()
			return
		}
		job := s.jobs[0]
		s.jobs, s.busy = s.jobs[1:], true
		s.mu.Unlock()
		job()
		s.mu.Lock()
		s.busy = false
		s.wake.Broadcast()
		s.mu.Unlock()
	}
}

// retryPause is how long to wait before trying a failed save again.
const retryPause = 3 * time.Second
