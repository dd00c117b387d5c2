package assess

import (
	"strconv"
	"strings"
	"unicode"

	"zicha/forms"
	"zicha/scoring"
)

// hit is a place where a search found its words.
type hit struct {
	indicator int        // whose number heads the group; 0 is the unit and the letter
	criterion string     // "5.3" where there is one
	path      forms.Path // the value to go to, "" for the rulebook's own words
	label     string     // what the text is: "5.3 刊发篇数", "佐证5-02 文号"
	before    string     // the text around the match, shortened
	match     string
	after     string
}

// notesLabel names what the program says about how it reads an indicator.
const notesLabel = "口径说明"

// maxHits bounds the list; more is said in words.
const maxHits = 200

// search looks for words in everything a dossier and its rulebook say, in the order of the indicators; the unit and the letter
// come first. Widths, case and white space make no difference. more is how many hits there are beyond the list.
func search(d *forms.Dossier, query string) (hits []hit, more int) {
	f := &finder{d: d, query: folded(query)}
	if f.query == "" {
		return nil, 0
	}
	f.unit()
	rows, items := f.rows(), f.evidence()
	for _, ind := range d.Edition.Indicators() {
		f.no = ind.No
		f.rulebook(ind)
		for _, c := range ind.Asked() {
			f.criterion(c, rows[c.ID])
		}
		no := strconv.Itoa(ind.No)
		f.value("完成情况", forms.NarrativePath(no), "")
		f.value("备注", forms.RemarkPath(ind.No), "")
		for _, e := range items[no] {
			f.item(e)
		}
		for _, note := range ind.AllNotes() {
			f.text(hit{label: notesLabel}, note)
		}
	}
	return f.hits, f.more
}

// finder collects hits; no is the indicator being looked through.
type finder struct {
	d     *forms.Dossier
	query string
	no    int
	hits  []hit
	more  int // hits beyond the bound
}

// text takes a text that holds the words; at says where it stands.
func (f *finder) text(at hit, text string) {
	if text == "" || !strings.Contains(folded(text), f.query) {
		return
	}
	if len(f.hits) == maxHits {
		f.more++
		return
	}
	at.indicator = f.no
	at.before, at.match, at.after = around(text, f.query)
	f.hits = append(f.hits, at)
}

// value takes a value of the dossier as it is shown.
func (f *finder) value(label string, p forms.Path, criterion string) {
	f.text(hit{label: label, path: p, criterion: criterion}, f.d.Get(p))
}

func (f *finder) unit() {
	for _, field := range forms.CountyFields(f.d.Edition) {
		f.value(field.Label, forms.CountyPath(field.Key), "")
	}
	for _, field := range forms.ProfileFields(f.d.Edition) {
		p := forms.ProfilePath(field.Key)
		f.text(hit{label: "单位信息", path: p}, field.Label)
		f.text(hit{label: field.Label, path: p}, field.Display(f.d.Get(p)))
	}
	for _, field := range forms.LetterParts {
		f.text(hit{label: "报告正文", path: forms.NarrativePath(field.Key)}, field.Label)
		f.value(field.Label, forms.NarrativePath(field.Key), "")
	}
}

// rulebook looks through an indicator's own words; a sentence of the official text leads to the criterion that implements it.
func (f *finder) rulebook(ind *scoring.Indicator) {
	f.text(hit{label: "考核指标"}, ind.Title)
	at := hit{label: "评分标准"}
	for _, c := range ind.Criteria {
		if at.criterion == "" && strings.Contains(folded(strings.Join(c.Quotes, "")), f.query) {
			at.criterion = c.ID
		}
	}
	f.text(at, ind.Text)
	f.text(hit{label: "数据来源"}, ind.SourceText)
}

func (f *finder) criterion(c *scoring.Criterion, rows []scoring.Row) {
	f.text(hit{label: c.ID + " 要点", criterion: c.ID}, c.Title)
	for _, want := range c.Evidence {
		f.text(hit{label: c.ID + " 应附", criterion: c.ID}, want)
	}
	for _, field := range c.Fields {
		at := hit{label: c.ID + " 填报", criterion: c.ID, path: forms.AnswerPath(c.ID, field.Key)}
		f.text(at, field.Label)
		at.label = c.ID + " " + field.Label
		f.text(at, field.Display(f.d.Get(at.path)))
	}
	for i, row := range rows {
		for _, col := range c.Register.Columns {
			at := hit{label: c.ID + " 台账第" + strconv.Itoa(i+1) + "行", criterion: c.ID, path: forms.CellPath(c.ID, row.ID, col.Key)}
			f.text(at, col.Display(row.Cells[col.Key]))
		}
	}
}

// rows gives the registers' rows by criterion.
func (f *finder) rows() map[string][]scoring.Row {
	out := map[string][]scoring.Row{}
	for id, a := range f.d.Answers() {
		out[id] = a.Register
	}
	return out
}

// evidence gives the items by the indicator they are numbered under.
func (f *finder) evidence() map[string][]forms.Evidence {
	out := map[string][]forms.Evidence{}
	for _, e := range f.d.AllEvidence() {
		no, _, _ := strings.Cut(e.Number, "-")
		out[no] = append(out[no], e)
	}
	return out
}

// item looks through what is said of a piece of evidence.
func (f *finder) item(e forms.Evidence) {
	criterion, name := strconv.Itoa(f.no), "佐证"+e.Number
	if len(e.Criteria) > 0 {
		criterion = e.Criteria[0]
	}
	if e.Removed {
		name += "（已撤销）"
	}
	for _, attr := range []string{forms.AttrNumber, forms.AttrTitle, forms.AttrDocNo, forms.AttrDate, forms.AttrIssuer, forms.AttrReason, forms.AttrKeep} {
		field := forms.EvidenceField(attr)
		f.text(hit{label: name + " " + field.Label, criterion: criterion, path: forms.EvidencePath(e.ID, attr)}, field.Display(e.Attr(attr)))
	}
	for _, file := range e.Files {
		f.text(hit{label: name + " 文件", criterion: criterion, path: forms.FilePath(e.ID, file.ID)}, file.Name)
	}
}

// folded is a text as it is compared: without white space, in narrow forms, in small letters, brackets of document numbers alike.
func folded(text string) string { return strings.Map(foldOne, scoring.FoldKey(text)) }

func foldOne(r rune) rune {
	switch r {
	case '〔', '【':
		return '['
	case '〕', '】':
		return ']'
	case '“', '”':
		return '"'
	}
	return unicode.ToLower(r)
}

// The context shown around a match, in characters.
const (
	contextBefore = 14
	contextAfter  = 60
)

// around cuts a text down to its first match and what stands around it. The query is folded and is in the text.
func around(text, query string) (before, match, after string) {
	runes := []rune(text)
	var plain []rune // the folded text
	var from []int   // for each of its characters, which character of the text it comes from
	for i, r := range runes {
		for _, p := range folded(string(r)) {
			plain, from = append(plain, p), append(from, i)
		}
	}
	at := len([]rune(string(plain)[:strings.Index(string(plain), query)]))
	start, end := from[at], from[at+len([]rune(query))-1]+1
	before = string(runes[max(0, start-contextBefore):start])
	if start > contextBefore {
		before = "…" + strings.TrimLeft(before, "，。、；：？！）》”")
	}
	after = string(runes[end:min(len(runes), end+contextAfter)])
	if end+contextAfter < len(runes) {
		after += "…"
	}
	return oneLine(before), oneLine(string(runes[start:end])), oneLine(after)
}

// oneLine keeps line breaks out of a line of results.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}
