package clues_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/clues"
	"zicha/forms/pdf"
)

// scan is a made-up page of text of a number, photo a made-up photo.
func scan(number uint64) image.Image {
	random := rand.New(rand.NewPCG(number, 1))
	out := image.NewGray(image.Rect(0, 0, 420, 590))
	for i := range out.Pix {
		out.Pix[i] = 250
	}
	for line := range 24 {
		for i := (60+line*20)*out.Stride + 50; number > 0 && i < (68+line*20)*out.Stride; i++ {
			if x := i % out.Stride; x > 50 && x < 370 && random.IntN(3) == 0 {
				out.Pix[i] = 30
			}
		}
	}
	return out
}

func photo(number uint64, w, h int) image.Image {
	random := rand.New(rand.NewPCG(number, 2))
	var blots [24][4]float64
	for i := range blots {
		blots[i] = [4]float64{random.Float64(), random.Float64(), 0.05 + 0.2*random.Float64(), 200*random.Float64() - 100}
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		v := 128.0
		for _, b := range blots {
			dx, dy := float64(i%w)/float64(w)-b[0], float64(i/w)/float64(h)-b[1]
			if d := (dx*dx + dy*dy) / b[2] / b[2]; d < 1 {
				v += b[3] * (1 - d)
			}
		}
		c := byte(max(0, min(255, v)))
		out.SetRGBA(i%w, i/w, color.RGBA{c, c, c / 2, 255})
	}
	return out
}

func jpg(m image.Image, quality int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// book is a PDF with a page for each picture; note makes its bytes others.
func book(note string, pictures ...image.Image) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-1.4\n%% %s\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", note)
	var kids strings.Builder
	for i, m := range pictures {
		data, size := jpg(m, 75), m.Bounds()
		fmt.Fprintf(&kids, "%d 0 R ", 10+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n<</Type/Page/Parent 2 0 R/Resources<</XObject<</P %d 0 R>>>>>>\nendobj\n", 10+2*i, 11+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n<</Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", 11+2*i, size.Dx(), size.Dy(), len(data), data)
	}
	fmt.Fprintf(&b, "2 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%%%EOF\n", &kids, len(pictures))
	return b.Bytes()
}

// The same scan in two PDFs raises a clue; a document of the city that both have scanned into theirs raises none.
func TestSameScan(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "活动通知"}, book("甲", scan(1), scan(0), scan(2)))
	r.attach("蒙城县", "5.2", forms.Evidence{Title: "宣传材料"}, book("乙", scan(3), scan(0), scan(2), scan(1)))
	r.attach("利辛县", "1.1", forms.Evidence{Title: "市方案", Issuer: "亳州市人民政府"}, book("丙", scan(7)))
	r.attach("谯城区", "1.1", forms.Evidence{Title: "市方案", DocNo: "亳政〔2017〕1号"}, book("丁", scan(7)))
	got := r.want("picture：涡阳县佐证5-01“活动通知”、蒙城县佐证5-01“宣传材料”里有2幅图像完全相同，请核对是哪一家的材料")
	if len(got) == 1 && (len(got[0].Uses) != 2 || got[0].Uses[0].Page != 1 || got[0].Uses[1].Page != 3) {
		t.Errorf("%+v", got[0].Uses)
	}
	r.attach("利辛县", "5.1", forms.Evidence{Title: "也有"}, jpg(scan(1), 75)) // the picture alone, of a third county: more than half
	got = r.want("picture：涡阳县佐证5-01“活动通知”、蒙城县佐证5-01“宣传材料”里有1幅图像完全相同，请核对是哪一家的材料")
	if len(got) == 1 && got[0].Uses[0].Page != 3 {
		t.Errorf("%+v", got[0].Uses)
	}
}

// Within one county a page that stands in the papers of two indicators is a clue, a letterhead in them is none.
func TestSamePictureWithin(t *testing.T) {
	r := four(t)
	head := photo(5, 300, 200)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "甲"}, book("甲", head, scan(1)))
	r.attach("涡阳县", "5.2", forms.Evidence{Title: "乙"}, book("乙", head, scan(1)))
	r.attach("涡阳县", "6.1", forms.Evidence{Title: "丙"}, book("丙", head, scan(2)))
	r.want()
	r.attach("涡阳县", "6.2", forms.Evidence{Title: "丁"}, book("丁", scan(1)))
	r.want("picture：涡阳县佐证5-01“甲”、涡阳县佐证5-02“乙”、涡阳县佐证6-02“丁”里有1幅图像完全相同，却用于不同的指标，请核对能否都算")
}

