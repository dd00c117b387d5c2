package volume

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pdf"
)

// faultWords say why a file has only a page that names it, and what to do.
var faultWords = map[pdf.Fault][2]string{
	pdf.Other:    {"不是 PDF 或图片，不能直接印出", "要印出内容，请在原来的程序里另存为 PDF，再添加"},
	pdf.Password: {"设有打开密码或权限密码，内容无法读取", "请换成不加密的 PDF"},
	pdf.Damaged:  {"已损坏、不完整，或者是不支持的编码", "请重新扫描，或者用看图、PDF 程序打开后另存一份"},
	pdf.Pages:    {"没有页面，或者页数超过2万页", "请检查文件，太长的请分成几个文件"},
	pdf.Large:    {"里有尺寸过大的图像或内容", "请降低分辨率后另存，或者重新扫描"},
	pdf.Killed:   {"内容不正常，处理时超出了内存限制", "请用 PDF 程序打开后另存，或者打印出来再扫描"},
	pdf.Slow:     {"内容不正常，处理时间太长", "请用 PDF 程序打开后另存，或者打印出来再扫描"},
	missing:      {"的内容缺失或已损坏", "请重新加入原文件"},
}

// wrong says why a file has only a page that names it, and what to do; fault is false where it is printed. What was seen when it was added says
// more than that it cannot be printed.
func (f *prepared) wrong() (what, todo string, fault bool) {
	words, fault := faultWords[f.doc.Fault]
	if fault && f.ref.Doubt.Hinders() {
		what, todo = f.ref.Doubt.Words()
		return what, todo, true
	}
	return words[0], words[1], fault
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

// problems words what is wrong with an item: its files, or a catalogue that says other pages than it has.
func (e *entry) problems() []forms.Problem {
	var out []forms.Problem
	whole := len(e.files) > 0 && e.item.Delivery == forms.DeliveryFile
	for _, f := range e.files {
		p := e.problem(forms.Warning)
		name := p.Message + files.Quoted(f.ref.Name)
		what, todo, fault := f.wrong()
		switch whole = whole && !fault; {
		case fault:
			p.Message = fmt.Sprintf("%s%s，汇编里用一页说明代替；%s", name, what, todo)
			if f.doc.Fault == pdf.Other {
				p.Severity = forms.Hint
			}
		case f.doc.Lost > 0:
			p.Code = "volume_incomplete"
			p.Message = fmt.Sprintf("%s里有%d处内容缺失或无法读取，汇编里可能印得不全；请与原件对照，不全的请重新扫描或换一份完整的文件", name, f.doc.Lost)
		case f.doc.Bare > 0:
			p.Code, p.Severity = "volume_annotation", forms.Hint
			p.Message = fmt.Sprintf("%s有%d处批注或表单没有保存外观，汇编里可能无法印出；请用 PDF 程序打印成新的 PDF，再添加", name, f.doc.Bare)
		default:
			continue
		}
		out = append(out, p)
	}
	if told := strings.TrimSpace(e.item.Pages); whole && told != "" && told != strconv.Itoa(e.pages()) {
		p := e.problem(forms.Warning)
		p.Code, p.Where = "volume_count", forms.EvidencePath(e.item.ID, forms.AttrPages)
		p.Message += fmt.Sprintf("%s在目录（附件2）里填的是%s页，汇编里有%d页；请核对文件是否完整，再改正页数", files.Quoted(e.item.Title), told, e.pages())
		out = append(out, p)
	}
	return out
}

// problem begins one with an item.
func (e *entry) problem(severity forms.Severity) forms.Problem {
	p := forms.Problem{Where: forms.EvidencePath(e.item.ID, forms.AttrTitle), Severity: severity, Code: "volume_placeholder", Message: "佐证" + e.item.Number}
	if len(e.item.Criteria) > 0 {
		p.Criterion = e.item.Criteria[0]
	}
	return p
}
