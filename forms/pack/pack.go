package pack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/letterdoc"
	"zicha/forms/volume"
	"zicha/scoring"
)

// PackOptions say what goes into a pack beside report, workbook, evidence volume, originals and list.
type PackOptions struct {
	Zip    bool // the same once more as one zip beside the folder
	Letter bool // the letter as .docx
	Tell   volume.Progress
	Now    time.Time // stands in the name where the plain name is taken; zero is the clock
}

// Packed is a finished pack.
type Packed struct {
	Folder, Zip string // Zip is "" where none was asked for
	Files       []PackedFile
	Draft       bool
	Problems    []forms.Problem
}

// PackedFile is a file of a pack: its path inside with forward slashes, its size in bytes and its hash in hexadecimal.
type PackedFile struct {
	Name   string
	Size   int64
	SHA256 string
}

// Size is how many bytes the files have together.
func (p Packed) Size() int64 {
	var total int64
	for _, f := range p.Files {
		total += f.Size
	}
	return total
}

// Count is how many files the pack holds beside its list, which names them; the list says the same number.
func (p Packed) Count() int { return len(p.Files) }

// CountWords say how many files the pack holds, the same wherever it is told.
func (p Packed) CountWords() string {
	return fmt.Sprintf("共%d个文件，另附清单", p.Count())
}

// evidenceFolder is where the originals stand in a pack.
const evidenceFolder = "佐证材料"

// Pack writes the 报送包 of the dossier into a folder of its own under dir: of a finalized version its stored papers, otherwise drafts,
// which its name says. Everything is written beside its place, read back and compared; only then it gets its name, and nothing that
// was there before is replaced. A failure leaves nothing. The error is one plain Chinese sentence.
func Pack(ctx context.Context, f *dossier.File, dir string, opts PackOptions) (Packed, error) {
	if opts.Now.IsZero() {
		opts.Now = time.Now()
	}
	_, missing := os.Lstat(dir)
	if err := files.MakeFolder(dir); err != nil {
		return Packed{}, err
	}
	p := &packer{ctx: ctx, f: f, d: f.Dossier(), opts: opts, dir: dir}
	out, err := p.pack()
	if err != nil && missing != nil {
		_ = os.Remove(dir) // it was made for this, and goes only if it is empty
	}
	if err == nil {
		f.SetExported(State(p.d))
		opts.Tell.Tell("完成", 1)
	}
	return out, err
}

// packer makes one pack.
type packer struct {
	ctx   context.Context
	f     *dossier.File
	d     *forms.Dossier
	opts  PackOptions
	dir   string // where the pack is to stand
	name  string // of the pack
	code  string // the one the version was finalized with, whatever schema that was under
	tmp   string // the folder being filled
	names *names
	out   Packed
}

func (p *packer) pack() (Packed, error) {
	p.name = p.freeName()
	p.names = newNames(p.name)
	p.out.Draft = !p.d.Final
	for _, v := range p.f.Versions() {
		if v.Number == p.d.Version {
			p.code = v.Code
		}
	}
	var err error
	if p.tmp, err = files.TemporaryFolder(p.dir, "pack"); err != nil {
		return Packed{}, err
	}
	defer os.RemoveAll(p.tmp) // gone already once it has its name
	for _, step := range []func() error{p.papers, p.letter, p.volume, p.originals, p.list} {
		if err := step(); err != nil {
			return Packed{}, err
		}
	}
	sums, err := p.check(openFolder, p.tmp, "核对写出的文件", 0.6)
	if err != nil {
		return Packed{}, err
	}
	archive := ""
	if p.opts.Zip {
		if archive, err = p.zip(sums); err != nil {
			return Packed{}, err
		}
		defer os.Remove(archive)
	}
	return p.out, p.settle(archive)
}

