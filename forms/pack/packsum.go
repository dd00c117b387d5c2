package pack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"io"

	"zicha/forms/files"
)

// sum is what a file is known by. A zip wants its CRC-32.
type sum struct {
	size   int64
	sha256 string
	crc32  uint32
}

// summer works a sum out of what is written to it.
type summer struct {
	size int64
	sha  hash.Hash
	crc  hash.Hash32
}

func newSummer() *summer { return &summer{sha: sha256.New(), crc: crc32.NewIEEE()} }

// Write never fails.
func (s *summer) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	s.sha.Write(p)
	s.crc.Write(p)
	return len(p), nil
}

func (s *summer) sum() sum {
	return sum{s.size, hex.EncodeToString(s.sha.Sum(nil)), s.crc.Sum32()}
}

func sumOf(data []byte) sum {
	s := newSummer()
	_, _ = s.Write(data)
	return s.sum()
}

// sumFile reads a file in pieces.
func sumFile(ctx context.Context, path string) (sum, error) {
	f, _, err := files.Open(path)
	if err != nil {
		return sum{}, err
	}
	defer f.Close()
	s := newSummer()
	_, err = io.Copy(s, files.Reader(ctx, f))
	return s.sum(), err
}
