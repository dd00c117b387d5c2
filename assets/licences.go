package assets

import _ "embed"

// Licence is the full text of the terms under which a part of the program is passed on.
type Licence struct{ Name, Text string }

var (
	//go:embed fonts/OFL-NotoSansSC.txt
	oflSans string
	//go:embed fonts/OFL-NotoSerifSC.txt
	oflSerif string
	//go:embed fonts/OFL-LXGWWenKai.txt
	oflKai string
	//go:embed fonts/GPL-3-font-exception.txt
	gplFang string
)

// Licences are those of the fonts, in the order they are shown.
func Licences() []Licence {
	return []Licence{
		{"仿宋（Fandol）：GPL-3 附字体例外条款，程序整体也按它分发", gplFang},
		{"黑体（思源黑体）：OFL-1.1", oflSans},
		{"宋体（思源宋体）：OFL-1.1", oflSerif},
		{"楷体（霞鹜文楷）：OFL-1.1", oflKai},
	}
}
