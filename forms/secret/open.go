package secret

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"filippo.io/age"

	"zicha/forms/files"
)

// HeadBytes is how much of the content is looked at before it is taken out.
const HeadBytes = files.HeadBytes

// intro is what every file of the format begins with.
const intro = files.SealedIntro

// Opened is a copy whose password was right. Nothing of its content has been written anywhere yet.
type Opened struct {
	name    string
	size    int64 // of the copy, in bytes
	file    *os.File
	counted *counted
	content *bufio.Reader
}

// counted counts what was read of the copy itself.
type counted struct {
	r    io.Reader
	done int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.done += int64(n)
	return n, err
}

// Open opens a copy with its password, which takes about a second; whoever asks closes it. Errors: ErrPassword, ErrForeign, files.Damaged,
// those of files.Open.
func Open(path, password string) (*Opened, error) {
	name := filepath.Base(path)
	if password == "" || len(password) > mostBytes {
		return nil, files.Failure(ErrPassword, "密码不对，没有打开“%s”；请核对大小写、全角半角和输入法，再试一次", name)
	}
	f, info, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	o := &Opened{name: name, size: info.Size(), file: f, counted: &counted{r: f}}
	if err := o.open(password, workFactor); err != nil {
		_ = f.Close() // the error before it says why
		return nil, err
	}
	return o, nil
}

func (o *Opened) open(password string, most int) error {
	in := bufio.NewReader(o.counted)
	if err := begun(o.name, in); err != nil {
		return err
	}
	id, err := age.NewScryptIdentity(password)
	if err != nil {
		return refusal(o.name, err)
	}
	id.SetMaxWorkFactor(most)
	content, err := age.Decrypt(in, bounded{id, most})
	spent()
	if err != nil {
		return refusal(o.name, err)
	}
	o.content = bufio.NewReaderSize(content, 1<<16)
	if _, err := o.content.Peek(1); err != nil && !errors.Is(err, io.EOF) {
		return refusal(o.name, err)
	}
	return nil
}

// spent gives back the 256 MB that the password has cost at once: the runtime would let as much again come to it before it looked for garbage.
func spent() { debug.FreeOSMemory() }

// Head gives the first bytes of the content, at most HeadBytes, for finding out what it is.
func (o *Opened) Head() []byte {
	head, _ := o.content.Peek(HeadBytes) // what is shorter is none of ours
	return head
}

// Close closes the copy.
func (o *Opened) Close() error { return o.file.Close() }

// Taking is where the content of a copy is to go.
type Taking struct {
	To     string                          // never replaces a file
	Check  func(path string) error         // reads what was taken out before it gets its name
	Report func(step string, part float64) // is told how far it is; nil tells nobody
}

// Take writes the content to its place, whole and checked or not at all, in a folder of its own beside the place until then: nothing plain
// ever lies in the system's folder for temporary files. Errors: files.Damaged, those of files.Place and of Check.
func (o *Opened) Take(ctx context.Context, t Taking) error {
	place := files.Place{Path: t.To}
	if err := place.Free(); err != nil {
		return err
	}
	dir, err := place.Folder("secret")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	temp := filepath.Join(dir, filepath.Base(t.To)) // its own name, since Check may say it
	err = files.Place{Path: temp, Check: t.Check}.Write(ctx, func(w *os.File) error {
		return o.copied(ctx, w, t.Report)
	})
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return files.ErrCancelled
	}
	return files.Settle(temp, t.To, false)
}

// copied passes the content on; an error of the copy is told apart from one of the place.
func (o *Opened) copied(ctx context.Context, to io.Writer, report func(string, float64)) error {
	buf := make([]byte, 1<<16)
	for {
		if ctx.Err() != nil {
			return files.ErrCancelled
		}
		n, err := o.content.Read(buf)
		if _, failed := to.Write(buf[:n]); failed != nil {
			return failed
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refusal(o.name, err)
		}
		if report != nil {
			report("正在取出并核对…", float64(o.counted.done)/float64(max(o.size, 1)))
		}
	}
}
