package volume

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"zicha/forms/dossier"
	"zicha/forms/files"
)

// layer is what the composer has set, taken apart: for every page the object with its drawing, and the fonts all use.
type layer struct {
	head  head
	body  []byte
	fonts int
}

// newLayer reads our own PDF.
func newLayer(pdf []byte) (layer, error) {
	ctx, err := readPDF(bytes.NewReader(pdf))
	if err != nil {
		return layer{}, fmt.Errorf("own pages: %w", err)
	}
	var body bytes.Buffer
	out := &pieceWriter{w: bufio.NewWriter(&body)}
	r := &pdfReader{ctx: ctx, out: out, local: map[int]int{}}
	pages, err := r.pages()
	if err != nil {
		return layer{}, err
	}
	for _, p := range pages {
		n := r.holder(p.dict["Contents"])
		if n == 0 {
			return layer{}, errPiece
		}
		r.head.Pages = append(r.head.Pages, piecePage{Object: r.give(n)})
	}
	r.next++
	fonts := r.next
	resources := r.dict(pages[0].entry("Resources"))
	out.begin(fonts)
	if err := r.value(types.Object(r.dict(resources["Font"])), 0); err != nil {
		return layer{}, err
	}
	out.end()
	if err := r.flush(); err != nil {
		return layer{}, err
	}
	out.op(opClose)
	if err := errors.Join(out.err, out.w.Flush()); err != nil {
		return layer{}, err
	}
	r.head.Objects = out.count
	return layer{r.head, body.Bytes(), fonts}, nil
}

// write writes one volume and has its pages counted before it gets its name; it gives the size in bytes.
func (b *binding) write(ctx context.Context, k *book, path string, tell func(part float64)) (size int64, err error) {
	check := func(name string) error {
		if n, ok := dossier.PageCount(name); !ok || n != k.pages+1 {
			return files.Failure(files.Damaged, "写出的“%s”读回来页数不对，没有采用；请检查磁盘或U盘，然后再试", filepath.Base(path))
		}
		return nil
	}
	err = files.Place{Path: path, Replace: true, Check: check}.Write(ctx, func(w *os.File) error {
		if err := b.pour(ctx, k, &pouring{newPDFWriter(w), tell}); err != nil {
			return err
		}
		info, err := w.Stat()
		if err == nil {
			size = info.Size()
		}
		return err
	})
	if ctx.Err() != nil {
		return 0, ErrCancelled
	}
	return size, err
}

// pouring is a volume being written.
type pouring struct {
	*pdfWriter
	tell func(part float64)
}

// placed is a piece whose objects are written.
type placed struct {
	of   *prepared
	base int // what its numbers are raised by
}

// ownPages are the composer's pages, ready to be written.
type ownPages struct {
	sheets []sheet
	layer  layer
	err    error
}

// own sets and takes apart what is printed on each page.
func (b *binding) own(k *book) (out ownPages) {
	c := b.composer(k)
	out.sheets = c.compose()
	if len(out.sheets) != k.pages+1 {
		out.err = errors.New("汇编的页数与目录不符，没有写出；请把这份档案交给软件维护人员")
		return out
	}
	pdf, err := c.doc.Bytes()
	if err == nil {
		out.layer, err = newLayer(pdf)
	}
	if err == nil && len(out.layer.head.Pages) != len(out.sheets) {
		err = errPiece
	}
	if err != nil {
		out.err = fmt.Errorf("排印目录和隔页：%w", err)
	}
	return out
}

// pour writes a whole volume: piece by piece, so that no more than one is at hand at a time, while our own pages are being set; then
// these, and the pages made of both.
func (b *binding) pour(ctx context.Context, k *book, p *pouring) error {
	setting := make(chan ownPages, 1)
	go func() { setting <- b.own(k) }()
	there, err := b.place(ctx, k, p)
	own := <-setting
	if err = errors.Join(err, own.err); err != nil {
		return err
	}
	base := p.reserve(own.layer.head.Objects) - 1
	p.base = base
	if err := readObjects(bufio.NewReader(bytes.NewReader(own.layer.body)), nil, p.pdfWriter); err != nil {
		return err
	}
	tree := newPageTree(p.pdfWriter, len(own.sheets))
	numbers := make([]int, 0, len(own.sheets))
	for i, s := range own.sheets {
		parts := pageParts{sheet: s, drawn: base + own.layer.head.Pages[i].Object, fonts: base + own.layer.fonts}
		if s.piece != nil {
			parts.from = there[s.piece.ref.SHA256]
		}
		n := p.reserve(1)
		numbers = append(numbers, n)
		p.page(n, tree.next(n), parts)
	}
	tree.write(p.pdfWriter)
	layers := &content{}
	for _, e := range k.entries() {
		for _, f := range e.files {
			if at, ok := there[f.ref.SHA256]; ok {
				layers.add(at)
				delete(there, f.ref.SHA256)
			}
		}
	}
	return b.finish(k, p, finishing{tree.root, numbers, layers})
}

