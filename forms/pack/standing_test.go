package pack

import (
	"encoding/json"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
)

// Where a dossier stands, in the words of the window's head and in the sentence that the page of versions and zichactl print.
func TestStandingInWords(t *testing.T) {
	for _, c := range []struct {
		s               Standing
		words, sentence string
	}{
		{Standing{Version: 1}, "草稿", "现在是第1版草稿。"},
		{Standing{Version: 1, Exported: true}, "草稿", "现在是第1版草稿；与导出的一致。"},
		{Standing{Version: 1, Exported: true, Outdated: true}, "草稿 · 导出后有改动", "现在是第1版草稿；导出后有改动。"},
		{Standing{Version: 2, Last: 1, Changed: -1}, "草稿（第2版）", "现在是第2版草稿。"}, // nobody has compared
		{Standing{Version: 2, Last: 1}, "草稿（第2版）", "现在是第2版草稿；内容与第1版没有不同。"},
		{Standing{Version: 3, Last: 2, Changed: 4}, "草稿（第3版）", "现在是第3版草稿；与第2版有4处不同，第2版的核对码不能用于现在的内容。"},
		{Standing{Version: 1, Refused: 2}, "草稿", "现在是第1版草稿；有2处填写没有采用。"},
		{Standing{Version: 2, Last: 2, Final: true, Code: "7K3M"}, "定稿第2版", "已定稿为第2版，核对码 7K3M。"},
		{Standing{Version: 2, Last: 2, Final: true, Code: "7K3M", Exported: true}, "定稿第2版", "已定稿为第2版，核对码 7K3M；与导出的一致。"},
		{Standing{Version: 2, Last: 2, Final: true, Code: "7K3M", Exported: true, Outdated: true}, "定稿第2版 · 还没有导出", "已定稿为第2版，核对码 7K3M；还没有导出。"},
	} {
		if words, sentence := c.s.Words(), c.s.Sentence(); words != c.words || sentence != c.sentence {
			t.Errorf("%+v: %s, %s", c.s, words, sentence)
		}
	}
	if s := (Standing{Version: 2, Last: 1}).Compared(3); s != (Standing{Version: 2, Last: 1, Changed: 3}) {
		t.Errorf("compared: %+v", s)
	}
}

// The standing of a file after each step of its life.
func TestStands(t *testing.T) {
	f := newDossier(t)
	figure := forms.AnswerPath("9.2", "power_items")
	done := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		what string
		do   func()
		want Standing
	}{
		{"made", func() {}, Standing{Version: 1}},
		{"exported", func() { f.SetExported(State(f.Dossier())) }, Standing{Version: 1, Exported: true}},
		{"changed", func() { done(f.Commit("", f.Dossier().Replace(figure, "401"))) }, Standing{Version: 1, Exported: true, Outdated: true}},
		{"typed and refused", func() { done(f.Keep(map[forms.Path]forms.Draft{figure: {Text: "三", Left: true}})) }, Standing{Version: 1, Exported: true, Outdated: true, Refused: 1}},
		{"corrected", func() { done(f.Commit("", f.Dossier().Replace(figure, "402"))) }, Standing{Version: 1, Exported: true, Outdated: true}},
		{"finalized", func() { storeFinal(t, f, "A") }, Standing{Version: 1, Final: true, Code: "A", Last: 1, Exported: true, Outdated: true}},
		{"its papers exported", func() { f.SetExported(State(f.Dossier())) }, Standing{Version: 1, Final: true, Code: "A", Last: 1, Exported: true}},
		{"sent back", func() { done(f.Reopen("改")) }, Standing{Version: 2, Last: 1, Exported: true}},
		{"finalized again", func() { storeFinal(t, f, "B") }, Standing{Version: 2, Final: true, Code: "B", Last: 2, Exported: true, Outdated: true}},
	} {
		c.do()
		if c.want.Changed = -1; Stands(f, f.Dossier()) != c.want { // comparing is for who has the time
			t.Errorf("%s: %+v, want %+v", c.what, Stands(f, f.Dossier()), c.want)
		}
	}
}

// storeFinal finalizes a dossier with papers of no content, which takes no time.
func storeFinal(t *testing.T, f *dossier.File, code string) {
	t.Helper()
	data, err := json.Marshal(snapshot{Lines: f.Dossier().AllLines(forms.CurrentSchema)})
	if err == nil {
		err = f.Finalize(dossier.Version{Code: code, Lines: data, PDF: []byte("%PDF-"), Workbook: []byte("PK")})
	}
	if err != nil {
		t.Fatal(err)
	}
}
