package workbook

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"zicha/forms"
	"zicha/forms/merge"
	"zicha/forms/tables"
	"zicha/scoring"
)

// otherEdition is a workbook of another edition than those it can be read by.
type otherEdition struct{ id, title string }

// Error gives the words for who asked for any workbook.
func (o otherEdition) Error() string {
	return fmt.Sprintf("工作簿所用的考核指标是“%s”，本程序没有这一年度的考核指标。请使用对应年度的程序，或先加入该年度的考核指标文件", scoring.Clip(o.id))
}

func (o otherEdition) name() string {
	if o.title == "" {
		return "另一套"
	}
	return "《" + scoring.Clip(o.title) + "》"
}

// ReadFor reads a workbook that is to go into a dossier, and refuses one of another edition or of another county.
func ReadFor(ctx context.Context, path string, d *forms.Dossier) (*Book, error) {
	book, err := ReadFile(ctx, path, []*scoring.Edition{d.Edition})
	var other otherEdition
	if errors.As(err, &other) {
		return nil, fmt.Errorf("档案和工作簿用的考核指标不同，没有导入：档案用的是《%s》（%s），工作簿用的是%s（%s）。请打开用同一套考核指标建立的档案再导入，或者换成本档案导出的工作簿",
			d.Edition.Title, d.Edition.ID, other.name(), scoring.Clip(other.id))
	}
	if err == nil {
		err = merge.SameCounty(d, book.Dossier)
	}
	return book, err
}

// chooseEdition takes the edition the cover names; of several that are called the same, the one with its rules.
func chooseEdition(cover *tables.Grid, editions []*scoring.Edition) (*scoring.Edition, error) {
	id, title, rules := "", "", ""
	for _, l := range lines(cover) {
		switch item := heading(l.Text(colItem)); {
		case item == itemEdition && id == "":
			id = strings.TrimSpace(l.Text(colContent))
		case item == itemTitle && title == "":
			title = strings.TrimSpace(l.Text(colContent))
		case item == itemRules && rules == "":
			rules = strings.TrimSpace(l.Text(colContent))
		}
	}
	var like *scoring.Edition
	for _, e := range editions {
		if e.ID != id && (id != "" || len(editions) > 1) {
			continue
		}
		if forms.RulesCode(e) == rules {
			return e, nil
		}
		like = cmp.Or(like, e)
	}
	if like != nil {
		return like, nil
	}
	if id == "" {
		return nil, fmt.Errorf("工作簿的封面没有写明“%s”，无法确定它是哪一年度的，请使用从本程序导出的工作簿", itemEdition)
	}
	return nil, otherEdition{id, title}
}
