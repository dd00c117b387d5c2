package main

import (
	"bytes"
	"errors"
	"os"
	"strings"

	"filippo.io/age"
	"github.com/rogpeppe/go-internal/testscript"
)

// sealed FILE OUT PASSWORDS puts a file under the password in the first line of another, as the program age does, but for next to no work: to
// open what zichactl itself has locked takes a second by intent.
func sealed(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: sealed FILE OUT PASSWORDS")
	}
	password, _, _ := strings.Cut(ts.ReadFile(args[2]), "\n")
	to, err := age.NewScryptRecipient(password)
	ts.Check(err)
	to.SetWorkFactor(4)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	ts.Check(err)
	_, err = w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(errors.Join(err, w.Close(), os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o600)))
}
