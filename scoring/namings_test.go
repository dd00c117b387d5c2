package scoring_test

import (
	"testing"

	"zicha/scoring"
)

// TestNamings: a list of authorities that names 局 and 办公室, as a county's book over its departments does, hides nothing of what a unit is,
// and the word a matter ends with is not said twice.
func TestNamings(t *testing.T) {
	w := scoring.Words{Authorities: []string{"人民政府", "管理委员会", "局", "委员会", "办公室"}}
	for name, want := range map[string]string{
		"青山县水利局": "局", "青山县发展和改革委员会": "委", "县政府办公室": "办", "青山县": "县", "青山县人民政府": "县", "青山经济开发区管理委员会": "区", "城关镇人民政府": "镇",
	} {
		if got := w.Kind(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for _, c := range []struct{ subject, what, want string }{
		{"社会信用体系建设", "工作", "2017年度社会信用体系建设工作"},
		{"信用工作", "工作", "2017年度信用工作"},
		{"信用工作", "考核自评表", "2017年度信用工作考核自评表"},
		{"信用工作考核", "考核自评表", "2017年度信用工作考核自评表"},
		{"", "工作", "2017年度工作"},
	} {
		e := &scoring.Edition{Year: 2017, Words: scoring.Words{Subject: c.subject}}
		if got := e.Titled(c.what); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.subject, c.what, got, c.want)
		}
	}
}
