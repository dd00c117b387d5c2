package volume

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/scoring"
)

// entry is one evidence item as it stands in a volume.
type entry struct {
	item  forms.Evidence
	files []*prepared
	first int // page in its volume
	book  *book
}

// pages is how many pages the item takes: a file that cannot be printed takes one that says so.
func (e *entry) pages() int {
	n := 0
	for _, f := range e.files {
		n += f.pages()
	}
	return n
}

func (e *entry) bytes() int64 {
	var n int64
	for _, f := range e.files {
		n += f.doc.Bytes + 600*int64(f.pages())
	}
	return n
}

// part is an indicator's stretch of a volume: its divider and its items.
type part struct {
	indicator *scoring.Indicator
	entries   []*entry
	again     bool // went on from the volume before
	first     int  // the divider's page
	pages     int  // of the divider
}

// book is one volume.
type book struct {
	no    int
	parts []*part
	front int // pages before the first divider
	pages int // altogether, without the spine label
	bytes int64
}

// entries are the items of a volume in order.
func (k *book) entries() []*entry {
	var out []*entry
	for _, p := range k.parts {
		out = append(out, p.entries...)
	}
	return out
}

// binding is all volumes of a dossier on their way.
type binding struct {
	d     *forms.Dossier
	card  scoring.Scorecard
	code  string // of a finalized dossier
	shop  *shop
	books []*book
	order []*entry
}

// prepare makes every file ready and lays the volumes out.
func prepare(ctx context.Context, f *dossier.File, opts Options, tell Progress) (*binding, error) {
	if opts.Split <= 0 {
		opts.Split = DefaultSplit
	}
	d := f.Dossier()
	b := &binding{d: d, card: d.Score()}
	if d.Final {
		for _, v := range f.Versions() {
			if v.Number == d.Version {
				b.code = v.Code
			}
		}
	}
	var err error
	if b.shop, err = newShop(f, opts); err != nil {
		return nil, err
	}
	if err := b.collect(ctx, tell); err != nil {
		b.close()
		return nil, err
	}
	b.split(opts)
	b.countUses()
	if err := b.number(); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *binding) close() { b.shop.close() }

// collect readies the files of every item in use.
func (b *binding) collect(ctx context.Context, tell Progress) error {
	var refs []forms.FileRef
	for _, e := range b.d.AllEvidence() {
		if e.Removed {
			continue
		}
		en := &entry{item: e}
		b.order = append(b.order, en)
		refs = append(refs, e.Files...)
	}
	if err := b.shop.ready(ctx, refs, tell); err != nil {
		return err
	}
	for _, e := range b.order {
		for _, ref := range e.item.Files {
			p := *b.shop.files[ref.SHA256]
			p.ref = ref
			e.files = append(e.files, &p)
		}
	}
	return nil
}

// split shares the items among volumes: each stands under the indicator it was numbered for. No volume is without pages of evidence but
// an only one: what has none stands in the volume before, or at the beginning of the first.
func (b *binding) split(opts Options) {
	limit := max(opts.Split/2, opts.Split-min(opts.Split/10+300_000, 4_000_000)) // room for our own pages and their fonts
	under := b.byIndicator()
	now := b.newBook()
	full := func(e *entry) bool { return e.bytes() > 0 && now.bytes > 0 && now.bytes+e.bytes() > limit }
	for _, s := range b.d.Edition.Sections {
		if opts.BySection && now.bytes > 0 && hasPages(s, under) {
			now = b.newBook()
		}
		for _, ind := range s.Indicators {
			entries := under[ind.No]
			if i := slices.IndexFunc(entries, func(e *entry) bool { return e.bytes() > 0 }); i >= 0 && full(entries[i]) {
				now = b.newBook()
			}
			p := &part{indicator: ind}
			now.parts = append(now.parts, p)
			for _, e := range entries {
				if full(e) {
					now = b.newBook()
					p = &part{indicator: ind, again: true}
					now.parts = append(now.parts, p)
				}
				p.entries = append(p.entries, e)
				e.book = now
				now.bytes += e.bytes()
			}
		}
	}
}

