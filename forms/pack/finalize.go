package pack

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/report"
	"zicha/forms/volume"
	"zicha/scoring/canon"
)

// Final is the outcome of finalizing.
type Final struct {
	Version int
	Code    string
	Reprint []string // since the version before: what must be printed and sealed again, one sentence each
	Pages   report.Pages

	Problems []forms.Problem // with the characters and the pages of the evidence volume
}

// Outlook is what finalizing would make, and what has changed since the version before.
type Outlook struct {
	Version int
	Pages   report.Pages
	Before  int                // the finalized version before, 0 for none
	Code    string             // its comparison code
	Changed []forms.Difference // from it to now
	Reprint []string           // what of its papers must be printed again

	Problems []forms.Problem // with the characters and the pages of the evidence volume
}

// Look sets the report of the present state as a draft and compares it with the version finalized last.
func Look(ctx context.Context, f *dossier.File) (Outlook, error) {
	d := f.Dossier()
	paper, problems, err := draft(ctx, f)
	if err != nil {
		return Outlook{}, err
	}
	out := Outlook{Version: d.Version, Pages: paper.Pages, Problems: append(lost(paper.Missing), problems...)}
	if list := f.Versions(); len(list) > 0 {
		last := list[len(list)-1]
		out.Before, out.Code = last.Number, last.Code
		if out.Changed, err = Since(f, last.Number); err != nil {
			return Outlook{}, err
		}
		out.Reprint = reprint(out.Changed, out.Code == d.Code())
	}
	return out, nil
}

// Since names what differs now from a finalized version.
func Since(f *dossier.File, version int) ([]forms.Difference, error) {
	old, err := versionSnapshot(f, version)
	if err != nil {
		return nil, err
	}
	d := f.Dossier()
	return d.Readable(forms.Compare(old.Lines, sameWords(d.AllLines(forms.SchemaOf(old.Lines)), old.Lines))), nil
}

// sameWords gives lines the reasons of an older version, which the program may have worded otherwise, except where other things are missing
// than were: that stands in the letter.
func sameWords(lines, old []forms.Line) []forms.Line {
	missing := map[string]string{}
	for _, l := range lines {
		missing[l.Key] = gaps(l.Value)
	}
	return forms.Reworded(lines, slices.DeleteFunc(slices.Clone(old), func(l forms.Line) bool { return gaps(l.Value) != missing[l.Key] }))
}

// CheckAll finds the dossier's problems, with those that only show in its papers and its stored files, errors first. It takes as long
// as reading all the evidence; ending the context ends it at once.
func CheckAll(ctx context.Context, f *dossier.File, today string, progress files.Progress) ([]forms.Problem, error) {
	d := f.Dossier()
	problems := check.Dossier(d, d.Score(), today)
	texts, err := CheckTexts(d)
	if err != nil {
		return nil, err
	}
	evidence, err := CheckEvidence(ctx, f, progress)
	if err != nil {
		return nil, err
	}
	problems = slices.Concat(problems, texts, evidence)
	forms.SortProblems(problems)
	return problems, nil
}

// CheckTexts finds what only the fonts show: characters that none of them has.
func CheckTexts(d *forms.Dossier) ([]forms.Problem, error) {
	missing, err := report.Missing(d)
	return lost(missing), err
}

// lost names the characters that no font has with their numbers, for not every screen shows them.
func lost(missing []rune) []forms.Problem {
	if len(missing) == 0 {
		return nil
	}
	var words []string
	for _, r := range missing {
		if unicode.IsPrint(r) {
			words = append(words, string(r)+"（"+canon.Point(r)+"）")
		} else {
			words = append(words, canon.Point(r))
		}
	}
	return []forms.Problem{{
		Code: "glyph_missing", Severity: forms.Warning,
		Message: "这些字所有字体里都没有，报告里会印成〓，请换字或在纸上手写补上：" + strings.Join(words, "、"),
	}}
}

// CheckEvidence reads the files of all evidence in use: each whose contents are missing or damaged is an error, since the papers name
// it and it could not be handed over. A context that ends ends it at once.
func CheckEvidence(ctx context.Context, f *dossier.File, progress files.Progress) (problems []forms.Problem, err error) {
	bad, err := f.CheckFiles(ctx, progress)
	if files.Cancelled(err) {
		err = files.ErrCancelled
	}
	if err != nil {
		return nil, err
	}
	items := map[string]forms.Evidence{}
	for _, e := range f.Dossier().AllEvidence() {
		items[e.ID] = e
	}
	for _, b := range bad {
		p := forms.Problem{Code: "file_unreadable", Severity: forms.Error, Where: forms.EvidencePath(b.Item, forms.AttrTitle)}
		p.Message = "佐证" + items[b.Item].Number + "：" + b.Err.Error()
		if ids := items[b.Item].Criteria; len(ids) > 0 {
			p.Criterion = ids[0]
		}
		problems = append(problems, p)
	}
	return problems, nil
}

