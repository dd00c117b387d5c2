package review

import (
	"encoding/json"
	"slices"

	"zicha/forms/files"
	"zicha/scoring"
)

// kept are contents that are whole, compressed, by SHA-256.
type kept map[string][]byte

// edition makes sure that the rulebook is there: the book's own, else as a result has it, else as it was given, else one the program knows by
// the same rules, if that lists every unit there are records of. A book by other units can be joined with none of its copies.
func (m *mending) edition(meta map[string]string, l *Ledger, contents kept) error {
	own, err := scoring.LoadEdition("汇总里的考核指标", []byte(meta[metaEdition]))
	if err == nil && own.ID == meta[metaName] && own.Hash() == meta[metaRules] {
		return nil
	}
	rules := contents.rules(meta[metaRules], l)
	fits := func(e *scoring.Edition) bool {
		return e != nil && (len(rules) == 0 || slices.Contains(rules, e.Hash()))
	}
	found := contents.resultRules(l, fits)
	switch {
	case found != nil:
	case m.given != nil && !fits(m.given):
		return files.Failure(ErrEdition, "“%s”不是这份汇总用的考核指标，没有修复；请换成建立汇总时用的考核指标文件，或者同一份汇总的副本", m.given.Title)
	case m.given != nil:
		if found = m.given; unlisted(found, l) != "" {
			m.lost.Say("写明的考核指标里没有“%s”这个单位，它的记录留存但不起作用；请核对考核对象名单", unlisted(found, l))
		}
	default:
		at := slices.IndexFunc(m.known, func(e *scoring.Edition) bool {
			return fits(e) && (len(rules) > 0 || e.ID == meta[metaName]) && unlisted(e, l) == ""
		})
		if at < 0 {
			return files.Failure(ErrEdition, "汇总里保存的考核指标没有找回，没有修复；请找到建立汇总时用的考核指标文件，拖到窗口上收下它，再修复一次；命令行上用 --edition 写明它，或者写明同一份汇总的副本")
		}
		found = m.known[at]
		m.lost.Say("汇总里保存的考核指标没有找回，改用程序自带的“%s”；它的考核对象名单可能与原来的不同，不同时不能与副本合并，请核对", found.Title)
	}
	meta[metaEdition], meta[metaName], meta[metaRules] = string(found.Source()), found.ID, found.Hash()
	return nil
}

// rules are the hashes that the book's rulebook can have: the one that it says, else those of the versions that came in; none where nothing
// says.
func (k kept) rules(said string, l *Ledger) []string {
	if said != "" {
		return []string{said}
	}
	var out []string
	for _, e := range l.All() {
		var s Submission
		if e.Kind == Received && json.Unmarshal(k.content(e), &s) == nil && s.Rules != "" {
			out = append(out, s.Rules)
		}
	}
	return out
}

// resultRules is the rulebook as a result has kept it, proved by its code, nil where none has.
func (k kept) resultRules(l *Ledger, fits func(*scoring.Edition) bool) *scoring.Edition {
	for _, e := range l.finals() {
		s, err := thaw(unfolding(k[e.Content]), e)
		if err != nil {
			continue
		}
		if own, err := scoring.LoadEdition("定稿里的考核指标", []byte(s.Source)); err == nil && fits(own) {
			return own
		}
	}
	return nil
}

// content is what an event names, nil where it is not whole.
func (k kept) content(e *Event) []byte {
	data, err := unpressed(k[e.Content])
	if err != nil {
		return nil
	}
	return data
}

// unlisted is a unit that there are records of and the rulebook does not list, "" where there is none.
func unlisted(e *scoring.Edition, l *Ledger) string {
	for _, event := range l.All() {
		if event.County != "" && e.Unit(event.County) == nil {
			return event.County
		}
	}
	return ""
}
