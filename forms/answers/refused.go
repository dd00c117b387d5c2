package answers

import (
	"slices"
	"strconv"

	"zicha/forms"
	"zicha/scoring"
)

// refusedKey is the part of the file that lists what was typed and not taken; it is no value.
const refusedKey = "refused"

// refused is an entry of it. A register row is named by its place, r1, r2, …, as Decode names rows.
type refused struct {
	Path    string `json:"path"`
	Text    string `json:"text"`
	Message string `json:"message"` // in words; not read
}

// encodeRefused lists the texts that stand in fields and are not their values.
func encodeRefused(d *forms.Dossier) []refused {
	var out []refused
	for _, u := range d.Unsettled() {
		p := u.Path
		if part := p.Parts(); part.Kind == forms.KindRow {
			rows := d.Rows(part.Criterion)
			at := slices.IndexFunc(rows, func(row scoring.Row) bool { return row.ID == part.ID })
			if at < 0 { // the row that was to begin with it
				at = len(rows)
			}
			p = forms.CellPath(part.Criterion, rowID(at+1), part.Key)
		}
		out = append(out, refused{string(p), u.Text, d.UnsettledWords(u)})
	}
	return out
}

// refused reads the list into drafts.
func (r *answersReader) refused(list jsonValue) {
	if list.kind != jsonList && list.kind != jsonNull {
		r.fail("没有采用的填写 %s 应是数组，用 [ ] 括起来", refusedKey)
		return
	}
	for _, item := range list.items {
		said := map[string]string{}
		for _, v := range item.items {
			if item.kind == jsonObject && v.kind == jsonText {
				said[v.key] = v.text
			}
		}
		p := forms.Path(said["path"])
		if _, err := r.d.Field(p); err != nil {
			r.fail("没有采用的填写 %s 里的每一处都应写明 path 和 text，例如 {\"path\":\"answer/5.3/articles\",\"text\":\"3万\"}", refusedKey)
			return
		}
		r.d.SetDraft(p, forms.Draft{Text: said["text"], Left: true})
	}
}

// rowID is the id Decode gives the row at a place, counted from 1.
func rowID(place int) string { return "r" + strconv.Itoa(place) }
