package pack

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/letterdoc"
	"zicha/forms/volume"
)

// contents are the hashes of what a pack holds beside originals and workbook.
type contents struct {
	report, letter string   // "" for none
	volumes        []string // in the order of their numbers
	resaved        string   // the workbook's name where its bytes are not those listed
}

// pack compares a pack with its list and its workbook's sheet of evidence, and what it holds with what a pack of that dossier holds; its
// workbook goes on to be held against the code.
func (v *verifier) pack(ctx context.Context, path string) (found, error) {
	t, err := openTree(path)
	if err != nil {
		return found{}, err
	}
	defer t.close()
	sums, notes, err := checkTree(ctx, t, nil)
	if err != nil {
		return found{}, err
	}
	book, err := t.book(ctx, v.known)
	if err != nil {
		return found{bad: true, verdict: Verdict{Notes: first(append(notes, err.Error()))}}, nil
	}
	held := &contents{}
	if name := t.top(".xlsx"); slices.Contains(notes, unlikeList(name)) { // its values decide
		held.resaved = name
		notes = slices.DeleteFunc(notes, func(n string) bool { return n == unlikeList(name) })
	}
	notes = append(notes, originals(book.Dossier, sums)...)
	if !book.Final {
		notes = append(notes, "这个报送包是草稿，不是定稿")
	}
	notes = append(notes, held.sort(book.Dossier, sums)...)
	if list, err := t.read(ctx, listName, maxList); err == nil {
		notes = append(notes, listRemarks(list, book, sums)...)
	}
	lines := book.Lines()
	f := found{of: book.Dossier, lines: lines, book: book, own: bearing(book.Code), bad: len(notes) > 0, pack: held}
	f.verdict = Verdict{Code: forms.Code(lines), Notes: append(first(notes), fmt.Sprintf("按清单核对了%d个文件", len(sums)-1))}
	return f, nil
}

// sort finds what a pack of a dossier holds, each under its name, also as programs named it before that left the version out; what is
// missing, and what does not belong there, is told.
func (c *contents) sort(d *forms.Dossier, sums map[string]sum) (notes []string) {
	left := map[string]bool{}
	for name := range sums {
		left[name] = name != listName && !strings.HasPrefix(name, evidenceFolder+"/")
	}
	take := func(name, plain string) string {
		for _, n := range []string{name, plain} {
			if left[n] {
				left[n] = false
				return sums[n].sha256
			}
		}
		return ""
	}
	tail := func(what, more, ext string) (name, plain string) {
		plain = plainName(d, what)
		return plain + stateTail(d) + more + ext, plain + more + ext
	}
	if take(tail("自查数据", "", ".xlsx")) == "" {
		notes = append(notes, "工作簿的文件名应为“"+BookName(d)+"”")
	}
	if c.report = take(tail("自查报告", "", ".pdf")); c.report == "" {
		notes = append(notes, "报送包里没有“"+ReportName(d)+"”")
	}
	c.letter = take(tail("自查报告正文", "", ".docx"))
	if whole := take(tail(volumeWhat, "", ".pdf")); whole != "" {
		c.volumes = []string{whole}
	}
	for no := 1; len(c.volumes) == no-1; no++ {
		if part := take(tail(volumeWhat, fmt.Sprintf(" 第%d册", no), ".pdf")); part != "" {
			c.volumes = append(c.volumes, part)
		}
	}
	inUse := slices.ContainsFunc(d.AllEvidence(), func(e forms.Evidence) bool { return !e.Removed })
	if inUse && len(c.volumes) == 0 {
		notes = append(notes, "报送包里没有“"+VolumeName(d)+"”")
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if left[name] {
			notes = append(notes, "多出“"+shown(name)+"”，报送包里不该有这个文件")
		}
	}
	return notes
}

// resaved says of a workbook saved anew whether it still says what the listed one said.
func (v *verifier) resaved(f found, altered bool, out *Verdict) {
	switch {
	case f.pack == nil || f.pack.resaved == "":
	case altered || out.Code != v.code:
		out.Equal = false
		out.Notes = append(out.Notes, unlikeList(f.pack.resaved))
	default:
		out.Notes = append(out.Notes, "“"+shown(f.pack.resaved)+"”另存过，内容一致")
	}
}