// settle gives folder and zip their names.
func (p *packer) settle(archive string) error {
	folder := filepath.Join(p.dir, p.name)
	if err := p.ctx.Err(); err != nil {
		return files.ErrCancelled
	}
	if err := files.SyncTree(p.tmp); err != nil {
		return p.fault(p.name, err)
	}
	if err := files.Settle(p.tmp, folder, false); err != nil {
		return err
	}
	if archive != "" {
		if err := files.Settle(archive, folder+".zip", false); err != nil {
			_ = os.RemoveAll(folder)
			return err
		}
		p.out.Zip = folder + ".zip"
	}
	p.out.Folder = folder
	return nil
}

// PackName is the name of the pack of a dossier's state: 涡阳县2017年度自查报送包（第1版）, of a draft …（草稿）.
func PackName(d *forms.Dossier) string {
	state := "第" + strconv.Itoa(d.Version) + "版"
	switch {
	case !d.Final && d.Version == 1:
		state = "草稿"
	case !d.Final:
		state += "草稿"
	}
	return shorten(files.SafeName(d.County()), 24, longestBytes) + strconv.Itoa(d.Edition.Year) + "年度自查报送包（" + state + "）"
}

// timeLayout is how the time stands behind the name of a second pack of a version.
const timeLayout = "20060102-1504"

