package sheets

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/merge"
)

// Step is what the sheets change, one entry of the history.
type Step struct {
	Note    string
	Changes []forms.Change
	Texts   map[forms.Path]string // what could not be read, by the register cells it belongs in
}

// Store takes the files of the plan into the dossier, in pieces; they belong to no item until the steps are committed. Where one cannot
// be taken its item is left out and that is told in the notes. Cancelling leaves nothing behind.
func (p *Plan) Store(ctx context.Context, f *dossier.File, progress Progress) error {
	var all []dossier.Taken
	passing, err := p.passing()
	if err != nil {
		return err
	}
	defer os.RemoveAll(passing)
	for i, j := range p.jobs {
		if p.left(j) {
			continue
		}
		paths := make([]string, len(j.files))
		for n, file := range j.files {
			if paths[n], err = file.bringOut(ctx, filepath.Join(passing, strconv.Itoa(i)+"-"+strconv.Itoa(n))); err != nil {
				p.tell(j.from, forms.Error, file.name(), err.Error())
			}
		}
		var at string // the file being taken
		taken, err := f.TakeIn(ctx, paths, func(name string, _, _ int64) {
			if at != name {
				at = name
				progress.tell("正在存入"+files.Quoted(name), float64(i)/float64(len(p.jobs)))
			}
		})
		switch {
		case errors.Is(err, files.Source) && ctx.Err() == nil:
			p.tell(j.from, forms.Error, at, err.Error())
		case err != nil:
			for _, t := range all {
				f.PutBack(t)
			}
			return err
		}
		for _, missed := range taken.Missed {
			p.tell(j.from, forms.Error, "", missed.Error())
		}
		for _, ref := range taken.Refs {
			severity := forms.Hint
			if ref.Doubt.Hinders() {
				severity = forms.Warning
			}
			if ref.Doubt != "" {
				p.tell(j.from, severity, ref.Name, files.Quoted(ref.Name)+ref.Doubt.Told())
			}
		}
		all = append(all, taken)
		j.refs, j.pages = taken.Refs, taken.Pages
	}
	return nil
}

// left reports whether a job was offered and not taken.
func (p *Plan) left(j *job) bool {
	return slices.ContainsFunc(p.Items, func(it *Item) bool { return it.job == j && it.Pick < 0 })
}

// stored reports whether files of a job were taken in, where it has any.
func (j *job) stored() bool { return len(j.refs) > 0 || len(j.files) == 0 }

// Step gives the changes that were chosen, in the order of the sheets, for the dossier as it is now; today is noted as the day a sheet came
// back. Taking sheets back is one act and one step, however many there are. Items in conflict that nobody has chosen are left as they are.
func (p *Plan) Step(d *forms.Dossier, today string) (Step, []merge.Outcome) {
	d = d.Clone()
	var changes []forms.Change
	var names []string
	texts := map[forms.Path]string{}
	outcomes := make([]merge.Outcome, len(p.Items))
	for _, s := range p.Sheets {
		before := len(changes)
		for i, it := range p.Items {
			if it.Pick < 0 || it.from[it.Pick] != s {
				continue
			}
			made := it.changes(d, texts)
			d.Apply(made...)
			changes = append(changes, made...)
			outcomes[i] = merge.Outcome{Item: &it.Item, Words: it.takenWords(), Taken: len(made) > 0}
		}
		back, err := d.Change(forms.DepartmentPath(s.Department.ID, forms.DepartmentReturned), today)
		if err == nil {
			d.Apply(back...)
			changes = append(changes, back...)
		}
		if len(changes) > before {
			names = append(names, s.Department.Title()+"的填报表 "+s.Name())
		}
	}
	for i, it := range p.Items {
		if it.Pick < 0 {
			outcomes[i] = merge.Outcome{Item: &it.Item, Words: it.leftWords()}
		}
	}
	return Step{noteOf(names), together(changes), texts}, outcomes
}

// noteOf names the sheets taken back.
func noteOf(names []string) string {
	const most = 3
	switch n := len(names); {
	case n == 0:
		return ""
	case n > most:
		return "收回" + strconv.Itoa(n) + "份填报表：" + strings.Join(names[:most], "、") + "等"
	}
	return "收回" + strings.Join(names, "、")
}

