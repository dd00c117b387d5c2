package volume

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"sync"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pdf"
)

// missing is the fault of a file whose contents are not in the dossier, or damaged.
const missing pdf.Fault = "missing"

// prepared is a file made ready, or the reason why it is not.
type prepared struct {
	ref    forms.FileRef
	doc    pdf.Document
	made   string // where the document lies
	source string // where the file's contents lie, "" where they are still, or again, in the dossier only
}

func (p *prepared) pages() int {
	if p.doc.Fault != "" {
		return 1
	}
	return len(p.doc.Pages)
}

// mostKept is how many bytes of files are kept at hand between planning and writing.
const mostKept = 512 << 20

// shop makes the files of a dossier into documents.
type shop struct {
	f     *dossier.File
	dir   string // for what passes
	cache *cache
	opts  Options
	files map[string]*prepared // by SHA-256
	mu    sync.Mutex           // guards files, done and kept
	done  int64
	kept  int64
	uses  map[string]int // in how many volumes a file is still to be printed, by SHA-256
}

func newShop(f *dossier.File, opts Options) (*shop, error) {
	dir, err := files.TemporaryFolder("", "volume")
	if err != nil {
		return nil, err
	}
	kept := openCache(opts.Cache)
	if kept != nil {
		kept.whole = opts.Whole
	}
	return &shop{f: f, dir: dir, cache: kept, opts: opts, files: map[string]*prepared{}, uses: map[string]int{}}, nil
}

func (s *shop) close() {
	_ = os.RemoveAll(s.dir)
	s.cache.close()
}

// workers is how many children work side by side.
func workers() int { return max(1, min(2, runtime.NumCPU())) }

// ready works on all files, several at a time, each once.
func (s *shop) ready(ctx context.Context, refs []forms.FileRef, tell Progress) error {
	var todo []forms.FileRef
	var total int64
	for _, ref := range refs {
		if s.files[ref.SHA256] == nil {
			s.files[ref.SHA256] = &prepared{ref: ref}
			todo = append(todo, ref)
			total += ref.Size + 1
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan forms.FileRef, len(todo))
	for _, ref := range todo {
		queue <- ref
	}
	close(queue)
	faults := make(chan error, workers())
	for range workers() {
		go func() {
			err := s.work(ctx, queue, func(ref forms.FileRef, done int64) {
				tell.Tell("读取佐证文件"+files.Quoted(ref.Name), float64(done)/float64(total))
			})
			if err != nil {
				cancel() // the others, too
			}
			faults <- err
		}()
	}
	var err error
	for range workers() {
		if e := <-faults; err == nil || files.Cancelled(err) && e != nil {
			err = e
		}
	}
	return err
}

// work is what one of several does, with a child of its own.
func (s *shop) work(ctx context.Context, queue <-chan forms.FileRef, tell func(ref forms.FileRef, done int64)) error {
	child := &pdf.Child{}
	defer child.Stop()
	for ref := range queue {
		p := &prepared{ref: ref}
		err := s.one(ctx, child, p)
		if errors.Is(err, pdf.ErrNoChild) {
			return errors.New("程序无法启动读取佐证文件的进程，没有编成汇编；请检查杀毒软件是否拦截了本程序，然后再试")
		}
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.files[ref.SHA256] = p
		s.done += ref.Size + 1
		tell(ref, s.done)
		s.mu.Unlock()
	}
	return nil
}

// one readies one file, whose contents are whole: from the cache, or by a child.
func (s *shop) one(ctx context.Context, child *pdf.Child, p *prepared) error {
	made, cached := s.cache.get(p.ref.SHA256)
	if cached && s.opts.planning {
		whole, err := s.copyOut(ctx, p.ref, io.Discard)
		if p.doc = made; !whole {
			p.doc = pdf.Document{Fault: missing}
		}
		return err
	}
	if !cached {
		_ = child.Start() // while the file is brought out; what is wrong is told when it gets its work
	}
	source, err := s.bringOut(ctx, p.ref)
	if source == "" {
		p.doc.Fault = missing
		return err
	}
	p.made = source + ".document"
	if cached && s.cache.copyOut(p.ref.SHA256, p.made) {
		p.doc = made
	} else {
		job := pdf.Job{Path: source, Out: p.made, Size: p.ref.Size, Memory: s.opts.memory, Patience: s.opts.patience, Whole: s.opts.Whole}
		if p.doc, err = child.Convert(ctx, job); err != nil {
			return err
		}
		if f := p.doc.Fault; f != pdf.Killed && f != pdf.Slow { // these may go better another time
			s.cache.put(p.ref.SHA256, p.doc, p.made)
		}
	}
	s.keep(p, source)
	return nil
}

// keep leaves a file's contents where they are for writing, while there is room.
func (s *shop) keep(p *prepared, source string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.doc.Fault != "" || s.kept+p.ref.Size > mostKept {
		_ = os.Remove(source)
		return
	}
	p.source = source
	s.kept += p.ref.Size
}

// bringOut writes a file's contents into the passing folder; contents that are missing or damaged give no path and no error.
func (s *shop) bringOut(ctx context.Context, ref forms.FileRef) (string, error) {
	out, err := os.CreateTemp(s.dir, "source-*")
	if err != nil {
		return "", files.Fault("写入临时文件", err)
	}
	whole, err := s.copyOut(ctx, ref, out)
	if err = errors.Join(err, out.Close()); err != nil {
		return "", files.Fault("写入临时文件", err)
	}
	if !whole {
		return "", os.Remove(out.Name())
	}
	return out.Name(), nil
}

// copyOut gives a file's contents and reports whether they are there and whole.
func (s *shop) copyOut(ctx context.Context, ref forms.FileRef, out io.Writer) (bool, error) {
	in, err := s.f.OpenFile(ref)
	if err == nil {
		defer in.Close()
		_, err = io.CopyBuffer(struct{ io.Writer }{out}, files.Reader(ctx, in), make([]byte, 1<<18))
	}
	if errors.Is(err, dossier.ErrContent) {
		return false, nil
	}
	return err == nil, err
}

// place writes a file's document into a volume and gives what its numbers are raised by.
func (s *shop) place(ctx context.Context, p *prepared, w *pdf.Writer) (int, error) {
	path, err := p.source, error(nil)
	if path == "" {
		path, err = s.bringOut(ctx, p.ref)
	}
	if err == nil && path == "" {
		err = errors.New("文件" + files.Quoted(p.ref.Name) + "的内容已无法读取；请检查磁盘，然后再试")
	}
	if err != nil {
		return 0, err
	}
	source, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() {
		_ = source.Close()
		if path != p.source || s.last(p) {
			go os.Remove(path) // takes a while for a large file, and is not waited for
		}
	}()
	made, err := os.Open(p.made)
	if err != nil {
		return 0, err
	}
	defer made.Close()
	r := bufio.NewReaderSize(made, 1<<16)
	if _, err := pdf.ReadDocument(r); err != nil {
		return 0, err
	}
	return w.Place(p.doc, r, source)
}

// last counts the volumes a file is printed in down and reports whether that was the last.
func (s *shop) last(p *prepared) bool {
	s.uses[p.ref.SHA256]--
	return s.uses[p.ref.SHA256] <= 0
}
