package main

import (
	"io"
	"os"
	"runtime"
	"strings"

	"zicha/forms/wording"
)

// noDisplayWords tell what to do where no window can be made.
func noDisplayWords() string {
	return "程序无法打开窗口：没有可用的显示器，或者显卡不支持 OpenGL 2.1。\n" + remedyFor(runtime.GOOS) + "\n不开窗口也能用命令行程序 zichactl 填报和导出。\n"
}

// remedyFor says what to do about it on a system.
func remedyFor(system string) string {
	if system == "windows" {
		return "请更新显卡驱动，或者把 Mesa 的64位 opengl32.dll 和 libgallium_wgl.dll 一起放在 zicha.exe 旁边，见“使用说明.txt”第四节。"
	}
	return "请安装 Mesa 软件渲染（libgl1-mesa-dri），再这样启动：LIBGL_ALWAYS_SOFTWARE=1 ./zicha（用 .deb 安装的不写 ./）"
}

// displayHelp passes on what Fyne logs, and where that says that no window could be made, says in Chinese what to do and ends
// the program: Fyne itself goes on into a panic, or ends at once, and reports nothing to its caller. It happens only at the
// start, before a dossier can have been changed.
type displayHelp struct{ to io.Writer }

func (h displayHelp) Write(p []byte) (int, error) {
	n, err := h.to.Write(p)
	if noWindow(string(p)) {
		_, _ = io.WriteString(os.Stderr, "\n"+noDisplayWords())
		notice(wording.ProgramName, noDisplayWords())
		os.Exit(1)
	}
	return n, err
}

// noWindow reports whether a line says that no window could be made: Fyne's own, and those of GLFW about a context, after which Fyne goes on with
// no window and no word.
func noWindow(line string) bool {
	for _, sign := range []string{
		"window creation error", "failed to initialise GLFW", "failed to initialise OpenGL",
		"dummy context", "pixel format", "Failed to create OpenGL context", "GLX: Failed to create context",
	} {
		if strings.Contains(line, sign) {
			return true
		}
	}
	return false
}
