package results

import (
	"context"
	"strconv"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/review"
)

// RecomputeName is what the workbook of Recompute is called.
const RecomputeName = "考核结果复算表"

// RecomputeJob is which result is to be written as a workbook that anybody can follow, and where.
type RecomputeJob struct {
	Book     *review.Book // it is of, for what the counties filled in
	Snapshot *review.Snapshot
	Path     string
	Progress func(name string, done, total int) // counties read; may be nil
}

// Write writes the workbook, with what the counties filled in. It never overwrites.
func (j RecomputeJob) Write(ctx context.Context) error {
	place := files.Place{Path: j.Path}
	if err := place.Free(); err != nil {
		return err
	}
	inputs, err := j.inputs(ctx)
	if err != nil {
		return err
	}
	data, err := Recompute(ctx, j.Snapshot, inputs)
	if err != nil {
		return err
	}
	return place.Bytes(ctx, data)
}

// inputs reads, by county, the version that the result was made of; one whose content is lost is left out.
func (j RecomputeJob) inputs(ctx context.Context) (map[string]*forms.Dossier, error) {
	of := make(map[string]review.UnitResult, len(j.Snapshot.Units))
	for _, u := range j.Snapshot.Units {
		of[u.Code] = u
	}
	out := map[string]*forms.Dossier{}
	for _, e := range j.Book.Events() {
		u, asked := of[e.County]
		if !asked || e.Kind != review.Received || e.Value != strconv.Itoa(u.Version) || e.Data[review.DataCode] != u.Paper || !j.Book.Holds(e.Content) {
			continue
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if j.Progress != nil {
			j.Progress(u.Name, len(out), len(of))
		}
		sub, err := j.Book.Submission(e)
		if err != nil {
			return nil, err
		}
		out[u.Code] = sub.Dossier(j.Book.Edition())
	}
	return out, nil
}
