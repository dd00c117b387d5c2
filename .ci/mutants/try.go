package main

import (
	"context"
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
	s := c.tryAll(o, chosen, equal)
	s.made = len(c.mutants)
	return s, nil
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

// tryAll tries changes side by side until the time is up, and lists those nobody noticed as they come.
func (c *changed) tryAll(o options, chosen []mutant, equal map[string]string) score {
	var (
		s    score
		mu   sync.Mutex
		wg   sync.WaitGroup
		next = make(chan mutant)
		end  = time.Now().Add(o.limit)
	)
	for range o.workers {
		wg.Go(func() {
			for m := range next {
				_, same := equal[m.name]
				noticed := !same && c.notices(m.id)
				mu.Lock()
				s.tried++
				switch {
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
		if time.Now().After(end) {
			break
		}
		next <- m
	}
	close(next)
	wg.Wait()
	return s
}

// notices reports whether a test fails, or does not end, with a change made.
func (c *changed) notices(id int) bool {
	for _, ts := range c.tests {
		names := ts.across[id]
		if len(names) == 0 {
			continue
		}
		quick, slow := ts.bySpeed(names)
		if ts.fails(quick, id) || ts.fails(slow, id) {
			return true
		}
	}
	return false
}

// bySpeed parts tests that take next to no time from the others, which are only asked where those notice nothing.
func (ts *tests) bySpeed(names []string) (quick, slow []string) {
	for _, name := range names {
		if ts.seconds[name] < 2*ts.least {
			quick = append(quick, name)
		} else {
			slow = append(slow, name)
		}
	}
	return quick, slow
}

// fails reports whether one of some tests fails, or does not end, with a change made.
func (ts *tests) fails(names []string, id int) bool {
	if len(names) == 0 {
		return false
	}
	usual := 0.0
	for _, name := range names {
		usual += ts.seconds[name]
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration((3*usual+5)*float64(time.Second)))
	defer cancel()
	_, err := ts.run(ctx, names, "MUTANT="+strconv.Itoa(id))
	return err != nil
}

// survey runs every test asked for alone, nothing changed, to see which changes it comes across and how long it takes.
func (ts *tests) survey(which, seen string) error {
	out, err := ts.command(context.Background(), ts.sources, "-test.list", which).Output()
	if err != nil {
		return err
	}
	ts.seconds, ts.across = map[string]float64{}, map[int][]string{}
	for _, name := range strings.Fields(string(out)) {
		if !strings.HasPrefix(name, "Test") && !strings.HasPrefix(name, "Fuzz") && !strings.HasPrefix(name, "Example") {
			continue
		}
		_ = os.Remove(seen)
		began := time.Now()
		if said, err := ts.run(context.Background(), []string{name}, "MUTANT_SEEN="+seen); err != nil {
			return fmt.Errorf("%s in %s fails with nothing changed: %w\n%s", name, ts.pkg, err, said)
		}
		took := time.Since(began).Seconds()
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

// run runs some tests in a copy of their package's folder, with a temporary folder of their own and bounded memory.
func (ts *tests) run(ctx context.Context, names []string, env string) ([]byte, error) {
	own, err := os.MkdirTemp("", "mutant-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(own)
	if err := os.Chmod(own, 0o711); err != nil { // a test works as another user
		return nil, err
	}
	temporary := filepath.Join(own, "tmp")
	if err := os.Mkdir(temporary, 0o711); err != nil {
		return nil, err
	}
	folder, err := lend(ts.sources, ts.pkg, filepath.Join(own, "tree"))
	if err != nil {
		return nil, err
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = regexp.QuoteMeta(name)
	}
	cmd := ts.command(ctx, folder, "-test.failfast", "-test.run", "^("+strings.Join(quoted, "|")+")$")
	cmd.Env = append(os.Environ(), env, "TMPDIR="+temporary)
	return cmd.CombinedOutput()
}

func (ts *tests) command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	line := append([]string{"-c", `ulimit -v 8000000; exec "$0" "$@"`, ts.binary}, args...)
	cmd := exec.CommandContext(ctx, "sh", line...)
	cmd.Dir = dir
	cmd.WaitDelay = time.Second
	return cmd
}
