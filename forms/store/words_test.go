package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/files"
)

// saying fails where an error is of another kind, or says anything but that sentence.
func saying(t *testing.T, err error, kind files.Kind, words string) {
	t.Helper()
	if wantKind(t, err, kind); err != nil && err.Error() != words {
		t.Errorf("says %s\nnot   %s", err, words)
	}
}

// What is refused while a file is open, word for word: what is wrong, and what to do.
func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	saying(t, f.Commit(edit(Change{"county", "蒙城县", "利辛县"})), ErrConflict, "“county”在别处已经改过，这次没有保存；请重新打开簿子，核对现在的内容后再修改")
	_, _, err := f.Undo()
	saying(t, err, ErrRefused, "没有可以撤销的操作，簿子没有变化")
	_, _, err = f.Redo()
	saying(t, err, ErrRefused, "没有可以重做的操作，簿子没有变化")
	saying(t, f.SaveAs(f.Path(), true), ErrRefused, "不能另存为簿子自己；请换一个文件名")
	saying(t, f.SaveAs(filepath.Join(t.TempDir(), "无", "a.test"), false), files.Folder, "目标文件夹不存在或没有写入的权限，另存没有成功；请换一个文件夹")
	_, err = Open(f.Path(), testFormat(), Options{})
	saying(t, err, files.InUse, "这份簿子正在另一个窗口或电脑上编辑（王某）；请先在那边关闭，或者以只读方式打开")
	other := filepath.Join(filepath.Dir(f.Path()), "另一个名字.test")
	if err := os.Link(f.Path(), other); err != nil {
		t.Fatal(err)
	}
	_, err = Open(other, testFormat(), Options{})
	saying(t, err, files.InUse, "这份簿子正在另一个窗口或电脑上编辑；请先在那边关闭，或者以只读方式打开")
	r, err := Open(f.Path(), testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	saying(t, r.Commit(edit(Change{"a", "", "1"})), ErrReadOnly, "簿子是以只读方式打开的，不能保存；需要修改时，请另存一份，或者关闭后重新打开")
	if err := os.Rename(f.Path(), f.Path()+"移走"); err != nil {
		t.Fatal(err)
	}
	saying(t, f.Commit(edit(Change{"a", "", "1"})), ErrReplaced, "这份簿子的文件被其他程序替换、修改或移走，这次没有保存；请把簿子另存为一份，再核对原来的文件")
	f.Close()
	closed := "簿子已经关闭；请重新打开"
	saying(t, f.Commit(edit(Change{"a", "", "1"})), ErrClosed, closed)
	saying(t, f.SaveAs(other, true), ErrClosed, closed)
	saying(t, f.Log(func(Entry) {}), ErrClosed, closed)
	saying(t, f.Discard(Blob{}, ""), ErrClosed, closed)
	_, err = f.OpenFile(Blob{Name: "通知.pdf"})
	saying(t, err, ErrClosed, closed)
}

const repairs = "在命令行用 zichactl repair 把完好的内容取到一份新的"

// What cannot be opened or made, word for word.
func TestWhatIsNotOpened(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	good, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	at := func(place int, b byte) []byte {
		data := bytes.Clone(good)
		data[place] = b
		return data
	}
	foreign := "“a.test”不是测试簿，或者文件开头已损坏；请选择以 .test 结尾的簿子，簿子损坏时可以打开同一文件夹里带日期的备份，或者" + repairs
	damaged := func(what string) string {
		return "“a.test”的" + what + "已损坏，没有打开，原文件没有改动；请打开同一文件夹里带日期的备份，或者从别处保存的副本恢复，也可以" + repairs
	}
	for _, c := range []struct {
		data  []byte
		kind  files.Kind
		words string
	}{
		{nil, files.Damaged, damaged("整个文件（长度为零）")},
		{good[:headerSize-1], ErrForeign, foreign},
		{at(0, 's'), ErrForeign, foreign},
		{at(71, 0), ErrForeign, foreign},
		{at(63, 4), ErrNewer, "“a.test”是用更新版本的程序建立的，文件没有改动；请先更新程序，再打开它"},
		{at(18, 2), files.Damaged, damaged("文件开头")}, // a write-ahead log
		{good[:len(good)-1], files.Damaged, damaged("文件长度（没有复制完整）")},
	} {
		_, err := Open(testFile(t, "a.test", c.data), testFormat(), Options{})
		saying(t, err, c.kind, c.words)
	}
	dir := t.TempDir()
	_, err = Open(filepath.Join(dir, "无.test"), testFormat(), Options{})
	saying(t, err, files.NotFound, "没有找到“无.test”；它可能被移动或改名了，请重新选择")
	_, err = Open(dir, testFormat(), Options{})
	saying(t, err, ErrForeign, "“"+filepath.Base(dir)+"”是文件夹，不是测试簿；请选择以 .test 结尾的文件")
	_, err = Create(testFile(t, "a.test", nil), testFormat(), Start{}, Options{})
	saying(t, err, files.Exists, "“a.test”已经存在，没有覆盖；请换一个文件名，或者打开原有的簿子")
	_, err = Create(filepath.Join(dir, "无", "a.test"), testFormat(), Start{}, Options{})
	saying(t, err, files.NotFound, "要存放簿子的文件夹不存在；请先建好文件夹，或者换一个位置")
	_, err = Repair{From: testFile(t, "a.test", noise(3*pageSize)), To: filepath.Join(dir, "b.test"), Format: testFormat()}.Run(t.Context())
	saying(t, err, ErrForeign, "“a.test”里没有找到测试簿的内容，无法修复；请核对是否选错了文件")
}

