package work

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/bounded"
	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/forms/pdf/render"
	"zicha/ui/widgets"
)

// Sight is a file to be looked at.
type Sight struct {
	Name string
	// Path is where it lies; "" where Open reads it, off the window's goroutine.
	Path string
	Open func(ctx context.Context) (io.ReadCloser, error)
	// Outside hands it to the system's program; nil where that cannot be.
	Outside func()
}

// outsideWords are on the button for what is better seen elsewhere.
const outsideWords = "用系统程序打开"

// EvidenceView shows a file in the window: the pages of PDFs and pictures. Of what cannot be shown it says so, and offers the system's
// program. Close it when it is not needed any more.
type EvidenceView struct {
	*widgets.Viewer
	pages   *render.Pages
	sight   Sight
	outside *widgets.Action
	mu      sync.Mutex
	copies  string // the folder of what had to be copied out to be shown, "" before that
}

// NewEvidenceView makes an empty view; extra stands at the end of its tools.
func (h Host) NewEvidenceView(extra ...fyne.CanvasObject) *EvidenceView {
	e := &EvidenceView{pages: h.Pages}
	e.outside = widgets.NewAction(outsideWords, theme.ComputerIcon(), e.openOutside)
	e.outside.Hide()
	e.Viewer = widgets.NewViewer(h.Jobs.Later, append([]fyne.CanvasObject{e.outside}, extra...)...)
	e.Offer(outsideWords, e.openOutside)
	return e
}

func (e *EvidenceView) openOutside() {
	if e.sight.Outside != nil {
		e.sight.Outside()
	}
}

// See shows a file from its first page; what was shown before is forgotten.
func (e *EvidenceView) See(s Sight) {
	e.sight = s
	widgets.Reveal(e.outside, s.Outside != nil)
	kind := kindName(s.Name)
	switch {
	case e.pages == nil:
		e.Say("这里不能显示文件，请用系统程序打开。")
	case !Viewable(s.Name):
		e.Say(kindWords(kind))
	default:
		source := &sightSource{sight: s, view: e}
		e.Viewer.Open(widgets.Paper{Page: source.page, Waiting: e.waiting(kind)})
	}
}

// Close ends what is being drawn and removes what was copied out.
func (e *EvidenceView) Close() {
	e.Clear()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.copies != "" {
		_ = os.RemoveAll(e.copies)
		e.copies = ""
	}
}

// waiting says what is waited for: the first PDF on a computer takes longer.
func (e *EvidenceView) waiting(kind string) func() string {
	asked := false
	return func() string {
		if !asked || kind != "PDF" || e.pages.Ready() {
			asked = true
			return "正在打开…"
		}
		return "正在准备显示 PDF。在这台电脑上第一次显示要等十几秒，以后就快了。"
	}
}

// sightSource draws the pages of one file. One that is only read is copied out first, as the child that draws knows nothing but files.
type sightSource struct {
	sight Sight
	view  *EvidenceView
	mu    sync.Mutex
	path  string
}

// page implements widgets.Paper.
func (s *sightSource) page(ctx context.Context, w widgets.PageWish) (widgets.PageShown, error) {
	path, err := s.file(ctx)
	if err != nil {
		return widgets.PageShown{}, err
	}
	sheet, err := s.view.pages.Page(ctx, path, render.Wish{Page: w.Page, Width: w.Width, Scale: w.Scale, Turn: w.Turn})
	if err != nil {
		return widgets.PageShown{}, shownFault(err)
	}
	return widgets.PageShown{Pages: sheet.Pages, W: sheet.W, H: sheet.H, Image: sheet.Image}, nil
}

// file is where the file lies.
func (s *sightSource) file(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sight.Path != "" || s.path != "" {
		return cmp.Or(s.sight.Path, s.path), nil
	}
	folder, err := s.view.folder()
	if err != nil {
		return "", errors.New("无法创建临时文件夹，请检查磁盘空间，或者用系统程序打开。")
	}
	path, err := CopyOut(ctx, folder, s.sight.Open)
	if err != nil {
		return "", err
	}
	s.path = path
	return path, nil
}

// CopyOut copies what is read into a new file of a folder.
func CopyOut(ctx context.Context, folder string, open func(context.Context) (io.ReadCloser, error)) (path string, err error) {
	from, err := open(ctx)
	if err != nil {
		return "", err
	}
	defer from.Close()
	to, err := os.CreateTemp(folder, "*")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, files.Reader(ctx, from))
	if err = errors.Join(err, to.Close()); err != nil {
		_ = os.Remove(to.Name())
		return "", err
	}
	return to.Name(), nil
}

// folder makes the folder for copies, once; it is called off the window's goroutine.
func (e *EvidenceView) folder() (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var err error
	if e.copies == "" {
		e.copies, err = files.TemporaryFolder("", "view")
	}
	return e.copies, err
}

// kindName is the kind of a file by its name, such as PDF.
func kindName(name string) string {
	return strings.ToUpper(strings.TrimPrefix(filepath.Ext(name), "."))
}

// shownKinds are the kinds that are shown in the window.
func shownKinds() []string {
	return []string{"PDF", "JPG", "JPEG", "PNG", "GIF", "TIF", "TIFF", "BMP", "WEBP"}
}

// Viewable reports whether a file of this name can be shown in the window.
func Viewable(name string) bool { return slices.Contains(shownKinds(), kindName(name)) }

// kindWords say that a kind is not shown in the window.
func kindWords(kind string) string {
	if kind == "" {
		return "不知道这是哪一类文件，窗口里显示不了，请用系统程序打开。"
	}
	return "窗口里显示不了 " + kind + " 文件，请用系统程序打开。"
}

// shownFault says why a page is not shown.
func shownFault(err error) error {
	words := map[pdf.Fault]string{
		pdf.Password: "文件设了打开密码，窗口里显示不了，请用系统程序打开。",
		pdf.Damaged:  "文件或这一页已损坏，显示不了。请用系统程序打开核对，或者请提供的人重新给一份。",
		pdf.Pages:    "文件里没有可以显示的页。",
		pdf.Large:    "这一页太大，窗口里显示不了，请用系统程序打开。",
		pdf.Killed:   "这个文件显示不了，请用系统程序打开。",
		pdf.Slow:     "这一页太复杂，画了很久还没有画完，请用系统程序打开。",
		pdf.Other:    "文件的内容与它的名称不符，窗口里显示不了，请用系统程序打开。",
	}
	var fault pdf.Fault
	switch {
	case errors.As(err, &fault) && words[fault] != "":
		return errors.New(words[fault])
	case errors.Is(err, bounded.ErrNoChild):
		return errors.New("显示文件的程序没有启动，请用系统程序打开。")
	}
	return err
}
