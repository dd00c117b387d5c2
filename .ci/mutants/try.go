package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// score is how the tests of a package did.
type score struct {
	made, tried, noticed, equal int
}

// percent is the share noticed of those tried that can be noticed.
func (s score) percent() float64 {
	if s.tried == s.equal {
		return 100
	}
	return 100 * float64(s.noticed) / float64(s.tried-s.equal)
}

func (s score) summary(t target) string {
	text := fmt.Sprintf("%s: %d of %d changes noticed, %.1f %% (goal %d %%)", t.name(), s.noticed, s.tried-s.equal, s.percent(), t.goal)
	if s.equal > 0 {
		text += fmt.Sprintf(", %d equivalent", s.equal)
	}
	if s.tried < s.made {
		text += fmt.Sprintf("; tried %d of %d", s.tried, s.made)
	}
	return text
}

// try changes a package and runs its tests on each change that is wanted.
func try(o options, t target, equal map[string]string) (score, error) {
	work, err := os.MkdirTemp("", "mutants-*")
	if err != nil {
		return score{}, err
	}
	defer os.RemoveAll(work)
	if err := os.Chmod(work, 0o711); err != nil { // a test works as another user
		return score{}, err
	}
	if err := copySources(filepath.Join(work, sourcesName)); err != nil {
		return score{}, err
	}
	c, err := build(t, work)
	if err != nil {
		return score{}, err
	}
	for i, ts := range c.tests {
		if err := ts.survey(o.tests, filepath.Join(work, "seen"+strconv.Itoa(i))); err != nil {
			return score{}, err
		}
	}
	chosen := o.wanted(c.mutants)
	if o.sample > 0 && o.sample < len(chosen) {
		rand.New(rand.NewPCG(o.seed, 2)).Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
		chosen = chosen[:o.sample]
	}
	s, err := c.tryAll(o, chosen, equal)
	s.made = len(c.mutants)
	return s, err
}

// wanted leaves out changes not asked for.
func (o options) wanted(all []mutant) []mutant {
	all = slices.Clone(all)
	if o.only == "" {
		return all
	}
	texts := strings.Split(o.only, "|")
	return slices.DeleteFunc(all, func(m mutant) bool {
		return !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(m.place(), text) })
	})
}

// place is how a change is listed.
func (m mutant) place() string { return fmt.Sprintf("%s:%d  %s", m.file, m.line, m.name) }

// reached says of a change nobody noticed that no test comes across it.
func (c *changed) reached(id int) string {
	for _, ts := range c.tests {
		if len(ts.across[id]) > 0 {
			return ""
		}
	}
	return "  (no test comes across it)"
}

// tryAll tries changes side by side until the time is up, and lists those nobody noticed as they come. The first that cannot be tried ends it.
func (c *changed) tryAll(o options, chosen []mutant, equal map[string]string) (score, error) {
	var (
		s    score
		stop error
		mu   sync.Mutex
		wg   sync.WaitGroup
		next = make(chan mutant)
		end  = time.Now().Add(o.limit)
	)
	for range o.workers {
		wg.Go(func() {
			for m := range next {
				_, same := equal[m.name]
				noticed, err := false, error(nil)
				if !same {
					noticed, err = c.notices(m.id)
				}
				mu.Lock()
				s.tried++
				switch {
				case err != nil:
					stop = cmp.Or(stop, fmt.Errorf("%s: %w", m.place(), err))
				case same:
					s.equal++
				case noticed:
					s.noticed++
					if o.all {
						fmt.Printf("  noticed %s\n", m.place())
					}
				default:
					fmt.Printf("  unnoticed %s%s\n", m.place(), c.reached(m.id))
				}
				mu.Unlock()
			}
		})
	}
	for _, m := range chosen {
		mu.Lock()
		ended := stop != nil || time.Now().After(end)
		mu.Unlock()
		if ended {
			break
		}
		next <- m
	}
	close(next)
	wg.Wait()
	return s, stop
}

// notices reports whether a test fails, or does not end, with a change made.
func (c *changed) notices(id int) (bool, error) {
	for _, ts := range c.tests {
		names := ts.across[id]
		if len(names) == 0 {
			continue
		}
		for _, some := range ts.bySpeed(names) {
			if failed, err := ts.fails(some, id); failed || err != nil {
				return failed, err
			}
		}
	}
	return false, nil
}

