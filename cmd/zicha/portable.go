package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/storage"

	"zicha/forms/files"
)

const appID = "cn.zicha.app"

// newApp makes the toolkit's app, of a program on a stick with what it keeps lying on the stick too. Whoever asks calls done when the
// window is closed: settings changed last are written then.
func newApp() (a fyne.App, done func()) {
	data := files.Portable()
	if data == "" {
		a = app.NewWithID(appID)
		private(filepath.Join(settings(a), settingsFile))
		return a, func() {}
	}
	back := divert(data)
	a = app.NewWithID(appID)
	s := &stick{data: data}
	a.SetCloudProvider(s)
	go fyne.Do(back) // when the window runs, the toolkit has made its folders
	return a, s.save
}

// settings is the folder in which a program keeps what is its own.
func settings(a fyne.App) string { return filepath.FromSlash(a.Storage().RootURI().Path()) }

// settingsFile is the toolkit's name for what was set in the window.
const settingsFile = "preferences.json"

// private makes a file of the settings its owner's alone, for it names files and folders: the toolkit would make it readable for everybody,
// and leaves it as it is when it writes it anew. Where that cannot be had nothing is lost.
func private(path string) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		_ = os.Chmod(path, 0o600)
		return
	}
	_, _ = f.WriteString("{}\n")
	_ = f.Close()
}

// divert has what reads the user's folders from the environment find places on the stick: the toolkit makes empty folders for itself at
// the start, and lists the system's fonts. Back undoes it, for the programs started later are the user's own. (The C library's
// environment has the names already, so putting values back moves nothing that another thread may be reading.)
func divert(data string) (back func()) {
	places := map[string]string{"XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache"}
	if runtime.GOOS == "windows" {
		places = map[string]string{"USERPROFILE": "home", "LocalAppData": "cache"}
	}
	before := map[string]string{}
	for name, place := range places {
		if old, there := os.LookupEnv(name); there {
			before[name] = old
		}
		folder := filepath.Join(data, "cache", "toolkit", place)
		_ = os.MkdirAll(folder, 0o700) // where nothing can be made, nothing is kept
		_ = os.Setenv(name, folder)    // fails only for names that are none
	}
	if os.Getenv("MESA_SHADER_CACHE_DIR") == "" {
		_ = os.Setenv("MESA_SHADER_CACHE_DIR", filepath.Join(data, "cache", "mesa")) // stays: drawing begins later
	}
	return func() {
		for name := range places {
			if old, there := before[name]; there {
				_ = os.Setenv(name, old)
			} else {
				_ = os.Unsetenv(name)
			}
		}
	}
}

// stick gives the toolkit its settings and its storage from a folder beside the program, through the door meant for a cloud.
type stick struct {
	data  string
	prefs valued

	mu    sync.Mutex
	later *time.Timer // of the next writing, nil where nothing is to be written
}

// valued are the toolkit's settings in memory with a door to all of them.
type valued interface {
	fyne.Preferences
	ReadValues(func(map[string]any))
	WriteValues(func(map[string]any))
}

func (s *stick) ProviderName() string        { return "portable" }
func (s *stick) ProviderDescription() string { return "portable" }
func (s *stick) ProviderIcon() fyne.Resource { return nil }
func (s *stick) Cleanup(fyne.App)            {}

// Setup takes the toolkit's own settings over, which it writes nowhere once there are others, and fills them.
func (s *stick) Setup(a fyne.App) error {
	prefs, ok := a.Preferences().(valued)
	if !ok {
		return errors.New("the toolkit's settings cannot be read as a whole")
	}
	s.prefs = prefs
	if err := os.MkdirAll(s.data, 0o700); err != nil {
		fyne.LogError("nothing can be kept beside the program", err)
	}
	if err := s.load(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		fyne.LogError("the settings beside the program cannot be read", err)
	}
	prefs.AddChangeListener(s.changed)
	return nil
}

// ours are the settings as the toolkit sees them: a type of its own, so that it does not take them for those it writes itself.
type ours struct{ valued }

// CloudPreferences are the settings.
func (s *stick) CloudPreferences(fyne.App) fyne.Preferences { return ours{s.prefs} }

// rooted is the toolkit's storage in another folder.
type rooted struct {
	fyne.Storage
	folder string
}

func (r rooted) RootURI() fyne.URI { return storage.NewFileURI(r.folder) }

// CloudStorage is the folder itself, for the adopted rulebooks.
func (s *stick) CloudStorage(a fyne.App) fyne.Storage { return rooted{a.Storage(), s.data} }

func (s *stick) file() string { return filepath.Join(s.data, settingsFile) }

// load reads the settings, with the paths as they are where the stick is now.
func (s *stick) load() error {
	data, err := os.ReadFile(s.file())
	if err != nil {
		return err
	}
	kept := map[string]any{}
	if err := json.Unmarshal(data, &kept); err != nil {
		return err
	}
	found := moved(kept, func(text string) string { return files.Found(s.data, text) })
	s.prefs.WriteValues(func(values map[string]any) {
		for key, value := range found {
			values[key] = value
		}
	})
	return nil
}

// changed has the settings written a little later, for they change several at a time.
func (s *stick) changed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.later == nil {
		s.later = time.AfterFunc(300*time.Millisecond, s.save)
	}
}

// save writes the settings, where they have changed, with the paths as they will be found.
func (s *stick) save() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.later == nil {
		return
	}
	s.later.Stop()
	s.later = nil
	var data []byte
	var err error
	s.prefs.ReadValues(func(values map[string]any) {
		data, err = json.MarshalIndent(moved(values, func(text string) string { return files.Carried(s.data, text) }), "", " ")
	})
	if err == nil {
		err = files.Place{Path: s.file(), Replace: true}.Bytes(context.Background(), data)
	}
	if err != nil {
		fyne.LogError("the settings beside the program are not written", err)
	}
}

// moved are the values with every text that is a path, alone, in a list or behind the first dot of a key, put through a function. Lists
// read from JSON become those of texts: there are no others among our settings.
func moved(values map[string]any, path func(string) string) map[string]any {
	out := make(map[string]any, len(values))
	for key, value := range values {
		if kind, rest, ok := strings.Cut(key, "."); ok {
			key = kind + "." + path(rest)
		}
		switch v := value.(type) {
		case string:
			value = path(v)
		case []string:
			value = texts(v, path)
		case []any:
			value = texts(v, path)
		}
		out[key] = value
	}
	return out
}

func texts[T any](list []T, path func(string) string) []string {
	out := make([]string, 0, len(list))
	for _, item := range list {
		if text, ok := any(item).(string); ok {
			out = append(out, path(text))
		}
	}
	return out
}
