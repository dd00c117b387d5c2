package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"unicode/utf8"

	"zicha/forms/files"
)

// console is where commands read and write, and until when they work.
type console struct {
	ctx   context.Context // ends when the user or the system stops the program
	in    io.Reader
	out   *bufio.Writer
	lines io.Writer // out for people: what a name could do to a terminal is made visible
	warn  io.Writer // where errors are told, and what is asked at a terminal
	json  io.Writer // out for programs: the same is escaped, and means what it meant
}

// streams are a program's standard streams.
type streams struct {
	in        io.Reader
	out, warn io.Writer
}

func newConsole(ctx context.Context, s streams) *console {
	out := bufio.NewWriterSize(s.out, 1<<16)
	return &console{ctx: ctx, in: &patient{ctx: ctx, in: s.in}, out: out, lines: filter{out, visible}, warn: filter{s.warn, visible}, json: filter{out, escaped}}
}

// say writes one line; what stands in it cannot begin another.
func (c *console) say(format string, args ...any) {
	fmt.Fprintln(c.lines, files.Printable(fmt.Sprintf(format, args...)))
}

// silent is a console on which nothing is said to people.
func (c *console) silent() *console {
	out := *c
	out.lines = io.Discard
	return &out
}

// sayEach says lines one by one.
func (c *console) sayEach(lines []string) {
	for _, line := range lines {
		c.say("%s", line)
	}
}

// end writes out what was said. Where that fails the work itself is done, and it says so.
func (c *console) end() error {
	err := c.out.Flush()
	if err == nil {
		return nil
	}
	reason := "无法写到输出的位置"
	if errors.Is(files.Fault("", err), files.Full) {
		reason = "磁盘空间不够"
	}
	return files.Failure(files.Disk, "结果没有写出来（%s）；命令本身已经执行完，对档案或者审核汇总的改动都在。请换一个输出位置，再用 zichactl show 或者 zichactl review status 查看", reason).Because(err)
}

// filter passes text on changed; every Write must hold whole characters.
type filter struct {
	to     io.Writer
	change func(text string) string
}

func (f filter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(f.to, f.change(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// visible leaves ends of lines and tabs, and makes visible what else a terminal would obey.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return files.Visible(r)
	}, text)
}

// escaped is visible for JSON, where these characters can stand in strings only.
func escaped(text string) string {
	if utf8.ValidString(text) && strings.IndexFunc(text, hidden) < 0 { // as mostly, also of many megabytes
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if !hidden(r) {
			b.WriteRune(r)
		} else if r > 0xffff {
			high, low := (r-0x10000)>>10+0xd800, (r-0x10000)&0x3ff+0xdc00
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		} else {
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// hidden reports whether a character does not stand in JSON as it is.
func hidden(r rune) bool {
	plain := r >= ' ' && r <= '~' || r == '\n' || r == '\t' || r == utf8.RuneError
	return !plain && files.Visible(r) != r
}

// patient reads until the context ends, also where a read itself waits for a person or another program.
type patient struct {
	ctx context.Context
	in  io.Reader
	own []byte // what is read into, since a read that is given up may still fill it
}

func (p *patient) Read(buf []byte) (int, error) {
	type part struct {
		n   int
		err error
	}
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	if len(p.own) < len(buf) {
		p.own = make([]byte, len(buf))
	}
	own, done := p.own[:len(buf)], make(chan part, 1)
	go func() {
		n, err := p.in.Read(own)
		done <- part{n, err}
	}()
	select {
	case <-p.ctx.Done():
		return 0, p.ctx.Err()
	case got := <-done:
		return copy(buf, own[:got.n]), got.err
	}
}

// stoppable gives a context that ends when the program is asked to stop; asked once more it ends at once, as without us. What was set
// to be ignored, as nohup does, stays so.
func stoppable() (context.Context, context.CancelFunc) {
	var asked []os.Signal
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			asked = append(asked, s)
		}
	}
	if len(asked) == 0 {
		return context.WithCancel(context.Background())
	}
	ctx, stop := signal.NotifyContext(context.Background(), asked...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
