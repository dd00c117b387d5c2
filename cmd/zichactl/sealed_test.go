package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"zicha/forms/formtest"
)

// sealed FILE OUT PASSWORDS puts a file under the password in the first line of another, for next to no work.
func sealed(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: sealed FILE OUT PASSWORDS")
	}
	password, _, _ := strings.Cut(ts.ReadFile(args[2]), "\n")
	data, err := formtest.Sealed([]byte(ts.ReadFile(args[0])), password)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}
