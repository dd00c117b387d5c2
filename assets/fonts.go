package assets

import _ "embed"

// The fonts below are static TrueType files; fonts/README.md says where each
// comes from, under which licence, and which characters it has.
var (
	// FangSong is 仿宋, the face of an official letter's text.
	//go:embed fonts/ZichaFang-Regular.ttf
	FangSong []byte
	// Kai is 楷体, for headings of the second level.
	//go:embed fonts/ZichaKai-Regular.ttf
	Kai []byte
	// Hei is 黑体, for headings of the first level, and the screen's font.
	//go:embed fonts/ZichaHei-Regular.ttf
	Hei []byte
	// HeiBold is the bold of the screen's font.
	//go:embed fonts/ZichaHei-Bold.ttf
	HeiBold []byte
	// Song is 宋体, for page numbers and tables.
	//go:embed fonts/ZichaSong-Regular.ttf
	Song []byte
	// TitleSong is the heavy 宋体 that stands for 小标宋 in titles.
	//go:embed fonts/ZichaSong-Bold.ttf
	TitleSong []byte
	// RareSong is a thin 宋体 with the characters 仿宋 lacks and the rest of
	// the main block of CJK: what the other faces fall back to.
	//go:embed fonts/ZichaRare-Regular.ttf
	RareSong []byte
)
