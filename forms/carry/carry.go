// Package carry starts a new year's dossier from last year's: what check.Carry lets go over, and the evidence with its files.
package carry

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/scoring"
)

// Begin makes a new year's dossier out of last year's, see check.Carry, and opens it. It never overwrites.
func Begin(from *dossier.File, path string, e *scoring.Edition) (*dossier.File, check.Carried, error) {
	plan, err := check.Carry(from.Dossier(), e)
	if err != nil {
		return nil, check.Carried{}, err
	}
	f, err := dossier.Create(path, e, plan.Values)
	return f, plan, err
}

// NewYear is Begin that gives the new dossier its name only once all is in it, the evidence too where it is asked for; it says in
// sentences what was taken over.
func NewYear(ctx context.Context, from *dossier.File, path string, opts Options) ([]string, error) {
	var words []string
	err := files.Place{Path: path}.Make(ctx, func(temp string) error {
		f, plan, err := Begin(from, temp, opts.Edition)
		if err != nil {
			return err
		}
		words = Words(plan)
		if opts.Evidence {
			n, notes, failed := Evidence(ctx, from, f, nil)
			words = append(append(words, fmt.Sprintf("已复制%d件佐证材料，编号重新给出；日期仍是上年的，请逐件核对", n)), notes...)
			err = failed
		}
		if closing := f.Close(); err == nil {
			err = closing
		}
		return err
	})
	return words, err
}

// Options say what a new year's dossier is made with.
type Options struct {
	Edition  *scoring.Edition
	Evidence bool // with last year's items in use, numbered anew
}

// Evidence copies last year's items in use into the new dossier, each as a new item with a number of its own and with its files;
// those of the criteria they serve whose answers were taken over are marked as unconfirmed. It gives how many were copied, and in sentences what was not. An error or a
// cancelled context ends it; the items copied until then stay.
func Evidence(ctx context.Context, from, to *dossier.File, progress dossier.FileProgress) (copied int, notes []string, err error) {
	plan, err := check.Carry(from.Dossier(), to.Dossier().Edition)
	if err != nil {
		return 0, nil, err
	}
	tmp, err := files.TemporaryFolder("", "carry")
	if err != nil {
		return 0, nil, err
	}
	defer os.RemoveAll(tmp)
	c := evidenceCarrier{ctx, from, to, tmp, progress, plan}
	for _, e := range from.Dossier().AllEvidence() {
		item, criterion, ok := plan.Evidence(e)
		switch {
		case e.Removed:
			continue
		case len(e.Criteria) == 0:
			notes = append(notes, fmt.Sprintf("上年佐证%s%s没有关联要点，没有复制", e.Number, files.Quoted(e.Title)))
			continue
		case !ok:
			notes = append(notes, fmt.Sprintf("上年佐证%s%s对应的要点在新的考核指标里没有，没有复制", e.Number, files.Quoted(e.Title)))
			continue
		}
		if err := c.item(e, item, criterion); err != nil {
			if ctx.Err() != nil {
				err = files.ErrCancelled
			}
			return copied, notes, err
		}
		copied++
	}
	return copied, notes, nil
}

// evidenceCarrier copies items one by one.
type evidenceCarrier struct {
	ctx      context.Context
	from, to *dossier.File
	tmp      string
	progress dossier.FileProgress
	plan     check.Carried
}

// item copies one item with its files, through passing copies whose hashes both dossiers check; what it brought goes again where it
// fails.
func (c evidenceCarrier) item(old, item forms.Evidence, criterion string) error {
	var paths []string
	for i, ref := range old.Files {
		passing := filepath.Join(c.tmp, "文件"+strconv.Itoa(i+1)+files.Ending(ref.Name))
		if err := c.from.SaveCopy(c.ctx, ref, files.Place{Path: passing, Replace: true}); err != nil {
			return err
		}
		paths = append(paths, passing)
	}
	taken, err := c.to.TakeIn(c.ctx, paths, func(_ string, done, total int64) {
		if c.progress != nil {
			c.progress(item.Title, done, total)
		}
	})
	if err = errors.Join(append(taken.Missed, err)...); err != nil {
		c.to.PutBack(taken)
		return err
	}
	for i := range taken.Refs {
		taken.Refs[i].Name = old.Files[i].Name
	}
	item.Files = taken.Refs
	d := c.to.Dossier()
	item, changes, err := d.AddEvidence(criterion, item)
	if err == nil {
		changes = append(changes, d.Doubt(c.plan.Unconfirmed(item.Criteria))...)
		err = c.to.Commit("从上年佐证"+old.Number+"复制", changes)
	}
	if err != nil {
		c.to.PutBack(taken)
	}
	return err
}

// Words says what a new year's dossier was started with.
func Words(plan check.Carried) []string {
	var out []string
	if len(plan.Kept) > 0 {
		out = append(out, fmt.Sprintf("长期有效、原文没有变化的%d个要点沿用上年填报，尚未确认：%s。请逐项核对，没有变化的点“确认”；全部确认以后才能定稿",
			len(plan.Kept), strings.Join(plan.Kept, "、")))
	} else {
		out = append(out, "没有可以沿用的填报内容")
	}
	if len(plan.Yearly) > 0 {
		out = append(out, fmt.Sprintf("每年重填的%d个要点没有沿用，上年的填报列在各要点处供参考：%s", len(plan.Yearly), strings.Join(plan.Yearly, "、")))
	}
	out = append(out, plan.Changed...)
	return append(out, plan.Notes...)
}
