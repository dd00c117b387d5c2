package volume

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
)

// prepared is a file made ready, or the reason why it is not.
type prepared struct {
	ref    forms.FileRef
	head   head
	piece  string // where its piece lies, "" where that is in the cache
	source string // where its contents lie, "" where they are still, or again, in the dossier only
}

func (p *prepared) pages() int {
	if p.head.Fault != "" {
		return 1
	}
	return len(p.head.Pages)
}

// Bounds of the work on one file.
const (
	usualMemory   = 600 << 20
	usualPatience = 60 * time.Second
	slowest       = 1 << 20   // bytes a second that are waited for
	alone         = 48 << 20  // a file of more bytes is worked on alone, so that memory stays within bounds
	mostKept      = 512 << 20 // bytes of files that are kept at hand between planning and writing
)

// shop makes the files of a dossier into pieces.
type shop struct {
	f     *dossier.File
	dir   string // for what passes
	cache cache
	opts  Options
	files map[string]*prepared // by SHA-256
	mu    sync.Mutex           // guards files, done and kept
	done  int64
	kept  int64
	uses  map[string]int // in how many volumes a file is still to be printed, by SHA-256
	turns chan struct{}  // one for each worker; a large file takes all
	large sync.Mutex
}

func newShop(f *dossier.File, dir string, opts Options) *shop {
	if opts.patience == 0 {
		opts.patience = usualPatience
	}
	if opts.memory == 0 {
		opts.memory = usualMemory
	}
	return &shop{f: f, dir: dir, cache: cache{opts.Cache}, opts: opts, files: map[string]*prepared{}, uses: map[string]int{}, turns: make(chan struct{}, workers())}
}

func (s *shop) close() {
	_ = os.RemoveAll(s.dir)
	s.cache.prune()
}

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
				tell.tell("读取佐证文件"+files.Quoted(ref.Name), float64(done)/float64(total))
			})
			if err != nil {
				cancel() // the others, too
			}
			faults <- err
		}()
	}
	var err error
	for range workers() {
		if e := <-faults; err == nil || errors.Is(err, context.Canceled) && e != nil {
			err = e
		}
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return ErrCancelled
	}
	return err
}

// work is what one of several does, with a child of its own.
func (s *shop) work(ctx context.Context, queue <-chan forms.FileRef, tell func(ref forms.FileRef, done int64)) error {
	w := &worker{}
	defer func() { w.stop() }()
	for ref := range queue {
		if err := s.one(ctx, w, ref); err != nil {
			return err
		}
		s.mu.Lock()
		s.done += ref.Size + 1
		tell(ref, s.done)
		s.mu.Unlock()
	}
	return nil
}

// one readies one file: from the cache, or by a child.
func (s *shop) one(ctx context.Context, w *worker, ref forms.FileRef) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p := &prepared{ref: ref}
	if data, ok := s.cache.get(ref.SHA256); ok {
		if h, err := readHead(bufio.NewReader(bytes.NewReader(data))); err == nil && s.f.Holds(ref) {
			p.head = h
			s.keep(p)
			return nil
		}
	}
	_ = w.start() // while the file is brought out; what is wrong is told when it gets its work
	s.enter(ref.Size > alone)
	defer s.leave(ref.Size > alone)
	source, err := s.copyOut(ctx, ref)
	if source == "" {
		p.head.Fault = faultMissing
		s.keep(p)
		return err
	}
	p.piece = source + ".piece"
	j := job{Path: source, Out: p.piece, Size: ref.Size, Memory: s.opts.memory + ref.Size*3/2}
	p.head.Fault, err = w.do(ctx, j, s.opts.patience+time.Duration(ref.Size/slowest)*time.Second)
	if errors.Is(err, errNoChild) {
		return errors.New("程序不能再启动一个自己来读佐证文件，没有编成汇编；请检查杀毒软件是否拦截了本程序，然后再试")
	}
	if err != nil {
		return err
	}
	if err := s.take(p); err != nil {
		return err
	}
	s.keepSource(p, source)
	s.keep(p)
	return nil
}

