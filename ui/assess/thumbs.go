package assess

import (
	"context"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/forms/pdf/render"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// The bounds of the small picture of a first page.
const (
	thumbFile     = 64 << 20 // bytes of the file
	thumbWidth    = 160
	thumbPatience = 30 * time.Second // with what the first PDF takes on a computer
)

// thumbsKept is how many small pictures are kept at most.
const thumbsKept = 300

// thumbs are the small pictures made so far, by SHA-256; nil stands for a file that gives none. One is made at a time.
type thumbs struct {
	kept    map[string]image.Image
	waiting map[string][]*widgets.Thumb
	queue   []forms.FileRef
	busy    bool
	pages   *render.Pages // draws the first pages of PDFs; nil where nothing does
}

// fileThumb is a picture of a kept file, side pixels square; it appears once it has been read, off the window's goroutine.
func (d *evidenceDesk) fileThumb(ref forms.FileRef, pages string, side float32) *widgets.Thumb {
	kind := strings.ToUpper(strings.TrimPrefix(filepath.Ext(ref.Name), "."))
	if len(kind) > 4 || kind == "" {
		kind = "文件"
	}
	if pages != "" {
		pages += "页"
	}
	t := widgets.NewThumb(side, kind, pages)
	all := &d.session.thumbs
	all.pages = d.host.Pages
	if !photo(ref.Name) && (all.pages == nil || !work.Viewable(ref.Name) || ref.Size > thumbFile) {
		return t
	}
	if all.kept == nil || len(all.kept) > thumbsKept {
		all.kept, all.waiting = map[string]image.Image{}, map[string][]*widgets.Thumb{}
		all.queue = nil
	}
	if picture, ok := all.kept[ref.SHA256]; ok {
		if picture != nil {
			t.Picture(picture)
		}
		return t
	}
	if _, asked := all.waiting[ref.SHA256]; !asked {
		all.queue = append(all.queue, ref)
	}
	all.waiting[ref.SHA256] = append(all.waiting[ref.SHA256], t)
	d.session.makeThumb()
	return t
}

// makeThumb makes the next picture asked for, unless one is being made.
func (s *Session) makeThumb() {
	all := &s.thumbs
	if all.busy || len(all.queue) == 0 {
		return
	}
	ref := all.queue[0]
	all.queue, all.busy = all.queue[1:], true
	go func() {
		picture := s.smallPicture(ref) // without one the drawn page stays
		s.Later(func() {
			all.busy = false
			all.kept[ref.SHA256] = picture
			for _, t := range all.waiting[ref.SHA256] {
				if picture != nil {
					t.Picture(picture)
				}
			}
			delete(all.waiting, ref.SHA256)
			s.makeThumb()
		})
	}()
}

// photo reports whether a file is one whose small picture needs no child.
func photo(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png"}, strings.ToLower(filepath.Ext(name)))
}

// smallPicture reads a photo, or has the first page of another file drawn; nil where that cannot be.
func (s *Session) smallPicture(ref forms.FileRef) image.Image {
	if photo(ref.Name) {
		r, err := s.File.OpenFile(ref)
		if err != nil {
			return nil
		}
		defer r.Close()
		picture, err := pdf.Thumbnail(r)
		if err != nil {
			return nil
		}
		return picture
	}
	folder, err := files.TemporaryFolder("", "thumb")
	if err != nil {
		return nil
	}
	defer os.RemoveAll(folder)
	ctx, cancel := context.WithTimeout(s.Context(), thumbPatience)
	defer cancel()
	path, err := work.CopyOut(ctx, folder, func(context.Context) (io.ReadCloser, error) { return s.File.OpenFile(ref) })
	if err != nil {
		return nil
	}
	sheet, err := s.thumbs.pages.Page(ctx, path, render.Wish{Width: thumbWidth})
	if err != nil {
		return nil
	}
	return sheet.Image
}
