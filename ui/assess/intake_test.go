package assess

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zicha/ui/widgets"
)

// picture writes a JPEG, w by h.
func picture(t testing.TB, path string, w, h int) {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	write(t, path, b.String())
}

// What is asked about many pictures says that not all are named.
func TestManyPicturesAreNamedInPart(t *testing.T) {
	st := newStage(t)
	dir := t.TempDir()
	var paths []string
	for i := range 7 {
		paths = append(paths, filepath.Join(dir, "照片"+strconv.Itoa(i+1)+".jpg"))
		picture(t, paths[i], 20, 10)
	}
	st.desk.evidence.attach(st.Values.Edition.Criterion("5.1"), paths)
	st.shows(t, "一起添加了7张图片：照片1.jpg、照片2.jpg、照片3.jpg、照片4.jpg、照片5.jpg、照片6.jpg等。")
}

// Several pictures added together may become one item, in order, with a name of its own; or an item each.
func TestPicturesTogether(t *testing.T) {
	for _, label := range []string{"合成一件（多张照片）", "每张一件"} {
		st := newStage(t)
		c := st.Values.Edition.Criterion("5.1")
		dir := t.TempDir()
		var paths []string
		for i := range 3 {
			path := filepath.Join(dir, "照片"+strconv.Itoa(3-i)+".jpg")
			picture(t, path, 20+i, 10)
			paths = append(paths, path)
		}
		text := filepath.Join(dir, "通知.txt")
		write(t, text, "通知")
		st.desk.evidence.attach(c, append(paths, text, dir))
		st.shows(t, "一起添加了3张图片")
		if entry := overlay[*widgets.Entry](st)[0]; label != "每张一件" {
			entry.SetText("")
			test.Type(entry, "启动仪式照片")
		}
		st.press(t, label)
		st.until(t, func() bool { return len(st.told) == 1 })
		if !strings.Contains(st.told[0], "是文件夹，没有加入") {
			t.Errorf("told %q", st.told)
		}
		items := st.Values.Evidence("5.1")
		if label == "每张一件" {
			if len(items) != 4 || items[0].Title != "照片3" || items[3].Title != "通知" {
				t.Errorf("items %+v", items)
			}
			continue
		}
		if len(items) != 2 || items[0].Title != "启动仪式照片" || items[0].Pages != "3" || len(items[0].Files) != 3 || items[0].Files[0].Name != "照片3.jpg" || items[0].Files[2].Name != "照片1.jpg" {
			t.Errorf("items %+v", items)
		}
		// One photo of the item is replaced; the others and the number stay.
		fresh := filepath.Join(dir, "更清楚.jpg")
		picture(t, fresh, 99, 10)
		st.desk.evidence.replace(items[0].ID, items[0].Files[1], fresh)
		st.until(t, func() bool { return st.Values.Evidence("5.1")[0].Files[1].Name == "更清楚.jpg" })
		if now := st.Values.Evidence("5.1")[0]; len(now.Files) != 3 || now.Number != items[0].Number || now.Files[0].SHA256 != items[0].Files[0].SHA256 || now.Pages != "3" {
			t.Errorf("after replacing %+v", now)
		}
		st.settle()
		if !st.Saved() {
			t.Error("not saved")
		}
	}
}

// Files dropped where there is no criterion are asked about, over all of them, narrowed down by words.
func TestDroppedElsewhere(t *testing.T) {
	st := newStage(t)
	path := filepath.Join(t.TempDir(), "目录.txt")
	write(t, path, "目录")
	st.desk.Overview()
	st.desk.Dropped(fyne.NewPos(600, 300), []fyne.URI{storage.NewFileURI(path)})
	st.shows(t, "是哪个要点的佐证")
	if n := len(overlay[*widgets.Line](st)); n != len(st.Values.Edition.Criteria()) {
		t.Errorf("%d criteria to choose from", n)
	}
	test.Type(overlay[*widgets.Entry](st)[0], "目录 权力")
	lines := overlay[*widgets.Line](st)
	if len(lines) != 1 || !strings.Contains(st.words(), "9.2") {
		t.Fatalf("%d lines: %q", len(lines), st.words())
	}
	test.Tap(lines[0])
	st.until(t, func() bool { return len(st.Values.Evidence("9.2")) == 1 })
	st.closeAll()
	st.Values.Final = true
	st.desk.Dropped(fyne.NewPos(600, 300), []fyne.URI{storage.NewFileURI(path)})
	if len(st.told) != 1 || !strings.Contains(st.told[0], "退回修改") {
		t.Errorf("told %q", st.told)
	}
}

// The criteria an item serves are ticked in a list; the last one cannot be taken away.
func TestItemServesMore(t *testing.T) {
	st := newStage(t)
	item, err := st.AddApart("5.1", "宣传册")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	st.desk.evidence.tickCriteria("要点", item.Criteria, func(ids []string) { got = ids })
	lines := overlay[*widgets.Line](st)
	test.Tap(lines[0]) // 5.1 comes first, with its indicator
	st.press(t, "确定")
	if got != nil {
		t.Fatal("an item without a criterion")
	}
	test.Tap(lines[1])
	test.Tap(lines[0])
	st.press(t, "确定")
	if strings.Join(got, " ") != "5.1 5.2" {
		t.Errorf("ticked %q", got)
	}
}

