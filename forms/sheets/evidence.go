package sheets

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// job is what becomes of a row of 佐证材料: a new item, or an item the dossier has that gets files or serves more.
type job struct {
	from             *Sheet
	item             string // the id of an item the dossier has, "" for a new one
	attrs            map[string]string
	criteria, expect []string
	files            []file
	refs             []forms.FileRef // once they are stored
	pages            int             // counted, 0 where they cannot be
	id               string          // of the item a new one becomes
}

// piece plans a row of 佐证材料, and what is laid upon it.
func (p *Plan) piece(ctx context.Context, s *Sheet, row Piece) error {
	j, err := p.row(ctx, s, row)
	if err == nil && len(row.pictures) > 0 {
		p.offerPictures(s, row, j)
	}
	return err
}

// row plans what is written in a row and gives its job, nil where nothing is to be done for it.
func (p *Plan) row(ctx context.Context, s *Sheet, row Piece) (*job, error) {
	if len(row.Attrs) == 0 && row.Files == "" {
		return nil, nil
	}
	given, ok, err := p.findFiles(ctx, s, row)
	if err != nil || !ok {
		return nil, err
	}
	for _, attr := range slices.Sorted(maps.Keys(row.Attrs)) {
		text, notes := canon.Text(row.Attrs[attr])
		if row.Attrs[attr] = text; len(notes) > 0 {
			p.tell(s, forms.Hint, row.Place, forms.EvidenceField(attr).Label+" "+canon.Words(notes))
		}
	}
	j := &job{from: s, attrs: row.Attrs, criteria: row.Criteria, expect: row.Expect, files: given}
	known, found := p.known(row, given)
	switch {
	case row.Number != "" && !found:
		p.tell(s, forms.Error, row.Place, "档案里没有编号是“"+scoring.Clip(row.Number)+"”的佐证材料，没有读取。新的材料请把编号空着")
		return nil, nil
	case found:
		p.join(s, row, j, known)
		return j, nil
	}
	if before := p.planned(row, given); before != nil {
		p.tell(s, forms.Hint, row.Place, files.Quoted(scoring.Clip(before.name()))+"在其他行里已经写了，同一份材料同时用于"+strings.Join(row.Criteria, "、"))
		before.merge(j)
		return before, nil
	}
	j.id = forms.NewID()
	p.add(j, "新增佐证 "+strings.Join(row.Criteria, "、"))
	return j, nil
}

func (p *Plan) tell(s *Sheet, severity forms.Severity, place, message string) {
	p.Notes = append(p.Notes, Note{s.Department.Title(), forms.Problem{Code: codeFile, Severity: severity, Place: place, Message: message}})
}

// add plans a job with the line that shows it.
func (p *Plan) add(j *job, title string) {
	p.jobs = append(p.jobs, j)
	it := &Item{Item: merge.Item{Title: title}, job: j}
	p.Items = append(p.Items, it.put(j.from, merge.Offer{From: []string{p.who(j.from)}, Text: j.words()}))
}

// name is what a piece is called: as written, else as its first file.
func (j *job) name() string {
	if t := j.attrs[forms.AttrTitle]; t != "" {
		return t
	}
	if len(j.files) > 0 {
		name := j.files[0].name()
		return strings.TrimSuffix(name, filepath.Ext(name))
	}
	return ""
}

func (j *job) words() string {
	if len(j.files) == 0 {
		return j.name() + "，没有写文件名，按另行报送登记"
	}
	return j.name() + "，" + j.fileWords()
}

// merge lets a piece planned before serve what another row of the same piece is for.
func (j *job) merge(other *job) {
	j.criteria, j.expect = union(j.criteria, other.criteria), union(j.expect, other.expect)
	for attr, v := range other.attrs {
		if j.attrs[attr] == "" {
			j.attrs[attr] = v
		}
	}
}

