package forms

import "fmt"

// CodeSlip says how a code as it was typed differs from another where that looks like a slip of the pen: one character, or two neighbours the
// wrong way round; "" where it differs more, or not at all. Both are as ParseCode gives them.
func CodeSlip(typed, is string) string {
	a, b := plainCode(typed), plainCode(is)
	if len(a) != len(b) {
		return ""
	}
	var at []int
	for i := range a {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	switch {
	case len(at) == 1:
		i := at[0]
		return fmt.Sprintf("只差第%d个字（写的是 %c，应是 %c）", i+1, a[i], b[i])
	case len(at) == 2 && at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]:
		return fmt.Sprintf("第%d、%d个字写颠倒了", at[0]+1, at[1]+1)
	}
	return ""
}