// freeName is the pack's name, with the time where a pack of that name is there already.
func (p *packer) freeName() string {
	name := PackName(p.d)
	for again, tail := 1, ""; ; again++ {
		if !exists(filepath.Join(p.dir, name+tail)) && !exists(filepath.Join(p.dir, name+tail+".zip")) {
			return name + tail
		}
		if tail = p.opts.Now.Format(timeLayout); again > 1 {
			tail += " (" + strconv.Itoa(again) + ")"
		}
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// papers writes report and workbook.
func (p *packer) papers() error {
	papers, err := current(p.ctx, p.f, p.d, p.opts.Tell.Between(0, 0.1))
	if err != nil {
		return err
	}
	p.out.Problems = papers.problems
	if err := p.write(p.claim(ReportName(p.d)), papers.PDF); err != nil {
		return err
	}
	return p.write(p.claim(BookName(p.d)), papers.book)
}

// claim gives a file at the pack's root its name.
func (p *packer) claim(name string) string {
	ext := filepath.Ext(name)
	return p.names.claim(wanted{title: strings.TrimSuffix(name, ext), ending: ext})
}

// letter writes the letter as .docx.
func (p *packer) letter() error {
	if !p.opts.Letter {
		return nil
	}
	p.opts.Tell.Tell("生成报告正文", 0.1)
	data, err := letterdoc.Build(p.d)
	if err != nil {
		return err
	}
	return p.write(p.claim(LetterName(p.d)), data)
}

// volume writes the evidence volume; what of it is only a placeholder is told.
func (p *packer) volume() error {
	if !slices.ContainsFunc(p.d.AllEvidence(), func(e forms.Evidence) bool { return !e.Removed }) {
		return nil
	}
	work := volume.Work{Options: volume.Options{Cache: volume.CacheFolder()}, Tell: p.opts.Tell.Between(0.1, 0.4)}
	made, err := Volume(p.ctx, p.f, filepath.Join(p.tmp, p.claim(VolumeName(p.d))), work)
	if p.ctx.Err() != nil {
		return files.ErrCancelled
	}
	if err != nil {
		return err
	}
	for _, problem := range made.Problems {
		if !slices.Contains(p.out.Problems, problem) { // the papers may tell it, too
			p.out.Problems = append(p.out.Problems, problem)
		}
	}
	for _, full := range made.Paths {
		rel := filepath.Base(full)
		sum, err := sumFile(p.ctx, full)
		if err != nil {
			return p.fault(rel, err)
		}
		p.out.Files = append(p.out.Files, PackedFile{rel, sum.size, sum.sha256})
	}
	return nil
}

// originals copies the files of the items in use, one after the other and each in pieces.
func (p *packer) originals() error {
	var done, total int64
	for _, e := range p.d.AllEvidence() {
		for _, ref := range e.Files {
			if !e.Removed {
				total += ref.Size
			}
		}
	}
	for _, e := range p.d.AllEvidence() {
		if e.Removed {
			continue
		}
		for i, ref := range e.Files {
			name := p.names.original(p.d.Edition, e, i)
			p.opts.Tell.Tell("复制佐证"+e.Number+" "+e.Title, 0.4+0.2*part(done, total))
			if err := p.copy(name, ref); err != nil {
				return err
			}
			done += ref.Size
		}
	}
	return nil
}

// original gives an item's file, counted from 0, its name.
func (n *names) original(edition *scoring.Edition, e forms.Evidence, i int) string {
	ref := e.Files[i]
	w := wanted{folder: itemFolder(edition, e), number: e.Number, title: itemTitle(e, ref), ending: files.Ending(ref.Name)}
	if len(e.Files) > 1 {
		w.tail = " (" + strconv.Itoa(i+1) + ")"
	}
	return n.claim(w)
}

// itemFolder is where an item's files stand: 佐证材料/05 开展诚信文化宣传.
func itemFolder(edition *scoring.Edition, e forms.Evidence) string {
	ind := indicatorOf(edition, e.Number)
	if ind == nil {
		return path.Join(evidenceFolder, "其他")
	}
	const most = 24
	return path.Join(evidenceFolder, fmt.Sprintf("%02d %s", ind.No, shorten(files.SafeName(ind.Title), most, longestBytes)))
}

// indicatorOf is the indicator an item is numbered under.
func indicatorOf(e *scoring.Edition, number string) *scoring.Indicator {
	var no int
	if _, err := fmt.Sscanf(number, "%d-", &no); err != nil {
		return nil
	}
	return e.Indicator(no)
}

// itemTitle is the title as a file name carries it: an ending that the title repeats goes.
func itemTitle(e forms.Evidence, ref forms.FileRef) string {
	title := files.CleanName(e.Title)
	if ext := files.Ending(ref.Name); ext != "" && len(title) > len(ext) && folded(title[len(title)-len(ext):]) == folded(ext) {
		title = files.CleanName(title[:len(title)-len(ext)])
	}
	return title
}

// copy writes a kept file into the pack; its hash is checked while it is read.
func (p *packer) copy(name string, ref forms.FileRef) error {
	src, err := p.f.OpenFile(ref)
	if err != nil {
		return p.fault(name, err)
	}
	defer src.Close()
	return p.fill(name, ref.SHA256, src)
}

// write puts bytes into the pack.
func (p *packer) write(name string, data []byte) error {
	return p.fill(name, sumOf(data).sha256, bytes.NewReader(data))
}

// fill writes a new file of the pack from a stream that must have a hash, and has the disk take it.
func (p *packer) fill(name, want string, src io.Reader) error {
	full := filepath.Join(p.tmp, filepath.FromSlash(name))
	if err := files.MakeFolder(filepath.Dir(full)); err != nil {
		return p.fault(name, err)
	}
	w, err := files.Create(full)
	if err != nil {
		return p.fault(name, err)
	}
	s := newSummer()
	_, err = io.Copy(io.MultiWriter(w, s), files.Reader(p.ctx, src))
	err = errors.Join(err, w.Sync(), w.Close())
	sum := s.sum()
	if err == nil && sum.sha256 != want {
		err = files.Unlike(name)
	}
	if err != nil {
		return p.fault(name, err)
	}
	p.out.Files = append(p.out.Files, PackedFile{name, sum.size, sum.sha256})
	return nil
}

// fault words what went wrong with a file of the pack by its name there and not that of the passing folder. What the dossier says of
// its own contents passes unchanged.
func (p *packer) fault(name string, err error) error {
	if p.ctx.Err() != nil {
		return files.ErrCancelled
	}
	return files.Fault("写入“"+name+"”", err)
}

// part is how much is done, from 0 to 1.
func part(done, total int64) float64 {
	if total <= 0 {
		return 1
	}
	return min(1, float64(done)/float64(total))
}
