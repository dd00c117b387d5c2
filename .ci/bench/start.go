package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"zicha/forms/pdf/render"
)

// start is the program from its start to the first usable frame, with an empty start page and with the sample, beside a bare window of the
// same toolkit with the same fonts; and the memory that both then have. What a frame is, is seen from outside (screen.settled): the program
// has no hook for it.
func start(ctx context.Context, b *bench) ([]row, error) {
	dossier, _, err := b.demo(ctx)
	if err != nil {
		return nil, err
	}
	bare := filepath.Join(b.dir, "bare")
	if err := say(ctx, "env", "CGO_ENABLED=1", "go", "build", "-o", bare, "./.ci/bench/bare"); err != nil {
		return nil, err
	}
	if err := os.Mkdir(filepath.Join(b.dir, ".cache"), 0o700); err != nil { // a home has one
		return nil, err
	}
	s, err := newScreen(ctx, b.dir)
	if err != nil {
		return nil, err
	}
	defer s.close()
	zicha := filepath.Join(b.root, "bin/zicha")
	if err := s.prepared(ctx, zicha); err != nil {
		return nil, err
	}
	for _, line := range [][]string{{zicha}, {bare}} { // the first time a home is used, folders and caches are made
		if _, err := s.shows(line...)(ctx, false); err != nil {
			return nil, err
		}
	}
	many := *b
	many.runs = 2*b.runs - 1 // a start is short, and what else the machine does matters more
	us, them, err := many.pair(ctx, s.shows(zicha), s.shows(bare))
	if err != nil {
		return nil, err
	}
	out := []row{within("start to first usable frame : a bare window", us, them, 1.3), leaner("– memory of both then", us, them, 1.3)}
	us, them, err = many.pair(ctx, s.shows(zicha, dossier), s.shows(bare))
	if err != nil {
		return nil, err
	}
	return append(out, told("– with the sample's dossier", us, them)), nil
}

// prepared runs the program until it has what it makes once on a computer, for drawing pages.
func (s *screen) prepared(ctx context.Context, zicha string) error {
	cmd := exec.CommandContext(ctx, zicha)
	cmd.Env = s.env
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	for begin := time.Now(); time.Since(begin) < patient; time.Sleep(100 * time.Millisecond) {
		if render.Kept(filepath.Join(s.home, ".cache/zicha/pages")) {
			return nil
		}
	}
	return errors.New("the program does not get ready to draw pages")
}

// screen is a display without hardware, whose pixels lie in a file.
type screen struct {
	server *exec.Cmd
	home   string
	env    []string
	pixels []byte // of the file, mapped
}

// newScreen starts Xvfb; its files and the home of what is shown on it lie in dir.
func newScreen(ctx context.Context, dir string) (*screen, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	s := &screen{home: dir, server: exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-fbdir", dir)}
	s.server.ExtraFiles = []*os.File{write}
	if err := s.server.Start(); err != nil {
		return nil, err
	}
	write.Close()
	var number int
	if _, err := fmt.Fscan(read, &number); err != nil {
		return nil, errors.Join(errors.New("the display, Xvfb, does not start"), err, s.close())
	}
	// Without a place for its cache, and the empty name of one is none, the renderer compiles every shader anew at each start.
	s.env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "XDG_") })
	s.env = append(s.env, fmt.Sprintf("DISPLAY=:%d", number), "LIBGL_ALWAYS_SOFTWARE=1", "DBUS_SESSION_BUS_ADDRESS=disabled:", "HOME="+dir, "MESA_SHADER_CACHE_DIR="+dir)
	f, err := os.Open(filepath.Join(dir, "Xvfb_screen0"))
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		s.pixels, err = syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	}
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// close ends the display.
func (s *screen) close() error {
	if s.pixels != nil {
		_ = syscall.Munmap(s.pixels)
	}
	_ = s.server.Process.Kill()
	_ = s.server.Wait()
	return nil
}

// shows is the action of starting a program until its window is usable; its memory is that of this moment. The program is asked to end then.
func (s *screen) shows(line ...string) action {
	return func(ctx context.Context, watch bool) (cost, error) {
		if err := s.blank(); err != nil {
			return cost{}, err
		}
		cmd := exec.CommandContext(ctx, line[0], line[1:]...)
		cmd.Env = s.env
		begin := time.Now()
		if err := cmd.Start(); err != nil {
			return cost{}, err
		}
		c, err := s.settled(begin, cmd.Process.Pid)
		_ = cmd.Process.Signal(syscall.SIGTERM)
		over := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // the bare window does not take the signal for more than its end
		over.Stop()
		if err != nil {
			return c, fmt.Errorf("%s: %w", line[0], err)
		}
		return c, nil
	}
}
