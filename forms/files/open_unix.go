//go:build unix

package files

import "syscall"

// dontWait keeps opening a pipe from waiting for someone who writes.
const dontWait = syscall.O_NONBLOCK