// What is not what its name says is taken in and told at once, does not tick what is expected, and counts once a person says so in its sheet.
func TestDoubtfulFileCountsWhenAccepted(t *testing.T) {
	st := newStage(t)
	dir := t.TempDir()
	web, good := filepath.Join(dir, "公示.pdf"), filepath.Join(dir, "说明.txt")
	write(t, web, "<!DOCTYPE html><html></html>")
	write(t, good, "说明")
	c := st.Values.Edition.Criterion("1.1")
	st.desk.evidence.attach(c, []string{filepath.Join(dir, "没有.pdf"), web})
	st.until(t, func() bool { return len(st.told) == 1 })
	if told := st.told[0]; !strings.Contains(told, "没有.pdf") || !strings.Contains(told, "“公示.pdf”实际是网页") || !strings.Contains(told, "没有算作佐证") {
		t.Errorf("told %q", told)
	}
	item := st.Values.Evidence("1.1")[0]
	if st.Values.BackedCriteria()["1.1"] {
		t.Error("a page of the web counts")
	}
	sheet := st.desk.evidence.editEvidence(item.ID)
	if words := st.words(); !strings.Contains(words, "未计为佐证：文件实际是网页") || !strings.Contains(words, "浏览器里打印成 PDF") {
		t.Errorf("the sheet says %q", words)
	}
	test.Tap(sheet.accept)
	st.settle()
	if !st.File.Dossier().BackedCriteria()["1.1"] {
		t.Error("accepted, and does not count")
	}
	if again := st.desk.evidence.editEvidence(item.ID); again.accept != nil {
		t.Error("asked again after it was accepted")
	}
	st.closeAll()
	st.desk.evidence.replace(item.ID, item.Files[0], good)
	st.until(t, func() bool { return st.Values.Evidence("1.1")[0].Files[0].Name == "说明.txt" })
	st.desk.evidence.replace(item.ID, st.Values.Evidence("1.1")[0].Files[0], web)
	st.until(t, func() bool { return !st.Values.BackedCriteria()["1.1"] })
}

// A copy opened and changed in another program is offered, and taken only when asked to; said no, it is not asked about again.
func TestCopyChangedOutside(t *testing.T) {
	st := newStage(t)
	path := filepath.Join(t.TempDir(), "方案.txt")
	write(t, path, "第一稿")
	st.desk.evidence.attach(st.Values.Edition.Criterion("1.1"), []string{path})
	st.until(t, func() bool { return len(st.Values.Evidence("1.1")) == 1 })
	item := st.Values.Evidence("1.1")[0]
	var opened string
	st.desk.host.OpenPath = func(path string) { opened = path }
	st.desk.evidence.openRef(item.ID, item.Files[0])
	st.until(t, func() bool { return opened != "" })
	change := func(text string, when time.Time) {
		write(t, opened, text)
		if err := os.Chtimes(opened, when, when); err != nil {
			t.Fatal(err)
		}
		st.copies.Check() // it has changed
		st.copies.Check() // and was left alone since
	}
	ask := func() bool { return strings.Contains(st.words(), "在其他程序里改过了") }
	change("第一稿", time.Now().Add(time.Minute)) // written again, the same
	change("第二稿", time.Now().Add(2*time.Minute))
	st.until(t, ask)
	if got := st.Values.Evidence("1.1")[0].Files[0]; got.SHA256 != item.Files[0].SHA256 {
		t.Fatal("taken unasked")
	}
	st.press(t, "不换")
	st.copies.Check()
	st.settle()
	if ask() {
		t.Error("asked again about the same")
	}
	st.desk.evidence.editEvidence(item.ID)
	if !strings.Contains(st.words(), "打开过的副本") {
		t.Errorf("the sheet does not tell: %q", st.words())
	}
	st.closeAll()
	change("第三稿", time.Now().Add(3*time.Minute))
	st.until(t, ask)
	st.press(t, "换成改过的")
	st.until(t, func() bool { return st.Values.Evidence("1.1")[0].Files[0].SHA256 != item.Files[0].SHA256 })
	if now := st.Values.Evidence("1.1")[0]; now.Number != item.Number || len(now.Files) != 1 {
		t.Errorf("after taking it: %+v", now)
	}
	st.closeAll()
	change("第四稿", time.Now().Add(4*time.Minute))
	st.until(t, ask)
}

// The small picture of a photo appears once it has been read, and is kept.
func TestThumbs(t *testing.T) {
	st := newStage(t)
	path := filepath.Join(t.TempDir(), "a.jpg")
	picture(t, path, 64, 32)
	st.desk.evidence.attach(st.Values.Edition.Criterion("1.1"), []string{path})
	st.until(t, func() bool { return len(st.Values.Evidence("1.1")) == 1 })
	ref := st.Values.Evidence("1.1")[0].Files[0]
	st.until(t, st.desk.evidence.fileThumb(ref, "", 40).HasPicture)
	if !st.desk.evidence.fileThumb(ref, "", 40).HasPicture() {
		t.Error("the picture is not kept")
	}
}
