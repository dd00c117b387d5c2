package review

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
)

// Verified is what a code printed on a paper comes to: which result it is of, and what is otherwise now.
type Verified struct {
	Paper    *Snapshot          // the result the code is of
	Over     string             // the code of the result that was chosen instead, "" where none was
	Disputes []Dispute          // results or approvals that contradict each other
	Newest   bool               // it is the one result that holds
	Holds    *Snapshot          // the result that holds where that is another; nil where none or several do
	ToHolds  []forms.Difference // from Paper to Holds
	Since    []forms.Difference // from Paper to the book as it is now
	words    func(Dispute) string
}

// Said is a sentence with the differences that stand under it; Lists tells one under which a list stands though it be empty.
type Said struct {
	Words   string
	Lists   bool
	Differs []forms.Difference
}

// Verify finds the result of a code and compares it with the newest and with the book as it is now. A code of no result of this book is refused.
// told, which may be nil, hears how many counties are done.
func (b *Book) Verify(ctx context.Context, code string, told func(done, total int)) (*Verified, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	paper, err := b.result(code)
	if err != nil {
		return nil, err
	}
	v, err := b.current()
	if err != nil {
		return nil, err
	}
	now, err := b.draft(ctx, v, told)
	if err != nil {
		return nil, err
	}
	out := &Verified{Paper: paper, Disputes: v.Disputes, Since: paper.Differs(now), words: func(d Dispute) string { return d.Words(v) + d.Meanwhile() }}
	holds := b.ledger.latest()
	switch {
	case contradict(holds) || len(holds) == 0:
		return out, nil
	case holds[0].Value == paper.Code:
		out.Newest = true
		return out, nil
	}
	if out.Holds, err = b.result(holds[0].Value); err != nil {
		return nil, err
	}
	if other := b.ledger.chosenOver(b.finalized(paper.Code)); other != nil {
		out.Over = other.Value
	}
	out.ToHolds = paper.Differs(out.Holds)
	return out, nil
}

// Current reports whether the paper is of the result that holds and nothing has changed since.
func (c *Verified) Current() bool { return c.Newest && len(c.Since) == 0 }

// Head says which result the paper is of, and whether it was approved.
func (c *Verified) Head() []string {
	out := []string{c.Paper.Words()}
	if a := c.Paper.Approval; a != nil {
		out = append(out, a.Words())
	}
	return out
}

// Contradictions are the sentences about results and other things that two copies made apart.
func (c *Verified) Contradictions() []string {
	var out []string
	for _, d := range c.Disputes {
		out = append(out, c.words(d))
	}
	return out
}

// Now says whether the paper's result holds, and what is otherwise in the one that does and in the book as it is now.
func (c *Verified) Now() []Said {
	var out []Said
	if words := unusedWords(c.Over); words != "" {
		out = append(out, Said{Words: words})
	}
	if h := c.Holds; h != nil {
		out = append(out, Said{Words: fmt.Sprintf("不是最近一次：最近一次是第%d次（%s）。与它相比：", h.Number, h.Code), Lists: true, Differs: c.ToHolds})
	}
	switch {
	case len(c.Since) > 0:
		out = append(out, Said{Words: "汇总在这次定稿之后有变化：", Lists: true, Differs: c.Since})
	case c.Newest:
		out = append(out, Said{Words: "是最近一次定稿，汇总现在的内容与它一致"})
	default:
		out = append(out, Said{Words: "汇总现在的内容与这次定稿一致"})
	}
	return out
}

// Words name a result: the how manieth, when, by whom.
func (s *Snapshot) Words() string {
	return resultWords(s.Number, s.At, Person{By: s.By, Role: s.Role, Unit: s.Unit})
}

func resultWords(number int, at string, by Person) string {
	return fmt.Sprintf("第%d次定稿，%s %s", number, TimeWords(at), by.Words())
}

// Words say that a result was approved, when and by which document.
func (a *Approval) Words() string { return "已经审定：" + a.Date + "，" + a.Document }

// Words name who acts: 经办人：市发展改革委 审核员 乙.
func (p Person) Words() string {
	if p.By == "" {
		return "没有登记经办人"
	}
	return "经办人：" + strings.Join(strings.Fields(p.Unit+" "+p.Role+" "+p.By), " ")
}

// TimeWords is a time as an event keeps it, by this computer's clock; one that cannot be read stands as it is.
func TimeWords(at string) string {
	t, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return at
	}
	return t.Local().Format("2006-01-02 15:04:05")
}

// ResultLine is a result as a list shows it, without what is frozen in it.
type ResultLine struct {
	Event    *Event // Finalized
	Number   int
	Code     string
	Holds    bool      // it is the one result that holds
	Over     string    // the code of the one chosen instead, "" where none was
	Approval *Approval // that holds, nil where there is none or two copies recorded different ones
	Later    int       // acts in the book that were not there when it was finalized, without what was done about results
}

// Words name the result as Snapshot.Words does.
func (r ResultLine) Words() string {
	return resultWords(r.Number, r.Event.At, Person{By: r.Event.By, Role: r.Event.Role, Unit: r.Event.Unit})
}

// Unused says that another result was chosen instead, "" where none was.
func (r ResultLine) Unused() string { return unusedWords(r.Over) }

// unusedWords say that the result of a paper was not chosen.
func unusedWords(chosen string) string {
	if chosen == "" {
		return ""
	}
	return "未采用：两份副本各自定了稿，选定的是“" + chosen + "”，这一份作废"
}

// ResultLines lists the results there are, the newest last.
func (b *Book) ResultLines() []ResultLine {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []ResultLine
	holds := b.ledger.latest()
	for _, e := range b.ledger.finals() {
		line := ResultLine{Event: e, Code: e.Value, Holds: len(holds) > 0 && !contradict(holds) && holds[0] == e}
		line.Number, _ = strconv.Atoi(e.Subject) // 0 for what is no number
		if other := b.ledger.chosenOver(e); other != nil {
			line.Over = other.Value
		}
		if a := b.ledger.approval(e.Value); a != nil {
			line.Approval = &Approval{Date: a.Data[DataDate], Document: a.Value, By: a.By}
		}
		if line.Holds {
			line.Later = b.ledger.later(e)
		}
		out = append(out, line)
	}
	return out
}

// later counts the acts that were not there when a result was finalized, without results, approvals and what was chosen of them.
func (l *Ledger) later(final *Event) int {
	then := l.asOf(final)
	n := 0
	for _, e := range l.All() {
		switch e.Kind {
		case Finalized, Approved, Chosen:
		default:
			if then.Event(e.ID) == nil {
				n++
			}
		}
	}
	return n
}
