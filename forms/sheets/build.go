package sheets

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// The headings a workbook is read by; a contract with what departments have in hand.
const (
	headPoint = "要点"
	headName  = "名称"
	headValue = "填报值"
	headKey   = "标识" // hidden column of the fields' and pieces' keys
	headPiece = "应附材料"
	headFile  = "文件名"

	itemCounty     = "县（区）"
	itemYear       = "年度"
	itemDepartment = "填报部门"
	itemSchema     = "格式"
	itemCode       = "行政区划代码"
	itemEdition    = "考核指标"
	itemID         = "部门标识"
	itemCriteria   = "要点"
)

// signature is the line for hand and seal.
const signature = "填报部门（盖章）：　　　　　　　　　　　　　　填报人：　　　　　　　　审核人：　　　　　　　　联系电话：　　　　　　　　　　日期：　　　　　"

func (b *builder) build() {
	b.f.SetZipWriter(workbook.NewParts)
	b.keep(b.f.SetDefaultFont("宋体"))
	b.keep(b.f.SetSheetName("Sheet1", SheetGuide))
	b.guide()
	b.ask()
	b.evidence()
	for _, c := range b.criteria {
		if c.Register != nil {
			b.register(c)
		}
	}
	b.keys()
	b.keep(b.f.SetDocProps(&excelize.DocProperties{Title: workbook.Hidden(b.title()), Creator: workbook.Hidden(b.d.County()), Language: "zh-CN"}))
	b.f.SetActiveSheet(0)
}

// guide writes 说明: whose sheet it is, by when, to whom it goes back, and how it is filled in.
func (b *builder) guide() {
	p := b.page(SheetGuide, []column{{"项目", 14}, {"内容", 76}})
	p.wide("", cell{b.title(), lookTitle})
	item := func(name, text string) { p.row(cell{name, lookHead}, cell{text, lookText}) }
	item(itemCounty, b.d.County())
	item(itemYear, strconv.Itoa(b.d.Edition.Year))
	item(itemDepartment, b.dep.Title())
	if to := joined("，", b.dep.Contact, b.dep.Phone); to != "" {
		item("部门联系人", to)
	}
	item("交回期限", dueWords(b.dep.Due))
	back := joined("，", b.d.Profile("contact"), prefixed("联系电话", b.d.Profile("phone")))
	item("交回给", cmp.Or(back, "发来这份填报表的同志"))
	var tasks []string
	for _, c := range b.criteria {
		tasks = append(tasks, c.ID+" "+c.Title)
	}
	item("负责填报", strings.Join(tasks, "\n"))
	item("怎样填", b.how())
	p.finish(0, false)
}

func joined(comma string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" }), comma)
}

func prefixed(head, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return head + text
}

func dueWords(due string) string {
	day, err := time.Parse(time.DateOnly, due)
	if err != nil {
		return "按通知要求的时间"
	}
	return fmt.Sprintf("%d年%d月%d日前", day.Year(), day.Month(), day.Day())
}

func (b *builder) how() string {
	lines := []string{
		"在“填报”表的浅黄色格子里填写。有下拉列表的请从列表里选；没有做的填“否”或0；还不清楚的先空着，空着不等于0。",
	}
	if slices.ContainsFunc(b.criteria, func(c *scoring.Criterion) bool { return c.Register != nil }) {
		lines = append(lines, "有台账的，在“台账”开头的表里一行填一条；填了台账的，数量按台账计。")
	}
	lines = append(lines,
		"在“佐证材料”表里一行写一份材料，并把文件和这份填报表放在同一个文件夹里；“文件名”要与文件的名字完全一样，一份材料有几个文件的用顿号隔开。只有纸质材料的，文件名空着。",
		"请不要改动各表的名称和表头。行不够时可以往下接着写。",
		"填好后打印，由负责人审核并加盖公章；这份填报表和佐证材料的文件一起交回。")
	for i := range lines {
		lines[i] = strconv.Itoa(i+1) + "．" + lines[i]
	}
	return strings.Join(lines, "\n")
}

