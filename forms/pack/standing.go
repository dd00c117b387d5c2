package pack

import (
	"fmt"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
)

// Standing is where a dossier stands. Its words are the only ones the program has for that: the head of the window, the page of versions
// and zichactl show and check take them from here.
type Standing struct {
	Version  int
	Final    bool
	Code     string // of the finalized version
	Last     int    // the version finalized last, 0 for none
	Exported bool   // once at least
	Outdated bool   // what was exported last is no longer what the dossier says
	Refused  int    // texts that stand in fields and are not their values
	Changed  int    // values that differ from the last version; see Compared
}

// Stands gives where values stand that belong to a file.
func Stands(f *dossier.File, d *forms.Dossier) Standing {
	exported := f.Exported()
	s := Standing{
		Version: d.Version, Final: d.Final, Exported: exported != "", Outdated: Outdated(exported, d), Refused: len(d.Unsettled()), Changed: -1,
	}
	for _, v := range f.Versions() {
		if s.Last = v.Number; d.Final && v.Number == d.Version {
			s.Code = v.Code
		}
	}
	return s
}

// Compared is the standing with how many values differ from the version finalized last.
func (s Standing) Compared(differences int) Standing {
	s.Changed = differences
	return s
}

// Words name the state in few words, for one line: 草稿（第2版） · 导出后有改动.
func (s Standing) Words() string {
	words := "草稿"
	if s.Final {
		words = fmt.Sprintf("定稿第%d版", s.Version)
	} else if s.Version > 1 {
		words = fmt.Sprintf("草稿（第%d版）", s.Version)
	}
	if out := s.exportWords(); s.Outdated {
		words += " · " + out
	}
	return words
}

// exportWords say how the files handed out last stand to the dossier; "" where none are known of, as zichactl export, which opens a dossier
// to read only, leaves no note.
func (s Standing) exportWords() string {
	switch {
	case !s.Exported:
		return ""
	case s.Outdated && s.Final:
		return "还没有导出"
	case s.Outdated:
		return "导出后有改动"
	}
	return "与导出的一致"
}

// Sentence says the state whole.
func (s Standing) Sentence() string {
	parts := []string{fmt.Sprintf("现在是第%d版草稿", s.Version)}
	if s.Final {
		parts[0] = fmt.Sprintf("已定稿为第%d版，核对码 %s", s.Version, s.Code)
	}
	switch {
	case s.Final || s.Last == 0 || s.Changed < 0:
	case s.Changed == 0:
		parts = append(parts, fmt.Sprintf("内容与第%d版没有不同", s.Last))
	default:
		parts = append(parts, fmt.Sprintf("与第%d版有%d处不同，第%d版的核对码不能用于现在的内容", s.Last, s.Changed, s.Last))
	}
	if out := s.exportWords(); out != "" {
		parts = append(parts, out)
	}
	if s.Refused > 0 {
		parts = append(parts, fmt.Sprintf("有%d处填写没有采用", s.Refused))
	}
	return strings.Join(parts, "；") + "。"
}
