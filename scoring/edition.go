package scoring

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// Source says who holds an indicator's data, and so who scores it (数据来源).
type Source string

// The four sources of the notice.
const (
	County     Source = "county"     // 各县、区提供材料
	Verified   Source = "verified"   // 各县、区提供材料，市信息局核查
	Bureau     Source = "bureau"     // 市信息局
	Commission Source = "commission" // 市发展改革委
)

// Self reports whether the county scores the indicator itself (自评); otherwise its figure is a forecast (预估).
func (s Source) Self() bool { return s == County || s == Verified }

// known reports whether it is one of the four sources.
func (s Source) known() bool { return s.Self() || s == Bureau || s == Commission }

// Edition is one year's rulebook (年度考核指标), read by LoadEdition and never changed afterwards.
type Edition struct {
	ID             string      `toml:"id"`
	Title          string      `toml:"title"`
	City           string      `toml:"city"`
	Year           int         `toml:"year"`
	Total          Points      `toml:"total"`
	SelfTotal      Points      `toml:"self_total"`
	Reachable      Points      `toml:"reachable"`
	ReachableNote  string      `toml:"reachable_note"`
	SelfDeadline   string      `toml:"self_deadline"`   // ISO date, the day included (G14)
	ResultDeadline string      `toml:"result_deadline"` // ISO date, the day included (G14)
	Recipient      string      `toml:"recipient"`
	Words          Words       `toml:"words"`
	Review         Review      `toml:"review"`
	Notes          []string    `toml:"notes"`
	Documents      []Document  `toml:"document"`
	Units          []Unit      `toml:"unit"`
	Cross          []CrossRule `toml:"cross"`
	Groups         []Group     `toml:"group"`
	Grades         []Grade     `toml:"grade"`
	Veto           Veto        `toml:"veto"`
	Sections       []*Section  `toml:"section"`
	Cases          []Case      `toml:"case"`

	indicators []*Indicator
	criteria   []*Criterion
	asked      []*Criterion
	byID       map[string]*Criterion
	overall    bool // see HasOverall
	raw        []byte
	sum        string // see Hash
}

// Document is an official text the edition rests on.
type Document struct {
	Title  string `toml:"title"`
	Issuer string `toml:"issuer"`
	Number string `toml:"number"`
	Date   string `toml:"date"`
}

// Notice is the official text the rulebook was sent round with, the first of its documents; empty where it names none.
func (e *Edition) Notice() Document {
	if len(e.Documents) == 0 {
		return Document{}
	}
	return e.Documents[0]
}

// Unit is one that is assessed: a county, a city, a department, a town.
type Unit struct {
	Code       string `toml:"code"` // stays the same for good: a division code, or letters and digits; the name where there is none
	Name       string `toml:"name"`
	Signatory  string `toml:"signatory"`  // who signs and seals
	Government string `toml:"government"` // Signatory, as the first rulebooks called it
	Kind       string `toml:"kind"`       // of the paper: "report" or "letter"; "" is a report
	Ours       string `toml:"ours"`       // how it speaks of itself, where its name does not say: 我单位
}

// CrossRule names two answers that should agree. Kind "equal" asks for equal values where both are given, "requires"
// wants Right true where Left is given. Left and Right are "criterion/field".
type CrossRule struct {
	Kind    string `toml:"kind"`
	Left    string `toml:"left"`
	Right   string `toml:"right"`
	Message string `toml:"message"`
}

// Section is one of the notice's groups of indicators (一级分类).
type Section struct {
	No         string       `toml:"no"` // "一"
	Title      string       `toml:"title"`
	Max        Points       `toml:"points"`
	Apart      Apart        `toml:"apart"`
	Cap        Points       `toml:"cap"`   // of a section apart, see Most
	Group      string       `toml:"group"` // the name of its Group, "" where there are none
	Indicators []*Indicator `toml:"indicator"`
}

// Indicator is a numbered row of the notice (考核指标). Its printed points are also its cap (G11).
type Indicator struct {
	No            int          `toml:"no"`
	Title         string       `toml:"title"`
	Text          string       `toml:"text"` // 评分标准, verbatim
	Max           Points       `toml:"points"`
	Source        Source       `toml:"source"`
	SourceText    string       `toml:"source_text"`
	Reachable     Points       `toml:"reachable"` // declared where the text itself cannot give Max
	ReachableNote string       `toml:"reachable_note"`
	Notes         []string     `toml:"notes"`
	Absent        Absence      `toml:"absent"`
	Pools         []*Pool      `toml:"pool"`
	Unscored      []Unscored   `toml:"unscored"` // what the text says of points and no criterion is for
	Criteria      []*Criterion `toml:"criterion"`

	Section *Section `toml:"-"`
	max     *big.Rat
	words   *Words
	mark    *Criterion
}

