package pdf

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"
)

// zipped is a zip of files: name, contents, name, contents.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The pictures in a document are those of the same file by itself and in a PDF; what is small, blank, text or a typeface is none.
func TestTracePacked(t *testing.T) {
	photo := jpegOf(t, scene(1, 320, 240), 80)
	alone := tracesOf(t, photo)
	drawing := strings.Repeat("drawing ", leastMedia/8)
	for name, parts := range map[string][]string{
		"docx": {"[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>", "word/media/image1.jpeg", string(photo)},
		"xlsx": {"xl/workbook.xml", "<w/>", "xl/media/image1.jpeg", string(photo)},
		"ofd":  {"OFD.xml", "<o/>", "Doc_0/Res/image_1.jpg", string(photo), "Doc_0/Res/font_1.ttf", drawing},
		"zip":  {"通知.docx", string(zipped(t, "word/media/image1.jpeg", string(photo))), "说明.txt", "文字"},
		"bad":  {"word/media/image1.png", "\x89PNG\r\n\x1A\nbroken", "word/media/image2.jpeg", string(photo)},
	} {
		if got := tracesOf(t, zipped(t, parts...)); len(got.Pictures) != 1 || got.More || got.Pictures[0].Sum != alone.Pictures[0].Sum || got.Pictures[0].Look != alone.Pictures[0].Look || got.Pictures[0].Page != 0 {
			t.Errorf("%s: %+v, want the photo alone: %+v", name, got, alone)
		}
	}
	if got := tracesOf(t, zipped(t, "word/media/a.emf", drawing, "word/media/b.emf", "short")); len(got.Pictures) != 1 {
		t.Errorf("drawing: %+v", got)
	}
}

// A zip that unpacks to far more than it should, or lies in itself, is told to be not looked at whole; one with a password says so.
func TestTracePackedBounds(t *testing.T) {
	bomb := strings.Repeat("\xFF\xD8\xFF\xE0"+strings.Repeat("\x00", 1<<20-4), mostTracedBytes>>20+2)
	if got, err := traceFile(seekable(zipped(t, "word/media/image1.jpeg", bomb))); err != nil || !got.More || len(got.Pictures) > 0 {
		t.Errorf("bomb: %+v %v", got, err)
	}
	if got, err := traceFile(seekable(zipped(t, "word/media/image1.png", string(hugePNG(t))))); err != nil || !got.More || len(got.Pictures) > 0 {
		t.Errorf("huge: %+v %v", got, err)
	}
	deep := zipped(t, "word/media/image1.jpeg", string(jpegOf(t, scene(1, 320, 240), 80)))
	for range mostPackedWithin {
		deep = zipped(t, "a.zip", string(deep))
	}
	if got, err := traceFile(seekable(deep)); err != nil || !got.More || len(got.Pictures) > 0 {
		t.Errorf("deep: %+v %v", got, err)
	}
	locked := zipped(t, "a.jpg", "x")
	for _, sign := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(locked, []byte(sign)) + map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[sign]
		locked[at] |= 1
	}
	if _, err := traceFile(seekable(locked)); err != Password {
		t.Errorf("locked: %v", err)
	}
	if _, err := traceFile(seekable([]byte("PK\x03\x04 cut off"))); err != Damaged {
		t.Errorf("cut: %v", err)
	}
}

// hugePNG says that it is of 60000 by 60000 points.
func hugePNG(t testing.TB) []byte {
	data := pngOf(t, printed(1, 250))
	binary.BigEndian.PutUint32(data[16:], 60000)
	binary.BigEndian.PutUint32(data[20:], 60000)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func seekable(data []byte) (*bytes.Reader, int64) { return bytes.NewReader(data), int64(len(data)) }
