package dossier

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// Repair says which damaged dossier is to be repaired, and where what is whole in it goes; To must not be there yet.
type Repair struct {
	From, To string
	Editions []*scoring.Edition // the rulebooks the program knows
	Progress files.Progress     // may be nil
}

// Report is what was taken out of a damaged dossier.
type Report struct {
	Values, Files, Versions, Entries int      // Entries of the log
	Lost                             []string // what is missing or uncertain, a line each; none where all is there
	Backup                           string   // the backup beside it that something was taken from, "" for none
}

// Run takes what is whole in a damaged dossier into a new one. The damaged one is not touched, and nothing is taken whose checksum or
// hash is not right. Errors: ErrNotDossier where nothing of a dossier is in it, ErrEdition, files.InUse, files.Exists, files.Full and the like.
func (r Repair) Run(ctx context.Context) (Report, error) {
	m := &mending{known: r.Editions}
	out, err := store.Repair{From: r.From, To: r.To, Format: format(), Progress: r.Progress, Mend: m.mend}.Run(ctx)
	if err != nil {
		return Report{}, err
	}
	versions := len(out.Rows[versionTable().Name])
	return Report{Values: len(out.Values), Files: len(out.Files), Versions: versions, Entries: len(out.Entries), Lost: m.lost, Backup: out.Backup}, nil
}

// Words says what came out, and whether that is all.
func (r Report) Words() string {
	return fmt.Sprintf("取出了%d项填报内容、%d个佐证文件和扫描件、%d个定稿版本、%d条修改记录，原文件没有改动。", r.Values, r.Files, r.Versions, r.Entries) +
		store.Missing(r.Lost).Words(r.Backup)
}

// mending looks at what the store has found with the eyes of a dossier.
type mending struct {
	known []*scoring.Edition
	out   *store.Repaired
	lost  store.Missing
}

func (m *mending) mend(out *store.Repaired) error {
	m.out = out
	edition, err := m.edition()
	if err != nil {
		return err
	}
	m.version()
	values := make(map[forms.Path]string, len(out.Values))
	for p, v := range out.Values {
		values[forms.Path(p)] = v
	}
	d := forms.New(edition, values)
	for _, u := range out.Unsure {
		if label := d.Label(forms.Path(u.Path)); u.Taken == u.Other {
			m.lost.Say("“%s”取自修改记录，可能不是最后一次填的内容，请核对", label)
		} else {
			m.lost.Say("“%s”取了%s，也可能是%s，不能确定哪个是最后填的，请核对", label, doubted(u.Taken), doubted(u.Other))
		}
	}
	if out.Lost > 0 {
		m.lost.Say("另有%d项填报内容没有找回，请对照纸面或备份检查", out.Lost)
	}
	m.files(d)
	m.papers()
	if out.LostLog > 0 {
		m.lost.Say("修改记录缺少%d条", out.LostLog)
	}
	if out.Behind {
		m.lost.Say("最近的修改可能有没有取到的，填报内容请对照纸面或备份核对")
	}
	return nil
}

// doubted words one of two values that contradict each other.
func doubted(text string) string {
	const most = 60
	r := []rune(text)
	switch {
	case len(r) == 0:
		return "空白"
	case len(r) > most:
		return "“" + string(r[:most]) + "……”"
	}
	return "“" + text + "”"
}

// edition finds the rulebook: the dossier's own, else one the program knows.
func (m *mending) edition() (*scoring.Edition, error) {
	meta := m.out.Meta
	own, err := scoring.LoadEdition("档案里的考核指标", []byte(meta[metaEdition]))
	if err == nil && own.ID == meta[metaName] && own.Hash() == meta[metaRules] {
		return own, nil
	}
	names := []string{meta[metaName]}
	for _, row := range m.out.Rows[versionTable().Name] {
		names = append(names, versionRow(row).Edition)
	}
	best := -1
	for i, e := range m.known {
		switch {
		case e.Hash() == meta[metaRules]:
			best = i
		case best < 0 && (slices.Contains(names, e.ID) || names[0] == "" && len(m.known) == 1):
			best = i
		}
	}
	if best < 0 {
		return nil, files.Failure(ErrEdition, "档案里保存的考核指标已损坏，程序里也没有同一年度的，没有修复；请更新程序再试")
	}
	e := m.known[best]
	if e.Hash() != meta[metaRules] {
		m.lost.Say("档案里保存的考核指标没有找回，改用程序里的“%s”，请核对得分", e.Title)
	}
	for key, value := range editionMeta(e) {
		meta[key] = value
	}
	return e, nil
}

// version finds the current version, and whether it is finalized: it is, where its 定稿 is on record.
func (m *mending) version() {
	current, _ := strconv.Atoi(m.out.Meta[metaVersion])
	final := map[int]bool{}
	for _, row := range m.out.Rows[versionTable().Name] {
		n := versionRow(row).Number
		final[n] = true
		current = max(current, n)
	}
	for _, e := range m.out.Entries {
		n, err := strconv.Atoi(e.New)
		if e.Path != "" || err != nil {
			continue
		}
		switch e.Kind {
		case kindFinal:
			final[n] = true
			current = max(current, n)
		case kindReopen:
			current = max(current, n)
		}
	}
	current = max(current, 1)
	m.out.Meta[metaVersion], m.out.Meta[metaFinal] = strconv.Itoa(current), "0"
	if final[current] {
		m.out.Meta[metaFinal] = "1"
	}
}

// files names the evidence and scans whose contents are missing.
func (m *mending) files(d *forms.Dossier) {
	missing := func(ref forms.FileRef) bool {
		_, whole := m.out.Files[ref.SHA256]
		return !whole
	}
	for _, e := range d.AllEvidence() {
		for _, ref := range e.Files {
			switch {
			case !missing(ref):
			case e.Removed:
				m.lost.Say("已撤销的佐证%s《%s》的文件“%s”没有找回，要恢复这份材料时请重新加入原文件", e.Number, e.Title, ref.Name)
			default:
				m.lost.Say("佐证%s《%s》的文件“%s”没有找回，请重新加入原文件，编号不变", e.Number, e.Title, ref.Name)
			}
		}
	}
	for _, e := range m.out.Entries {
		var ref forms.FileRef
		if e.Kind == kindScan && json.Unmarshal([]byte(e.New), &ref) == nil && missing(ref) {
			m.lost.Say("第%s版的盖章扫描件“%s”没有找回，请重新存入", e.Old, ref.Name)
		}
	}
}

// papers names the finalized versions and their papers that are missing.
func (m *mending) papers() {
	if n := m.out.LostRows[versionTable().Name]; n > 0 {
		m.lost.Say("缺少%d个版本的定稿记录", n)
	}
	there := map[string]bool{}
	for _, row := range m.out.Rows[paperTable().Name] {
		there[fmt.Sprint(row[1], row[2])] = true
	}
	for _, row := range m.out.Rows[versionTable().Name] {
		for _, p := range []struct{ kind, words string }{{PaperPDF, "报告"}, {PaperWorkbook, "数据表"}, {PaperLines, "数据清单"}} {
			if n := row[0].(int64); !there[fmt.Sprint(n, p.kind)] && (p.kind != PaperLines || m.out.LostRows[paperTable().Name] > 0) {
				m.lost.Say("第%d版定稿的%s没有找回，请保留当时导出的文件", n, p.words)
			}
		}
	}
}