// hasPages reports whether anything is printed under a section's indicators.
func hasPages(s *scoring.Section, under map[int][]*entry) bool {
	return slices.ContainsFunc(s.Indicators, func(ind *scoring.Indicator) bool {
		return slices.ContainsFunc(under[ind.No], func(e *entry) bool { return e.pages() > 0 })
	})
}

// countUses counts in how many volumes each file is printed.
func (b *binding) countUses() {
	for _, k := range b.books {
		seen := map[string]bool{}
		for _, e := range k.entries() {
			for _, f := range e.files {
				if !seen[f.ref.SHA256] {
					seen[f.ref.SHA256] = true
					b.shop.uses[f.ref.SHA256]++
				}
			}
		}
	}
}

func (b *binding) newBook() *book {
	now := &book{no: len(b.books) + 1}
	b.books = append(b.books, now)
	return now
}

// byIndicator groups the items by the number before the dash; one that names no indicator goes with the last.
func (b *binding) byIndicator() map[int][]*entry {
	list := b.d.Edition.Indicators()
	under := map[int][]*entry{}
	for _, e := range b.order {
		head, _, _ := strings.Cut(e.item.Number, "-")
		no, _ := strconv.Atoi(head)
		if b.d.Edition.Indicator(no) == nil {
			no = list[len(list)-1].No
		}
		under[no] = append(under[no], e)
	}
	return under
}

// number gives every page its number. How many pages contents and dividers take shows only when they are set; what stands in them
// depends on the numbers in turn, so they are set until nothing moves.
func (b *binding) number() error {
	for range 5 {
		moved := false
		for _, k := range b.books {
			front, dividers := b.measure(k)
			moved = moved || front != k.front
			k.front = front
			at := front + 1
			for i, p := range k.parts {
				moved = moved || p.pages != dividers[i] || p.first != at
				p.pages, p.first = dividers[i], at
				at += p.pages
				for _, e := range p.entries {
					moved = moved || e.first != at
					e.first = at
					at += e.pages()
				}
			}
			k.pages = at - 1
		}
		if !moved {
			return nil
		}
	}
	return errors.New("目录的页码排不稳定，没有写出汇编；请把这份档案交给软件维护人员")
}

// span is where an item stands; the zero value where it has no pages.
func (b *binding) span(e *entry) forms.Span {
	if e.book == nil || e.pages() == 0 {
		return forms.Span{}
	}
	s := forms.Span{First: e.first, Last: e.first + e.pages() - 1}
	if len(b.books) > 1 {
		s.Volume = e.book.no
	}
	return s
}

func (b *binding) layout() Layout {
	out := Layout{Spans: map[string]forms.Span{}}
	for _, k := range b.books {
		out.Pages = append(out.Pages, k.pages)
	}
	for _, e := range b.order {
		if s := b.span(e); s.First > 0 {
			out.Spans[e.item.Number] = s
		}
		out.Problems = append(out.Problems, e.problems()...)
	}
	forms.SortProblems(out.Problems)
	return out
}

// path is where a volume goes: the name itself where there is one, otherwise with its number.
func (b *binding) path(path string, k *book) string {
	if len(b.books) == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s 第%d册%s", strings.TrimSuffix(path, ext), k.no, ext)
}

// Parts lists the numbered parts of a volume at a path that are there, of whatever run.
func Parts(path string) []string {
	ext := filepath.Ext(path)
	head := filepath.Base(strings.TrimSuffix(path, ext)) + " 第"
	entries, _ := os.ReadDir(filepath.Dir(path)) // a folder that cannot be listed has none to tell of
	var out []string
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), head)
		number, whole := strings.CutSuffix(number, "册"+ext)
		if _, err := strconv.Atoi(number); ours && whole && err == nil {
			out = append(out, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	return out
}
