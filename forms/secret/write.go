package secret

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"

	"zicha/forms/files"
)

// Copy is a copy to be written under a password.
type Copy struct {
	To, Password string                          // To never replaces a file
	Report       func(step string, part float64) // is told how far it is; nil tells nobody

	factor int // of work, 0 for that of all copies
}

// Write writes the copy of the open file that lies at of, and opens it once more with the password before it gets its name. save writes a
// plain copy and checks it, as store.File.SaveAs does: it lies beside the file itself, never beside the copy, and is gone afterwards.
// Errors: ErrPassword, those of save and of files.Place.
func (c Copy) Write(ctx context.Context, of string, save func(path string) error) error {
	if err := Fit(c.Password); err != nil {
		return err
	}
	if err := (files.Place{Path: c.To}).Free(); err != nil {
		return err
	}
	c.tell("正在核对原文件…", 0)
	dir, err := folderBeside(of)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	plain := filepath.Join(dir, "copy"+filepath.Ext(of))
	if err := save(plain); err != nil {
		return err
	}
	return c.lock(ctx, plain)
}

// folderBeside makes a folder for the plain copy: where the file itself lies, or where nothing can be written there, in the system's
// folder for temporary files, from which one that is left by a crash is tidied away at the next start.
func folderBeside(path string) (string, error) {
	if dir, err := (files.Place{Path: path}).Folder("secret"); err == nil {
		return dir, nil
	}
	return files.TemporaryFolder("", "secret")
}

func (c Copy) tell(step string, part float64) {
	if c.Report != nil {
		c.Report(step, part)
	}
}

// lock writes a plain file under the password.
func (c Copy) lock(ctx context.Context, plain string) error {
	if ctx.Err() != nil {
		return files.ErrCancelled
	}
	in, info, err := files.Open(plain)
	if err != nil {
		return err
	}
	defer in.Close()
	to, err := age.NewScryptRecipient(c.Password)
	if err != nil {
		return files.Failure(ErrPassword, "这个密码不能用；请换一个").Because(err)
	}
	to.SetWorkFactor(cmp.Or(c.factor, workFactor))
	sum := sha256.New()
	place := files.Place{Path: c.To, Check: func(path string) error { return c.same(ctx, path, sum.Sum(nil)) }}
	return place.Write(ctx, func(w *os.File) error {
		out, err := age.Encrypt(w, to)
		spent()
		if err != nil {
			return err
		}
		read := &counted{r: files.Reader(ctx, io.TeeReader(in, sum))}
		buf := make([]byte, 1<<16)
		for err == nil {
			var n int
			if n, err = read.Read(buf); n > 0 {
				if _, failed := out.Write(buf[:n]); failed != nil {
					return failed
				}
			}
			c.tell("正在加密…", float64(read.done)/float64(max(info.Size(), 1))/2)
		}
		if !errors.Is(err, io.EOF) {
			return err
		}
		return out.Close()
	})
}

// same opens the copy that was written with its password and holds its content against what was to be in it.
func (c Copy) same(ctx context.Context, path string, want []byte) error {
	o, err := Open(path, c.Password)
	if err == nil {
		sum := sha256.New()
		err = errors.Join(o.copied(ctx, sum, func(_ string, part float64) { c.tell("正在用密码打开核对…", 0.5+part/2) }), o.Close())
		if err == nil && !bytes.Equal(sum.Sum(nil), want) {
			err = io.ErrUnexpectedEOF
		}
	}
	switch {
	case ctx.Err() != nil:
		return files.ErrCancelled
	case err != nil:
		return files.Unlike(filepath.Base(c.To))
	}
	return nil
}
