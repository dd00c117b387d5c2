package receive

import (
	"context"
	"path/filepath"
	"strings"

	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/review"
)

// batch is how many versions are written at once.
const batch = 50

// Take carries a plan out: packs are kept beside the book first, then the versions are written in batches, each all or nothing; an item is Done
// when the disk has it. A pack that cannot be kept is skipped and told, the rest goes on. Cancelling leaves what is done.
func Take(ctx context.Context, b *review.Book, p review.Person, plan *Plan, progress func(step string, done, total int)) error {
	switch { // before anything is written beside the book
	case b.ReadOnly():
		return refuse("这份汇总是只读打开的，不能收件；请关闭其他程序后再打开")
	case strings.TrimSpace(p.By) == "":
		return refuse("请写明经办人姓名，姓名会留在审核记录里")
	}
	ready := plan.taken()
	done := 0
	for len(ready) > 0 {
		if ctx.Err() != nil {
			return cancelled(done)
		}
		n := min(batch, len(ready))
		if err := take(ctx, b, p, ready[:n]); err != nil {
			if files.Cancelled(err) {
				return cancelled(done)
			}
			return err
		}
		done, ready = done+n, ready[n:]
		if progress != nil {
			progress("正在收进汇总", done, done+len(ready))
		}
	}
	return nil
}

// taken lists the items to be taken, in the order they are written.
func (p *Plan) taken() []*Item {
	var out []*Item
	for _, i := range p.ready() {
		if i.Status != Skipped {
			out = append(out, i)
		}
	}
	return out
}

func take(ctx context.Context, b *review.Book, p review.Person, items []*Item) error {
	var list []review.Incoming
	var of []*Item
	for _, i := range items {
		if err := keep(ctx, b, i); err != nil {
			if hopeless(err) {
				return err
			}
			i.Status, i.Reason, i.Reopens = Skipped, "报送包没有保存，没有收："+err.Error(), nil
			continue
		}
		list, of = append(list, i.incoming()), append(of, i)
	}
	receipts, err := b.Receive(p, list...)
	if err != nil {
		return err
	}
	for n, i := range of {
		i.Status, i.Done, i.ready, i.in = receipts[n], true, false, review.Incoming{}
	}
	return nil
}

// keep copies a pack beside the book, unless it is there already.
func keep(ctx context.Context, b *review.Book, i *Item) error {
	if !i.Pack {
		return nil
	}
	from, err := pack.Open(ctx, i.File)
	if err != nil {
		return err
	}
	defer from.Close()
	home := filepath.Join(Folder(b), countyFolder(i.County, i.Name))
	i.Kept, err = keepIn(ctx, home, i.Version, from)
	return err
}