// asks reports whether a department is asked for a field; what the city provides is not.
func asks(f *scoring.Field) bool { return f.By != "city" }

// ask writes 填报: under the rule's own words a row for every field.
func (b *builder) ask() {
	p := b.page(SheetAsk, []column{{headPoint, 7}, {headName, 26}, {headValue, 40}, {"单位", 8}, {"填写说明", 42}, {headKey, 0}})
	p.heads()
	var last *scoring.Indicator
	for _, c := range b.criteria {
		if c.Indicator != last {
			last = c.Indicator
			p.wide("", cell{fmt.Sprintf("%d %s（%s分）", last.No, last.Title, last.Max.Short()), look{fill: fillHead, bold: true}})
		}
		p.criterion(c)
	}
	p.wide("", cell{signature, look{plain: true}})
	p.keep(p.f.SetRowHeight(p.name, p.next-1, 44))
	p.finish(1, true)
}

func (p *page) criterion(c *scoring.Criterion) {
	title := fmt.Sprintf("%s（%s分）", c.Title, c.Max.Short())
	if !c.Indicator.Source.Self() {
		title += "　由市里评分，填报的数据供预估和核对"
	}
	p.wide(c.ID, cell{title, lookSection})
	p.wide(" ", cell{"评分标准（原文）：" + c.Quote(), lookText})
	if len(c.Evidence) > 0 {
		var pieces []string
		for i, name := range c.Evidence {
			pieces = append(pieces, fmt.Sprintf("（%d）%s", i+1, name))
		}
		p.wide(" ", cell{"应附材料（写在“佐证材料”表）：" + strings.Join(pieces, "　"), lookText})
	}
	if c.Register != nil {
		p.wide(" ", cell{"逐条情况请填在“" + registerName(c) + "”表。", lookText})
	}
	for _, f := range c.Fields {
		if asks(f) {
			p.field(c, f)
		}
	}
}

func (p *page) field(c *scoring.Criterion, f *scoring.Field) {
	value := ""
	if p.prefill {
		value = f.Display(p.d.Get(forms.AnswerPath(c.ID, f.Key)))
	}
	p.asked++
	if value != "" {
		p.filled++
	}
	row := p.row(cell{c.ID, lookCenter}, cell{f.Label, lookText}, cell{value, lookOpen}, cell{f.Unit, lookCenter},
		cell{fieldHelp(c, f), lookText}, cell{c.ID + "/" + f.Key, lookText})
	p.validate(3, [2]int{row, row}, f)
}

// fieldHelp says how a field is filled in.
func fieldHelp(c *scoring.Criterion, f *scoring.Field) string {
	help := joined("", f.Help, workbook.Hint(f))
	if c.Register != nil && c.Register.Counts == f.Key {
		help = joined("", help, "填了台账的，这里可以空着。")
	}
	if f.Kind == scoring.KindClaim && f.Help == "" {
		help = joined("", help, "请填0至"+c.Max.Short()+"分，最多两位小数。")
	}
	return help
}

func registerName(c *scoring.Criterion) string { return SheetRegister + c.ID }

// The rows offered in a table.
const (
	spareRows = 20 // of a register, beside those it has
	sparePage = 6  // of 佐证材料, beside the pieces asked for
)

