package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"
)

// Draft is a text that was typed for a value and has not become it. Drafts are no part of the values: they stand in no log, cannot be
// undone, and go as soon as their value changes.
type Draft struct {
	Text string    `json:"text"`
	At   time.Time `json:"at"`             // when it was typed
	Left bool      `json:"left,omitempty"` // its field was left: it was refused; without, it was being typed
}

// KindDraft is asked of Options.Allow before drafts are kept.
const KindDraft = "draft"

// metaDrafts is where the drafts stand; missing before the first one.
const metaDrafts = "drafts"

// Drafts gives a copy of the drafts, by path.
func (f *File) Drafts() map[string]Draft {
	f.state.RLock()
	defer f.state.RUnlock()
	return maps.Clone(f.drafts)
}

// Keep stores these drafts in the place of those there were; when it returns nil the disk has them. Errors as Commit.
func (f *File) Keep(drafts map[string]Draft) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writable(KindDraft); err != nil {
		return err
	}
	if maps.EqualFunc(drafts, f.drafts, sameDraft) {
		return nil
	}
	drafts = maps.Clone(drafts)
	if err := f.write("暂存", func(tx *Tx) error { return tx.keep(drafts) }); err != nil {
		return err
	}
	f.takeDrafts(drafts)
	return nil
}

func sameDraft(a, b Draft) bool { return a.Text == b.Text && a.Left == b.Left && a.At.Equal(b.At) }

func (f *File) takeDrafts(drafts map[string]Draft) {
	f.state.Lock()
	defer f.state.Unlock()
	f.drafts = drafts
}

// keep writes the drafts.
func (tx *Tx) keep(drafts map[string]Draft) error {
	data, err := json.Marshal(drafts)
	if err != nil {
		return fmt.Errorf("drafts: %w", err)
	}
	return tx.SetMeta(metaDrafts, string(data))
}

// without gives the drafts a step leaves, and reports whether some go.
func (f *File) without(changes []Change) (drafts map[string]Draft, some bool) {
	drafts = maps.Clone(f.drafts)
	for _, c := range changes {
		delete(drafts, c.Path)
	}
	return drafts, len(drafts) != len(f.drafts)
}

// loadDrafts reads the drafts out of the meta table.
func (f *File) loadDrafts() error {
	text := f.meta[metaDrafts]
	if text == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), &f.drafts); err != nil {
		return f.format.damaged(f.path, "没有存完的输入", err)
	}
	return nil
}
