package soak

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Child is the test's own program, run anew with a variable in its environment by which its TestMain knows what to do: it says a line when
// it is about to begin, and one for each act that is acknowledged.
type Child struct {
	Variable, Value string
	Env             []string // more of the environment
	Said            func(line string)
}

// Kill runs the child and kills it that long after its first line (SIGKILL, where there is such a thing); Said, which may be nil, hears each
// line as it comes. It gives the whole lines after the first and the child's process number; a line cut off was not said. The error is that
// of a child that ended of itself with one, with its last line; one that was done before it was killed is fine.
func (c Child) Kill(after time.Duration) (said []string, pid int, err error) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), c.Variable+"="+c.Value), c.Env...)
	var warn strings.Builder
	cmd.Stderr = &warn
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, 0, err
	}
	if err := cmd.Start(); err != nil {
		return nil, 0, err
	}
	killed := make(chan bool, 1)
	var timer *time.Timer
	for lines, begun := bufio.NewReader(out), false; ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			break
		}
		line = strings.TrimSuffix(line, "\n")
		switch {
		case begun:
			said = append(said, line)
		default:
			begun = true
			timer = time.AfterFunc(after, func() { killed <- cmd.Process.Kill() == nil })
		}
		if c.Said != nil {
			c.Said(line)
		}
	}
	err = cmd.Wait()
	if timer != nil && !timer.Stop() && <-killed {
		return said, cmd.Process.Pid, nil
	}
	if err != nil {
		err = fmt.Errorf("%w: %q %s", err, said, warn.String())
	}
	return said, cmd.Process.Pid, err
}

// Killing has a child that works on a file killed again and again.
type Killing struct {
	Variable string // as of Child; Ordered reads its value
	Seed     uint64
	Begin    func() (path string)             // makes another file, every now and then: the one before has grown long
	Look     func(path string, said []string) // holds the file against what the child has said
	Counted  func() string                    // what was seen so far, for the report
}

// Run is the test.
func (k Killing) Run(t *testing.T) {
	t.Helper()
	r := rand.New(rand.NewPCG(14, k.Seed))
	rounds, path := Times(20, 10_000), ""
	for round := range rounds {
		if round%60 == 0 {
			path = k.Begin()
		}
		said, _, err := Child{Variable: k.Variable, Value: fmt.Sprintf("%s|%d", path, round+1)}.Kill(time.Duration(r.IntN(200_000)) * time.Microsecond)
		if err != nil {
			t.Fatal(err)
		}
		k.Look(path, said)
		if t.Failed() {
			t.Fatalf("in round %d, after\n%s", round, strings.Join(said, "\n"))
		}
		if round%1000 == 999 {
			Report(t, "%d kills; %s", round+1, k.Counted())
		}
	}
	Report(t, "%d kills; %s", rounds, k.Counted())
}

// Ordered is what Killing has told a child: the file it is to work on, and the number of the round.
func Ordered(value string) (path string, round int, err error) {
	path, number, _ := strings.Cut(value, "|")
	round, err = strconv.Atoi(number)
	return path, round, err
}
