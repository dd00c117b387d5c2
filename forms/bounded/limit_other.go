//go:build !linux

package bounded

// limitAddressSpace does nothing here: bound looks itself.
func limitAddressSpace(int64) {}
