package uitest

import (
	"fmt"
	"math/rand/v2"

	"zicha/scoring/soak"
)

// Worker works in a window without a screen until its process is killed, and says what the head of the window says is on the disk.
type Worker struct {
	R *rand.Rand
	N int // the number of the act

	queue chan func() // what waits for the window's goroutine
	said  string
}

// NewWorker begins one; order is that of a soak.Killing, path the file to work on. Workers of one order do the same, those of another seed
// something else.
func NewWorker(order string, seed uint64) (w *Worker, path string, err error) {
	path, round, err := soak.Ordered(order)
	return &Worker{R: rand.New(rand.NewPCG(uint64(round), seed)), N: round * 1000, queue: make(chan func(), 100_000)}, path, err
}

// Later has something run on the window's goroutine.
func (w *Worker) Later(fn func()) { w.queue <- fn }

// Forever says that it begins, and acts; wait waits for the disk.
func (w *Worker) Forever(act, wait func()) {
	fmt.Println("begin")
	for {
		w.N++
		act()
		w.Hear(wait)
	}
}

// Hear lets what the disk has done reach the window, now and then after all of it.
func (w *Worker) Hear(wait func()) {
	if w.R.IntN(2) == 0 {
		wait()
	}
	w.HearAll()
}

// HearAll lets what has come so far reach the window.
func (w *Worker) HearAll() {
	for len(w.queue) > 0 {
		(<-w.queue)()
	}
}

// Say says a line, where it is something new.
func (w *Worker) Say(line string) {
	if line != w.said {
		fmt.Println(line)
		w.said = line
	}
}
