package review

import (
	"context"
	"fmt"
	"slices"

	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// Repair says which damaged book is to be repaired, and where what is whole in it goes; To must not be there yet.
type Repair struct {
	From, To string
	Editions []*scoring.Edition // the rulebooks the program knows
	Progress files.Progress     // may be nil
}

// Report is what was taken out of a damaged book.
type Report struct {
	Events, Contents int
	Lost             []string // what is missing, a line each; none where all is there
}

// Words says what came out, and whether that is all.
func (r Report) Words() string {
	text := fmt.Sprintf("取出了%d条审核记录、%d份来件和定稿的内容，原文件没有改动。", r.Events, r.Contents)
	if len(r.Lost) == 0 {
		return text + "没有发现缺失。"
	}
	return text + fmt.Sprintf("下面%d处缺失或需要核对：", len(r.Lost))
}

// Run takes what is whole in a damaged book into a new one: every event whose id is the hash of its content, every content that is its hash.
// Errors: store.ErrForeign where nothing of a book is in it, ErrEdition, files.InUse, files.Exists, files.Full and the like.
func (r Repair) Run(ctx context.Context) (Report, error) {
	m := &mending{known: r.Editions}
	out, err := store.Repair{From: r.From, To: r.To, Format: format(), Progress: r.Progress, Mend: m.mend}.Run(ctx)
	if err != nil {
		return Report{}, err
	}
	return Report{Events: len(out.Rows[eventTable().Name]), Contents: len(out.Rows[contentTable().Name]), Lost: m.lost}, nil
}

// mending looks at what the store has found with the eyes of a book.
type mending struct {
	known []*scoring.Edition
	lost  []string
}

func (m *mending) say(format string, args ...any) {
	m.lost = append(m.lost, files.Printable(fmt.Sprintf(format, args...)))
}

func (m *mending) mend(out *store.Repaired) error {
	if err := m.edition(out.Meta); err != nil {
		return err
	}
	if out.Meta[metaCopy] == "" {
		out.Meta[metaCopy] = newID()
	}
	delete(out.Rows, digestTable().Name) // made anew
	l := NewLedger()
	for _, row := range out.Rows[eventTable().Name] {
		if e := new(Event); e.decode(row[1].(string), row[2].(string)) == nil {
			l.Add(e)
		}
	}
	whole := map[string]bool{}
	for _, row := range out.Rows[contentTable().Name] {
		data, err := unpressed(row[2].([]byte))
		whole[row[1].(string)] = err == nil && sumOf(data) == row[1].(string)
	}
	m.missing(l, whole)
	if n := out.LostRows[eventTable().Name]; n > 0 {
		m.say("缺少%d条审核记录，请与另一份副本合并", n)
	}
	if n := out.LostRows[contentTable().Name]; n > 0 {
		m.say("缺少%d份来件或定稿的内容，请重新收件，或者与另一份副本合并", n)
	}
	return nil
}

// missing names what events refer to and is not there.
func (m *mending) missing(l *Ledger, whole map[string]bool) {
	for _, e := range l.All() {
		for _, id := range e.Replaces {
			if l.Event(id) == nil {
				m.say("%s有一条更早的记录没有找回", e.about())
			}
		}
		switch {
		case e.Content == "" || whole[e.Content]:
		case e.Kind == Received:
			m.say("%s第%s版的内容没有找回，请重新收件", e.County, e.Value)
		case e.Kind == Finalized:
			m.say("第%s次定稿（%s）的内容没有找回", e.Subject, e.Value)
		}
	}
}

// about says in short what an event is about.
func (e *Event) about() string {
	switch {
	case e.Indicator > 0:
		return fmt.Sprintf("%s第%d项", e.County, e.Indicator)
	case e.County != "":
		return e.County
	}
	return "“" + e.Subject + "”"
}

// edition makes sure that the rulebook is there: the book's own, else one the program knows by the same rules.
func (m *mending) edition(meta map[string]string) error {
	own, err := scoring.LoadEdition("汇总里的考核指标", []byte(meta[metaEdition]))
	if err == nil && own.ID == meta[metaName] && own.Hash() == meta[metaRules] {
		return nil
	}
	at := slices.IndexFunc(m.known, func(e *scoring.Edition) bool { return e.Hash() == meta[metaRules] })
	if at < 0 {
		at = slices.IndexFunc(m.known, func(e *scoring.Edition) bool { return e.ID == meta[metaName] })
	}
	if at < 0 {
		return files.Failure(ErrEdition, "汇总里保存的考核指标已损坏，程序里也没有同一年度的，没有修复；请更新程序再试")
	}
	e := m.known[at]
	m.say("汇总里保存的考核指标没有找回，改用程序里的“%s”，请核对考核对象名单和得分", e.Title)
	meta[metaEdition], meta[metaName], meta[metaRules] = string(e.Source()), e.ID, e.Hash()
	return nil
}
