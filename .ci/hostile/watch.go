package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// watch gives, once a process has gone, the most memory that it and its children held, in bytes: what the system counts for each, which is
// never less than what they held at one moment.
func watch(pid int) <-chan int64 {
	out := make(chan int64, 1)
	go func() {
		var most int64
		for {
			now := held(pid)
			if now < 0 {
				break
			}
			most = max(most, now)
			time.Sleep(3 * time.Millisecond)
		}
		out <- most
	}()
	return out
}

// held is the most that a process, and each of those below it now, has held; -1 once it has gone.
func held(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil || bytes.Contains(status, []byte("State:\tZ")) {
		return -1
	}
	var total int64
	if _, after, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
		if words := bytes.Fields(after); len(words) > 0 {
			kb, _ := strconv.ParseInt(string(words[0]), 10, 64)
			total = kb << 10
		}
	}
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, list := range lists {
		data, _ := os.ReadFile(list)
		for _, word := range bytes.Fields(data) {
			if child, err := strconv.Atoi(string(word)); err == nil {
				total += max(0, held(child))
			}
		}
	}
	return total
}
