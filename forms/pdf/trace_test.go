package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// scene is a made-up photo: blots of light and dark of many sizes, other ones for each number.
func scene(number uint64, w, h int) *image.RGBA {
	random := rand.New(rand.NewPCG(number, 7))
	type blot struct{ x, y, r, v float64 }
	blots := make([]blot, 60)
	for i := range blots {
		blots[i] = blot{random.Float64(), random.Float64(), 0.03 + 0.25*random.Float64(), 200*random.Float64() - 100}
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := 128.0
			for _, b := range blots {
				dx, dy := float64(x)/float64(w)-b.x, float64(y)/float64(h)-b.y
				if d := dx*dx + dy*dy; d < b.r*b.r {
					v += b.v * (1 - d/b.r/b.r)
				}
			}
			c := byte(max(0, min(255, v)))
			out.SetRGBA(x, y, color.RGBA{c, byte(max(0, int(c)-10)), c / 2, 255})
		}
	}
	return out
}

// printed is a made-up page of text: lines of dark strokes on paper of a brightness, other ones for each number.
func printed(number uint64, paper byte) *image.Gray {
	random := rand.New(rand.NewPCG(number, 9))
	out := image.NewGray(image.Rect(0, 0, 400, 560))
	for i := range out.Pix {
		out.Pix[i] = paper - byte(random.IntN(4))
	}
	for line := range 22 {
		for x := 50; x < 350; x++ {
			for y := 60 + line*20; number > 0 && y < 71+line*20; y++ {
				if random.IntN(3) == 0 {
					out.Pix[y*out.Stride+x] = 40
				}
			}
		}
	}
	return out
}