// Criterion is one thing an indicator asks for (评分标准要点), with the fields it is answered in and the rule for its points.
type Criterion struct {
	ID     string   `toml:"id"`
	Title  string   `toml:"title"`
	Quotes []string `toml:"quotes"` // the sentences of Indicator.Text it implements
	// Clauses names, by outcome of the rule, the part of the quotes that says so, see Clause.
	Clauses map[string]string `toml:"clauses"`
	Max     Points            `toml:"points"`
	Late    string            `toml:"late"` // "papers" or "event"
	// Carry says what becomes of last year's answers: CarryLasting or CarryYearly; "" is treated as yearly, so that nothing scores
	// again that nobody said is still true. It is not in Hash.
	Carry    string    `toml:"carry"`
	Year     int       `toml:"year"` // the year its documents are of, where not the assessed one (24.1, 25.1)
	Evidence []string  `toml:"evidence"`
	Notes    []string  `toml:"notes"` // 口径说明 of this criterion alone; like all notes not in Hash
	Fields   []*Field  `toml:"field"`
	Spec     RuleSpec  `toml:"rule"`
	Register *Register `toml:"register"`

	Indicator *Indicator `toml:"-"`
	pool      *Pool      // the pool it takes from, known before its rule is compiled; nil where it gives points of its own
	rule      rule
	amended   bool // its rule is not the file's, see Edition.Amended
	fields    map[string]*Field
	// Entries are what the assessor tells of a register that it holds, place by place; see Field.Entry.
	Entries []*Field `toml:"-"`
	year    int      // the edition's
}

// What a new year's dossier does with last year's answers where the sentence is the same.
const (
	CarryYearly  = "yearly"  // 每年重填: comes empty, last year's beside it
	CarryLasting = "lasting" // 长期有效: comes unconfirmed
)

// The kinds of field.
const (
	KindYes    = "yes"    // true or false
	KindOption = "option" // one key of Options
	KindCount  = "count"  // whole number ≥ 0
	KindAmount = "amount" // decimal ≥ 0
	KindClaim  = "claim"  // points claimed, two decimals, 0…Criterion.Max
	KindText   = "text"
	KindDate   = "date"  // ISO date
	KindMonth  = "month" // register columns only, 1–12
)

// Field is one value asked for, in an answer or as a register column.
type Field struct {
	Key   string `toml:"key"`
	Label string `toml:"label"`
	Kind  string `toml:"kind"`
	Unit  string `toml:"unit"`
	Help  string `toml:"help"`
	// Fills says what of a spreadsheet of decisions is counted for the field, see forms/publicity.
	Fills string `toml:"fills"`
	Days  int    `toml:"days"` // within how many working days what is counted was done, of a field that counts what was in time
	By    string `toml:"by"`   // "city" where the city provides the value
	More  string `toml:"more"` // the words of a gain: 再归集
	// Say and SayNo are how a sentence about what was done words the answer; SayNo is for “否” and 0.
	Say   string `toml:"say"`
	SayNo string `toml:"say_no"`
	// Ask and No are how a reason words a yes-or-no field that is blank, and “否”; "" where both follow from the label.
	Ask     string   `toml:"ask"`
	No      string   `toml:"no"`
	Options []Option `toml:"options"`

	// Day shows in hints and messages how a date is written; set by loading and by Edition.Shown.
	Day string `toml:"-"`

	max   Points   // of a claim
	entry []string // see Entry
}

// Option is one choice of an option field.
type Option struct {
	Key   string `toml:"key"`
	Label string `toml:"label"`
	Say   string `toml:"say"` // as Field.Say
}

// OptionLabel gives the label of an option's key, or the key itself where it is unknown.
func (f *Field) OptionLabel(key string) string {
	for _, o := range f.Options {
		if o.Key == key {
			return o.Label
		}
	}
	return key
}

