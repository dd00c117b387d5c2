package assess

import (
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/forms/pack"
)

// One walk from edit to edit: after each act the head, the page of versions and what zichactl prints say the same of the state, and the
// time of saving is that of the act.
func TestOneAccountOfTheState(t *testing.T) {
	st := newStage(t)
	st.ready(t)
	st.settle()
	at := time.Date(2118, 1, 26, 9, 0, 0, 0, time.Local) // later than the disk's own clock, so that each act has a minute of its own
	st.Now = func() time.Time { return at }
	figure := forms.AnswerPath("9.2", "power_items")
	folder := t.TempDir()
	edit := func(text string) func() {
		return func() {
			if err := st.Set(figure, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	step := func(move func(func(string, error))) func() {
		return func() {
			move(func(_ string, err error) {
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
	for _, c := range []struct {
		act             string
		do              func()
		head, sentence  string
		saved, versions string // 已保存 and the minute, and what the page of versions says, "" for no page yet
	}{
		{"edit", edit("400"), "草稿", "现在是第1版草稿。", "09:01", ""},
		{"save", st.desk.Save, "草稿", "现在是第1版草稿。", "", ""},
		{"undo", step(st.Undo), "草稿", "现在是第1版草稿。", "09:03", ""},
		{"export", func() {
			st.desk.exportTo(pack.Plan(st.File, folder, false))
			st.shows(t, "导出完成")
			st.closeAll()
		}, "草稿", "现在是第1版草稿；与导出的一致。", "", ""},
		{"edit after it", edit("401"), "草稿 · 导出后有改动", "现在是第1版草稿；导出后有改动。", "09:05", ""},
		{"undo of that", step(st.Undo), "草稿", "现在是第1版草稿；与导出的一致。", "09:06", ""},
		{"finalize", func() { st.finalize(t); st.closeAll() }, "定稿第1版 · 还没有导出", "已定稿为第1版，核对码 CODE；还没有导出。", "09:07", "定稿"},
		{
			"export of it", func() {
				st.desk.exportTo(pack.Plan(st.File, folder, false))
				st.shows(t, "导出完成")
				st.closeAll()
			},
			"定稿第1版", "已定稿为第1版，核对码 CODE；与导出的一致。", "", "定稿",
		},
		{
			"return", func() { st.desk.reopen("改"); st.until(t, func() bool { return !st.Values.Final }) },
			"草稿（第2版）", "现在是第2版草稿；内容与第1版没有不同；与导出的一致。", "09:09", "现在是第2版草稿；内容与第1版没有不同；与导出的一致。",
		},
		{
			"edit again", edit("402"), "草稿（第2版） · 导出后有改动", "现在是第2版草稿；与第1版有5处不同，第1版的核对码不能用于现在的内容；导出后有改动。", "09:10",
			"现在是第2版草稿；与第1版有5处不同，第1版的核对码不能用于现在的内容；导出后有改动。",
		},
		{
			"refused", edit("三"), "草稿（第2版） · 导出后有改动",
			"现在是第2版草稿；与第1版有5处不同，第1版的核对码不能用于现在的内容；导出后有改动；有1处填写没有采用。", "", "有1处填写没有采用",
		},
	} {
		at = at.Add(time.Minute)
		if c.act == "refused" {
			_ = st.Set(figure, "三")
		} else {
			c.do()
		}
		st.settle()
		if got := st.desk.head.state.Text(); got != c.head {
			t.Errorf("%s: the head says %q, want %q", c.act, got, c.head)
		}
		s := pack.Stands(st.File, st.File.Dossier())
		if s.Last > 0 && !s.Final {
			changed, err := pack.Since(st.File, s.Last)
			if err != nil {
				t.Fatal(err)
			}
			s = s.Compared(len(changed))
		}
		if got := strings.ReplaceAll(s.Sentence(), s.Code, "CODE"); s.Code == "" && s.Sentence() != c.sentence || s.Code != "" && got != c.sentence {
			t.Errorf("%s: zichactl says %q, want %q", c.act, s.Sentence(), c.sentence)
		}
		text, troubled := st.SaveState()
		if shown := st.desk.head.saved.Text(); troubled || c.saved != "" && (text != "已保存 "+c.saved || !strings.HasPrefix(shown, "已")) {
			t.Errorf("%s: saving is said to be %q, the head shows %q", c.act, text, shown)
		}
		if c.versions != "" {
			st.desk.AskVersions()
			st.shows(t, c.versions)
			st.closeAll()
		}
	}
}