// A photo that was made smaller and saved anew is found; photos of one item, other photos, and pages of text that look alike are not.
func TestAlikePhotos(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "现场"}, jpg(photo(1, 400, 300), 90))
	r.attach("涡阳县", "5.2", forms.Evidence{Title: "现场2"}, jpg(photo(1, 320, 240), 80))
	r.attach("蒙城县", "5.1", forms.Evidence{Title: "别的"}, jpg(photo(2, 320, 240), 90))
	r.attach("利辛县", "5.1", forms.Evidence{Title: "文件"}, jpg(scan(1), 90))
	r.attach("谯城区", "5.1", forms.Evidence{Title: "文件"}, jpg(scan(2), 90))
	r.want()
	r.attach("蒙城县", "6.1", forms.Evidence{Title: "我的现场"}, book("", photo(1, 240, 180)))
	got := r.want(
		"photo：涡阳县佐证5-01“现场”、蒙城县佐证6-01“我的现场”里有疑为同一张的照片（可能另存、缩小或调过亮度），请核对是哪一家的材料",
		"photo：涡阳县佐证5-02“现场2”、蒙城县佐证6-01“我的现场”里有疑为同一张的照片（可能另存、缩小或调过亮度），请核对是哪一家的材料")
	if len(got) > 0 && !strings.HasSuffix(got[0].Figures[0].Value, "/256") {
		t.Errorf("%+v", got[0])
	}
}

// dated is a photo with the day its camera says.
func dated(number uint64, day string) []byte {
	tiff := "MM\x00*\x00\x00\x00\x08\x00\x01\x87\x69\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1A\x00\x00\x00\x00" +
		"\x00\x01\x90\x03\x00\x02\x00\x00\x00\x14\x00\x00\x00\x2C\x00\x00\x00\x00" + day + " 10:00:00\x00"
	segment := append([]byte{0xFF, 0xE1, 0, byte(len(tiff) + 8)}, "Exif\x00\x00"+tiff...)
	data := jpg(photo(number, 240, 200), 75)
	return slices.Concat(data[:2], segment, data[2:])
}

// A photo taken outside the year is told by its camera's day, those of an item together; one in the year of what it shows is none.
func TestTaken(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "现场", Files: []forms.FileRef{r.file("1.jpg", dated(1, "2016:05:01")), r.file("2.jpg", dated(2, "2018:01:02"))}}, dated(3, "2017:05:01"))
	r.attach("蒙城县", "24.1", forms.Evidence{Title: "去年的"}, dated(4, "2016:05:01"))
	r.attach("利辛县", "7.1", forms.Evidence{Title: "平台"}, dated(5, "2015:05:01"))
	got := r.want("taken：涡阳县佐证5-01“现场”里有2张照片的拍摄日期不在应报的年度内（2016-05-01、2018-01-02），请核对；以照片里的记录为准，相机的日期可能没有调准")
	if len(got) == 1 && len(got[0].Uses) != 2 {
		t.Errorf("%+v", got)
	}
}

// What could not be looked into is told with the reason, what is no picture is not; what was seen before is not opened again.
func TestUnread(t *testing.T) {
	r := four(t)
	whole := jpg(photo(1, 240, 200), 75)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "在"}, whole)
	r.attach("涡阳县", "5.2", forms.Evidence{Title: "不在", Files: []forms.FileRef{{ID: "f", Name: "a.jpg", Size: 5, SHA256: strings.Repeat("0", 64)}}}, nil)
	r.attach("涡阳县", "6.1", forms.Evidence{Title: "也不在", Files: []forms.FileRef{{ID: "f", Name: "b.jpg", Size: 5, SHA256: strings.Repeat("1", 64)}}}, nil)
	r.attach("蒙城县", "5.1", forms.Evidence{Title: "不同", Files: []forms.FileRef{{ID: "f", Name: "c.jpg", Size: 5, SHA256: strings.Repeat("2", 64)}}}, nil)
	r.files[strings.Repeat("2", 64)] = []byte("别的内容")
	r.attach("蒙城县", "5.2", forms.Evidence{Title: "坏的"}, whole[:300])
	r.attach("蒙城县", "6.1", forms.Evidence{Title: "文字"}, []byte("文字"))
	r.attach("利辛县", "6.1", forms.Evidence{Title: "很大", Files: []forms.FileRef{{ID: "f", Name: "d.mp4", Size: 1 << 40, SHA256: strings.Repeat("3", 64)}}}, nil)
	kept := map[string]pdf.Traces{}
	r.Keep = func(sum string, seen pdf.Traces) { kept[sum] = seen }
	r.Known = func(sum string) (pdf.Traces, bool) { seen, ok := kept[sum]; return seen, ok }
	shown := func(all []clues.Unread) string {
		var out []string
		for _, u := range all {
			out = append(out, fmt.Sprint(u.Name, u.Why, u.Count, u.First.Title))
		}
		return strings.Join(out, "；")
	}
	const want = "涡阳县没有收到含有这些文件的报送包，请导入报送包2不在；蒙城县文件已损坏，无法读取1坏的；蒙城县文件无法读取，或者内容与登记的SHA-256不符1不同；利辛县文件太大，没有全部比对1很大"
	if got := shown(r.find().Unread); got != want {
		t.Errorf("%s", got)
	}
	if len(kept) != 3 {
		t.Errorf("kept %v", slices.Collect(maps.Keys(kept)))
	}
	clear(r.files)
	again := r.find()
	if got := shown(again.Unread); !strings.HasPrefix(got, "涡阳县没有收到含有这些文件的报送包，请导入报送包2不在；蒙城县文件已损坏") {
		t.Errorf("the second time: %s", got)
	}
}

