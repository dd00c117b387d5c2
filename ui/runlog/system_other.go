//go:build !windows

package runlog

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// System names the system and its version, as far as it says.
func System() string {
	data, _ := os.ReadFile("/etc/os-release") // elsewhere there is none
	for _, line := range strings.Split(string(data), "\n") {
		if value, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
			if name, err := strconv.Unquote(value); err == nil {
				value = name
			}
			return value
		}
	}
	return runtime.GOOS
}
