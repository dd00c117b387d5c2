package widgets

import (
	"context"
	"errors"
	"time"
)

// Times of a viewer: how long the size has to rest before a page is drawn anew, and what is said of the wait after how long.
const (
	sizeRests = 150 * time.Millisecond
	longWait  = 1500 * time.Millisecond
)

// aheadPoints is how large a page on show may be for its neighbours to be drawn ahead.
const aheadPoints = 6_000_000

// pageKey is a page as it is turned.
type pageKey struct{ page, turn int }

// keptPage is a drawn page, and what was wished.
type keptPage struct {
	PageShown
	wish PageWish
}

// loading has the pages of a viewer drawn, one at a time: the one on show first, then its neighbours. Nothing else is kept.
type loading struct {
	kept   map[pageKey]keptPage
	failed map[pageKey]string
	run    int // which paper: what comes of an earlier one is not taken
	busy   pageKey
	cancel context.CancelFunc // nil while nothing is drawn
	rest   *time.Timer
}

// start begins with a paper.
func (l *loading) start(v *Viewer) {
	l.kept, l.failed = map[pageKey]keptPage{}, map[pageKey]string{}
	run := l.run
	time.AfterFunc(longWait, func() {
		v.later(func() {
			if l.run == run && v.pages == 0 && l.cancel != nil {
				v.stage.say(v.waiting())
			}
		})
	})
	l.now(v)
}

// stop forgets the paper.
func (l *loading) stop() {
	l.run++
	l.kept, l.failed = nil, nil
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
	if l.rest != nil {
		l.rest.Stop()
	}
}

// soon draws what is on show in its new size when that has come to rest.
func (l *loading) soon(v *Viewer) {
	if l.kept == nil {
		return
	}
	if l.rest != nil {
		l.rest.Stop()
	}
	run := l.run
	l.rest = time.AfterFunc(sizeRests, func() {
		v.later(func() {
			if l.run == run {
				l.now(v)
			}
		})
	})
}

// now shows what is kept of the page on show, and has drawn what is missing.
func (l *loading) now(v *Viewer) {
	if l.kept == nil {
		return
	}
	here := pageKey{v.page, v.turn}
	if l.cancel != nil && (l.busy.turn != v.turn || l.busy.page < v.page-1 || l.busy.page > v.page+1) {
		l.cancel()
	}
	for key := range l.kept {
		if key.turn != v.turn || key.page < v.page-1 || key.page > v.page+1 {
			delete(l.kept, key)
		}
	}
	if at, ok := l.kept[here]; ok {
		v.stage.show(at.PageShown)
	} else if words := l.failed[here]; words != "" {
		v.stage.refuse(words)
	} else {
		v.stage.say(v.waiting())
	}
	v.showTools()
	if key, ok := l.next(v, here); ok && l.cancel == nil {
		l.draw(v, key)
	}
}

// next is the page to be drawn next.
func (l *loading) next(v *Viewer, here pageKey) (pageKey, bool) {
	missing := func(key pageKey) bool {
		at, ok := l.kept[key]
		return l.failed[key] == "" && (!ok || at.wish != v.wish(key))
	}
	if missing(here) {
		return here, true
	}
	if at, ok := l.kept[here]; ok {
		if b := at.Image.Bounds(); b.Dx()*b.Dy() > aheadPoints {
			return here, false
		}
	}
	for _, page := range []int{v.page + 1, v.page - 1} {
		if key := (pageKey{page, v.turn}); page >= 0 && page < v.pages && missing(key) {
			return key, true
		}
	}
	return here, false
}

// draw has a page drawn and goes on with the next.
func (l *loading) draw(v *Viewer, key pageKey) {
	ctx, cancel := context.WithCancel(context.Background())
	l.busy, l.cancel = key, cancel
	run, wish, page := l.run, v.wish(key), v.paper.Page
	go func() {
		shown, err := page(ctx, wish)
		stopped := ctx.Err() != nil
		cancel()
		v.later(func() {
			if l.run != run {
				return
			}
			l.cancel = nil
			switch {
			case err == nil && shown.Image != nil:
				l.kept[key] = keptPage{shown, wish}
				v.pages = shown.Pages
			case !stopped && !errors.Is(err, context.Canceled):
				l.failed[key] = "这一页显示不了。"
				if err != nil {
					l.failed[key] = err.Error()
				}
			}
			l.now(v)
		})
	}()
}

// wish is how a page is to be drawn for the room there is.
func (v *Viewer) wish(key pageKey) PageWish {
	w := PageWish{Page: key.page, Turn: key.turn}
	fine := float32(1)
	if c := canvasOf(v.stage); c != nil {
		fine = c.Scale()
	}
	if v.zoom == FitWidth {
		room := max(100, v.stage.room())
		if page := v.stage.pageSize().Width; page > 0 && v.stage.percent() >= fitMost {
			room = min(room, page)
		}
		w.Width = int(room*fine + 0.5)
		return w
	}
	w.Scale = float64(v.zoom) / 100 * screenInch / paperInch * float64(fine)
	return w
}
