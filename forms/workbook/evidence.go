package workbook

import (
	"strconv"
	"strings"

	"zicha/forms"
)

// The words of an item's state.
const (
	stateInUse   = "在用"
	stateRemoved = "已撤销"
)

// evidence writes 佐证材料: a row per file; further files of an item repeat its number only.
func (b *builder) evidence() {
	p := b.page(evidenceLayout)
	for _, e := range b.d.AllEvidence() {
		p.widen("撤销原因", e.Reason)
		p.row(itemCells(e))
		for i := 1; i < len(e.Files); i++ {
			cells := make([]cell, len(evidenceLayout.columns))
			for j := range cells {
				cells[j].look = lookText
			}
			cells[0] = cell{text: e.Number, look: lookCenter}
			fileCells(cells, e, i)
			p.row(cells)
		}
	}
	p.finish(b.d.Final)
}

func itemCells(e forms.Evidence) []cell {
	state := stateInUse
	if e.Removed {
		state = stateRemoved
	}
	text := func(attr string) cell {
		f := forms.EvidenceField(attr)
		return cell{text: f.Display(e.Attr(attr)), look: lookText, what: "佐证" + e.Number + " " + f.Label}
	}
	cells := []cell{
		{text: e.Number, look: lookCenter},
		{text: strings.Join(e.Criteria, "、"), look: lookText},
		text(forms.AttrTitle), text(forms.AttrDocNo), text(forms.AttrDate), text(forms.AttrIssuer),
		{text: e.Pages, look: lookNumber, number: true},
		text(forms.AttrDelivery),
		{look: lookText},
		{look: lookNumber},
		{look: lookText},
		{text: state, look: lookCenter},
		text(forms.AttrReason),
	}
	if len(e.Files) > 0 {
		fileCells(cells, e, 0)
	}
	return cells
}

func fileCells(cells []cell, e forms.Evidence, i int) {
	f := e.Files[i]
	cells[8] = cell{text: f.Name, look: lookText, what: "佐证" + e.Number + " 文件名"}
	cells[9] = cell{text: strconv.FormatInt(f.Size, 10), look: lookNumber, number: true}
	cells[10] = cell{text: f.SHA256, look: lookText}
}
