package review

import (
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/files"
)

// A scan of an on-site sheet is kept in the book with its hash, comes out as it went in, and goes along when copies are joined.
func TestScanIsKeptAndJoined(t *testing.T) {
	a, dir := newBookAt(t), t.TempDir()
	there := filepath.Join(dir, "b.huizong")
	_, err := a.CopyTo(t.Context(), bureau, there)
	must(t, err)
	b, err := Open(there, Options{})
	must(t, err)
	defer b.Close()
	scan := filepath.Join(dir, "核查表.pdf")
	must(t, os.WriteFile(scan, []byte("%PDF scan"), 0o600))
	_, err = b.Inspect(t.Context(), Person{}, Scan{County: "涡阳县", Indicator: 5, Path: scan})
	refused(t, err, "经办人姓名")
	e, err := b.Inspect(t.Context(), bureau, Scan{County: "涡阳县", Indicator: 5, Text: "现场属实", Path: scan})
	must(t, err)
	if e.County != "341621" || e.Content == "" || e.Data[DataSum] != e.Content || e.Reason != "现场属实" || e.Data[DataFile] != "核查表.pdf" {
		t.Errorf("%+v", e)
	}
	_, err = b.Inspect(t.Context(), bureau, Scan{County: "涡阳县", Indicator: 5, Path: scan})
	refused(t, err, "已经存有这份扫描件")
	must(t, os.WriteFile(scan, []byte("%PDF second"), 0o600))
	_, err = b.Inspect(t.Context(), bureau, Scan{County: "涡阳县", Indicator: 5, Path: scan})
	must(t, err)

	plan, err := a.PlanJoin(b)
	must(t, err)
	must(t, a.Join(bureau, plan))
	for range 2 { // also after it was closed
		list, err := a.Scans("涡阳县", 5)
		must(t, err)
		if len(list) != 2 {
			t.Fatalf("%d scans", len(list))
		}
		out := filepath.Join(t.TempDir(), "out.pdf")
		must(t, a.SaveScan(t.Context(), list[0], files.Place{Path: out}))
		if data, _ := os.ReadFile(out); string(data) != "%PDF scan" {
			t.Errorf("%q", data)
		}
		path := a.Path()
		must(t, a.Close())
		a, err = Open(path, Options{})
		must(t, err)
	}
	must(t, a.Close())
}
