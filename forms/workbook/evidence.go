package workbook

import (
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
)

// The words of an item's state.
const (
	stateInUse   = "在用"
	stateRemoved = "已撤销"
)

// evidence writes 佐证材料: a row per file. Further files of an item repeat its number, and in a finalized workbook what else the item says, so
// that filters keep them together; not its pages, which would be added up. A draft is filled in, once for each item.
func (b *builder) evidence() {
	p := b.page(evidenceLayout())
	for _, e := range b.d.AllEvidence() {
		p.Widen(forms.EvidenceField(forms.AttrReason).Label, e.Reason)
		v := itemCells(e)
		for i := range max(len(e.Files), 1) {
			if i > 0 {
				v = further(v, b.d.Final && b.opts.layout >= layoutReview)
			}
			v[colNumber] = tables.Entry{Text: e.Number, Look: lookCenter}
			if i < len(e.Files) {
				fileCells(v, e, i)
			}
			p.Put(lookText, v)
		}
	}
	p.finish(b.d.Final)
}

// further are the cells of an item beside its second file and those after it.
func further(v tables.Values, repeated bool) tables.Values {
	if !repeated {
		return tables.Values{}
	}
	delete(v, forms.EvidenceField(forms.AttrPages).Label)
	return v
}

func itemCells(e forms.Evidence) tables.Values {
	state := stateInUse
	if e.Removed {
		state = stateRemoved
	}
	v := tables.Values{
		colPoint: {Text: strings.Join(e.Criteria, "、")},
		colSize:  {Look: lookNumber},
		colState: {Text: state, Look: lookCenter},
	}
	for _, attr := range append(forms.DescribingAttrs(), forms.AttrReason) {
		f := forms.EvidenceField(attr)
		cell := tables.Entry{Text: f.Display(e.Attr(attr)), What: "佐证" + e.Number + " " + f.Label}
		if attr == forms.AttrPages {
			cell.Look, cell.Number = lookNumber, true
		}
		v[f.Label] = cell
	}
	return v
}

func fileCells(v tables.Values, e forms.Evidence, i int) {
	f := e.Files[i]
	v[colFile] = tables.Entry{Text: f.Name, What: "佐证" + e.Number + " 文件名"}
	v[colSize] = tables.Entry{Text: strconv.FormatInt(f.Size, 10), Look: lookNumber, Number: true}
	v[colHash] = tables.Entry{Text: f.SHA256}
}
