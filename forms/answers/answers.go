// Package answers reads and writes the answers file, the JSON a dossier goes to other programs and comes from them in.
package answers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// MaxBytes bounds an answers object in bytes; a full dossier has about 30 KB.
const MaxBytes = 4 << 20

// Decode reads one answers object (JSON) into a dossier. Anything unknown, out of range or written twice is refused with one
// plain Chinese sentence; parts that are missing, null or "" stay blank.
func Decode(data []byte, editions []*scoring.Edition) (*forms.Dossier, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("一个填报对象超过%d MB，不像填报内容，请检查文件", MaxBytes>>20)
	}
	file, err := parseJSON(data)
	if err != nil {
		return nil, err
	}
	if file.kind != jsonObject {
		return nil, errors.New("填报内容应是一个 JSON 对象，用 { } 括起来")
	}
	edition, err := namedEdition(file, editions)
	if err != nil {
		return nil, err
	}
	r := answersReader{d: forms.New(edition, nil)}
	for _, part := range file.items {
		r.part(part)
	}
	if r.err != nil {
		return nil, r.err
	}
	return r.d, nil
}

// exampleID shows how a file names its edition, by the first there is.
func exampleID(editions []*scoring.Edition) string {
	if len(editions) == 0 {
		return ""
	}
	return fmt.Sprintf("，例如 \"edition\":\"%s\"", editions[0].ID)
}

// namedEdition finds the edition the file names.
func namedEdition(file jsonValue, editions []*scoring.Edition) (*scoring.Edition, error) {
	i := slices.IndexFunc(file.items, func(v jsonValue) bool { return v.key == "edition" && v.kind != jsonNull })
	if i < 0 {
		return nil, fmt.Errorf("没有写 edition（考核指标的标识）%s", exampleID(editions))
	}
	if file.items[i].kind != jsonText {
		return nil, fmt.Errorf("edition（考核指标的标识）应是文字%s", exampleID(editions))
	}
	id := file.items[i].text
	for _, e := range editions {
		if e.ID == id {
			return e, nil
		}
	}
	return nil, unknownEdition(id)
}

// unknownEdition is the id of an edition that is not among those a file can be read by.
type unknownEdition string

// Error gives the words for who scores any file.
func (u unknownEdition) Error() string {
	return fmt.Sprintf("不认识考核指标“%s”，请检查 edition 的写法，或用 --edition 指定指标文件", scoring.Clip(string(u)))
}

// DecodeFor is Decode of what is to go into a dossier; one of another edition is refused.
func DecodeFor(data []byte, d *forms.Dossier) (*forms.Dossier, error) {
	other, err := Decode(data, []*scoring.Edition{d.Edition})
	var id unknownEdition
	if errors.As(err, &id) {
		return nil, fmt.Errorf("档案和填报文件用的考核指标不同，没有写入：档案用的是《%s》（%s），填报文件写的 edition 是“%s”。请换成同一套考核指标的填报文件，或者改正 edition",
			d.Edition.Title, d.Edition.ID, scoring.Clip(string(id)))
	}
	return other, err
}

// answersReader fills a dossier and keeps the first error.
type answersReader struct {
	d    *forms.Dossier
	rows int // of all registers
	err  error
}

