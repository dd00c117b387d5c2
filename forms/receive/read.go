package receive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/review"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// mostWorkbook bounds a workbook in bytes.
const mostWorkbook = 64 << 20

// mostNotes is how many problems of a workbook are told.
const mostNotes = 10

// reader reads what came in, for one book.
type reader struct {
	book     *review.Book
	view     *review.View
	opts     Options
	editions []*scoring.Edition // the book's own first: it names the units
	rules    string             // the hash of the book's own
	prepare  *review.Preparer
}

// item reads one file. What is wrong with the file stands in the item; the error ends the whole plan.
func (r *reader) item(ctx context.Context, path string) (*Item, error) {
	i := &Item{File: path, Pack: pack.IsPack(path), Status: Skipped}
	err := r.read(ctx, i)
	if err != nil && (ctx.Err() != nil || hopeless(err)) {
		return i, err
	}
	if err != nil {
		i.Reason = err.Error()
	}
	return i, nil
}

func (r *reader) read(ctx context.Context, i *Item) error {
	if !i.Pack {
		data, err := files.Read(i.File, mostWorkbook)
		if err != nil {
			return err
		}
		return r.workbook(ctx, i, data, nil)
	}
	p, err := pack.Open(ctx, i.File)
	if err != nil {
		return err
	}
	defer p.Close()
	_, data, err := p.Workbook(ctx, mostWorkbook)
	if err != nil {
		return err
	}
	return r.workbook(ctx, i, data, p)
}

// workbook reads a workbook, alone or out of a pack.
func (r *reader) workbook(ctx context.Context, i *Item, data []byte, p *pack.Opened) error {
	sum := sha256.Sum256(data)
	i.sum = hex.EncodeToString(sum[:])
	wb, err := workbook.ReadValues(ctx, data, r.editions)
	if err != nil {
		return err
	}
	d, own := wb.Dossier, r.book.Edition()
	i.County, i.Version, i.Printed = d.Get(forms.CountyPath("code")), max(wb.Version, 1), wb.Code
	if d.Edition.ID != own.ID {
		return files.Failure(review.ErrRefused, "工作簿用的是《%s》（%s），这份汇总用的是《%s》（%s），没有收", d.Edition.Title, d.Edition.ID, own.Title, own.ID)
	}
	u := r.view.Unit(i.County)
	if u == nil || u.Unit.Code != i.County {
		return files.Failure(review.ErrRefused, "考核对象里没有代码为“%s”的单位（工作簿上写的是“%s”），没有收；请核对是否选错了文件",
			scoring.Clip(i.County), scoring.Clip(d.Get(forms.CountyPath("name"))))
	}
	i.Name = u.Unit.Name
	if name := d.Get(forms.CountyPath("name")); name != i.Name {
		i.Notes = append(i.Notes, "工作簿上的单位名称是“"+scoring.Clip(name)+"”，名单上是“"+i.Name+"”")
	}
	var broken []string
	if p != nil {
		var notes []string
		if broken, notes, err = p.Check(ctx, d); err != nil {
			return err
		}
		i.Notes = append(i.Notes, notes...)
	}
	return r.judge(i, wb, broken)
}

// judge recomputes everything from the fields, compares it with what the workbook prints, and keeps the values.
func (r *reader) judge(i *Item, wb *workbook.Book, broken []string) error {
	d := wb.Dossier
	own, other := r.book.Edition(), otherRules(wb)
	if d.Edition != own && d.Edition.Hash() != r.rules { // it was read by the rules it was made with; here those of the book count
		values := map[forms.Path]string{}
		for path, v := range review.ValuesOf(d) {
			values[forms.Path(path)] = v
		}
		version, final := d.Version, d.Final
		d = forms.New(own, values)
		d.Version, d.Final, other = version, final, true
	}
	scores := d.Scores()
	i.Self = scores.Card.Self.Score.String()
	i.Claims = claims(scores.Lines(), wb.Scores)
	if i.Code = forms.Code(d.LinesUnder(wb.Schema, scores.Lines())); i.Code != wb.Code && len(i.Claims) == 0 {
		i.Code = forms.Code(wb.Lines()) // the first schema covers the reasons, which another program may have worded
	}
	printed := map[string]string{}
	for _, l := range wb.Scores {
		if !l.IsReason() {
			printed[l.Key] = l.Value
		}
	}
	rules := r.rules
	if other {
		rules = ""
	}
	s := review.SubmissionOf(d, rules, i.Code, printed)
	s.Version, s.Final = i.Version, wb.Final
	i.in = r.prepare.Prepare(review.Incoming{Submission: s, File: filepath.Base(i.File), Sum: i.sum})
	i.content, i.ready = i.in.Content(), true
	i.problems(wb)
	i.doubt(wb, other, broken)
	if !i.Ask {
		return nil
	}
	if err := i.place(r.book); err != nil {
		return err
	}
	if i.Status == review.Unchanged || i.Status == review.Regained { // it was accepted before
		i.Ask, i.Reason, i.ready = false, "", i.Status == review.Regained
		return nil
	}
	i.Status, i.Reopens = Skipped, nil
	return nil
}

