package wording

// Version is the program's, the same as in FyneApp.toml.
const Version = "0.1.0"

// ProgramName is the program's own name, for where nothing is open.
const ProgramName = "信用自查"

// About says in a few lines what the program is, in which version and under which terms: what both programs print for --version.
func About() string {
	return ProgramName + " " + Version + "\n" +
		"年度考核的自查和审核程序。不联网，数据只在本机的档案文件里。\n" +
		"源代码按 Apache-2.0 许可发布；程序带有 GPL-3 附字体例外条款的仿宋字体，编译好的程序整体按 GPL-3 的条件分发。"
}
