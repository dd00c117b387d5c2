package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/workbook"
	"zicha/scoring"
)

type reviewImportCmd struct {
	Book  string   `arg:"" help:"审核汇总（.huizong）"`
	Files []string `arg:"" name:"file" help:"定稿的工作簿（.xlsx），可以写多个"`
	JSON  bool     `name:"json" help:"输出 JSON：每个文件一行一个对象"`

	signer
}

// skipped is the status of a file that could not be taken.
const skipped review.Receipt = "skipped"

// importedJSON is what became of a file.
type importedJSON struct {
	File   string          `json:"file"`
	County string          `json:"county"`
	Status review.Receipt  `json:"status"`
	Reason string          `json:"reason"`
	Self   *scoring.Points `json:"self"`

	refused bool
}

// Run takes every file in that can be, whatever the others are like; 1 where one could not.
func (c *reviewImportCmd) Run(con *console) error {
	return reviewing(con.told(c.JSON), c.Book, func(b *review.Book) error {
		list, err := c.take(con.ctx, b)
		whole := true
		for _, got := range list {
			whole = whole && !got.refused
			if !c.JSON {
				con.say("%s：%s", got.File, got.words())
			} else if err := writeJSON(con.json, got); err != nil {
				return err
			}
		}
		if err == nil && !whole {
			return errRefused
		}
		return err
	})
}

// take reads the files and stores what could be read in one act.
func (c *reviewImportCmd) take(ctx context.Context, b *review.Book) ([]importedJSON, error) {
	list := make([]importedJSON, len(c.Files))
	var in []review.Incoming
	var from []int
	for i, path := range c.Files {
		one, err := list[i].read(ctx, b.Edition(), path)
		if ctx.Err() != nil {
			return nil, files.ErrCancelled
		}
		list[i].File = files.Shown(path)
		if err != nil {
			list[i].refused, list[i].Status, list[i].Reason = true, skipped, err.Error()
			continue
		}
		in, from = append(in, one), append(from, i)
	}
	receipts, err := b.Receive(c.anybody(b), in...)
	if err != nil {
		return nil, err
	}
	for k, r := range receipts {
		list[from[k]].received(r)
	}
	return list, nil
}

// received takes over what became of the file.
func (i *importedJSON) received(r review.Receipt) {
	i.Status = r
	if r == review.Older {
		i.Status, i.Reason = skipped, strings.TrimLeft(i.Reason+"；已有更高的版本，这一版只留存备查", "；")
	}
}

// told is the console, on which nothing is said to people where programs read.
func (c *console) told(json bool) *console {
	if json {
		return c.silent()
	}
	return c
}

// receiptWords are what became of a file as it is printed.
var receiptWords = map[review.Receipt]string{
	review.First: "已收下", review.Updated: "已收下，替换原来的版本", review.Unchanged: "已有同样的内容，没有变化", skipped: "没有采用",
}

func (i importedJSON) words() string {
	parts := []string{receiptWords[i.Status]}
	if i.County != "" {
		parts[0] = i.County + " " + parts[0]
	}
	if i.Self != nil {
		parts = append(parts, "自评"+i.Self.String()+"分")
	}
	if i.Reason != "" {
		parts = append(parts, i.Reason)
	}
	return strings.Join(parts, "；")
}

// read reads one workbook.
func (i *importedJSON) read(ctx context.Context, e *scoring.Edition, path string) (review.Incoming, error) {
	data, err := files.Read(path, workbookBytes)
	if err != nil {
		return review.Incoming{}, err
	}
	w, err := workbook.ReadFile(ctx, path, []*scoring.Edition{e})
	if err != nil {
		return review.Incoming{}, err
	}
	d := w.Dossier
	u := e.Unit(d.Get(forms.CountyPath("code")))
	switch {
	case u == nil:
		return review.Incoming{}, files.Failure(review.ErrRefused, "“%s”不在考核对象的名单里", files.Printable(d.County()))
	case !w.Final:
		return review.Incoming{}, files.Failure(review.ErrRefused, "工作簿不是定稿")
	case forms.Worst(w.Problems) == forms.Error:
		return review.Incoming{}, files.Failure(review.ErrRefused, "工作簿里有不能识别的内容：%s", w.Problems[0].Message)
	}
	printed := map[string]string{}
	for _, l := range w.Scores {
		printed[l.Key] = l.Value
	}
	self := d.Scores().Card.Self.Score
	i.County, i.Self, i.Reason = u.Name, &self, strings.Join(differing(w), "；")
	sum := sha256.Sum256(data)
	in := review.Incoming{Submission: review.SubmissionOf(d, e.Hash(), w.Code, printed), File: files.Shown(filepath.Base(path)), Sum: hex.EncodeToString(sum[:])}
	in.Version = max(w.Version, 1)
	return in, nil
}

const workbookBytes = 64 << 20

// differing tells where what is printed in a workbook is not what its values come to.
func differing(w *workbook.Book) []string {
	var out []string
	lines := w.Dossier.Scores().Lines()
	for _, l := range w.Scores {
		at := slices.IndexFunc(lines, func(o forms.Line) bool { return o.Key == l.Key })
		if at >= 0 && !l.IsReason() && !forms.SameScore(lines[at].Value, l.Value) {
			out = append(out, fmt.Sprintf("%s写的是%s，按填报内容算是%s", l.Label, l.Value, lines[at].Value))
		}
	}
	if code := forms.Code(w.Lines()); code != w.Code {
		out = append(out, "核对码与内容不符（写的是"+w.Code+"，按内容算是"+code+"）")
	}
	return out
}
