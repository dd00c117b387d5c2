package secret

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"zicha/forms/files"
)

const (
	good  = "正确的密码一二三"
	quick = 4 // a work factor for tests
)

// locked writes content under the password and gives the path of the copy.
func locked(t testing.TB, content []byte) string {
	t.Helper()
	plain := filepath.Join(t.TempDir(), "甲.zicha")
	if err := os.WriteFile(plain, content, 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "甲.zicha.age")
	if err := (Copy{To: to, Password: good, factor: quick}).lock(t.Context(), plain); err != nil {
		t.Fatal(err)
	}
	return to
}

// noise is content that compresses to nothing and differs everywhere.
func noise(n int) []byte {
	out := make([]byte, n)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(out)
	return out
}

// taken gives what comes out of a copy.
func taken(t *testing.T, path, password string) ([]byte, error) {
	t.Helper()
	o, err := Open(path, password)
	if err != nil {
		return nil, err
	}
	defer o.Close()
	dir := t.TempDir()
	to := filepath.Join(dir, "乙.zicha")
	if err := o.Take(t.Context(), Taking{To: to}); err != nil {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		return nil, err
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return data, nil
}

func wantKind(t *testing.T, err error, kind files.Kind) {
	t.Helper()
	var known *files.Error
	if !errors.As(err, &known) || known.Kind != kind {
		t.Errorf("%v, want a failure of the kind %q", err, kind)
	}
}

// What was put under a password comes back whole, whatever its size, and only with that password.
func TestCopyComesBack(t *testing.T) {
	for _, n := range []int{0, 1, 1<<16 - 1, 1 << 16, 1<<16 + 1, 5 << 16} {
		content := noise(n)
		path := locked(t, content)
		if data, err := taken(t, path, good); err != nil || !bytes.Equal(data, content) {
			t.Errorf("%d bytes: %v", n, err)
		}
		_, err := taken(t, path, good+" ")
		wantKind(t, err, ErrPassword)
		if data, err := os.ReadFile(path); err != nil || n > 32 && bytes.Contains(data, content[:32]) {
			t.Errorf("%d bytes: the copy can be read: %v", n, err)
		}
	}
}

// One bit that was altered anywhere, and any length but its own, is told, and nothing comes out.
func TestDamagedCopy(t *testing.T) {
	path := locked(t, noise(3<<16))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := func(what string, data []byte) {
		t.Helper()
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if data, err := taken(t, path, good); err == nil {
			t.Errorf("%s: %d bytes came out", what, len(data))
		} else if known := new(files.Error); !errors.As(err, &known) {
			t.Errorf("%s: no sentence: %v", what, err)
		}
	}
	for at := 0; at < len(whole); at += 1 + at/16 { // every byte of the header, then fewer
		data := bytes.Clone(whole)
		data[at] ^= 1
		damaged("altered", data)
		damaged("cut off", whole[:at])
	}
	damaged("longer", append(bytes.Clone(whole), 0))
}

// raw writes a file of the format by hand.
func raw(t *testing.T, factor int, to ...age.Recipient) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.age")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if len(to) == 0 {
		r, err := age.NewScryptRecipient(good)
		if err != nil {
			t.Fatal(err)
		}
		r.SetWorkFactor(factor)
		to = []age.Recipient{r}
	}
	w, err := age.Encrypt(f, to...)
	if err == nil {
		_, err = io.WriteString(w, "内容")
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// A copy that asks for more work than ours do is refused before any is done: 2^30 would take 1 TB of memory.
func TestWorkIsBounded(t *testing.T) {
	path := raw(t, quick)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, factor := range []string{"19", "30", "99", "99999999999999999999"} {
		lines := strings.SplitN(string(data), "\n", 3)
		lines[1] = strings.TrimSuffix(lines[1], " 4") + " " + factor
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path, good)
		if wantKind(t, err, ErrForeign); !errors.Is(err, errWork) {
			t.Errorf("%s: %v", factor, err)
		}
	}
}

// What is none of ours is told apart from a wrong password.
func TestForeignCopies(t *testing.T) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(raw(t, 0, key.Recipient()), good)
	if wantKind(t, err, ErrForeign); !strings.Contains(err.Error(), "密钥") {
		t.Error(err)
	}
	for _, text := range []string{"", "age", "SQLite format 3\x00", "-----BEGIN AGE ENCRYPTED FILE-----\n", strings.Repeat("长", 1<<20)} {
		path := filepath.Join(t.TempDir(), "x.age")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path, good)
		wantKind(t, err, ErrForeign)
	}
	for _, text := range []string{intro, intro + "-> scrypt", intro + strings.Repeat("-> x\n\n", 2000), intro + "-> " + strings.Repeat("a", 3<<20)} {
		path := filepath.Join(t.TempDir(), "x.age")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path, good)
		wantKind(t, err, files.Damaged)
	}
	_, err = Open(t.TempDir(), good)
	wantKind(t, err, files.Source)
}

