package bounded

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"
)

const kindTest Kind = "test"

// word is what the child of these tests is told, and says.
type word struct{ Do, Said string }

func TestMain(m *testing.M) {
	kindTest.Main(func() func([]byte) Answer { return obey })
	os.Exit(m.Run())
}

func obey(job []byte) Answer {
	var w word
	_ = json.Unmarshal(job, &w)
	switch w.Do {
	case "die":
		os.Exit(7)
	case "sleep":
		time.Sleep(time.Minute)
	case "eat":
		var all [][]byte
		for range 1000 {
			all = append(all, bytes.Repeat([]byte{1}, 10<<20))
		}
		return Answer{Value: word{Said: string(all[0][:1])}}
	case "start":
		return Answer{Value: word{Said: (&Child{Kind: kindTest}).Start().Error()}}
	case "last":
		return Answer{Value: word{Said: "bye"}, Last: true}
	}
	return Answer{Value: word{Said: w.Do}, Bytes: bytes.Repeat([]byte("\n{"), 100_000)}
}

func TestChild(t *testing.T) {
	c := &Child{Kind: kindTest}
	t.Cleanup(c.Stop)
	small := Limits{Memory: 200 << 20, Patience: 5 * time.Second}
	for _, step := range []struct {
		do, said string
		limits   Limits
		fault    error
	}{
		{do: "hello", said: "hello", limits: small},
		{do: "die", limits: small, fault: ErrKilled},
		{do: "again", said: "again", limits: small},
		{do: "eat", limits: Limits{Memory: 100 << 20, Patience: 20 * time.Second}, fault: ErrKilled},
		{do: "sleep", limits: Limits{Memory: 200 << 20, Patience: 50 * time.Millisecond}, fault: ErrSlow},
		{do: "last", said: "bye", limits: small},
		{do: "start", said: ErrNoChild.Error(), limits: small}, // a child starts none
	} {
		var said word
		data, err := c.Ask(context.Background(), step.limits, word{Do: step.do}, &said)
		if !errors.Is(err, step.fault) || said.Said != step.said {
			t.Errorf("%s: %q, %v", step.do, said.Said, err)
		}
		if len(step.do) == 5 && step.said == step.do && len(data) != 200_000 {
			t.Errorf("%s: %d bytes", step.do, len(data))
		}
	}
}

func TestCancelled(t *testing.T) {
	c := &Child{Kind: kindTest}
	t.Cleanup(c.Stop)
	ctx, cancel := context.WithCancel(context.Background())
	if err := c.Greet(ctx); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := c.Ask(ctx, Limits{}, word{Do: "sleep"}, &word{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A program whose Main is not for this kind starts nothing that answers.
func TestNoMain(t *testing.T) {
	c := &Child{Kind: "unknown"}
	if err := c.Greet(context.Background()); !errors.Is(err, ErrNoChild) {
		t.Error(err)
	}
}
