package forms

import (
	"slices"
	"strings"

	"zicha/scoring"
	"zicha/scoring/canon"
)

// The genres of the letter (文种), the values of profile/kind.
const (
	GenreReport = "report" // 自查报告, ends 特此报告
	GenreLetter = "letter" // 函, ends 特此函告
)

var countyFields = []*scoring.Field{
	{Key: "code", Label: "行政区划代码", Kind: scoring.KindText},
	{Key: "name", Label: "单位名称", Kind: scoring.KindText},
}

var profileFields = []*scoring.Field{
	{Key: "signatory", Label: "署名机关", Kind: scoring.KindText, Help: "例如：涡阳县人民政府"},
	{Key: "kind", Label: "文种", Kind: scoring.KindOption, Options: []scoring.Option{{Key: GenreReport, Label: "报告"}, {Key: GenreLetter, Label: "函"}}},
	{Key: "recipient", Label: "主送机关", Kind: scoring.KindText},
	{Key: "number", Label: "文号", Kind: scoring.KindText, Help: "可以留空，用印时填写"},
	{Key: "date", Label: "成文日期", Kind: scoring.KindDate},
	{Key: "contact", Label: "联系人", Kind: scoring.KindText},
	{Key: "phone", Label: "联系电话", Kind: scoring.KindText},
	{Key: "preparer", Label: "填报人", Kind: scoring.KindText},
	{Key: "checker", Label: "审核人", Kind: scoring.KindText},
	{Key: "head", Label: "负责人", Kind: scoring.KindText},
}

// LetterParts are the parts of the letter a county writes itself, in the letter's order.
var LetterParts = []*scoring.Field{
	{Key: "overall", Label: "自查总体情况", Kind: scoring.KindText},
	{Key: "problems", Label: "存在的主要问题", Kind: scoring.KindText},
	{Key: "plans", Label: "下一步工作打算", Kind: scoring.KindText},
}

// ProfileFields lists the fields of the county's profile in the order of the screen and of the workbook. All but 文号 must be
// filled before finalizing.
func ProfileFields() []*scoring.Field { return profileFields }

// CountyFields lists the county's code and name.
func CountyFields() []*scoring.Field { return countyFields }

// fieldOf finds a field by its key, or nil.
func fieldOf(fields []*scoring.Field, key string) *scoring.Field {
	if i := slices.IndexFunc(fields, func(f *scoring.Field) bool { return f.Key == key }); i >= 0 {
		return fields[i]
	}
	return nil
}

// County gives the county's name, "" while it is not chosen.
func (d *Dossier) County() string { return d.values[CountyPath("name")] }

// Profile gives a profile value.
func (d *Dossier) Profile(key string) string { return d.values[ProfilePath(key)] }

// Narrative gives a part of the letter, or an indicator's 完成情况.
func (d *Dossier) Narrative(part string) string { return d.values[NarrativePath(part)] }

// Begin gives the values a new dossier starts with for a unit of the edition's list, or for a unit named by the user.
func Begin(edition *scoring.Edition, code, name string) map[Path]string {
	code = canon.Identity(code)
	name, _ = canon.Text(strings.TrimSpace(name))
	values := map[Path]string{
		CountyPath("code"):       code,
		CountyPath("name"):       name,
		ProfilePath("kind"):      GenreReport,
		ProfilePath("recipient"): edition.Recipient,
		ProfilePath("signatory"): name + "人民政府",
	}
	if u := edition.Unit(code); u != nil {
		values[CountyPath("name")] = u.Name
		values[ProfilePath("signatory")] = u.Government
	}
	return values
}
