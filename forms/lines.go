package forms

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zicha/scoring"
)

// Line is one printed value in the canonical form the comparison code is computed from. Key is unique and stable, Label is for
// people.
type Line struct {
	Key, Label, Value string
}

// Lines gives every value of the dossier: county, profile, letter, 完成情况, remarks, answers, registers, evidence and scores, with the
// edition's id, the hash of its rules and the tag of the current schema. Register rows and evidence stand by place and number, not by
// their inner ids, so that a workbook can be compared. The scores are those printed; see Scores.Lines.
func (d *Dossier) Lines(scores []Line) []Line { return d.LinesUnder(CurrentSchema, scores) }

// valueLines gives what every schema covers but the scores.
func (d *Dossier) valueLines() []Line {
	out := []Line{{"edition", "考核指标", d.Edition.ID}}
	for p, v := range d.values {
		switch p.Kind() {
		case KindCounty, KindProfile, KindNarrative, KindRemark, KindAnswer:
			out = append(out, Line{string(p), d.Label(p), v})
		}
	}
	for criterion, list := range d.allRows() {
		for i, row := range list {
			for _, col := range d.Edition.Criterion(criterion).Register.Columns {
				if v := row.Cells[col.Key]; v != "" {
					place := strconv.Itoa(i + 1)
					out = append(out, Line{"row/" + criterion + "/" + place + "/" + col.Key, criterion + " 台账第" + place + "行" + col.Label, v})
				}
			}
		}
	}
	return append(out, d.evidenceLines()...)
}

// Reading is a line's value as a person reads it: an option's label, 是 and 否, of a hash its beginning. The code is computed from the values
// themselves.
func (d *Dossier) Reading(l Line) string {
	part := strings.Split(l.Key, "/")
	switch last := part[len(part)-1]; {
	case part[0] == "evidence" && last == "sha256":
		return l.Value[:min(readHash, len(l.Value))] + "…"
	case part[0] == "evidence":
		for _, f := range evidenceFields {
			if f.Key == last {
				return f.Display(l.Value)
			}
		}
		return l.Value
	}
	return d.Display(Path(l.Key), l.Value)
}

// Readable gives differences with their values as a person reads them, see Reading.
func (d *Dossier) Readable(list []Difference) []Difference {
	out := slices.Clone(list)
	for i := range out {
		for _, value := range []*string{&out[i].Want, &out[i].Got} {
			if *value != "" {
				*value = d.Reading(Line{out[i].Key, out[i].Label, *value})
			}
		}
	}
	return out
}

// readHash is how many digits of a hash a person compares.
const readHash = 12

// evidenceLines covers the items with their data and the names, sizes and hashes of their files; which expected piece an item
// serves is not printed.
func (d *Dossier) evidenceLines() []Line {
	var out []Line
	for _, e := range d.AllEvidence() {
		for _, f := range evidenceFields {
			v := e.Attr(f.Key)
			switch f.Key {
			case AttrRows:
				v = strings.Join(d.RowPlaces(e), " ")
			case AttrDoubt:
				v = e.Hindrances()
			}
			if v != "" && f.Key != AttrNumber && f.Key != AttrExpect {
				out = append(out, Line{"evidence/" + e.Number + "/" + f.Key, "佐证" + e.Number + " " + f.Label, v})
			}
		}
		for i, f := range e.Files {
			place := strconv.Itoa(i + 1)
			head := "evidence/" + e.Number + "/file/" + place + "/"
			label := "佐证" + e.Number + " 第" + place + "个文件"
			out = append(out, Line{head + "name", label + "名", f.Name},
				Line{head + "size", label + "大小", strconv.FormatInt(f.Size, 10)},
				Line{head + "sha256", label + "内容", f.SHA256})
		}
	}
	return out
}

// RowPlaces gives an item's register rows by place, "5.3#2", the form the workbook carries; rows that are gone are left out.
func (d *Dossier) RowPlaces(e Evidence) []string {
	var out []string
	for _, ref := range e.Rows {
		criterion, id, _ := strings.Cut(ref, "#")
		if place := d.rowPlace(criterion, id); place > 0 {
			out = append(out, criterion+"#"+strconv.Itoa(place))
		}
	}
	return out
}

// The words of the first two of the three figures; the third is named after who confirms, scoring.Words.ForecastLabel.
const (
	SelfLabel   = "自评得分"
	BackedLabel = "其中有佐证"
)

// Lines gives the scores as they are printed: per indicator the 自评 or 预估 and the reason, then the three totals, then what stands behind
// them, criterion by criterion. LinesUnder takes what a schema covers.
func (s Scores) Lines() []Line {
	var out []Line
	for _, res := range s.Card.Indicators {
		out = append(out, ScoreLine(res.Indicator, res.Indicator.Source.Self(), res.Text()), ReasonLine(res.Indicator, res.Reason))
	}
	out = append(out, TotalLine(s.Edition, "self", s.Card.Self.Score.String()), TotalLine(s.Edition, "backed", s.Backed.Self.Score.String()),
		TotalLine(s.Edition, "forecast", s.Card.Forecast.Score.String()))
	return append(out, s.CriterionLines()...)
}

