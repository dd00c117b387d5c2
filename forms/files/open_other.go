//go:build !unix

package files

// dontWait is nothing here: opening does not wait.
const dontWait = 0