// Register is a list of items kept for a criterion (台账).
type Register struct {
	// Counts is the field its distinct first-column values stand for, or the option column that says by its key for which of several.
	Counts   string    `toml:"counts"`
	Progress *Progress `toml:"progress"`
	// Once are the columns that say together what a row is about where that can be claimed by one unit alone, and once: an article by its
	// title, a pilot by its name and approval. It is for those who check, decides no score and stands in no hash.
	Once    []string `toml:"once"`
	Columns []*Field `toml:"columns"`
}

// Progress is a register shown as "n of Total", turned into no points.
type Progress struct {
	Columns []string `toml:"columns"`
	Total   int      `toml:"total"`
	Text    string   `toml:"text"` // with {n} and {total}
	Say     string   `toml:"say"`  // what the progress is of, as a sentence words it
}

// Column finds a column by its key.
func (r *Register) Column(key string) *Field {
	for _, c := range r.Columns {
		if c.Key == key {
			return c
		}
	}
	return nil
}

// Words are a row's cells as they are shown, without the blank ones.
func (r *Register) Words(row Row) []string {
	var words []string
	for _, c := range r.Columns {
		if v := c.Display(row.Cells[c.Key]); v != "" {
			words = append(words, v)
		}
	}
	return words
}

// Words are those of the indicator's edition.
func (ind *Indicator) Words() *Words { return ind.words }

// AllNotes are how the indicator's text is read: what is said of its criteria, in their order, then of the whole.
func (ind *Indicator) AllNotes() []string {
	var out []string
	for _, c := range ind.Criteria {
		out = append(out, c.Notes...)
	}
	return append(out, ind.Notes...)
}

// Indicators lists all indicators in the notice's order.
func (e *Edition) Indicators() []*Indicator { return e.indicators }

// Indicator gives the indicator with the number no, or nil.
func (e *Edition) Indicator(no int) *Indicator {
	if no < 1 || no > len(e.indicators) {
		return nil
	}
	return e.indicators[no-1]
}

// Criteria lists all criteria in order.
func (e *Edition) Criteria() []*Criterion { return e.criteria }

// Criterion gives the criterion with the id ("5.3"), the mark of an indicator by its number ("5", see Indicator.Mark), or nil.
func (e *Edition) Criterion(id string) *Criterion { return e.byID[id] }

// Unit gives the listed unit with the code, or nil.
func (e *Edition) Unit(code string) *Unit {
	for i := range e.Units {
		if e.Units[i].Code == code {
			return &e.Units[i]
		}
	}
	return nil
}

// FieldNamed finds what "11.1.standard" names: a criterion's field, or one of its Entries ("23.1.3.incentive"), by its criterion and key; nil
// where there is none such.
func (e *Edition) FieldNamed(name string) (*Criterion, *Field) {
	for at := strings.LastIndex(name, "."); at >= 0; at = strings.LastIndex(name[:at], ".") {
		c := e.Criterion(name[:at])
		if c == nil {
			continue
		}
		if f := c.Field(name[at+1:]); f != nil {
			return c, f
		}
		if i := slices.IndexFunc(c.Entries, func(f *Field) bool { return f.Key == name[at+1:] }); i >= 0 {
			return c, c.Entries[i]
		}
	}
	return nil, nil
}

// Source gives the file the edition was read from, byte for byte, so that a dossier can keep it.
func (e *Edition) Source() []byte { return e.raw }

// Field finds a field by its key, or nil.
func (c *Criterion) Field(key string) *Field { return c.fields[key] }

// DocumentYear is the year a criterion's documents should be dated in (G5, G13).
func (e *Edition) DocumentYear(c *Criterion) int {
	if c.Year != 0 {
		return c.Year
	}
	return e.Year
}

// givesPoints finds what a rule gives in its words; in a section of penalties that is taken off.
var givesPoints = regexp.MustCompile(`得([0-9])`)

// Reading is one line of what a rulebook says, for `rulebook check`.
func (c *Criterion) Reading() string {
	if c.pool != nil {
		return fmt.Sprintf("%s %s：%s", c.ID, c.Title, c.rule.describe(c))
	}
	words, most := c.rule.describe(c), "最高"+c.Max.Short()+"分"
	switch c.Indicator.Section.Apart {
	case TakesOff:
		words, most = givesPoints.ReplaceAllString(words, "扣$1"), "最多扣"+c.Max.Short()+"分"
	case MayStrike:
		most = "得满" + c.Max.Short() + "分为通过"
	}
	return fmt.Sprintf("%s %s：%s，%s", c.ID, c.Title, words, most)
}
