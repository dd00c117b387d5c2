package forms

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strconv"

	"zicha/scoring"
)

// answersFile is the outer shape of the answers file; what stands inside is read against the edition.
type answersFile struct {
	Edition    *string                   `json:"edition"`
	County     map[string]any            `json:"county"`
	Answers    map[string]map[string]any `json:"answers"`
	Profile    map[string]any            `json:"profile"`
	Narratives map[string]any            `json:"narratives"`
	Remarks    map[string]any            `json:"remarks"`
}

// DecodeAnswers reads one answers object (JSON) into a dossier. Anything unknown or out of range is refused with one plain
// Chinese sentence; parts that are missing, null or "" stay blank.
func DecodeAnswers(data []byte, editions []*scoring.Edition) (*Dossier, error) {
	var file answersFile
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, plainJSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("一个对象之后还有多余的内容，请每行只写一个对象")
	}
	if file.Edition == nil {
		return nil, errors.New("没有写 edition（考核指标的标识），例如 \"edition\":\"bozhou-2017\"")
	}
	i := slices.IndexFunc(editions, func(e *scoring.Edition) bool { return e.ID == *file.Edition })
	if i < 0 {
		return nil, fmt.Errorf("不认识考核指标“%s”，请检查 edition 的写法，或用 --edition 指定指标文件", *file.Edition)
	}
	r := answersReader{d: New(editions[i], nil)}
	r.part("county", file.County)
	r.part("profile", file.Profile)
	r.part("narrative", file.Narratives)
	r.part("remark", file.Remarks)
	for _, id := range slices.Sorted(maps.Keys(file.Answers)) {
		r.answer(id, file.Answers[id])
	}
	return r.d, r.err
}

// plainJSON words what is wrong with the form of a JSON text.
func plainJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("不是完整的 JSON，第%d个字节附近写法有误，请检查引号、逗号和括号", syntax.Offset)
	case errors.As(err, &kind):
		return fmt.Errorf("“%s”的写法不对：应为 JSON 对象或文字，不能是%s", kind.Field, kind.Value)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("不是完整的 JSON，内容在中途断了")
	}
	if m := unknownKey.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Errorf("不认识的部分“%s”，可以有 edition、county、answers、profile、narratives、remarks", m[1])
	}
	return fmt.Errorf("不是可以读取的 JSON：%w", err)
}

// unknownKey finds the key in the standard library's message; there is no typed error for it.
var unknownKey = regexp.MustCompile(`unknown field "(.*)"`)

// answersReader fills a dossier and keeps the first error.
type answersReader struct {
	d   *Dossier
	err error
}

func (r *answersReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// part reads a flat object of texts.
func (r *answersReader) part(kind string, values map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		f := r.d.plainField(kind, key)
		if f == nil {
			r.fail("没有“%s”这一项（%s），请检查写法", key, kind)
			return
		}
		r.set(Path(kind+"/"+key), f, values[key])
	}
}

func (r *answersReader) answer(id string, values map[string]any) {
	c := r.d.Edition.Criterion(id)
	if c == nil {
		r.fail("没有“%s”这一要点，请检查编号", id)
		return
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if key == "register" && c.Register != nil {
			r.register(c, values[key])
			continue
		}
		f := c.Field(key)
		if f == nil {
			r.fail("要点%s没有“%s”这一字段，请检查写法", id, key)
			return
		}
		r.set(AnswerPath(id, key), f, values[key])
	}
}

func (r *answersReader) register(c *scoring.Criterion, value any) {
	rows, ok := value.([]any)
	if !ok && value != nil {
		r.fail("要点%s的台账 register 应为数组", c.ID)
		return
	}
	for i, v := range rows {
		cells, ok := v.(map[string]any)
		if !ok {
			r.fail("要点%s的台账第%d行应为对象", c.ID, i+1)
			return
		}
		row := "r" + strconv.Itoa(i+1)
		r.d.values[CellPath(c.ID, row, orderKey)] = strconv.Itoa(i + 1)
		for _, key := range slices.Sorted(maps.Keys(cells)) {
			col := c.Register.Column(key)
			if col == nil {
				r.fail("要点%s的台账没有“%s”这一列，请检查写法", c.ID, key)
				return
			}
			r.set(CellPath(c.ID, row, key), col, cells[key])
		}
	}
}

