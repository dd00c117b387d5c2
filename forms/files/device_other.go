//go:build !unix

package files

import "os"

// device is the same for all: where disks have letters, the letter says which it is.
func device(os.FileInfo) uint64 { return 0 }
