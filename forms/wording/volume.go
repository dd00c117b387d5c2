package wording

import (
	"strconv"

	"zicha/forms"
	"zicha/scoring"
)

// VolumeTitle is what the evidence volume is called, for which papers say 汇编.
func VolumeTitle(d *forms.Dossier) string {
	return d.County() + d.Edition.Titled("考核佐证材料汇编")
}

// VolumeNote says once what papers mean by 汇编, and by 册 where there are several.
func VolumeNote(d *forms.Dossier, spans map[string]forms.Span) string {
	words := "“汇编”指随本报告报送的《" + VolumeTitle(d) + "》"
	for _, s := range spans {
		if s.Volume > 0 {
			return words + "，分册装订，每册单独编页，引用时写明第几册。"
		}
	}
	return words + "。"
}

// Remark words the remark of an indicator where it stands by itself.
func Remark(no int, text string) string {
	return "备注（第" + strconv.Itoa(no) + "项）：" + text
}

// UnitOf is the unit of what a field of a criterion says; the amounts held against a standard of the city's have its unit.
func UnitOf(c *scoring.Criterion, f *scoring.Field) string {
	switch {
	case f.Unit != "":
		return f.Unit
	case f.Kind == scoring.KindClaim:
		return "分"
	case f.Kind == scoring.KindAmount && c.Spec.Standard != "":
		return "同考核标准"
	}
	return ""
}
