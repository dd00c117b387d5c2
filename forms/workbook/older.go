package workbook

import (
	"fmt"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
)

// ownWords reports whether a cell holds a program's own words, which no value depends on and nothing is read of: with them older programs may
// have said the same otherwise.
func (c *comparison) ownWords(want line, title string) bool {
	switch c.layout.name {
	case SheetCover:
		item := want.key(colItem)
		return item == itemScores || strings.HasPrefix(item, itemNote)
	case SheetAssess: // sections and totals have no number
		return title == colCited || want.key(colNo) == "" && (title == colIndicator || title == colReason)
	case SheetData:
		return title == colName || title == colUnit || title == colNote
	}
	return false
}

// unlike counts a place at which an older program may have said the same in other words.
func (c *comparison) unlike(place string) {
	if c.other == 0 {
		c.otherPlace = place
	}
	c.other++
}

// extra tells of a row too many. 排序用 is unprotected and may have notes under it, but no indicator more.
func (c *comparison) extra(l line, place, message string) {
	if c.layout.shows && (c.layout.name != SheetSortable || !l.blank(colNo)) {
		c.tell(place, message)
		return
	}
	c.odd(l, place, message)
}

// odd tells of a row that has no counterpart. Older programs may have had fewer notes on the cover, or more.
func (c *comparison) odd(l line, place, message string) {
	if c.older && c.layout.name == SheetCover && c.ownWords(l, colContent) {
		c.unlike(place)
		return
	}
	c.lack(place, message)
}

// lack tells of sheets, columns and rows without a counterpart. What only shows what stands elsewhere may be left out.
func (c *comparison) lack(place, message string) {
	if c.layout.shows {
		c.more(place, message+"；这张工作表只供阅读和排序，没有读取")
		return
	}
	c.tell(place, message)
}

// drawing tells of words in a chart that are not this program's.
func (c *comparison) drawing(got *tables.Grid, message string) {
	if c.older {
		c.unlike(got.Name)
		return
	}
	c.tell(got.Name, message)
}

// tellOther says how many places were not compared.
func (c *comparison) tellOther() {
	if c.other > 0 {
		c.found = append(c.found, forms.Problem{Code: codeReworded, Severity: forms.Hint, Place: c.otherPlace, Message: fmt.Sprintf(
			"这里等%d处说明性文字与本程序现在的写法不同，没有核对（工作簿由旧版程序写成）；要逐字确认，请连同定稿的档案（.zicha）一起核对", c.other)})
	}
}
