package review

import (
	"regexp"
	"strings"

	"zicha/forms/files"
)

// clueKey is the form of a clue's key, see forms/clues.
var clueKey = regexp.MustCompile(`^[0-9a-f]{16}$`)

// Dismiss records that a clue (疑点) is no matter, and why: words is its sentence, which the trail keeps. A clue is about what it is about,
// whatever is found on the next day, so it stays dismissed until words is "", which takes that back.
func (b *Book) Dismiss(p Person, key, words, reason string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return err
	}
	key, reason = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(reason)
	standing := b.ledger.dismissal(key)
	switch {
	case !clueKey.MatchString(key):
		return refuse("“%s”不是疑点的编号；编号是16个字符，用 review clues 查看", files.Printable(key))
	case reason == "":
		return refuse("请写明理由，理由会留在审核记录里")
	case words == "" && standing == nil:
		return refuse("疑点%s没有排除过，不用恢复", key)
	}
	e := b.act(p, Event{Kind: Dismissed, Subject: key, Value: words, Reason: reason})
	return b.add("保存疑点的处理", addition{events: []*Event{e}})
}

// Dismissal is the act by which a clue is dismissed, nil where it is not.
func (v *View) Dismissal(key string) *Event {
	defer v.looking()()
	return v.ledger.dismissal(key)
}

// dismissal is the act that holds on a clue. Where two copies have dealt with it apart, dismissing it is no contradiction.
func (l *Ledger) dismissal(key string) *Event {
	for _, e := range l.Heads(Topic{Class: string(Dismissed), Subject: key}) {
		if e.Value != "" {
			return e
		}
	}
	return nil
}
