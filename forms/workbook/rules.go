package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/scoring"
)

// The words spreadsheets show in their boxes have room for 32 and 255 units.
const (
	maxBoxTitle = 32
	maxBoxText  = 250
)

func box(s string, room int) string {
	r := []rune(s)
	return string(r[:min(len(r), room)])
}

// listOf lets a cell hold one of the words, or nothing.
func listOf(words []string, refusal string) *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	if dv.SetDropList(words) != nil {
		dv = excelize.NewDataValidation(true) // a list too long for a cell's box goes unchecked here; reading checks it
		return dv
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, "请重新填写", box(refusal, maxBoxText))
	return dv
}

// pointsUpTo lets a cell hold points from 0 to the most an indicator gives.
func pointsUpTo(most scoring.Points) *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	_ = dv.SetRange("0", most.Short(), excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
	dv.SetError(excelize.DataValidationErrorStyleStop, "请重新填写", "应填0至"+most.Short()+"分之间的分数，最多两位小数。")
	return dv
}

// validation is what a field lets a cell hold, with its help shown beside the cell.
func validation(f *scoring.Field) func() *excelize.DataValidation {
	return func() *excelize.DataValidation {
		dv := plainValidation(f)
		help := f.Help
		if help == "" {
			help = hint(f)
		}
		if help != "" {
			dv.SetInput(box(f.Label, maxBoxTitle), box(help, maxBoxText))
		}
		return dv
	}
}

// hint says how a kind of field is filled in.
func hint(f *scoring.Field) string {
	switch f.Kind {
	case scoring.KindYes:
		return "请选“是”或“否”；留空表示未填。"
	case scoring.KindOption:
		return "请从列表中选择；留空表示未填。"
	case scoring.KindCount:
		return "请填整数；留空表示未填，0表示确实没有。"
	case scoring.KindAmount:
		return "请填不小于0的数；留空表示未填。"
	case scoring.KindDate:
		return "请写成 2017-09-01 的样子。"
	case scoring.KindMonth:
		return "请填1至12。"
	}
	return ""
}

func plainValidation(f *scoring.Field) *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	limit := func(low, high string, kind excelize.DataValidationType, refusal string) {
		op := excelize.DataValidationOperatorBetween
		if high == "" {
			op = excelize.DataValidationOperatorGreaterThanOrEqual
			high = "0"
		}
		_ = dv.SetRange(low, high, kind, op)
		if op == excelize.DataValidationOperatorGreaterThanOrEqual {
			dv.Formula2 = ""
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, "请重新填写", refusal)
	}
	switch f.Kind {
	case scoring.KindYes:
		return listOf([]string{"是", "否"}, "请填“是”或“否”；不填请清空这一格。")
	case scoring.KindOption:
		var labels []string
		for _, o := range f.Options {
			labels = append(labels, o.Label)
		}
		return listOf(labels, "请从列表中选择："+strings.Join(labels, "、")+"。")
	case scoring.KindCount:
		limit("0", "", excelize.DataValidationTypeWhole, "应填不小于0的整数，例如 12；不填请清空这一格。")
	case scoring.KindAmount:
		limit("0", "", excelize.DataValidationTypeDecimal, "应填不小于0的数，例如 37.25；不填请清空这一格。")
	case scoring.KindMonth:
		limit("1", "12", excelize.DataValidationTypeWhole, "应填1至12的月份。")
	}
	return dv
}
