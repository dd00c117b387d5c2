package review

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/scoring/soak"
)

// actVariable names the book to a child process that acts until it is killed.
const actVariable = "REVIEW_KILL_TEST"

func TestMain(m *testing.M) {
	if path := os.Getenv(actVariable); path != "" {
		if err := actForever(path); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// actForever scores a county, takes its scores back, takes in its next version, and says the number of events there are after each act.
func actForever(path string) error {
	b, err := Open(path, Options{})
	if err != nil {
		return err
	}
	first, err := b.Submission(b.ledger.Head(Topic{Class: string(Received), County: "341621"}))
	if err != nil {
		return err
	}
	for i := first.Version; ; i++ {
		s := *first
		s.Version, s.Values = i+1, map[string]string{}
		for p, v := range first.Values {
			s.Values[p] = v
		}
		s.Values[string(forms.NarrativePath("5"))] = fmt.Sprint("第", i, "次")
		acts := []func() error{
			func() error {
				return b.Decide(bureau, initial("341621", 5, "7", "媒体不足"), initial("341621", 6, "2", "缺一项"))
			},
			func() error { return b.Withdraw(bureau, "341621", 5, "再看") },
			func() error {
				_, err := b.Receive(bureau, Incoming{Submission: s})
				return err
			},
		}
		for _, act := range acts {
			if err := act(); err != nil {
				return err
			}
			fmt.Println(len(b.Events()))
		}
	}
}

// A reviewer's machine dies at any moment: every act that was acknowledged is there, whole, and the book opens.
func TestKilledWhileActing(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	path := b.Path()
	must(t, b.Close())
	for round := range soak.Times(4, 150) {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), actVariable+"="+path)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		said, lines := 0, bufio.NewReader(out)
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				break // a line cut off was not acknowledged
			}
			if said == 0 {
				time.AfterFunc(time.Duration(7*(round%23))*time.Millisecond, func() { _ = cmd.Process.Kill() })
			}
			if _, err := fmt.Sscan(line, &said); err != nil {
				t.Fatal(strings.TrimSpace(line))
			}
		}
		_ = cmd.Wait()
		c, err := Open(path, Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if got := len(c.Events()); got < said {
			t.Errorf("round %d: %d events acknowledged, %d stored", round, said, got)
		}
		whole(t, c)
		must(t, c.Close())
	}
}

// whole wants both decisions of an act or none, and the content of each version.
func whole(t *testing.T, b *Book) {
	t.Helper()
	fives, sixes := 0, 0
	for _, e := range b.Events() {
		switch {
		case e.Kind == Initial && e.Indicator == 5:
			fives++
		case e.Kind == Initial && e.Indicator == 6:
			sixes++
		case e.Kind == Received:
			_, err := b.Submission(e)
			must(t, err)
		}
	}
	if fives != sixes {
		t.Errorf("half an act is stored: %d and %d", fives, sixes)
	}
	if v := view(t, b); v.Unit("341621").Total == 0 {
		t.Error("no total")
	}
}
