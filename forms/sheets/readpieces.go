package sheets

import (
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
)

// evidence reads 佐证材料.
func (r *reader) evidence(g *tables.Grid, taken *pictures) {
	for _, l := range g.Lines() {
		p := Piece{pictures: taken.of(l), Place: l.Place(headPoint), Number: scoring.FoldKey(text(l, headNumber)), Attrs: map[string]string{}}
		for _, attr := range pieceAttrs() {
			f := r.d.Edition.Shown(forms.EvidenceField(attr))
			if v := r.cell(l, f.Label, f); v != "" {
				p.Attrs[attr] = v
			}
		}
		if word, wrong := l.Cell(headFile).Wrong(); wrong && !taken.cell(l) {
			r.problem(forms.Error, codeCell, l.Place(headFile), "“"+headFile+"”里是"+tables.WrongWords(word)+"，没有读取。请把图片另存为文件，存入填报表所在的文件夹，在这里写文件名")
		} else if p.Files = text(l, headFile); wrong || strings.HasPrefix(p.Files, filesThere) {
			p.Files = ""
		}
		if len(p.Attrs) == 0 && p.Files == "" && len(p.pictures) == 0 {
			continue
		}
		r.points(l, &p)
		if p.Number == "" && len(p.Criteria) == 0 {
			r.problem(forms.Error, codeUnknown, p.Place, "“"+scoring.Clip(pieceName(p))+"”没有写“要点”，不知道用在哪里，没有读取。请写上要点，例如 "+r.example())
			continue
		}
		r.s.Pieces = append(r.s.Pieces, p)
	}
}

// pieceName is what a piece is called before it has a number.
func pieceName(p Piece) string {
	if t := p.Attrs[forms.AttrTitle]; t != "" {
		return t
	}
	if p.Files == "" && len(p.pictures) > 0 {
		return p.pictures[0].name()
	}
	return p.Files
}

func (r *reader) example() string {
	if len(r.s.Criteria) > 0 {
		return r.s.Criteria[0].ID
	}
	return "5.1"
}

// points reads which criteria and which expected piece of theirs a row is for.
func (r *reader) points(l tables.Line, p *Piece) {
	for _, id := range tables.List(text(l, headPoint)) {
		id = scoring.FoldKey(id)
		if r.d.Edition.Criterion(id) == nil {
			r.problem(forms.Warning, codeUnknown, p.Place, "要点“"+scoring.Clip(id)+"”在考核指标里没有，没有读取")
		} else if !slices.Contains(p.Criteria, id) {
			p.Criteria = append(p.Criteria, id)
		}
	}
	token, name := text(l, headKey), scoring.FoldKey(text(l, headPiece))
	for _, id := range p.Criteria {
		c := r.d.Edition.Criterion(id)
		for i, piece := range c.Evidence {
			if len(c.Evidence) == 1 {
				break // everything of the criterion serves the only piece there is
			}
			if t := forms.ExpectToken(c, i); t == token || name != "" && scoring.FoldKey(piece) == name {
				p.Expect = append(p.Expect, t)
			}
		}
	}
}
