package sheets

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/tables"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// The items of 标识 and 说明 that are read back.
const (
	itemYear       = "年度"
	itemDepartment = "填报部门"
	itemSchema     = "格式"
	itemEdition    = "考核指标"
	itemID         = "部门标识"
	itemCriteria   = "要点"
)

// signature is the line for hand and seal.
const signature = "填报部门（盖章）：　　　　　　　　　　　　　　填报人：　　　　　　　　审核人：　　　　　　　　联系电话：　　　　　　　　　　日期：　　　　　"

func (b *builder) build() {
	b.guide()
	b.ask()
	b.evidence()
	for _, c := range b.criteria {
		if c.Register != nil {
			b.register(c)
		}
	}
	b.keys()
	b.Properties(tables.Properties{Title: b.title(), Creator: b.d.County()})
}

// guide writes 说明: whose sheet it is, of which day, by when, to whom it goes back, and how it is filled in.
func (b *builder) guide() {
	p := b.page(SheetGuide, guideColumns())
	p.Wide("", tables.Entry{Text: b.title(), Look: lookTitle})
	item := func(name, text string) {
		p.Put(lookText, tables.Values{headItem: {Text: name, Look: lookHead}, headContent: {Text: text}})
	}
	item(b.d.Edition.Words.Unit, b.d.County())
	item(itemYear, strconv.Itoa(b.d.Edition.Year))
	item(itemDepartment, b.dep.Title())
	if to := joined("，", b.dep.Contact, b.dep.Phone); to != "" {
		item("部门联系人", to)
	}
	if made := dayWords(b.day); made != "" {
		item("制表日期", made)
	}
	due := "按通知要求的时间"
	if day := dayWords(b.dep.Due); day != "" {
		due = day + "前"
	}
	item("交回期限", due)
	back := joined("，", b.d.Profile("contact"), prefixed("联系电话", b.d.Profile("phone")))
	item("交回联系人", cmp.Or(back, "发放本表的联系人"))
	var tasks []string
	for _, c := range b.criteria {
		tasks = append(tasks, c.ID+" "+c.Title)
	}
	item("负责填报", strings.Join(tasks, "\n"))
	item("填写说明", b.how())
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

// dayWords writes a day as 2018年1月26日; "" is no day.
func dayWords(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", day.Year(), day.Month(), day.Day())
}

func (b *builder) how() string {
	lines := []string{
		"在“填报”表的浅黄色格子里填写。有下拉列表的请从列表里选；没有开展的填“否”或0；尚不清楚的先留空，留空不等于0。",
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
	p := b.page(SheetAsk, askColumns())
	p.Heads()
	var last *scoring.Indicator
	for _, c := range b.criteria {
		if c.Indicator != last {
			last = c.Indicator
			p.Wide("", tables.Entry{
				Text: indicatorWords(last), Look: tables.Look{Fill: tables.FillHead, Bold: true},
			})
		}
		p.criterion(c)
	}
	p.Wide("", tables.Entry{Text: "\n" + signature + "\n", Look: tables.Look{Bare: true}})
	p.finish(1, true)
}

func (p *page) criterion(c *scoring.Criterion) {
	words := wordsOf(c)
	p.Wide(c.ID, tables.Entry{Text: words[0], Look: lookSection})
	for _, text := range words[1:] {
		p.Wide(" ", tables.Entry{Text: text})
	}
	for _, f := range c.Fields {
		if asks(f) {
			p.field(c, f)
		}
	}
}

// wordsOf are the lines that stand above a criterion's fields: its title, the rule's own words, the material expected.
func wordsOf(c *scoring.Criterion) []string {
	if c.IsMark() {
		return []string{c.Title + "：" + c.Fields[0].Help}
	}
	title := fmt.Sprintf("%s（%s分）", c.Title, c.Max.Short())
	if !c.Indicator.Source.Self() {
		title += "　由" + c.Indicator.Words().Assessor + "评分，填报的数据供预估和核对"
	}
	words := []string{title, quoteHead + c.Quote()}
	if len(c.Evidence) > 0 {
		var pieces []string
		for i, name := range c.Evidence {
			pieces = append(pieces, fmt.Sprintf("（%d）%s", i+1, name))
		}
		words = append(words, piecesHead+strings.Join(pieces, "　"))
	}
	if c.Register != nil {
		words = append(words, "逐条情况请填在“"+registerName(c)+"”表。")
	}
	return words
}

// What lines above a criterion's fields begin with, whatever program wrote them.
const (
	quoteHead  = "评分标准（原文）："
	piecesHead = "应附材料（写在“佐证材料”表）："
)

// indicatorWords stand above an indicator's criteria.
func indicatorWords(in *scoring.Indicator) string {
	return fmt.Sprintf("%d %s（%s分）", in.No, in.Title, in.Max.Short())
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
	row := p.Put(lookText, tables.Values{
		headPoint: {Text: c.ID, Look: lookCenter},
		headName:  {Text: f.Label},
		headValue: {Text: value, Look: lookOpen},
		headUnit:  {Text: f.Unit, Look: lookCenter},
		headHelp:  {Text: fieldHelp(c, f)},
		headKey:   {Text: c.ID + "/" + f.Key},
	})
	rule := workbook.TextRule(f)
	rule.Key = c.ID + "/" + f.Key
	p.Allow(headValue, row, row, rule)
}

// fieldHelp says how a field is filled in.
func fieldHelp(c *scoring.Criterion, f *scoring.Field) string {
	help := joined("", f.Help, workbook.Hint(f))
	if slices.Contains(c.CountedFields(), f) {
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
	p := b.page(registerName(c), registerColumns(c.Register))
	words := c.ID + " " + c.Title + "台账：一行填一条。"
	if c.Register.Counts != "" {
		words += "“" + c.Register.Columns[0].Label + "”相同的只计1条。"
	}
	p.Wide("", tables.Entry{Text: words, Look: lookSection})
	p.Heads()
	rows := []scoring.Row{}
	if b.prefill {
		rows = b.d.Rows(c.ID)
	}
	first := p.Last() + 1
	for i := range len(rows) + spareRows {
		v := tables.Values{headNo: {Text: strconv.Itoa(i + 1), Look: lookCenter}}
		for _, col := range c.Register.Columns {
			if i < len(rows) {
				v[col.Label] = tables.Entry{Text: col.Display(rows[i].Cells[col.Key]), Look: lookOpen}
			}
		}
		p.Put(lookOpen, v)
	}
	for _, col := range c.Register.Columns {
		p.Allow(col.Label, first, p.Last(), workbook.TextRule(col))
	}
	p.finish(2, len(c.Register.Columns) > 2)
}

// evidence writes 佐证材料: the items that are there already where they are wanted, a row for every expected piece, and spare rows.
func (b *builder) evidence() {
	p := b.page(SheetEvidence, evidenceColumns())
	p.Heads()
	seen := map[string]bool{}
	for _, c := range b.criteria {
		pieces, _ := check.Pieces(b.d, c)
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
				p.piece(tables.Values{headPoint: {Text: c.ID, Look: lookCenter}, headPiece: {Text: piece.Name}, headKey: {Text: forms.ExpectToken(c, i)}})
			}
		}
	}
	for range sparePage {
		p.piece(tables.Values{headPoint: {Look: tables.Look{Align: tables.Centre, Fill: tables.FillOpen}}, headPiece: {}, headKey: {}})
	}
	for _, attr := range pieceAttrs() {
		p.Allow(attrHead(attr), 2, p.Last(), workbook.TextRule(b.d.Edition.Shown(forms.EvidenceField(attr))))
	}
	p.finish(1, true)
}

// piece writes a row of 佐证材料, two lines high, for titles are long.
func (p *page) piece(v tables.Values) {
	if _, numbered := v[headNumber]; !numbered {
		v[headNumber] = tables.Entry{Look: lookCenter}
	}
	entries := p.Named(lookOpen, v)
	p.Tall(entries, 2)
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
	v := tables.Values{
		headNumber: {Text: e.Number, Look: lookCenter}, headPoint: {Text: c.ID, Look: lookCenter}, headPiece: {Text: strings.Join(pieces, "、")}, headKey: {},
	}
	if len(e.Files) > 0 {
		v[headFile] = tables.Entry{Text: fmt.Sprintf("%s%d个文件）", filesThere, len(e.Files))}
	}
	for _, attr := range pieceAttrs() {
		v[attrHead(attr)] = tables.Entry{Text: forms.EvidenceField(attr).Display(e.Attr(attr)), Look: lookOpen}
	}
	p.piece(v)
}

// keys writes 标识, which is not shown: whose workbook it is, in words a program reads.
func (b *builder) keys() {
	p := b.page(SheetKeys, keyColumns())
	p.Heads()
	var ids []string
	for _, c := range b.criteria {
		ids = append(ids, c.ID)
	}
	for _, kv := range [][2]string{
		{itemSchema, schemaTag},
		{b.d.Edition.CodeLabel(), b.d.Get(forms.CountyPath("code"))},
		{b.d.Edition.Words.Unit, b.d.County()},
		{itemEdition, b.d.Edition.ID},
		{itemID, b.dep.ID},
		{itemDepartment, b.dep.Title()},
		{itemCriteria, strings.Join(ids, " ")},
	} {
		p.Put(lookText, tables.Values{headItem: {Text: kv[0], Look: lookHead}, headContent: {Text: kv[1]}})
	}
	p.Finish(tables.Setup{Unseen: true})
}
