package bounded

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

// limitAddressSpace lets this process map so much more memory than it has mapped so far: the runtime reserves far more than it uses.
func limitAddressSpace(more int64) {
	stat, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return
	}
	pages, err := strconv.ParseInt(string(bytes.Fields(stat)[0]), 10, 64)
	if err != nil {
		return
	}
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_AS, &limit) != nil {
		return
	}
	limit.Cur = min(uint64(pages*int64(os.Getpagesize())+more), limit.Max)
	_ = syscall.Setrlimit(syscall.RLIMIT_AS, &limit)
}
