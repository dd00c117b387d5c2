package results

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms/letter"
	"zicha/forms/review"
)

// act is a line of the trail.
type act struct {
	at, county string
	indicators []int
	kind       string
	value      string
	reason     string
	by         string
	event      string
	remark     string
}

// acts gathers all that was done, in order of time; of one moment first what stands on no cell, then by county and indicator.
func (b *builder) acts() []act {
	out := append(b.otherActs(), b.cellActs()...)
	slices.SortStableFunc(out, func(x, y act) int { return when(x.at).Compare(when(y.at)) })
	return append(out, b.lastActs()...)
}

// otherActs are those that stand on no cell.
func (b *builder) otherActs() []act {
	ended := map[string]string{} // ends of cases that do not hold
	for _, c := range b.s.Cases {
		for _, s := range c.Steps {
			if s.Unused {
				ended[s.Event] = unused
			}
		}
	}
	var out []act
	for _, a := range b.s.Acts {
		line := act{
			at: a.At, kind: a.Kind.Label(), value: a.Says(b.e), reason: a.Reason, by: signer(a.Who(), a.Role, a.Unit), event: a.Event, remark: ended[a.Event],
		}
		if a.County != "" {
			line.county = b.unitName(a.County)
		}
		if a.Indicator > 0 {
			line.indicators = []int{a.Indicator}
		}
		out = append(out, line)
	}
	return out
}

// cellActs are those on cells. What was done to several indicators of a county at once is one act.
func (b *builder) cellActs() []act {
	var out []act
	at := map[string]int{}
	for _, u := range b.byCode() {
		for _, c := range u.Cells {
			for _, s := range c.Steps {
				key := u.Code + s.Event
				if i, met := at[key]; met {
					out[i].indicators = append(out[i].indicators, c.Indicator)
					continue
				}
				at[key], out = len(out), append(out, b.step(u, c, s))
			}
		}
	}
	return out
}

// unused is the remark of what does not hold any more.
const unused = "未采用"

// step is an act on a cell.
func (b *builder) step(u *review.UnitResult, c review.CellResult, s review.Step) act {
	out := act{
		at: s.At, county: u.Name, indicators: []int{c.Indicator}, kind: s.Kind.Label(), value: review.Act{Kind: s.Kind, Value: s.Value}.Says(b.e),
		reason: s.Reason, by: signer(s.By, s.Role, s.Unit), event: s.Event,
	}
	if loss := strings.ReplaceAll(b.lossWords(review.CellResult{Indicator: c.Indicator, Loss: s.Loss, Field: s.Field}), "\n", ""); loss != "" {
		out.reason = strings.TrimSuffix(loss+"："+out.reason, "：")
	}
	if s.Unused {
		out.remark = unused
	}
	return out
}

// inspected is how often somebody was on site.
func (b *builder) inspected() int {
	n := 0
	for _, a := range b.s.Acts {
		if a.Kind == review.Inspected {
			n++
		}
	}
	return n
}

// when is a stamp's moment.
func when(stamp string) time.Time {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return time.Time{}
	}
	return t
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
	g.size = 8
	g.columns = []column{
		{head: "序号", width: 9},
		{head: "时间", width: 25},
		{head: b.e.Words.Unit, width: 21},
		{head: "指标", width: 10},
		{head: "事项", width: 22},
		{head: "分值或内容", width: 43.5, words: true},
		{head: "理由", words: true},
		{head: "经办人", width: 34},
		{head: "记录号", width: 17},
		{head: "备注", width: 11.5},
	}
	for i, a := range b.acts() {
		g.add(strconv.Itoa(i+1), short(a.at), a.county, numbers(a.indicators), a.kind, a.value, a.reason, a.by, a.event[:min(8, len(a.event))], a.remark)
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
