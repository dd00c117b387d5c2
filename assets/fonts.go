package assets

// The fonts are static TrueType files; fonts/README.md says where each comes from, under which licence, and which characters it has. In
// a program built as usual they are a part of its data; in one that is handed out they stand behind the code of the window's program,
// once for both programs (build tag fontsbehind). Nobody writes to the bytes.

// FangSong is 仿宋, the face of an official letter's text.
func FangSong() []byte { return font("ZichaFang-Regular.ttf") }

// Kai is 楷体, for headings of the second level.
func Kai() []byte { return font("ZichaKai-Regular.ttf") }

// Hei is 黑体, for headings of the first level, and the screen's font.
func Hei() []byte { return font("ZichaHei-Regular.ttf") }

// HeiBold is the bold of the screen's font.
func HeiBold() []byte { return font("ZichaHei-Bold.ttf") }

// Song is 宋体, for page numbers and tables.
func Song() []byte { return font("ZichaSong-Regular.ttf") }

// TitleSong is the heavy 宋体 that stands for 小标宋 in titles.
func TitleSong() []byte { return font("ZichaSong-Bold.ttf") }

// RareSong is a thin 宋体 with the characters 仿宋 lacks and the rest of the main block of CJK: what the other faces fall back to.
func RareSong() []byte { return font("ZichaRare-Regular.ttf") }
