package review

import (
	"strings"

	"zicha/forms/store"
)

// The keys of the meta table that keep who works on this copy of the book.
const (
	metaBy   = "by"
	metaRole = "role"
	metaUnit = "unit"
)

// Me is who works on this copy of the book, as it was typed once with SetMe; empty where nobody was.
func (b *Book) Me() Person {
	return Person{By: b.file.Meta(metaBy), Role: b.file.Meta(metaRole), Unit: b.file.Meta(metaUnit)}
}

// SetMe keeps who works on this copy of the book. It is no act and does not go into another copy.
func (b *Book) SetMe(p Person) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return err
	}
	return b.file.Do("登记经办人", store.Step{Kind: kindAct}, func(tx *store.Tx) error { return setMe(tx, p) })
}

func setMe(tx *store.Tx, p Person) error {
	return tx.SetMetas(map[string]string{metaBy: strings.TrimSpace(p.By), metaRole: strings.TrimSpace(p.Role), metaUnit: strings.TrimSpace(p.Unit)})
}
