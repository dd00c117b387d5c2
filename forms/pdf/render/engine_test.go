package render

import "testing"

// PDFium's memory grows where it is: copied to a larger place it would take twice as much for a moment, and pass what one page may take.
func TestMachineGrowsInItsPlace(t *testing.T) {
	m := machine{}.Allocate(1<<16, 1<<31)
	small := m.Reallocate(1 << 16)
	small[0] = 7
	whole := m.Reallocate(machineMemory)
	if len(whole) != machineMemory || &whole[0] != &small[0] {
		t.Error("it is elsewhere")
	}
	if m.Reallocate(machineMemory+1) != nil {
		t.Error("it grows without bounds")
	}
}