func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// findFiles finds the files of a row in the sheet's folder; ok is false where one is not there, or cannot be told from another.
func (p *Plan) findFiles(ctx context.Context, s *Sheet, row Piece) (given []file, ok bool, err error) {
	if row.Files == "" {
		return nil, true, nil
	}
	folder := p.folderOf(s.Path)
	names := []string{row.Files}
	if name, rivals := folder.find(row.Files); name == "" && rivals == nil {
		names = strings.FieldsFunc(row.Files, func(c rune) bool { return strings.ContainsRune("、，,；;\n\t", c) })
	}
	ok = true
	for _, written := range names {
		written = strings.TrimSpace(written)
		name, rivals := folder.find(written)
		switch {
		case written == "":
			continue
		case rivals != nil:
			for _, r := range rivals {
				folder.used[r] = true
			}
			p.tell(s, forms.Error, row.Place, files.Quoted(scoring.Clip(written))+"与几个文件相符（"+strings.Join(rivals, "、")+"），没有添加。请写上完整的文件名")
			ok = false
			continue
		case name == "":
			p.tell(s, forms.Error, row.Place, "没有找到文件“"+scoring.Clip(written)+"”，"+named(row)+"没有添加。请把文件存入填报表所在的文件夹，再收回一次")
			ok = false
			continue
		}
		folder.used[name] = true
		f, err := hashed(ctx, filepath.Join(folder.dir, name))
		switch {
		case ctx.Err() != nil:
			return nil, false, ctx.Err()
		case err != nil:
			p.tell(s, forms.Error, row.Place, "无法读取文件"+files.Quoted(scoring.Clip(name))+"，没有添加。请检查文件是否正被其他程序占用，再收回一次")
			ok = false
		case f.size == 0:
			p.tell(s, forms.Error, row.Place, "文件"+files.Quoted(scoring.Clip(name))+"是空的（0字节），没有添加。请检查扫描或复制是否成功")
			ok = false
		default:
			given = append(given, f)
		}
	}
	return given, ok, nil
}

// named is a row's title for use inside a sentence, "" where it has none.
func named(row Piece) string {
	if t := row.Attrs[forms.AttrTitle]; t != "" {
		return "“" + scoring.Clip(t) + "”"
	}
	return ""
}

// known finds the item of the dossier a row is about: by its number, by the same bytes, or by its name under the same criterion where it
// has no file yet or the row has none.
func (p *Plan) known(row Piece, files []file) (forms.Evidence, bool) {
	all := slices.DeleteFunc(p.d.AllEvidence(), func(e forms.Evidence) bool { return e.Removed })
	for _, e := range all {
		switch {
		case row.Number != "":
			if e.Number == row.Number {
				return e, true
			}
		case len(files) > 0 && holds(e, files):
			return e, true
		}
	}
	title := scoring.FoldKey(row.Attrs[forms.AttrTitle])
	for _, e := range all {
		if row.Number == "" && title != "" && scoring.FoldKey(e.Title) == title && overlap(e.Criteria, row.Criteria) &&
			(len(files) == 0 || len(e.Files) == 0) {
			return e, true
		}
	}
	return forms.Evidence{}, false
}