// keepSource leaves a file's contents where they are for writing, while there is room.
func (s *shop) keepSource(p *prepared, source string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.head.Fault != "" || s.kept+p.ref.Size > mostKept {
		_ = os.Remove(source)
		return
	}
	p.source = source
	s.kept += p.ref.Size
}

// take reads the head of the piece a child has made and puts the piece into the cache.
func (s *shop) take(p *prepared) error {
	if f := p.head.Fault; f != "" {
		if f != faultKilled && f != faultTime { // these may go better another time
			s.cache.putHead(p.ref.SHA256, p.head)
		}
		return nil
	}
	file, err := os.Open(p.piece)
	if err != nil {
		return fmt.Errorf("读取中间文件：%w", err)
	}
	defer file.Close()
	if p.head, err = readHead(bufio.NewReader(file)); err != nil || len(p.head.Pages) == 0 {
		p.head = head{Fault: faultDamaged}
		return nil
	}
	s.cache.putFile(p.ref.SHA256, file)
	return nil
}

func (s *shop) keep(p *prepared) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[p.ref.SHA256] = p
}

// enter waits for a turn, for a large file until it is alone.
func (s *shop) enter(large bool) {
	if !large {
		s.turns <- struct{}{}
		return
	}
	s.large.Lock() // two large ones would wait for each other's turns
	for range cap(s.turns) {
		s.turns <- struct{}{}
	}
	s.large.Unlock()
}

func (s *shop) leave(large bool) {
	if !large {
		<-s.turns
		return
	}
	for range cap(s.turns) {
		<-s.turns
	}
}

// copyOut writes a file's contents into the passing folder. Contents that are missing or damaged give no path and no error.
func (s *shop) copyOut(ctx context.Context, ref forms.FileRef) (string, error) {
	in, err := s.f.OpenFile(ref)
	if err != nil {
		if errors.Is(err, dossier.ErrContent) {
			return "", nil
		}
		return "", err
	}
	defer in.Close()
	out, err := os.CreateTemp(s.dir, "source-*")
	if err != nil {
		return "", copyFault(err)
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{out}, files.Reader(ctx, in), make([]byte, 1<<20))
	if errors.Is(err, dossier.ErrContent) {
		_ = out.Close()
		return "", nil
	}
	if closing := out.Close(); err == nil {
		err = closing
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	return out.Name(), copyFault(err)
}

func copyFault(err error) error { return files.Fault("把文件放进临时文件夹", err) }

// open gives a piece to be read, and the file it was made of.
func (s *shop) open(ctx context.Context, p *prepared) (*bufio.Reader, *os.File, func(), error) {
	path, err := p.source, error(nil)
	if path == "" {
		path, err = s.copyOut(ctx, p.ref)
	}
	if err == nil && path == "" {
		err = fmt.Errorf("文件%s的内容刚才还在，现在读不出来了；请检查磁盘，然后再试", files.Quoted(p.ref.Name))
	}
	if err != nil {
		return nil, nil, nil, err
	}
	source, err := os.Open(path)
	if err != nil {
		return nil, nil, nil, copyFault(err)
	}
	done := func() {
		_ = source.Close()
		if path != p.source || s.last(p) {
			go os.Remove(path) // takes a while for a large file, and is not waited for
		}
	}
	if p.piece == "" {
		data, ok := s.cache.get(p.ref.SHA256)
		if !ok {
			done()
			return nil, nil, nil, errors.New("存放中间结果的文件夹在编排时被清空了；请再试一次")
		}
		return bufio.NewReader(bytes.NewReader(data)), source, done, nil
	}
	piece, err := os.Open(p.piece)
	if err != nil {
		done()
		return nil, nil, nil, copyFault(err)
	}
	return bufio.NewReaderSize(piece, 1<<16), source, func() { _ = piece.Close(); done() }, nil
}

// last counts the volumes a file is printed in down and tells whether that was the last.
func (s *shop) last(p *prepared) bool {
	s.uses[p.ref.SHA256]--
	return s.uses[p.ref.SHA256] <= 0
}
