package forms

import (
	"slices"
	"strings"

	"zicha/scoring"
	"zicha/scoring/canon"
)

// The genres of the letter (文种), the values of profile/kind.
const (
	GenreReport = scoring.PaperReport // 自查报告, ends 特此报告
	GenreLetter = scoring.PaperLetter // 函, ends 特此函告
)

// The fields whose words follow from the edition.
const (
	codeKey      = "code"
	signatoryKey = "signatory"
)

var countyFields = []*scoring.Field{
	{Key: codeKey, Kind: scoring.KindText},
	{Key: "name", Label: "单位名称", Kind: scoring.KindText},
}

var profileFields = []*scoring.Field{
	{Key: signatoryKey, Label: "署名机关", Kind: scoring.KindText},
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
func ProfileFields(e *scoring.Edition) []*scoring.Field {
	out := make([]*scoring.Field, len(profileFields))
	for i, f := range profileFields {
		out[i] = profileField(e, f)
	}
	return out
}

// profileField is a field of the profile as an edition shows it, nil for none.
func profileField(e *scoring.Edition, f *scoring.Field) *scoring.Field {
	if f == nil || f.Key != signatoryKey {
		return e.Shown(f)
	}
	out := *f
	if u := e.Example(); u.Signatory != "" {
		out.Help = "例如：" + u.Signatory
	}
	return &out
}

// CountyFields lists the code and name of the unit.
func CountyFields(e *scoring.Edition) []*scoring.Field {
	out := make([]*scoring.Field, len(countyFields))
	for i, f := range countyFields {
		out[i] = countyField(e, f)
	}
	return out
}

// countyField is a field of the unit as an edition shows it, nil for none.
func countyField(e *scoring.Edition, f *scoring.Field) *scoring.Field {
	if f == nil || f.Key != codeKey {
		return f
	}
	out := *f
	out.Label = e.CodeLabel()
	return &out
}

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
	if code == "" && !edition.DivisionCodes() { // nothing tells the unit apart but its name
		code = canon.Identity(name)
	}
	values := map[Path]string{
		CountyPath("code"):       code,
		CountyPath("name"):       name,
		ProfilePath("kind"):      GenreReport,
		ProfilePath("recipient"): edition.Recipient,
		ProfilePath("signatory"): edition.Words.SignatoryOf(name),
	}
	if u := edition.Unit(code); u != nil {
		values[CountyPath("name")] = u.Name
		values[ProfilePath("signatory")], values[ProfilePath("kind")] = u.Signatory, u.Kind
	}
	return values
}
