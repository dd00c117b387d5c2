package review

import "zicha/forms"

// State is where a cell (county × indicator) stands.
type State string

// The states of a cell.
const (
	Unreviewed      State = "open"        // 未评
	InitiallyScored State = "initial"     // 初评
	ConfirmedState  State = "confirmed"   // 已确认
	Stale           State = "stale"       // 待复看: its facts are no longer those it was decided on
	ReturnedState   State = "returned"    // 退回补正
	Resubmitted     State = "resubmitted" // 补正后再报
	VoidedState     State = "voided"      // 虚假材料不得分
)

var stateLabels = map[State]string{
	Unreviewed: "未评", InitiallyScored: "初评", ConfirmedState: "已确认", Stale: "待复看", ReturnedState: "退回补正",
	Resubmitted: "补正后再报", VoidedState: "虚假材料不得分",
}

// Label is the state as screens and papers print it.
func (s State) Label() string { return stateLabels[s] }

// Loss says why a score is below what the county claims; the county is told by the same words, see package feedback.
type Loss = forms.Loss

// The kinds of losses.
const (
	LossMaterial = forms.LossMaterial
	LossReading  = forms.LossReading
	LossData     = forms.LossData
	LossUndone   = forms.LossUndone
)

// Losses lists them in the order they are offered.
func Losses() []Loss { return forms.Losses() }

// Cell finds a cell, nil where there is none.
func (v *View) Cell(county string, indicator int) *Cell {
	u := v.byCode[county]
	if u == nil || indicator < 1 || indicator > len(u.Cells) {
		return nil
	}
	return u.Cells[indicator-1]
}
