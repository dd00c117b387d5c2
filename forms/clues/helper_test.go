package clues_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/clues"
	"zicha/forms/formtest"
)

// round is a year's counties with their files.
type round struct {
	t *testing.T
	clues.Job
	files map[string][]byte // by hash
}

// four is a round of the four counties of the rulebook, with nothing filled in.
func four(t *testing.T) *round {
	t.Helper()
	e := formtest.Edition(t)
	r := &round{t: t, Job: clues.Job{Edition: e, Today: formtest.Today}, files: map[string][]byte{}}
	for _, u := range e.Units {
		r.Counties = append(r.Counties, clues.County{Code: u.Code, Name: u.Name, Dossier: forms.New(e, forms.Begin(e, u.Code, ""))})
	}
	r.Open = func(_ context.Context, f clues.File) (io.ReadCloser, error) {
		data, ok := r.files[f.SHA256]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return io.NopCloser(bytes.NewReader(data)), nil
	}
	return r
}

// county finds a county by its name.
func (r *round) county(name string) *forms.Dossier {
	r.t.Helper()
	for _, c := range r.Counties {
		if c.Name == name {
			return c.Dossier
		}
	}
	r.t.Fatal(name)
	return nil
}

// file keeps a file and gives a reference to it.
func (r *round) file(name string, data []byte) forms.FileRef {
	sum := sha256.Sum256(data)
	r.files[hex.EncodeToString(sum[:])] = data
	return forms.FileRef{ID: forms.NewID(), Name: name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), Place: 1}
}

// attach gives a county an item of evidence with one file.
func (r *round) attach(county, criterion string, e forms.Evidence, data []byte) {
	r.t.Helper()
	if e.Title == "" {
		e.Title = "材料"
	}
	if data != nil {
		e.Files = append(e.Files, r.file(e.Title, data))
	}
	formtest.Attach(r.t, r.county(county), criterion, e)
}

// rows fills a register: cells in the order of its columns, separated by "|".
func (r *round) rows(county, criterion string, rows ...string) {
	r.t.Helper()
	fill(r.county(county), criterion, rows...)
}

func fill(d *forms.Dossier, criterion string, rows ...string) {
	for _, row := range rows {
		cells := map[string]string{}
		for i, cell := range strings.Split(row, "|") {
			cells[d.Edition.Criterion(criterion).Register.Columns[i].Key] = cell
		}
		d.Apply(d.AddRows(criterion, cells)...)
	}
}

// set fills in fields: "9.2/power_items=400 9.2/catalogue_items=133".
func (r *round) set(county, fields string) {
	r.t.Helper()
	for _, f := range strings.Fields(fields) {
		ref, value, _ := strings.Cut(f, "=")
		id, key, _ := strings.Cut(ref, "/")
		d := r.county(county)
		d.Apply(d.Replace(forms.AnswerPath(id, key), value)...)
	}
}

func (r *round) find() clues.Found {
	r.t.Helper()
	found, err := clues.Find(context.Background(), r.Job)
	if err != nil {
		r.t.Fatal(err)
	}
	return found
}

// want finds exactly the clues given, as kind and sentence.
func (r *round) want(want ...string) []clues.Clue {
	r.t.Helper()
	found := r.find()
	var got []string
	for _, c := range found.Clues {
		got = append(got, string(c.Kind)+"："+c.Words)
		if len(c.Key) != 16 || len(c.Uses) == 0 || strings.ContainsAny(c.Words, "\n") || c.Kind.Label() == "" {
			r.t.Errorf("not well formed: %+v", c)
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		r.t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return found.Clues
}

// lastYear is a county's dossier of a year earlier: what is next year's rulebook to the one that the counties have now.
func (r *round) lastYear(name string) *forms.Dossier {
	r.t.Helper()
	was := r.Edition
	for _, c := range r.Last {
		if c.Name == name {
			return c.Dossier
		}
	}
	for _, u := range was.Units {
		if u.Name == name {
			d := forms.New(formtest.Edition(r.t), forms.Begin(was, u.Code, ""))
			r.Last = append(r.Last, clues.County{Code: u.Code, Name: name, Dossier: d})
			return d
		}
	}
	r.t.Fatal(name)
	return nil
}

// nextYear is four counties of the year after, for holding them against last year.
func nextYear(t *testing.T) *round {
	t.Helper()
	r := four(t)
	e := formtest.NextYear(t)
	r.Edition, r.Today = e, "2019-01-27"
	for i, c := range r.Counties {
		r.Counties[i].Dossier = forms.New(e, forms.Begin(e, c.Code, ""))
	}
	return r
}
