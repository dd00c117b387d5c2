package wording

import (
	"runtime/debug"
	"time"
)

// Version is the program's, the same as in FyneApp.toml.
const Version = "0.14.0"

// ProgramName is the program's own name, the only one it says of itself.
const ProgramName = "信用自查"

// Terms are those under which the program is passed on.
const Terms = "源代码按 Apache-2.0 许可发布；程序带有 GPL-3 附字体例外条款的仿宋字体，编译好的程序整体按 GPL-3 的条件分发。"

// Facts are what a program was built from.
type Facts struct {
	Commit  string    // the commit's full hash, "" where the build knows none: of a test, of sources without their history
	Time    time.Time // of the commit
	Changed bool      // the sources were not those of the commit
}

// Build tells what this very program was built from, as Go has written it into the executable.
func Build() Facts {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return Facts{}
	}
	return facts(info.Settings)
}

func facts(settings []debug.BuildSetting) Facts {
	var f Facts
	for _, s := range settings {
		switch s.Key {
		case "vcs.revision":
			f.Commit = s.Value
		case "vcs.time":
			f.Time, _ = time.Parse(time.RFC3339, s.Value) // what is no time is none
		case "vcs.modified":
			f.Changed = s.Value == "true"
		}
	}
	return f
}

// Short is as much of the commit's hash as tells it from others.
func (f Facts) Short() string { return f.Commit[:min(12, len(f.Commit))] }

// china is the time of day where the program is used.
var china = time.FixedZone("UTC+8", 8*60*60)

// Words says the facts in a sentence without its full stop.
func (f Facts) Words() string {
	if f.Commit == "" {
		return "没有记录由哪一次提交编译"
	}
	words := "由提交 " + f.Short() + " 编译"
	if !f.Time.IsZero() {
		words = "由提交 " + f.Short() + "（" + f.Time.In(china).Format("2006年1月2日 15:04") + "）编译"
	}
	if f.Changed {
		words += "，另含未提交的改动"
	}
	return words
}

// About says in a few lines what the program is, in which version and under which terms: what both programs print for --version.
func About() string {
	return ProgramName + " " + Version + "\n" +
		Build().Words() + "。\n" +
		"年度考核的自查和审核程序。不联网，数据只在本机的档案文件里。\n" +
		Terms
}
