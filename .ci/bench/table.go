package main

import (
	"fmt"
	"strings"
	"time"
)

// verdict is whether a goal was met.
type verdict string

const (
	yes  verdict = "yes"
	no   verdict = "**no**"
	none verdict = "–" // there is no goal
)

// row is a line of the table.
type row struct {
	line, ours, peer, ratio, goal string
	met                           verdict
}

func head() {
	fmt.Println("| line | ours | peer | ratio | goal | met? |\n|---|---|---|---|---|---|")
}

func (r row) print() {
	fmt.Printf("| %s |\n", strings.Join([]string{r.line, r.ours, r.peer, r.ratio, r.goal, string(r.met)}, " | "))
}

func met(ok bool) verdict {
	if ok {
		return yes
	}
	return no
}

// faster is a row whose goal is that the peer takes at least so many times as long.
func faster(line string, us, them series, goal float64) row {
	ratio := quotient(them.wall(), us.wall())
	return row{line, us.String(), them.String(), fmt.Sprintf("%.1f× as fast (cpu %.1f×)", ratio, quotient(them.cpu(), us.cpu())), fmt.Sprintf("≥ %g×", goal), met(ratio >= goal)}
}

// within is a row whose goal is that we take at most so many times as long as the peer.
func within(line string, us, them series, goal float64) row {
	ratio := quotient(us.wall(), them.wall())
	return row{line, us.String(), them.String(), fmt.Sprintf("%.2f× the time (cpu %.2f×)", ratio, quotient(us.cpu(), them.cpu())), fmt.Sprintf("≤ %g×", goal), met(ratio <= goal)}
}

// small is a row whose goal is a peak of so many megabytes.
func small(line string, us, them series, goal int64) row {
	return row{line, megabytes(us.peak), peakOrNone(them), "", fmt.Sprintf("≤ %d MB", goal), met(us.peak <= goal<<20)}
}

// leaner is a row whose goal is that we need at most so many times the peer's memory.
func leaner(line string, us, them series, goal float64) row {
	ratio := float64(us.peak) / float64(max(1, them.peak))
	return row{line, megabytes(us.peak), megabytes(them.peak), fmt.Sprintf("%.2f× the memory", ratio), fmt.Sprintf("≤ %g×", goal), met(ratio <= goal)}
}

// soon is a row whose goal is a time, without a peer.
func soon(line string, took series, goal time.Duration) row {
	return row{line, took.String(), "–", "", "≤ " + span(goal), met(took.wall() <= goal)}
}

func peakOrNone(s series) string {
	if s.peak == 0 {
		return "–"
	}
	return megabytes(s.peak)
}

// told is a row without a goal.
func told(line string, us, them series) row {
	r := faster(line, us, them, 0)
	if len(them.walls) == 0 {
		r.ratio = ""
	}
	r.goal, r.met = "", none
	return r
}

func quotient(a, b time.Duration) float64 { return a.Seconds() / max(b.Seconds(), 1e-9) }

// linear is two rows: what one of many costs beside one of few, and what so many more need in memory.
func linear(few, many int, before, after series) []row {
	per := quotient(after.wall(), before.wall()) * float64(few) / float64(many)
	flat := float64(after.peak) / float64(max(1, before.peak))
	line := fmt.Sprintf("– each of %d beside each of %d", many, few)
	return []row{
		{line, span(after.wall() / time.Duration(many)), span(before.wall() / time.Duration(few)), fmt.Sprintf("%.2f× each", per), "≤ 1.2×", met(per <= 1.2)},
		{"– memory of both", megabytes(after.peak), megabytes(before.peak), fmt.Sprintf("%.2f×", flat), "≤ 1.3×", met(flat <= 1.3)},
	}
}
