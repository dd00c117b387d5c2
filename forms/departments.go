package forms

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
	"zicha/scoring/canon"
)

// The keys of a department's values.
const (
	DepartmentName     = "name"     // 部门名称
	DepartmentContact  = "contact"  // 联系人
	DepartmentPhone    = "phone"    // 联系电话
	DepartmentDue      = "due"      // 交回期限, ISO
	DepartmentReturned = "returned" // the day its sheet was last taken back, ISO
	departmentPlace    = "place"    // order in the list
)

var departmentFields = []*scoring.Field{
	{Key: DepartmentName, Label: "部门名称", Kind: scoring.KindText},
	{Key: DepartmentContact, Label: "联系人", Kind: scoring.KindText},
	{Key: DepartmentPhone, Label: "联系电话", Kind: scoring.KindText},
	{Key: DepartmentDue, Label: "交回期限", Kind: scoring.KindDate},
	{Key: DepartmentReturned, Label: "交回日期", Kind: scoring.KindDate},
	{Key: departmentPlace, Label: "次序", Kind: scoring.KindCount},
}

// DepartmentField describes a value of a department, nil where there is none of that key.
func DepartmentField(key string) *scoring.Field { return fieldOf(departmentFields, key) }

// DepartmentPath is the path of a value of a department, see the Department constants.
func DepartmentPath(id, key string) Path { return Path(string(KindDepartment) + "/" + id + "/" + key) }

// AssignPath is the path of the departments responsible for a criterion: their ids, separated by spaces.
func AssignPath(criterion string) Path { return Path(string(KindAssignment) + "/" + criterion) }

// Department is a department of the county that data and evidence are collected from (责任部门). It is kept in the dossier, but
// printed nowhere and not part of the comparison code.
type Department struct {
	ID, Name, Contact, Phone, Due, Returned string

	place int
}

// Departments lists the departments in their order.
func (d *Dossier) Departments() []Department {
	found := map[string]*Department{}
	for p, v := range d.values {
		if part := p.Parts(); part.Kind == KindDepartment {
			if found[part.ID] == nil {
				found[part.ID] = &Department{ID: part.ID}
			}
			found[part.ID].set(part.Key, v)
		}
	}
	out := make([]Department, 0, len(found))
	for _, dep := range found {
		if dep.place > 0 { // a department exists while it has a place, whatever its name is being changed to
			out = append(out, *dep)
		}
	}
	slices.SortFunc(out, func(a, b Department) int {
		return cmp.Or(cmp.Compare(a.place, b.place), strings.Compare(a.ID, b.ID))
	})
	return out
}

func (dep *Department) set(key, v string) {
	switch key {
	case DepartmentName:
		dep.Name = v
	case DepartmentContact:
		dep.Contact = v
	case DepartmentPhone:
		dep.Phone = v
	case DepartmentDue:
		dep.Due = v
	case DepartmentReturned:
		dep.Returned = v
	case departmentPlace:
		dep.place, _ = strconv.Atoi(v)
	}
}

// Title is the department's name, or words for one that has none.
func (dep Department) Title() string {
	if strings.TrimSpace(dep.Name) == "" {
		return "（没有名称的部门）"
	}
	return dep.Name
}

// Department gives a department by its id; ok is false where there is none.
func (d *Dossier) Department(id string) (dep Department, ok bool) {
	return d.findDepartment(func(dep Department) bool { return dep.ID == id })
}

// DepartmentNamed finds a department by its name, compared without spaces and widths.
func (d *Dossier) DepartmentNamed(name string) (dep Department, ok bool) {
	key := scoring.FoldKey(name)
	return d.findDepartment(func(dep Department) bool { return key != "" && scoring.FoldKey(dep.Name) == key })
}

func (d *Dossier) findDepartment(meant func(Department) bool) (dep Department, ok bool) {
	all := d.Departments()
	if i := slices.IndexFunc(all, meant); i >= 0 {
		return all[i], true
	}
	return Department{}, false
}

// maxName bounds a department's name in a pasted list; the longest official ones have about 30 characters.
const maxName = 60

// AddDepartments plans adding the departments of a list of names, and tells in a line each what had to be altered in one. Blank names and
// names that are there already are passed over; too long ones, which are no names, are given back.
func (d *Dossier) AddDepartments(names []string) (changes []Change, told, refused []string) {
	known := map[string]bool{}
	place := 0
	for _, dep := range d.Departments() {
		known[scoring.FoldKey(dep.Name)] = true
		place = max(place, dep.place)
	}
	for _, name := range names {
		name, notes := canon.Text(name)
		name = strings.Join(strings.Fields(name), " ")
		key := scoring.FoldKey(name)
		switch {
		case key == "" || known[key]:
			continue
		case len([]rune(name)) > maxName:
			refused = append(refused, name)
			continue
		}
		if len(notes) > 0 {
			told = append(told, name+" "+canon.Words(notes))
		}
		known[key] = true
		place++
		id := NewID()
		changes = append(changes, Change{Path: DepartmentPath(id, DepartmentName), New: name},
			Change{Path: DepartmentPath(id, departmentPlace), New: strconv.Itoa(place)})
	}
	return changes, told, refused
}

