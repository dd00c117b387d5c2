package volume

import (
	"fmt"
	"path/filepath"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
)

// faultWords say why a file has only a page that names it, and what to do.
var faultWords = map[fault][2]string{
	faultOther:    {"不是 PDF 或图片，不能直接印出", "要印出内容，请在原来的程序里另存为 PDF，再添加"},
	faultPassword: {"设有打开密码或权限密码，内容读不出来", "请换成不加密的 PDF"},
	faultDamaged:  {"已损坏、不完整，或者是不支持的编码", "请重新扫描，或者用看图、PDF 程序打开后另存一份"},
	faultPages:    {"没有页面，或者页数超过2万页", "请检查文件，太长的请分成几个文件"},
	faultLarge:    {"里有尺寸过大的图像或内容", "请降低分辨率后另存，或者重新扫描"},
	faultKilled:   {"内容不正常，处理时超出了内存限制", "请用 PDF 程序打开后另存，或者打印出来再扫描"},
	faultTime:     {"内容不正常，处理时间太长", "请用 PDF 程序打开后另存，或者打印出来再扫描"},
	faultMissing:  {"的内容缺失或已损坏", "请重新加入原文件"},
}

// kindWords name what a file is by the end of its name, for files that are not printed.
func kindWords(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".doc", ".docx", ".wps":
		return "文字文档"
	case ".xls", ".xlsx", ".et":
		return "电子表格"
	case ".ppt", ".pptx", ".dps":
		return "演示文稿"
	case ".ofd":
		return "OFD 版式文件"
	case ".heic", ".heif":
		return "HEIC 照片"
	case ".pdf":
		return "PDF 文件"
	case ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff":
		return "图片"
	case ".zip", ".rar", ".7z":
		return "压缩包"
	case ".mp4", ".avi", ".mov", ".wmv", ".mp3":
		return "音视频"
	}
	return "其他文件"
}

// problems words what is wrong with an item's file.
func problems(item forms.Evidence, f *prepared) []forms.Problem {
	p := forms.Problem{Where: forms.EvidencePath(item.ID, forms.AttrTitle), Severity: forms.Warning, Code: "volume_placeholder"}
	if len(item.Criteria) > 0 {
		p.Criterion = item.Criteria[0]
	}
	name := "佐证" + item.Number + files.Quoted(f.ref.Name)
	words := faultWords[f.head.Fault]
	switch {
	case f.head.Fault != "":
		p.Message = fmt.Sprintf("%s%s，汇编里用一页说明代替；%s", name, words[0], words[1])
		if f.head.Fault == faultOther {
			p.Severity = forms.Hint
		}
	case f.head.Lost > 0:
		p.Code = "volume_incomplete"
		p.Message = fmt.Sprintf("%s里有%d处内容缺失或读不出来，汇编里可能印得不全；请与原件对照，不全的请重新扫描或换一份完整的文件", name, f.head.Lost)
	case f.head.Bare > 0:
		p.Code, p.Severity = "volume_annotation", forms.Hint
		p.Message = fmt.Sprintf("%s有%d处批注或表单没有保存外观，汇编里可能印不出来；请用 PDF 程序打印成新的 PDF，再添加", name, f.head.Bare)
	default:
		return nil
	}
	return []forms.Problem{p}
}