// snapshot is what a finalized version keeps for naming differences later: the printed values, and of the evidence volume, which the
// comparison code does not cover, pages and sums. Versions of older programs have no sums, older ones no pages either.
type snapshot struct {
	Lines   []forms.Line          `json:"lines"`
	Spans   map[string]forms.Span `json:"spans,omitempty"`
	Volumes []string              `json:"volumes,omitempty"` // SHA-256 in hexadecimal, in the order of their numbers
}

// Finalize (定稿) builds the papers of the current state, stores them as the next version and locks the dossier. It is refused while
// a problem of severity error is open, evidence that is damaged or, in a backup, missing among them.
func Finalize(ctx context.Context, f *dossier.File, today string, tell volume.Progress) (Final, error) {
	d := f.Dossier()
	if d.Final {
		return Final{}, fmt.Errorf("档案已经定稿为第%d版。要改动请先退回修改", d.Version)
	}
	damaged, err := CheckEvidence(ctx, f, nil)
	if err != nil {
		return Final{}, err
	}
	var open []string
	for _, p := range append(check.Dossier(d, d.Score(), today), damaged...) {
		if p.Severity == forms.Error {
			open = append(open, p.Message)
		}
	}
	if len(open) > 0 {
		return Final{}, fmt.Errorf("还有%d个必须处理的问题，不能定稿：\n%s", len(open), strings.Join(open, "\n"))
	}
	lines := d.AllLines(forms.CurrentSchema)
	code := forms.Code(lines)
	layout, err := bound(ctx, f, code, tell.Between(0, 0.5))
	if err != nil {
		return Final{}, err
	}
	p, err := build(ctx, d, report.Options{Code: code, Version: d.Version, Spans: layout.Spans}, tell.Between(0.5, 0.9))
	if err != nil {
		return Final{}, err
	}
	data, err := json.Marshal(snapshot{lines, layout.Spans, layout.Sums})
	if err != nil {
		return Final{}, fmt.Errorf("保存定稿内容：%w", err)
	}
	before := f.Versions()
	tell.Tell("保存定稿", 0.9)
	if err := f.Finalize(dossier.Version{Code: code, Lines: data, PDF: p.PDF, Workbook: p.book}); err != nil {
		return Final{}, err
	}
	out := Final{Version: d.Version, Code: code, Pages: p.Pages, Problems: append(p.problems, layout.Problems...)}
	if len(before) > 0 {
		changed, err := Since(f, before[len(before)-1].Number)
		if err != nil {
			return out, err
		}
		out.Reprint = reprint(changed, before[len(before)-1].Code == code)
	}
	tell.Tell("完成", 1)
	return out, nil
}

// Reopen (退回修改) opens the next version and says what will have to be printed and sealed again.
func Reopen(f *dossier.File, reason string) (version int, note string, err error) {
	if err := f.Reopen(reason); err != nil {
		return 0, "", err
	}
	n := f.Dossier().Version
	return n, fmt.Sprintf("现在是第%d版（草稿）。改好后重新定稿；附件1至附件3每页印有版本号和核对码，须全部重新打印、盖章。报告正文是否重印，定稿时按改动告知", n), nil
}

// reprint says which papers a changed version needs anew. The annexes carry version and code on every page; the letter carries
// neither and stays valid while nothing printed in it changed.
//
// The same values under another schema have another code, which the annexes carry.
func reprint(changed []forms.Difference, sameCode bool) []string {
	if len(changed) == 0 && sameCode {
		return []string{"内容与上一版完全相同，核对码不变。上一版盖过章的纸面继续有效，无需重新打印。"}
	}
	out := []string{"附件1、附件2、附件3每页印有版本号和核对码，须全部重新打印、盖章。"}
	var touched []string
	for _, c := range changed {
		if inLetter(c) {
			touched = append(touched, c.Label)
		}
	}
	const most = 5
	words := strings.Join(touched[:min(most, len(touched))], "、")
	switch {
	case len(touched) == 0:
		return append(out, "报告正文没有改动，原来盖过章的正文可以继续使用。")
	case len(touched) > most:
		words += fmt.Sprintf("等%d处", len(touched))
	}
	return append(out, "报告正文有改动（"+words+"），须重新打印、盖章。")
}

// inLetter reports whether a changed value is printed in the letter. Of a reason the letter says only what is missing.
func inLetter(c forms.Difference) bool {
	kind, rest, _ := strings.Cut(c.Key, "/")
	switch kind {
	case "edition", "narrative", "total":
		return true
	case "county":
		return rest == "name"
	case "profile":
		return rest != "preparer" && rest != "checker" && rest != "head"
	case "criterion": // a criterion without points is named in the letter
		return strings.HasSuffix(rest, "/state")
	case "score":
		return !strings.HasSuffix(rest, "/reason") || gaps(c.Want) != gaps(c.Got)
	}
	return false
}

// gaps picks the states out of a reason that the letter repeats as 部分要点未填报, by what their names of all programs have in common.
func gaps(reason string) string {
	out := ""
	for _, s := range []string{"未填", "待定", "无法计算"} {
		if strings.Contains(reason, s) {
			out += s
		}
	}
	return out
}
