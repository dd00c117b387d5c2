// Package editions lists the rulebooks the program carries, ready to score with.
package editions

import (
	"fmt"

	"zicha/assets"
	"zicha/scoring"
)

// All loads the embedded rulebooks (考核指标), the newest first.
func All() ([]*scoring.Edition, error) {
	var out []*scoring.Edition
	for _, file := range assets.Editions() {
		e, err := scoring.LoadEdition(file.Name, file.Data)
		if err != nil {
			return nil, fmt.Errorf("程序自带的考核指标不能使用：%w", err)
		}
		out = append(out, e)
	}
	return out, nil
}