// ScoreLine is an indicator's printed 自评得分 or 预估得分.
func ScoreLine(ind *scoring.Indicator, self bool, text string) Line {
	no := strconv.Itoa(ind.No)
	if self {
		return Line{"score/" + no + "/self", "第" + no + "项自评得分", text}
	}
	return Line{"score/" + no + "/forecast", "第" + no + "项预估得分", text}
}

// ReasonLine is an indicator's printed 得分理由.
func ReasonLine(ind *scoring.Indicator, text string) Line {
	no := strconv.Itoa(ind.No)
	return Line{"score/" + no + "/reason", "第" + no + "项得分理由", text}
}

// coded is the value as codes cover it. What stands in place of an unknown score is covered in the words of the first papers.
func (l Line) coded() string {
	if strings.HasPrefix(l.Key, "score/") && !l.IsReason() {
		return codedScore(l.Value)
	}
	return l.Value
}

func codedScore(text string) string {
	return strings.NewReplacer("未填报", "未填", "暂无法计算", "无法计算").Replace(text)
}

// SameScore reports whether two printed scores say the same; what stands in place of an unknown one has had shorter words.
func SameScore(a, b string) bool { return codedScore(a) == codedScore(b) }

// TotalLine is a printed total: which is "self", "backed" or "forecast".
func TotalLine(e *scoring.Edition, which, text string) Line {
	label := map[string]string{"self": "自评合计", "backed": BackedLabel + "合计", "forecast": e.Words.ForecastLabel() + "合计"}[which]
	return Line{"total/" + which, label, text}
}

// codeAlphabet has no 0, 1, I and O, which are taken for one another.
const codeAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// Code is the comparison code of the lines: the first 80 bits of a SHA-256 in 4×4 characters, "7K3M-Q2XW-9HTD-4FNP". Each line
// goes in with the length of its parts, so that no two sets of lines run together.
func Code(lines []Line) string {
	h := sha256.New()
	for _, l := range lines {
		fmt.Fprintf(h, "%d:%s=%d:%s\n", len(l.Key), l.Key, len(l.coded()), l.coded())
	}
	return shortForm(h.Sum(nil))
}

// CodeOf is the comparison code of one line whose value is read, size bytes of it; its key is none of a score's.
func CodeOf(key string, size int64, value io.Reader) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%d:%s=%d:", len(key), key, size)
	_, err := io.Copy(h, value)
	fmt.Fprint(h, "\n")
	return shortForm(h.Sum(nil)), err
}

// shortForm is the first 80 bits of a hash as 4×4 characters.
func shortForm(sum []byte) string {
	var plain [codeLength]byte
	for i := range plain {
		bit := i * 5
		pair := uint16(sum[bit/8])<<8 | uint16(sum[bit/8+1])
		plain[i] = codeAlphabet[pair>>(11-bit%8)&31]
	}
	return dashed(string(plain[:]))
}

// RulesCode is the short form of the hash of an edition's rules (规则码), written as a comparison code is: those who have the same code
// score by the same rules.
func RulesCode(e *scoring.Edition) string {
	sum, err := hex.DecodeString(e.Hash())
	if err != nil {
		panic("forms: the hash of an edition is not hexadecimal: " + err.Error()) // it is made so
	}
	return shortForm(sum)
}

// Code is the comparison code of the dossier as it stands.
func (d *Dossier) Code() string { return Code(d.AllLines(CurrentSchema)) }

// ParseCode takes a code as typed from paper — small letters, spaces, full width, with or without dashes — into its printed
// form.
func ParseCode(text string) (string, error) {
	plain := plainCode(text)
	if n := utf8.RuneCountInString(plain); n != codeLength {
		return "", fmt.Errorf("核对码应有16个字母和数字，现在有%d个，请对照纸面重新输入", n)
	}
	for _, r := range plain {
		if !strings.ContainsRune(codeAlphabet, r) {
			return "", fmt.Errorf("核对码里不会出现“%c”，请对照纸面重新输入（不含0、1、I、O）", r)
		}
	}
	return dashed(plain), nil
}

// Difference is one value that is not the same on both sides; "" stands for blank. Key and Label are those of the lines.
type Difference struct {
	Key, Label, Want, Got string
}

// String says the difference between a finalized version and now in Chinese.
func (d Difference) String() string { return d.Words("定稿") }

// Words says the difference in Chinese: what the value is in the one named, and what it is now.
func (d Difference) Words(of string) string {
	word := func(s string) string {
		if s == "" {
			return "空白"
		}
		return "“" + s + "”"
	}
	return d.Label + "：" + of + "为" + word(d.Want) + "，现为" + word(d.Got)
}

// Compare names every value that differs between a finalized set of lines and another.
func Compare(want, got []Line) []Difference {
	other := make(map[string]Line, len(got))
	for _, l := range got {
		other[l.Key] = l
	}
	var out []Difference
	for _, l := range want {
		if g := other[l.Key]; g.coded() != l.coded() {
			out = append(out, Difference{l.Key, l.Label, l.Value, g.Value})
		}
		delete(other, l.Key)
	}
	for _, l := range got {
		if _, left := other[l.Key]; left && l.Value != "" {
			out = append(out, Difference{l.Key, l.Label, "", l.Value})
		}
	}
	return out
}
