package invent

import (
	"strconv"

	"zicha/forms"
	"zicha/scoring"
)

// maxRegister is how many rows a register has at most; more are only counted.
const maxRegister = 60

// answer puts the county's answers among its values and fills the registers. A field that the rows of a register count for is left blank, so
// that no two places say how many there are.
func (m *maker) answer(answers scoring.Answers) {
	for _, c := range m.edition.Asked() {
		answer := answers[c.ID].Values
		if c.Register != nil && answer != nil {
			m.register(c, answer)
		}
		for key, value := range answer {
			if value != "" {
				m.values[forms.AnswerPath(c.ID, key)] = value
			}
		}
	}
}

// register fills the register of a criterion.
func (m *maker) register(c *scoring.Criterion, answer map[string]string) {
	counted := c.CountedFields()
	if len(counted) == 0 {
		m.rows(c, 6+m.IntN(12), "")
		return
	}
	whole := 0
	for _, f := range counted {
		n, _ := strconv.Atoi(answer[f.Key])
		whole += n
	}
	if whole == 0 || whole > maxRegister {
		return
	}
	for _, f := range counted {
		level := ""
		if c.Register.Level() != nil {
			level = f.Key
		}
		n, _ := strconv.Atoi(answer[f.Key])
		m.rows(c, n, level)
		answer[f.Key] = ""
	}
}

// rowsOf lists the ids of the rows there are.
func (m *maker) rowsOf(c *scoring.Criterion) []string {
	var out []string
	for i := 1; m.values[forms.CellPath(c.ID, rowID(i), forms.OrderKey)] != ""; i++ {
		out = append(out, rowID(i))
	}
	return out
}

func rowID(i int) string { return "r" + strconv.Itoa(i) }

// rows adds so many rows; level is what the column says by which the register counts for several fields.
func (m *maker) rows(c *scoring.Criterion, count int, level string) {
	before := len(m.rowsOf(c))
	for i := before + 1; i <= before+count; i++ {
		m.values[forms.CellPath(c.ID, rowID(i), forms.OrderKey)] = strconv.Itoa(i)
		m.listed++
		month := 1 + (i-1)/2%12
		for at, col := range c.Register.Columns {
			value := ""
			switch {
			case level != "" && col == c.Register.Level():
				value = level
			case col.Kind == scoring.KindMonth:
				value = strconv.Itoa(month)
			case col.Kind == scoring.KindOption:
				value = col.Options[i%len(col.Options)].Key
			case col.Kind == scoring.KindDate:
				value = dateIn(m.edition.DocumentYear(c), month, 1+m.IntN(28))
			case col.Kind == scoring.KindText:
				value = m.cell(c, col, at, i)
			default:
				value = strconv.Itoa(1 + m.IntN(50))
			}
			m.values[forms.CellPath(c.ID, rowID(i), col.Key)] = value
		}
	}
}
