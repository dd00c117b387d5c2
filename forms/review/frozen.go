package review

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"

	"zicha/forms"
	"zicha/forms/files"
)

// codeKey is the key of the one line that a result's code is over: its JSON as it is kept.
const codeKey = "result"

// noUnits is how a snapshot without counties encodes them. Within a string of JSON it would have its quotes escaped.
const noUnits = `"units":null`

// write writes a snapshot's JSON as json.Marshal gives it, county by county: as a whole it takes tens of megabytes, and as many again for
// every copy.
func (s *Snapshot) write(w io.Writer) {
	bare := *s
	bare.Units = nil
	head, tail, _ := bytes.Cut(encoded(&bare), []byte(noUnits))
	put := func(piece []byte) { _, _ = w.Write(piece) } // what takes it is in memory and takes everything
	put(head)
	if s.Units == nil {
		put([]byte(noUnits))
	} else {
		put([]byte(`"units":[`))
		for i := range s.Units {
			if i > 0 {
				put([]byte(","))
			}
			put(encoded(&s.Units[i]))
		}
		put([]byte("]"))
	}
	put(tail)
}

func encoded(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("review: snapshot cannot be encoded: " + err.Error()) // strings and numbers always encode
	}
	return data
}

// measured hashes and counts what is written to it.
type measured struct {
	hash.Hash
	size int64
}

func (m *measured) Write(p []byte) (int, error) {
	m.size += int64(len(p))
	return m.Hash.Write(p)
}

// sum is the hash as contents are named by it.
func (m *measured) sum() string { return hex.EncodeToString(m.Sum(nil)) }

// freeze gives the snapshot as it is kept, compressed, with its SHA-256 before that, and the snapshot its code.
func (s *Snapshot) freeze() (sum string, packed []byte, err error) {
	var out bytes.Buffer
	m := measured{Hash: sha256.New()}
	z, _ := flate.NewWriter(&out, flate.BestSpeed) // a level that exists
	s.write(io.MultiWriter(&m, z))
	_ = z.Close() // a buffer takes everything
	if m.size > maxContent {
		return "", nil, refuse("结果的内容超过%s，没有定稿", files.Size(maxContent))
	}
	s.Code, err = forms.CodeOf(codeKey, m.size, unfolding(out.Bytes())())
	return m.sum(), out.Bytes(), err
}

// unfolding opens what is kept compressed for reading, as far as a content may unfold.
func unfolding(packed []byte) func() io.Reader {
	return func() io.Reader { return io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxContent) }
}

var errFrozen = errors.New("review: no snapshot of that code")

// thaw reads the snapshot of an event of kind Finalized as it is kept, if it is the content and has the code that the event says. It is read
// three times, so that it never is in memory as a whole.
func thaw(open func() io.Reader, e *Event) (*Snapshot, error) {
	m := measured{Hash: sha256.New()}
	if _, err := io.Copy(&m, open()); err != nil {
		return nil, err
	}
	code, err := forms.CodeOf(codeKey, m.size, open())
	if err != nil || m.sum() != e.Content || code != e.Value {
		return nil, errors.Join(errFrozen, err)
	}
	s := &Snapshot{}
	if err := s.read(json.NewDecoder(open())); err != nil {
		return nil, err
	}
	s.Code = code
	return s, nil
}

// read is the reverse of write.
func (s *Snapshot) read(in *json.Decoder) error {
	rest := map[string]json.RawMessage{}
	if t, err := in.Token(); err != nil || t != json.Delim('{') {
		return errors.Join(errFrozen, err)
	}
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return err
		}
		if key == "units" {
			err = s.readUnits(in)
		} else {
			var value json.RawMessage
			err = in.Decode(&value)
			rest[key.(string)] = value // a key is a string
		}
		if err != nil {
			return err
		}
	}
	if _, err := in.Token(); err != nil {
		return err
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return errors.Join(errFrozen, err)
	}
	return json.Unmarshal(encoded(rest), s)
}

func (s *Snapshot) readUnits(in *json.Decoder) error {
	switch t, err := in.Token(); {
	case err != nil || t == nil:
		return err
	case t != json.Delim('['):
		return errFrozen
	}
	s.Units = []UnitResult{}
	for in.More() {
		var u UnitResult
		if err := in.Decode(&u); err != nil {
			return err
		}
		s.Units = append(s.Units, u)
	}
	_, err := in.Token()
	return err
}
