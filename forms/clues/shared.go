package clues

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zicha/scoring"
)

// files finds files that stand twice: equal hashes, exact.
func (f *finder) files() {
	bySum := map[string]group{}
	for _, p := range f.pieces {
		if p.file.SHA256 != "" {
			bySum[p.file.SHA256] = append(bySum[p.file.SHA256], p)
		}
	}
	for sum, g := range bySum {
		now, _ := g.split()
		f.holders[sum] = now.counties()
		f.shared(g, common{kind: SameFile, about: []string{sum}, words: "是同一个文件", figures: []Figure{{"SHA-256", sum}}})
	}
}

// common is what pieces have in common.
type common struct {
	kind    Kind
	about   []string
	words   string
	figures []Figure
	across  bool // it is no matter within one county
}

// shared adds the clues of pieces that have something in common, unless it is base material: to other counties, to other indicators of the
// same, and to last year.
func (f *finder) shared(g group, x common) {
	if f.base(g) {
		return
	}
	now, last := g.split()
	switch {
	case now.counties() > 1:
		f.add(Clue{Kind: x.kind, Words: now.words() + x.words + "，请核对是哪一家的材料", Uses: now.uses(), Figures: x.figures}, x.about...)
	case now.apart() && !x.across:
		f.add(Clue{Kind: x.kind, Words: now.words() + x.words + "，却用于不同的指标，请核对能否都算", Uses: now.uses(), Figures: x.figures}, x.about...)
	}
	again := slices.DeleteFunc(slices.Clone(now), func(p piece) bool { return !p.yearly })
	if len(again) > 0 && len(last) > 0 {
		both := append(slices.Clone(again), last...)
		f.add(Clue{Kind: Again, Words: both.words() + x.words + "，请核对是否为本年度的材料", Uses: both.uses(), Figures: x.figures}, append([]string{string(x.kind)}, x.about...)...)
	}
}

// numbers finds documents of one 文号 that are different files: the same ones are told already.
func (f *finder) numbers() {
	byNumber := map[string]group{}
	for _, p := range f.pieces {
		if number := documentNumber(p.item.DocNo); number != "" && !p.last {
			byNumber[number] = append(byNumber[number], p)
		}
	}
	for number, g := range byNumber {
		if g.items() > 1 && !g.oneFile() {
			f.shared(g, common{kind: SameNumber, about: []string{number}, words: "的文号都是" + quoted(g.number()), figures: []Figure{{"文号", g.number()}}})
		}
	}
}

// number is the 文号 of a group as it is written first.
func (g group) number() string {
	numbers := map[string]bool{}
	for _, p := range g {
		numbers[p.item.DocNo] = true
	}
	return slices.Min(slices.Collect(maps.Keys(numbers)))
}

// oneFile reports whether all items of a group have a file in common.
func (g group) oneFile() bool {
	holders := map[string]group{}
	for _, p := range g {
		holders[p.file.SHA256] = append(holders[p.file.SHA256], p)
	}
	for sum, have := range holders {
		if sum != "" && have.items() == g.items() {
			return true
		}
	}
	return false
}

// documentNumber brings a 文号 into the form it is compared in, "" for what is none.
func documentNumber(text string) string {
	number := strings.NewReplacer("〔", "[", "〕", "]", "【", "[", "】", "]", "(", "[", ")", "]", "{", "[", "}", "]").Replace(scoring.FoldKey(text))
	if utf8.RuneCountInString(number) < 5 || !strings.ContainsFunc(number, unicode.IsDigit) {
		return ""
	}
	return number
}

// entry is a row of a register that says what can be claimed once.
type entry struct {
	county    County
	criterion *scoring.Criterion
	row       int
	shown     string
	last      bool
}

// entries finds the same article, pilot or case in two registers.
func (f *finder) entries() {
	byKey := map[string][]entry{}
	for _, c := range f.Counties {
		gather(c, f.Edition, false, byKey)
	}
	for _, c := range f.Last {
		gather(c, c.Dossier.Edition, true, byKey)
	}
	for key, all := range byKey {
		f.claimed(key, all)
	}
}

