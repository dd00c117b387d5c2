package review

import (
	"cmp"
	"maps"
	"strings"

	"zicha/scoring"
)

// DataEvidence lists, of Cased, what the case rests on, a line each.
const DataEvidence = "evidence"

// Act is something that was done, as the trail (审核台账) lists it.
type Act struct {
	Event     string            `json:"event"`
	Kind      Kind              `json:"kind"`
	County    string            `json:"county,omitempty"`
	Indicator int               `json:"indicator,omitempty"`
	Subject   string            `json:"subject,omitempty"`
	Value     string            `json:"value,omitempty"`
	Reason    string            `json:"reason,omitempty"`
	Data      map[string]string `json:"data,omitempty"`
	By        string            `json:"by"`
	Role      string            `json:"role,omitempty"`
	Unit      string            `json:"unit,omitempty"`
	At        string            `json:"at"`
}

// Act is the event as the trail lists it.
func (e *Event) Act() Act {
	a := Act{
		Event: e.ID, Kind: e.Kind, County: e.County, Indicator: e.Indicator, Subject: e.Subject, Value: e.Value, Reason: e.Reason, Data: e.Data,
		By: e.By, Role: e.Role, Unit: e.Unit, At: e.At,
	}
	if e.Kind == Finalized { // which events there were is as long as the book
		a.Data = maps.Clone(e.Data)
		delete(a.Data, DataKnown)
		delete(a.Data, DataMarks)
	}
	return a
}

// acts lists, in order, all that was done but what stands on cells, see View.Steps.
func (l *Ledger) acts() []Act {
	var out []Act
	for _, e := range l.All() {
		if t, _ := e.topic(); t.Class != classCell && e.Kind != Upheld && !l.mute[e.ID] {
			out = append(out, e.Act())
		}
	}
	return out
}

// Says is what was done beside its kind and its reason: the score, the version with its code and file, the figure.
func (a Act) Says(e *scoring.Edition) string {
	switch a.Kind {
	case Initial, Confirmed, Direct, Voided:
		return scoreWords(a.Value)
	case Received:
		return phrases("第"+a.Value+"版", labelled("核对码", a.Data[DataCode]), labelled("文件", a.Data[DataFile]))
	case Returned:
		return "第" + a.Value + "版"
	case Figured:
		return figureWords(e, a.Subject, a.Value)
	case Cased:
		return phrases("案件"+a.Subject+" "+CaseStepLabel(a.Value), labelled("依据", strings.ReplaceAll(a.Data[DataEvidence], "\n", "、")))
	case Ruled:
		if a.Data[DataRule] == "" {
			return "要点" + a.Subject + "，仅统一评分尺度"
		}
		return "要点" + a.Subject + "，按裁定的规则计分"
	case Unruled:
		return "要点" + a.Subject
	case Dismissed:
		return phrases(cmp.Or(strings.TrimSuffix(a.Value, "。"), "恢复"), "疑点"+a.Subject)
	case Inspected:
		return phrases(labelled("文件", a.Data[DataFile]), labelled("校验值", a.Subject))
	case Copied, Joined:
		return "副本" + strings.ReplaceAll(a.Subject, " ", "、")
	case Finalized:
		return phrases("第"+a.Subject+"次", labelled("核对码", a.Value))
	case Chosen:
		return labelled("核对码", a.Value)
	case Approved:
		return phrases(labelled("核对码", a.Subject), a.Data[DataDate], a.Value)
	case Withdrawn, Upheld:
		return ""
	}
	return strings.TrimSpace(a.Subject + " " + a.Value)
}

// Who names who did it: two where two signed.
func (a Act) Who() string {
	if second := a.Data[DataSecond]; second != "" {
		return a.By + "、" + second
	}
	return a.By
}

func scoreWords(value string) string {
	switch value {
	case "":
		return ""
	case ValueAbsent:
		return scoring.Absent.Label()
	}
	return value + "分"
}

// figureWords are a figure of the city's: 11.1 年度更新考核标准：50万条.
func figureWords(e *scoring.Edition, name, value string) string {
	c, f := e.FieldNamed(name)
	switch {
	case f == nil:
		return name + "：" + cmp.Or(value, "（去掉）")
	case value == "":
		return c.ID + " " + f.Label + "：（去掉）"
	}
	return c.ID + " " + f.Label + "：" + f.Display(value) + f.Unit
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + " " + text
}

// phrases joins what is not empty.
func phrases(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p != "" && out != "" {
			out += "，"
		}
		out += p
	}
	return out
}
