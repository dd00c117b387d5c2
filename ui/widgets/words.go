package widgets

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"fyne.io/fyne/v2"
)

// fyneWords are the words of Fyne's own that can be seen in the program: the menu over a field, and the end of the program's.
const fyneWords = `{"Copy":"复制","Cut":"剪切","Paste":"粘贴","Quit":"退出","Redo":"重做","Select all":"全选","Undo":"撤销"}`

// UseChinese gives Fyne's own menus their Chinese words, whatever the system's language is.
func UseChinese() error {
	for _, locale := range []fyne.Locale{"en", "zh-Hans"} {
		if err := lang.AddTranslationsForLocale([]byte(fyneWords), locale); err != nil {
			return fmt.Errorf("chinese words for %s: %w", locale, err)
		}
	}
	return nil
}
