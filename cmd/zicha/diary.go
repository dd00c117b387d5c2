package main

import (
	"io"
	"log"
	"os"
	"runtime"

	"fyne.io/fyne/v2"

	"zicha/forms/wording"
	"zicha/ui/runlog"
)

// openLog begins the program's log in its settings folder and has the toolkit's own lines written there too; crashed says that the run before broke
// down.
func openLog(a fyne.App) (diary *runlog.Log, crashed bool) {
	diary = runlog.Open(settings(a))
	log.SetOutput(displayHelp{io.MultiWriter(diary.Writer(), os.Stderr)})
	crashed = diary.WatchCrashes()
	diary.Add("程序启动：" + wording.ProgramName + " " + wording.Version + "，" + wording.Build().Words() + "，" + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + "，" + runlog.System())
	return diary, crashed
}
