package review

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"zicha/forms/formtest"
)

// plainEvents are encodings as this program writes them: all of them are read without encoding/json.
func plainEvents() []Event {
	return []Event{
		{Kind: Received, County: "341621", Value: "1", Content: "ab", Data: map[string]string{DataFile: "涡阳县（第1版）.xlsx", DataSum: "cd"}, By: "甲", At: "t", Copy: "c"},
		{Kind: Direct, County: "341621", Indicator: 13, Facts: "23d5", Value: "0.00", Reason: "核查", By: "甲", Unit: "市信息局", At: "t", Copy: "c", Seq: 60000},
		{Kind: Withdrawn, County: "341621", Indicator: 2, Replaces: []string{"a", "b"}, Reason: "看错", By: "乙", Role: "科长", At: "t", Copy: "c", Seq: 1},
		{Kind: Figured, County: "341621", Subject: "11.1.standard", Value: "50", By: "", At: "", Copy: ""},
	}
}

func TestPlainEvents(t *testing.T) {
	for _, e := range plainEvents() {
		e.seal()
		var got Event
		if !got.plain(e.body) {
			t.Errorf("not read plainly: %s", e.body)
		}
		same(t, e.body)
	}
	var d digest
	if text := (digest{Points: []string{"5.00", ""}, Texts: []string{"5.00", "未填报"}, Facts: []string{"a", "b"}}).encode(); !d.plain(text) {
		t.Errorf("not read plainly: %s", text)
	}
	for _, odd := range oddEvents() {
		same(t, odd)
	}
}

// oddEvents are those that only encoding/json may judge.
func oddEvents() []string {
	whole := `{"kind":"direct","county":"1","indicator":1,"replaces":["a"],"data":{"k":"v"},"by":"b","at":"a","copy":"c","seq":1}`
	swap := func(old, to string) string { return strings.Replace(whole, old, to, 1) }
	return []string{
		whole, whole + " ", whole + "}", whole[:len(whole)-1], swap(`"b"`, `"\u003cb"`), swap(`"b"`, "\"\xff\""), swap(`"b"`, "\"\x01\""), swap(`"b"`, "null"),
		swap(`"seq":1`, `"seq":01`), swap(`"seq":1`, `"seq":-1`), swap(`"seq":1`, `"seq":1e3`), swap(`"seq":1`, `"seq":12345678901234567890`),
		swap(`"seq":1`, `"seq":1,"seq":2`), swap(`"seq":1`, `"seq":1,"newer":{}`), swap(`"county"`, `"County"`), swap(`["a"]`, `[]`), swap(`["a"]`, `["a",]`),
		swap(`["a"]`, `["a]","b"]`), swap(`["a"]`, `["a" ]`), swap(`{"k":"v"}`, `{}`), swap(`{"k":"v"}`, `{"k":"v","k":"w"}`), swap(`{"k":"v"}`, `{"k":1}`),
		swap(`,"by"`, `,"cells":[{"county":"1","indicator":2,"event":"e","facts":"f"}],"by"`), "{}", "", "null", `{"kind":`, `{"kind":"direct`,
	}
}

// same wants what the plain reader accepts to be what encoding/json reads.
func same(t *testing.T, body string) {
	t.Helper()
	var got, want Event
	if got.plain(body) {
		if err := json.Unmarshal([]byte(body), &want); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as\n%+v, not\n%+v %v", body, got, want, err)
		}
	}
	var has, wants digest
	if has.plain(body) {
		if err := json.Unmarshal([]byte(body), &wants); err != nil || !reflect.DeepEqual(has, wants) {
			t.Errorf("%q is read as\n%+v, not\n%+v %v", body, has, wants, err)
		}
	}
}

func FuzzPlainEvent(f *testing.F) {
	for _, e := range plainEvents() {
		e.seal()
		f.Add(e.body)
	}
	for _, odd := range oddEvents() {
		f.Add(odd)
	}
	f.Add(`{"p":["5.00",""],"t":["5.00","未填报"],"f":["a","b"]}`)
	f.Fuzz(same)
}

// A time that needs no work is left as it is, and says the same as one worked out.
func TestInstant(t *testing.T) {
	for at, want := range map[string]string{
		"2026-11-27T18:16:20.516Z": "2026-11-27T18:16:20.516Z", "2026-11-28T02:16:20.516+08:00": "2026-11-27T18:16:20.516Z",
		"2026-11-27T18:16:20Z": "2026-11-27T18:16:20.000Z", "2026-13-27T18:16:20.516Z": "2026-13-27T18:16:20.516Z", "早上": "早上",
	} {
		if got := instant(at); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

// A version prepared beforehand comes in as one that was not, and says the same of a ruling that has come since.
func TestPrepared(t *testing.T) {
	d := formtest.Perfect(t)
	d.Version, d.Final = 1, true
	in := Incoming{Submission: SubmissionOf(d, d.Edition.Hash(), "A", nil), File: "a.xlsx"}
	var kept [2][]byte
	var digests [2]digest
	for i := range kept {
		b, err := Create(filepath.Join(t.TempDir(), "a.huizong"), d.Edition)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		next := in
		if i == 1 {
			next = b.Preparer().Prepare(in)
		}
		if next.Content() != in.Content() {
			t.Fatalf("content %s, want %s", next.Content(), in.Content())
		}
		if _, err := b.Receive(bureau, next); err != nil {
			t.Fatal(err)
		}
		if kept[i], err = b.Content(in.Content()); err != nil {
			t.Fatal(err)
		}
		digests[i] = b.digests[digestKey(in.Content(), b.Edition().Hash())]
		full, err := next.full()
		if err != nil || !reflect.DeepEqual(full.Values, in.Values) {
			t.Errorf("values are lost: %v", err)
		}
	}
	if !bytes.Equal(kept[0], kept[1]) || !reflect.DeepEqual(digests[0], digests[1]) {
		t.Errorf("prepared: %s\n%v, else %s\n%v", kept[1], digests[1], kept[0], digests[0])
	}
}
