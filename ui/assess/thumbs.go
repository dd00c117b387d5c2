package assess

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"golang.org/x/image/draw"

	"zicha/forms"
	"zicha/ui/widgets"
)

// The bounds of what is decoded for a small picture: photos are foreign bytes.
const (
	thumbFile   = 32 << 20 // bytes
	thumbPixels = 50_000_000
	thumbPNG    = 25_000_000 // a PNG's pixels can take eight bytes each
	thumbSide   = 192
	thumbsKept  = 300
)

// thumbs are the small pictures made so far, by SHA-256; nil stands for a file that gives none. One is made at a time.
type thumbs struct {
	kept    map[string]image.Image
	waiting map[string][]*widgets.Thumb
	queue   []forms.FileRef
	busy    bool
}

// thumb is a small picture of an item's first file, for a line of a list.
func (d *Desk) thumb(item forms.Evidence) fyne.CanvasObject {
	if len(item.Files) == 0 {
		return widgets.NewThumb(40, "无", "")
	}
	return d.fileThumb(item.Files[0], item.Pages, 40)
}

// fileThumb is a picture of a kept file, side pixels square; it appears once it has been read, off the window's goroutine.
func (d *Desk) fileThumb(ref forms.FileRef, pages string, side float32) *widgets.Thumb {
	kind := strings.ToUpper(strings.TrimPrefix(filepath.Ext(ref.Name), "."))
	if len(kind) > 4 || kind == "" {
		kind = "文件"
	}
	if pages != "" {
		pages += "页"
	}
	t := widgets.NewThumb(side, kind, pages)
	if kind != "JPG" && kind != "JPEG" && kind != "PNG" || ref.Size > thumbFile {
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
		picture := s.readThumb(ref)
		s.later(func() {
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

// readThumb reads a kept picture and makes it small; nil where that does not work.
func (s *Session) readThumb(ref forms.FileRef) image.Image {
	r, err := s.File.OpenFile(ref)
	if err != nil {
		return nil
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, thumbFile+1))
	if err != nil || len(data) > thumbFile {
		return nil
	}
	picture, err := smallPicture(data)
	if err != nil {
		return nil
	}
	return picture
}

// smallPicture decodes a JPEG or PNG within bounds, makes it small and turns it upright.
func smallPicture(data []byte) (small image.Image, err error) {
	defer func() {
		if fault := recover(); fault != nil { // foreign bytes in the image packages
			small, err = nil, fmt.Errorf("picture: %v", fault)
		}
	}()
	decodeConfig, decode, most := jpeg.DecodeConfig, jpeg.Decode, thumbPixels
	turn := 1
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		decodeConfig, decode, most = png.DecodeConfig, png.Decode, thumbPNG
	} else {
		turn = orientation(data)
	}
	c, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if c.Width < 1 || c.Height < 1 || c.Width > most/c.Height {
		return nil, fmt.Errorf("picture of %d×%d", c.Width, c.Height)
	}
	full, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	scale := min(1, thumbSide/float64(max(c.Width, c.Height)))
	to := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(c.Width)*scale)), max(1, int(float64(c.Height)*scale))))
	draw.ApproxBiLinear.Scale(to, to.Bounds(), full, full.Bounds(), draw.Src, nil)
	return upright(to, turn), nil
}

// upright turns and mirrors a picture as its EXIF orientation (1 to 8) says.
func upright(from *image.RGBA, turn int) image.Image {
	if turn < 2 || turn > 8 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	to := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			at := [...]image.Point{
				2: {X: w - 1 - x, Y: y}, 3: {X: w - 1 - x, Y: h - 1 - y}, 4: {X: x, Y: h - 1 - y},
				5: {X: y, Y: x}, 6: {X: h - 1 - y, Y: x}, 7: {X: h - 1 - y, Y: w - 1 - x}, 8: {X: y, Y: w - 1 - x},
			}[turn]
			to.SetRGBA(at.X, at.Y, from.RGBAAt(x, y))
		}
	}
	return to
}

// orientation reads the EXIF orientation of a JPEG, 1 where there is none.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if data[at+1] == 0xDA || size < 2 || at+2+size > len(data) {
			return 1
		}
		if part := data[at+4 : at+2+size]; data[at+1] == 0xE1 && bytes.HasPrefix(part, []byte("Exif\x00\x00")) {
			return tiffOrientation(part[6:])
		}
		at += 2 + size
	}
	return 1
}

// tiffOrientation looks for tag 0x0112 in the first directory.
func tiffOrientation(data []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(data, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(data) < 8 {
		return 1
	}
	at := int(order.Uint32(data[4:]))
	if at < 8 || at+2 > len(data) {
		return 1
	}
	for i := range int(order.Uint16(data[at:])) {
		entry := at + 2 + 12*i
		if entry+12 > len(data) {
			return 1
		}
		if order.Uint16(data[entry:]) == 0x0112 {
			return int(order.Uint16(data[entry+8:]))
		}
	}
	return 1
}
