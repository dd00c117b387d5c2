package forms

import "slices"

// Severity orders problems.
type Severity string

// Error must be settled before finalizing (必须处理), Warning should be looked at (请核对), Hint is good to know (提示).
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Hint    Severity = "hint"
)

// Label gives the Chinese word for the severity.
func (s Severity) Label() string {
	return map[Severity]string{Error: "必须处理", Warning: "请核对", Hint: "提示"}[s]
}

// Problem is a finding about a dossier or about something read from outside (待处理问题). It is data, not a Go error.
type Problem struct {
	Code      string   `json:"code"`            // stable, for tools: "share_over"
	Criterion string   `json:"criterion"`       // "9.2", or an indicator's number, or "" for the dossier as a whole
	Severity  Severity `json:"severity"`        //
	Where     Path     `json:"where,omitempty"` // the value to jump to, may be ""
	Place     string   `json:"place,omitempty"` // sheet and cell in a workbook, e.g. "填报数据!D7", else ""
	Message   string   `json:"message"`         // a calm Chinese sentence: what is wrong and what to do
	Also      Path     `json:"-"`               // the other value it is about, may be ""; for telling it there too
}

// SortProblems puts errors first, then warnings, then hints, each in the order they were found.
func SortProblems(problems []Problem) { slices.SortStableFunc(problems, graver) }

// graver orders problems by their severity alone.
func graver(a, b Problem) int {
	rank := []Severity{Error, Warning, Hint}
	return slices.Index(rank, a.Severity) - slices.Index(rank, b.Severity)
}

// Worst gives the gravest severity among the problems, Hint where there are none.
func Worst(problems []Problem) Severity {
	if len(problems) == 0 {
		return Hint
	}
	return slices.MinFunc(problems, graver).Severity
}
