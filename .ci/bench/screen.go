package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	sample  = 4 * 5                   // every fifth pixel is looked at, of four bytes
	quiet   = 1500 * time.Millisecond // a picture that has stood for so long is the one to be used
	patient = 3 * time.Minute
	glance  = 2 * time.Millisecond
	alike   = 0.005 // pictures are the same where so few of the pixels differ: a cursor blinks
)

// look is a picture of the screen, and what the program had used when it was seen.
type look struct {
	at     time.Duration
	cpu    time.Duration
	pixels []byte
}

// thin takes every fifth pixel.
func (s *screen) thin() []byte {
	out := make([]byte, 0, len(s.pixels)/5+4)
	for i := 0; i+4 <= len(s.pixels); i += sample {
		out = append(out, s.pixels[i:i+4]...)
	}
	return out
}

// differs is the share of the pixels that are not the same.
func differs(a, b []byte) float64 {
	n := 0
	for i := 0; i < len(a); i += 4 {
		if !bytes.Equal(a[i:i+4], b[i:i+4]) {
			n++
		}
	}
	return float64(n) / float64(len(a)/4)
}

// uniform reports whether a picture is of one colour: nothing is on the screen. The file's head, before the pixels, is a small part of it.
func uniform(pixels []byte) bool {
	middle := pixels[len(pixels)/2&^3:][:4]
	n := 0
	for i := 0; i < len(pixels); i += 4 {
		if !bytes.Equal(pixels[i:i+4], middle) {
			n++
		}
	}
	return float64(n) < alike*float64(len(pixels)/4)
}

// blank waits until the window before is gone.
func (s *screen) blank() error {
	for begin := time.Now(); !uniform(s.thin()); time.Sleep(glance) {
		if time.Since(begin) > patient {
			return errors.New("the screen does not become empty")
		}
	}
	return nil
}

// settled is the first usable frame: the first picture of a window that is the one that stays. A window that is there and still empty, or
// is drawn once more in other places, does not count.
func (s *screen) settled(begin time.Time, pid int) (cost, error) {
	var looks []look
	last := s.thin()
	changed := time.Now()
	for {
		now, at := s.thin(), time.Now()
		if !bytes.Equal(now, last) {
			if differs(now, last) > alike {
				changed = at
			}
			last = now
			looks = append(looks, look{at.Sub(begin), cpuOf(pid), now})
		}
		if len(looks) > 0 && !uniform(last) && at.Sub(changed) > quiet {
			break
		}
		if at.Sub(begin) > patient {
			return cost{}, errors.New("no window settles")
		}
		time.Sleep(glance)
	}
	for _, l := range looks {
		if differs(l.pixels, last) <= alike {
			return cost{l.at, l.cpu, memoryOf(pid)}, nil
		}
	}
	return cost{}, errors.New("no window is seen")
}

// cpuOf is what a process has used of the processors so far, in steps of the kernel's clock (10 ms).
func cpuOf(pid int) time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), ") ") // the name before may hold blanks
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}
