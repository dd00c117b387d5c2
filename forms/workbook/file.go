package workbook

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"zicha/forms"
	"zicha/scoring"
)

// Build makes the workbook, reads it back and compares every printed value, the totals and the code before it is given out. The error
// is a plain Chinese sentence.
func Build(ctx context.Context, d *forms.Dossier, opts Options) ([]byte, error) {
	var out bytes.Buffer
	if err := Write(&out, d, opts); err != nil {
		return nil, err
	}
	if err := verify(ctx, out.Bytes(), d, opts); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// verify reads a workbook and compares it with the dossier.
func verify(ctx context.Context, data []byte, d *forms.Dossier, opts Options) error {
	book, err := ReadValues(ctx, data, []*scoring.Edition{d.Edition})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("工作簿写出后核对时无法打开，没有保存，请重新导出（%w）", err)
	}
	want, got := d.AllLines(cmp.Or(opts.Schema, forms.CurrentSchema)), book.Lines()
	code := cmp.Or(opts.Code, forms.Code(want))
	switch diff := forms.Compare(want, got); {
	case len(diff) > 0:
		return fmt.Errorf("工作簿写出后与档案核对有%d处不一致，没有保存（%s）。请修改这一处后重新导出", len(diff), diff[0])
	case forms.WordsCode(book.Scores) != forms.WordsCode(d.Scores().Lines()):
		return errors.New("工作簿写出后得分理由与档案不一致，没有保存，请重新导出")
	case !slices.Equal(want, got):
		return fmt.Errorf("工作簿写出后有%d项内容，档案有%d项，没有保存，请重新导出", len(got), len(want))
	case book.Code != code || book.Version != d.Version || book.Final != d.Final:
		return errors.New("工作簿写出后核对码、版本或状态与档案不一致，没有保存，请重新导出")
	}
	return nil
}