// A damaged file names its best backup.
func TestDamageNamesTheBackup(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	set(t, f, "a", "甲")
	f.Close()
	best := f.format.backups(f.Path())
	if len(best) != 1 {
		t.Fatal(best)
	}
	if err := os.Truncate(f.Path(), 3*pageSize); err != nil {
		t.Fatal(err)
	}
	_, err := Open(f.Path(), testFormat(), Options{})
	saying(t, err, files.Damaged, "“"+filepath.Base(f.Path())+"”的文件长度（没有复制完整）已损坏，没有打开，原文件没有改动；可以打开同一文件夹里的备份“"+
		filepath.Base(best[0].path)+"”（备份里没有附件的内容），也可以"+repairs)
}

// What cannot be taken in or given out, word for word.
func TestFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	add := func(path string) error {
		_, _, err := f.AddFile(t.Context(), Intake{Path: path})
		return err
	}
	saying(t, add(testFile(t, "空.pdf", nil)), files.Source, "“空.pdf”是空文件（0字节），没有加入；请检查扫描或复制是否成功，换一个完整的文件")
	saying(t, add(filepath.Join(t.TempDir(), "没有.pdf")), files.Source, "没有找到“没有.pdf”，没有加入；请检查文件是否还在")
	for _, name := range []string{
		"别的.test", "别的.TEST", "别的.备份-20180126.test", "别的.test-journal", "别的.test-wal", "别的.test-shm", ".别的.test.lock", ".zicha-0011223344556677.lock",
		".zicha-place-00112233-7-1.tmp", ".zicha-place-00112233-7-1.tmp-journal",
	} {
		saying(t, add(testFile(t, name, noise(200))), files.Source, "“"+name+"”是程序自己的簿子或随它生成的文件，没有加入；请选择其他文件")
	}
	other := filepath.Join(t.TempDir(), "扫描.pdf") // another one under a foreign name
	copyFile(t, newTest(t).Path(), other)
	saying(t, add(other), files.Source, "“扫描.pdf”是程序自己的簿子或随它生成的文件，没有加入；请选择其他文件")
	zeros := "”里只有零字节，没有加入；可能是复制或下载没有成功，请换一个完整的文件"
	saying(t, add(testFile(t, "零.pdf", make([]byte, 5))), files.Source, "“零.pdf"+zeros)
	saying(t, add(testFile(t, "零.zip", append(make([]byte, chunkSize), 1))), files.Source, "“零.zip"+zeros)
	for name, data := range map[string][]byte{
		"测试.txt": noise(200), "a.test.lock": noise(200), ".a.lock": noise(200), "zicha-a.tmp": noise(200), "a.pdf-journal": noise(200),
		"零头": append(make([]byte, chunkSize-1), 1), "库.db": append([]byte(files.SQLiteMagic), noise(200)...),
	} {
		if err := add(testFile(t, name, data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	saying(t, add(f.Path()), files.Source, "“"+filepath.Base(f.Path())+"”就是正在编辑的簿子，不能加入自己；请选择其他文件")
	b := Blob{Name: "通知.pdf", Size: 3, SHA256: "00"}
	lost := "文件“通知.pdf”的内容缺失或已损坏，不能使用；请重新加入原文件"
	_, err := f.OpenFile(b)
	saying(t, err, ErrContent, lost)
	saying(t, f.CheckFile(t.Context(), b), ErrContent, lost)
	saying(t, f.SaveCopy(t.Context(), b, files.Place{Path: f.Path(), Replace: true}), ErrRefused, "不能覆盖正在编辑的簿子；请换一个文件名")
	if f.Holds(b) {
		t.Error("holds what it does not have")
	}
	set(t, f, "a", "甲")
	f.Close()
	backup := open(t, f.format.backups(f.Path())[0].path)
	_, err = backup.OpenFile(b)
	saying(t, err, ErrContent, "这份簿子是从"+backup.BackupDate()+"的备份打开的，备份里没有附件的内容；请重新加入“通知.pdf”，编号不变")
}

// Beside a file whose name has another ending, the same files are known by their places.
func TestOwnUnderAnotherEnding(t *testing.T) {
	t.Parallel()
	f, err := Create(filepath.Join(t.TempDir(), "簿"), testFormat(), Start{Meta: map[string]string{"title": "x"}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, path := range []string{f.Path() + "-journal", f.Path() + "-wal", f.Path() + "-shm", lockPath(f.Path())} {
		if wantKind(t, f.Own(path), files.Source); !strings.Contains(f.Own(path).Error(), "随它生成的文件") {
			t.Error(f.Own(path))
		}
	}
	if err := f.Own(f.Path() + "-备注"); err != nil {
		t.Error(err)
	}
}

// SQLite tells of damage while the file is open.
func TestDamageNamesTheRepair(t *testing.T) {
	t.Parallel()
	db, err := connect(testFile(t, "a.test", noise(3*pageSize)), false)
	if err == nil {
		defer db.close()
		err = db.exec("CREATE TABLE x(y)")
	}
	saying(t, testFormat().fault("保存", err), files.Damaged, "簿子文件已损坏，保存没有成功；请关闭簿子，改用同一文件夹里带日期的备份，或者"+repairs)
}
