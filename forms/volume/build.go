package volume

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/forms/wording"
)

// write writes one volume, over an older one, and gives its size.
func (b *binding) write(ctx context.Context, k *book, to target) (size int64, err error) {
	place := files.Place{Path: to.path, Replace: true, Check: func(path string) error {
		if size, err = pdf.Verify(path, k.pages+1); err != nil {
			return files.Failure(files.Damaged, "写出的“%s”读回来与写入的不同，没有采用；请检查磁盘或U盘，然后再试", filepath.Base(to.path)).Because(err)
		}
		return nil
	}}
	err = place.Write(ctx, func(w *os.File) error {
		return b.pour(ctx, k, newPouring(w, to.tell))
	})
	return size, err
}

// target is where a volume goes, and who is told how far it has come.
type target struct {
	path string
	tell func(part float64)
}

// pouring is a volume being written.
type pouring struct {
	*pdf.Writer
	tell  func(part float64)
	there map[string]placed // what is written, by SHA-256
}

func newPouring(to io.Writer, tell func(part float64)) *pouring {
	return &pouring{Writer: pdf.NewWriter(to), tell: tell, there: map[string]placed{}}
}

// placed is a file whose document is written.
type placed struct {
	doc  *pdf.Document
	base int // what its numbers are raised by
}

// ownPages are the composer's pages, ready to be written.
type ownPages struct {
	sheets  []sheet
	overlay pdf.Overlay
	links   map[int][]pdf.Link // by page
	err     error
}

// own sets and takes apart what is printed on each page.
func (b *binding) own(k *book) (out ownPages) {
	c := b.composer(k)
	out.sheets, out.links = c.compose(), c.links
	data, err := c.doc.Bytes()
	if err == nil {
		out.overlay, err = pdf.NewOverlay(data)
	}
	if err != nil {
		out.err = fmt.Errorf("排印目录和隔页：%w", err)
	} else if len(out.sheets) != k.pages+1 || len(out.overlay.Pages) != len(out.sheets) {
		out.err = errors.New("汇编的页数与目录不符，没有写出；请把这份档案交给软件维护人员")
	}
	return out
}

// pour writes a whole volume: file by file, so that no more than one is at hand at a time, while our own pages are being set; then
// these, and the pages made of both.
func (b *binding) pour(ctx context.Context, k *book, p *pouring) error {
	setting := make(chan ownPages, 1)
	go func() { setting <- b.own(k) }()
	err := b.place(ctx, k, p)
	own := <-setting
	if err = errors.Join(err, own.err); err != nil {
		return err
	}
	if err := p.Overlay(&own.overlay); err != nil {
		return err
	}
	var pages []int
	for i, s := range own.sheets {
		out := pdf.Sheet{W: shortSide / pointMM, H: longSide / pointMM, Drawn: own.overlay.Pages[i], Fonts: own.overlay.Fonts, Matrix: s.matrix, Links: own.links[i+1]}
		if s.landscape {
			out.W, out.H = out.H, out.W
		}
		if s.file != nil {
			out.Placed = p.there[s.file.ref.SHA256].base + s.file.doc.Pages[s.page].Object
		}
		pages = append(pages, p.Page(out))
	}
	return p.Finish(b.properties(k, p, pages))
}

// place writes the documents of every file in a volume, once where several items have the same file.
func (b *binding) place(ctx context.Context, k *book, p *pouring) error {
	list := k.entries()
	for i, e := range list {
		for _, f := range e.files {
			if _, ok := p.there[f.ref.SHA256]; ok || f.doc.Fault != "" {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			base, err := b.shop.place(ctx, f, p.Writer)
			if err != nil {
				return err
			}
			p.there[f.ref.SHA256] = placed{&f.doc, base}
		}
		p.tell(float64(i+1) / float64(len(list)))
	}
	return nil
}

// properties are the bookmarks and what else a volume says of itself.
func (b *binding) properties(k *book, p *pouring, pages []int) pdf.Properties {
	out := pdf.Properties{Title: wording.VolumeTitle(b.d), Author: b.d.Profile("signatory"), Created: wording.Created(b.d), Identity: wording.VolumeTitle(b.d) + strconv.Itoa(k.no)}
	mark := func(title string, level, page int) {
		out.Bookmarks = append(out.Bookmarks, pdf.Bookmark{Title: title, Level: level, Page: pages[page-1]})
	}
	mark("封面", 0, 1)
	mark("目录", 0, min(3, len(pages)))
	for _, part := range k.parts {
		mark(strconv.Itoa(part.indicator.No)+" "+part.indicator.Title, 0, part.first)
		for _, e := range part.entries {
			if e.pages() > 0 {
				mark(e.item.Number+" "+wording.OrGap(e.item.Title), 1, e.first)
			}
		}
	}
	mark("盒脊标签", 0, len(pages))
	for _, e := range k.entries() {
		for _, f := range e.files {
			at, ok := p.there[f.ref.SHA256]
			delete(p.there, f.ref.SHA256)
			if ok {
				out.Layers = append(out.Layers, raised(at.doc.Layers, at.base)...)
				out.Hidden = append(out.Hidden, raised(at.doc.Hidden, at.base)...)
			}
		}
	}
	for _, e := range b.order {
		for _, f := range e.files {
			out.Identity += f.ref.SHA256
		}
	}
	return out
}

func raised(numbers []int, base int) []int {
	var out []int
	for _, n := range numbers {
		out = append(out, base+n)
	}
	return out
}
