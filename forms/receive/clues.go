package receive

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"time"

	"zicha/forms/clues"
	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/forms/review"
	"zicha/scoring"
)

// CluesJob says what clues are looked for in.
type CluesJob struct {
	Book, Last *review.Book   // Last is last year's, nil for none
	Progress   files.Progress // may be nil
}

// Find looks for clues in what a book's counties handed in, and remembers what was seen of the files.
func (j CluesJob) Find(ctx context.Context) (clues.Found, error) {
	now, err := handedIn(j.Book)
	if err != nil {
		return clues.Found{}, err
	}
	past, shelf, pastShelf := handed{}, NewShelf(j.Book), (*Shelf)(nil)
	if j.Last != nil {
		if past, err = handedIn(j.Last); err != nil {
			return clues.Found{}, err
		}
		pastShelf = NewShelf(j.Last)
	}
	memory := clues.Remember(SeenPath(j.Book), j.Book.Copy())
	defer memory.Close()
	found, err := clues.Find(ctx, clues.Job{
		Edition: now.edition, Counties: now.counties, Last: past.counties, Figures: now.figures, Today: time.Now().Format(time.DateOnly),
		Open: func(ctx context.Context, f clues.File) (io.ReadCloser, error) {
			from, versions := shelf, now.versions
			if f.Last {
				from, versions = pastShelf, past.versions
			}
			kept, err := from.Evidence(ctx, f.County, versions[f.County], f.SHA256)
			if errors.Is(err, files.NotFound) {
				return nil, fs.ErrNotExist
			}
			if err != nil {
				return nil, err
			}
			in, _, err := files.Open(kept.Path)
			return in, err
		},
		Known: memory.Known, Keep: memory.Keep, Progress: j.Progress,
	})
	if errors.Is(err, pdf.ErrNoChild) {
		err = errors.New("程序无法启动读取佐证文件的进程，没有比对；请检查杀毒软件是否拦截了本程序，然后再试")
	}
	if ctx.Err() != nil {
		err = files.ErrCancelled
	}
	return found, err
}

// UnreadWords says which files were not looked into, and why, a sentence each.
func UnreadWords(found clues.Found) []string {
	var lines []string
	for _, u := range found.Unread {
		line := u.Name + "有" + strconv.Itoa(u.Count) + "个文件没有比对图像：" + u.Why
		if u.First.Evidence != "" {
			line += "（佐证" + u.First.Evidence + "“" + scoring.Shorten(u.First.File, 40) + "”"
			if u.Count > 1 {
				line += "等"
			}
			line += "）"
		}
		lines = append(lines, line)
	}
	return lines
}

// handed is what the counties of a book handed in.
type handed struct {
	edition  *scoring.Edition
	counties []clues.County
	versions map[string]int
	figures  map[string]map[string]string
}

func handedIn(b *review.Book) (handed, error) {
	v, err := b.View()
	if err != nil {
		return handed{}, err
	}
	out := handed{edition: v.Edition, versions: map[string]int{}, figures: map[string]map[string]string{}}
	for _, u := range v.Units {
		if u.Received == nil {
			continue
		}
		s, err := b.Submission(u.Received)
		if err != nil {
			return handed{}, err
		}
		out.counties = append(out.counties, clues.County{Code: u.Unit.Code, Name: u.Unit.Name, Dossier: s.Dossier(v.Edition)})
		out.versions[u.Unit.Code] = u.Version
	}
	for _, f := range v.Figures {
		if out.figures[f.County] == nil {
			out.figures[f.County] = map[string]string{}
		}
		out.figures[f.County][f.Field] = f.Value
	}
	return out, nil
}
