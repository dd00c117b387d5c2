package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// TestTiles: four cells stand in one row, two or four rows as the width allows, and those of a row are equally high.
func TestTiles(t *testing.T) {
	test.NewTempApp(t)
	cells := []fyne.CanvasObject{Body("一"), Body("二二二二二二二二二二二二二二二二二二二二"), Body("三"), Body("四")}
	box := Tiles(4, Sample{Text: "二二二二二二"}, cells...)
	least := Sample{Text: "二二二二二二"}.Width()
	for columns, width := range map[int]float32{4: 4*least + 12, 2: 2*least + 4, 1: least} {
		box.Resize(fyne.NewSize(width, heightFor(box, width)))
		for i, c := range cells {
			if x := c.Position().X; (x == 0) != (i%columns == 0) {
				t.Errorf("at %v cell %d stands at %v", width, i, x)
			}
		}
		if columns > 1 && cells[0].Size().Height != cells[1].Size().Height {
			t.Errorf("at %v the cells of a row are %v and %v high", width, cells[0].Size().Height, cells[1].Size().Height)
		}
		last := cells[3]
		if end := last.Position().Y + last.Size().Height; end != box.Size().Height {
			t.Errorf("at %v the cells end at %v of %v", width, end, box.Size().Height)
		}
	}
}

// TestFoundKeepsItsMatch: a narrow line is shortened behind the match first.
func TestFoundKeepsItsMatch(t *testing.T) {
	test.NewTempApp(t)
	f := NewFound("在前面的字", "找到", "后面还有许多许多许多许多许多许多许多字")
	f.Resize(fyne.NewSize(NewFound("在前面的字", "找到", "").NaturalWidth()+60, 24))
	test.WidgetRenderer(f)
	if got := f.texts[0].Text + "|" + f.texts[1].Text; got != "在前面的字|找到" {
		t.Errorf("shown %q", got)
	}
	if after := []rune(f.texts[2].Text); len(after) < 2 || after[len(after)-1] != '…' {
		t.Errorf("after the match %q", string(after))
	}
}

// TestOneLineStaysOne: ends of lines, tabs and the like in a name, a cell or what was done are spaces where there is one line.
func TestOneLineStaysOne(t *testing.T) {
	test.NewTempApp(t)
	for _, width := range []float32{0, 400, 60} {
		line := NewText("亳州\n晚报\t第3版\u2028头条", Style{Single: true})
		line.Resize(fyne.NewSize(width, 24))
		want := map[float32]string{0: "亳州 晚报 第3版 头条", 400: "亳州 晚报 第3版 头条", 60: "亳州 …"}[width]
		if got := test.WidgetRenderer(line).Objects()[0].(*canvas.Text).Text; got != want {
			t.Errorf("at %v: %q, want %q", width, got, want)
		}
		if got := shorten("亳州\n晚报", 400, theme.SizeNameText); got != "亳州 晚报" {
			t.Errorf("a cell: %q", got)
		}
	}
}

// TestSaidEndsItsSentences: what an error says is shown as sentences, each with its full stop.
func TestSaidEndsItsSentences(t *testing.T) {
	for message, want := range map[string]string{
		"就是正在编辑的档案，不能加入自己；请选择其他文件":    "就是正在编辑的档案，不能加入自己；请选择其他文件。",
		"“plan.pdf”已经是佐证1-02，没有重复添加。": "“plan.pdf”已经是佐证1-02，没有重复添加。",
		"没有找到：\n\n“甲.pdf”\n要重来吗？":     "没有找到：\n\n“甲.pdf”。\n要重来吗？",
		"": "",
	} {
		if got := Said(message).Text(); got != want {
			t.Errorf("%q is shown as %q", message, got)
		}
	}
}
