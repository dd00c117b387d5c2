package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

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
		if caches, err := os.UserCacheDir(); err == nil {
			_ = os.MkdirAll(caches, 0o700) // the toolkit makes its own in it, and complains where a new user has none yet
		}
		a = app.NewWithID(appID)
		k := &kept{file: filepath.Join(settings(a), settingsFile), before: filepath.Join(settings(a), toolkitFile)}
		a.SetCloudProvider(k)
		k.begin()
		return a, k.save
	}
	back := divert(data)
	a = app.NewWithID(appID)
	s := newStick(data)
	a.SetCloudProvider(s)
	s.begin()
	go fyne.Do(back) // when the window runs, the toolkit has made its folders
	return a, s.save
}

// settings is the folder in which a program keeps what is its own.
func settings(a fyne.App) string { return filepath.FromSlash(a.Storage().RootURI().Path()) }

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

// stick gives the toolkit its settings and its storage from a folder beside the program.
type stick struct {
	*kept
	data string
}

// newStick keeps settings in a folder with the paths in them as they will be found where the stick is then.
func newStick(data string) stick {
	return stick{data: data, kept: &kept{
		file: filepath.Join(data, toolkitFile),
		in:   func(text string) string { return files.Found(data, text) },
		out:  func(text string) string { return files.Carried(data, text) },
	}}
}

// rooted is the toolkit's storage in another folder.
type rooted struct {
	fyne.Storage
	folder string
}

func (r rooted) RootURI() fyne.URI { return storage.NewFileURI(r.folder) }

// CloudStorage is the folder itself, for the adopted rulebooks.
func (s stick) CloudStorage(a fyne.App) fyne.Storage { return rooted{a.Storage(), s.data} }

// moved are the values with every text that is a path, alone, in a list or behind the first dot of a key, put through a function, nil for none. Lists
// read from JSON become those of texts: there are no others among our settings.
func moved(values map[string]any, path func(string) string) map[string]any {
	if path == nil {
		path = func(text string) string { return text }
	}
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
