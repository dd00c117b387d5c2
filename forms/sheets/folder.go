package sheets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"zicha/forms/files"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// folder is a folder sheets lie in, with the files that may be evidence.
type folder struct {
	dir   string
	names []string
	used  map[string]bool
}

// maxFiles bounds the list; a folder of more is not one made for this.
const maxFiles = 5000

// folderOf lists the files beside a sheet: the sheets themselves, dossiers and what systems leave behind are no evidence.
func (p *Plan) folderOf(path string) *folder {
	dir := filepath.Dir(path)
	if f := p.files[dir]; f != nil {
		return f
	}
	f := &folder{dir: dir, used: map[string]bool{}}
	p.files[dir] = f
	entries, _ := os.ReadDir(dir) // the sheet in it could be read; what cannot be listed is not found
	for _, e := range entries {
		if len(f.names) < maxFiles && e.Type().IsRegular() && !p.noEvidence(dir, e.Name()) {
			f.names = append(f.names, e.Name())
		}
	}
	return f
}

func (p *Plan) noEvidence(dir, name string) bool {
	for _, s := range p.Sheets {
		if filepath.Clean(s.Path) == filepath.Join(dir, name) {
			return true
		}
	}
	low := strings.ToLower(name)
	for _, end := range []string{".zicha", ".lock", ".tmp", ".lnk"} {
		if strings.HasSuffix(low, end) || strings.Contains(low, ".zicha.") {
			return true
		}
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || low == "thumbs.db" || low == "desktop.ini"
}

// find finds the file a department wrote the name of: the very name, else the same but for spaces, widths and case, else the name without
// its extension, which Windows does not show. Several that fit are given as rivals, and none is taken.
func (f *folder) find(written string) (name string, rivals []string) {
	written = written[strings.LastIndexAny(written, `/\`)+1:]
	for _, same := range []func(name string) bool{
		func(name string) bool { return name == written },
		func(name string) bool { return fold(name) == fold(written) },
		func(name string) bool { return fold(strings.TrimSuffix(name, filepath.Ext(name))) == fold(written) },
	} {
		var fit []string
		for _, n := range f.names {
			if same(n) {
				fit = append(fit, n)
			}
		}
		if len(fit) == 1 {
			return fit[0], nil
		}
		if len(fit) > 1 {
			return "", fit
		}
	}
	return "", nil
}

func fold(name string) string { return strings.ToLower(scoring.FoldKey(canon.FileName(name))) }

// numberHead is how a file begins that is named by the number of an item of evidence: "5-02 活动通知.pdf".
var numberHead = regexp.MustCompile(`^([1-9][0-9]{0,2}-[0-9]{2,6})(?:[^0-9]|$)`)

// file is a file beside a sheet.
type file struct {
	path, sum string
	size      int64
	inside    *inside // of a picture in a sheet
}

func (f file) name() string {
	if f.inside != nil {
		return f.inside.name
	}
	return filepath.Base(f.path)
}

// hashed reads a file for its hash, in pieces.
func hashed(ctx context.Context, path string) (file, error) {
	in, _, err := files.Open(path)
	if err != nil {
		return file{}, err
	}
	defer in.Close()
	h := sha256.New()
	size, err := io.Copy(h, files.Reader(ctx, in))
	return file{path: path, sum: hex.EncodeToString(h.Sum(nil)), size: size}, err
}
