package review

import "zicha/scoring"

// Snapshot is a frozen result (定稿): all that the papers need. Papers are a function of a snapshot and nothing else, so that all of one
// code agree in every figure.
type Snapshot struct {
	Schema   string          `json:"schema"` // "zicha-result-1"
	Code     string          `json:"-"`      // over all the rest, as forms.Code; every page of every paper carries it
	Number   int             `json:"number"` // the how manieth of the book, from 1
	At       string          `json:"at"`
	By       string          `json:"by"`
	Role     string          `json:"role,omitempty"`
	Unit     string          `json:"unit,omitempty"`
	Edition  string          `json:"edition"`            // id
	Source   string          `json:"source"`             // the rulebook's file; with Rulings it gives the rules that scored
	Rules    string          `json:"rules"`              // scoring.Edition.Hash of those
	Process  bool            `json:"process"`            // 过程稿: not finalized, for looking at; it has no code
	Units    []UnitResult    `json:"units"`              // by rank, within a tie by code
	Rulings  []Ruling        `json:"rulings"`            // in force, by criterion
	Cases    []Case          `json:"cases"`              // all, closed ones too
	Accepted []Accepted      `json:"accepted"`           // what stood in the way and was accepted
	Figures  []Figure        `json:"figures"`            // the city's own, by county and field
	Acts     []Act           `json:"acts,omitempty"`     // all that was done beside what stands on cells, in order
	Standing map[string]Firm `json:"standing"`           // by county code: how firm its rank is
	Approval *Approval       `json:"approval,omitempty"` // never in the code: it comes later
}

// UnitResult is one county's row.
type UnitResult struct {
	Code          string           `json:"code"`
	Name          string           `json:"name"`
	Version       int              `json:"version"` // of the self-check, 0 where nothing was received
	Paper         string           `json:"paper"`   // its comparison code
	Total         scoring.Points   `json:"total"`
	Rank          int              `json:"rank"` // ties share a rank, the next is skipped (G4)
	Open          int              `json:"open"` // cells 未核定 that count with what was recomputed
	Objective     scoring.Points   `json:"objective"`
	ObjectiveRank int              `json:"objective_rank"` // without the indicators that are judged
	Sections      []scoring.Points `json:"sections"`
	Cells         []CellResult     `json:"cells"` // an entry for each indicator, in order
}

// CellResult is a county's indicator.
type CellResult struct {
	Indicator int             `json:"indicator"`
	State     State           `json:"state"`
	Claim     *scoring.Points `json:"claim"`      // 自评 or 预估 recomputed from the county's fields, nil where it has none
	ClaimText string          `json:"claim_text"` // as the county's papers print it: 5.00, 未填报
	ClaimWhy  string          `json:"claim_why"`  // its 得分理由
	Initial   *scoring.Points `json:"initial"`
	Confirmed *scoring.Points `json:"confirmed"`
	Score     scoring.Points  `json:"score"`              // what counts
	Decided   bool            `json:"decided"`            // false: 未核定, Score is recomputed
	LeftOut   bool            `json:"left_out,omitempty"` // 不涉及, and neither it nor its points count
	Basis     string          `json:"basis"`              // the arithmetic of what is recomputed
	Reason    string          `json:"reason"`             // of the decision that counts
	Loss      Loss            `json:"loss,omitempty"`
	Field     string          `json:"field,omitempty"`
	By        string          `json:"by,omitempty"`
	Unit      string          `json:"unit,omitempty"`
	At        string          `json:"at,omitempty"`
	Steps     []Step          `json:"steps"` // the cell's acts, oldest first
}

// Step is an act on a cell as the papers list it.
type Step struct {
	Event  string `json:"event"`
	Kind   Kind   `json:"kind"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason,omitempty"`
	By     string `json:"by"`
	Role   string `json:"role,omitempty"`
	Unit   string `json:"unit,omitempty"`
	At     string `json:"at"`
	Unused bool   `json:"unused,omitempty"` // 未采用: it lost in a conflict, or was withdrawn
	Loss   Loss   `json:"loss,omitempty"`
	Field  string `json:"field,omitempty"` // where the loss stands
}

// Ruling is a changed or fixed reading (口径裁定) in force.
type Ruling struct {
	Criterion string `json:"criterion"`
	Text      string `json:"text"`
	Rule      string `json:"rule,omitempty"` // TOML of the criterion's rule; "" binds reviewers only
	By        string `json:"by"`
	Unit      string `json:"unit,omitempty"`
	At        string `json:"at"`
	Event     string `json:"event"`
}

// Case is a matter of false material (虚假材料).
type Case struct {
	ID        string     `json:"id"`
	County    string     `json:"county"`
	Indicator int        `json:"indicator"`
	Evidence  []string   `json:"evidence"` // numbers and hashes it rests on
	Steps     []CaseStep `json:"steps"`
	Open      bool       `json:"open"`
	Void      bool       `json:"void"` // 该项不得分
}

// CaseStep is what was done in a case: "opened" 线索, "checked" 核查, "told" 告知, "voided" 认定, "dropped" 不予认定.
type CaseStep struct {
	Step   string `json:"step"`
	Text   string `json:"text"` // what was found, how it was checked, what the county answered
	By     string `json:"by"`
	Second string `json:"second,omitempty"`
	At     string `json:"at"`
	Event  string `json:"event"`
	Unused bool   `json:"unused,omitempty"` // an end of the case that does not hold: taken back, or not chosen
}

// Accepted is a blocker of the gate that was let be, with the reason.
type Accepted struct {
	Blocker string `json:"blocker"` // its key, see Blocker
	Words   string `json:"words"`
	Reason  string `json:"reason"`
	By      string `json:"by"`
}

// Figure is a value the city holds itself.
type Figure struct {
	County string `json:"county"`
	Field  string `json:"field"` // "11.1.standard"
	Value  string `json:"value"`
	By     string `json:"by"`
	At     string `json:"at"`
}

// Firm says how firm a rank is (名次余量).
type Firm struct {
	Above   *scoring.Points `json:"above"` // the gap to the next better total, nil at the top
	Below   *scoring.Points `json:"below"`
	Swap    int             `json:"swap"`    // the fewest cells whose change would swap it with a neighbour, 0 where none can
	Cells   []int           `json:"cells"`   // the indicators of such a smallest set
	Whose   []string        `json:"whose"`   // and whose they are, by code: the county's own or the neighbour's
	Rulings []string        `json:"rulings"` // criteria whose ruling, taken away, would change the rank
}

// Approval is the city government's (审定).
type Approval struct {
	Date     string `json:"date"`
	Document string `json:"document"`
	By       string `json:"by"`
}
