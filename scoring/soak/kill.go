package soak

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
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
