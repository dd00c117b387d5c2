package review

// Backwards lists the events whose clock stood before that of an event they follow.
func (b *Book) Backwards() []*Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ledger.Backwards()
}

// Unused are the ids of acts on cells that do not count any more: withdrawn, or not chosen where two copies contradicted each other (未采用).
func (b *Book) Unused() (map[string]bool, error) {
	v, err := b.View()
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, u := range v.Units {
		for _, c := range u.Cells {
			for _, s := range v.Steps(c) {
				if s.Unused {
					out[s.Event] = true
				}
			}
		}
	}
	return out, nil
}
