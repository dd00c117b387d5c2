package sheets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/forms/tables"
	"zicha/scoring"
)

// inside says where in a sheet a picture lies, and what it is called as a file.
type inside struct{ part, name string }

// pictures are what is laid upon the rows of 佐证材料, or put into their cells.
type pictures struct {
	sheet string
	rows  map[int][]file
	cells map[int]bool // the rows with one in 文件名
}

// pictures takes up the pictures of 佐证材料; those of other sheets are only told of.
func (r *reader) pictures(list []*tables.Sheet) (*pictures, error) {
	out := &pictures{rows: map[int][]file{}, cells: map[int]bool{}}
	g := find(list, SheetEvidence, headPoint, attrHead(forms.AttrTitle), headFile)
	if g == nil {
		return out, nil
	}
	out.sheet = g.Name
	lines := map[int]bool{}
	for _, l := range g.Lines() {
		lines[l.No] = true
	}
	for _, x := range g.Beside {
		if x.Picture && lines[x.Row] {
			for _, part := range x.Parts {
				out.take(r, spot{x.Row, x.Column}, part)
			}
		}
	}
	put, err := r.book.CellPictures()
	if err != nil {
		return nil, err
	}
	for _, l := range g.Lines() {
		column, _ := g.Column(headFile)
		for i, c := range l.Cells {
			if id, ok := c.Pasted(); ok && put[id] != "" {
				took := out.take(r, spot{l.No, i}, put[id])
				out.cells[l.No] = out.cells[l.No] || took && i == column
			}
		}
	}
	return out, nil
}

// spot is a cell.
type spot struct{ row, column int }

// take takes up the picture of a row and reports whether it could be read.
func (t *pictures) take(r *reader, at spot, part string) bool {
	f, err := r.picture(tables.Place(at.row, at.column), part)
	if err != nil {
		r.problem(forms.Warning, codeBeside, SheetEvidence+"!"+tables.Place(at.row, at.column), "这里的图片无法读取。要作佐证的，请把图片另存为文件，在格里写文件名")
		return false
	}
	for _, have := range t.rows[at.row] {
		if have.sum == f.sum {
			return true
		}
	}
	if n := len(t.rows[at.row]); n > 0 { // names tell them apart
		ext := path.Ext(f.inside.name)
		f.inside.name = strings.TrimSuffix(f.inside.name, ext) + "-" + strconv.Itoa(n+1) + ext
	}
	t.rows[at.row] = append(t.rows[at.row], f)
	return true
}

// has reports whether what lies beside a cell was taken up.
func (t *pictures) has(sheet string, x tables.Beside) bool {
	return x.Picture && sheet == t.sheet && len(t.rows[x.Row]) > 0
}

// of gives the pictures of a row.
func (t *pictures) of(l tables.Line) []file { return t.rows[l.No] }

// cell reports whether the file of a row is a picture put into the cell.
func (t *pictures) cell(l tables.Line) bool { return t.cells[l.No] }

// notTaken is what leaving a picture is called.
const notTaken = "不作佐证"

// offerPictures offers the pictures of a row as evidence: they may be taken or left.
func (p *Plan) offerPictures(s *Sheet, row Piece, of *job) {
	if row.Number == "" && len(row.Criteria) == 0 {
		return
	}
	j := &job{from: s, attrs: map[string]string{forms.AttrTitle: row.Attrs[forms.AttrTitle]}, criteria: row.Criteria, expect: row.Expect, files: row.pictures, id: forms.NewID()}
	if e, found := p.known(row, row.pictures); found && holds(e, row.pictures) {
		p.tell(s, forms.Hint, row.Place, "这一行的图片已经是佐证"+e.Number+"的文件，没有重复添加")
		return
	} else if found {
		j.item = e.ID
	} else if row.Number != "" {
		return // which was told
	}
	if of != nil && of.item == "" {
		j.item = of.id
	}
	if j.attrs[forms.AttrTitle] == "" {
		j.attrs[forms.AttrTitle] = p.pictureTitle(row)
	}
	var where []string
	for _, f := range row.pictures {
		where = append(where, strings.TrimSuffix(f.name(), path.Ext(f.name())))
	}
	p.jobs = append(p.jobs, j)
	it := &Item{Item: merge.Item{
		Title: fmt.Sprintf("%s 行里的图片 %s", row.Place, strings.Join(row.Criteria, "、")), Mine: notTaken, Keep: notTaken, Pick: merge.PickNone,
	}, job: j}
	words := fmt.Sprintf("%s，%d张图片作为佐证（%s）", scoring.Clip(j.name()), len(row.pictures), strings.Join(where, "、"))
	p.Items = append(p.Items, it.put(s, merge.Offer{From: []string{p.who(s)}, Text: words}))
}

// pictureTitle is what pictures are called whose row has no title: as what is expected there.
func (p *Plan) pictureTitle(row Piece) string {
	if name := p.pieceWords(row.Expect); name != "" {
		return name
	}
	if len(row.Criteria) > 0 {
		if c := p.d.Edition.Criterion(row.Criteria[0]); c != nil && len(c.Evidence) == 1 {
			return c.Evidence[0]
		}
	}
	return strings.TrimSuffix(row.pictures[0].name(), path.Ext(row.pictures[0].name()))
}

// alone reports whether the item a job is for has not come into being.
func (j *job) alone(d *forms.Dossier) bool {
	return j.id != "" && d.Get(forms.EvidencePath(j.item, forms.AttrNumber)) == ""
}

// passing makes a folder for pictures on their way into the dossier.
func (p *Plan) passing() (string, error) { return files.TemporaryFolder("", "pictures") }

// bringOut gives a path where the file lies; a picture in a sheet is written into a folder of its own.
func (f file) bringOut(ctx context.Context, folder string) (string, error) {
	if f.inside == nil {
		return f.path, nil
	}
	book, err := tables.Open(ctx, f.path, tables.Small(maxFile))
	if err != nil {
		return "", err
	}
	defer book.Close()
	data, err := book.Part(f.inside.part)
	if err != nil {
		return "", err
	}
	to := filepath.Join(folder, f.inside.name)
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", files.Fault("写入临时文件", err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		return "", files.Fault("写入临时文件", err)
	}
	return to, nil
}

// picture reads a picture of a sheet for its hash.
func (r *reader) picture(place, part string) (file, error) {
	data, err := r.book.Part(part)
	if err != nil {
		return file{}, err
	}
	sum := sha256.Sum256(data)
	name := SheetEvidence + place + strings.ToLower(path.Ext(part))
	return file{path: r.s.Path, sum: hex.EncodeToString(sum[:]), size: int64(len(data)), inside: &inside{part, name}}, nil
}
