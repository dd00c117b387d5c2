package assess

import (
	"image"
	"path/filepath"
	"strings"

	"zicha/forms"
	"zicha/forms/pdf"
	"zicha/ui/widgets"
)

// thumbsKept is how many small pictures are kept at most.
const thumbsKept = 300

// thumbs are the small pictures made so far, by SHA-256; nil stands for a file that gives none. One is made at a time.
type thumbs struct {
	kept    map[string]image.Image
	waiting map[string][]*widgets.Thumb
	queue   []forms.FileRef
	busy    bool
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
	if kind != "JPG" && kind != "JPEG" && kind != "PNG" {
		return t
	}
	all := &d.session.thumbs
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
		var picture image.Image // without one the drawn page stays
		if r, err := s.File.OpenFile(ref); err == nil {
			picture, _ = pdf.Thumbnail(r)
			_ = r.Close()
		}
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