// RemoveDepartment plans taking a department out of the list and of every assignment.
func (d *Dossier) RemoveDepartment(id string) []Change {
	var changes []Change
	for _, f := range departmentFields {
		changes = append(changes, d.Replace(DepartmentPath(id, f.Key), "")...)
	}
	return append(changes, d.AssignCriteria(id, nil)...)
}

// assigned lists the ids of the departments responsible for a criterion, also of such as are gone. The mark of an indicator belongs to
// those that are responsible for any of its criteria.
func (d *Dossier) assigned(criterion string) []string {
	if c := d.Edition.Criterion(criterion); c != nil && c.IsMark() {
		var ids []string
		for _, part := range c.Indicator.Criteria {
			ids = append(ids, d.assigned(part.ID)...)
		}
		return ids
	}
	return strings.Fields(d.values[AssignPath(criterion)])
}

// AssignCriteria plans making a department responsible for exactly the criteria given; what others are responsible for stays.
func (d *Dossier) AssignCriteria(id string, criteria []string) []Change {
	var changes []Change
	for _, c := range d.Edition.Criteria() {
		ids := d.assigned(c.ID)
		switch at, wanted := slices.Index(ids, id), slices.Contains(criteria, c.ID); {
		case wanted && at < 0:
			ids = append(ids, id)
		case !wanted && at >= 0:
			ids = slices.Delete(ids, at, at+1)
		default:
			continue
		}
		changes = append(changes, d.Replace(AssignPath(c.ID), strings.Join(ids, " "))...)
	}
	return changes
}

// Assigned lists the criteria a department is responsible for, the marks of their indicators among them, in the rulebook's order.
func (d *Dossier) Assigned(id string) []*scoring.Criterion {
	return slices.DeleteFunc(slices.Clone(d.Edition.Asked()), func(c *scoring.Criterion) bool { return !slices.Contains(d.assigned(c.ID), id) })
}

// Responsible lists the departments responsible for a criterion, in the order of the list.
func (d *Dossier) Responsible(criterion string) []Department {
	ids := d.assigned(criterion)
	if len(ids) == 0 {
		return nil
	}
	return slices.DeleteFunc(d.Departments(), func(dep Department) bool { return !slices.Contains(ids, dep.ID) })
}

// Unassigned lists the criteria no department is responsible for.
func (d *Dossier) Unassigned() []*scoring.Criterion {
	known := map[string]bool{}
	for _, dep := range d.Departments() {
		known[dep.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(d.Edition.Criteria()), func(c *scoring.Criterion) bool {
		return slices.ContainsFunc(d.assigned(c.ID), func(id string) bool { return known[id] })
	})
}

// Progress is how far a department is with what it was assigned.
type Progress struct {
	Answered, Criteria int // criteria filled in, of all
	Backed, Wanted     int // criteria with evidence, of those that want some
}

// Done reports whether nothing is left to do.
func (p Progress) Done() bool { return p.Answered == p.Criteria && p.Backed == p.Wanted }

// ProgressOfAll gives how far each department is, by its id; card is the dossier's score.
func (d *Dossier) ProgressOfAll(card scoring.Scorecard) map[string]Progress {
	out := map[string]Progress{}
	backed, blank := d.BackedCriteria(), BlankCriteria(card)
	for _, c := range d.Edition.Criteria() {
		for _, id := range d.assigned(c.ID) {
			p := out[id]
			p.Criteria++
			if !blank[c.ID] {
				p.Answered++
			}
			if len(c.Evidence) > 0 && card.Indicators[c.Indicator.No-1].Status != scoring.NotAsked {
				p.Wanted++
				if backed[c.ID] {
					p.Backed++
				}
			}
			out[id] = p
		}
	}
	return out
}

// BlankCriteria are the criteria not filled in far enough to be scored.
func BlankCriteria(card scoring.Scorecard) map[string]bool {
	blank := map[string]bool{}
	for _, res := range card.Indicators {
		for _, r := range res.Results {
			blank[r.Criterion.ID] = r.State == scoring.Unanswered
		}
	}
	return blank
}

// departmentNames says ids as a person reads them: "县公安局、县税务局".
func (d *Dossier) departmentNames(ids string) string {
	var names []string
	for _, id := range strings.Fields(ids) {
		if dep, ok := d.Department(id); ok {
			names = append(names, dep.Title())
		} else {
			names = append(names, "已删去的部门")
		}
	}
	return strings.Join(names, "、")
}

// assignField checks and describes what an assignment may hold.
var assignField = &scoring.Field{Key: "assign", Label: "责任部门", Kind: scoring.KindText}

// departmentLabel names a value of a department: "部门“县公安局” 联系人".
func (d *Dossier) departmentLabel(id string, field *scoring.Field) string {
	name := d.values[DepartmentPath(id, DepartmentName)]
	if name == "" {
		return "部门 " + field.Label
	}
	return "部门“" + name + "” " + field.Label
}
