package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cost is what one run took. Peak is bytes of memory, 0 where nobody looked.
type cost struct {
	wall, cpu time.Duration
	peak      int64
}

// action does one of the things compared, once. With watch it also finds the peak memory of all its processes together, which costs it
// some time.
type action func(ctx context.Context, watch bool) (cost, error)

// script is commands that are run one after the other in a shell, with arguments as $1 and so on. It stops at the first that fails.
func script(text string, args ...string) action {
	return command("bash", append([]string{"-euc", text, "bash"}, args...)...)
}

// command is the action of running a program; what it says is shown only where it fails.
func command(name string, args ...string) action {
	return func(ctx context.Context, watch bool) (cost, error) {
		c, _, err := execute(ctx, watch, append([]string{name}, args...))
		return c, err
	}
}

// execute runs a program and gives what it printed, too.
func execute(ctx context.Context, watch bool, line []string) (c cost, said string, err error) {
	var out, wrong bytes.Buffer
	cmd := exec.CommandContext(ctx, line[0], line[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &wrong
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return c, "", err
	}
	watched := make(chan int64, 1)
	over := make(chan struct{})
	if watch {
		go func() { watched <- peakOf(cmd.Process.Pid, over) }()
	}
	err = cmd.Wait()
	c.wall = time.Since(begin)
	close(over)
	if err != nil {
		return c, "", fmt.Errorf("%s: %w\n%s%s", strings.Join(line, " "), err, out.String(), wrong.String())
	}
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if watch {
		// The largest single process is known exactly; the sum over all is only seen from time to time.
		c.peak = <-watched
		if used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			c.peak = max(c.peak, used.Maxrss<<10)
		}
	}
	return c, out.String(), nil
}

// inside is the action of a program that does something many times and prints what each took, "SECONDS CPUSECONDS", timed inside the
// process: what starting it costs is left out. Its memory is that of the whole process.
func inside(name string, args ...string) action {
	return func(ctx context.Context, watch bool) (cost, error) {
		c, said, err := execute(ctx, watch, append([]string{name}, args...))
		if err != nil {
			return c, err
		}
		var wall, cpu float64
		if _, err := fmt.Sscan(said, &wall, &cpu); err != nil {
			return c, fmt.Errorf("%s prints no times: %w: %s", name, err, said)
		}
		c.wall, c.cpu = time.Duration(wall*float64(time.Second)), time.Duration(cpu*float64(time.Second))
		return c, nil
	}
}

// say runs a program for what it does, outside of what is measured.
func say(ctx context.Context, line ...string) error {
	_, _, err := execute(ctx, false, line)
	return err
}

// peakOf looks at a process and those under it until over is closed, and gives the largest sum of their memory, shared pages counted once.
func peakOf(pid int, over <-chan struct{}) (peak int64) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		peak = max(peak, memoryOf(pid))
		select {
		case <-over:
			return peak
		case <-tick.C:
		}
	}
}

// memoryOf is the proportional set size of a process and those under it, in bytes. What ends while it is looked at counts as nothing.
func memoryOf(pid int) int64 {
	dir := filepath.Join("/proc", strconv.Itoa(pid))
	var sum int64
	if data, err := os.ReadFile(filepath.Join(dir, "smaps_rollup")); err == nil {
		sum = pss(data)
	}
	threads, err := os.ReadDir(filepath.Join(dir, "task"))
	if err != nil {
		return sum
	}
	for _, thread := range threads {
		data, err := os.ReadFile(filepath.Join(dir, "task", thread.Name(), "children"))
		if err != nil {
			continue
		}
		for field := range strings.FieldsSeq(string(data)) {
			if child, err := strconv.Atoi(field); err == nil {
				sum += memoryOf(child)
			}
		}
	}
	return sum
}

// pss finds the Pss line of a smaps_rollup, in bytes.
func pss(data []byte) int64 {
	for line := range strings.Lines(string(data)) {
		var kb int64
		if _, err := fmt.Sscanf(line, "Pss: %d kB", &kb); err == nil {
			return kb << 10
		}
	}
	return 0
}

// dropped makes an action begin with everything written before on the disk, and removes what is at the paths first, so that each run
// makes it anew.
func dropped(do action, paths ...string) action {
	return func(ctx context.Context, watch bool) (cost, error) {
		var errs []error
		for _, path := range paths {
			errs = append(errs, os.RemoveAll(path))
		}
		if err := errors.Join(errs...); err != nil {
			return cost{}, err
		}
		syscall.Sync()
		return do(ctx, watch)
	}
}
