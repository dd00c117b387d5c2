package receive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/review"
)

// folderName is the folder beside a book in which packs are kept: 来件/县/版本.
const folderName = "来件"

// Folder is where the packs of a book are kept.
func Folder(b *review.Book) string { return filepath.Join(filepath.Dir(b.Path()), folderName) }

func countyFolder(code, name string) string {
	if name == code {
		return files.SafeName(code)
	}
	return files.SafeName(code + " " + name)
}

// mostKept is how many packs of one version are kept beside one another.
const mostKept = 100

// keepIn copies a pack into a county's folder under its version. A pack that is there already is left as it is, one that is another gets a
// name of its own; the folder has its name only when all of it is on the disk.
func keepIn(ctx context.Context, home string, version int, from *pack.Opened) (string, error) {
	if err := files.MakeFolder(home); err != nil {
		return "", err
	}
	for n := 1; n <= mostKept; n++ {
		place := files.Place{Path: filepath.Join(home, versionFolder(version, n))}
		if _, err := os.Lstat(place.Path); err == nil {
			if keeps(ctx, place.Path, from) {
				return place.Path, nil
			}
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", files.Fault("保存报送包", err)
		}
		return place.Path, newFolder(ctx, place, from)
	}
	return "", files.Failure(files.Exists, "这一版已经存有太多报送包，没有再存；请整理文件夹“%s”", filepath.Base(home))
}

func versionFolder(version, n int) string {
	name := "第" + strconv.Itoa(version) + "版"
	if n > 1 {
		name += " (" + strconv.Itoa(n) + ")"
	}
	return name
}

// keeps reports whether a kept folder holds all of a pack.
func keeps(ctx context.Context, folder string, from *pack.Opened) bool {
	there, err := pack.Open(ctx, folder)
	if err != nil {
		return false
	}
	defer there.Close()
	return there.Same(from) && there.Whole(from)
}

func newFolder(ctx context.Context, place files.Place, from *pack.Opened) error {
	temp, err := place.Folder("keep")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) // gone already once it has its name
	if err := from.Copy(ctx, temp); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return files.Settle(temp, place.Path, false)
}

// Kept is a file of evidence out of a kept pack.
type Kept struct {
	Path string
	Name string // in its pack: 佐证材料/5-01 通知.pdf
}

// Evidence finds a file of evidence by its hash among the kept packs of a county, those of the version first, and proves it. Errors: files.NotFound
// where no kept pack has it, files.Damaged where it is no longer what the county handed in.
func Evidence(ctx context.Context, b *review.Book, county string, version int, hash string) (Kept, error) {
	hash = strings.ToLower(strings.TrimSpace(hash))
	damaged := ""
	for _, folder := range keptFolders(Folder(b), county, version) {
		p, err := pack.Open(ctx, folder)
		if err != nil {
			continue
		}
		names := p.Listed(hash)
		p.Close()
		for _, name := range names {
			full := filepath.Join(folder, filepath.FromSlash(name))
			switch sum, err := hashOf(ctx, full); {
			case files.Cancelled(err):
				return Kept{}, err
			case err == nil && sum == hash:
				return Kept{Path: full, Name: name}, nil
			default:
				damaged = name
			}
		}
	}
	if damaged != "" {
		return Kept{}, files.Failure(files.Damaged, "“%s”已不是报送时的那一份，没有打开；请从报送包的原件恢复“%s”文件夹", filepath.Base(damaged), folderName)
	}
	return Kept{}, files.Failure(files.NotFound, "汇总旁边的“%s”文件夹里没有这份佐证材料；请导入含有它的报送包", folderName)
}

// keptFolders lists the folders of a county's kept packs, those of the version first.
func keptFolders(root, county string, version int) []string {
	homes, _ := os.ReadDir(root) // where it cannot be read nothing is kept
	var out []string
	for _, home := range homes {
		code, _, _ := strings.Cut(home.Name(), " ")
		if !home.IsDir() || code != files.SafeName(county) && home.Name() != files.SafeName(county) {
			continue
		}
		list, _ := os.ReadDir(filepath.Join(root, home.Name()))
		for _, e := range list {
			if e.IsDir() && !files.IsTemporary(e.Name()) {
				out = append(out, filepath.Join(root, home.Name(), e.Name()))
			}
		}
	}
	first := func(path string) bool {
		name, _, _ := strings.Cut(filepath.Base(path), " ")
		return name == versionFolder(version, 1)
	}
	slices.SortStableFunc(out, func(a, b string) int {
		switch {
		case first(a) == first(b):
			return strings.Compare(a, b)
		case first(a):
			return -1
		}
		return 1
	})
	return out
}

func hashOf(ctx context.Context, path string) (string, error) {
	f, _, err := files.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, files.Reader(ctx, f)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
