package sheets

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// AssignHelp describes the text ParseAssignments reads.
const AssignHelp = `部门分工文件是文本，一行一个部门，各栏用竖线 | 或制表符隔开，后面的栏可以不写；# 开头的行不读：
  部门 | 要点 | 交回期限 | 联系人 | 联系电话
  县委宣传部 | 5.1 5.3 | 2025-01-20 | 示例联系人 | 0000-0000000
  县教育局 | 6
要点写“6”表示第6项的全部要点，写“无”表示不再负责；空着的栏不改动。文件里没有的部门不受影响。`

// ParseAssignments plans what a text of departments and assignments says, see AssignHelp, and tells in a line each what had to be altered in
// it. The error names the line in one plain Chinese sentence; then nothing is changed.
func ParseAssignments(d *forms.Dossier, text string) (changes []forms.Change, told []string, err error) {
	after := d.Clone()
	for i, line := range strings.Split(canon.Lines(text), "\n") {
		line, notes := canon.Text(strings.TrimSpace(line))
		if len(notes) > 0 {
			told = append(told, fmt.Sprintf("部门分工第%d行%s", i+1, canon.Words(notes)))
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		made, err := assignLine(after, line)
		if err != nil {
			return nil, nil, fmt.Errorf("部门分工第%d行：%w", i+1, err)
		}
		after.Apply(made...)
		changes = append(changes, made...)
	}
	return changes, told, nil
}

func assignLine(d *forms.Dossier, line string) ([]forms.Change, error) {
	columns := strings.Split(strings.NewReplacer("｜", "|", "\t", "|").Replace(line), "|")
	for i := range columns {
		columns[i] = strings.TrimSpace(columns[i])
	}
	if len(columns) > 5 {
		return nil, fmt.Errorf("有%d栏，最多5栏：部门、要点、交回期限、联系人、联系电话", len(columns))
	}
	if columns[0] == "" {
		return nil, errors.New("没有写部门名称")
	}
	changes, _, refused := d.AddDepartments(columns[:1])
	if len(refused) > 0 {
		return nil, fmt.Errorf("“%s”太长，不像部门名称", scoring.Clip(refused[0]))
	}
	d = d.Clone()
	d.Apply(changes...)
	dep, ok := d.DepartmentNamed(columns[0])
	if !ok {
		return nil, fmt.Errorf("“%s”不能作部门名称", scoring.Clip(columns[0]))
	}
	for i, key := range []string{forms.DepartmentDue, forms.DepartmentContact, forms.DepartmentPhone} {
		if i+2 >= len(columns) || columns[i+2] == "" {
			continue
		}
		made, err := d.Change(forms.DepartmentPath(dep.ID, key), columns[i+2])
		if err != nil {
			return nil, err
		}
		changes = append(changes, made...)
	}
	if len(columns) < 2 || columns[1] == "" {
		return changes, nil
	}
	criteria, err := criteriaOf(d.Edition, columns[1])
	if err != nil {
		return nil, err
	}
	return append(changes, d.AssignCriteria(dep.ID, criteria)...), nil
}

// criteriaOf reads a list of criteria; an indicator's number stands for all of its criteria.
func criteriaOf(e *scoring.Edition, text string) ([]string, error) {
	var out []string
	if scoring.FoldKey(text) == "无" {
		return nil, nil
	}
	for _, id := range tables.List(text) {
		id = scoring.FoldKey(id)
		no, err := strconv.Atoi(id)
		switch {
		case e.Criterion(id) != nil && !e.Criterion(id).IsMark():
			out = append(out, id)
		case err == nil && e.Indicator(no) != nil:
			for _, c := range e.Indicator(no).Criteria {
				out = append(out, c.ID)
			}
		default:
			return nil, fmt.Errorf("没有“%s”这一要点或指标，请检查编号", scoring.Clip(id))
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
