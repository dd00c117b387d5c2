package review

import (
	"fmt"
	"testing"
)

// A window reads what it shows while acts are on their way to the disk: neither is in the other's way. Without care the runtime ends the
// program for maps that are read and written at once.
func TestLookingWhileActing(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1), version(t, "341622", 1))
	must(t, b.Decide(bureau, initial("341621", 5, "7", "核查")))
	v := view(t, b)
	done := make(chan error, 1)
	go func() {
		for i := range 60 {
			if err := b.Decide(bureau, initial([]string{"341621", "341622"}[i%2], 1+i%8, fmt.Sprint(i%2), "核查")); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for {
		select {
		case err := <-done:
			must(t, err)
			return
		default:
			for _, u := range v.Units {
				for _, c := range u.Cells {
					v.Steps(c)
				}
			}
			v.ReasonsGiven(5)
			v.Dismissal("0123456789abcdef")
		}
	}
}
