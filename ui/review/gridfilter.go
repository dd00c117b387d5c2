package review

import (
	"slices"
	"strings"

	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// gridColumn is what a column of 总表 is about: an indicator, a section, or, with neither, all of them.
type gridColumn struct {
	section   *scoring.Section
	indicator *scoring.Indicator
}

// gridFilter says which part of 总表 is shown.
type gridFilter struct {
	section, source string // as they are offered
	state           string // a chip's key, "" for all
	name            string // part of a unit's name, or the beginning of its code
}

func sectionLabel(s *scoring.Section) string { return s.No + " " + s.Title }

func sectionLabels(e *scoring.Edition) []string {
	var out []string
	for _, s := range e.Sections {
		out = append(out, sectionLabel(s))
	}
	return out
}

// sourceLabels lists who provides data, in the words of the notice.
func sourceLabels(e *scoring.Edition) []string {
	var out []string
	for _, ind := range e.Indicators() {
		if !slices.Contains(out, ind.SourceText) {
			out = append(out, ind.SourceText)
		}
	}
	return out
}

// conflictChip is the key of the cells that contradict each other.
const conflictChip = "conflict"

// stateChips are the states to choose among; their signs explain those in the table.
func stateChips() []widgets.Chip {
	out := []widgets.Chip{{Key: "", Label: "全部"}}
	for _, s := range states() {
		out = append(out, widgets.Chip{Key: string(s), Label: stateSign(s).Mark + " " + s.Label()})
	}
	return append(out, widgets.Chip{Key: conflictChip, Label: conflictMark + " " + conflictLabel})
}

func chipOf(c *review.Cell) string {
	if len(c.Conflict) > 0 {
		return conflictChip
	}
	return string(c.State)
}

// takes reports whether an indicator is among those chosen.
func (f gridFilter) takes(ind *scoring.Indicator) bool {
	return (f.section == allSections || f.section == sectionLabel(ind.Section)) && (f.source == allSources || f.source == ind.SourceText)
}

// columns are those of the indicators chosen, or of the sections they are in.
func (f gridFilter) columns(e *scoring.Edition, sections bool) []gridColumn {
	out := []gridColumn{{}}
	for _, s := range e.Sections {
		taken := slices.DeleteFunc(slices.Clone(s.Indicators), func(ind *scoring.Indicator) bool { return !f.takes(ind) })
		if sections && len(taken) > 0 {
			out = append(out, gridColumn{section: s})
		}
		for _, ind := range taken {
			if !sections {
				out = append(out, gridColumn{indicator: ind})
			}
		}
	}
	return out
}

// rows are the units with such a name that have a cell in such a state, or are kept; counts are the cells of those names by chip.
func (f gridFilter) rows(v *review.View, cols []gridColumn, kept map[string]bool) (rows []int, counts []int) {
	chips := stateChips()
	places := map[string]int{}
	for i, c := range chips {
		places[c.Key] = i
	}
	counts = make([]int, len(chips))
	taken := make([]bool, len(v.Edition.Indicators()))
	for i, ind := range v.Edition.Indicators() {
		taken[i] = f.takes(ind)
	}
	name := strings.TrimSpace(f.name)
	for i, u := range v.Units {
		if name != "" && !strings.Contains(u.Unit.Name, name) && !strings.HasPrefix(u.Unit.Code, name) {
			continue
		}
		has := f.state == "" || kept[u.Unit.Code]
		for at, c := range u.Cells {
			if taken[at] {
				key := chipOf(c)
				counts[places[key]]++
				counts[0]++
				has = has || key == f.state
			}
		}
		if has {
			rows = append(rows, i)
		}
	}
	return rows, counts
}
