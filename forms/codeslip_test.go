package forms

import "testing"

// One wrong character and two neighbours the wrong way round look like a slip; anything else does not.
func TestCodeSlip(t *testing.T) {
	const is = "UAL4-MBZ6-2AKG-BUSG"
	for typed, want := range map[string]string{
		is:                    "",
		"UAL4-MBZ6-2AKG-BUSH": "只差第16个字（写的是 H，应是 G）",
		"XAL4-MBZ6-2AKG-BUSG": "只差第1个字（写的是 X，应是 U）",
		"UAL4-BMZ6-2AKG-BUSG": "第5、6个字写颠倒了",
		"UAL4-MBZ6-A2KG-BUSG": "第9、10个字写颠倒了",
		"UAL4-ZBM6-2AKG-BUSG": "",
		"UAL5-MBZ6-2AKG-BUSH": "",
		"7K3M-Q2XW-9HTD-4FNP": "",
	} {
		if got := CodeSlip(typed, is); got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}
