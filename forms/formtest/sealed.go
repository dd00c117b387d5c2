package formtest

import (
	"bytes"
	"errors"

	"filippo.io/age"
)

// Sealed puts a file's bytes under a password, as the program age does, but for next to no work: to open what the program itself has locked
// takes a second and 256 MB by intent, and a copy that asks for less opens the same way.
func Sealed(plain []byte, password string) ([]byte, error) {
	to, err := age.NewScryptRecipient(password)
	if err != nil {
		return nil, err
	}
	to.SetWorkFactor(4)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(plain)
	err = errors.Join(err, w.Close())
	return out.Bytes(), err
}
