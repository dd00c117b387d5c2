package merge

import (
	"math/big"

	"zicha/forms"
	"zicha/scoring"
)

// Leaps words the figures that would become more than five times what they are, or less than a fifth: 17.1 报送数据量现填1.86，换成3. What is
// blank or nought now is none.
func Leaps(d *forms.Dossier, changes []forms.Change) (out []string) {
	const most = 5
	for _, c := range changes {
		f, err := d.Field(c.Path)
		if err != nil || f.Kind != scoring.KindCount && f.Kind != scoring.KindAmount {
			continue
		}
		old, had := new(big.Rat).SetString(c.Old)
		fresh, has := new(big.Rat).SetString(c.New)
		if !had || !has || old.Sign() == 0 {
			continue
		}
		times := big.NewRat(most, 1)
		if fresh.Cmp(new(big.Rat).Mul(old, times)) > 0 || old.Cmp(new(big.Rat).Mul(fresh, times)) > 0 {
			out = append(out, d.Label(c.Path)+"现填"+c.Old+"，换成"+c.New)
		}
	}
	return out
}
