package pack

import (
	"context"
	"encoding/json"
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
	"zicha/forms/volume"
)

// Volume writes the evidence volume of a dossier to a path. Of a finalized dossier the pages are compared with those printed in its
// papers: a problem of severity error says where they differ.
func Volume(ctx context.Context, f *dossier.File, path string, work volume.Work) (volume.Result, error) {
	b := binder{f: f, path: path}
	if d := f.Dossier(); d.Final {
		s, err := versionSnapshot(f, d.Version)
		if err != nil {
			return volume.Result{}, err
		}
		b.printed = s.Spans
	}
	return b.bind(ctx, work)
}

// binder makes a volume whose pages papers may name.
type binder struct {
	f       *dossier.File
	path    string
	printed map[string]forms.Span // nil where there are none
}

// errOtherPages ends a volume before it is written: its pages are not those its papers name.
var errOtherPages = errors.New("other pages than its papers name")

// bind makes the volume; long pages are left whole where only that gives the pages the papers name, which were made before they were cut.
func (b binder) bind(ctx context.Context, work volume.Work) (volume.Result, error) {
	asked := work
	if !work.Whole {
		work.Begin = func(layout volume.Layout, paths []string) error {
			if _, differs := unlike(b.printed, layout.Spans); differs {
				return errOtherPages
			}
			if asked.Begin == nil {
				return nil
			}
			return asked.Begin(layout, paths)
		}
	}
	out, err := volume.Build(ctx, b.f, b.path, work)
	if errors.Is(err, errOtherPages) {
		if asked.Whole, err = b.whole(ctx, asked.Options); err == nil {
			out, err = volume.Build(ctx, b.f, b.path, asked)
		}
	}
	if err != nil {
		return out, err
	}
	if p, differs := unlike(b.printed, out.Spans); differs {
		out.Problems = append([]forms.Problem{p}, out.Problems...)
	}
	out.Problems = append(out.Problems, stale(b.path, out.Paths)...)
	return out, nil
}

// whole reports whether the papers name the pages of a volume that leaves long pages whole.
func (b binder) whole(ctx context.Context, opts volume.Options) (bool, error) {
	opts.Whole = true
	layout, err := volume.Plan(ctx, b.f, opts, nil)
	_, differs := unlike(b.printed, layout.Spans)
	return !differs, err
}

// VolumeName is the file name of the evidence volume.
func VolumeName(d *forms.Dossier) string { return named(d, volumeWhat, ".pdf") }

// volumeWhat is how a volume's name calls it.
const volumeWhat = "自查佐证材料汇编"

// stale tells of parts of an earlier run that lie beside those just written.
func stale(path string, written []string) []forms.Problem {
	var left []string
	for _, part := range append(volume.Parts(path), path) {
		if _, err := os.Lstat(part); err == nil && !slices.Contains(written, part) {
			left = append(left, files.Quoted(filepath.Base(part)))
		}
	}
	if len(left) == 0 {
		return nil
	}
	return []forms.Problem{{
		Code: "volume_stale", Severity: forms.Warning,
		Message: strings.Join(left, "、") + "是以前编的，不属于这次的汇编，没有改动；不再需要的请删去或移走，不要一起报送",
	}}
}

// unlike names items whose pages are not where the finalized papers say. Papers without pages, of older programs, agree with all.
func unlike(printed, now map[string]forms.Span) (forms.Problem, bool) {
	const most = 5
	var words []string
	if printed != nil {
		for _, number := range slices.SortedFunc(maps.Keys(union(printed, now)), forms.CompareNumbers) {
			if printed[number] != now[number] {
				words = append(words, fmt.Sprintf("佐证%s定稿为“%s”，现为“%s”", number, printed[number].Pages(), now[number].Pages()))
			}
		}
	}
	if len(words) == 0 {
		return forms.Problem{}, false
	}
	more := ""
	if len(words) > most {
		more = fmt.Sprintf("等%d件", len(words))
	}
	return forms.Problem{
		Code: "volume_pages", Severity: forms.Error,
		Message: "这次编出的汇编与定稿纸面上印的起止页不同：" + strings.Join(words[:min(most, len(words))], "，") + more +
			"；定稿的页码按默认的分册方式（每册200 MB）编排，请用默认方式重编，还不相同的请退回修改后重新定稿",
	}, true
}

func union(a, b map[string]forms.Span) map[string]forms.Span {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// plan lays the volume out for the papers: where to find each item in it, and what must be looked at.
func plan(ctx context.Context, f *dossier.File, tell volume.Progress) (volume.Layout, error) {
	layout, err := volume.Plan(ctx, f, volume.Options{Cache: volume.CacheFolder()}, tell)
	return forPapers(layout), err
}

// bound lays the volume out for papers to be finalized with a code, and tells what it will be.
func bound(ctx context.Context, f *dossier.File, code string, tell volume.Progress) (volume.Layout, error) {
	layout, err := volume.Sum(ctx, f, code, volume.Work{Options: volume.Options{Cache: volume.CacheFolder()}, Tell: tell})
	if !slices.ContainsFunc(f.Dossier().AllEvidence(), func(e forms.Evidence) bool { return !e.Removed }) {
		layout.Sums = nil // none is handed in
	}
	return forPapers(layout), err
}

// forPapers leaves what only the volume itself tells out of what is told with papers.
func forPapers(layout volume.Layout) volume.Layout {
	layout.Problems = slices.DeleteFunc(layout.Problems, func(p forms.Problem) bool { return p.Code != "volume_count" })
	return layout
}

// planDraft is plan for a draft, which rather comes without pages than not at all; a problem says so.
func planDraft(ctx context.Context, f *dossier.File, tell volume.Progress) (volume.Layout, error) {
	layout, err := plan(ctx, f, tell)
	if err == nil || files.Cancelled(err) {
		return layout, err
	}
	return volume.Layout{Problems: []forms.Problem{{
		Code: "volume_unplanned", Severity: forms.Warning,
		Message: "佐证材料汇编没有排成，报告里不印各件材料的起止页：" + err.Error() + "；解决后请重新导出",
	}}}, nil
}

// versionSnapshot reads what a version was stored with.
func versionSnapshot(f *dossier.File, n int) (snapshot, error) {
	data, err := f.VersionFile(n, dossier.PaperLines)
	if err != nil {
		return snapshot{}, err
	}
	var s snapshot
	if err := json.Unmarshal(data, &s); err != nil {
		return snapshot{}, fmt.Errorf("第%d版定稿的内容无法读取，档案可能损坏，请改用同一文件夹里带日期的备份，或者在命令行用 zichactl repair 把完好的内容取到一份新的", n)
	}
	return s, nil
}
