package files_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"zicha/forms/files"
)

func TestQuoted(t *testing.T) {
	for name, want := range map[string]string{
		"方案.docx":       "“方案.docx”",
		"“诚信”方案.docx":   "“诚信”方案.docx",
		"关于“诚信”的方案.pdf": "“关于“诚信”的方案.pdf”",
		"":              "“”",
		"通\n知.pdf":      "“通�知.pdf”",
	} {
		if got := files.Quoted(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// Names that Windows keeps for devices, invisible characters and decomposed letters are mended, whatever was typed.
func TestSafeNamesOnWindows(t *testing.T) {
	for name, want := range map[string]string{
		"CON": "CON_", "prn": "prn_", "AUX.": "AUX_", "conin$": "conin$_", "CONOUT$": "CONOUT$_", "lpt9.docx": "lpt9_.docx", "COM0": "COM0_", "COMA": "COMA",
		"9": "9", "LPT": "LPT", "LPT12": "LPT12", "nul.txt": "nul_.txt", "com1": "com1_", "LPT¹": "LPT¹_", "COM10": "COM10", "CONTROL": "CONTROL", "aux.tar.gz": "aux_.tar.gz",
		"名称 . ": "名称", "a\tb\u2028c\u00a0d": "ab c d", "通知\u202egpj.exe": "通知gpj.exe", "e\u0301": "é", "\xff\xfe": "__", "全　角": "全 角",
	} {
		if got := files.SafeName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestSafeName(t *testing.T) {
	for name, want := range map[string]string{
		"涡阳县": "涡阳县", `a/b\c:d*e?f"g<h>i|j`: "a／b＼c：d＊e？f＂g＜h＞i｜j", "": "未命名", " .. ": "未命名", "a\x00\nb": "ab", "《𬱖》": "《𬱖》",
		"甲..": "甲", "（ ": "（", `甲>`: "甲＞", strings.Repeat("长", 58) + ". 尾": strings.Repeat("长", 58),
		strings.Repeat("长", 100): strings.Repeat("长", 60), strings.Repeat("长", 60): strings.Repeat("长", 60), strings.Repeat("长", 59) + " 尾": strings.Repeat("长", 59),
		"../../etc": "／..／etc",
	} {
		if got := files.SafeName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestEnding(t *testing.T) {
	for name, want := range map[string]string{
		"a.pdf": ".pdf", "a.PDF": ".PDF", "b.tar.gz": ".gz", "2017.12 年报": "", "无": "", "点.": "", "x.扫描件": "", "a.verylongending": "", ".ofd": ".ofd",
		"a.z": ".z", "a.7z": ".7z", "a.1234567890": ".1234567890", "a.12345678901": "", "a.tar-gz": "", "a._x": "", "a.é1": "",
	} {
		if got := files.Ending(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0字节", 1023: "1023字节", 1024: "1 KB", 1<<20 - 1: "1023 KB", 1 << 20: "1.0 MB", 3 << 19: "1.5 MB", 1 << 30: "1.0 GB", 5 << 29: "2.5 GB"} {
		if got := files.Size(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// What may stand in a name is shown as it is, of all characters; only what steers a terminal or a line, or cannot be seen, is not.
func TestVisible(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r == 0x10000 {
			r = 0xe0000 // in between stand ideographs, and what is in no name
		}
		want := r
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			want = '\ufffd'
		}
		if got := files.Visible(r); got != want {
			t.Fatalf("%U: %U, want %U", r, got, want)
		}
		if r == 0xe0fff {
			break
		}
	}
}

// A path people are shown is text, whatever its bytes.
func TestShown(t *testing.T) {
	for path, want := range map[string]string{"/材料/通知.pdf": "/材料/通知.pdf", "/\xbb\xe3\xb1\xe0.txt": "/汇编.txt", "": ""} {
		if got := files.Shown(path); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}

// A repaired copy goes beside its file, and never over one that is there.
func TestRepairedPath(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"涡阳县2017（修复）.zicha", "涡阳县2017（修复2）.zicha", "涡阳县2017（修复3）.zicha"} {
		got := files.RepairedPath(filepath.Join(dir, "涡阳县2017.zicha"))
		if got != filepath.Join(dir, want) {
			t.Fatalf("%s, want %s", got, want)
		}
		if err := os.WriteFile(got, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := files.CopyName(filepath.Join(dir, "涡阳县.2017.zicha"), "（副本）"); got != "涡阳县.2017（副本）.zicha" {
		t.Error(got)
	}
}
