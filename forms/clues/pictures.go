package clues

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/scoring"
)

const (
	mostOpened = 512 << 20 // bytes of a file that is looked into
	// leastOwn is how many points a picture has that is looked for within one county: its letterhead stands in many of its papers.
	leastOwn = 160_000
)

// Why a file was not looked into.
const (
	whyAbsent  = "没有收到含有这些文件的报送包，请导入报送包"
	whyChanged = "文件无法读取，或者内容与登记的SHA-256不符"
	whyLarge   = "文件太大，没有全部比对"
)

var whyFault = map[pdf.Fault]string{
	pdf.Password: "文件有打开密码", pdf.Damaged: "文件已损坏，无法读取", pdf.Pages: "文件没有页，或者页数太多", pdf.Large: whyLarge,
	pdf.Killed: "读取文件需要的内存超过限度", pdf.Slow: "读取文件的时间超过限度",
}

// pictures compares the pictures within the files.
func (f *finder) pictures(ctx context.Context) error {
	if f.Open == nil {
		return nil
	}
	seen, err := f.look(ctx)
	if err != nil {
		return err
	}
	bySum, small, looks := map[string]group{}, map[string]bool{}, map[string]pdf.Glance{}
	for _, p := range f.pieces {
		for _, t := range seen[p.file.SHA256].Pictures {
			p.page = t.Page
			bySum[t.Sum] = append(bySum[t.Sum], p)
			small[t.Sum] = t.W*t.H < leastOwn
			if look, ok := pdf.ParseGlance(t.Look); ok {
				looks[t.Sum] = look
			}
		}
	}
	f.samePictures(bySum, small)
	f.alikePhotos(bySum, looks)
	f.taken(seen)
	return nil
}

// together is pictures that the same pieces have in common.
type together struct {
	group
	sums  []string
	small bool // all of them
	least int  // bits that photos differ in
}

// gathered puts pictures of the same pieces together, so that two scans of forty pages are one clue.
func gathered(all map[string]*together, g group, small bool, sums ...string) *together {
	id := fmt.Sprint(small)
	for _, p := range g {
		id += fmt.Sprintf("\n%s %t %s %s", p.county.Code, p.last, p.item.Number, p.file.SHA256)
	}
	t := all[id]
	if t == nil {
		t = &together{group: slices.Clone(g), small: small, least: 256}
		all[id] = t
	}
	t.sums = append(t.sums, sums...)
	for i := range g {
		t.group[i].page = min(t.group[i].page, g[i].page)
	}
	return t
}

// samePictures finds pictures that stand in different files; the same files are told already.
func (f *finder) samePictures(bySum map[string]group, small map[string]bool) {
	all := map[string]*together{}
	for _, sum := range slices.Sorted(maps.Keys(bySum)) {
		g := bySum[sum]
		if slices.ContainsFunc(g, func(p piece) bool { return p.file.SHA256 != g[0].file.SHA256 }) {
			gathered(all, g, small[sum], sum)
		}
	}
	for _, t := range all {
		f.shared(t.group, common{
			kind: SamePicture, about: t.sums, words: fmt.Sprintf("里有%d幅图像完全相同", len(t.sums)),
			figures: []Figure{{"相同的图像", strconv.Itoa(len(t.sums))}}, across: t.small,
		})
	}
}

// alikePhotos finds photos that look the same and are not the same point by point.
func (f *finder) alikePhotos(bySum map[string]group, looks map[string]pdf.Glance) {
	sums := slices.Sorted(maps.Keys(looks))
	near := map[string][]string{}
	for i, a := range sums {
		for _, b := range sums[i+1:] {
			if looks[a].Alike(looks[b]) {
				near[a], near[b] = append(near[a], b), append(near[b], a)
			}
		}
	}
	base := map[string]bool{}
	for sum, others := range near {
		g := slices.Clone(bySum[sum])
		for _, other := range others {
			g = append(g, bySum[other]...)
		}
		base[sum] = f.base(g)
	}
	all := map[string]*together{}
	for _, a := range sums {
		for _, b := range near[a] {
			if a > b || base[a] || base[b] {
				continue
			}
			g := append(slices.Clone(bySum[a]), bySum[b]...)
			slices.SortStableFunc(g, func(x, y piece) int { return compareUses(x.use(), y.use()) })
			t := gathered(all, g, false, a, b)
			t.least = min(t.least, looks[a].Differing(looks[b]))
		}
	}
	for _, t := range all {
		slices.Sort(t.sums)
		f.shared(t.group, common{
			kind: AlikePhotos, about: slices.Compact(t.sums), words: "里有疑为同一张的照片（可能另存、缩小或调过亮度）",
			figures: []Figure{{"相差", fmt.Sprintf("%d/256", t.least)}},
		})
	}
}

