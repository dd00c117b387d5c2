package wording_test

import (
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/wording"
)

// TestUnit: the reporting unit is the people's government of the county, or the authority that signs where it is one of that kind.
func TestUnit(t *testing.T) {
	for _, c := range []struct{ county, signatory, want string }{
		{"示例县", "", "示例县人民政府"},
		{"示例县", "示例县人民政府", "示例县人民政府"},
		{"示例县", "示例县人民政府办公室", "示例县人民政府"},
		{"示例县", "示例县社会信用体系建设领导小组办公室", "示例县人民政府"},
		{"高新区", "某市高新技术产业开发区管理委员会", "某市高新技术产业开发区管理委员会"},
		{"示例县人民政府", "", "示例县人民政府"},
		{"", "", ""},
	} {
		d := forms.New(formtest.Edition(t), map[forms.Path]string{
			forms.CountyPath("name"): c.county, forms.ProfilePath("signatory"): c.signatory,
		})
		if got := wording.Unit(d); got != c.want {
			t.Errorf("%q signed by %q: %q, want %q", c.county, c.signatory, got, c.want)
		}
	}
}
