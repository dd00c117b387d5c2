package review

import (
	"encoding/json"
	"slices"

	"zicha/forms/store"
)

// metaWaivers is the key of the meta table under which waivers are kept until 定稿.
const metaWaivers = "waivers"

// Waivers are what was accepted for the next 定稿 so far, as SetWaivers has kept it: by the reasons, within one by the keys. What cannot be read
// was not accepted.
func (b *Book) Waivers() []Waiver {
	var kept map[string][]string // keys by reason
	if json.Unmarshal([]byte(b.file.Meta(metaWaivers)), &kept) != nil {
		return nil
	}
	var out []Waiver
	for _, reason := range sortedKeys(kept) {
		for _, key := range kept[reason] {
			out = append(out, Waiver{Key: key, Reason: reason})
		}
	}
	return out
}

// SetWaivers keeps what is accepted until the next 定稿, so that closing the book loses no reason. It is no act, and does not go into another copy.
func (b *Book) SetWaivers(list []Waiver) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	kept := map[string][]string{}
	for _, w := range list {
		kept[w.Reason] = append(kept[w.Reason], w.Key)
	}
	for _, keys := range kept {
		slices.Sort(keys)
	}
	text := ""
	if len(kept) > 0 {
		data, err := json.Marshal(kept)
		if err != nil {
			return err
		}
		text = string(data)
	}
	return b.file.Do("保存接受的理由", store.Step{Kind: kindAct}, func(tx *store.Tx) error { return tx.SetMeta(metaWaivers, text) })
}
