package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zicha/scoring/soak"
)

// smallDisk is a folder on a disk of its own of so many megabytes.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	home := t.TempDir()
	if err := syscall.Mount("tmpfs", home, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("only root can make a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(home, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return home
}

// fillUp leaves so many bytes of room on a disk; free gives the room back.
func fillUp(t *testing.T, home string, room int64) (free func()) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(home, &s); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(home, "占满")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if size := int64(s.Bavail)*s.Bsize - room; size > 0 { // set aside, not written: it is megabytes each time
		err = syscall.Fallocate(int(f.Fd()), 0, 0, size)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// However little room the disk has left, every act of both offices ends in the sentence about it or is done; nothing acknowledged is lost,
// nothing half is left, and with room again the same act is done.
func TestFullDisk(t *testing.T) {
	w := newWitness(t)
	w.home = smallDisk(t, "32m")
	w.begin(false)
	rooms := []int64{0, 200_000}
	if soak.Full() {
		rooms = nil
		for room := int64(0); room < 4<<20; room += 12_288 + room/8 {
			rooms = append(rooms, room)
		}
	}
	refused := 0
	for act := range actCount {
		for _, room := range rooms {
			if w.crowded(act, room) {
				break
			}
			refused++
		}
		if w.said[act][w.n-1] == 0 {
			if err := w.c.act(act, w.n); err != nil {
				t.Fatalf("act %d, with room again: %v", act, err)
			}
			w.acknowledge(act)
		}
		w.look(nil)
	}
	if refused < actCount-1 { // writing less than what is left passes
		t.Errorf("only %d acts met a full disk", refused)
	}
	soak.Report(t, "%d acts on a full disk, each told", refused)
}

// acknowledge notes that an act was done.
func (w *witness) acknowledge(act int) {
	_, w.said[act][w.n] = w.c.newest()
	w.n++
}

// crowded tries an act with so much room and reports whether it was done.
func (w *witness) crowded(act int, room int64) bool {
	args := w.c.line(act, w.n)
	free := fillUp(w.t, w.home, room)
	err := carriedOut(args)
	left := w.passing()
	free()
	switch {
	case err == nil:
		w.acknowledge(act)
	case !strings.Contains(err.Error(), "磁盘空间不够"), jargon.MatchString(err.Error()):
		w.t.Errorf("act %d with room for %d bytes says %v", act, room, err)
	case len(left) > 0:
		w.t.Errorf("act %d with room for %d bytes leaves %q", act, room, left)
	}
	if w.look(nil); w.t.Failed() {
		w.t.FailNow()
	}
	return err == nil
}
