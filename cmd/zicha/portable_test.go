package main

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2/app"
)

// asStick makes this test binary start as a program on a stick and do as it is told, for the toolkit starts once in a process and cannot
// be ended: the value is the act.
const asStick = "ZICHA_TEST_STICK"

// told are the settings a start finds.
type told struct {
	Storage, County, Folder string
	Recent                  []string
	Width                   float64
	Zoom                    int
	Contrast                bool
}

// TestStickChild is the start in the child.
func TestStickChild(t *testing.T) {
	act, data := os.Getenv(asStick), os.Getenv(asStick+"_DATA")
	if act == "" {
		t.Skip("of a child only")
	}
	back := divert(data)
	a := app.NewWithID(appID)
	s := newStick(data)
	a.SetCloudProvider(s)
	s.begin()
	back()
	prefs := a.Preferences()
	dossier := filepath.Join(filepath.Dir(data), "档案", "a.zicha")
	if act == "set" {
		prefs.SetStringList("recent", []string{dossier})
		prefs.SetString("dossier."+dossier, "涡阳县\tprofile\t12")
		prefs.SetString("folder.dossier", filepath.Dir(dossier))
		prefs.SetFloat("width", 1280.5)
		prefs.SetInt("zoom", 3)
		prefs.SetBool("contrast", true)
	}
	s.save()
	out, err := json.Marshal(told{
		filepath.FromSlash(a.Storage().RootURI().Path()), prefs.String("dossier." + dossier), prefs.String("folder.dossier"),
		prefs.StringList("recent"), prefs.Float("width"), prefs.Int("zoom"), prefs.Bool("contrast"),
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = os.Stdout.WriteString("\n" + string(out) + "\n")
}

// start has a child start on a stick; home is where all the user's folders are.
func start(t *testing.T, act, data, home string) (found told) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestStickChild$")
	cmd.Env = append(os.Environ(), asStick+"="+act, asStick+"_DATA="+data)
	for _, name := range []string{"HOME", "USERPROFILE", "LocalAppData", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		cmd.Env = append(cmd.Env, name+"="+home)
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "{") && json.Unmarshal([]byte(line), &found) == nil {
			return found
		}
	}
	t.Fatalf("nothing told:\n%s", out)
	return found
}

// The settings of a program on a stick lie on the stick, are there again at the next start, and find the files again where the stick
// lies elsewhere; in the user's folders nothing is made.
func TestPortableSettings(t *testing.T) {
	home, root := t.TempDir(), t.TempDir()
	here, there := filepath.Join(root, "E"), filepath.Join(root, "F")
	start(t, "set", filepath.Join(here, "zicha-data"), home)
	kept, err := os.ReadFile(filepath.Join(here, "zicha-data", "preferences.json"))
	if err != nil || strings.Contains(string(kept), root) || !json.Valid(kept) {
		t.Fatalf("kept is %s %v", kept, err)
	}
	if err := os.Rename(here, there); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(there, "zicha-data")
	folder := filepath.Join(there, "档案")
	want := told{data, "涡阳县\tprofile\t12", folder, []string{filepath.Join(folder, "a.zicha")}, 1280.5, 3, true}
	if got := start(t, "get", data, home); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nnot %+v", got, want)
	}
	if left, _ := os.ReadDir(home); len(left) != 0 {
		t.Errorf("made in the user's folder: %v", left)
	}
}

// A file that is no settings is as none: the program starts, and writes new ones.
func TestPortableSettingsDamaged(t *testing.T) {
	home, data := t.TempDir(), filepath.Join(t.TempDir(), "zicha-data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "preferences.json"), []byte(`{"zoom":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := start(t, "get", data, home); got.Zoom != 0 {
		t.Error("half a file is read")
	}
	start(t, "set", data, home)
	if got := start(t, "get", data, home); got.Zoom != 3 {
		t.Error("settings are not written over a damaged file")
	}
}

// Paths are found wherever they stand; everything else stays.
func TestMoved(t *testing.T) {
	got := moved(map[string]any{"recent": []any{"/a", "/b"}, "dossier./a": "county", "folder.x": "/a", "width": 1.5, "columns.甲": "/c"},
		func(text string) string { return strings.Replace(text, "/", ">", 1) })
	want := map[string]any{"recent": []string{">a", ">b"}, "dossier.>a": "county", "folder.x": ">a", "width": 1.5, "columns.甲": ">c"}
	if !maps.EqualFunc(got, want, func(a, b any) bool {
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		return string(x) == string(y)
	}) {
		t.Errorf("%v", got)
	}
}