// Write makes the plain copy beside the file itself, and leaves only the copy; what fails, is cancelled or refused leaves nothing.
func TestWriteLeavesOnlyTheCopy(t *testing.T) {
	mine, stick := t.TempDir(), t.TempDir()
	of := filepath.Join(mine, "甲.zicha")
	if err := os.WriteFile(of, []byte("内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	lies := func(dir string, want ...string) {
		t.Helper()
		var got []string
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			got = append(got, e.Name())
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("there are %v, want %v", got, want)
		}
	}
	c := Copy{To: filepath.Join(stick, "甲.zicha.age"), Password: good, factor: quick}
	save := func(path string) error {
		lies(stick)
		if !strings.HasPrefix(path, mine) {
			t.Errorf("the plain copy is made in %s", path)
		}
		return os.WriteFile(path, []byte("内容"), 0o600)
	}
	wantKind(t, c.Write(t.Context(), of, func(string) error { return files.Failure(files.Disk, "坏了") }), files.Disk)
	ctx, cancel := context.WithCancel(t.Context())
	err := c.Write(ctx, of, func(path string) error { cancel(); return save(path) })
	if !files.Cancelled(err) {
		t.Errorf("cancelled: %v", err)
	}
	wantKind(t, Copy{To: c.To, Password: "短"}.Write(t.Context(), of, save), ErrPassword)
	lies(stick)
	steps := map[string]bool{}
	c.Report = func(step string, part float64) {
		if steps[step] = true; part < 0 || part > 1 {
			t.Errorf("%s: %v", step, part)
		}
	}
	if err := c.Write(t.Context(), of, save); err != nil {
		t.Fatal(err)
	}
	wantKind(t, c.Write(t.Context(), of, save), files.Exists)
	lies(stick, "甲.zicha.age")
	lies(mine, "甲.zicha")
	if len(steps) != 3 {
		t.Errorf("told %v", steps)
	}
	if info, err := os.Stat(c.To); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the copy: %v %v", info.Mode(), err)
	}
}

// What is taken out is checked under its own name before it gets it.
func TestTakeChecks(t *testing.T) {
	path := locked(t, []byte("内容"))
	o, err := Open(path, good)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if string(o.Head()) != "内容" {
		t.Errorf("it begins with %q", o.Head())
	}
	dir := t.TempDir()
	to := filepath.Join(dir, "乙.zicha")
	err = o.Take(t.Context(), Taking{To: to, Check: func(temp string) error {
		if data, err := os.ReadFile(temp); err != nil || string(data) != "内容" {
			t.Errorf("checked %q: %v", data, err)
		}
		return files.Failure(files.Damaged, "坏了")
	}})
	wantKind(t, err, files.Damaged)
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFit(t *testing.T) {
	for password, want := range map[string]string{
		"": "没有写密码", "1234567": "太短", "一二三四五六七": "太短", "一二三四五六七八": "", "correct horse": "",
		"12345678\x00": "看不见", "12345678\n": "看不见", "\xff\xfe345678": "UTF-8", strings.Repeat("长", 400): "太长",
	} {
		err := Fit(password)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", password, err, want)
		}
	}
}

func TestNames(t *testing.T) {
	for path, want := range map[string]string{
		"甲.zicha.age": "甲.zicha", "甲.ZICHA.AGE": "甲.ZICHA", "甲.age": "甲.zicha", "甲.zicha (1).age": "甲.zicha (1).zicha", "甲.zicha": "甲.zicha",
	} {
		if got := Named(path, ".zicha"); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if !Ours("甲.zicha.AGE") || Ours("甲.zicha") || Ours("age") {
		t.Error("copies are not known by their names")
	}
}

// Whatever the bytes: a sentence of ours, or the very content that was put under the password.
func FuzzOpen(f *testing.F) {
	content := noise(1<<16 + 10)
	path := locked(f, content)
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-16])
	f.Add([]byte(intro))
	f.Add([]byte(intro + "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n--- x\n"))
	f.Add([]byte(intro + "-> scrypt bBjlhJVYZeE4aqUdmtRHfw 4\n\n--- AAAA\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		o := &Opened{name: "x.age", counted: &counted{r: bytes.NewReader(data)}, size: int64(len(data))}
		var out bytes.Buffer
		err := o.open(good, quick)
		if err == nil {
			err = o.copied(t.Context(), &out, nil)
		}
		var known *files.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("no sentence: %v", err)
		}
		if err == nil && !bytes.Equal(out.Bytes(), content) {
			t.Fatalf("%d bytes came out that nobody put in", out.Len())
		}
	})
}
