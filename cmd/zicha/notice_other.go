//go:build !windows

package main

import (
	"os"
	"os/exec"

	"github.com/mattn/go-isatty"
)

// notice shows a sentence with a program of the desktop's where nobody reads what is printed: started from a menu, the program has no terminal. It
// does not wait for the answer. Where none of the programs is installed, what was printed is all there is.
func notice(title, words string) {
	if isatty.IsTerminal(os.Stderr.Fd()) {
		return
	}
	for _, command := range [][]string{
		{"zenity", "--error", "--no-markup", "--title", title, "--text", words},
		{"kdialog", "--title", title, "--error", words},
		{"notify-send", "--urgency=critical", title, words},
	} {
		if exec.Command(command[0], command[1:]...).Start() == nil {
			return
		}
	}
}
