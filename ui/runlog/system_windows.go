package runlog

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// System names the system and its version.
func System() string {
	v := windows.RtlGetVersion()
	return fmt.Sprintf("Windows %d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
}
