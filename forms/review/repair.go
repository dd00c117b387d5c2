package review

import (
	"context"
	"fmt"

	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// Repair says which damaged book is to be repaired, and where what is whole in it goes; To must not be there yet.
type Repair struct {
	From, To string
	Own      *scoring.Edition   // the rulebook the book was made with, as somebody found it; nil mostly
	Editions []*scoring.Edition // the rulebooks the program knows
	Progress files.Progress     // may be nil
}

// Report is what was taken out of a damaged book.
type Report struct {
	Events, Contents int
	Lost             []string // what is missing, a line each; none where all is there
	Backup           string   // the backup beside it that something was taken from, "" for none
}

// Words says what came out, and whether that is all.
func (r Report) Words() string {
	return fmt.Sprintf("取出了%d条审核记录、%d份来件和定稿的内容，原文件没有改动。", r.Events, r.Contents) + store.Missing(r.Lost).Words(r.Backup)
}

// Run takes what is whole in a damaged book into a new one: every event whose id is the hash of its content, every content that is its hash.
// Errors: store.ErrForeign where nothing of a book is in it, ErrEdition, files.InUse, files.Exists, files.Full and the like.
func (r Repair) Run(ctx context.Context) (Report, error) {
	m := &mending{given: r.Own, known: r.Editions}
	out, err := store.Repair{From: r.From, To: r.To, Format: format(), Progress: r.Progress, Mend: m.mend}.Run(ctx)
	if err != nil {
		return Report{}, err
	}
	return Report{Events: len(out.Rows[eventTable().Name]), Contents: len(out.Rows[contentTable().Name]), Lost: m.lost, Backup: out.Backup}, nil
}

// mending looks at what the store has found with the eyes of a book.
type mending struct {
	given *scoring.Edition
	known []*scoring.Edition
	lost  store.Missing
}

func (m *mending) mend(out *store.Repaired) error {
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
	contents := kept{}
	for _, row := range out.Rows[contentTable().Name] {
		if data, err := unpressed(row[2].([]byte)); err == nil && sumOf(data) == row[1].(string) {
			contents[row[1].(string)] = row[2].([]byte)
		}
	}
	if err := m.edition(out.Meta, l, contents); err != nil {
		return err
	}
	m.missing(l, contents)
	if n := out.LostRows[eventTable().Name]; n > 0 {
		m.lost.Say("缺少%d条审核记录，请与另一份副本合并", n)
	}
	if n := out.LostRows[contentTable().Name]; n > 0 {
		m.lost.Say("缺少%d份来件或定稿的内容，请重新收件，或者与另一份副本合并", n)
	}
	return nil
}

// missing names what events refer to and is not there.
func (m *mending) missing(l *Ledger, contents kept) {
	for _, e := range l.All() {
		for _, id := range e.Replaces {
			if l.Event(id) == nil {
				m.lost.Say("%s有一条更早的记录没有找回", e.about())
			}
		}
		switch {
		case e.Content == "" || contents[e.Content] != nil:
		case e.Kind == Received:
			m.lost.Say("%s%s", e.County, e.lostWords())
		case e.Kind == Finalized:
			m.lost.Say("第%s次定稿（%s）的内容没有找回", e.Subject, e.Value)
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
