package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/check"
	"zicha/forms/files"
	"zicha/scoring"
)

type scoreCmd struct {
	JSON    bool   `name:"json" help:"输出 JSON，每个填报对象一行"`
	Edition string `help:"用这个考核指标文件（.toml），或者程序自带的一套的标识" placeholder:"FILE"`
	File    string `arg:"" help:"填报文件 .json、.jsonl，或 - 表示标准输入"`
}

// collectAt lets the heap of a scoring run, a few megabytes of short-lived values, grow further before it is collected.
const collectAt = 1000

// Run scores every object of the input in its order.
func (c *scoreCmd) Run(con *console) error {
	known, err := rulebooks(c.Edition)
	if err != nil {
		return err
	}
	in, err := c.open(con)
	if err != nil {
		return err
	}
	defer in.Close()
	stream, out := files.Reader(con.ctx, in), con.lines
	defer debug.SetGCPercent(debug.SetGCPercent(collectAt))
	s := scorer{known: known, today: today(), name: c.File, print: printScore, refuse: printRefusal}
	if c.JSON {
		s.print, s.refuse, out = printScoreJSON, printRefusalJSON, con.json
	}
	if strings.HasSuffix(strings.ToLower(c.File), ".json") {
		err = s.whole(stream, out)
	} else {
		err = s.lines(stream, out)
	}
	if err == nil && s.refused {
		return errRefused
	}
	return err
}

func (c *scoreCmd) open(con *console) (io.ReadCloser, error) {
	if c.File == "-" || c.File == pipedIn {
		return io.NopCloser(con.in), nil
	}
	is := files.OwnOf(c.File)
	if is.Ext == files.DossierExt || is == (files.Own{}) && strings.HasSuffix(strings.ToLower(c.File), files.DossierExt) {
		return nil, errors.New("score 试算填报文件（.json、.jsonl）；看档案的得分请用 zichactl show")
	}
	if err := answersFile.Look(files.Source, c.File); err != nil {
		return nil, err
	}
	f, _, err := files.Open(c.File)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// pipedIn is the name under which a system gives what is piped in; it is no plain file and still allowed where answers are read.
const pipedIn = "/dev/stdin"

// assessment is one object scored.
type assessment struct {
	d        *forms.Dossier
	card     scoring.Scorecard
	problems []forms.Problem
}

// scorer scores objects; refused says whether any was refused or has a problem of severity error.
type scorer struct {
	known   []*scoring.Edition
	today   string
	name    string // of the file, for messages
	print   func(w io.Writer, a assessment) error
	refuse  func(w io.Writer, line int, reason error) error
	refused bool
}

func (s *scorer) whole(in io.Reader, out io.Writer) error {
	data, err := io.ReadAll(io.LimitReader(in, answers.MaxBytes+1))
	if err != nil {
		return readingAnswers(s.name, err)
	}
	return s.batch([]numbered{{line: 1, data: data}}, out)
}

// numbered is one line of the input on its way through.
type numbered struct {
	line int
	data []byte
	out  bytes.Buffer
	ok   bool
	err  error
}

// What is read ahead: lines are scored side by side and written in their order.
const (
	batchBytes = 1 << 20
	batchLines = 256
)

func (s *scorer) lines(in io.Reader, out io.Writer) error {
	whole, in, err := oneObject(in)
	if err != nil {
		return readingAnswers(s.name, err)
	}
	if whole != nil {
		return s.batch([]numbered{{line: 1, data: whole}}, out)
	}
	r := bufio.NewReaderSize(in, 1<<16)
	var batch []numbered
	size := 0
	for line := 1; ; line++ {
		data, err := readLine(r)
		endless := errors.Is(err, errEndless)
		if len(bytes.TrimSpace(data)) > 0 {
			batch = append(batch, numbered{line: line, data: data})
			size += len(data)
		}
		if err != nil && !errors.Is(err, io.EOF) && !endless {
			return readingAnswers(s.name, err)
		}
		if size >= batchBytes || len(batch) >= batchLines || err != nil {
			if err := s.batch(batch, out); err != nil {
				return err
			}
			batch, size = nil, 0
		}
		if endless {
			s.refused = true
			return s.refuse(out, line, err)
		}
		if err != nil {
			return nil
		}
	}
}

// batch scores lines on all processors and writes them in order.
func (s *scorer) batch(lines []numbered, out io.Writer) error {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(lines)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(lines)); i = next.Add(1) - 1 {
				l := &lines[i]
				l.ok, l.err = s.object(&l.out, l.line, l.data)
			}
		})
	}
	wg.Wait()
	for i := range lines {
		l := &lines[i]
		s.refused = s.refused || !l.ok
		if l.err != nil {
			return l.err
		}
		if _, err := l.out.WriteTo(out); err != nil {
			return errRefused // the console says why nothing more can be written
		}
	}
	return nil
}

