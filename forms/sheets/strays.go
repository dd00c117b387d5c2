package sheets

import (
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
)

// strays tells of what stands on 填报 where nothing is read: beside the columns, in lines that are none of ours, and where a unit, a name or
// what is to be filled in was written over.
func (r *reader) strays(g *tables.Grid) {
	ours := r.ourWords()
	known := map[int]bool{}
	for _, title := range []string{headPoint, headName, headValue, headUnit, headHelp, headKey} {
		if column, ok := g.Column(title); ok {
			known[column] = true
		}
	}
	for _, l := range g.Lines() {
		c, f := r.target(l)
		for column, cell := range l.Cells {
			text := strings.TrimSpace(cell.Typed(l.Date1904))
			switch {
			case text == "":
			case !known[column]:
				r.stray(l, column, text, "写在表格旁边，没有读取。要填报的内容请写在“"+headValue+"”一列")
			case f == nil && !foreignRow(l) && !ours.has(text):
				r.stray(l, column, text, "不是要填的格，没有读取。要填报的内容请写在各行的“"+headValue+"”一列")
			}
		}
		if f != nil {
			r.overwritten(l, c, f)
		}
	}
}

func (r *reader) stray(l tables.Line, column int, text, words string) {
	r.problem(forms.Warning, codeBeside, l.At(l.No, column), "这里的“"+scoring.Clip(text)+"”"+words)
}

// overwritten tells of what was written over the program's words in a field's row.
func (r *reader) overwritten(l tables.Line, c *scoring.Criterion, f *scoring.Field) {
	if name := text(l, headName); name != "" && !same(name, f.Label) {
		r.problem(forms.Warning, codeBeside, l.Place(headName), "这里原来是“"+f.Label+"”，现在是“"+scoring.Clip(name)+"”；仍按“"+f.Label+"”读取，请核对")
	}
	if unit := text(l, headUnit); unit != "" && !same(unit, f.Unit) {
		r.problem(forms.Warning, codeBeside, l.Place(headUnit), "单位原来是“"+f.Unit+"”，现在是“"+scoring.Clip(unit)+"”；改写的单位没有读取，请按“"+f.Unit+"”核对数字")
	}
	help, now := scoring.FoldKey(fieldHelp(c, f)), scoring.FoldKey(text(l, headHelp))
	if more := strings.Replace(now, help, "", 1); more != "" && (more != now || help == "") {
		r.problem(forms.Warning, codeBeside, l.Place(headHelp), "这里写的“"+scoring.Clip(more)+"”没有读取。要填报的内容请写在“"+headValue+"”一列")
	}
}

func same(a, b string) bool { return scoring.FoldKey(a) == scoring.FoldKey(b) }

// lineWords are the lines of 填报 that are the program's.
type lineWords map[string]bool

func (r *reader) ourWords() lineWords {
	ours := lineWords{}
	for _, c := range r.d.Edition.Asked() {
		ours[scoring.FoldKey(c.ID)] = true
		for _, words := range append(wordsOf(c), indicatorWords(c.Indicator)) {
			ours[scoring.FoldKey(words)] = true
		}
	}
	return ours
}

// has reports whether a line is the program's, also one another version of it wrote or a person signed.
func (w lineWords) has(line string) bool {
	begins := func(head string) bool { return strings.HasPrefix(line, head) }
	heads := []string{quoteHead, piecesHead, "逐条情况请填在", strings.TrimSpace(strings.SplitN(signature, "：", 2)[0])}
	return w[scoring.FoldKey(line)] || slices.ContainsFunc(heads, begins)
}
