package bounded

import (
	"bufio"
	"encoding/json"
	"io"
	"os/exec"
)

// mostBytes bounds what comes with an answer: a child that does harm says what it likes.
const mostBytes = 256 << 20

// listen passes on what the child says, and reaps it.
func listen(cmd *exec.Cmd, out io.Reader, replies chan<- reply) {
	in := bufio.NewReaderSize(out, 1<<16)
	for {
		r, err := hear(in)
		if err != nil {
			break
		}
		replies <- r
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	close(replies)
}

// hear reads one reply.
func hear(in *bufio.Reader) (r reply, err error) {
	line, err := in.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &r)
	}
	if err == nil && (r.Bytes < 0 || r.Bytes > mostBytes) {
		err = ErrKilled
	}
	if err != nil || r.Bytes == 0 {
		return r, err
	}
	r.bytes = make([]byte, r.Bytes)
	_, err = io.ReadFull(in, r.bytes)
	return r, err
}