// gather lists a county's rows by what they say.
func gather(c County, e *scoring.Edition, last bool, byKey map[string][]entry) {
	marked := slices.ContainsFunc(e.Criteria(), func(c *scoring.Criterion) bool { return c.Register != nil && len(c.Register.Once) > 0 })
	for _, crit := range e.Criteria() {
		if crit.Register == nil || marked && len(crit.Register.Once) == 0 {
			continue
		}
		rows := c.Dossier.Rows(crit.ID)
		repeats := crit.Repeats(rows)
		for i, row := range rows {
			if key, shown := entryKey(crit.Register, row); key != "" && !repeats[i] {
				byKey[key] = append(byKey[key], entry{c, crit, i + 1, shown, last})
			}
		}
	}
}

// entryKey is what a row claims, "" where it cannot be told: the columns the rulebook names (once), all of them filled in. In a rulebook
// that names none anywhere, the whole row, if it has a date or at least three cells filled in; a name alone is no claim.
func entryKey(r *scoring.Register, row scoring.Row) (key, shown string) {
	columns, dated, filled := r.Once, false, 0
	if len(columns) == 0 {
		for _, col := range r.Columns {
			if row.Cells[col.Key] != "" {
				columns = append(columns, col.Key)
				dated = dated || col.Kind == scoring.KindDate
				filled++
			}
		}
		if filled < 2 || !dated && filled < 3 {
			return "", ""
		}
	}
	var signature, cells, words []string
	for _, col := range r.Columns {
		signature = append(signature, col.Key)
	}
	for _, k := range columns {
		cell := scoring.FoldKey(row.Cells[k])
		if cell == "" {
			return "", ""
		}
		cells = append(cells, k+"="+cell)
		words = append(words, r.Column(k).Display(row.Cells[k]))
	}
	return strings.Join(signature, " ") + "\n" + strings.Join(cells, "\n"), strings.Join(words, "，")
}

// claimed adds the clues of rows that claim the same.
func (f *finder) claimed(key string, all []entry) {
	var now, last, again []entry
	counties := map[string]bool{}
	for _, x := range all {
		if x.last {
			last = append(last, x)
			continue
		}
		now = append(now, x)
		counties[x.county.Code] = true
		if f.Edition.DocumentYear(x.criterion) == f.Edition.Year {
			again = append(again, x)
		}
	}
	if len(now) == 0 || f.widespread(len(counties)) {
		return
	}
	what := "“" + scoring.Shorten(now[0].shown, 60) + "”"
	figures := []Figure{{"内容", now[0].shown}}
	switch {
	case len(counties) > 1:
		f.add(Clue{Kind: SameEntry, Words: what + "在" + entryWords(now) + "都报了，请核对是否同一件、应由哪一家报", Uses: entryUses(now), Figures: figures}, key)
	case len(now) > 1:
		f.add(Clue{Kind: SameEntry, Words: what + "在" + entryWords(now) + "报了不止一次，请核对是否重复计分", Uses: entryUses(now), Figures: figures}, key)
	}
	if len(again) > 0 && len(last) > 0 {
		both := append(again, last...)
		f.add(Clue{Kind: Again, Words: what + "在" + entryWords(both) + "都报了，请核对是否为本年度的", Uses: entryUses(both), Figures: figures}, string(SameEntry), key)
	}
}

func entryUses(all []entry) []Use {
	out := make([]Use, len(all))
	for i, x := range all {
		out[i] = Use{County: x.county.Code, Name: x.county.Name, Indicator: x.criterion.Indicator.No, Criterion: x.criterion.ID, Row: x.row, Last: x.last}
	}
	return out
}

func entryWords(all []entry) string {
	var words []string
	for _, x := range all {
		when := ""
		if x.last {
			when = "上年"
		}
		words = append(words, fmt.Sprintf("%s%s%s台账第%d行", x.county.Name, when, x.criterion.ID, x.row))
	}
	return listed(words)
}
