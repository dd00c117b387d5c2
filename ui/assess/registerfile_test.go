package assess

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/merge"
)

// What an import of a register would bring is said in one sentence: how many rows are new, how many are there, and whether anything is to do.
func TestWordsOfARegisterImport(t *testing.T) {
	some := []forms.Change{{}}
	for _, c := range []struct {
		plan merge.TablePlan
		want string
	}{
		{merge.TablePlan{}, "表里没有可以导入的行，台账没有改动。"},
		{merge.TablePlan{Same: 3}, "新增0行，已有3行。台账与表里一致，无需修改。"},
		{merge.TablePlan{New: 2, Changes: some}, "新增2行，已有0行。台账里已填的内容不会改动，导入后可以撤销。"},
		{merge.TablePlan{New: 1, Same: 2, Filled: 4, Changes: some}, "新增1行，已有2行（补上空白的4格）。台账里已填的内容不会改动，导入后可以撤销。"},
	} {
		if got := planWords(c.plan); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// A table is shown before anything of it is taken; taken it is one step, which undo takes back whole, and what cannot be read stands in its cell
// to be put right. The same table once more brings nothing and only closes.
func TestRegisterFromATable(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	row := st.Values.AddRows("5.3", map[string]string{"title": "已有的", "outlet": "日报"})
	st.Do("", row)
	st.settle()
	const before, after = "已有的|日报|", "已有的|日报|2017-03-05\n新的|晚报|2017-04-06\n日期不对|晚报|"
	st.expect(t, r, "before", before)
	path := filepath.Join(t.TempDir(), "台账.csv")
	text := "标题,媒体,日期,编辑\n已有的,日报,2017-03-05,甲\n新的,晚报,2017-04-06,乙\n日期不对,晚报,三月,丙\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r.importFile(path)
	st.shows(t, "新增2行，已有1行（补上空白的1格）。台账里已填的内容不会改动，导入后可以撤销。")
	st.shows(t, "这些列在台账里没有，不导入：编辑。")
	st.shows(t, "有1处请核对。")
	st.press(t, "取消")
	st.settle()
	st.expect(t, r, "not wanted", before)
	r.importFile(path)
	st.shows(t, "新增2行")
	st.press(t, "导入")
	st.settle()
	st.expect(t, r, "taken", after)
	if want := "已导入：从“台账.csv”新增2行，补上1格；1格无法读取，原文放在格子里，列在台账下面。需要退回时按Ctrl+Z撤销。"; len(st.told) == 0 || st.told[len(st.told)-1] != want {
		t.Errorf("told %q", st.told)
	}
	if len(st.Values.Unsettled()) != 1 {
		t.Errorf("%d texts that are not taken", len(st.Values.Unsettled()))
	}
	r.importFile(path)
	st.shows(t, "新增0行，已有3行")
	st.closeAll()
	st.desk.Undo()
	st.settle()
	st.expect(t, r, "undone", before)
}

// A file that cannot be read as a table is told, and the register stays.
func TestRegisterFromNoTable(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	r.importFile(filepath.Join(t.TempDir(), "没有.csv"))
	st.shows(t, "没有.csv")
	if st.expect(t, r, "after", ""); len(st.told) > 0 {
		t.Errorf("told %q", st.told)
	}
}

// A register is written where one says, and what was written is told with its place; a folder that is not there is told.
func TestRegisterWritten(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	st.Do("", st.Values.AddRows("5.3", map[string]string{"title": "甲"}, map[string]string{"title": "乙"}))
	st.settle()
	opened := ""
	st.desk.host.OpenPath = func(path string) { opened = path }
	path := filepath.Join(t.TempDir(), "台账.csv")
	r.exportFile(path)
	st.shows(t, "2行已写入“"+path+"”，写完后逐格核对过。")
	st.press(t, "打开文件夹")
	if opened != filepath.Dir(path) {
		t.Errorf("opened %q", opened)
	}
	st.closeAll()
	r.importFile(path)
	st.shows(t, "新增0行，已有2行。台账与表里一致，无需修改。")
	st.press(t, "关闭")
	r.exportFile(filepath.Join(path, "里面.csv"))
	st.until(t, func() bool { return len(st.told) > 0 })
	if !strings.HasPrefix(st.told[0], "没有导出：") || len(st.told) != 1 {
		t.Errorf("told %q", st.told)
	}
}
