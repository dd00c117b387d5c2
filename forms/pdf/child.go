package pdf

import (
	"bufio"
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

// childName is set for the process that reads foreign files.
const childName = "ZICHA_PDF_CHILD"

// The usual bounds of the work on one file, besides what its size calls for.
const (
	usualMemory   = 600 << 20
	usualPatience = 60 * time.Second
	slowest       = 1 << 20 // bytes a second that are waited for
)

// Job is one file to be made into a document, which is written to Out. Memory, in bytes, and Patience bound the work beyond what the
// file's size calls for; 0 is the usual.
type Job struct {
	Path     string        `json:"path"`
	Out      string        `json:"out"`
	Size     int64         `json:"size"` // of the file
	Memory   int64         `json:"memory"`
	Patience time.Duration `json:"-"`
	Whole    bool          `json:"whole"` // long pages are not cut, as they were not in papers of before
	Trace    bool          `json:"trace"` // its pictures are looked at instead, see Child.Trace; Out is not used
}

// reply tells that a child is ready, that it has written a document, or what it has seen.
type reply struct {
	Fault  Fault   `json:"fault,omitempty"`
	Traces *Traces `json:"traces,omitempty"`
}

// ChildMain must be called first thing by every program, and every TestMain, that uses a Child: the program starts itself again to read
// foreign files in, so that one that is broken or made to do harm takes down nothing but that. In such a child it works and never
// returns; otherwise it does nothing.
func ChildMain() {
	if os.Getenv(childName) == "" {
		return
	}
	debug.SetMaxStack(64 << 20)
	debug.SetGCPercent(400) // the limit on memory sees to the rest
	jobs := make(chan Job)
	go func() { // a parent that has gone leaves no child working
		in := json.NewDecoder(os.Stdin)
		for {
			var j Job
			if in.Decode(&j) != nil {
				os.Exit(0)
			}
			jobs <- j
		}
	}()
	out := json.NewEncoder(os.Stdout)
	for r := (reply{}); out.Encode(r) == nil; {
		j := <-jobs
		stop := bound(j.Memory)
		r = j.work()
		stop()
		if j.Size > 48<<20 { // what a large file took is given back before the next
			debug.FreeOSMemory()
		}
	}
	os.Exit(1)
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

// work does a job in the child.
func (j Job) work() reply {
	if j.Trace {
		t := traced(j.Path)
		return reply{Traces: &t}
	}
	return reply{Fault: convert(j)}
}

// convert makes one file into a document; a panic on foreign bytes is damage.
func convert(j Job) (f Fault) {
	defer func() {
		if recover() != nil {
			f = Damaged
		}
	}()
	err := writeDocument(j)
	if err != nil && !errors.As(err, &f) {
		return Damaged
	}
	return f
}

// writeDocument writes the objects first, as what stands before them is known only then.
func writeDocument(j Job) error {
	file, info, err := files.Open(j.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	body, err := os.Create(j.Out + ".body")
	if err != nil {
		return err
	}
	defer os.Remove(body.Name())
	defer body.Close()
	w := &documentWriter{w: bufio.NewWriterSize(body, 1<<18), whole: j.Whole}
	d, err := readFile(file, info.Size(), w)
	if err == nil {
		err = w.close(&d)
	}
	if err != nil {
		return err
	}
	out, err := os.Create(j.Out)
	if err != nil {
		return err
	}
	line, err := json.Marshal(d)
	if err == nil {
		_, err = out.Write(append(line, '\n'))
	}
	if err == nil {
		_, err = body.Seek(0, io.SeekStart)
	}
	if err == nil {
		_, err = io.Copy(out, body)
	}
	return errors.Join(err, out.Close())
}

// readFile makes what it is told by its first bytes of a file.
func readFile(file io.ReaderAt, size int64, w *documentWriter) (Document, error) {
	switch kind := kindOf(file, size); kind {
	case "":
		return Document{}, Other
	case kindPDF:
		f, err := openFile(file, size)
		if err != nil {
			return Document{}, err
		}
		r := newReader(f, w)
		err = r.pages()
		return r.doc, err
	default:
		return readPictures(file, size, pictureWriter{kind, w})
	}
}

// Child is a process that reads foreign files, started when it is first needed and again after it has died. Its zero value is ready.
type Child struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	replies chan reply // closed when the child is gone
	greeted bool       // the child has said that it is there
}

// ErrNoChild is a program that cannot start itself again.
var ErrNoChild = errors.New("child process does not start")

// Start starts the program again as a child, unless there is one, and does not wait until it is ready. A child starts none: a program
// that forgot to call ChildMain would go on for ever.
func (c *Child) Start() error {
	if c.cmd != nil {
		return nil
	}
	if os.Getenv(childName) != "" {
		return ErrNoChild
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoChild, err)
	}
	cmd := exec.Command(self, "-test.run=^$") // a test program without ChildMain then does nothing
	cmd.Env = append(os.Environ(), childName+"=1", "GOTRACEBACK=none")
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
	go c.listen(cmd, out, c.replies)
	return nil
}

// greet waits until the child is ready.
func (c *Child) greet(ctx context.Context) error {
	const patience = 30 * time.Second // slow disks, virus scanners
	if c.greeted {
		return nil
	}
	if _, err := c.wait(ctx, patience); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return ErrNoChild
	}
	c.greeted = true
	return nil
}

// listen passes on what the child says, and reaps it.
func (c *Child) listen(cmd *exec.Cmd, out io.Reader, replies chan<- reply) {
	in := json.NewDecoder(out)
	for {
		var r reply
		if in.Decode(&r) != nil {
			break
		}
		replies <- r
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	close(replies)
}

// wait waits for the next reply; a child that gives none in time is killed.
func (c *Child) wait(ctx context.Context, patience time.Duration) (reply, error) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r, ok := <-c.replies:
		if !ok {
			c.cmd = nil
			return reply{Fault: Killed}, errors.New("child died")
		}
		return r, nil
	case <-timer.C:
		c.Stop()
		return reply{Fault: Slow}, errors.New("child is too slow")
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

// ask gives a child its work and waits for what it says. The error is for a cancelled context and ErrNoChild.
func (c *Child) ask(ctx context.Context, j Job) (reply, error) {
	if j.Memory == 0 {
		j.Memory = usualMemory
	}
	if j.Patience == 0 {
		j.Patience = usualPatience
	}
	j.Memory += j.Size * 3 / 2
	if err := c.Start(); err != nil {
		return reply{}, err
	}
	if err := c.greet(ctx); err != nil {
		return reply{}, err
	}
	line, err := json.Marshal(j)
	if err != nil {
		return reply{}, err
	}
	_, _ = c.in.Write(append(line, '\n'))                                     // a child that has died is told below
	r, _ := c.wait(ctx, j.Patience+time.Duration(j.Size/slowest)*time.Second) // the fault says it all
	return r, ctx.Err()
}

// Convert has a file made into a document and gives what that says of itself: a fault where there is none. The error is for a cancelled
// context and ErrNoChild.
func (c *Child) Convert(ctx context.Context, j Job) (Document, error) {
	r, err := c.ask(ctx, j)
	if r.Fault != "" || err != nil {
		return Document{Fault: r.Fault}, err
	}
	out, err := os.Open(j.Out)
	if err != nil {
		return Document{Fault: Damaged}, nil
	}
	defer out.Close()
	d, err := ReadDocument(bufio.NewReader(out))
	if err != nil || len(d.Pages) == 0 && d.Fault == "" {
		d = Document{Fault: Damaged}
	}
	return d, nil
}
