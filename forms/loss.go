package forms

// Loss says why a score the city gave is below what the county claims.
type Loss string

// The kinds of losses.
const (
	LossMaterial Loss = "material" // 材料不足
	LossReading  Loss = "reading"  // 口径不同
	LossData     Loss = "data"     // 数据不符
	LossUndone   Loss = "undone"   // 未做
)

// Losses lists them in the order they are offered.
func Losses() []Loss { return []Loss{LossMaterial, LossReading, LossData, LossUndone} }

// Label is the loss as both offices' screens and papers print it, "" for what is none.
func (l Loss) Label() string {
	return map[Loss]string{LossMaterial: "材料不足", LossReading: "口径不同", LossData: "数据不符", LossUndone: "未做"}[l]
}
