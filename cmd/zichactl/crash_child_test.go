package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// crashVariable tells a child process to go through the acts of both offices until it is killed: "folder|first act|its number".
const crashVariable = "ZICHACTL_CRASH_TEST"

// The acts, in the order in which they follow one another; after the last comes the first.
const (
	actFill = iota
	actAttach
	actDraft
	actFinalize
	actExport
	actImport
	actDecide
	actCopy
	actOther
	actJoin
	actReopen
	actCount
)

// crashed is the folder in which a child acts: a county's dossier, what is exported of it, the city's book and another one's copy of it.
type crashed string

func (c crashed) at(name string) string { return filepath.Join(string(c), name) }
func (c crashed) dossier() string       { return c.at("涡阳县.zicha") }
func (c crashed) book() string          { return c.at("年度.huizong") }
func (c crashed) other() string         { return c.at("另一份.huizong") }
func (c crashed) out() string           { return c.at("导出") }
func (c crashed) temp() string          { return c.at("临时") }

// mark is what the n-th act writes, to be found again.
func mark(n int) string { return fmt.Sprintf("第%d次", n) }

// paper is what the n-th act attaches: some in one chunk, some in several.
func paper(n int) []byte {
	size := 3000 + n%7*1000
	if n%5 == 0 {
		size = 1_300_000 + n%3*900_000
	}
	r := rand.NewChaCha8(sha256.Sum256([]byte(mark(n))))
	out := make([]byte, size)
	_, _ = r.Read(out)
	return out
}

func paperHash(n int) string {
	sum := sha256.Sum256(paper(n))
	return hex.EncodeToString(sum[:])
}

// write puts something into the folder that an act takes in, and gives its path.
func (c crashed) write(name string, data []byte) string {
	path := c.at("输入-" + name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		panic(err)
	}
	return path
}

// scores are two decisions of one act.
func scores(n, first, second int) []byte {
	var b bytes.Buffer
	for _, no := range []int{first, second} {
		fmt.Fprintf(&b, `{"county":"341621","indicator":%d,"stage":"initial","score":"%d.%02d","reason":"%s","loss":"material"}`+"\n", no, n%2, n%97, mark(n))
	}
	return b.Bytes()
}

// line is the command of the n-th act.
func (c crashed) line(act, n int) []string {
	by := func(who string, args ...string) []string { return append(args, "--by", who, "--unit", "bureau") }
	switch act {
	case actFill:
		return []string{"fill", c.dossier(), c.write("填报.json", fmt.Appendf(nil, `{"edition":"bozhou-2017","narratives":{"overall":"%s","plans":"%[1]s"}}`, mark(n)))}
	case actAttach:
		return []string{"attach", c.dossier(), "5.1", c.write(mark(n)+".bin", paper(n)), "--title", mark(n)}
	case actDraft, actExport:
		return []string{"export", c.dossier(), c.out(), "--overwrite"}
	case actFinalize:
		return []string{"finalize", c.dossier()}
	case actImport:
		workbook, _ := c.newest()
		return by("甲", "review", "import", c.book(), workbook)
	case actDecide:
		return by("甲", "review", "decide", c.book(), "--from", c.write("评分.jsonl", scores(n, 5, 6)))
	case actCopy:
		_ = os.Remove(c.other())
		return by("乙", "review", "copy", c.book(), c.other())
	case actOther:
		return by("乙", "review", "decide", c.other(), "--from", c.write("评分.jsonl", scores(n, 7, 8)))
	case actJoin:
		return by("甲", "review", "join", c.book(), c.other(), "--yes")
	}
	return []string{"reopen", c.dossier(), "--reason", mark(n)}
}

// newest is the workbook of the version exported last, and its number.
func (c crashed) newest() (last string, most int) {
	found, _ := filepath.Glob(filepath.Join(c.out(), "*数据（第*版）.xlsx"))
	for _, path := range found {
		_, n, _ := strings.Cut(filepath.Base(path), "（第")
		k := 0
		if _, err := fmt.Sscan(strings.TrimSuffix(n, "版）.xlsx"), &k); err == nil && k > most {
			last, most = path, k
		}
	}
	return last, most
}

// act carries an act out as zichactl does.
func (c crashed) act(act, n int) error {
	args := c.line(act, n)
	err := carriedOut(args)
	if err == nil && act == actAttach {
		err = os.Remove(args[3])
	}
	return err
}

// carriedOut gives what a command that is refused says.
func carriedOut(args []string) error {
	var out, warn bytes.Buffer
	if status := run(context.Background(), args, streams{strings.NewReader(""), &out, &warn}); status != 0 {
		return fmt.Errorf("%q: %s%s", args, out.String(), warn.String())
	}
	return nil
}

// actForever goes through the acts and says each one's kind and number, and the version exported last, once it is acknowledged. It returns only where one is refused.
func actForever(value string) error {
	var folder string
	var first, n int
	folder, rest, _ := strings.Cut(value, "|")
	if _, err := fmt.Sscanf(rest, "%d|%d", &first, &n); err != nil {
		return err
	}
	c := crashed(folder)
	fmt.Println("begin")
	for act := first; ; act, n = (act+1)%actCount, n+1 {
		if err := c.act(act, n); err != nil {
			return err
		}
		_, version := c.newest()
		fmt.Println(act, n, version)
	}
}
