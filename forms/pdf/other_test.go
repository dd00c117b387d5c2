//go:build !unix

package pdf

import "testing"

func notFiles(*testing.T, string) []string { return nil }
