package clues

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"

	"zicha/forms/files"
	"zicha/forms/pdf"
)

// Memory keeps in a file what was seen of files, so that those that have not changed need not be looked into again. It may be lost at any
// time without harm. A line is believed only if it is whole, was written for the same owner and by a program that looks the same way: what
// another copy has seen, or another program, is not.
type Memory struct {
	path  string
	owner string
	known map[string]pdf.Traces // by SHA-256
	out   *os.File
	lost  bool // the file cannot be written: nothing is kept
}

// noted is a line of the file.
type noted struct {
	Of   string          `json:"of"` // SHA-256 of what was looked into
	Seen json.RawMessage `json:"seen"`
	Sum  string          `json:"sum"`
}

// Bounds of the file: a longer one is begun anew, a longer line not believed.
const (
	mostMemory = 256 << 20
	mostNoted  = 1 << 20
)

// Remember opens the memory at a path, for an owner: the copy of the book that it stands beside.
func Remember(path, owner string) *Memory {
	m := &Memory{path: path, owner: owner, known: map[string]pdf.Traces{}}
	in, _, err := files.OpenUpTo(path, mostMemory)
	if err != nil {
		if info, err := os.Lstat(path); err == nil { // too long, or no file
			m.lost = !info.Mode().IsRegular() || os.Remove(path) != nil
		}
		return m
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, mostNoted)
	for lines.Scan() {
		var n noted
		var t pdf.Traces
		if json.Unmarshal(lines.Bytes(), &n) == nil && n.Sum == m.sum(n) && json.Unmarshal(n.Seen, &t) == nil {
			m.known[n.Of] = t
		}
	}
	return m
}

// sum seals a line: what it says, for whom, and by which way of looking.
func (m *Memory) sum(n noted) string {
	h := sha256.New()
	for _, part := range [][]byte{[]byte("zicha-seen-" + pdf.TraceVersion), []byte(m.owner), []byte(n.Of), n.Seen} {
		one := sha256.Sum256(part)
		_, _ = h.Write(one[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Known gives what was seen of a file.
func (m *Memory) Known(sha256 string) (pdf.Traces, bool) {
	t, ok := m.known[sha256]
	return t, ok
}

// Keep adds what was seen of a file; only the owner of the book may read it. A line that cannot be written is not kept.
func (m *Memory) Keep(sha256 string, seen pdf.Traces) {
	n := noted{Of: sha256}
	var err error
	if n.Seen, err = json.Marshal(seen); err != nil || m.lost {
		return
	}
	n.Sum = m.sum(n)
	line, err := json.Marshal(n)
	if err == nil && m.out == nil {
		m.out, err = os.OpenFile(m.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
		line = append([]byte("\n"), line...) // behind what may have been broken off
	}
	if err == nil {
		_, err = m.out.Write(append(bytes.TrimRight(line, "\n"), '\n')) // at once: two programs may write
	}
	m.lost = err != nil
}

// Close ends the writing.
func (m *Memory) Close() {
	if m.out != nil {
		_ = m.out.Close()
	}
}
