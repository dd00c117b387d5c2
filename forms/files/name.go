package files

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zicha/scoring/canon"
)

// longestName is how many characters SafeName leaves.
const longestName = 60

// SafeName makes a name usable as a file name on every system: reserved characters become their full-width twins, invisible ones go,
// letters take their composed form, which systems differ in, and the devices of Windows get a tail. It has at most 60 characters.
func SafeName(name string) string {
	name = CleanName(name)
	if r := []rune(name); len(r) > longestName {
		name = strings.TrimRight(string(r[:longestName]), " .")
	}
	if name == "" {
		return "未命名"
	}
	return name
}

// CleanName is SafeName without a limit; it may come out empty.
func CleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return r - '!' + '！'
		case r == utf8.RuneError, unicode.Is(unicode.Co, r):
			return '_'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), canon.Ignorable(r): // among them what turns the direction of writing
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, canon.Compose(name))
	name = strings.Trim(strings.Join(strings.Fields(name), " "), " .")
	stem, ending, _ := strings.Cut(name, ".")
	if device := strings.ToUpper(strings.TrimSpace(stem)); isDevice(device) {
		name = stem + "_"
		if ending != "" {
			name += "." + ending
		}
	}
	return name
}

// NameOf gives the name of a file as it is kept and shown. A path is bytes: one that is no UTF-8 is read as GB18030, in which Chinese
// systems wrote names before, else what is no text is left out. told says in a sentence what was altered, "" for nothing.
func NameOf(file string) (name, told string) {
	name, told = decoded(filepath.Base(file))
	name, notes := canon.Text(canon.Compose(name))
	line := strings.NewReplacer("\n", " ", "\t", " ").Replace(name)
	switch {
	case len(notes) > 0 && strings.TrimSuffix(line, filepath.Ext(line)) == "":
		line = "未命名" + line
		told = "文件名里没有看得见的字，记作%s"
	case line != name && told == "":
		told = "文件名里有换行或制表符，记作%s"
	case len(notes) > 0 && told == "":
		told = "文件名记作%s（" + canon.Words(notes) + "）"
	}
	if told != "" {
		told = fmt.Sprintf(told, Quoted(line))
	}
	return line, told
}

// decoded reads the bytes of a name as text. told says what was made of them, with %s for the name.
func decoded(name string) (text, told string) {
	if utf8.ValidString(name) {
		return name, ""
	}
	if text = FromGBK(name); text != name {
		return text, "文件名是旧的GBK编码，认作%s"
	}
	return strings.ToValidUTF8(name, "_"), "文件名里有无法识别的字节，记作%s，请核对材料名称"
}

// isDevice reports whether a name is a device to Windows, whatever ending follows: NUL, COM1 to COM9 and LPT1 to LPT9, also with raised digits.
func isDevice(name string) bool {
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, name) {
		return true
	}
	digit, isPort := strings.CutPrefix(name, "COM")
	if !isPort {
		digit, isPort = strings.CutPrefix(name, "LPT")
	}
	return isPort && utf8.RuneCountInString(digit) == 1 && strings.Contains("0123456789¹²³", digit)
}

// Shown is a path or a name as people read it: bytes that are no UTF-8 are read as GBK, in which Chinese systems wrote names before. It is no
// path any more.
func Shown(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	return FromGBK(path)
}

// Quoted sets a name of the user's into quotation marks. One that opens with them itself stands as it is: ““诚信”方案.docx” reads badly.
// What a name could do to a terminal is made visible.
func Quoted(name string) string {
	name = Printable(Shown(name))
	if strings.HasPrefix(name, "“") {
		return name
	}
	return "“" + name + "”"
}

// Printable makes visible, as �, what a name could do to a terminal or a line of text: control characters, ends of lines, what turns the
// direction of writing or cannot be seen, and bytes that are no text.
func Printable(text string) string { return strings.Map(Visible, text) }

// Visible is Printable for one character.
func Visible(r rune) rune {
	const firstHan, lastHan = 0x3000, 0xd7ff // with all that stands between, nearly everything is there
	if r >= firstHan && r <= lastHan || r >= ' ' && r <= '~' {
		return r
	}
	if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
		return utf8.RuneError
	}
	return r
}

// Ending is a file name's ending with its dot, "" where what follows the last dot is none: "2017.12 年报".
func Ending(name string) string {
	ext := path.Ext(name)
	if len(ext) < 2 || len(ext) > 11 {
		return ""
	}
	for _, r := range ext[1:] {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return ""
		}
	}
	return ext
}

// Size words a size in bytes.
func Size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d字节", n)
}