// taken finds photos that were taken outside the years they are to show.
func (f *finder) taken(seen map[string]pdf.Traces) {
	bySum := map[string]group{}
	for _, p := range f.pieces {
		bySum[p.file.SHA256] = append(bySum[p.file.SHA256], p)
	}
	byItem := map[string]group{}
	for _, p := range f.pieces {
		if day := seen[p.file.SHA256].Taken; day != "" && !p.last && f.outside(p.item, day) && !f.base(bySum[p.file.SHA256]) {
			byItem[p.county.Code+" "+p.item.Number] = append(byItem[p.county.Code+" "+p.item.Number], p)
		}
	}
	for _, g := range byItem {
		var about []string
		days := map[string]bool{}
		for _, p := range g {
			day := seen[p.file.SHA256].Taken
			days[day] = true
			about = append(about, p.file.SHA256+" "+day)
		}
		slices.Sort(about)
		about = slices.Compact(about)
		sorted := slices.Sorted(maps.Keys(days))
		words := fmt.Sprintf("%s里有%d张照片的拍摄日期不在应报的年度内（%s），请核对；以照片里的记录为准，相机的日期可能没有调准", g.words(), len(about), listed(slices.Clone(sorted)))
		f.add(Clue{Kind: TakenOutside, Words: words, Uses: g.uses(), Figures: []Figure{{"拍摄日期", listed(sorted)}}}, about...)
	}
}

// outside reports whether a day is in none of the years of what an item serves; what holds on may be of an earlier one.
func (f *finder) outside(item forms.Evidence, day string) bool {
	known, in := false, false
	for _, id := range item.Criteria {
		if c := f.Edition.Criterion(id); c != nil {
			year := strconv.Itoa(f.Edition.DocumentYear(c))
			known, in = true, in || day[:4] == year || c.Carry == scoring.CarryLasting && day[:4] < year
		}
	}
	return known && !in
}

// look looks into every file once, whoever has it.
func (f *finder) look(ctx context.Context) (map[string]pdf.Traces, error) {
	holders := map[string]group{}
	var total, done int64
	for _, p := range f.pieces {
		if sum := p.file.SHA256; sum != "" {
			if holders[sum] == nil {
				total += p.file.Size
			}
			holders[sum] = append(holders[sum], p)
		}
	}
	child := &pdf.Child{}
	defer child.Stop()
	seen := map[string]pdf.Traces{}
	for _, sum := range slices.Sorted(maps.Keys(holders)) {
		if f.Progress != nil {
			f.Progress(done, total)
		}
		t, err := f.traces(ctx, child, holders[sum])
		if err != nil {
			return nil, err
		}
		seen[sum] = t
		done += holders[sum][0].file.Size
	}
	return seen, nil
}

// traces looks into a file that some have.
func (f *finder) traces(ctx context.Context, child *pdf.Child, g group) (pdf.Traces, error) {
	sum := g[0].file.SHA256
	t, known := pdf.Traces{}, false
	if f.Known != nil {
		t, known = f.Known(sum)
	}
	if !known {
		why, err := "", error(nil)
		if t, why, err = f.opened(ctx, child, g); err != nil {
			return t, err
		}
		if why != "" {
			f.unreadable(g, why)
			return t, nil
		}
		if f.Keep != nil && t.Fault != pdf.Killed && t.Fault != pdf.Slow {
			f.Keep(sum, t)
		}
	}
	if why := whyFault[t.Fault]; why != "" {
		f.unreadable(g, why)
	} else if t.More {
		f.unreadable(g, whyLarge)
	}
	return t, nil
}

// unreadable notes a file that was not looked into, for each county that has it this year.
func (f *finder) unreadable(g group, why string) {
	for _, p := range g {
		if p.last {
			continue
		}
		key := p.county.Code + " " + why
		if f.unread[key] == nil {
			f.unread[key] = &Unread{County: p.county.Code, Name: p.county.Name, Why: why, First: p.use()}
		}
		u := f.unread[key]
		u.Count++
		if compareUses(p.use(), u.First) < 0 {
			u.First = p.use()
		}
	}
}

// opened brings a file out, from the first that has it whole, and has it looked at; why says why it was not.
func (f *finder) opened(ctx context.Context, child *pdf.Child, g group) (t pdf.Traces, why string, err error) {
	why = whyAbsent
	if g[0].file.Size > mostOpened {
		return t, whyLarge, nil
	}
	for _, p := range g {
		out, err := files.Temporary("", "clue")
		if err != nil {
			return t, "", err
		}
		size, whole, err := f.bring(ctx, p, out)
		err = errors.Join(err, out.Close())
		if err == nil && whole {
			t, err = child.Trace(ctx, pdf.Job{Path: out.Name(), Size: size})
		}
		err = errors.Join(err, os.Remove(out.Name()))
		if err != nil || whole {
			return t, "", err
		}
		if size > 0 {
			why = whyChanged
		}
	}
	return t, why, nil
}

// bring writes a file's contents out and reports whether they are there and those of its hash. The error is for what is written to.
func (f *finder) bring(ctx context.Context, p piece, out *os.File) (size int64, whole bool, err error) {
	in, err := f.Open(ctx, File{County: p.county.Code, Last: p.last, FileRef: p.file})
	if err != nil {
		if ctx.Err() == nil && !errors.Is(err, fs.ErrNotExist) {
			return 1, false, nil // there, and not to be read
		}
		return 0, false, ctx.Err()
	}
	defer in.Close()
	h := sha256.New()
	w := &written{w: io.MultiWriter(out, h)}
	size, _ = io.CopyBuffer(w, io.LimitReader(files.Reader(ctx, in), mostOpened+1), make([]byte, 1<<18))
	if ctx.Err() != nil {
		return size, false, ctx.Err()
	}
	if w.err != nil {
		return size, false, files.Fault("写入临时文件", w.err)
	}
	return size, hex.EncodeToString(h.Sum(nil)) == p.file.SHA256, nil
}

// written tells a fault of what is written to from one of what is read.
type written struct {
	w   io.Writer
	err error
}

func (w *written) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	w.err = errors.Join(w.err, err)
	return n, err
}
