// Command hostile gives the built zichactl files that were made to do harm, at every door where it reads foreign bytes, and prints a table:
// door, attack, seconds, megabytes, what it said. Each must end by itself within 10 s and 500 MB with a sentence that an official can read,
// and leave nothing in the folder for temporary files. With an argument only the doors whose names hold it.
package main

import (
	"bytes"
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
	args       []string
	in         io.Reader
	env        []string
	fine       bool // it may be taken as it is: then it only has to end, and to say something
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
	only := ""
	if len(os.Args) > 1 {
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
	fmt.Printf("%-22s %-26s %6s %6s  %s\n", "door", "attack", "s", "MB", "said")
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

// try makes one attack, prints its line, and gives what was wrong.
func (g *ground) try(a attack) (faults []string) {
	if err := g.fresh(); err != nil {
		return []string{err.Error()}
	}
	for _, args := range a.before {
		ready := exec.Command(g.bin, args...)
		ready.Dir, ready.Env = g.dir, g.env()
		_ = ready.Run() // what cannot be made ready is told by the command itself
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, g.bin, a.args...)
	var said bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = g.dir, a.in, &limited{to: &said}, &limited{to: &said}
	cmd.Env = append(g.env(), a.env...)
	cmd.WaitDelay = time.Second
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return []string{err.Error()}
	}
	peak := watch(cmd.Process.Pid)
	err := cmd.Wait()
	took := time.Since(begun)
	memory := <-peak
	words := strings.TrimSpace(said.String())
	first, _, _ := strings.Cut(words, "\n")
	fmt.Printf("%-22s %-26s %6.1f %6d  %s\n", a.door, a.kind, took.Seconds(), memory>>20, short(first, 110))
	var exit *exec.ExitError
	status := 0
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	}
	check := func(bad bool, words string) {
		if bad {
			faults = append(faults, words)
		}
	}
	check(took > mostTime, fmt.Sprintf("it took %.1f s", took.Seconds()))
	check(memory > mostMemory, fmt.Sprintf("it took %d MB", memory>>20))
	check(status < 0 || status > 2, fmt.Sprintf("it ended with status %d", status))
	check(status == 0 && !a.fine, "it was taken")
	check(!chinese.MatchString(words), "no sentence: "+short(words, 200))
	check(jargon.MatchString(words), "jargon: "+jargon.FindString(words))
	if left, _ := os.ReadDir(g.tmp); len(left) > 0 {
		check(true, "left in the folder for temporary files: "+left[0].Name())
	}
	return faults
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
