// Command hostile gives the built zichactl files that were made to do harm, at every door where it reads foreign bytes, has the window's child
// draw pages of them, and prints a table: door, attack, seconds, megabytes, what it said. Each must end by itself within 10 s and 500 MB with
// a sentence that an official can read, and leave nothing in the folder for temporary files. With an argument only the doors whose names hold
// it.
package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"zicha/forms/pdf/render"
)

// The bounds of the promise, and how long a run is waited for before it is ended.
const (
	mostTime   = 10 * time.Second
	mostMemory = 500 << 20
	patience   = 40 * time.Second
)

// attack is one command line with what it is given.
type attack struct {
	door, kind string
	before     [][]string // commands that make ready for it
	bin        string     // the program, "" for zichactl
	args       []string
	in         io.Reader
	env        []string
	fine       bool   // it may be taken as it is: then it only has to end, and to say something
	leaves     string // a file with something in it that shows that it was looked into, "" for none
}

// ground is where the attacks happen: a fresh dossier and a fresh book for each.
type ground struct {
	bin, dir, tmp string
	samples       string
	made          map[string]map[string]string // the files of an ending, by attack
}

// jargon is what Go, SQLite and the operating system say among themselves.
var jargon = regexp.MustCompile(`(?i)no such file|permission denied|is a directory|not a directory|panic|goroutine|runtime error|out of memory|sqlite|sql:|json:|zip:|xml:|toml:|EOF|%!|: open |<nil>`)

var chinese = regexp.MustCompile(`\p{Han}`)

func main() {
	render.ChildMain(keep())
	only := ""
	switch {
	case len(os.Args) == 3 && os.Args[1] == drawing:
		draw(os.Args[2])
		return
	case len(os.Args) > 1:
		only = os.Args[1]
	}
	if err := run(only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(only string) error {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	bin, err := filepath.Abs("bin/zichactl")
	if err != nil {
		return err
	}
	g := &ground{bin: bin, dir: dir, tmp: filepath.Join(dir, "tmp"), samples: filepath.Join(dir, "样本"), made: map[string]map[string]string{}}
	if err := g.prepare(); err != nil {
		return err
	}
	attacks, err := g.attacks(only)
	if err != nil {
		return err
	}
	fmt.Printf("%-22s %-28s %6s %6s  %s\n", "door", "attack", "s", "MB", "said")
	broken, done := 0, 0
	for _, a := range attacks {
		if !strings.Contains(a.door, only) {
			continue
		}
		done++
		if faults := g.try(a); len(faults) > 0 {
			broken++
			fmt.Printf("    ✗ %s\n", strings.Join(faults, "; "))
		}
	}
	fmt.Printf("%d attacks, %d broke the promise\n", done, broken)
	if broken > 0 || done == 0 {
		return errors.New("the promise is broken")
	}
	return nil
}

// outcome is what became of an attack.
type outcome struct {
	took   time.Duration
	memory int64 // the most, in bytes
	status int   // less than 0 for a program that did not end by itself
	words  string
}

// try makes one attack, prints its line, and gives what was wrong.
func (g *ground) try(a attack) (faults []string) {
	if err := g.fresh(); err != nil {
		return []string{err.Error()}
	}
	for _, args := range a.before {
		if err := g.ready(g.bin, args...); err != nil {
			return []string{err.Error()}
		}
	}
	o, err := g.run(a)
	if err != nil {
		return []string{err.Error()}
	}
	first, _, _ := strings.Cut(o.words, "\n")
	fmt.Printf("%-22s %-28s %6.1f %6d  %s\n", a.door, a.kind, o.took.Seconds(), o.memory>>20, short(first, 110))
	return g.judge(a, o)
}

// run makes an attack and watches it.
func (g *ground) run(a attack) (o outcome, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, cmp.Or(a.bin, g.bin), a.args...)
	var said bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = g.dir, a.in, &limited{to: &said}, &limited{to: &said}
	cmd.Env = append(g.env(), a.env...)
	cmd.WaitDelay = time.Second
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return o, err
	}
	peak := watch(cmd.Process.Pid)
	err = cmd.Wait()
	o.took, o.memory, o.words = time.Since(begun), <-peak, strings.TrimSpace(said.String())
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		o.status = exit.ExitCode()
	}
	return o, nil
}

// judge lists what an outcome falls short of the promise in.
func (g *ground) judge(a attack, o outcome) (faults []string) {
	check := func(bad bool, words string) {
		if bad {
			faults = append(faults, words)
		}
	}
	check(o.took > mostTime, fmt.Sprintf("it took %.1f s", o.took.Seconds()))
	check(o.memory > mostMemory, fmt.Sprintf("it took %d MB", o.memory>>20))
	check(o.status < 0 || o.status > 2, fmt.Sprintf("it ended with status %d", o.status))
	check(o.status == 0 && !a.fine, "it was taken")
	check(!chinese.MatchString(o.words), "no sentence: "+short(o.words, 200))
	check(jargon.MatchString(o.words), "jargon: "+jargon.FindString(o.words))
	if a.leaves != "" {
		info, err := os.Stat(a.leaves)
		check(err != nil || info.Size() == 0, "nothing was looked into")
	}
	if left, _ := os.ReadDir(g.tmp); len(left) > 0 {
		check(true, "left in the folder for temporary files: "+left[0].Name())
	}
	return faults
}

// ready carries out a command that makes ready for an attack.
func (g *ground) ready(bin string, args ...string) error {
	cmd := exec.Command(bin, args...)
	cmd.Dir, cmd.Env = g.dir, g.env()
	out, err := cmd.CombinedOutput()
	if err == nil || bytes.Contains(out, []byte("已存入")) { // evidence that cannot be shown is taken in all the same
		return nil
	}
	return fmt.Errorf("it cannot be made ready by %s: %w %s", short(strings.Join(args, " "), 60), err, short(string(out), 200))
}

func (g *ground) env() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + g.dir, "TMPDIR=" + g.tmp, "XDG_CACHE_HOME=" + filepath.Join(g.dir, "cache")}
}

// limited keeps the first 64 KB.
type limited struct{ to *bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if room := 1<<16 - l.to.Len(); room > 0 {
		l.to.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func short(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
