package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"zicha/forms/answers"
)

// oneObject reads ahead where the first line that holds anything does not end what it begins: what is piped in may be one object over
// several lines, as show --json prints it. whole is that object; where the input is no such thing it is nil, and again gives all of the
// input, to be taken line by line.
func oneObject(in io.Reader) (whole []byte, again io.Reader, err error) {
	r := bufio.NewReaderSize(in, 1<<16)
	var seen []byte
	for first := seen; len(bytes.TrimSpace(first)) == 0 && err == nil && len(seen) <= answers.MaxBytes; {
		first, err = r.ReadSlice('\n')
		seen = append(seen, first...)
	}
	begun := bytes.TrimSpace(seen)
	if err == nil && bytes.HasPrefix(begun, []byte("{")) && !json.Valid(begun) {
		rest, failed := io.ReadAll(io.LimitReader(r, answers.MaxBytes+1))
		if seen, err = append(seen, rest...), failed; len(seen) <= answers.MaxBytes && json.Valid(seen) {
			return seen, nil, err
		}
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, nil, err
	}
	return nil, io.MultiReader(bytes.NewReader(seen), r), nil
}
