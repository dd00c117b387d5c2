// Zicha is the desktop program for a county's self-check and the city's review: `zicha [FILE.zicha|FILE.huizong|FILE.fankui|FILE.toml]`, `zicha --sample`, `--version`, `--help`.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zicha/assets"
	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/forms/pdf/render"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui"
	"zicha/ui/assess"
	"zicha/ui/runlog"
	"zicha/ui/widgets"
)

func main() {
	err := assets.FontsMissing(files.Program())
	pdf.ChildMain()
	render.ChildMain(files.CacheFolder(pageCache))
	if status, all := answer(os.Args[1:], os.Stdout, os.Stderr); all {
		os.Exit(status)
	}
	files.Tidy("")
	log.SetFlags(0)
	var early bytes.Buffer // the toolkit's lines are English and for whoever maintains the program: the log gets them, nobody's terminal
	log.SetOutput(displayHelp{&early})
	defer runlog.LastWords()
	if err == nil {
		err = run(os.Args[1:], &early)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		notice(wording.ProgramName, err.Error())
		os.Exit(1)
	}
}

func run(args []string, early *bytes.Buffer) error {
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		return fmt.Errorf("程序自带的工作日历不能使用：%w", err)
	}
	a, done := newApp()
	defer done()
	diary, crashed := openLog(a, early)
	known, err := editions.Open(filepath.Join(settings(a), "editions"))
	if err != nil {
		return err
	}
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	if err := widgets.UseChinese(); err != nil {
		return err
	}
	pages := render.New()
	defer pages.Close()
	go prepare(pages)
	w := ui.New(a, assess.Office{Known: known, Later: fyne.Do, Calendar: calendar, Sample: sample(known.BuiltIn()), Pages: pages})
	w.Put(ui.Around{Log: diary, Renderer: renderer, Licences: licences(), Crashed: crashed})
	switch {
	case len(args) == 1 && args[0] == sampleFlag:
		w.OpenSample()
	case len(args) == 1:
		w.Open(args[0])
	}
	endOnSignal(w, diary)
	err = w.Run()
	diary.Add("程序结束")
	return err
}
