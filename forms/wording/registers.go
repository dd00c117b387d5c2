package wording

import (
	"fmt"

	"zicha/scoring"
)

// CountedWords says what the register of a criterion counts for one of its fields, which goes before what was filled in: 5（以台账为准）. It is
// "" where the register counts nothing for the field.
func CountedWords(c *scoring.Criterion, f *scoring.Field, rows []scoring.Row) string {
	counted, _, ok := c.Counted(f.Key, rows)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d（以台账为准）", counted)
}

// Uncounted says of each row of a register why it does not count, "" of those that do and of all where rows are not counted.
func Uncounted(c *scoring.Criterion, rows []scoring.Row) []string {
	out := make([]string, len(rows))
	if c.Register == nil || c.Register.Counts == "" {
		return out
	}
	first := map[string]int{}
	for i, r := range rows {
		switch k, lacking := c.Register.Key(r); {
		case lacking != nil:
			out[i] = "未计，“" + lacking.Label + "”未填报"
		case first[k] > 0:
			out[i] = fmt.Sprintf("未计，与第%d行重复", first[k])
		default:
			first[k] = i + 1
		}
	}
	return out
}
