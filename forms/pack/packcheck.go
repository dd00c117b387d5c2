package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/workbook"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// checkTree reads every file of a pack and compares it with the list: what is missing, changed or additional is told. The error is
// for a list that cannot be read and for a cancelled context.
func checkTree(ctx context.Context, t *tree, tell func(done, total int64)) (sums map[string]sum, notes []string, err error) {
	data, err := t.read(ctx, listName, maxList)
	if err != nil {
		return nil, nil, err
	}
	listed, notes := readList(data)
	notes = append(slices.Clone(t.notes), notes...)
	t.align(listed)
	sums = map[string]sum{listName: sumOf(data)}
	var done int64
	total := t.size()
	for _, name := range slices.Sorted(maps.Keys(t.files)) {
		if name == listName {
			continue
		}
		s, err := t.sum(ctx, name)
		if ctx.Err() != nil {
			return nil, nil, files.ErrCancelled
		}
		want, known := listed[name]
		switch {
		case err != nil:
			notes = append(notes, "“"+shown(name)+"”无法读取，可能已损坏")
		case !known:
			notes = append(notes, "多出“"+shown(name)+"”，清单里没有")
		case s.sha256 != want:
			notes = append(notes, unlikeList(name))
		}
		if err == nil {
			sums[name] = s
		}
		if done += t.files[name].size; tell != nil {
			tell(done, total)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		if _, there := t.files[name]; !there {
			notes = append(notes, "缺少“"+shown(name)+"”")
		}
	}
	return sums, notes, nil
}

func unlikeList(name string) string { return "“" + shown(name) + "”的内容与清单不一致" }

// sum reads a file in pieces.
func (t *tree) sum(ctx context.Context, name string) (sum, error) {
	r, err := t.files[name].open()
	if err != nil {
		return sum{}, err
	}
	defer r.Close()
	s := newSummer()
	n, err := io.Copy(s, io.LimitReader(files.Reader(ctx, r), t.files[name].size+1))
	if err == nil && n != t.files[name].size {
		err = files.Unlike(name)
	}
	return s.sum(), err
}

// read gives a small file whole.
func (t *tree) read(ctx context.Context, name string, most int64) ([]byte, error) {
	file, there := t.files[name]
	switch {
	case !there:
		return nil, errNoList
	case file.size > most:
		return nil, errTooMany
	}
	r, err := file.open()
	if err != nil {
		return nil, files.Fault("读取“"+name+"”", err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(files.Reader(ctx, r), most+1))
	switch {
	case ctx.Err() != nil:
		return nil, files.ErrCancelled
	case err != nil || int64(len(data)) != file.size:
		return nil, fmt.Errorf("“%s”无法读取，可能已损坏", name)
	}
	return data, nil
}

// top finds the file of an ending that stands at the pack's root; it is "" where there is none or more than one.
func (t *tree) top(ending string) string {
	found := ""
	for name := range t.files {
		if strings.Contains(name, "/") || !strings.EqualFold(path.Ext(name), ending) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

var errNoBook = errors.New("报送包里应当有一份工作簿（.xlsx），现在没有，或者不止一份，无法核对")

// book reads the pack's workbook.
func (t *tree) book(ctx context.Context, known []*scoring.Edition) (*workbook.Book, error) {
	name := t.top(".xlsx")
	if name == "" {
		return nil, errNoBook
	}
	r, err := t.files[name].open()
	if err != nil {
		return nil, files.Fault("读取“"+name+"”", err)
	}
	defer r.Close()
	return workbook.Read(ctx, r, known)
}

// originals compares the files under 佐证材料 with the workbook's sheet of that name, both ways; a file counts under its item's
// number.
func originals(d *forms.Dossier, sums map[string]sum) (notes []string) {
	there := map[string][]string{} // "5-02 <hash>" → names
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		if strings.HasPrefix(name, evidenceFolder+"/") {
			key := itemNumber(name) + " " + sums[name].sha256
			there[key] = append(there[key], name)
		}
	}
	named := originalNames(d)
	for _, e := range d.AllEvidence() {
		for i, f := range e.Files {
			if e.Removed {
				continue
			}
			key := e.Number + " " + strings.ToLower(f.SHA256)
			if len(there[key]) == 0 {
				notes = append(notes, fmt.Sprintf("佐证%s%s的文件%s没有，或者内容与工作簿所列不同", e.Number, files.Quoted(shown(e.Title)), files.Quoted(shown(f.Name))))
				continue
			}
			if name := there[key][0]; !named[originalPlace{e.Number, i}][canon.FileName(name)] {
				notes = append(notes, "“"+shown(name)+"”的文件名或位置与材料名称"+files.Quoted(shown(e.Title))+"不同")
			}
			there[key] = there[key][1:]
		}
	}
	var more []string
	for _, left := range there {
		more = append(more, left...)
	}
	slices.Sort(more)
	for _, name := range more {
		notes = append(notes, "“"+shown(name)+"”与工作簿的“佐证材料”表不符")
	}
	return notes
}

// originalPlace is a file of an item, counted from 0.
type originalPlace struct {
	number string
	file   int
}

// originalNames are the names the files of the items in use have in a pack: one, and where the pack's own name has the time in it perhaps a
// shorter one.
func originalNames(d *forms.Dossier) map[originalPlace]map[string]bool {
	out := map[originalPlace]map[string]bool{}
	for _, tail := range []string{"", timeLayout, timeLayout + " (2)"} {
		n := newNames(PackName(d) + tail)
		for _, e := range d.AllEvidence() {
			for i := range e.Files {
				if e.Removed {
					continue
				}
				at := originalPlace{e.Number, i}
				if out[at] == nil {
					out[at] = map[string]bool{}
				}
				out[at][canon.FileName(n.original(d.Edition, e, i))] = true
			}
		}
	}
	return out
}

// itemNumber is the number a file's name begins with.
func itemNumber(name string) string {
	base := path.Base(name)
	if i := strings.IndexAny(base, " ."); i >= 0 {
		return base[:i]
	}
	return base
}

// check reads a pack just written: every file as listed, sizes and hashes as written, the workbook saying what the dossier says, the
// originals as the workbook lists them.
func (p *packer) check(open func(string) (*tree, error), path, step string, from float64) (map[string]sum, error) {
	t, err := open(path)
	if err != nil {
		return nil, err
	}
	defer t.close()
	sums, notes, err := checkTree(p.ctx, t, func(done, total int64) { p.opts.Tell.Tell(step, from+0.1*part(done, total)) })
	if err != nil {
		return nil, err
	}
	for _, f := range p.out.Files {
		if s := sums[f.Name]; s.size != f.Size || s.sha256 != f.SHA256 {
			notes = append(notes, "“"+f.Name+"”写出后不一样")
		}
	}
	book, err := t.book(p.ctx, []*scoring.Edition{p.d.Edition})
	if err != nil {
		return nil, err
	}
	want := p.d.AllLines(book.Schema)
	for _, diff := range forms.Compare(want, forms.Reworded(book.Lines(), want)) { // an older program may have worded the reasons
		notes = append(notes, diff.String())
	}
	notes = append(notes, originals(book.Dossier, sums)...)
	if len(notes) > 0 {
		return nil, fmt.Errorf("写出后核对有%d处不符，没有留下报送包（%s）。请检查磁盘或U盘，然后再试", len(notes), notes[0])
	}
	return sums, nil
}
