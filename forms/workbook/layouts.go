package workbook

import (
	"slices"

	"zicha/forms"
	"zicha/forms/tables"
)

// The sheets of a workbook that are a contract. All but the chart and the texts not taken are read back.
const (
	SheetCover    = "封面"
	SheetAssess   = "自评表"
	SheetData     = "填报数据"
	SheetRegister = "台账"
	SheetEvidence = "佐证材料"
	SheetChart    = "图表"
	SheetRefused  = "未采用"
)

// The headings of the columns; they are a contract with whoever reads workbooks. Those of evidence have the labels of its fields.
const (
	colItem    = "项目"
	colContent = "内容"

	colNo        = "序号"
	colIndicator = "考核指标"
	colStandard  = "评分标准"
	colMax       = "分值"
	colSelf      = "自评得分"
	colForecast  = "预估得分"
	colReason    = "得分理由"
	colCited     = "佐证材料"
	colSource    = "数据来源"
	colRemark    = "备注"
	colInitial   = "初评分"
	colConfirmed = "核定分"
	colGrounds   = "核定理由"
	colFree      = "核定说明"
	colFirst     = "初评理由"

	colPoint  = "要点"
	colKey    = "字段"
	colName   = "名称"
	colValue  = "值"
	colUnit   = "单位"
	colNote   = "说明"
	colColumn = "列"

	colNumber = "编号"
	colFile   = "文件名"
	colSize   = "大小"
	colHash   = "SHA-256"
	colState  = "状态"

	colSection     = "一级分类"
	colSelfMax     = "自评满分"
	colForecastMax = "预估满分"

	colRefused = "位置"
	colTyped   = "填写的内容"
	colWhy     = "说明"
)

// The ways workbooks were laid out, by their number on the cover. A workbook is compared with what is written in its own: whoever changes what
// stands in cells nobody reads back, be it by a word, gives the present way a new number, and workbooks of the older ones do not seem altered.
const (
	layoutFirst   = 1 // names no number
	layoutReview  = 2 // reviewers' reasons in free words, what registers count, sheets for reading
	layoutRules   = 3 // the code of the rules, and what a rulebook makes of the points besides 自评 and 预估
	layoutPresent = layoutRules
)

// newColumns are the columns that a layout has not yet.
func newColumns(layout int) map[string][]string {
	if layout >= layoutReview {
		return nil
	}
	return map[string][]string{SheetAssess: {colFree, colFirst}, SheetData: {colNote}}
}

// layout is a sheet with its columns, none of which is 9 wide, for ExcelJS takes that for a width nobody gave: those by whose headings a
// renamed sheet is known, those that name what a row is about, and those that are the reviewers'. As many columns as names stay in sight;
// rows are filtered where it has filters. What a sheet only shows stands on others too.
type layout struct {
	name     string
	columns  []tables.Column
	need     []string
	key      []string
	reviewed []string
	names    int
	filters  bool
	shows    bool
}

// layouts are all sheets, as they are laid out now. The first is looked for first.
func layouts() []layout {
	return append(valueLayouts(), chartLayout())
}

// valueLayouts are the sheets from which values are taken.
func valueLayouts() []layout {
	return []layout{dataLayout(), coverLayout(), evidenceLayout(), registerLayout(), assessLayout()}
}

// in gives a sheet as a layout has it.
func (l layout) in(number int) layout {
	missing := newColumns(number)[l.name]
	l.columns = slices.DeleteFunc(slices.Clone(l.columns), func(c tables.Column) bool { return slices.Contains(missing, c.Title) })
	return l
}

// readTitles are the headings of the columns of a sheet.
func readTitles(name string) (titles []string) {
	for _, l := range layouts() {
		for _, col := range l.columns {
			if l.name == name {
				titles = append(titles, col.Title)
			}
		}
	}
	return titles
}

// refusedLayout is that of a sheet only drafts have; it is none of layouts, for nothing is taken from it or compared with it.
func refusedLayout() layout {
	return layout{name: SheetRefused, columns: []tables.Column{{Title: colRefused, Width: 34}, {Title: colTyped, Width: 40}, {Title: colWhy, Width: 74}}}
}

func coverLayout() layout {
	columns := []tables.Column{{Title: colItem, Width: 18}, {Title: colContent, Width: 66}}
	return layout{name: SheetCover, columns: columns, need: []string{colItem, colContent}, key: []string{colItem}}
}

func assessLayout() layout {
	return layout{
		name: SheetAssess,
		columns: []tables.Column{
			{Title: colNo, Width: 5},
			{Title: colIndicator, Width: 14},
			{Title: colStandard, Width: 36},
			{Title: colMax, Width: 7},
			{Title: colSelf, Width: 9.5},
			{Title: colForecast, Width: 9.5},
			{Title: colReason, Width: 31},
			{Title: colCited, Width: 11},
			{Title: colSource, Width: 11},
			{Title: colRemark, Width: 14},
			{Title: colInitial, Width: 8},
			{Title: colConfirmed, Width: 8},
			{Title: colGrounds, Width: 13},
			{Title: colFree, Width: 16},
			{Title: colFirst, Width: 16},
		},
		need: []string{colNo, colReason}, reviewed: []string{colInitial, colConfirmed, colGrounds, colFree, colFirst}, names: 2, filters: true,
	}
}

func dataLayout() layout {
	return layout{
		name: SheetData,
		columns: []tables.Column{
			{Title: colPoint, Width: 8},
			{Title: colKey, Width: 18},
			{Title: colName, Width: 34},
			{Title: colValue, Width: 74},
			{Title: colUnit, Width: 14},
			{Title: colNote, Width: 18},
		},
		need: []string{colPoint, colKey, colValue}, key: []string{colPoint, colKey}, filters: true,
	}
}

func registerLayout() layout {
	return layout{
		name: SheetRegister,
		columns: []tables.Column{
			{Title: colPoint, Width: 8}, {Title: colNo, Width: 7}, {Title: colColumn, Width: 16}, {Title: colValue, Width: 96},
		},
		need: []string{colPoint, colNo, colColumn, colValue}, key: []string{colPoint, colNo, colColumn}, filters: true,
	}
}

func evidenceLayout() layout {
	of := func(attr string) string { return forms.EvidenceField(attr).Label }
	return layout{
		name: SheetEvidence,
		columns: []tables.Column{
			{Title: colNumber, Width: 7},
			{Title: colPoint, Width: 9.5},
			{Title: of(forms.AttrTitle), Width: 27},
			{Title: of(forms.AttrDocNo), Width: 14},
			{Title: of(forms.AttrDate), Width: 11},
			{Title: of(forms.AttrIssuer), Width: 15},
			{Title: of(forms.AttrPages), Width: 6},
			{Title: of(forms.AttrDelivery), Width: 9.5},
			{Title: colFile, Width: 21},
			{Title: colSize, Width: 11},
			{Title: colHash, Width: 24},
			{Title: colState, Width: 8},
			{Title: of(forms.AttrReason), Width: 14},
		},
		need: []string{colNumber, of(forms.AttrTitle)}, key: []string{colNumber}, filters: true,
	}
}

func chartLayout() layout {
	return layout{
		name: SheetChart,
		columns: []tables.Column{
			{Title: colSection, Width: 44},
			{Title: colSelfMax, Width: 13},
			{Title: colSelf, Width: 13},
			{Title: colForecastMax, Width: 13},
			{Title: colForecast, Width: 13},
		},
		need: []string{colSection, colSelf, colForecast}, key: []string{colSection},
	}
}
