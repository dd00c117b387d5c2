package review

import (
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
)

// grounds checks what a case is said to rest on against what there is: numbers and files of the evidence that any of the county's versions
// lists, and scans of on-site checks of the county. It gives them as they are listed.
func (b *Book) grounds(v *View, c *Case, named []string) ([]string, error) {
	if len(named) == 0 {
		return nil, nil
	}
	listed, shown := map[string]string{}, []string{}
	for _, e := range b.ledger.Of(Topic{Class: string(Received), County: c.County}) {
		if !b.holds(e.Content) {
			continue
		}
		s, err := b.submission(e.Content)
		if err != nil {
			return nil, err
		}
		d := s.Dossier(v.Edition)
		mine := d.Citation(v.Edition.Indicator(c.Indicator))
		for _, item := range d.AllEvidence() {
			listed[scoring.FoldKey(item.Number)] = item.Number
			for _, f := range item.Files {
				listed[scoring.FoldKey(f.SHA256)] = f.SHA256
			}
			if slices.Contains(strings.Split(mine, "、"), item.Number) {
				shown = append(shown, item.Number)
			}
		}
	}
	for _, t := range b.ledger.Topics(string(Inspected)) {
		for _, e := range b.ledger.Of(t) {
			if t.County == c.County {
				listed[e.Content] = e.Content
			}
		}
	}
	var out []string
	for _, name := range named {
		is, ok := listed[scoring.FoldKey(strings.ToLower(name))]
		if !ok {
			return nil, v.groundless(c, name, shown)
		}
		out = append(out, is)
	}
	return out, nil
}

// groundless says that something named is not there, and what is.
func (v *View) groundless(c *Case, name string, shown []string) error {
	const most = 10
	slices.SortFunc(shown, forms.CompareNumbers)
	shown = slices.Compact(shown)
	there := "第" + strconv.Itoa(c.Indicator) + "项没有佐证材料"
	if n := len(shown); n > 0 {
		there = "第" + strconv.Itoa(c.Indicator) + "项有" + strings.Join(shown[:min(n, most)], "、")
		if n > most {
			there += "等" + strconv.Itoa(n) + "份"
		}
	}
	return refuse("%s的佐证材料里没有“%s”，%s；请写清单上的编号、文件的SHA-256，或者已登记的现场核查扫描件的SHA-256",
		v.byCode[c.County].Unit.Name, files.Printable(scoring.Clip(name)), there)
}
