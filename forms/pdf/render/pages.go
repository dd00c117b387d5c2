package render

import (
	"context"
	"errors"
	"image"
	"path/filepath"
	"sync/atomic"
	"time"

	"zicha/forms/bounded"
	"zicha/forms/pdf"
)

// The bounds of one page, and how long the child waits for the next file before it is ended.
const (
	memory   = 1 << 30
	patience = 20 * time.Second
	warming  = 3 * time.Minute // a slow computer, the first time
	grace    = 2 * time.Second // for a page nobody waits for any more, which ends the child
	idle     = 90 * time.Second
)

// Pages draws pages in a child, one at a time. It may be used from any goroutine.
type Pages struct {
	turn  chan struct{} // holds one while nobody uses the child
	open  context.Context
	close context.CancelFunc
	child bounded.Child
	rest  *time.Timer
	warm  atomic.Bool
}

// New makes a drawer of pages; no child is started before there is a page to draw.
func New() *Pages {
	p := &Pages{turn: make(chan struct{}, 1)}
	p.open, p.close = context.WithCancel(context.Background())
	p.child.Kind = childKind
	p.turn <- struct{}{}
	return p
}

// Ready reports whether PDFs are drawn at once: the first time on a computer some seconds go by until they are.
func (p *Pages) Ready() bool { return p.warm.Load() }

// Page draws a page of a file. The error is a pdf.Fault, that of a cancelled context, or bounded.ErrNoChild.
func (p *Pages) Page(ctx context.Context, path string, w Wish) (Sheet, error) {
	select {
	case <-p.turn:
	case <-ctx.Done():
		return Sheet{}, ctx.Err()
	}
	type result struct {
		Sheet
		error
	}
	done := make(chan result, 1)
	work, stop := context.WithCancel(p.open)
	go func() {
		s, err := p.page(work, job{Path: path, Wish: w})
		stop()
		p.leave()
		done <- result{s, err}
	}()
	select {
	case r := <-done:
		return r.Sheet, r.error
	case <-ctx.Done():
		time.AfterFunc(grace, stop) // what has begun is mostly done at once; a child is dearer
		return Sheet{}, ctx.Err()
	}
}

// leave lets the next one use the child, which ends when nobody does for long.
func (p *Pages) leave() {
	if p.rest != nil {
		p.rest.Stop()
	}
	if p.open.Err() == nil {
		p.rest = time.AfterFunc(idle, func() {
			select {
			case <-p.turn:
				p.stop()
				p.turn <- struct{}{}
			default: // in use
			}
		})
	}
	p.turn <- struct{}{}
}

func (p *Pages) stop() {
	p.child.Stop()
	p.warm.Store(false)
}

// Close ends the child whatever it is doing; pages asked for later are not drawn.
func (p *Pages) Close() {
	p.close()
	<-p.turn
	if p.rest != nil {
		p.rest.Stop()
	}
	p.stop()
	p.turn <- struct{}{}
}

// page has the child draw a page; it is made ready for PDFs first where it says that it is not.
func (p *Pages) page(ctx context.Context, j job) (Sheet, error) {
	if err := p.open.Err(); err != nil {
		return Sheet{}, err
	}
	r, data, err := p.ask(ctx, j)
	if err == nil && r.Cold {
		if err = p.heat(); err == nil {
			r, data, err = p.ask(ctx, j)
		}
	}
	switch {
	case err != nil:
		return Sheet{}, err
	case r.Fault != "":
		return Sheet{}, r.Fault
	case r.Dx < 1 || r.Dy < 1 || r.Dx > mostSide+1 || r.Dy > mostSide+1 || len(data) != 4*r.Dx*r.Dy:
		return Sheet{}, pdf.Damaged
	}
	r.Image = &image.RGBA{Pix: data, Stride: 4 * r.Dx, Rect: image.Rect(0, 0, r.Dx, r.Dy)}
	return r.Sheet, nil
}

// heat makes the child ready for PDFs; nobody's patience ends that, as it would have to begin anew, only Close does.
func (p *Pages) heat() error {
	var r reply
	_, err := p.child.Ask(p.open, bounded.Limits{Memory: memory, Patience: warming}, job{Warm: true}, &r)
	if err == nil && r.Cold {
		err = bounded.ErrNoChild
	}
	p.warm.Store(err == nil)
	return err
}

// ask asks the child once.
func (p *Pages) ask(ctx context.Context, j job) (r reply, data []byte, err error) {
	data, err = p.child.Ask(ctx, bounded.Limits{Memory: memory, Patience: patience}, j, &r)
	switch {
	case errors.Is(err, bounded.ErrKilled):
		p.warm.Store(false)
		return reply{Fault: pdf.Killed}, nil, nil
	case errors.Is(err, bounded.ErrSlow):
		p.warm.Store(false)
		return reply{Fault: pdf.Slow}, nil, nil
	}
	return r, data, err
}

// Prepare makes the child ready once, so that what takes long the first time on a computer is kept in the cache.
func (p *Pages) Prepare(ctx context.Context) error {
	select {
	case <-p.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer p.leave()
	return p.heat()
}

// Kept reports whether a cache holds what is kept in it.
func Kept(cache string) bool {
	all, err := filepath.Glob(filepath.Join(cache, "wazero-*", "*"))
	return err == nil && len(all) > 0
}
