// Package workbook turns a dossier into an xlsx workbook for 市发展改革委 and reads one back: sheets and columns are found by
// their names, never by position, and what cannot be read becomes a problem with sheet and cell.
package workbook

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/scoring"
)

// The sheets of a workbook. All but the chart are read back.
const (
	SheetCover    = "封面"
	SheetAssess   = "自评表"
	SheetData     = "填报数据"
	SheetRegister = "台账"
	SheetEvidence = "佐证材料"
	SheetChart    = "图表"
)

// Options says what is written beside the dossier's own values. The zero value writes a plain workbook.
type Options struct {
	Code     string                // comparison code; "" takes the dossier's own
	QR       []byte                // PNG of the code for the cover, may be empty
	Created  time.Time             // date in the file's properties, may be zero
	Progress func(done, total int) // called after each step, may be nil
}

// column is a column of a sheet: its heading, which is a contract, and its width in characters.
type column struct {
	title string
	width float64
}

// layout is a sheet with its columns; grow names the columns that widen for long texts.
type layout struct {
	name    string
	columns []column
	grow    []string
}

var (
	coverLayout  = layout{SheetCover, []column{{"项目", 18}, {"内容", 66}}, nil}
	assessLayout = layout{SheetAssess, []column{
		{"序号", 5},
		{"考核指标", 14},
		{"评分标准", 40},
		{"分值", 7},
		{"自评得分", 9},
		{"预估得分", 9},
		{"得分理由", 34},
		{"佐证材料", 11},
		{"数据来源", 13},
		{"备注", 14},
		{"初评分", 8},
		{"核定分", 8},
		{"核定理由", 14},
	}, []string{"得分理由", "备注"}}
	dataLayout = layout{SheetData, []column{
		{"要点", 8}, {"字段", 18}, {"名称", 34}, {"值", 74}, {"单位", 14},
	}, []string{"值"}}
	registerLayout = layout{SheetRegister, []column{{"要点", 8}, {"序号", 7}, {"列", 16}, {"值", 96}}, []string{"值"}}
	evidenceLayout = layout{SheetEvidence, []column{
		{"编号", 7},
		{"要点", 9},
		{"材料名称", 27},
		{"文号", 14},
		{"成文日期", 11},
		{"印发单位", 15},
		{"页数", 6},
		{"报送方式", 9},
		{"文件名", 21},
		{"大小", 11},
		{"SHA-256", 24},
		{"状态", 8},
		{"撤销原因", 14},
	}, []string{"撤销原因"}}
)

// builder writes one workbook. The first thing that goes wrong is kept and ends the work.
type builder struct {
	f     *excelize.File
	d     *forms.Dossier
	opts  Options
	code  string
	card  scoring.Scorecard
	looks map[look]int
	err   error
}

// Write writes the dossier as a workbook. The error is a plain Chinese sentence where the dossier cannot be put into a
// workbook, for example a text longer than a cell holds.
func Write(w io.Writer, d *forms.Dossier, opts Options) error {
	b := &builder{f: excelize.NewFile(), d: d, opts: opts, code: opts.Code, card: d.Score(), looks: map[look]int{}}
	defer b.f.Close()
	if b.code == "" {
		b.code = d.Code()
	}
	b.f.SetZipWriter(newParts)
	steps := []func(){b.start, b.cover, b.assess, b.data, b.registers, b.evidence, b.chart, b.end, func() { b.keep(b.f.Write(w)) }}
	for i, step := range steps {
		if step(); b.err != nil {
			return b.err
		}
		if opts.Progress != nil {
			opts.Progress(i+1, len(steps))
		}
	}
	return nil
}

// keep keeps the first error.
func (b *builder) keep(err error) {
	if b.err == nil && err != nil {
		b.err = fmt.Errorf("写工作簿时出错：%w", err)
	}
}

func (b *builder) start() {
	b.keep(b.f.SetDefaultFont("宋体"))
	b.keep(b.f.SetSheetName("Sheet1", SheetCover))
	for _, name := range []string{SheetAssess, SheetData, SheetRegister, SheetEvidence, SheetChart} {
		_, err := b.f.NewSheet(name)
		b.keep(err)
	}
}

func (b *builder) end() {
	recalculate := true
	b.keep(b.f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}))
	props := &excelize.DocProperties{Title: b.title(), Creator: b.d.County(), Subject: b.d.Edition.Title, Language: "zh-CN"}
	if !b.opts.Created.IsZero() {
		props.Created = b.opts.Created.UTC().Format(time.RFC3339)
		props.Modified = props.Created
	}
	props.Creator, props.Title = hide(props.Creator), hide(props.Title)
	b.keep(b.f.SetDocProps(props))
	b.f.SetActiveSheet(0)
}

// title heads every printed page.
func (b *builder) title() string {
	return fmt.Sprintf("%s%d年度社会信用体系建设自查数据", b.d.County(), b.d.Edition.Year)
}

// state is the printed state with the version.
func (b *builder) state() string {
	return stateWord(b.d.Final) + "第" + fmt.Sprint(b.d.Version) + "版"
}

func stateWord(final bool) string {
	if final {
		return "定稿"
	}
	return "草稿"
}
