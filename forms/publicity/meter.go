package publicity

import (
	"context"
	"io"
)

// meter counts what has been read, tells it, and stops the reading where the work was cancelled.
type meter struct {
	ctx         context.Context
	done, total int64
	tell        func(part float64)
}

// add counts bytes; the error is that of the context.
func (m *meter) add(n int) error {
	m.done += int64(n)
	if m.tell != nil && m.total > 0 {
		m.tell(min(1, float64(m.done)/float64(m.total)))
	}
	return m.ctx.Err()
}

// metered counts what is read through it.
type metered struct {
	r io.Reader
	m *meter
}

func (r metered) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if stopped := r.m.add(n); stopped != nil {
		return 0, stopped
	}
	return n, err
}
