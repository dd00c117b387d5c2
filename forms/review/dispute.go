package review

import "slices"

// Dispute is a figure or a ruling that two copies of the book gave different values, or a case that they ended differently, apart from cells
// (see Cell.Conflict). The later one serves until one is chosen, of a case the one that found the material false.
type Dispute struct {
	Topic  Topic
	Events []*Event
}

// Key names the dispute: "figure/341621/11.1.standard", "ruling/10.1".
func (d Dispute) Key() string {
	if d.Topic.County != "" {
		return d.Topic.Class + "/" + d.Topic.County + "/" + d.Topic.Subject
	}
	return d.Topic.Class + "/" + d.Topic.Subject
}

// disputes lists them in order.
func (l *Ledger) disputes() []Dispute {
	var out []Dispute
	for _, class := range []string{string(Figured), "ruling", string(Cased)} {
		for _, t := range l.Topics(class) {
			heads := l.Heads(t)
			if class == string(Cased) { // to look further here while it was ended there is no contradiction
				heads = slices.DeleteFunc(slices.Clone(heads), func(e *Event) bool { return !e.ends() })
			}
			if len(heads) > 1 && slices.ContainsFunc(heads, func(e *Event) bool { return e.meaning() != heads[0].meaning() }) {
				out = append(out, Dispute{t, heads})
			}
		}
	}
	return out
}

// ends reports whether a step ends its case.
func (e *Event) ends() bool { return e.Value == CaseVoided || e.Value == CaseDropped }

// meaning is what a figure or a ruling says, and how a case ended.
func (e *Event) meaning() string {
	switch e.Kind {
	case Unruled:
		return ""
	case Cased:
		return e.Value
	}
	return hashOf(e.Value, e.Data[DataRule], map[bool]string{true: e.Reason}[e.Kind == Ruled])
}

// again is an act that says what another said, to settle a dispute.
func (e *Event) again(reason string) Event {
	out := Event{Kind: e.Kind, County: e.County, Indicator: e.Indicator, Subject: e.Subject, Value: e.Value, Content: e.Content, Data: e.Data, Reason: reason}
	if e.Kind == Ruled || e.Kind == Cased && reason == "" { // its reason is the ruling itself, the step's text
		out.Reason = e.Reason
	}
	return out
}
