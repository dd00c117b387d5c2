package review

import "slices"

// Dispute is a figure or a ruling that two copies of the book gave different values, apart from cells (see Cell.Conflict). The later one
// serves until one is chosen.
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
	for _, class := range []string{string(Figured), "ruling"} {
		for _, t := range l.Topics(class) {
			heads := l.Heads(t)
			if len(heads) > 1 && slices.ContainsFunc(heads, func(e *Event) bool { return e.meaning() != heads[0].meaning() }) {
				out = append(out, Dispute{t, heads})
			}
		}
	}
	return out
}

// meaning is what a figure or a ruling says.
func (e *Event) meaning() string {
	if e.Kind == Unruled {
		return ""
	}
	return hashOf(e.Value, e.Data[DataRule], map[bool]string{true: e.Reason}[e.Kind == Ruled])
}

// again is an act that says what another said, to settle a dispute.
func (e *Event) again(reason string) Event {
	out := Event{Kind: e.Kind, County: e.County, Indicator: e.Indicator, Subject: e.Subject, Value: e.Value, Content: e.Content, Data: e.Data, Reason: reason}
	if e.Kind == Ruled { // its reason is the ruling itself
		out.Reason = e.Reason
	}
	return out
}
