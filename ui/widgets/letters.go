package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// usualLetters are the letters people know for a dialog's usual buttons; all others take the first letter left.
func usualLetters() map[string]string {
	return map[string]string{
		"取消": "C", "关闭": "C", "确定": "O", "知道了": "O", "完成": "F", "下一步": "N", "上一步": "B", "导入": "I", "导出": "E", "保存": "S",
		"打开": "O", "覆盖": "R", "只读打开": "R", "打印": "P", "定稿": "F",
	}
}

const lettersLeft = "ADEGHJKLMPQTUVWXYZBFINRSCO"

func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// addLetters gives every button of a dialog a letter of its own, shows it behind the words, and returns what the letters press.
func addLetters(buttons []fyne.CanvasObject) map[fyne.KeyName]func() {
	used := map[string]bool{}
	out := map[fyne.KeyName]func(){}
	usual := usualLetters()
	give := func(b *Button, letter string) {
		used[letter] = true
		b.SetText(withLetter(b.Text, letter))
		out[fyne.KeyName(letter)] = func() {
			if b.Visible() {
				b.Tapped(nil)
			}
		}
	}
	var rest []*Button
	for _, o := range buttons {
		b, ok := o.(*Button)
		switch {
		case !ok:
		case usual[b.Text] != "" && !used[usual[b.Text]]:
			give(b, usual[b.Text])
		default:
			rest = append(rest, b)
		}
	}
	for _, b := range rest {
		for _, r := range lettersLeft {
			if !used[string(r)] {
				give(b, string(r))
				break
			}
		}
	}
	return out
}

// withLetter sets a letter behind the words, before the dots that announce a question.
func withLetter(words, letter string) string {
	bare, dots := strings.CutSuffix(words, "…")
	if dots {
		return bare + "(" + letter + ")…"
	}
	return words + "(" + letter + ")"
}

// Words gives a button's words without the letter that presses it.
func (b *Button) Words() string {
	at := strings.LastIndex(b.Text, "(")
	if at > 0 && strings.HasPrefix(b.Text[at+2:], ")") {
		return b.Text[:at] + b.Text[at+3:]
	}
	return b.Text
}