func (r *answersReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// textParts are the parts of the file whose values are plain texts, with the kind of their paths.
var textParts = map[string]forms.Kind{
	"county": forms.KindCounty, "profile": forms.KindProfile, "narratives": forms.KindNarrative, "remarks": forms.KindRemark,
	"layout": forms.KindLayout,
}

// part reads one member of the outermost object.
func (r *answersReader) part(part jsonValue) {
	kind := textParts[part.key]
	switch {
	case part.key == "edition":
	case part.key == refusedKey:
		r.refused(part)
	case kind == "" && part.key != "answers":
		r.fail("不认识的部分“%s”，可以有 edition、county、answers、profile、narratives、remarks、layout、refused", scoring.Clip(part.key))
	case part.kind == jsonNull:
	case part.kind != jsonObject:
		r.fail("“%s”应是 JSON 对象，用 { } 括起来", part.key)
	case kind == "":
		for _, a := range part.items {
			r.answer(a)
		}
	default:
		for _, v := range part.items {
			p := forms.Path(string(kind) + "/" + v.key)
			f, err := r.d.Field(p)
			if err != nil {
				r.fail("%s 里没有“%s”这一项，请检查写法", part.key, scoring.Clip(v.key))
				return
			}
			r.set(p, f, v)
		}
	}
}

// answer reads the answer to one criterion.
func (r *answersReader) answer(a jsonValue) {
	c := r.d.Edition.Criterion(a.key)
	switch {
	case c == nil:
		r.fail("没有“%s”这一要点，请检查编号", scoring.Clip(a.key))
		return
	case a.kind != jsonObject && a.kind != jsonNull:
		r.fail("要点%s的填报内容应是 JSON 对象，用 { } 括起来", c.ID)
		return
	}
	for _, v := range a.items {
		if v.key == "register" && c.Register != nil {
			r.register(c, v)
			continue
		}
		f := c.Field(v.key)
		if f == nil {
			r.fail("要点%s没有“%s”这一字段，请检查写法", c.ID, scoring.Clip(v.key))
			return
		}
		r.set(forms.AnswerPath(c.ID, v.key), f, v)
	}
}

func (r *answersReader) register(c *scoring.Criterion, list jsonValue) {
	if list.kind != jsonList && list.kind != jsonNull {
		r.fail("要点%s的台账 register 应是数组，用 [ ] 括起来", c.ID)
		return
	}
	r.rows += len(list.items)
	if err := forms.FewRows(r.rows); err != nil {
		r.fail("%w", err)
		return
	}
	for i, row := range list.items {
		if row.kind != jsonObject {
			r.fail("要点%s的台账第%d行应是 JSON 对象，用 { } 括起来", c.ID, i+1)
			return
		}
		place := strconv.Itoa(i + 1)
		id := rowID(i + 1)
		r.d.Apply(forms.Change{Path: forms.CellPath(c.ID, id, forms.OrderKey), New: place})
		for _, cell := range row.items {
			col := c.Register.Column(cell.key)
			if col == nil {
				r.fail("要点%s的台账没有“%s”这一列，请检查写法", c.ID, scoring.Clip(cell.key))
				return
			}
			r.set(forms.CellPath(c.ID, id, cell.key), col, cell)
		}
	}
}

// set takes a JSON value for a field: booleans for yes fields, numbers or their text for numbers, text for the rest.
func (r *answersReader) set(p forms.Path, f *scoring.Field, v jsonValue) {
	if r.err != nil || v.kind == jsonNull {
		return
	}
	text, yes := v.text, f.Kind == scoring.KindYes
	switch v.kind {
	case jsonBool:
		if !yes {
			r.fail("%s 不能填 true 或 false", r.d.Label(p))
		}
	case jsonNumber:
		if yes || f.Kind == scoring.KindOption {
			r.fail("%s 不能填数字%s", r.d.Label(p), scoring.Clip(text))
		}
		if f.Kind != scoring.KindText {
			text = wholeNumber(text)
		}
	case jsonText:
		if yes && text != "" {
			r.fail("%s 应填 true 或 false，不能填文字“%s”", r.d.Label(p), scoring.Clip(text))
		}
	default:
		r.fail("%s 应是一个值，不能是数组或对象", r.d.Label(p))
	}
	if r.err != nil {
		return
	}
	normal, err := f.Normalize(text)
	if err != nil {
		r.err = fmt.Errorf("%s%w", placeOf(p), err)
		return
	}
	r.d.Apply(forms.Change{Path: p, New: normal})
}

// placeOf says where the field of a refused value stands; the field itself is named by the refusal.
func placeOf(p forms.Path) string {
	part := p.Parts()
	switch part.Kind {
	case forms.KindAnswer:
		return part.Criterion + " "
	case forms.KindRow:
		return part.Criterion + " 台账第" + strings.TrimPrefix(part.ID, "r") + "行"
	}
	return ""
}

// wholeNumber writes JSON's exponent form (1e2) plainly; the exponent is bounded so that no number grows out of hand. What cannot be
// written exactly stays as it is and is refused.
func wholeNumber(text string) string {
	if !exponent.MatchString(text) {
		return text
	}
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	places, finite := x.FloatPrec()
	if !finite || places > 24 {
		return text
	}
	return x.FloatString(places)
}

// exponent matches numbers written with a small power of ten.
var exponent = regexp.MustCompile(`^[-0-9.]{1,24}[eE][-+]?[0-9]{1,2}$`)

// Encode writes the dossier as an answers file that Decode reads back to the same values and drafts.
func Encode(d *forms.Dossier) ([]byte, error) {
	answers := map[string]map[string]any{}
	for _, c := range d.Edition.Asked() {
		if a := encodeAnswer(d, c); len(a) > 0 {
			answers[c.ID] = a
		}
	}
	texts := map[forms.Kind]map[string]string{}
	for _, kind := range textParts {
		texts[kind] = map[string]string{}
	}
	for _, p := range d.Paths() {
		if part := p.Parts(); texts[part.Kind] != nil {
			texts[part.Kind][part.Key] = d.Get(p)
		}
	}
	layout := encodeFields(forms.LayoutFields(), func(key string) string { return texts[forms.KindLayout][key] })
	file := struct {
		Edition    string                    `json:"edition"`
		County     map[string]string         `json:"county"`
		Answers    map[string]map[string]any `json:"answers"`
		Profile    map[string]string         `json:"profile"`
		Narratives map[string]string         `json:"narratives"`
		Remarks    map[string]string         `json:"remarks"`
		Layout     map[string]any            `json:"layout,omitempty"`
		Refused    []refused                 `json:"refused,omitempty"`
	}{d.Edition.ID, texts[forms.KindCounty], answers, texts[forms.KindProfile], texts[forms.KindNarrative], texts[forms.KindRemark], layout, encodeRefused(d)}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(file); err != nil {
		return nil, fmt.Errorf("写出填报内容：%w", err)
	}
	return out.Bytes(), nil
}

func encodeAnswer(d *forms.Dossier, c *scoring.Criterion) map[string]any {
	out := encodeFields(c.Fields, func(key string) string { return d.Get(forms.AnswerPath(c.ID, key)) })
	var register []map[string]any
	for _, row := range d.Rows(c.ID) {
		register = append(register, encodeFields(c.Register.Columns, func(key string) string { return row.Cells[key] }))
	}
	if register != nil {
		out["register"] = register
	}
	return out
}

// encodeFields gives the values that are not blank, numbers and booleans as such.
func encodeFields(fields []*scoring.Field, value func(key string) string) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		v := value(f.Key)
		if v == "" {
			continue
		}
		switch f.Kind {
		case scoring.KindYes:
			out[f.Key] = v == "true"
		case scoring.KindCount, scoring.KindAmount, scoring.KindClaim, scoring.KindMonth:
			out[f.Key] = json.Number(v)
		default:
			out[f.Key] = v
		}
	}
	return out
}