// bySpeed parts tests by how long they take, the quickest first: the others are only asked where those notice nothing.
func (ts *tests) bySpeed(names []string) [][]string {
	const apart = 4
	parts := make([][]string, 4)
	for _, name := range names {
		i := 0
		for edge := apart * ts.least; i < len(parts)-1 && ts.seconds[name] >= edge; edge *= apart {
			i++
		}
		parts[i] = append(parts[i], name)
	}
	return parts
}

// fails reports whether one of some tests fails, or does not end, with a change made. What goes round and round is ended by the processor
// time it takes, so that a machine with other work makes no change noticed; only what waits is ended by the clock. The error is for tests
// that could not be run, such as for want of room, which says nothing of the change.
func (ts *tests) fails(names []string, id int) (bool, error) {
	if len(names) == 0 {
		return false, nil
	}
	usual := 0.0
	for _, name := range names {
		usual += ts.seconds[name]
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration((60+20*usual)*float64(time.Second)))
	defer cancel()
	_, _, err := ts.run(ctx, trial{names, "MUTANT=" + strconv.Itoa(id), strconv.Itoa(5 + int(3*usual))})
	var failed *exec.ExitError
	if errors.As(err, &failed) || errors.Is(err, exec.ErrWaitDelay) || ctx.Err() != nil { // a child that stays holds the output
		return true, nil
	}
	return false, err
}

// survey runs every test asked for alone, nothing changed, to see which changes it comes across and how long it takes.
func (ts *tests) survey(which, seen string) error {
	list := ts.command(context.Background(), "unlimited", "-test.list", which)
	list.Dir = ts.sources
	out, err := list.Output()
	if err != nil {
		return err
	}
	ts.seconds, ts.across = map[string]float64{}, map[int][]string{}
	for _, name := range strings.Fields(string(out)) {
		if !strings.HasPrefix(name, "Test") && !strings.HasPrefix(name, "Fuzz") && !strings.HasPrefix(name, "Example") {
			continue
		}
		_ = os.Remove(seen)
		took, said, err := ts.run(context.Background(), trial{[]string{name}, "MUTANT_SEEN=" + seen, "unlimited"})
		if err != nil {
			return fmt.Errorf("%s in %s fails with nothing changed: %w\n%s", name, ts.pkg, err, said)
		}
		if ts.seconds[name] = took; ts.least == 0 || took < ts.least {
			ts.least = took
		}
		data, _ := os.ReadFile(seen)
		for _, id := range strings.Fields(string(data)) {
			n, _ := strconv.Atoi(id)
			ts.across[n] = append(ts.across[n], name)
		}
	}
	return nil
}

// trial is one run of some tests.
type trial struct {
	names []string
	env   string
	most  string // seconds of processor time each process may take
}

// run runs some tests in a copy of their package's folder, with a temporary folder of their own and bounded memory, and gives the seconds
// of processor time they took.
func (ts *tests) run(ctx context.Context, tr trial) (seconds float64, said []byte, err error) {
	own, err := os.MkdirTemp("", "mutant-*")
	if err != nil {
		return 0, nil, err
	}
	defer os.RemoveAll(own)
	if err := os.Chmod(own, 0o711); err != nil { // a test works as another user
		return 0, nil, err
	}
	temporary := filepath.Join(own, "tmp")
	if err := os.Mkdir(temporary, 0o711); err != nil {
		return 0, nil, err
	}
	folder, err := lend(ts.sources, ts.pkg, filepath.Join(own, "tree"))
	if err != nil {
		return 0, nil, err
	}
	quoted := make([]string, len(tr.names))
	for i, name := range tr.names {
		quoted[i] = regexp.QuoteMeta(name)
	}
	cmd := ts.command(ctx, tr.most, "-test.failfast", "-test.run", "^("+strings.Join(quoted, "|")+")$")
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), tr.env, "TMPDIR="+temporary, "GOTMPDIR="+temporary)
	said, err = cmd.CombinedOutput()
	if took := cmd.ProcessState; took != nil {
		seconds = (took.UserTime() + took.SystemTime()).Seconds()
	}
	return seconds, said, err
}

// command is the test binary with bounded memory and so many seconds of processor time.
func (ts *tests) command(ctx context.Context, most string, args ...string) *exec.Cmd {
	line := append([]string{"-c", `ulimit -v 8000000; ulimit -t ` + most + `; exec "$0" "$@"`, ts.binary}, args...)
	cmd := exec.CommandContext(ctx, "sh", line...)
	cmd.WaitDelay = time.Second
	return cmd
}
