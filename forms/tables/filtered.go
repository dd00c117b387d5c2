package tables

import "strings"

// Hidden reports whether what is stored is not shown until rows, columns or the sheet are shown again.
func (s Seen) Hidden() bool {
	return s.what == seenRow || s.what == seenFiltered || s.what == seenColumn || s.what == seenSheet
}

// Filtered reports whether rows are not shown because a filter is on, which everybody sees at the headings.
func (s Seen) Filtered() bool { return s.what == seenFiltered }

// filtered marks the rows that a filter hides.
func (v *sight) filtered() {
	from, to, _ := strings.Cut(strings.ReplaceAll(string(v.filter), "$", ""), ":")
	_, top := coordinates([]byte(from))
	_, bottom := coordinates([]byte(to))
	for i := range v.found {
		if s := &v.found[i]; v.filters && s.what == seenRow && s.Top == s.Bottom && s.Top > top && s.Top <= bottom {
			s.what, s.Words = seenFiltered, "这一行被筛选掉了，清除筛选后才看得见"
		}
	}
}
