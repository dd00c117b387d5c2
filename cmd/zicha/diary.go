package main

import (
	"bytes"
	"log"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/wording"
	"zicha/ui/runlog"
)

// openLog begins the program's log in its settings folder and has the toolkit's own lines written there, and those it has said before, which are
// early; crashed says that the run before broke down.
func openLog(a fyne.App, early *bytes.Buffer) (diary *runlog.Log, crashed bool) {
	diary = runlog.Open(settings(a))
	log.SetOutput(displayHelp{diary.Writer()})
	for line := range strings.Lines(early.String()) {
		_, _ = diary.Writer().Write([]byte(line))
	}
	crashed = diary.WatchCrashes()
	diary.Add("程序启动：" + wording.ProgramName + " " + wording.Version + "，" + wording.Build().Words() + "，" + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + "，" + runlog.System())
	return diary, crashed
}
