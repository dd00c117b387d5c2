package receive

import (
	"cmp"
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

// Evidence is Shelf.Evidence for one file.
func Evidence(ctx context.Context, b *review.Book, county string, version int, hash string) (Kept, error) {
	return NewShelf(b).Evidence(ctx, county, version, hash)
}

// SeenPath is where what was seen of the files in the kept packs may be remembered, see clues.Memory.
func SeenPath(b *review.Book) string { return filepath.Join(Folder(b), "图像比对缓存.jsonl") }

// Shelf finds files in the packs kept beside a book, for one goroutine. It reads each pack's list once: packs that come in later are not on it.
type Shelf struct {
	root  string
	homes map[string][]string // folders by the code they begin with
	packs map[string][]shelved
}

// shelved is a kept pack: its folder, and the names in it by hash.
type shelved struct {
	folder string
	named  map[string][]string
}

// NewShelf makes one for a book.
func NewShelf(b *review.Book) *Shelf {
	s := &Shelf{root: Folder(b), homes: map[string][]string{}, packs: map[string][]shelved{}}
	homes, _ := os.ReadDir(s.root) // where it cannot be read nothing is kept
	for _, home := range homes {
		code, _, named := strings.Cut(home.Name(), " ")
		if home.IsDir() {
			s.homes[code] = append(s.homes[code], home.Name())
		}
		if home.IsDir() && named { // a code with a space in it
			s.homes[home.Name()] = append(s.homes[home.Name()], home.Name())
		}
	}
	return s
}

// of gives the kept packs of a county, in no order.
func (s *Shelf) of(ctx context.Context, county string) []shelved {
	if packs, read := s.packs[county]; read {
		return packs
	}
	packs := []shelved{}
	for _, home := range s.homes[files.SafeName(county)] {
		list, _ := os.ReadDir(filepath.Join(s.root, home))
		for _, e := range list {
			folder := filepath.Join(s.root, home, e.Name())
			if !e.IsDir() || files.IsTemporary(e.Name()) {
				continue
			}
			if p, err := pack.Open(ctx, folder); err == nil {
				packs = append(packs, shelved{folder, p.ByHash()})
				p.Close()
			}
		}
	}
	s.packs[county] = packs
	return packs
}

// Evidence finds a file of evidence by its hash among the kept packs of a county, those of the version first, and proves it. Errors: files.NotFound
// where no kept pack has it, files.Damaged where it is no longer what the county handed in.
func (s *Shelf) Evidence(ctx context.Context, county string, version int, hash string) (Kept, error) {
	hash = strings.ToLower(strings.TrimSpace(hash))
	damaged := ""
	for _, p := range inTurn(s.of(ctx, county), version) {
		for _, name := range p.named[hash] {
			full := filepath.Join(p.folder, filepath.FromSlash(name))
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

// inTurn orders kept packs: those of the version first, else by name.
func inTurn(packs []shelved, version int) []shelved {
	first := func(p shelved) int {
		if name, _, _ := strings.Cut(filepath.Base(p.folder), " "); name == versionFolder(version, 1) {
			return 0
		}
		return 1
	}
	return slices.SortedFunc(slices.Values(packs), func(a, b shelved) int {
		return cmp.Or(first(a)-first(b), strings.Compare(a.folder, b.folder))
	})
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
