package forms

import "encoding/json"

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
	Code      string   // stable, for tools: "share_over"
	Severity  Severity //
	Criterion string   // "9.2", or an indicator's number, or "" for the dossier as a whole
	Where     Path     // the value to jump to, may be ""
	Place     string   // sheet and cell in a workbook, e.g. "填报数据!D7", else ""
	Message   string   // a calm Chinese sentence: what is wrong and what to do
}

// MarshalJSON writes the fields of the machine-readable output.
func (p Problem) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Code      string   `json:"code"`
		Criterion string   `json:"criterion"`
		Severity  Severity `json:"severity"`
		Where     string   `json:"where,omitempty"`
		Place     string   `json:"place,omitempty"`
		Message   string   `json:"message"`
	}{p.Code, p.Criterion, p.Severity, string(p.Where), p.Place, p.Message})
}

// Worst reports whether any problem is an error.
func Worst(problems []Problem) Severity {
	worst := Hint
	for _, p := range problems {
		switch {
		case p.Severity == Error:
			return Error
		case p.Severity == Warning:
			worst = Warning
		}
	}
	return worst
}