// place writes the objects of every piece in a volume, once where several items have the same file, and tells where they are.
func (b *binding) place(ctx context.Context, k *book, p *pouring) (map[string]placed, error) {
	there := map[string]placed{}
	list := k.entries()
	for i, e := range list {
		for _, f := range e.files {
			if _, ok := there[f.ref.SHA256]; ok || f.head.Fault != "" {
				continue
			}
			base, err := b.piece(ctx, f, p)
			if err != nil {
				return nil, err
			}
			there[f.ref.SHA256] = placed{f, base}
		}
		p.tell(float64(i+1) / float64(len(list)+1))
	}
	return there, nil
}

// piece writes a piece's objects and gives what their numbers are raised by.
func (b *binding) piece(ctx context.Context, f *prepared, p *pouring) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	piece, source, done, err := b.shop.open(ctx, f)
	if err != nil {
		return 0, err
	}
	defer done()
	h, err := readHead(piece)
	if err != nil || len(h.Pages) != len(f.head.Pages) {
		return 0, errors.Join(err, errPiece)
	}
	p.base = p.reserve(h.Objects) - 1
	return p.base, readObjects(piece, source, p.pdfWriter)
}

// pageParts are what a page is made of.
type pageParts struct {
	sheet
	from  placed
	drawn int // our own drawing
	fonts int
}

// page writes a page object, and what places the evidence on it.
func (p *pouring) page(n, parent int, parts pageParts) {
	w, h := shortSide/pointMM, longSide/pointMM
	if parts.landscape {
		w, h = h, w
	}
	contents, more := fmt.Sprintf("%d 0 R", parts.drawn), ""
	if parts.piece != nil {
		place := p.reserve(1)
		p.stream(place, "q "+matrixText(parts.matrix)+" cm /P Do Q\n")
		contents = fmt.Sprintf("[%d 0 R %s]", place, contents)
		more = fmt.Sprintf("/XObject<</P %d 0 R>>", parts.from.base+parts.piece.head.Pages[parts.page].Object)
	}
	p.object(n, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources<</Font %d 0 R%s>>/Contents %s>>",
		parent, real(round(w)), real(round(h)), parts.fonts, more, contents)
}

func round(v float64) float64 { return float64(int(v*100+0.5)) / 100 }

// content is the optional content of all pieces.
type content struct{ all, off []int }

func (c *content) add(f placed) {
	for _, n := range f.of.head.Layers {
		c.all = append(c.all, f.base+n)
	}
	for _, n := range f.of.head.Hidden {
		c.off = append(c.off, f.base+n)
	}
}

func refs(numbers []int) string {
	var out []byte
	for _, n := range numbers {
		out = append(strconv.AppendInt(out, int64(n), 10), " 0 R "...)
	}
	return string(out)
}

// finishing is what the end of a volume needs.
type finishing struct {
	tree    int
	numbers []int // of the pages
	layers  *content
}

// finish writes bookmarks, catalog and properties.
func (b *binding) finish(k *book, p *pouring, f finishing) error {
	marks := []mark{{"封面", 0, f.numbers[0]}, {"目录", 0, f.numbers[min(2, len(f.numbers)-1)]}}
	for _, part := range k.parts {
		title := strconv.Itoa(part.indicator.No) + " " + part.indicator.Title
		marks = append(marks, mark{title, 0, f.numbers[part.first-1]})
		for _, e := range part.entries {
			if e.pages() > 0 {
				marks = append(marks, mark{e.item.Number + " " + orGap(e.item.Title), 1, f.numbers[e.first-1]})
			}
		}
	}
	marks = append(marks, mark{"盒脊标签", 0, f.numbers[len(f.numbers)-1]})
	outlines := outline(p.pdfWriter, marks)
	info, catalog := p.reserve(1), p.reserve(1)
	date := b.created().Format("D:20060102150405Z")
	p.object(info, "<</Title%s/Author%s/Producer(zicha)/CreationDate(%s)/ModDate(%s)>>", pdfText(b.title()), pdfText(b.d.Profile("signatory")), date, date)
	more := ""
	if len(f.layers.all) > 0 {
		more = fmt.Sprintf("/OCProperties<</OCGs[%s]/D<</OFF[%s]>>>>", refs(f.layers.all), refs(f.layers.off))
	}
	p.object(catalog, "<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang(zh-CN)%s>>", f.tree, outlines, more)
	identity := b.title() + strconv.Itoa(k.no)
	for _, e := range b.order {
		for _, file := range e.files {
			identity += file.ref.SHA256
		}
	}
	return p.close(catalog, info, identity)
}
