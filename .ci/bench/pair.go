package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// series is what the runs of one side took.
type series struct {
	walls, cpus []time.Duration // ascending
	peak        int64           // of one more run, which was watched
}

// wall is the median.
func (s series) wall() time.Duration { return median(s.walls) }

// cpu is the median.
func (s series) cpu() time.Duration { return median(s.cpus) }

func median(of []time.Duration) time.Duration {
	n := len(of)
	if n == 0 {
		return 0
	}
	return (of[(n-1)/2] + of[n/2]) / 2
}

func (s *series) add(c cost) {
	s.walls, s.cpus = append(s.walls, c.wall), append(s.cpus, c.cpu)
	slices.Sort(s.walls)
	slices.Sort(s.cpus)
}

// String is "0.21 s (0.19–0.30), cpu 0.18 s, 47 MB".
func (s series) String() string {
	if len(s.walls) == 0 {
		return "–"
	}
	text := span(s.wall())
	if low, high := s.walls[0], s.walls[len(s.walls)-1]; len(s.walls) > 1 {
		text += fmt.Sprintf(" (%s–%s)", span(low), span(high))
	}
	if s.cpu() > 0 {
		text += ", cpu " + span(s.cpu())
	}
	if s.peak > 0 {
		text += ", " + megabytes(s.peak)
	}
	return text
}

// span is a duration with three figures.
func span(d time.Duration) string {
	switch s := d.Seconds(); {
	case s >= 100:
		return fmt.Sprintf("%.0f s", s)
	case s >= 10:
		return fmt.Sprintf("%.1f s", s)
	case s >= 1:
		return fmt.Sprintf("%.2f s", s)
	case s >= 0.1:
		return fmt.Sprintf("%.0f ms", 1000*s)
	}
	return fmt.Sprintf("%.3g ms", 1000*d.Seconds())
}

func megabytes(n int64) string { return fmt.Sprintf("%.0f MB", float64(n)/(1<<20)) }

// pair runs both sides in turns, who goes first changing, and each once more with its memory watched.
func (b *bench) pair(ctx context.Context, ours, peer action) (us, them series, err error) {
	sides := []struct {
		do action
		to *series
	}{{ours, &us}, {peer, &them}}
	for i := range b.runs {
		for _, s := range sides {
			c, err := s.do(ctx, false)
			if err != nil {
				return us, them, err
			}
			s.to.add(c)
		}
		if i < b.runs-1 {
			slices.Reverse(sides)
		}
	}
	for _, s := range sides {
		c, err := s.do(ctx, true)
		if err != nil {
			return us, them, err
		}
		s.to.peak = c.peak
	}
	return us, them, nil
}

// alone runs what has no peer.
func (b *bench) alone(ctx context.Context, ours action) (us series, err error) {
	for i := range b.runs + 1 {
		watch := i == b.runs
		c, err := ours(ctx, watch)
		if err != nil {
			return us, err
		}
		if us.peak = c.peak; !watch {
			us.add(c)
		}
	}
	return us, nil
}
