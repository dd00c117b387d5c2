package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/volume"
)

type volumeCmd struct {
	Dossier   string `arg:"" help:"档案（.zicha）"`
	Out       string `arg:"" name:"out.pdf" help:"写到的 PDF 文件；分册时在文件名后加上第几册"`
	Split     int64  `help:"每册不超过多少 MB，默认200" default:"200" placeholder:"MB"`
	BySection bool   `help:"按一级分类分册"`
	NoCache   bool   `help:"不使用、也不保留可以重复使用的中间结果"`

	writing
}

// Run writes the evidence volume and tells what of it is printed as a page that only says what it is.
func (c *volumeCmd) Run(con *console) error {
	if c.Split < 1 {
		return wrongUsage(fmt.Sprintf("每册的大小应为1 MB以上，不能是“%d”", c.Split))
	}
	if !strings.HasSuffix(strings.ToLower(c.Out), ".pdf") {
		return wrongUsage("文件名应以 .pdf 结尾，不能是" + files.Quoted(c.Out))
	}
	debug.SetGCPercent(400) // little is kept and much passes through: collecting it at every turn would cost a third of the time
	return look(c.Dossier, func(f *dossier.File) error {
		plan := pack.PlanVolume(f, c.Out)
		if err := c.allow(plan); err != nil {
			return err
		}
		line := &progressLine{}
		begin := func(_ volume.Layout, paths []string) error {
			line.clear()
			c.announce(con, pack.VolumesOf(plan, paths))
			return nil
		}
		opts := volume.Options{Split: c.Split * 1_000_000, BySection: c.BySection}
		if !c.NoCache {
			opts.Cache = volume.CacheFolder()
		}
		result, err := pack.Volume(con.ctx, f, c.Out, volume.Work{Options: opts, Tell: line.tell, Plan: plan, Begin: begin})
		line.clear()
		return c.said(con, result, err)
	})
}

// said tells what was written, and what is wrong with it.
func (c *volumeCmd) said(con *console, result volume.Result, err error) error {
	telling := c.tell(con, made{result.Paths, result.Problems}, func(i int) string {
		return fmt.Sprintf("（%d页，%.1f MB）", result.Pages[i], float64(result.Sizes[i])/1_000_000)
	})
	if err = cmp.Or(err, telling); err != nil {
		return err
	}
	if !c.JSON {
		printProblems(con.lines, result.Problems)
	}
	if forms.Worst(result.Problems) == forms.Error {
		return errRefused
	}
	return nil
}

// progressLine shows the progress of long work on a terminal, in one line that is written over; elsewhere nothing.
type progressLine struct {
	last  time.Time
	shown bool
}

func (p *progressLine) tell(step string, part float64) {
	if time.Since(p.last) < 100*time.Millisecond || !terminal() {
		return
	}
	p.last, p.shown = time.Now(), true
	fmt.Fprintf(os.Stderr, "\r\x1b[K%3.0f%% %s", part*100, files.Printable(step))
}

func (p *progressLine) clear() {
	if p.shown {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
}

// terminal reports whether somebody is looking.
func terminal() bool {
	info, err := os.Stderr.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
