package tables

// headRows is among how many rows the headings may stand; notes often stand above them.
const headRows = 30

// Head finds the row of headings among the first rows: the one that holds most different ones of those known, of several such the first.
// It is -1 where none is known.
func Head(rows [][]string, known func(title string) (what string)) (at, found int) {
	at = -1
	for i, cells := range rows[:min(len(rows), headRows)] {
		seen := map[string]bool{}
		for _, title := range cells {
			if what := known(title); what != "" {
				seen[what] = true
			}
		}
		if len(seen) > found {
			at, found = i, len(seen)
		}
	}
	return at, found
}

// Columns gives the column of every heading; of those that stand over several columns, which are named too, it is the first.
func Columns(header []string, fold func(title string) string) (columns map[string]int, twice []string) {
	columns = map[string]int{}
	for i, title := range header {
		key := fold(title)
		if key == "" {
			continue
		}
		if _, there := columns[key]; there {
			twice = append(twice, key)
			continue
		}
		columns[key] = i
	}
	return columns, twice
}
