package forms

import (
	"fmt"
	"strconv"
	"strings"

	"zicha/scoring"
)

// AttrDoubt are the files of an item that were found wanting when they were added, "1:不完整" the first of them, separated by spaces. An item
// all of whose files are does not count as evidence until a person lets it stand, which takes the attribute away.
const AttrDoubt = "doubt"

// Doubt is why a file is not taken for evidence as it is, "" where it is; the word is kept in the dossier, and printed.
type Doubt string

// The doubts. What is another format than its name says is OtherKind of that format.
const (
	DoubtEmpty     Doubt = "空文件"
	DoubtBroken    Doubt = "不完整"
	DoubtLocked    Doubt = "有密码"
	DoubtPhoto     Doubt = "照片格式" // HEIC, AVIF, JPEG 2000: what few programs show
	DoubtForm      Doubt = "动态表单" // XFA: all but one program show "Please wait…"
	DoubtPortfolio Doubt = "文件包"  // a PDF that only holds other files
	DoubtWeb       Doubt = "网页"   // under the name of a document
	DoubtUnknown   Doubt = "格式不符"

	DoubtSmall  Doubt = "字太小"  // for print; it counts all the same, as the next
	DoubtCoarse Doubt = "分辨率低" // for print
)

const otherKind = "实际是"

// OtherKind is the doubt about a file that is of a kind its name does not say, such as "Word文档".
func OtherKind(kind string) Doubt { return Doubt(otherKind + kind) }

// Words say of a file what is wrong with it and what to do.
func (x Doubt) Words() (what, todo string) {
	again := "请核对是否加错了文件，换上正确的；没有加错的，请改正扩展名，再换上"
	switch x {
	case DoubtEmpty:
		return "是空文件（0字节）", "请检查扫描或复制是否成功，换一个完整的文件"
	case DoubtBroken:
		return "已损坏或不完整，无法打开", "请重新复制、下载或扫描，再换上"
	case DoubtLocked:
		return "设有密码，他人无法打开", "请取消密码后另存，再换上"
	case DoubtPhoto:
		return "是照片格式（HEIC、AVIF、JP2 一类），多数电脑无法打开，也无法印出", "请转成 JPG，再换上"
	case DoubtForm:
		return "是 XFA 动态表单，其他程序打开只显示一页“Please wait…”", "请用 Adobe Reader 打开，打印成新的 PDF，再换上"
	case DoubtPortfolio:
		return "是 PDF 文件包，材料在它里面的附件里，无法印出", "请把里面的文件取出，逐个另存为 PDF，再添加"
	case DoubtWeb:
		return "实际是网页", "可能是下载时链接失效或没有登录，请重新下载原文件，再换上；要的就是这个网页的，请在浏览器里打印成 PDF"
	case DoubtSmall:
		return "里有些字缩印到 A4 上不到6磅，可能看不清", "请换成字大一些的，或者另附原件"
	case DoubtCoarse:
		return "的分辨率低，印出来不到每英寸100点，字可能看不清", "请换成更清楚的扫描件或原图"
	case DoubtUnknown:
		return "的内容不是扩展名所说的格式，无法打开", again
	}
	return string(x) + "，与扩展名不符", again
}

// Hinders reports whether a file in such doubt does not count as evidence.
func (x Doubt) Hinders() bool { return x != "" && x != DoubtSmall && x != DoubtCoarse }

// Doubtful are the files of an item that are not taken for evidence as they are.
func (e Evidence) Doubtful() []FileRef {
	var out []FileRef
	for _, f := range e.Files {
		if f.Doubt.Hinders() {
			out = append(out, f)
		}
	}
	return out
}

// Counts reports whether the item stands for evidence: it is in use, and not all that is handed in of it is in doubt.
func (e Evidence) Counts() bool {
	return !e.Removed && (e.Delivery != DeliveryFile || len(e.Files) == 0 || len(e.Doubtful()) < len(e.Files))
}

// doubts is what AttrDoubt says.
func (e Evidence) doubts() string {
	return e.doubtsOf(func(x Doubt) bool { return x != "" })
}

// Hindrances is what AttrDoubt says of the files that do not count: what is printed, and covered by the comparison code.
func (e Evidence) Hindrances() string { return e.doubtsOf(Doubt.Hinders) }

func (e Evidence) doubtsOf(which func(Doubt) bool) string {
	var out []string
	for i, f := range e.Files {
		if which(f.Doubt) {
			out = append(out, strconv.Itoa(i+1)+":"+string(f.Doubt))
		}
	}
	return strings.Join(out, " ")
}

// doubt gives the files what AttrDoubt says.
func (e *Evidence) doubt(text string) {
	for _, token := range strings.Fields(text) {
		place, word, _ := strings.Cut(token, ":")
		if n, err := strconv.Atoi(place); err == nil && n > 0 && n <= len(e.Files) {
			e.Files[n-1].Doubt = Doubt(word)
		}
	}
}

// nameWords bounds how much of a file's name is said.
const nameWords = 60

// DoubtWords names the files of an item that are in doubt and why, "" where there are none.
func (e Evidence) DoubtWords() string {
	var out []string
	for _, f := range e.Doubtful() {
		what, _ := f.Doubt.Words()
		if len(e.Files) == 1 {
			out = append(out, "文件"+what)
		} else {
			out = append(out, "“"+scoring.Shorten(f.Name, nameWords)+"”"+what)
		}
	}
	words := strings.Join(out, "；")
	if words != "" && !e.Counts() {
		words = "未计为佐证：" + words
	}
	return words
}

// Told says, behind the name of a file that was added, what is wrong, what follows and what to do.
func (x Doubt) Told() string {
	what, todo := x.Words()
	if !x.Hinders() {
		return fmt.Sprintf("%s；%s。", what, todo)
	}
	return fmt.Sprintf("%s，已存入，但没有算作佐证；%s。核对后确认可以使用的，请选“仍作为佐证材料”。", what, todo)
}

// Accept plans letting an item count as evidence whatever its files are like.
func (d *Dossier) Accept(item string) []Change { return d.Replace(EvidencePath(item, AttrDoubt), "") }

// Redoubt plans what is doubted of an item whose files have become others.
func (d *Dossier) Redoubt(item string, files []FileRef) []Change {
	return d.Replace(EvidencePath(item, AttrDoubt), Evidence{Files: files}.doubts())
}
