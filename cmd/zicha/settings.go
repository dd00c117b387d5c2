package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
)

// The settings lie in a file of the program's own. The toolkit's is emptied and written in place, for everybody to read, and read again at
// every change in its folder, the log's too: half a file among them.
const (
	settingsFile = "settings.json"
	toolkitFile  = "preferences.json" // the toolkit's own; on a stick, where the toolkit does not look, ours has its name
)

// kept gives the toolkit its settings from a file that is the owner's alone and always whole, through the door meant for a cloud. Two windows
// write to one file: each what it has changed.
type kept struct {
	file    string
	before  string              // where the toolkit keeps them, to be taken over from there once; "" for nowhere
	in, out func(string) string // for every path in them, as it is read and written; nil leaves them

	prefs valued
	mu    sync.Mutex
	later *time.Timer                // of the next writing, nil where nothing is to be written
	known map[string]json.RawMessage // as they were when they were read or written last
}

// valued are the toolkit's settings in memory with a door to all of them.
type valued interface {
	fyne.Preferences
	ReadValues(func(map[string]any))
	WriteValues(func(map[string]any))
}

// ProviderName implements fyne.CloudProvider, and so do the others.
func (k *kept) ProviderName() string        { return "settings" }
func (k *kept) ProviderDescription() string { return "settings" }
func (k *kept) ProviderIcon() fyne.Resource { return nil }
func (k *kept) Cleanup(fyne.App)            {}

// Setup takes the toolkit's own settings over, which it writes nowhere once there are others.
func (k *kept) Setup(a fyne.App) error {
	prefs, ok := a.Preferences().(valued)
	if !ok {
		return errors.New("the toolkit's settings cannot be read as a whole")
	}
	k.prefs = prefs
	if err := os.MkdirAll(filepath.Dir(k.file), 0o700); err != nil {
		fyne.LogError("settings cannot be kept", err)
	}
	return nil
}

// begin fills the settings and follows them; the toolkit must have taken them for others than its own, or it would write these. A file that cannot
// be read is set aside.
func (k *kept) begin() {
	if k.prefs == nil {
		return // Setup has said why
	}
	err := k.load()
	first := errors.Is(err, fs.ErrNotExist)
	if err != nil && !first {
		fyne.LogError("the settings cannot be read", err)
	}
	if errors.Is(err, errNoSettings) {
		setAside(k.file)
	}
	k.prefs.AddChangeListener(k.changed)
	if k.before == "" {
		return
	}
	k.takeOver(first)
	if first || errors.Is(err, errNoSettings) { // what the toolkit had is all there is
		k.changed()
		k.save()
	}
}

// setAside takes what cannot be read out of the way, under a name that nothing has; what is there cannot be kept otherwise.
func setAside(path string) {
	for i, end := 1, ".damaged"; i < 100; i, end = i+1, fmt.Sprintf(".damaged%d", i+1) {
		if _, err := os.Lstat(path + end); errors.Is(err, fs.ErrNotExist) {
			_ = os.Rename(path, path+end)
			return
		}
	}
}

// takeOver leaves the toolkit nothing to read; first says that the settings are still those it has read. Its file is renamed or emptied, for the
// toolkit complains when one is removed from its folder.
func (k *kept) takeOver(first bool) {
	_, err := settingsIn(k.before)
	switch {
	case errors.Is(err, fs.ErrNotExist): // a new user has none, and nearly always the earlier version has not run since
	case errors.Is(err, errNoSettings):
		setAside(k.before)
	case err != nil: // another time
	case first:
		_ = os.Rename(k.before, k.file)
	default:
		_ = files.Place{Path: k.before, Replace: true}.Bytes(context.Background(), []byte("{}\n")) // which changes nothing when it is read
	}
}

// errNoSettings is the fault of a file that was read and holds no settings, or of a folder in its place; what cannot be read for another reason,
// such as a scanner that holds it for a moment, may be whole.
var errNoSettings = errors.New("no table of settings")

// settingsIn reads a file of settings, a table of JSON.
func settingsIn(path string) (map[string]json.RawMessage, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%w: a folder", errNoSettings)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil || all == nil {
		return nil, fmt.Errorf("%w: %w", errNoSettings, cmp.Or(err, errors.New("null")))
	}
	return all, nil
}

// ours are the settings as the toolkit sees them: a type of its own, so that it does not take them for those it writes itself.
type ours struct{ valued }

// CloudPreferences are the settings.
func (k *kept) CloudPreferences(fyne.App) fyne.Preferences { return ours{k.prefs} }

// load reads the settings in the place of all that the toolkit has.
func (k *kept) load() error {
	all, err := settingsIn(k.file)
	if err != nil {
		return err
	}
	read := map[string]any{}
	for key, value := range all {
		var v any
		if err := json.Unmarshal(value, &v); err != nil {
			return err
		}
		read[key] = v
	}
	found := moved(read, k.in)
	k.prefs.WriteValues(func(values map[string]any) {
		clear(values)
		for key, value := range found {
			values[key] = value
		}
	})
	k.known = k.written()
	return nil
}

// written are the values in memory as they would be written.
func (k *kept) written() map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	k.prefs.ReadValues(func(values map[string]any) {
		for key, value := range moved(values, k.out) {
			if data, err := json.Marshal(value); err == nil { // what is no JSON is no setting
				out[key] = data
			}
		}
	})
	return out
}

// changed has the settings written a little later, for they change several at a time.
func (k *kept) changed() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.later == nil {
		k.later = time.AfterFunc(300*time.Millisecond, k.save)
	}
}

// save writes the settings, where they have changed: those changed here over those another window has written meanwhile.
func (k *kept) save() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.later == nil {
		return
	}
	k.later.Stop()
	k.later = nil
	now := k.written()
	all, err := settingsIn(k.file)
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNoSettings):
		all, k.known = map[string]json.RawMessage{}, nil
	case err != nil: // written over, it would lose what others have changed
		fyne.LogError("the settings are not written", err)
		k.later = time.AfterFunc(time.Minute, k.save)
		return
	}
	for key, value := range now {
		if string(value) != string(k.known[key]) {
			all[key] = joined(k.known[key], value, all[key])
		}
	}
	for key := range k.known {
		if _, still := now[key]; !still {
			delete(all, key)
		}
	}
	data, err := json.MarshalIndent(all, "", " ")
	if err == nil {
		err = files.Place{Path: k.file, Replace: true}.Bytes(context.Background(), data)
	}
	if err != nil {
		fyne.LogError("the settings are not written", err)
		return
	}
	k.known = now
}

// joined is a value changed here where another window may have changed it too: of lists of texts what is in either, without what one of them has
// taken out of the list both knew, and first what one of them has added, ours before theirs; of anything else ours.
func joined(known, ours, theirs json.RawMessage) json.RawMessage {
	var before, here, there []string
	if json.Unmarshal(ours, &here) != nil || json.Unmarshal(theirs, &there) != nil || json.Unmarshal([]byte(cmp.Or(string(known), "[]")), &before) != nil {
		return ours
	}
	has := slices.Contains[[]string]
	list := slices.DeleteFunc(here, func(text string) bool { return has(before, text) && !has(there, text) })
	at := 0
	for at < len(list) && !has(before, list[at]) {
		at++
	}
	added := slices.DeleteFunc(there, func(text string) bool { return has(before, text) || has(list, text) })
	list = slices.Insert(list, at, added...)
	out, err := json.Marshal(list)
	if err != nil {
		return ours
	}
	return out
}