// withDossier is how to have compared what is not.
const withDossier = "请连同定稿的档案（.zicha）一起核对"

// report compares the report in a pack.
func (v *verifier) report(f found, out *Verdict) {
	switch {
	case f.pack.report == "":
	case v.pdf == "" || v.paper == nil:
		out.Unchecked = append(out.Unchecked, "PDF 报告只与清单核对过；要确认它就是定稿的那一份，"+withDossier)
	case f.pack.report != v.pdf:
		out.Equal = false
		out.Notes = append(out.Notes, "PDF 报告与档案里存的定稿不是同一个文件")
	default:
		out.Notes = append(out.Notes, "PDF 报告与档案里存的定稿完全一致")
	}
}

// letter compares the letter in a pack with what the program writes for the workbook's values. A workbook does not say whether there is room
// for a red head, which is no content.
func (v *verifier) letter(f found, out *Verdict) {
	if f.pack.letter == "" {
		return
	}
	for _, red := range []string{"", "true"} {
		d := f.book.Dossier.Clone()
		d.Apply(forms.Change{Path: forms.RedHeadPath, New: red})
		if data, err := letterdoc.Build(d); err == nil && sumOf(data).sha256 == f.pack.letter {
			out.Notes = append(out.Notes, "Word 正文与工作簿的内容一致")
			return
		}
	}
	out.Unchecked = append(out.Unchecked, "Word 正文未核对：它与本程序按工作簿写的不是同一个文件，可能改动过，也可能是其他版本的程序写的；请与 PDF 报告逐字核对")
}

// volume compares the volumes in a pack with what they were to be when the version was finalized, or else with those made anew of the
// dossier. Another program may have made them in another layout: only where this program still makes what was finalized is a difference
// more than unchecked.
func (v *verifier) volume(ctx context.Context, f found, out *Verdict) {
	unchecked := func(why string) { out.Unchecked = append(out.Unchecked, "汇编未核对"+why) }
	switch {
	case len(f.pack.volumes) == 0:
	case v.paper == nil:
		unchecked("；" + withDossier)
	case slices.Equal(v.bound, f.pack.volumes):
		out.Notes = append(out.Notes, "汇编与定稿时编排的完全一致")
	case out.Code != v.code:
		unchecked("：工作簿已经与纸面不一致")
	case !v.now:
		unchecked("：所提供的档案在定稿以后退回修改过；请用定稿时的备份一起核对")
	default:
		made, err := v.remade(ctx)
		switch {
		case err != nil:
			unchecked("：" + err.Error())
		case slices.Equal(made, f.pack.volumes):
			out.Notes = append(out.Notes, "汇编与按档案重编的完全一致")
		case v.bound == nil:
			unchecked("：这一版是旧版程序定稿的，档案里没有留下汇编的校验值，本程序重编的版式也可能不同；请逐页核对")
		case slices.Equal(made, v.bound):
			out.Equal = false
			out.Notes = append(out.Notes, "汇编与定稿时编排的不是同一个文件，可能被换过；请逐页核对")
		default:
			unchecked("：它与定稿时编排的不是同一个文件，本程序重编的版式也已不同；请用定稿时的程序重编后核对，或者逐页核对")
		}
	}
}

// remade makes the volumes of the dossier anew, and gives their hashes.
func (v *verifier) remade(ctx context.Context) ([]string, error) {
	file, err := dossier.Open(v.from, dossier.Options{ReadOnly: true, Editions: v.known})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	dir, err := files.TemporaryFolder("", "verify")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	made, err := Volume(ctx, file, filepath.Join(dir, "汇编.pdf"), volume.Work{Options: volume.Options{Cache: volume.CacheFolder()}})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, path := range made.Paths {
		s, err := sumFile(ctx, path)
		if err != nil {
			return nil, errors.New("重编的汇编无法读取，请检查磁盘空间")
		}
		out = append(out, s.sha256)
	}
	return out, nil
}