// errEndless ends the reading: what has no line ends where answers have them is no file of answers, and may go on for ever.
var errEndless = fmt.Errorf("这一行超过%d MB，不像填报内容，这一行和后面的都没有计分，请检查文件", answers.MaxBytes>>20)

// readLine reads a line, without what ends it, if it is no longer than an object may be.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		text := bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if len(text) > answers.MaxBytes {
			return nil, errEndless
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, err
		}
	}
}

// object scores one object; ok is false where it is refused or has a problem of severity error.
func (s *scorer) object(out io.Writer, line int, data []byte) (ok bool, err error) {
	d, err := answers.Decode(data, s.known)
	if err != nil {
		return false, s.refuse(out, line, err)
	}
	a := assessment{d: d, card: d.Score()}
	a.problems = check.Answers(d, a.card, s.today)
	return forms.Worst(a.problems) != forms.Error, s.print(out, a)
}

func printRefusalJSON(w io.Writer, line int, reason error) error {
	return writeJSON(w, refusalJSON{line, reason.Error()})
}

// printRefusal says for people why an object was not scored.
func printRefusal(w io.Writer, line int, reason error) error {
	_, err := fmt.Fprintf(w, "第%d行没有计分：%s\n", line, reason)
	return err
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// writeJSONList writes what writeJSON does of a list, without having all of it in memory. What it writes at once ends with an element: what
// cleans words on the way out must not see half a character.
func writeJSONList[T any](w io.Writer, list iter.Seq[T]) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	sep := "["
	for v := range list {
		out.WriteString(sep)
		if err := enc.Encode(v); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1) // the end of its line
		if sep = ","; out.Len() < 64<<10 {
			continue
		}
		if _, err := out.WriteTo(w); err != nil {
			return err
		}
	}
	if sep == "[" {
		out.WriteString(sep)
	}
	out.WriteString("]\n")
	_, err := out.WriteTo(w)
	return err
}

// printScore prints the scorecard for people.
func printScore(w io.Writer, a assessment) error {
	d, card := a.d, a.card
	fmt.Fprintf(w, "%s %s\n", d.County(), d.Edition.Title)
	for _, s := range card.Sections {
		head := s.Section.No + "、" + s.Section.Title
		if marks := s.Section.MarksWords(); marks != s.Section.Title {
			head += "（" + marks + "）"
		}
		fmt.Fprintln(w, head)
		for _, ind := range s.Section.Indicators {
			res := card.Indicators[ind.No-1]
			most := "／" + ind.Max.Short()
			if s.Section.Apart == scoring.MayStrike {
				most = ""
			}
			fmt.Fprintf(w, "  %2d %s　%s%s　%s\n", ind.No, ind.Title, res.Text(), most, res.Reason)
		}
	}
	var totals []string
	if d.Edition.SelfTotal > 0 {
		totals = append(totals, fmt.Sprintf("%s %s／%s", forms.SelfLabel, card.Self.Score, card.Self.Max.Short()))
	}
	if card.Forecast.Max > 0 {
		totals = append(totals, fmt.Sprintf("%s %s／%s", d.Edition.Words.ForecastLabel(), card.Forecast.Score, card.Forecast.Max.Short()))
	}
	fmt.Fprintln(w, strings.Join(totals, "　"))
	for _, f := range card.Figures() {
		text := f.Label + " " + f.Text
		if f.Max != "" {
			text += "／" + f.Max
		}
		if f.Words != "" {
			text += "　" + f.Words
		}
		fmt.Fprintln(w, text)
	}
	printProblems(w, a.problems)
	return nil
}

func printProblems(w io.Writer, problems []forms.Problem) {
	for _, p := range problems {
		place := ""
		if p.Place != "" {
			place = p.Place + " "
		}
		fmt.Fprintln(w, files.Printable(fmt.Sprintf("【%s】%s%s", p.Severity.Label(), place, p.Message)))
	}
}
