package widgets

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"fyne.io/fyne/v2"
)

// dialogWords are Fyne's own words in the program's language.
const dialogWords = `{"Advanced":"高级","Cancel":"取消","Confirm":"确定","Copy":"复制","Create Folder":"新建文件夹","Cut":"剪切",
"Enter filename":"输入文件名","Error":"没有完成","Favourites":"常用位置","File":"文件","Folder":"文件夹","New Folder":"新建文件夹","No":"否",
"OK":"确定","Open":"打开","Paste":"粘贴","Quit":"退出","Redo":"重做","Save":"保存","Select all":"全选",
"Show Hidden Files":"显示隐藏文件","Undo":"撤销","Yes":"是","file.name":{"other":"名称"},"file.parent":{"other":"上一级"}}`

// UseChinese gives Fyne's own dialogs and menus their Chinese words, whatever the system's language is.
func UseChinese() error {
	for _, locale := range []fyne.Locale{"en", "zh-Hans"} {
		if err := lang.AddTranslationsForLocale([]byte(dialogWords), locale); err != nil {
			return fmt.Errorf("chinese words for %s: %w", locale, err)
		}
	}
	return nil
}
