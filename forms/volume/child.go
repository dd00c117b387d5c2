package volume

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// childName marks the process that reads foreign files.
const childName = "ZICHA_VOLUME_CHILD"

// job is one file to be made into a piece. Memory is in bytes.
type job struct {
	Path   string `json:"path"`
	Out    string `json:"out"`
	Size   int64  `json:"size"` // of the file
	Memory int64  `json:"memory"`
}

// reply tells that a child is ready, or that it has written a piece.
type reply struct {
	Fault fault `json:"fault,omitempty"`
}

// ChildMain must be called first thing by every program, and every TestMain, that makes volumes: the program starts itself again to
// read foreign files in, so that one that is broken or made to do harm takes down nothing but that. In such a child it works and
// never returns; otherwise it does nothing.
func ChildMain() {
	if os.Getenv(childName) == "" {
		return
	}
	debug.SetMaxStack(64 << 20)
	debug.SetGCPercent(400) // the limit on memory sees to the rest
	jobs := make(chan job)
	go func() { // a parent that has gone leaves no child working
		in := json.NewDecoder(os.Stdin)
		for {
			var j job
			if in.Decode(&j) != nil {
				os.Exit(0)
			}
			jobs <- j
		}
	}()
	out := json.NewEncoder(os.Stdout)
	for first := true; ; first = false {
		if first {
			_ = out.Encode(reply{})
		}
		j := <-jobs
		stop := bound(j.Memory)
		f := convert(j)
		stop()
		if out.Encode(reply{f}) != nil {
			os.Exit(1)
		}
		if j.Size > alone { // what a large file took is given back before the next
			debug.FreeOSMemory()
		}
	}
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

// convert makes one file into a piece; a panic on foreign bytes is damage.
func convert(j job) (f fault) {
	defer func() {
		if recover() != nil {
			f = faultDamaged
		}
	}()
	if err := writePiece(j); err != nil {
		return faultOf(err)
	}
	return ""
}

// writePiece writes the objects first, as the head is known only then, and puts the head before them.
func writePiece(j job) error {
	file, err := os.Open(j.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	first := make([]byte, 1024)
	n, _ := io.ReadFull(file, first)
	kind := kindOf(first[:n])
	if kind == "" {
		return faultError{faultOther}
	}
	body, err := os.Create(j.Out + ".body")
	if err != nil {
		return err
	}
	defer os.Remove(body.Name())
	defer body.Close()
	w := &pieceWriter{w: bufio.NewWriterSize(body, 1<<18)}
	var h head
	if kind == kindPDF {
		h, err = pdfPiece(file, w)
	} else {
		h, err = picturePiece(file, kind, w)
	}
	if err != nil {
		return err
	}
	w.op(opClose)
	if err := errors.Join(w.err, w.w.Flush()); err != nil {
		return err
	}
	h.Objects, h.Bytes = w.count, w.size
	return joinPiece(j.Out, h, body)
}

func joinPiece(path string, h head, body *os.File) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	line, err := json.Marshal(h)
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

// worker is a child process, started when it is first needed and again after it has died.
type worker struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	replies chan reply // closed when the child is gone
	greeted bool       // the child has said that it is there
}

var errNoChild = errors.New("child process does not start")

// start starts the program again as a child, unless there is one, and does not wait until it is ready. A child starts none: a program
// that forgot to call ChildMain would go on for ever.
func (w *worker) start() error {
	if w.cmd != nil {
		return nil
	}
	if os.Getenv(childName) != "" {
		return errNoChild
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("%w: %w", errNoChild, err)
	}
	cmd := exec.Command(self, "-test.run=^$") // a test program without ChildMain then does nothing
	cmd.Env = append(os.Environ(), childName+"=1", "GOTRACEBACK=none")
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("%w: %w", errNoChild, err)
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errNoChild, err)
	}
	w.cmd, w.in, w.replies, w.greeted = cmd, in, make(chan reply), false
	go w.listen(cmd, out, w.replies)
	return nil
}

// greet waits until the child is ready.
func (w *worker) greet(ctx context.Context) error {
	const patience = 30 * time.Second // slow disks, virus scanners
	if w.greeted {
		return nil
	}
	if _, err := w.wait(ctx, patience); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return errNoChild
	}
	w.greeted = true
	return nil
}

// listen passes on what the child says, and reaps it.
func (w *worker) listen(cmd *exec.Cmd, out io.Reader, replies chan<- reply) {
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
func (w *worker) wait(ctx context.Context, patience time.Duration) (reply, error) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r, ok := <-w.replies:
		if !ok {
			w.cmd = nil
			return reply{faultKilled}, errors.New("child died")
		}
		return r, nil
	case <-timer.C:
		w.stop()
		return reply{faultTime}, errors.New("child is too slow")
	case <-ctx.Done():
		w.stop()
		return reply{}, ctx.Err()
	}
}

// stop ends the child and waits until it is gone.
func (w *worker) stop() {
	if w.cmd == nil {
		return
	}
	_ = w.in.Close()
	_ = w.cmd.Process.Kill()
	for range w.replies { // until it is reaped
	}
	w.cmd = nil
}

// do has one file made into a piece. The error is for a cancelled context and for a child that does not start.
func (w *worker) do(ctx context.Context, j job, patience time.Duration) (fault, error) {
	if err := w.start(); err != nil {
		return "", err
	}
	if err := w.greet(ctx); err != nil {
		return "", err
	}
	line, err := json.Marshal(j)
	if err != nil {
		return "", err
	}
	_, _ = w.in.Write(append(line, '\n')) // a child that has died is told below
	r, _ := w.wait(ctx, patience)         // the fault says it all
	return r.Fault, ctx.Err()
}

// workers is how many children work side by side.
func workers() int { return max(1, min(2, runtime.NumCPU())) }
