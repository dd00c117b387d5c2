package results

import (
	"context"
	"slices"
	"strconv"
	"time"

	"zicha/forms/letter"
	"zicha/forms/review"
)

// act is a line of the trail.
type act struct {
	at, county string
	indicator  int
	kind       string
	value      string
	reason     string
	by         string
	event      string
	remark     string
}

// acts gathers all that was done, in order of time; acts of one moment keep the order of county and indicator.
func (b *builder) acts() []act {
	var out []act
	seen := map[string]bool{}
	for _, u := range b.byCode() {
		for _, c := range u.Cells {
			for _, s := range c.Steps {
				remark := ""
				if s.Unused {
					remark = "未采用"
				}
				seen[s.Event] = true
				out = append(out, act{s.At, u.Name, c.Indicator, s.Kind.Label(), valueOf(s), s.Reason, signer(s.By, s.Role, s.Unit), s.Event, remark})
			}
		}
	}
	for _, f := range b.s.Figures {
		out = append(out, act{at: f.At, county: b.unitName(f.County), kind: review.Figured.Label(), value: b.datum(f).words(), by: f.By})
	}
	for _, r := range b.s.Rulings {
		out = append(out, act{at: r.At, kind: review.Ruled.Label(), value: "要点" + r.Criterion, reason: r.Text, by: signer(r.By, "", r.Unit), event: r.Event})
	}
	for _, c := range b.s.Cases {
		for _, s := range c.Steps {
			if s.Event != "" && seen[s.Event] { // an act on the cell, too
				continue
			}
			by := s.By
			if s.Second != "" {
				by += "、" + s.Second
			}
			out = append(out, act{s.At, b.unitName(c.County), c.Indicator, review.Cased.Label(), s.Label(), s.Text, by, s.Event, ""})
		}
	}
	slices.SortStableFunc(out, func(x, y act) int { return when(x.at).Compare(when(y.at)) })
	return append(out, b.lastActs()...)
}

// when is a stamp's moment.
func when(stamp string) time.Time {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return time.Time{}
	}
	return t
}

// valueOf is what an act says: a score, or the version it sends back.
func valueOf(s review.Step) string {
	if _, err := strconv.Atoi(s.Value); err == nil && (s.Kind == review.Returned || s.Kind == review.Received) {
		return "第" + s.Value + "版"
	}
	return s.Value
}

// lastActs are those that end the review.
func (b *builder) lastActs() []act {
	var out []act
	if !b.s.Process {
		for _, a := range b.s.Accepted {
			out = append(out, act{at: b.s.At, kind: "定稿时保留", value: a.Words, reason: a.Reason, by: a.By})
		}
		out = append(out, act{at: b.s.At, kind: review.Finalized.Label(), value: "定稿" + strconv.Itoa(b.s.Number), by: signer(b.s.By, b.s.Role, b.s.Unit)})
	}
	if a := b.s.Approval; b.approved() {
		out = append(out, act{at: a.Date, kind: review.Approved.Label(), value: a.Document, by: a.By})
	}
	return out
}

// trail is the table of all that was done.
func (b *builder) trail() *grid {
	g := &grid{sheet: "审核台账", title: b.titled("考核审核台账")}
	g.columns = []column{
		{head: "序号", width: 12},
		{head: "时间", width: 22},
		{head: b.e.Words.Unit, width: 24},
		{head: "指标", width: 11},
		{head: "事项", width: 22},
		{head: "分值或内容", width: 30},
		{head: "理由", words: true},
		{head: "经办人", width: 36},
		{head: "记录号", width: 18},
		{head: "备注", width: 13},
	}
	for i, a := range b.acts() {
		indicator := ""
		if a.indicator > 0 {
			indicator = strconv.Itoa(a.indicator)
		}
		g.add(strconv.Itoa(i+1), short(a.at), a.county, indicator, a.kind, a.value, a.reason, a.by, a.event[:min(8, len(a.event))], a.remark)
	}
	g.notes = []string{
		"姓名由使用人自行填写，程序不作身份认证。记录号为审核记录内容校验值的前8位，记录只增不改；未采用的是被撤回的，或者两份审核档案合并时没有选用的。",
		"时间为办理时电脑的时间；定稿以后的办理事项不在本台账内。",
	}
	return g
}

func (b *builder) trailPaper(context.Context) ([]byte, error) {
	g := b.trail()
	p := b.start(g.title, false)
	flow := letter.Across(p.doc, "", g.title)
	if firm := b.firmness(); len(firm.rows) > 0 {
		more(flow, firm)
		flow.Skip(5)
	}
	g.set(flow)
	return p.bytes()
}
