package wording

import (
	"strconv"

	"zicha/forms"
)

// EdgeSealSheets is how many sheets one seal across their fanned edges (骑缝章) can reach.
const EdgeSealSheets = 25

// EdgeSeal says how the seal across the edges is put on, without a full stop.
func EdgeSeal() string {
	return "加盖骑缝章时，将每叠纸张右边缘依次错开，每枚印章骑盖不超过" + strconv.Itoa(EdgeSealSheets) + "张"
}

// Unit is who fills in the papers (填报单位): the authority that signs or that the unit is, such as a government; otherwise the one the edition's
// list has for the unit, or its name makes; "" where nothing is known. An office signs for its government.
func Unit(d *forms.Dossier) string {
	words := &d.Edition.Words
	for _, name := range []string{d.Profile("signatory"), d.County()} {
		if words.Signs(name) {
			return name
		}
	}
	if u := d.Edition.Unit(d.Get(forms.CountyPath("code"))); u != nil && u.Name == d.County() {
		return u.Signatory
	}
	return words.SignatoryOf(d.County())
}
