package inspect

import (
	"slices"

	"zicha/forms"
)

// pictures are the kinds that are printed as pictures; one under the name of another comes out all the same.
var pictures = []string{"jpeg", "png", "tiff", "gif", "bmp", "webp"}

// may lists what a file may be by the end of its name. Names that are not here promise nothing.
var may = map[string][]string{
	"pdf": {"pdf"},
	"jpg": pictures, "jpeg": pictures, "jpe": pictures, "jfif": pictures, "png": pictures, "tif": pictures, "tiff": pictures, "gif": pictures,
	"bmp": pictures, "webp": pictures,
	"docx": {wordPack, kindOld}, "docm": {wordPack, kindOld}, "xlsx": {sheetPack, kindOld}, "xlsm": {sheetPack, kindOld},
	"pptx": {slidePack, kindOld}, "pptm": {slidePack, kindOld},
	"doc": {kindOld, kindRich, kindMail, kindMarkup}, "wps": {kindOld, kindRich, wordPack}, "xls": {kindOld, kindMail, kindMarkup, ""},
	"et": {kindOld, sheetPack}, "ppt": {kindOld}, "dps": {kindOld, slidePack},
	"rtf": {kindRich}, "ofd": {fixedPack},
	"zip": {kindZip, wordPack, sheetPack, slidePack, fixedPack}, "rar": {kindRar}, "7z": {kindSeven},
	"txt": {"", kindMarkup, kindMail, kindWeb}, "csv": {"", kindMarkup},
}

// kindNames say what a file really is.
var kindNames = map[string]string{
	"pdf": "PDF", "jpeg": "图片", "png": "图片", "tiff": "图片", "gif": "图片", "bmp": "图片", "webp": "图片",
	kindMail: "网页存档或邮件", kindRich: "RTF文档", kindMarkup: "XML文件", kindZip: "压缩包", kindOld: "旧式Office文档", kindRar: "压缩包",
	kindSeven: "压缩包", kindProgram: "程序", wordPack: "Word文档", sheetPack: "Excel表格", slidePack: "演示文稿", fixedPack: "OFD文件",
}

// photoNames end the names of photos in formats of their own.
var photoNames = []string{"heic", "heif", "hif", "avif", "jp2", "j2k", "jpx", "jxl"}

// named says where a file is not what its name says.
func (s sighted) named() forms.Doubt {
	kind := s.kind
	if kind == kindZip {
		kind = s.pack()
	}
	allowed, promises := may[s.ext]
	switch {
	case promises && slices.Contains(allowed, kind):
		return ""
	case !promises && !slices.Contains(photoNames, s.ext):
		return ""
	case kind == kindWeb:
		return forms.DoubtWeb
	case kind == kindOld && slices.Contains([]string{"docx", "xlsx", "pptx"}, s.ext): // it may be encrypted
		return ""
	case slices.Contains(photoNames, s.ext) && slices.Contains(pictures, kind):
		return ""
	case kindNames[kind] != "":
		return forms.OtherKind(kindNames[kind])
	}
	return forms.DoubtUnknown
}
