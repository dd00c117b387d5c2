package wording

import (
	"strconv"
	"strings"

	"zicha/forms"
)

// EdgeSealSheets is how many sheets one seal across their fanned edges (骑缝章) can reach.
const EdgeSealSheets = 25

// EdgeSeal says how the seal across the edges is put on, without a full stop.
func EdgeSeal() string {
	return "加盖骑缝章时，将每叠纸张右边缘依次错开，每枚印章骑盖不超过" + strconv.Itoa(EdgeSealSheets) + "张"
}

// Unit is who fills in the papers (填报单位): the authority that signs where it is a government or a zone's committee, otherwise the county's
// people's government; "" where neither is known. An office signs for its government.
func Unit(d *forms.Dossier) string {
	for _, name := range []string{d.Profile("signatory"), d.County()} {
		for _, end := range []string{"人民政府", "管理委员会", "管委会"} {
			if strings.HasSuffix(name, end) {
				return name
			}
		}
	}
	if d.County() == "" {
		return ""
	}
	return d.County() + "人民政府"
}
