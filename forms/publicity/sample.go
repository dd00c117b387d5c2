package publicity

import (
	"context"
	"os"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/tables"
)

// SampleName is the name proposed for the sample table.
const SampleName = "双公示数据表（示例）.xlsx"

// sampleMark stands in every row of the sample, so that nobody takes it for a decision.
const sampleMark = "示例，使用时删去这一行"

// Headings lists the heading that is understood surest for each meaning, in the order of Meanings.
func Headings() []string {
	var out []string
	for _, m := range Meanings() {
		out = append(out, vocabulary[m].headings[0])
	}
	return out
}

// WriteSample writes a table with the headings that are understood and two invented rows that say so; every cell is text, in which
// spreadsheets change no long number. Read back it must be understood whole. It never overwrites.
func WriteSample(ctx context.Context, path string, year int) error {
	var columns []tables.Column
	for _, h := range Headings() {
		columns = append(columns, tables.Column{Title: h, Width: 20})
	}
	w := tables.NewWriter(10.5)
	p := w.Page("双公示（示例）", columns)
	p.Heads()
	y := strconv.Itoa(year)
	for _, row := range []map[Meaning]string{
		{Decided: y + "-03-06", Published: y + "-03-10", Authority: "示例局", Party: "示例公司（" + sampleMark + "）", Number: "示例许〔" + y + "〕1号", Credit: "91340000EXAMPLE01X"},
		{Decided: y + "-05-15", Published: y + "-05-18", Authority: "示例局", Party: "示例个体户（" + sampleMark + "）", Number: "示例罚〔" + y + "〕2号", Registration: "340000000000001"},
	} {
		values := tables.Values{}
		for m, text := range row {
			values[vocabulary[m].headings[0]] = tables.Entry{Text: text}
		}
		p.Put(tables.Look{}, values)
	}
	p.Finish(tables.Setup{Heads: 1, Header: tables.InHeader("双公示数据表（示例）", 80), Footer: "&P/&N"})
	w.Properties(tables.Properties{Title: strings.TrimSuffix(SampleName, ".xlsx")})
	check := func(name string) error { return checkSample(ctx, name) }
	return files.Place{Path: path, Check: check}.Write(ctx, func(f *os.File) error { return w.Write(f) })
}

// checkSample reads the written table as one of an office's.
func checkSample(ctx context.Context, path string) error {
	survey, err := Look(ctx, []string{path})
	if err != nil {
		return err
	}
	if len(survey.Tables) != 1 || len(survey.Tables[0].Columns) != len(Meanings()) {
		return files.Unlike(path)
	}
	return nil
}