// holds reports whether an item has all the files.
func holds(e forms.Evidence, files []file) bool {
	for _, f := range files {
		if !slices.ContainsFunc(e.Files, func(ref forms.FileRef) bool { return ref.SHA256 == f.sum }) {
			return false
		}
	}
	return true
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// planned finds a piece planned before that is the same one: the same bytes, or without files the same name.
func (p *Plan) planned(row Piece, files []file) *job {
	for _, j := range p.jobs {
		same := j.item == "" && slices.EqualFunc(j.files, files, func(a, b file) bool { return a.sum == b.sum })
		title := scoring.FoldKey(row.Attrs[forms.AttrTitle])
		if same && (len(files) > 0 || title != "" && scoring.FoldKey(j.attrs[forms.AttrTitle]) == title) {
			return j
		}
	}
	return nil
}

// join plans what a row says of an item the dossier has: its data, the files it lacks, and what else it serves.
func (p *Plan) join(s *Sheet, row Piece, j *job, e forms.Evidence) {
	for _, attr := range pieceAttrs() {
		if v := row.Attrs[attr]; v != "" {
			p.offer(forms.EvidencePath(e.ID, attr), v, s)
		}
	}
	j.item = e.ID
	switch {
	case len(j.files) > 0 && holds(e, j.files):
		p.tell(s, forms.Hint, row.Place, files.Quoted(scoring.Clip(j.files[0].name()))+"已经是佐证"+e.Number+"，没有重复添加")
		j.files = nil
	case len(j.files) > 0 && len(e.Files) > 0:
		p.tell(s, forms.Warning, row.Place, "佐证"+e.Number+"已经有文件，"+files.Quoted(scoring.Clip(j.files[0].name()))+"没有替换它。要换文件，请在程序里打开佐证"+e.Number+"更换")
		j.files = nil
	}
	more := union(e.Criteria, j.criteria)
	serves := union(e.Expect, j.expect)
	switch {
	case len(j.files) > 0:
		p.add(j, "佐证"+e.Number+"加入文件")
	case len(more) > len(e.Criteria) || len(serves) > len(e.Expect):
		words := "同时用于" + strings.Join(j.criteria, "、")
		if len(more) == len(e.Criteria) {
			words = "作为“" + p.pieceWords(j.expect) + "”"
		}
		p.add(j, "佐证"+e.Number+"关联")
		p.Items[len(p.Items)-1].Offers[0].Text = words
	}
}

// pieceWords names expected pieces.
func (p *Plan) pieceWords(tokens []string) string {
	var names []string
	for _, c := range p.d.Edition.Criteria() {
		for i, name := range c.Evidence {
			if slices.Contains(tokens, forms.ExpectToken(c, i)) {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, "、")
}

// numbered attaches the files no row names that begin with the number of an item without files.
func (p *Plan) numbered(ctx context.Context) {
	for _, s := range p.Sheets {
		folder := p.folderOf(s.Path)
		for _, name := range folder.names {
			head := numberHead.FindStringSubmatch(name)
			if folder.used[name] || head == nil {
				continue
			}
			e, ok := p.byNumber(s, head[1])
			if !ok {
				continue
			}
			folder.used[name] = true
			f, err := hashed(ctx, filepath.Join(folder.dir, name))
			switch {
			case err != nil || f.size == 0:
				p.tell(s, forms.Error, name, "文件无法读取，或者是空的，没有添加")
			case holds(e, []file{f}):
				p.tell(s, forms.Hint, name, "已经是佐证"+e.Number+"的文件，没有重复添加")
			case len(e.Files) > 0:
				p.tell(s, forms.Warning, name, "佐证"+e.Number+"已经有文件，没有替换它。要换文件，请在程序里打开佐证"+e.Number+"更换")
			default:
				p.addFile(s, e, f)
			}
		}
	}
}

// byNumber finds an item in use by its number among what a sheet was asked for.
func (p *Plan) byNumber(s *Sheet, number string) (forms.Evidence, bool) {
	for _, e := range p.d.AllEvidence() {
		asked := slices.ContainsFunc(s.Criteria, func(c *scoring.Criterion) bool { return slices.Contains(e.Criteria, c.ID) })
		if e.Number == number && !e.Removed && asked {
			return e, true
		}
	}
	return forms.Evidence{}, false
}

// addFile plans one more file for an item; several of one number go together.
func (p *Plan) addFile(s *Sheet, e forms.Evidence, f file) {
	for _, it := range p.Items {
		if it.job != nil && it.job.item == e.ID && len(it.job.files) > 0 {
			it.job.files = append(it.job.files, f)
			it.Offers[0].Text = it.job.fileWords()
			return
		}
	}
	j := &job{from: s, item: e.ID, files: []file{f}}
	p.add(j, "佐证"+e.Number+"加入文件")
	p.Items[len(p.Items)-1].Offers[0].Text = j.fileWords()
}

func (j *job) fileWords() string {
	var names []string
	for _, f := range j.files {
		names = append(names, f.name())
	}
	return "文件" + strings.Join(names, "、")
}

// maxNamed bounds how many files are named one by one.
const maxNamed = 50

// leftover says which files no sheet names.
func (p *Plan) leftover() {
	told := map[*folder]bool{}
	for _, s := range p.Sheets {
		f := p.folderOf(s.Path)
		if told[f] {
			continue
		}
		told[f] = true
		n := 0
		for _, name := range f.names {
			if f.used[name] {
				continue
			}
			if n++; n <= maxNamed {
				p.Notes = append(p.Notes, Note{"", forms.Problem{
					Code: codeFile, Severity: forms.Warning, Place: name, Message: "没有一份填报表写到这个文件，没有添加",
				}})
			}
		}
		if n > maxNamed {
			p.Notes = append(p.Notes, Note{"", forms.Problem{
				Code: codeFile, Severity: forms.Warning, Message: fmt.Sprintf("另有%d个文件没有在填报表里写到，没有添加", n-maxNamed),
			}})
		}
	}
}
