package review

import (
	"slices"
	"strconv"
)

// Dispute is what two copies of the book hold against each other, apart from cells (see Cell.Conflict): figures and rulings with different
// values, ends of a case, results made apart, different approvals of one. Until one is chosen, of figures and rulings the later one serves, of a
// case the one that found the material false; of results and approvals, which go out of the house, none does.
type Dispute struct {
	Topic  Topic
	Events []*Event
}

// Key names the dispute: "figure/341621/11.1.standard", "ruling/10.1", "finalized".
func (d Dispute) Key() string {
	if d.Topic == finalTopic {
		return d.Topic.Class
	}
	if d.Topic.County != "" {
		return d.Topic.Class + "/" + d.Topic.County + "/" + d.Topic.Subject
	}
	return d.Topic.Class + "/" + d.Topic.Subject
}

// disputes lists them in order.
func (l *Ledger) disputes() []Dispute {
	var out []Dispute
	for _, class := range []string{string(Figured), "ruling", string(Cased), string(Finalized), string(Approved)} {
		for _, t := range l.Topics(class) {
			heads := l.Heads(t)
			if t == finalTopic {
				heads = l.latest()
			}
			if class == string(Cased) { // to look further here while it was ended there is no contradiction
				heads = slices.DeleteFunc(slices.Clone(heads), func(e *Event) bool { return !e.ends() })
			}
			if contradict(heads) {
				out = append(out, Dispute{t, heads})
			}
		}
	}
	return out
}

// contradict reports whether acts that stand side by side say different things.
func contradict(heads []*Event) bool {
	return len(heads) > 1 && slices.ContainsFunc(heads, func(e *Event) bool { return e.meaning() != heads[0].meaning() })
}

// Words say what the copies have against each other: 涡阳县“年度更新考核标准”（11.1.standard）两份副本录入的不同，要选定一份.
func (d Dispute) Words(v *View) string {
	first, last := d.Events[0], d.Events[len(d.Events)-1]
	differ := "两份副本录入的不同"
	words := "“" + d.Topic.Subject + "”"
	switch d.Topic.Class {
	case string(Finalized):
		words, differ = "定稿：", "两份副本各自定了稿（核对码"+first.Value+"和"+last.Value+"）"
	case string(Approved):
		words = "核对码为“" + d.Topic.Subject + "”的定稿的审定（" + first.Data[DataDate] + " " + first.Value + "，" +
			last.Data[DataDate] + " " + last.Value + "）"
	case string(Cased):
		words = "第" + strconv.Itoa(d.Topic.Indicator) + "项虚假材料案件" + d.Topic.Subject + "（一份认定，一份不予认定）"
	default:
		if _, field := v.Edition.FieldNamed(d.Topic.Subject); field != nil {
			words = "“" + field.Label + "”（" + d.Topic.Subject + "）"
		} else if c := v.Edition.Criterion(d.Topic.Subject); c != nil {
			words = "口径裁定“" + c.ID + " " + c.Title + "”"
		}
	}
	if u := v.Unit(d.Topic.County); u != nil {
		words = u.Unit.Name + words
	}
	return words + differ + "，要选定一份"
}

// Meanwhile says what serves until one is chosen.
func (d Dispute) Meanwhile() string {
	switch d.Topic.Class {
	case string(Finalized):
		return "，选定之前哪一份都不作为最近的定稿"
	case string(Approved):
		return "，选定之前不作为已经审定"
	case string(Cased):
		return "，选定之前该项不得分"
	}
	return "，选定之前用后一份"
}

// ends reports whether a step ends its case.
func (e *Event) ends() bool { return e.Value == CaseVoided || e.Value == CaseDropped }

// meaning is what a figure, a ruling, a result or an approval says, and how a case ended.
func (e *Event) meaning() string {
	switch e.Kind {
	case Unruled:
		return ""
	case Cased:
		return e.Value
	case Approved:
		return hashOf(e.Value, e.Data[DataDate])
	}
	return hashOf(e.Value, e.Data[DataRule], map[bool]string{true: e.Reason}[e.Kind == Ruled])
}

// again is an act that says what another said, to settle a dispute.
func (e *Event) again(reason string) Event {
	if e.Kind == Finalized { // it is there once: its number and code stay its own
		return Event{Kind: Chosen, Subject: e.ID, Value: e.Value, Reason: reason}
	}
	out := Event{Kind: e.Kind, County: e.County, Indicator: e.Indicator, Subject: e.Subject, Value: e.Value, Content: e.Content, Data: e.Data, Reason: reason}
	if e.Kind == Ruled || e.Kind == Cased && reason == "" { // its reason is the ruling itself, the step's text
		out.Reason = e.Reason
	}
	return out
}
