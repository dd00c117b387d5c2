// Package receive brings into the city's review book what comes in: workbooks and packs of the counties, many at once, the city's own
// figures, score sheets of units that have no program. All of it goes plan → confirm → result; nothing is changed by a plan.
package receive

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/scoring"
)

// Skipped is the status of a file that is not taken; Item.Reason says why.
const Skipped review.Receipt = "skipped"

// Item is a file that came in, a workbook or a pack, and what taking it would do, or did.
type Item struct {
	File    string // path
	Pack    bool
	County  string // code, "" where the file does not say
	Name    string // the county's, as the book's rulebook has it
	Version int
	Status  review.Receipt
	Reason  string             // why it is skipped; a plain sentence
	Ask     bool               // it is skipped for being altered or a draft, and can be taken with a reason, see Plan.Accept
	Notes   []string           // sentences: what else is to be known of it
	Claims  []forms.Difference // scores that are printed otherwise (Got) than the fields give them (Want)
	Printed string             // the comparison code as printed
	Code    string             // as the fields give it
	Self    string             // 自评合计 as the fields give it
	Reopens []int              // indicators of the county that were decided or sent back and would have to be looked at again
	Kept    string             // of a pack that was taken: the folder it is kept in
	Done    bool               // it is in the book

	accepted string          // the reason given for taking it
	in       review.Incoming // as the book takes it, but for accepted
	ready    bool            // in holds it
	content  string          // the SHA-256 of what is kept of it
	sum      string          // of the workbook's file
}

// Plan is what bringing files in would come to.
type Plan struct {
	Items []*Item // in the order the files were given and found
}

// Options say how files are planned.
type Options struct {
	Editions []*scoring.Edition                 // known beside the book's own, to name what a foreign workbook is of
	Progress func(step string, done, total int) // may be nil; may be called from any goroutine
}

// workers is how many files are read at once.
const workers = 2

// New plans bringing files in: workbooks, packs (folders or zips), and whatever of these lies in other folders. A file that is foreign, damaged or of
// another rulebook is told in its item, the rest goes on. The error is for the book itself and for a cancelled context.
func New(ctx context.Context, b *review.Book, paths []string, opts Options) (*Plan, error) {
	found, err := find(ctx, Folder(b), paths)
	if err != nil {
		return nil, err
	}
	view, err := b.View()
	if err != nil {
		return nil, err
	}
	r := &reader{book: b, prepare: b.Preparer(), view: view, opts: opts, rules: b.Edition().Hash(), editions: append([]*scoring.Edition{b.Edition()}, opts.Editions...)}
	p := &Plan{Items: make([]*Item, len(found))}
	if err := r.all(ctx, found, p.Items); err != nil {
		return nil, err
	}
	return p, p.settle(b)
}

// all reads the files, two at a time.
func (r *reader) all(ctx context.Context, found []string, items []*Item) error {
	next := make(chan int)
	var wait sync.WaitGroup
	var mu sync.Mutex
	var failed error
	done := 0
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for range min(workers, len(found)) {
		wait.Go(func() {
			for i := range next {
				item, err := r.item(ctx, found[i])
				mu.Lock()
				items[i] = item
				if done++; err != nil && failed == nil {
					failed = err
					stop()
				}
				if r.opts.Progress != nil {
					r.opts.Progress("正在读取“"+files.Printable(filepath.Base(found[i]))+"”", done, len(found))
				}
				mu.Unlock()
			}
		})
	}
	for i := range found {
		select {
		case next <- i:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
	}
	close(next)
	wait.Wait()
	if ctx.Err() != nil && (failed == nil || files.Cancelled(failed)) {
		return cancelled(0)
	}
	return failed
}

// key says which version of which county an item is.
func (i *Item) key() string { return i.County + "/" + strconv.Itoa(i.Version) }

// settle says what each item would do when all are taken: within one plan too a county's versions follow one another.
func (p *Plan) settle(b *review.Book) error {
	first, rivals := map[string]*Item{}, map[string]string{}
	for _, i := range p.ready() {
		before := first[i.key()]
		switch {
		case before == nil:
			first[i.key()] = i
		case before.content != i.content:
			rivals[i.key()] = "“" + filepath.Base(before.File) + "”与“" + filepath.Base(i.File) + "”"
		}
	}
	newest := map[string]*Item{}
	for _, i := range p.ready() {
		if names := rivals[i.key()]; names != "" {
			i.Status, i.Reason = Skipped, "这次选的"+names+"是同一版，内容却不同，都没有收；请向报送单位核实后只留一份再导入"
			continue
		}
		if err := i.place(b); err != nil {
			return err
		}
		before := newest[i.County]
		if before == nil {
			newest[i.County] = i
			continue
		}
		switch {
		case before.content == i.content:
			i.Status, i.Reopens = review.Unchanged, nil
		case i.Status == review.First:
			i.Status = review.Updated
		}
		if before.Version < i.Version {
			newest[i.County] = i
		}
	}
	return nil
}

// ready lists the items that would be taken, a county's older versions first, else as they stand.
func (p *Plan) ready() []*Item {
	var out []*Item
	for _, i := range p.Items {
		if i.ready && (!i.Ask || i.accepted != "") && !i.Done {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b *Item) int { return a.Version - b.Version })
	return out
}

// place compares an item with what the book has.
func (i *Item) place(b *review.Book) error {
	status, cells, err := b.PlanReceipt(i.incoming())
	if err != nil {
		return err
	}
	i.Status, i.Reopens = status, nil
	for _, c := range cells {
		i.Reopens = append(i.Reopens, c.Indicator.No)
	}
	return nil
}

// Accept has a file taken that is altered or a draft; the reason stands in the book's record. It is refused for a file that cannot be taken at all.
func (p *Plan) Accept(b *review.Book, file, reason string) error {
	for _, i := range p.Items {
		switch {
		case i.File != file:
			continue
		case !i.Ask:
			return files.Failure(review.ErrRefused, "“%s”不需要也不能另行采用", filepath.Base(file))
		case strings.TrimSpace(reason) == "":
			return files.Failure(review.ErrRefused, "采用“%s”要写明理由，理由会留在审核记录里", filepath.Base(file))
		}
		i.accepted = strings.TrimSpace(reason)
		i.Notes = append([]string{"按写明的理由采用：" + i.Reason}, i.Notes...)
		i.Reason = ""
		return p.settle(b)
	}
	return files.Failure(review.ErrRefused, "这次导入的文件里没有“%s”", file)
}

// Count says how many items have a status.
func (p *Plan) Count(status review.Receipt) int {
	n := 0
	for _, i := range p.Items {
		if i.Status == status {
			n++
		}
	}
	return n
}

// Words sums the plan up in one sentence.
func (p *Plan) Words() string {
	if len(p.Items) == 0 {
		return "所选的文件夹里没有工作簿（.xlsx），也没有报送包"
	}
	var parts []string
	for _, s := range []struct {
		status review.Receipt
		words  string
	}{{review.First, "首次报送"}, {review.Updated, "更新"}, {review.Older, "版次较早、只存档"}, {review.Regained, "补回内容"}, {review.Unchanged, "已有、不变"}, {Skipped, "没有收"}} {
		if n := p.Count(s.status); n > 0 {
			parts = append(parts, s.words+strconv.Itoa(n)+"份")
		}
	}
	return "共" + strconv.Itoa(len(p.Items)) + "份：" + strings.Join(parts, "，")
}
