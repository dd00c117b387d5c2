package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"fyne.io/fyne/v2"

	"zicha/ui"
	"zicha/ui/runlog"
)

// endOnSignal has the window save and close when the system asks the program to stop; what was set to be ignored stays so.
func endOnSignal(w *ui.Window, diary *runlog.Log) {
	asked := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(asked, s)
		}
	}
	go func() {
		diary.Add("收到信号 " + (<-asked).String())
		signal.Stop(asked) // asked once more it ends at once
		fyne.Do(func() {
			if err := w.Terminate(); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		})
	}()
}