// set takes a JSON value for a field: booleans for yes fields, numbers or their text for numbers, text for the rest.
func (r *answersReader) set(p Path, f *scoring.Field, value any) {
	if r.err != nil || value == nil {
		return
	}
	text := ""
	switch v := value.(type) {
	case bool:
		if f.Kind != scoring.KindYes {
			r.fail("%s 不能填 true 或 false", r.d.Label(p))
			return
		}
		text = strconv.FormatBool(v)
	case json.Number:
		text = wholeNumber(v)
		if f.Kind == scoring.KindYes || f.Kind == scoring.KindOption {
			r.fail("%s 不能填数字%s", r.d.Label(p), v)
			return
		}
	case string:
		text = v
		if f.Kind == scoring.KindYes && v != "" {
			r.fail("%s 应填 true 或 false，不能填文字“%s”", r.d.Label(p), v)
			return
		}
	default:
		r.fail("%s 应为一个值，不能是数组或对象", r.d.Label(p))
		return
	}
	normal, err := f.Normalize(text)
	if err != nil {
		place := ""
		if part := p.Parts(); len(part) > 2 {
			place = part[1] + " "
		}
		r.fail("%s%w", place, err)
		return
	}
	r.d.Apply(Change{Path: p, New: normal})
}

// wholeNumber writes JSON's exponent forms (1e2, 30.0) plainly; the exponent is bounded so that no number grows out of hand.
func wholeNumber(v json.Number) string {
	text := v.String()
	if !exponent.MatchString(text) {
		return text
	}
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	if x.IsInt() {
		return x.Num().String()
	}
	return x.FloatString(24)
}

// exponent matches numbers written with a small power of ten.
var exponent = regexp.MustCompile(`^[-0-9.]{1,24}[eE][-+]?[0-9]{1,2}$`)

// EncodeAnswers writes the dossier as an answers file that DecodeAnswers reads back to the same values.
func EncodeAnswers(d *Dossier) ([]byte, error) {
	answers := map[string]map[string]any{}
	rows := d.allRows()
	for _, c := range d.Edition.Criteria() {
		if a := encodeAnswer(d, c, rows[c.ID]); len(a) > 0 {
			answers[c.ID] = a
		}
	}
	file := struct {
		Edition    string                    `json:"edition"`
		County     map[string]string         `json:"county"`
		Answers    map[string]map[string]any `json:"answers"`
		Profile    map[string]string         `json:"profile"`
		Narratives map[string]string         `json:"narratives"`
		Remarks    map[string]string         `json:"remarks"`
	}{d.Edition.ID, map[string]string{}, answers, map[string]string{}, map[string]string{}, map[string]string{}}
	parts := map[string]map[string]string{"county": file.County, "profile": file.Profile, "narrative": file.Narratives, "remark": file.Remarks}
	for p, v := range d.values {
		if part := parts[p.Kind()]; part != nil {
			part[p.Parts()[1]] = v
		}
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(file); err != nil {
		return nil, fmt.Errorf("写出填报内容：%w", err)
	}
	return out.Bytes(), nil
}

func encodeAnswer(d *Dossier, c *scoring.Criterion, rows []scoring.Row) map[string]any {
	out := map[string]any{}
	for _, f := range c.Fields {
		v := d.values[AnswerPath(c.ID, f.Key)]
		switch {
		case v == "":
		case f.Kind == scoring.KindYes:
			out[f.Key] = v == "true"
		case f.Kind == scoring.KindCount || f.Kind == scoring.KindAmount || f.Kind == scoring.KindClaim:
			out[f.Key] = json.Number(v)
		default:
			out[f.Key] = v
		}
	}
	var register []map[string]any
	for _, row := range rows {
		cells := map[string]any{}
		for _, col := range c.Register.Columns {
			switch v := row.Cells[col.Key]; {
			case v == "":
			case col.Kind == scoring.KindMonth:
				cells[col.Key] = json.Number(v)
			default:
				cells[col.Key] = v
			}
		}
		register = append(register, cells)
	}
	if register != nil {
		out["register"] = register
	}
	return out
}