// together makes one change of all those of a value.
func together(changes []forms.Change) (out []forms.Change) {
	at := map[forms.Path]int{}
	for _, c := range changes {
		if i, ok := at[c.Path]; ok {
			out[i].New = c.New
			continue
		}
		at[c.Path] = len(out)
		out = append(out, c)
	}
	return slices.DeleteFunc(out, func(c forms.Change) bool { return c.Old == c.New })
}

func (it *Item) leftWords() string {
	if it.job != nil {
		return "没有作佐证"
	}
	return it.Words()
}

func (it *Item) takenWords() string {
	switch {
	case it.job != nil && !it.job.stored():
		return "文件没有存入，没有添加"
	case it.job != nil && (it.job.item == "" || it.Conflict()):
		return "已添加"
	case it.job != nil:
		return "已关联"
	case it.rows != nil:
		return "已加入"
	}
	return it.Words()
}

// changes makes an item's changes to the dossier as it is; what cannot be read of its rows is put into texts.
func (it *Item) changes(d *forms.Dossier, texts map[forms.Path]string) []forms.Change {
	switch {
	case it.rows != nil:
		plan, err := merge.PlanTable(d, it.rows.Criterion.ID, it.rows.Rows)
		if err != nil {
			return nil // it could be planned before
		}
		maps.Copy(texts, plan.Texts)
		return plan.Changes
	case it.job != nil && !it.job.stored():
		return nil
	case it.job != nil && (it.job.item == "" || it.job.alone(d)):
		return it.job.attach(d)
	case it.job != nil:
		return it.job.extend(d)
	}
	if old, value := d.Get(it.path), it.Offers[it.Pick].Changes[0].New; old != value {
		return []forms.Change{{Path: it.path, Old: old, New: value}}
	}
	return nil
}

// attach makes a new item of a job.
func (j *job) attach(d *forms.Dossier) []forms.Change {
	e := forms.Evidence{
		ID:    j.id,
		Title: j.name(), DocNo: j.attrs[forms.AttrDocNo], Date: j.attrs[forms.AttrDate], Issuer: j.attrs[forms.AttrIssuer],
		Pages: cmp.Or(j.attrs[forms.AttrPages], pageText(j.pages)), Expect: j.expect, Files: j.refs,
	}
	for _, c := range d.Edition.Asked() {
		if slices.Contains(j.criteria, c.ID) {
			e.Criteria = append(e.Criteria, c.ID)
		}
	}
	_, changes, err := d.AddEvidence(e.Criteria[0], e)
	if err != nil {
		return nil // its criteria are the edition's
	}
	return changes
}

func pageText(pages int) string {
	if pages == 0 {
		return ""
	}
	return strconv.Itoa(pages)
}

// extend gives an item of the dossier the files and links of a job.
func (j *job) extend(d *forms.Dossier) []forms.Change {
	var e forms.Evidence
	for _, have := range d.AllEvidence() {
		if have.ID == j.item {
			e = have
		}
	}
	if e.ID == "" || e.Removed {
		return nil
	}
	var changes []forms.Change
	held := slices.Clone(e.Files)
	for i, ref := range j.refs {
		ref.Place = len(e.Files) + i + 1
		held = append(held, ref)
		changes = append(changes, forms.Change{Path: forms.FilePath(e.ID, forms.NewID()), New: ref.Value()})
	}
	changes = append(changes, d.Redoubt(e.ID, held)...)
	set := func(attr, value string) {
		if made, err := d.Change(forms.EvidencePath(e.ID, attr), value); err == nil {
			changes = append(changes, made...)
		}
	}
	if len(j.refs) > 0 && e.Delivery == forms.DeliverySeparate {
		set(forms.AttrDelivery, forms.DeliveryFile)
	}
	if len(j.refs) > 0 && e.Pages == "" && j.attrs[forms.AttrPages] == "" {
		set(forms.AttrPages, pageText(j.pages))
	}
	changes = append(changes, d.LinkEvidence(e.ID, union(e.Criteria, j.criteria))...)
	set(forms.AttrExpect, strings.Join(union(e.Expect, j.expect), " "))
	return changes
}