// packed is a document of an office program with a picture in it.
func packed(name string, picture []byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct {
		name string
		data []byte
	}{{"[Content_Types].xml", []byte("<Types/>")}, {name, picture}} {
		w, _ := z.Create(part.name)
		_, _ = w.Write(part.data)
	}
	_ = z.Close()
	return b.Bytes()
}

// A picture in a document, a table and an OFD is compared as one in a PDF is, a photo by its looks too; base material raises nothing there either.
func TestPicturesInDocuments(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "甲"}, packed("word/media/image1.jpeg", jpg(scan(1), 75)))
	r.attach("蒙城县", "5.1", forms.Evidence{Title: "乙"}, book("乙", scan(1)))
	r.attach("涡阳县", "5.2", forms.Evidence{Title: "丙"}, packed("xl/media/image1.jpeg", jpg(photo(1, 400, 300), 90)))
	r.attach("利辛县", "5.1", forms.Evidence{Title: "丁"}, packed("Doc_0/Res/image_7.jpg", jpg(photo(1, 320, 240), 80)))
	r.attach("蒙城县", "5.2", forms.Evidence{Title: "市方案", Issuer: "亳州市人民政府"}, packed("word/media/a.jpeg", jpg(scan(7), 75)))
	r.attach("谯城区", "5.1", forms.Evidence{Title: "市方案"}, packed("word/media/b.jpeg", jpg(scan(7), 75)))
	got := r.want("picture：涡阳县佐证5-01“甲”、蒙城县佐证5-01“乙”里有1幅图像完全相同，请核对是哪一家的材料",
		"photo：涡阳县佐证5-02“丙”、利辛县佐证5-01“丁”里有疑为同一张的照片（可能另存、缩小或调过亮度），请核对是哪一家的材料")
	if len(got) > 0 && (got[0].Uses[0].Page != 0 || got[0].Uses[1].Page != 1) {
		t.Errorf("%+v", got[0].Uses)
	}
}

// What was seen is remembered from run to run; what is broken off, altered, of another copy of the book or of another way of looking is not
// believed, and only the owner may read it.
func TestMemory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen")
	a, b, damaged := strings.Repeat("a", 64), strings.Repeat("b", 64), strings.Repeat("c", 64)
	m := clues.Remember(path, "copy1")
	m.Keep(a, pdf.Traces{Taken: "2017-01-02", Pictures: []pdf.Trace{{Page: 1, W: 300, H: 200, Sum: strings.Repeat("1", 32)}}})
	m.Keep(damaged, pdf.Traces{Fault: pdf.Damaged})
	m.Close()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, append(data, []byte(`{"of":"`+b+`","se`)...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	m = clues.Remember(path, "copy1")
	m.Keep(b, pdf.Traces{Taken: "2017-03-04"})
	m.Close()
	known := func(owner, sum string) string {
		seen, ok := clues.Remember(path, owner).Known(sum)
		return fmt.Sprint(ok, seen.Taken, seen.Fault, len(seen.Pictures))
	}
	for sum, want := range map[string]string{a: "true2017-01-021", b: "true2017-03-040", damaged: "truedamaged0"} {
		if got := known("copy1", sum); got != want {
			t.Errorf("%.1s: %s, want %s", sum, got, want)
		}
		if got := known("copy2", sum); got != "false0" {
			t.Errorf("%.1s is believed of another copy: %s", sum, got)
		}
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(data, []byte("2017-01-02"), []byte("2018-01-02")), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := known("copy1", a); got != "false0" {
		t.Errorf("an altered line is believed: %s", got)
	}
	if got := known("copy1", damaged); got != "truedamaged0" {
		t.Errorf("the line beside an altered one: %s", got)
	}
}

// huge is a small PNG that says it is of 20000 by 20000 points.
func huge() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 10, 10)))
	data := b.Bytes()
	binary.BigEndian.PutUint32(data[16:], 20000)
	binary.BigEndian.PutUint32(data[20:], 20000)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// A picture file made to do harm is told, and the others are compared all the same.
func TestHostile(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "很大的图"}, huge())
	r.attach("涡阳县", "5.2", forms.Evidence{Title: "甲"}, book("甲", scan(1)))
	r.attach("蒙城县", "5.1", forms.Evidence{Title: "乙"}, book("乙", scan(1)))
	found := r.find()
	if len(found.Clues) != 1 || found.Clues[0].Kind != clues.SamePicture || len(found.Unread) != 1 || found.Unread[0].First.Title != "很大的图" || found.Unread[0].Why != "文件太大，没有全部比对" {
		t.Errorf("%+v", found)
	}
}
