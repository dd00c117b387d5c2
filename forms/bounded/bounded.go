// Package bounded has foreign bytes read in a process of its own: the program starts itself again, so that a file that is broken or made
// to do harm takes down nothing but that, and keeps it within bounds on memory and time. What is read is up to the kinds of children.
package bounded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"zicha/forms/files"
)

// childName is set, to the kind, for a process that reads foreign files.
const childName = "ZICHA_CHILD"

// The usual bounds of the work on one file, besides what its size calls for.
const (
	usualMemory   = 600 << 20
	usualPatience = 60 * time.Second
	slowest       = 1 << 20 // bytes a second that are waited for
	largeFile     = 48 << 20
)

// Kind names what a child does; the program has one Main for each.
type Kind string

// Limits bound the work on one file of so many bytes. Memory, in bytes, and Patience are beyond what the size calls for; 0 is the usual.
type Limits struct {
	Size     int64
	Memory   int64
	Patience time.Duration
}

// Answer is what a child says of its work: a value for JSON and bytes as they are. Last ends the child, where it may have been harmed.
type Answer struct {
	Value any
	Bytes []byte
	Last  bool
}

// order is a piece of work on its way to the child.
type order struct {
	Size   int64           `json:"size"`
	Memory int64           `json:"memory"`
	Job    json.RawMessage `json:"job"`
}

// reply is an answer on its way back; so many bytes follow its line. The first one tells that the child is ready.
type reply struct {
	Value json.RawMessage `json:"value,omitempty"`
	Bytes int             `json:"bytes,omitempty"`
	Last  bool            `json:"last,omitempty"`

	bytes []byte
}

// Main works as a child of this kind and never returns where the process is one, and otherwise does nothing. start is called once there
// and gives what does the work.
func (k Kind) Main(start func() func(job []byte) Answer) {
	if os.Getenv(childName) != string(k) {
		return
	}
	debug.SetMaxStack(64 << 20)
	debug.SetGCPercent(400) // the limit on memory sees to the rest
	orders := make(chan order)
	go func() { // a parent that has gone leaves no child working
		in := json.NewDecoder(os.Stdin)
		for {
			var o order
			if in.Decode(&o) != nil {
				os.Exit(0)
			}
			orders <- o
		}
	}()
	work := start()
	for said := (Answer{}); say(said) == nil && !said.Last; {
		o := <-orders
		stop := bound(o.Memory)
		said = work(o.Job)
		stop()
		if o.Size > largeFile { // what a large file took is given back before the next
			debug.FreeOSMemory()
		}
	}
	os.Exit(1)
}

// say writes an answer for the parent.
func say(a Answer) error {
	value, err := json.Marshal(a.Value)
	if err != nil {
		return err
	}
	line, err := json.Marshal(reply{Value: value, Bytes: len(a.Bytes), Last: a.Last})
	if err == nil {
		_, err = os.Stdout.Write(append(line, '\n'))
	}
	if err == nil {
		_, err = os.Stdout.Write(a.Bytes)
	}
	return err
}

// bound keeps this process within so much memory until stop is called: what asks for more ends it. The operating system sees to
// that where it can; a look every so often does elsewhere.
func bound(memory int64) (stop func()) {
	debug.SetMemoryLimit(memory * 3 / 4)
	limitAddressSpace(memory)
	done := make(chan struct{})
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			metrics.Read(sample)
			if int64(sample[0].Value.Uint64()-sample[1].Value.Uint64()) > memory {
				os.Exit(3)
			}
		}
	}()
	return func() { close(done) }
}

// Child is a process that reads foreign files, started when it is first needed and again after it has died. Its zero value, with a
// kind, is ready; it is for one goroutine at a time.
type Child struct {
	Kind Kind
	Wait time.Duration // how long it may take to be ready, 0: the usual

	cmd     *exec.Cmd
	in      io.WriteCloser
	replies chan reply // closed when the child is gone
	greeted bool       // the child has said that it is there
}

// What can go wrong with a child, besides a cancelled context.
var (
	ErrNoChild = errors.New("child process does not start") // the program cannot start itself again
	ErrKilled  = errors.New("child died")                   // or ran into its limits
	ErrSlow    = errors.New("child is too slow")
)

// Start starts the program again as a child, unless there is one, and does not wait until it is ready. A child starts none: a program
// that forgot to call Main would go on for ever.
func (c *Child) Start() error {
	if c.cmd != nil {
		return nil
	}
	if os.Getenv(childName) != "" {
		return ErrNoChild
	}
	self, err := files.Program()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoChild, err)
	}
	cmd := exec.Command(self, "-test.run=^$") // a test program without Main then does nothing
	cmd.Env = append(os.Environ(), childName+"="+string(c.Kind), "GOTRACEBACK=none")
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoChild, err)
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoChild, err)
	}
	c.cmd, c.in, c.replies, c.greeted = cmd, in, make(chan reply), false
	go listen(cmd, out, c.replies)
	return nil
}

// Greet starts the child where there is none and waits until it is ready. The error is for a cancelled context, which ends the child,
// and ErrNoChild.
func (c *Child) Greet(ctx context.Context) error {
	const patience = 30 * time.Second // slow disks, virus scanners
	if err := c.Start(); err != nil || c.greeted {
		return err
	}
	if _, err := c.wait(ctx, max(patience, c.Wait)); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return ErrNoChild
	}
	c.greeted = true
	return nil
}

// wait waits for the next reply; a child that gives none in time is killed.
func (c *Child) wait(ctx context.Context, patience time.Duration) (reply, error) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r, ok := <-c.replies:
		if !ok {
			c.cmd = nil
			return reply{}, ErrKilled
		}
		if r.Last {
			c.Stop()
		}
		return r, nil
	case <-timer.C:
		c.Stop()
		return reply{}, ErrSlow
	case <-ctx.Done():
		c.Stop()
		return reply{}, ctx.Err()
	}
}

// Stop ends the child and waits until it is gone.
func (c *Child) Stop() {
	if c.cmd == nil {
		return
	}
	_ = c.in.Close()
	_ = c.cmd.Process.Kill()
	for range c.replies { // until it is reaped
	}
	c.cmd = nil
}

// Ask gives a child its work, takes the value of its answer, and gives its bytes.
func (c *Child) Ask(ctx context.Context, l Limits, job, value any) ([]byte, error) {
	if l.Memory == 0 {
		l.Memory = usualMemory
	}
	if l.Patience == 0 {
		l.Patience = usualPatience
	}
	if err := c.Greet(ctx); err != nil {
		return nil, err
	}
	o := order{Size: l.Size, Memory: l.Memory + l.Size*3/2}
	var err error
	if o.Job, err = json.Marshal(job); err != nil {
		return nil, err
	}
	line, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	_, _ = c.in.Write(append(line, '\n')) // a child that has died is told below
	r, err := c.wait(ctx, l.Patience+time.Duration(l.Size/slowest)*time.Second)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err == nil && json.Unmarshal(r.Value, value) != nil {
		err = ErrKilled
	}
	return r.bytes, err
}