// register writes a criterion's register as a table of its own.
func (b *builder) register(c *scoring.Criterion) {
	columns := []column{{"序号", 6}}
	for _, col := range c.Register.Columns {
		columns = append(columns, column{col.Label, registerWidth(col, len(c.Register.Columns))})
	}
	p := b.page(registerName(c), columns)
	words := c.ID + " " + c.Title + "台账：一行填一条。"
	if c.Register.Counts != "" {
		words += "“" + c.Register.Columns[0].Label + "”相同的只计1条。"
	}
	p.wide("", cell{words, lookSection})
	p.heads()
	rows := []scoring.Row{}
	if b.prefill {
		rows = b.d.Rows(c.ID)
	}
	for i := range len(rows) + spareRows {
		cells := []cell{{strconv.Itoa(i + 1), lookCenter}}
		for _, col := range c.Register.Columns {
			value := ""
			if i < len(rows) {
				value = col.Display(rows[i].Cells[col.Key])
			}
			cells = append(cells, cell{value, lookOpen})
		}
		p.row(cells...)
	}
	for i, col := range c.Register.Columns {
		p.validate(i+2, [2]int{3, p.next - 1}, col)
	}
	p.finish(2, len(c.Register.Columns) > 2)
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

// evidence writes 佐证材料: the items that are there already where they are wanted, a row for every expected piece, and spare rows.
func (b *builder) evidence() {
	p := b.page(SheetEvidence, []column{
		{"编号", 7},
		{headPoint, 8},
		{headPiece, 30},
		{"材料名称", 28},
		{"文号", 16},
		{"成文日期", 12},
		{"印发单位", 18},
		{"页数", 6},
		{headFile, 28},
		{headKey, 0},
	})
	p.heads()
	seen := map[string]bool{}
	for _, c := range b.criteria {
		pieces, _ := b.d.Expected(c)
		if b.prefill {
			for _, item := range b.d.Evidence(c.ID) {
				if !seen[item.ID] {
					seen[item.ID] = true
					p.item(c, item)
				}
			}
		}
		for i, piece := range pieces {
			if !b.prefill || len(piece.Items) == 0 {
				p.piece(cell{c.ID, lookCenter}, piece.Name, forms.ExpectToken(c, i))
			}
		}
	}
	for range sparePage {
		p.piece(cell{"", look{align: "center", fill: fillOpen}}, "", "")
	}
	for i, attr := range []string{forms.AttrTitle, forms.AttrDocNo, forms.AttrDate, forms.AttrIssuer, forms.AttrPages} {
		p.validate(i+4, [2]int{2, p.next - 1}, forms.EvidenceField(attr))
	}
	p.finish(1, true)
}

func (p *page) piece(point cell, name, token string) {
	open := cell{"", lookOpen}
	p.row(cell{"", lookCenter}, point, cell{name, lookText}, open, open, open, open, open, open, cell{token, lookText})
}

// filesThere begins what stands in place of a file's name where the dossier has the files already.
const filesThere = "（已有"

func (p *page) item(c *scoring.Criterion, e forms.Evidence) {
	var pieces []string
	for _, i := range e.Serves(c) {
		pieces = append(pieces, c.Evidence[i])
	}
	if len(c.Evidence) == 1 {
		pieces = c.Evidence
	}
	file := cell{"", lookOpen}
	if len(e.Files) > 0 {
		file = cell{fmt.Sprintf("%s%d个文件）", filesThere, len(e.Files)), lookText}
	}
	open := func(attr string) cell { return cell{forms.EvidenceField(attr).Display(e.Attr(attr)), lookOpen} }
	p.row(cell{e.Number, lookCenter}, cell{c.ID, lookCenter}, cell{strings.Join(pieces, "、"), lookText},
		open(forms.AttrTitle), open(forms.AttrDocNo), open(forms.AttrDate), open(forms.AttrIssuer), open(forms.AttrPages),
		file, cell{"", lookText})
}

// keys writes 标识, which is not shown: whose workbook it is, in words a program reads.
func (b *builder) keys() {
	p := b.page(SheetKeys, []column{{"项目", 16}, {"内容", 60}})
	p.heads()
	var ids []string
	for _, c := range b.criteria {
		ids = append(ids, c.ID)
	}
	for _, kv := range [][2]string{
		{itemSchema, schemaTag},
		{itemCode, b.d.Get(forms.CountyPath("code"))},
		{itemCounty, b.d.County()},
		{itemEdition, b.d.Edition.ID},
		{itemID, b.dep.ID},
		{itemDepartment, b.dep.Title()},
		{itemCriteria, strings.Join(ids, " ")},
	} {
		p.row(cell{kv[0], lookHead}, cell{kv[1], lookText})
	}
	p.keep(p.f.SetSheetVisible(SheetKeys, false))
}
