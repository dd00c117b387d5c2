package pdf

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"time"

	"zicha/forms/bounded"
	"zicha/forms/files"
)

// childKind is the child that makes documents and looks at pictures.
const childKind bounded.Kind = "pdf"

// Job is one file to be made into a document, which is written to Out. Memory, in bytes, and Patience bound the work beyond what the
// file's size calls for; 0 is the usual.
type Job struct {
	Path     string        `json:"path"`
	Out      string        `json:"out"`
	Size     int64         `json:"-"` // of the file
	Memory   int64         `json:"-"`
	Patience time.Duration `json:"-"`
	Whole    bool          `json:"whole"` // long pages are not cut, as they were not in papers of before
	Trace    bool          `json:"trace"` // its pictures are looked at instead, see Child.Trace; Out is not used
}

// reply is what a child has seen of a file; a document it has written instead.
type reply struct {
	Fault  Fault   `json:"fault,omitempty"`
	Traces *Traces `json:"traces,omitempty"`
}

// ChildMain must be called first thing by every program, and every TestMain, that uses a Child: the program starts itself again to read
// foreign files in, so that one that is broken or made to do harm takes down nothing but that. In such a child it works and never
// returns; otherwise it does nothing.
func ChildMain() {
	childKind.Main(func() func([]byte) bounded.Answer {
		return func(line []byte) bounded.Answer {
			var j Job
			if json.Unmarshal(line, &j) != nil {
				return bounded.Answer{Value: reply{Fault: Damaged}}
			}
			return bounded.Answer{Value: j.work()}
		}
	})
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
type Child struct{ process bounded.Child }

// ErrNoChild is a program that cannot start itself again.
var ErrNoChild = bounded.ErrNoChild

// Start starts the program again as a child, unless there is one, and does not wait until it is ready.
func (c *Child) Start() error {
	c.process.Kind = childKind
	return c.process.Start()
}

// Stop ends the child and waits until it is gone.
func (c *Child) Stop() { c.process.Stop() }

// ask gives a child its work and waits for what it says. The error is for a cancelled context and ErrNoChild.
func (c *Child) ask(ctx context.Context, j Job) (r reply, err error) {
	c.process.Kind = childKind
	_, err = c.process.Ask(ctx, bounded.Limits{Size: j.Size, Memory: j.Memory, Patience: j.Patience}, j, &r)
	switch {
	case errors.Is(err, bounded.ErrKilled):
		return reply{Fault: Killed}, nil
	case errors.Is(err, bounded.ErrSlow):
		return reply{Fault: Slow}, nil
	}
	return r, err
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
