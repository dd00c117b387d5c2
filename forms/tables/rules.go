package tables

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Rule is what a cell may hold, and what is shown beside it. List are words to choose from; Least and Most bound a number, "" where
// there is no bound; Points have two decimals at most. The Refusal is told where something else is typed. Rules of a column with the same Key are one.
type Rule struct {
	Key          string
	List         []string
	Least, Most  string
	Whole        bool
	Points       bool
	Refusal      string
	Title, Words string
}

// rules is a rule with the rows it holds for.
type rules struct {
	key    string
	column int
	dv     *excelize.DataValidation
	points bool // held to by decimals, for which spreadsheets have no kind of their own
	least  string
	most   string
	rows   []int
}

// The boxes spreadsheets show words in have room for 32 and 255 units.
const (
	maxBoxTitle = 32
	maxBoxText  = 250
)

func box(s string, room int) string {
	r := []rune(s)
	return string(r[:min(len(r), room)])
}

// Allow makes a column's cells in the rows from one to another follow a rule.
func (p *Page) Allow(title string, from, to int, r Rule) {
	at := p.column(title)
	var found *rules
	for _, have := range p.rules {
		if have.key == r.Key && have.column == at {
			found = have
		}
	}
	if found == nil {
		found = &rules{key: r.Key, column: at, dv: r.validation(), points: r.Points, least: r.Least, most: r.Most}
		p.rules = append(p.rules, found)
	}
	for row := from; row <= to; row++ {
		found.rows = append(found.rows, row)
	}
}

// validation is the rule as spreadsheets keep it.
func (r Rule) validation() *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	refusal := r.Refusal
	switch {
	case len(r.List) > 0:
		if dv.SetDropList(r.List) != nil { // too long for a cell's box; reading checks what is typed
			dv, refusal = excelize.NewDataValidation(true), ""
		}
	case r.Least != "":
		kind, operator := excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween
		if r.Whole {
			kind = excelize.DataValidationTypeWhole
		}
		most := r.Most
		if most == "" {
			operator, most = excelize.DataValidationOperatorGreaterThanOrEqual, "0"
		}
		if err := dv.SetRange(r.Least, most, kind, operator); err == nil && r.Most == "" {
			dv.Formula2 = ""
		}
	}
	if refusal != "" {
		dv.SetError(excelize.DataValidationErrorStyleStop, "请重新填写", box(refusal, maxBoxText))
	}
	if r.Words != "" {
		dv.SetInput(box(r.Title, maxBoxTitle), box(r.Words, maxBoxText))
	}
	return dv
}

// decimals is the formula that holds of the first cell, and moved along of the others, where it has a number within the bounds of two decimals
// at most. The hundredfold of 4.35 is not quite a whole number in a computer.
func (r *rules) decimals() string {
	at := Place(r.rows[0], r.column)
	return "AND(ISNUMBER(" + at + ")," + at + ">=" + r.least + "," + at + "<=" + r.most + ",ABS(" + at + "*100-ROUND(" + at + "*100,0))<0.000001)"
}

// cells names the cells of a rule, runs of rows together.
func (r *rules) cells() string {
	name := ColumnName(r.column)
	var out []string
	for i := 0; i < len(r.rows); {
		j := i
		for j+1 < len(r.rows) && r.rows[j+1] == r.rows[j]+1 {
			j++
		}
		ref := name + strconv.Itoa(r.rows[i])
		if j > i {
			ref += ":" + name + strconv.Itoa(r.rows[j])
		}
		out = append(out, ref)
		i = j + 1
	}
	return strings.Join(out, " ")
}