func otherRules(wb *workbook.Book) bool {
	for _, p := range wb.Problems {
		if p.Code == workbook.CodeRules {
			return true
		}
	}
	return false
}

// doubt finds why a workbook is not to be taken without being asked for.
func (i *Item) doubt(wb *workbook.Book, other bool, broken []string) {
	var why []string
	switch {
	case !wb.Schema.Known():
		why = append(why, "工作簿是更新的程序写的，无法核对它的核对码；请更新程序后再导入")
	case other:
		why = append(why, "工作簿的计分规则与这份汇总不同，核对码无法比对；请核对双方所用的考核指标文件")
	case wb.Final && wb.Code == "":
		why = append(why, "封面上没有核对码，可能被删去")
	case wb.Final && wb.Code != i.Code:
		why = append(why, "内容与封面上的核对码不符：封面上是"+scoring.Clip(wb.Code)+"，按填报内容算出的是"+i.Code+"，定稿后可能改动过；请向报送单位核实")
	}
	if len(i.Claims) > 0 && !other {
		c := i.Claims[0]
		words := c.Label + "写的是" + word(c.Got) + "，按填报内容是" + word(c.Want)
		if n := len(i.Claims); n > 1 {
			words += "，这样的共" + strconv.Itoa(n) + "处"
		}
		why = append(why, words)
	}
	if n := len(broken); n > 0 {
		words := broken[0]
		if n > 1 {
			words += "，这样的文件共" + strconv.Itoa(n) + "个"
		}
		why = append(why, "报送包不完整："+words+"；请报送单位重新报送")
	}
	if !wb.Final {
		why = append(why, "工作簿是草稿，没有定稿")
	}
	if i.Ask = len(why) > 0; i.Ask {
		i.Reason = strings.Join(why, "；")
	}
}

func word(text string) string {
	if text == "" {
		return "空白"
	}
	return scoring.Clip(text)
}

// claims lists the scores that a workbook prints otherwise than its fields give them; reasons are words, not scores.
func claims(want, got []forms.Line) []forms.Difference {
	keep := func(lines []forms.Line) []forms.Line {
		var out []forms.Line
		for _, l := range lines {
			if !l.IsReason() && (strings.HasPrefix(l.Key, "score/") || strings.HasPrefix(l.Key, "total/")) {
				out = append(out, l)
			}
		}
		return out
	}
	return forms.Compare(keep(want), keep(got))
}

// problems tells what could not be read.
func (i *Item) problems(wb *workbook.Book) {
	more := 0
	for _, p := range wb.Problems {
		switch {
		case p.Severity == forms.Hint || p.Code == workbook.CodeRules:
		case len(i.Notes) >= mostNotes:
			more++
		default:
			i.Notes = append(i.Notes, strings.TrimPrefix(p.Place+"："+p.Message, "："))
		}
	}
	if wb.Words != "" && wb.Words != forms.WordsCode(wb.Scores) {
		i.Notes = append(i.Notes, "得分理由的文字改动过")
	}
	if n := len(wb.New); n > 0 {
		i.Notes = append(i.Notes, "“"+workbook.SheetEvidence+"”里有"+strconv.Itoa(n)+"行没有编号，没有采用")
	}
	if more > 0 {
		i.Notes = append(i.Notes, "另有"+strconv.Itoa(more)+"处没有逐条列出")
	}
}

// incoming gives the item as the book takes it.
func (i *Item) incoming() review.Incoming {
	in := i.in
	in.Reason = i.accepted
	return in
}
