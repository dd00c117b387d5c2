package render

import (
	"context"
	"errors"
	"image"
	"io"
	"math"
	"os"
	"time"

	"github.com/edsrzf/mmap-go"
	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"zicha/forms/pdf"
)

// machineMemory is the most that PDFium has, in bytes: whole pages of 64 KiB.
const machineMemory = 384 << 20

// machine is PDFium's memory, all of it set aside at once beside Go's own: the system gives what is used. Memory that grew would be copied,
// and the old and the new together would take twice as much.
type machine struct{ mmap.MMap }

// Allocate implements experimental.MemoryAllocator.
func (machine) Allocate(uint64, uint64) experimental.LinearMemory {
	m, err := mmap.MapRegion(nil, machineMemory, mmap.RDWR, mmap.ANON, 0)
	if err != nil {
		return machine{} // which cannot grow: PDFium does not start
	}
	return machine{m}
}

// Reallocate implements experimental.LinearMemory.
func (m machine) Reallocate(size uint64) []byte {
	if size > uint64(len(m.MMap)) {
		return nil
	}
	return m.MMap[:size]
}

// Free implements experimental.LinearMemory.
func (m machine) Free() { _ = m.Unmap() } // it fails for one that is none

// errCold is a PDF to be drawn before PDFium is ready.
var errCold = errors.New("not ready")

func sqrt(v float64) float64 { return math.Sqrt(v) }

// engine draws pages in the child: one file is open at a time.
type engine struct {
	cache   string
	pdfium  pdfium.Pdfium // nil while it is cold
	file    *os.File
	info    os.FileInfo
	path    string
	pages   int
	picture *pdf.Picture // the page of a picture file that is decoded, and which it is
	decoded int

	harmed   bool                      // by a page that could not be drawn
	document *references.FPDF_DOCUMENT // of a PDF
}

// warm makes PDFium ready: its code is made once into the machine's own, which takes some seconds, and kept in the cache.
func (e *engine) warm() error {
	if e.pdfium != nil {
		return nil
	}
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).WithMemoryLimitPages(machineMemory >> 16)
	if e.cache != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(e.cache); err == nil { // without one it is made anew each time
			config = config.WithCompilationCache(cache)
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: experimental.WithMemoryAllocator(context.Background(), machine{}), MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig().WithFSMount(fonts(), "/"), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err == nil {
		e.pdfium, err = pool.GetInstance(time.Minute)
	}
	return err
}

// openDocument opens the file as a PDF; of a large one only what is needed is read.
func (e *engine) openDocument() error {
	if e.pdfium == nil {
		return errCold
	}
	opened, err := e.pdfium.OpenDocument(&requests.OpenDocument{FileReader: e.file, FileReaderSize: e.info.Size()})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return pdf.Password
	case err != nil:
		return pdf.Damaged
	}
	e.document = &opened.Document
	n, err := e.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err == nil {
		e.pages = n.PageCount
	}
	return err
}

func (e *engine) closeDocument() {
	if e.document != nil {
		_, _ = e.pdfium.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: *e.document})
		e.document = nil
	}
}

// drawPage draws a page of a PDF, with its notes and seals.
func (e *engine) drawPage(w Wish) (Sheet, error) {
	const renderAnnotations = 1
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: *e.document, Index: w.Page}}
	size, err := e.pdfium.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{W: size.Width, H: size.Height}
	if s.W <= 0 || s.H <= 0 || s.W > 1e6 || s.H > 1e6 {
		return Sheet{}, pdf.Large
	}
	across, down := w.size(s.W, s.H)
	drawn, err := e.pdfium.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: page, Width: across, Height: down, RenderFlags: renderAnnotations, Document: e.document, RenderForm: true,
	})
	if err != nil {
		return Sheet{}, err
	}
	s.Image, _ = drawn.Result.RenderedImage.(*image.RGBA)
	if s.Image != nil && len(s.Image.Pix) == 4*s.Image.Rect.Dx()*s.Image.Rect.Dy() {
		return s, nil
	}
	return Sheet{}, pdf.Damaged
}
