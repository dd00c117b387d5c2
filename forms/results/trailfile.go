package results

import (
	"context"
	"os"
	"strconv"
	"time"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/scoring"
)

// TrailName is the name of the sheet that the trail is written to.
const TrailName = "审核台账"

// WriteTrail writes acts, as they were chosen, to a workbook: a row for each. It never overwrites.
func WriteTrail(ctx context.Context, path string, e *scoring.Edition, acts []review.Act) error {
	columns := []tables.Column{
		{Title: "序号", Width: 7},
		{Title: "时间", Width: 18},
		{Title: e.Words.Unit, Width: 16},
		{Title: "指标", Width: 7},
		{Title: "事项", Width: 12},
		{Title: "分值或内容", Width: 34},
		{Title: "理由", Width: 44},
		{Title: "经办人", Width: 26},
		{Title: "记录号", Width: 12},
	}
	w := tables.NewWriter(10.5)
	p := w.Page(TrailName, columns)
	p.Heads()
	number := tables.Look{Format: tables.General, Align: tables.Centre}
	for i, a := range acts {
		unit, indicator := a.County, tables.Entry{}
		if u := e.Unit(a.County); u != nil {
			unit = u.Name
		}
		if a.Indicator > 0 {
			indicator = tables.Entry{Text: strconv.Itoa(a.Indicator), Number: true, Look: number}
		}
		p.Put(tables.Look{}, tables.Values{
			"序号": {Text: strconv.Itoa(i + 1), Number: true, Look: number}, "时间": {Text: stampWords(a.At)}, e.Words.Unit: {Text: unit}, "指标": indicator,
			"事项": {Text: a.Kind.Label()}, "分值或内容": {Text: a.Says(e), What: "分值或内容"}, "理由": {Text: a.Reason, What: "理由"},
			"经办人": {Text: signer(a.Who(), a.Role, a.Unit)}, "记录号": {Text: a.Event[:min(8, len(a.Event))]},
		})
	}
	p.Finish(tables.Setup{Heads: 1, Filtered: len(acts) + 1, Header: tables.InHeader(e.Title+TrailName, 80), Footer: "&P/&N"})
	w.Properties(tables.Properties{Title: TrailName, Subject: e.Title})
	return files.Place{Path: path}.Write(ctx, func(f *os.File) error { return w.Write(f) })
}

// stampWords is an event's time by this computer's clock.
func stampWords(at string) string {
	t, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return at
	}
	return t.Local().Format("2006-01-02 15:04")
}
