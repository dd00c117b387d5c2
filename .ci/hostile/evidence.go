package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"slices"
	"strings"
)

// deflated packs so many megabytes of zeros.
func deflated(megabytes int) []byte {
	var out bytes.Buffer
	w, _ := zlib.NewWriterLevel(&out, zlib.BestSpeed)
	block := make([]byte, 1<<20)
	for range megabytes {
		_, _ = w.Write(block)
	}
	_ = w.Close()
	return out.Bytes()
}

// pdf numbers its objects from 1; the first is the root.
func pdf(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, x := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", x)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return out.Bytes()
}

func stream(dict string, data []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func (g *ground) pdfs() map[string]string {
	const root = "<</Type/Catalog/Pages 2 0 R>>"
	page := func(more string) string { return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + more + ">>" }
	one := "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	loop := bytes.Replace(pdf(root, one, page("")), []byte("/Root"), []byte("/Prev 9/Root"), 1)
	return map[string]string{
		"taken: pages that hold themselves": g.file("环.pdf", pdf(root, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>")),
		"taken: 2 billion pages":            g.file("页.pdf", pdf(root, "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", page(""))),
		"taken: deep lists":                 g.file("深.pdf", pdf(root, one, page("/Contents "+strings.Repeat("[", 500_000)))),
		"taken: bomb: a page of 1 GB":       g.file("炸.pdf", pdf(root, one, page("/Contents 4 0 R"), stream("/Filter/FlateDecode", deflated(1<<10)))),
		"taken: bomb: packed eight times":   g.file("叠.pdf", pdf(root, one, page("/Contents 4 0 R"), stream("/Filter[/FlateDecode/FlateDecode/FlateDecode/FlateDecode]", deflated(64)))),
		"taken: bomb: objects of 1 GB":      g.file("象.pdf", pdf(root, one, page(""), stream("/Type/ObjStm/N 100000000/First 9/Filter/FlateDecode", deflated(1<<10)))),
		"taken: a picture of 65535²":        g.file("图.pdf", pdf(root, one, page("/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R"), stream("/Type/XObject/Subtype/Image/Width 65535/Height 65535/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode", deflated(256)), stream("", []byte("595 0 0 842 0 0 cm /I Do")))),
		"taken: a loop of tables":           g.file("表.pdf", loop),
		"taken: a form that draws itself":   g.file("形.pdf", pdf(root, one, page("/Resources<</XObject<</F 4 0 R>>>>/Contents 5 0 R"), stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>", []byte("/F Do /F Do /F Do")), stream("", []byte("/F Do")))),
		"taken: a page of 14 km":            g.file("大.pdf", pdf(root, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 40000000 40000000]>>")),
	}
}

func pngChunk(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	body := append([]byte(kind), data...)
	return binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
}

// png claims a size, with so many megabytes of zeros for it.
func png(width, height uint32, megabytes int) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	out := append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", append(head, 8, 2, 0, 0, 0))...)
	return append(append(out, pngChunk("IDAT", deflated(megabytes))...), pngChunk("IEND", nil)...)
}

// tagged is a TIFF with one directory, whose next is itself; n entries are claimed.
func tagged(n uint16) []byte {
	out := []byte("II*\x00\x08\x00\x00\x00")
	out = binary.LittleEndian.AppendUint16(out, n)
	for _, e := range [][3]uint32{{0x0100, 4, 0xffffffff}, {0x0101, 4, 0xffffffff}, {0x8769, 4, 8}, {0x8825, 4, 8}} {
		out = binary.LittleEndian.AppendUint16(out, uint16(e[0]))
		out = binary.LittleEndian.AppendUint16(out, uint16(e[1]))
		out = binary.LittleEndian.AppendUint32(out, 1)
		out = binary.LittleEndian.AppendUint32(out, e[2])
	}
	return binary.LittleEndian.AppendUint32(out, 8)
}

func (g *ground) pictures() map[string]string {
	var small, film bytes.Buffer
	_ = jpeg.Encode(&small, image.NewGray(image.Rect(0, 0, 8, 8)), nil)
	plain := small.Bytes()
	huge := bytes.Clone(plain)
	copy(huge[bytes.Index(huge, []byte{0xff, 0xc0})+5:], []byte{0xff, 0xff, 0xff, 0xff})
	exif := append([]byte("Exif\x00\x00"), tagged(4)...)
	looped := append(binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(exif)+2)), append(exif, plain[2:]...)...)
	frames := &gif.GIF{Config: image.Config{Width: 4000, Height: 4000}}
	for range 3000 {
		frames.Image = append(frames.Image, image.NewPaletted(image.Rect(0, 0, 1, 1), palette.Plan9[:2]))
		frames.Delay = append(frames.Delay, 0)
	}
	_ = gif.EncodeAll(&film, frames)
	bmp := append([]byte("BM\xff\xff\xff\x7f\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\xff\xff\xff\x7f\xff\xff\xff\x7f\x01\x00\x18\x00"), make([]byte, 64)...)
	webp := []byte("RIFF\xff\xff\xff\x7fWEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff")
	return map[string]string{
		"taken: JPEG of 65535²":        g.file("大.jpg", huge),
		"taken: EXIF that loops":       g.file("环.jpg", looped),
		"taken: a marker without end":  g.file("尾.jpg", append(bytes.Clone(plain[:2]), bytes.Repeat([]byte{0xff}, 32<<20)...)),
		"taken: PNG of 60000² in 1 MB": g.file("炸.png", png(60_000, 60_000, 1<<10)),
		"taken: PNG of 4 billion²":     g.file("数.png", png(1<<31-1, 1<<31-1, 1)),
		"taken: GIF of 3000 pictures":  g.file("影.gif", film.Bytes()),
		"taken: TIFF that loops":       g.file("环.tif", tagged(4)),
		"taken: TIFF of 65535 entries": g.file("多.tif", tagged(65535)),
		"taken: BMP of 2 billion²":     g.file("大.bmp", bmp),
		"taken: WEBP of 16 million²":   g.file("大.webp", webp),
		"taken: a photo named PDF":     g.file("照片.pdf", plain),
	}
}

// printed are the same once more where they are drawn: each is attached, and then the volume is made of it.
func (g *ground) printed(files map[string]string) (out []attack) {
	for kind, path := range files {
		out = append(out, attack{
			door: "volume", kind: strings.TrimPrefix(kind, "taken: "), fine: true,
			before: [][]string{{"attach", "甲.zicha", "5.1", path}}, args: []string{"volume", "甲.zicha", "汇编.pdf", "--no-cache", "--overwrite"},
		})
	}
	slices.SortFunc(out, func(a, b attack) int { return strings.Compare(a.kind, b.kind) })
	return out
}

// word makes a document or an OFD around a picture.
func word(picture string, data []byte) []byte {
	return zipped(part{"[Content_Types].xml", []byte("<Types/>")}, part{"word/document.xml", []byte("<w:document/>")}, part{picture, data})
}
