package files_test

import (
	"strings"
	"testing"

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
