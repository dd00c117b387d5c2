package sheets

import (
	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
)

// The sheets of a department's workbook. Registers have one each, 台账 with the criterion's id.
const (
	SheetGuide    = "说明"
	SheetAsk      = "填报"
	SheetEvidence = "佐证材料"
	SheetRegister = "台账"
	SheetKeys     = "标识" // hidden: whose sheet it is
)

// The headings a workbook is read by; a contract with what departments have in hand.
const (
	headItem    = "项目"
	headContent = "内容"

	headPoint = "要点"
	headName  = "名称"
	headValue = "填报值"
	headUnit  = "单位"
	headHelp  = "填写说明"
	headKey   = "标识" // hidden column of the fields' and pieces' keys

	headNumber = "编号"
	headPiece  = "应附材料"
	headFile   = "文件名"

	headNo = "序号"
)

// pieceAttrs are the data of a piece of evidence that a department writes.
func pieceAttrs() []string {
	return []string{forms.AttrTitle, forms.AttrDocNo, forms.AttrDate, forms.AttrIssuer, forms.AttrPages}
}

// attrHead is the heading of one of them.
func attrHead(attr string) string { return forms.EvidenceField(attr).Label }

func guideColumns() []tables.Column {
	return []tables.Column{{Title: headItem, Width: 14}, {Title: headContent, Width: 76}}
}

func askColumns() []tables.Column {
	return []tables.Column{
		{Title: headPoint, Width: 7},
		{Title: headName, Width: 26},
		{Title: headValue, Width: 40},
		{Title: headUnit, Width: 8},
		{Title: headHelp, Width: 42},
		{Title: headKey},
	}
}

func evidenceColumns() []tables.Column {
	columns := []tables.Column{{Title: headNumber, Width: 7}, {Title: headPoint, Width: 8}, {Title: headPiece, Width: 30}}
	for i, attr := range pieceAttrs() {
		columns = append(columns, tables.Column{Title: attrHead(attr), Width: [...]float64{28, 16, 12, 18, 6}[i]})
	}
	return append(columns, tables.Column{Title: headFile, Width: 28}, tables.Column{Title: headKey})
}

// evidenceTitles are the headings of what a department writes of a piece.
func evidenceTitles() []string {
	titles := []string{headPoint, headFile}
	for _, attr := range pieceAttrs() {
		titles = append(titles, attrHead(attr))
	}
	return titles
}

func registerColumns(reg *scoring.Register) []tables.Column {
	columns := []tables.Column{{Title: headNo, Width: 6}}
	for _, col := range reg.Columns {
		columns = append(columns, tables.Column{Title: col.Label, Width: registerWidth(col, len(reg.Columns))})
	}
	return columns
}

// registerWidth shares the width of the paper among a register's columns.
func registerWidth(col *scoring.Field, n int) float64 {
	switch {
	case col.Kind == scoring.KindDate:
		return 13
	case col.Kind == scoring.KindMonth, col.Kind == scoring.KindOption:
		return 10
	case n <= 2:
		return 70 / float64(n)
	}
	return max(20, 100/float64(n))
}

func keyColumns() []tables.Column {
	return []tables.Column{{Title: headItem, Width: 16}, {Title: headContent, Width: 60}}
}

// The looks of cells; all are text cells.
var (
	lookText    = tables.Look{}
	lookCenter  = tables.Look{Align: tables.Centre}
	lookHead    = tables.Look{Align: tables.Centre, Fill: tables.FillHead, Bold: true}
	lookSection = tables.Look{Fill: tables.FillSection, Bold: true}
	lookOpen    = tables.Look{Fill: tables.FillOpen}
	lookTitle   = tables.Look{Align: tables.Centre, Bold: true, Bare: true, Size: 15}
)

// typeSize is that of the sheets' type in points.
const typeSize = 10.5

// builder makes the workbook of one department.
type builder struct {
	*tables.Writer
	d        *forms.Dossier
	dep      forms.Department
	criteria []*scoring.Criterion
	prefill  bool
	day      string // the workbook is made on
	asked    int    // fields asked for
	filled   int    // of them, filled in already
}

func newBuilder(d *forms.Dossier, dep forms.Department, job Job) *builder {
	return &builder{
		Writer: tables.NewWriter(typeSize), d: d, dep: dep, criteria: d.Assigned(dep.ID),
		prefill: job.Prefill, day: job.Day,
	}
}

// page is one sheet being written.
type page struct {
	*tables.Page
	*builder
	name string
}

func (b *builder) page(name string, columns []tables.Column) *page {
	return &page{b.Page(name, columns), b, name}
}

// finish ends a sheet; the rows down to head stand on every page.
func (p *page) finish(head int, landscape bool) {
	const most = 60 // of a title in a page's head
	s := tables.Setup{
		Heads: head, Portrait: !landscape,
		Header: `&C&"黑体,Regular"&12 ` + tables.InHeader(p.title(), most),
		Footer: `&L&"宋体,Regular"&9` + tables.InHeader(p.dep.Title(), most) + `&R&"宋体,Regular"&9` + p.name + ` 第&P页 共&N页`,
	}
	if head == 0 {
		s.Header = "" // the sheet has a title of its own
	}
	p.Finish(s)
}

// title heads every printed page.
func (b *builder) title() string {
	return b.d.County() + b.d.Edition.Titled("自查填报表")
}
