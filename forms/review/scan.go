package review

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/store"
)

// DataSize is, of Inspected, how many bytes the scan has.
const DataSize = "size"

// Scan is what came back from an on-site check (现场核查): the scanned sheet, a photo.
type Scan struct {
	County    string // code or name
	Indicator int
	Text      string // what was found
	Path      string // the file
	Progress  files.Progress
}

// Inspect keeps what came back from an on-site check, with its hash. Scans lie in the book itself: they are few, for flagged cells only, and so
// go along when the book is copied and joined.
func (b *Book) Inspect(ctx context.Context, p Person, s Scan) (*Event, error) {
	v, err := b.View()
	if err != nil {
		return nil, err
	}
	c, err := v.find(s.County, s.Indicator)
	if err != nil {
		return nil, err
	}
	if err := p.signed(); err != nil {
		return nil, err
	}
	kept, _, err := b.file.AddFile(ctx, store.Intake{Path: s.Path, Kind: kindAct, Progress: s.Progress})
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.scans(c) {
		if e.Content == kept.SHA256 {
			return nil, refuse("%s已经存有这份扫描件，没有重复登记", v.Label(c))
		}
	}
	e := b.act(p, Event{
		Kind: Inspected, County: c.County, Indicator: c.Indicator.No, Content: kept.SHA256, Reason: strings.TrimSpace(s.Text), Subject: kept.SHA256[:16],
		Data: map[string]string{DataFile: kept.Name, DataSum: kept.SHA256, DataSize: strconv.FormatInt(kept.Size, 10)},
	})
	return e, b.add("登记现场核查", addition{events: []*Event{e}})
}

func (b *Book) scans(c *Cell) []*Event {
	var out []*Event
	for _, t := range b.ledger.Topics(string(Inspected)) {
		if t.County == c.County && t.Indicator == c.Indicator.No {
			out = append(out, b.ledger.Of(t)...)
		}
	}
	b.ledger.sort(out)
	return out
}

// Scans lists what came back from on-site checks of a cell, oldest first.
func (b *Book) Scans(county string, indicator int) ([]*Event, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, c, err := b.asked(county, indicator)
	if err != nil {
		return nil, err
	}
	return b.scans(c), nil
}

// SaveScan copies a scan out, proved against its hash. Errors: store.ErrContent where the book has it no longer, and those of files.Place.
func (b *Book) SaveScan(ctx context.Context, e *Event, to files.Place) error {
	return b.file.SaveCopy(ctx, blobOf(e), to)
}

func blobOf(e *Event) store.Blob {
	size, _ := strconv.ParseInt(e.Data[DataSize], 10, 64) // 0 for what is no number: then its hash tells
	return store.Blob{Name: e.Data[DataFile], Size: size, SHA256: e.Content}
}

// takeScans brings the scans of another copy in before the events that name them. One that the other has no longer stays missing.
func (b *Book) takeScans(ctx context.Context, other *Book, events []*Event) error {
	for _, e := range events {
		blob := blobOf(e)
		if e.Kind != Inspected || b.file.Holds(blob) || !other.file.Holds(blob) {
			continue
		}
		if err := b.takeScan(ctx, other, blob); err != nil && !errors.Is(err, store.ErrContent) {
			return err
		}
	}
	return nil
}

func (b *Book) takeScan(ctx context.Context, other *Book, blob store.Blob) error {
	dir, err := files.TemporaryFolder("", "scan")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, files.SafeName(blob.Name))
	if err := other.file.SaveCopy(ctx, blob, files.Place{Path: path}); err != nil {
		return err
	}
	_, _, err = b.file.AddFile(ctx, store.Intake{Path: path, Kind: kindAct})
	return err
}
