// Package sheets takes the county's questions to its departments and brings the answers back (部门任务分解): one small workbook per
// department with what it was assigned, and the plan of what the workbooks returned would change in the dossier.
package sheets

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
)

// schemaTag changes whenever a workbook's make changes so that older ones cannot be read any more.
const schemaTag = "zicha-sheet-1"

// Progress is told what is being done and how much of all is done, from 0 to 1. It may be nil.
type Progress func(step string, part float64)

func (p Progress) tell(step string, part float64) {
	if p != nil {
		p(step, part)
	}
}

// Job says which workbooks are written where.
type Job struct {
	Dir         string
	Departments []string // ids; none for every department that was assigned something
	Prefill     bool     // with what the dossier says already
	Day         string   // the workbooks are made on, as 2018-01-26; "" leaves it out
	Progress    Progress
}

// Written is a workbook written for a department.
type Written struct {
	Department forms.Department
	Path       string
}

// Write writes a workbook for each department into a folder, reads each back, and lists them. A file that is there already is never
// written over, since a department may have filled it in: the new one gets a number. The error is one plain Chinese sentence.
func Write(ctx context.Context, d *forms.Dossier, job Job) ([]Written, error) {
	list := job.list(d)
	if len(list) == 0 {
		return nil, errors.New("还没有给部门分配要点，没有可以生成的填报表。请先在“部门分工”里添加部门并勾选要点")
	}
	if err := files.MakeFolder(job.Dir); err != nil {
		return nil, err
	}
	var out []Written
	for i, dep := range list {
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		job.Progress.tell("正在生成"+dep.Title()+"的填报表", float64(i)/float64(len(list)))
		path, err := writeOne(ctx, d, dep, job)
		if err != nil {
			return out, fmt.Errorf("%s的填报表：%w", dep.Title(), err)
		}
		out = append(out, Written{dep, path})
	}
	job.Progress.tell("完成", 1)
	return out, nil
}

// list gives the departments that get a workbook.
func (j Job) list(d *forms.Dossier) []forms.Department {
	var out []forms.Department
	for _, dep := range d.Departments() {
		if (len(j.Departments) == 0 || slices.Contains(j.Departments, dep.ID)) && len(d.Assigned(dep.ID)) > 0 {
			out = append(out, dep)
		}
	}
	return out
}

// Outputs lists what Write will write. It never replaces anything.
func Outputs(d *forms.Dossier, job Job) files.Outputs {
	var out files.Outputs
	for _, dep := range job.list(d) {
		out = append(out, files.Output{Path: freePath(job.Dir, Name(d, dep)), What: "填报表"})
	}
	return out
}

// Name is the file name of a department's workbook, "涡阳县2017年度自查填报表（县公安局）.xlsx".
func Name(d *forms.Dossier, dep forms.Department) string {
	return files.SafeName(d.County()) + strconv.Itoa(d.Edition.Year) + "年度自查填报表（" + files.SafeName(dep.Title()) + "）.xlsx"
}

// freePath is the path for a name in a folder that no file has yet, whatever the case of its letters.
func freePath(dir, name string) string {
	taken := map[string]bool{}
	if entries, err := os.ReadDir(dir); err == nil {
		for _, e := range entries {
			taken[strings.ToLower(e.Name())] = true
		}
	}
	end := filepath.Ext(name)
	head := strings.TrimSuffix(name, end)
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = head + " " + strconv.Itoa(n) + end
	}
	return filepath.Join(dir, name)
}

func writeOne(ctx context.Context, d *forms.Dossier, dep forms.Department, job Job) (string, error) {
	path := freePath(job.Dir, Name(d, dep))
	b := newBuilder(d, dep, job)
	check := func(name string) error { return b.verify(ctx, name) }
	return path, files.Place{Path: path, Check: check}.Write(ctx, func(w *os.File) error {
		b.build()
		return b.Write(w)
	})
}

// verify reads a written workbook back: it must be this department's, ask for everything, and hold what was filled in.
func (b *builder) verify(ctx context.Context, name string) error {
	s, err := Read(ctx, name, b.d)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return files.Failure(files.Damaged, "写出后核对时打不开，没有保存，请重新生成（%v）", err)
	case s.Department.ID != b.dep.ID || len(s.asked) != b.asked || len(s.Criteria) != len(b.criteria):
		return files.Failure(files.Damaged, "写出后核对，内容与分工不一致，没有保存，请重新生成")
	case len(s.Problems) > 0:
		return files.Failure(files.Damaged, "写出后核对时读不出%s，没有保存，请重新生成（%s）", s.Problems[0].Place, s.Problems[0].Message)
	}
	for _, v := range s.Values {
		if b.d.Get(v.Path) != v.Value {
			return files.Failure(files.Damaged, "写出后核对，“%s”与档案不一致，没有保存，请重新生成", b.d.Label(v.Path))
		}
	}
	if n := len(s.Values); n != b.filled {
		return files.Failure(files.Damaged, "写出后核对，应有%d处已填内容，读出%d处，没有保存，请重新生成", b.filled, n)
	}
	return nil
}