func jpegOf(t testing.TB, m image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exifOf is the segment a camera writes: how the photo is to be turned, and when it was taken.
func exifOf(turn byte, taken string) []byte {
	tiff := "MM\x00*\x00\x00\x00\x08\x00\x02" +
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(turn) + "\x00\x00" +
		"\x87\x69\x00\x04\x00\x00\x00\x01\x00\x00\x00\x26\x00\x00\x00\x00" +
		"\x00\x01\x90\x03\x00\x02\x00\x00\x00\x14\x00\x00\x00\x38\x00\x00\x00\x00" + taken + "\x00"
	body := "Exif\x00\x00" + tiff
	return append([]byte{0xFF, 0xE1, 0, byte(len(body) + 2)}, body...)
}

// withSegment puts a segment behind a JPEG's start.
func withSegment(photo, segment []byte) []byte {
	return append(append(append([]byte{}, photo[:2]...), segment...), photo[2:]...)
}

func deflate(data []byte, level int) []byte {
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, level)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// drawnPDF is a PDF with a page for each picture; before is what stands before its objects, so that files differ in their bytes.
func drawnPDF(before string, pictures ...string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-1.4\n%s\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", before)
	var kids strings.Builder
	for i, p := range pictures {
		fmt.Fprintf(&kids, "%d 0 R ", 10+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n<</Type/Page/Parent 2 0 R/Resources<</XObject<</P %d 0 R>>>>>>\nendobj\n", 10+2*i, 11+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", 11+2*i, p)
	}
	fmt.Fprintf(&b, "2 0 obj\n<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 842]>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%%%EOF\n", &kids, len(pictures))
	return b.Bytes()
}

func pictureObject(m image.Image, more string, data []byte) string {
	b := m.Bounds()
	return fmt.Sprintf("<</Subtype/Image/Width %d/Height %d/BitsPerComponent 8%s/Length %d>>\nstream\n%s\nendstream", b.Dx(), b.Dy(), more, len(data), data)
}

func tracesOf(t testing.TB, data []byte) Traces {
	t.Helper()
	got, err := traceFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func sums(t Traces) string {
	var out []string
	for _, p := range t.Pictures {
		out = append(out, fmt.Sprint(p.Page, " ", p.Sum))
	}
	return strings.Join(out, "；")
}

// The same scan in two PDFs has one sum, whatever stands around it and however it is packed; another scan has another.
func TestTraceSameScan(t *testing.T) {
	one, other := printed(1, 250), printed(2, 250)
	scan := jpegOf(t, one, 80)
	dct := pictureObject(one, "/ColorSpace/DeviceGray/Filter/DCTDecode", scan)
	want := sums(tracesOf(t, drawnPDF("", dct)))
	if !strings.HasPrefix(want, "1 ") || len(want) != 34 {
		t.Fatal(want)
	}
	twice := pictureObject(one, "/ColorSpace/DeviceGray/Filter[/FlateDecode/DCTDecode]", deflate(scan, 9))
	noted := pictureObject(one, "/ColorSpace/DeviceGray/Filter/DCTDecode", withSegment(scan, exifOf(1, "2017:09:01 10:00:00")))
	form := "<</Subtype/Form/Resources<</XObject<</Q 30 0 R>>>>/Length 0>>\nstream\n\nendstream\nendobj\n30 0 obj\n" + dct
	for name, data := range map[string][]byte{
		"other bytes": drawnPDF("% 另一份", dct), "packed twice": drawnPDF("", twice), "with EXIF": drawnPDF("", noted), "within a drawing": drawnPDF("", form), "a file of its own": scan,
	} {
		if got := sums(tracesOf(t, data)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := sums(tracesOf(t, drawnPDF("", pictureObject(other, "/ColorSpace/DeviceGray/Filter/DCTDecode", jpegOf(t, other, 80))))); got == want {
		t.Error("another scan has the same sum")
	}
	flat := func(level int) string {
		return pictureObject(other, "/ColorSpace/DeviceGray/Filter/FlateDecode", deflate(other.Pix, level))
	}
	if a, b, c := sums(tracesOf(t, drawnPDF("", flat(1)))), sums(tracesOf(t, drawnPDF("%", flat(9)))), sums(tracesOf(t, pngOf(t, other))); a != b || a != c || a == "" {
		t.Errorf("plain points: %s, %s, %s", a, b, c)
	}
}

// A page that holds the same picture as an earlier one is told once, on the first.
func TestTracePages(t *testing.T) {
	object := func(m *image.Gray) string {
		return pictureObject(m, "/ColorSpace/DeviceGray/Filter/DCTDecode", jpegOf(t, m, 80))
	}
	got := tracesOf(t, drawnPDF("", object(printed(1, 250)), object(printed(0, 250)), object(printed(2, 250))))
	if len(got.Pictures) != 2 || got.Pictures[0].Page != 1 || got.Pictures[1].Page != 3 {
		t.Errorf("%+v, want pages 1 and 3: the second is blank", got)
	}
}

// What has nothing on it has no sum, however it is coded; a page of text has one and no look; a small picture is left out.
func TestTraceBlank(t *testing.T) {
	blank, text := printed(0, 250), printed(3, 250)
	small := scene(1, 190, 200)
	bits := bytes.Repeat([]byte{0xFF}, 50*560)
	for name, data := range map[string][]byte{
		"JPEG": jpegOf(t, blank, 80), "PNG": pngOf(t, blank), "gray paper": jpegOf(t, printed(0, 190), 80), "small": jpegOf(t, small, 80),
		"in a PDF": drawnPDF("", pictureObject(blank, "/ColorSpace/DeviceGray/Filter/FlateDecode", deflate(blank.Pix, 6))),
		"one bit":  drawnPDF("", strings.Replace(pictureObject(blank, "/ColorSpace/DeviceGray/Filter/FlateDecode", deflate(bits, 6)), "Component 8", "Component 1", 1)),
		"a fax":    drawnPDF("", pictureObject(blank, "/ColorSpace/DeviceGray/Filter/CCITTFaxDecode", make([]byte, 100))),
	} {
		if got := tracesOf(t, data); len(got.Pictures) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, data := range map[string][]byte{"JPEG": jpegOf(t, text, 80), "on gray paper": jpegOf(t, printed(3, 180), 80), "PNG": pngOf(t, text)} {
		if got := tracesOf(t, data); len(got.Pictures) != 1 || got.Pictures[0].Look != "" {
			t.Errorf("text as %s: %+v, want a sum and no look", name, got)
		}
	}
	fax := tracesOf(t, drawnPDF("", pictureObject(blank, "/ColorSpace/DeviceGray/Filter/CCITTFaxDecode", make([]byte, 5000))))
	if len(fax.Pictures) != 1 || fax.Pictures[0].Look != "" {
		t.Errorf("fax: %+v", fax)
	}
}

// A photo made smaller, coded again, made lighter or turned by its EXIF alone looks as before; others do not.
func TestTraceLooks(t *testing.T) {
	look := func(data []byte) Glance {
		got := tracesOf(t, data)
		if len(got.Pictures) != 1 {
			t.Fatalf("%+v", got)
		}
		out, ok := ParseGlance(got.Pictures[0].Look)
		if !ok {
			t.Fatalf("%+v", got)
		}
		return out
	}
	photo := scene(1, 320, 240)
	want := look(jpegOf(t, photo, 90))
	light := image.NewRGBA(photo.Bounds())
	for i, v := range photo.Pix {
		light.Pix[i] = byte(min(255, int(v)*9/10+20))
	}
	turned := image.NewRGBA(image.Rect(0, 0, 240, 320)) // as a camera held upright keeps it: EXIF 6 turns it clockwise
	for y := range 240 {
		for x := range 320 {
			turned.SetRGBA(y, 319-x, photo.RGBAAt(x, y))
		}
	}
	half := drawnPDF("", pictureObject(image.Rect(0, 0, 240, 180), "/ColorSpace/DeviceRGB/Filter/DCTDecode", jpegOf(t, scene(1, 240, 180), 50)))
	for name, data := range map[string][]byte{
		"smaller, in a PDF": half, "coded again": jpegOf(t, photo, 30), "PNG": pngOf(t, photo), "lighter": jpegOf(t, light, 90),
		"turned": withSegment(jpegOf(t, turned, 90), exifOf(6, "2017:09:01 10:00:00")),
	} {
		if n := want.Differing(look(data)); n > mostAlike {
			t.Errorf("%s: %d bits differ", name, n)
		}
	}
	least := 256
	for i := uint64(2); i < 40; i++ {
		least = min(least, want.Differing(look(jpegOf(t, scene(i, 220, 190), 80))))
	}
	if least < 3*mostAlike {
		t.Errorf("two different photos differ by %d bits only", least)
	}
	if _, ok := ParseGlance("x"); ok || !want.Alike(want) || want.Alike(Glance{^want[0], want[1], want[2], want[3]}) {
		t.Error("looks are not compared as they should")
	}
}

// The day a photo was taken is what its camera says; what is no day is none.
func TestTaken(t *testing.T) {
	photo := jpegOf(t, scene(1, 320, 240), 80)
	for taken, want := range map[string]string{
		"2017:09:01 10:00:00": "2017-09-01", "2016:02:29 23:59:59": "2016-02-29", "2017:02:29 10:00:00": "", "0000:00:00 00:00:00": "", "    :  :     :  :  ": "", "2017-09-01 10:00:00": "",
	} {
		if got := tracesOf(t, withSegment(photo, exifOf(1, taken))).Taken; got != want {
			t.Errorf("%q: %q, want %q", taken, got, want)
		}
	}
	digitized := bytes.Replace(exifOf(1, "2017:09:01 10:00:00"), []byte{0x90, 3}, []byte{0x90, 4}, 1)
	if got := tracesOf(t, withSegment(photo, digitized)).Taken; got != "2017-09-01" {
		t.Errorf("digitized: %q", got)
	}
	if got := tracesOf(t, photo).Taken; got != "" {
		t.Errorf("no EXIF: %q", got)
	}
}

// A child tells what it sees, says why it sees nothing, and goes on after it was killed.
func TestTraceChild(t *testing.T) {
	dir := t.TempDir()
	job := func(name string, data []byte) Job {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return Job{Path: path, Size: int64(len(data))}
	}
	photo := jpegOf(t, scene(1, 320, 240), 80)
	packed := deflate(make([]byte, mostTracedBytes+1), zlib.BestSpeed)
	bomb := drawnPDF("", pictureObject(image.Rect(0, 0, 9000, 9000), "/ColorSpace/DeviceGray/Filter/FlateDecode", packed))
	var c Child
	defer c.Stop()
	ask := func(j Job) Traces {
		got, err := c.Trace(context.Background(), j)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := ask(job("a.jpg", photo)); len(got.Pictures) != 1 || got.Fault != "" {
		t.Errorf("photo: %+v", got)
	}
	for name, c := range map[string]struct {
		data []byte
		want Fault
	}{"text.txt": {[]byte("文字"), Other}, "cut.jpg": {photo[:20], Damaged}, "none.pdf": {[]byte("%PDF-1.4\n"), Damaged}, "locked.pdf": {locked(), Password}} {
		if got := ask(job(name, c.data)); got.Fault != c.want {
			t.Errorf("%s: %q, want %q", name, got.Fault, c.want)
		}
	}
	// Either its own bound ends it, or, where the race detector takes memory many times over, the child's.
	if got := ask(job("bomb.pdf", bomb)); len(got.Pictures) != 0 || !got.More && got.Fault != Killed {
		t.Errorf("bomb: %+v, want nothing of it and that it was not looked at", got)
	}
	short := job("b.jpg", photo)
	short.Patience = 1
	if got := ask(short); got.Fault != Slow {
		t.Errorf("no time: %+v", got)
	}
	if got := ask(job("c.jpg", photo)); len(got.Pictures) != 1 {
		t.Errorf("after it was killed: %+v", got)
	}
}

// locked is a PDF that asks for a password.
func locked() []byte {
	return bytes.Replace(drawnPDF("", "<</Subtype/Form/Length 0>>\nstream\n\nendstream"), []byte("/Root 1 0 R"), []byte("/Encrypt<</Filter/Standard/V 2/R 3/O(x)/U(y)/P 0/Length 128>>/Root 1 0 R"), 1)
}

// Whatever bytes come, they give traces or a fault within the bounds of the job.
func FuzzTrace(f *testing.F) {
	photo := withSegment(jpegOf(f, scene(1, 220, 200), 40), exifOf(6, "2017:09:01 10:00:00"))
	f.Add(photo)
	f.Add(drawnPDF("", pictureObject(image.Rect(0, 0, 220, 200), "/ColorSpace/DeviceRGB/Filter/DCTDecode", photo)))
	f.Add(pngOf(f, printed(1, 250)))
	f.Add(zipped(f, "word/media/image1.jpeg", string(photo), "word/media/image2.emf", strings.Repeat("x", leastMedia)))
	f.Add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00"))
	path := filepath.Join(f.TempDir(), "file")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		got := traced(path)
		for _, p := range got.Pictures {
			if len(p.Sum) != 32 || p.Look != "" && len(p.Look) != 64 || p.Page < 0 || p.Page > 0 && p.W*p.H < leastTraced {
				t.Errorf("%+v", p)
			}
		}
	})
}
