package dossier

import (
	"errors"
	"fmt"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// edition chooses the rulebook. Where the program knows one of the same id and the same rules, that one serves, with its mended
// notes; otherwise the dossier's own. Other rules of the same id are offered, the first known that differ, unless those of the dossier
// stand before them; until TakeEdition they serve for nothing.
func (f *File) edition(known []*scoring.Edition) (*scoring.Edition, error) {
	name, rules := f.file.Meta(metaName), f.file.Meta(metaRules)
	for _, e := range known {
		switch {
		case e.ID != name:
		case e.Hash() == rules:
			return e, nil
		case f.offered == nil:
			f.offered = e
		}
	}
	own, err := scoring.LoadEdition("档案里的考核指标", []byte(f.file.Meta(metaEdition)))
	if err == nil && (own.ID != name || own.Hash() != rules) {
		err = errors.New("hash differs")
	}
	if err != nil {
		f.offered = nil
		return nil, files.Failure(ErrEdition, "档案里保存的考核指标“%s”不能用于这个程序，没有打开；请用建立这份档案的程序打开，或者更新程序",
			strings.ToValidUTF8(name, "")).Because(err)
	}
	return own, nil
}

func editionMeta(e *scoring.Edition) map[string]string {
	return map[string]string{metaEdition: string(e.Source()), metaName: e.ID, metaRules: e.Hash()}
}

// EditionChanged gives the newest rulebook of the same id that the program knows where its rules differ from the dossier's own, so that
// the score changes can be shown before TakeEdition. The dossier goes on with its own rules until then.
func (f *File) EditionChanged() (*scoring.Edition, bool) {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.offered, f.offered != nil
}

// ScoreChanges says what becomes of a dossier's score by other rules of the same id: a Chinese sentence for every indicator that comes out
// otherwise, then the totals. What the rules themselves say otherwise is scoring.Compare's to tell.
func ScoreChanges(d *forms.Dossier, other *scoring.Edition) []string {
	before, after := d.Score(), other.Score(d.Answers())
	var out []string
	for i, was := range before.Indicators {
		switch {
		case i >= len(after.Indicators):
			out = append(out, fmt.Sprintf("第%d项在新的规则里没有", was.Indicator.No))
		case after.Indicators[i].Text() != was.Text():
			out = append(out, fmt.Sprintf("第%d项 %s：%s→%s", was.Indicator.No, was.Indicator.Title, was.Text(), after.Indicators[i].Text()))
		}
	}
	for _, is := range after.Indicators[min(len(before.Indicators), len(after.Indicators)):] {
		out = append(out, fmt.Sprintf("第%d项 %s：新增", is.Indicator.No, is.Indicator.Title))
	}
	out = append(out, fmt.Sprintf("自评合计：%s→%s", before.Self.Score, after.Self.Score))
	return append(out, figureChanges(before.Figures(), after.Figures())...)
}

// figureChanges tells of bonus, penalty, vetoes, the overall total and the grade where they come out otherwise.
func figureChanges(before, after []scoring.Figure) []string {
	var out []string
	text := func(figures []scoring.Figure, label string) string {
		for _, f := range figures {
			if f.Label == label {
				return f.Text
			}
		}
		return "无"
	}
	for _, label := range []string{scoring.BonusLabel, scoring.PenaltyLabel, scoring.VetoLabel, scoring.OverallLabel, scoring.GradeLabel} {
		if was, is := text(before, label), text(after, label); was != is {
			out = append(out, label+"："+was+"→"+is)
		}
	}
	return out
}

// TakeEdition goes over to other rules of the same id. It stands in the history; what was done before cannot be undone any more.
func (f *File) TakeEdition(e *scoring.Edition) error {
	old := f.Dossier().Edition
	if e == nil || e.ID != old.ID {
		return files.Failure(ErrRefused, "考核指标不是同一年度的，没有换用；其他年度请新建档案")
	}
	step := event(kindEdition, e.Title, store.Change{Old: old.Hash(), New: e.Hash()})
	if err := f.file.Do("换用考核指标", step, func(tx *store.Tx) error { return tx.SetMetas(editionMeta(e)) }); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.d.Edition = e
	f.offered = nil
	return nil
}
