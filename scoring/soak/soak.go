// Package soak is for tests alone: how often they try what is counted in thousands.
package soak

import (
	"os"
	"testing"
)

// variable asks for the full counts; `make soak` sets it.
const variable = "ZICHA_SOAK"

// Times is how often a test tries something: few times beside the other tests, full ones in `make soak`.
func Times(few, full int) int {
	if Full() {
		return full
	}
	return few
}

// Full reports whether the full counts are asked for.
func Full() bool { return os.Getenv(variable) != "" }

// Mark begins the lines that Report logs; the summary of `make soak` looks for it.
const Mark = "soak: "

// Report logs what a test has counted.
func Report(t testing.TB, format string, args ...any) {
	t.Helper()
	t.Logf(Mark+format, args...)
}
