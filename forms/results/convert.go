package results

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/scoring"
)

// checkConverted refuses points for an assessment the rulebook does not name, and points that are none.
func (b *builder) checkConverted() error {
	for _, name := range slices.Sorted(maps.Keys(b.o.Convert)) {
		if !slices.Contains(b.e.Review.Converted, name) {
			return files.Failure(files.Source, "考核指标没有写“%s”要折算得分，可以折算的有：%s", scoring.Clip(name), cmp.Or(strings.Join(b.e.Review.Converted, "、"), "没有"))
		}
		if b.o.Convert[name] <= 0 {
			return files.Failure(files.Source, "“%s”中该项的分值应大于0", name)
		}
	}
	return nil
}

// ParseConverted reads the points of the item in an assessment as they are typed.
func ParseConverted(name, text string) (scoring.Points, error) {
	p, err := scoring.ParsePoints(strings.TrimSpace(text))
	if err != nil || p <= 0 {
		return 0, files.Failure(files.Source, "“%s”中该项的分值“%s”不能识别，应是大于0的数，写法如 2", scoring.Clip(name), scoring.Clip(strings.TrimSpace(text)))
	}
	return p, nil
}

// unconverted are the assessments no points were given for.
func (b *builder) unconverted() []string {
	var out []string
	for _, name := range b.e.Review.Converted {
		if _, ok := b.o.Convert[name]; !ok {
			out = append(out, name)
		}
	}
	return out
}

// convertedPapers are the 折算单, one for each assessment whose points were given.
func (b *builder) convertedPapers() []paper {
	var out []paper
	for _, name := range b.e.Review.Converted {
		if most, ok := b.o.Convert[name]; ok {
			out = append(out, paper{
				name: b.name("考核得分折算单（"+name+"）", ".pdf"), what: "折算单（" + name + "）",
				use:  "送主管“" + name + "”的部门，按" + most.Short() + "分的分值折算；印有总分，不公开。",
				make: func(context.Context) ([]byte, error) { return b.convertedPaper(name, most) },
			})
		}
	}
	return out
}

// converted is a total as points of an item of so many: total ÷ full total × points, half up to two decimals.
func (b *builder) converted(total, most scoring.Points) scoring.Points {
	exact := new(big.Rat).Mul(big.NewRat(int64(min(total, b.full())), int64(b.full())), big.NewRat(int64(most), 1))
	twice := new(big.Rat).Add(new(big.Rat).Mul(exact, big.NewRat(2, 1)), big.NewRat(1, 1))
	return scoring.Points(new(big.Int).Quo(twice.Num(), new(big.Int).Mul(twice.Denom(), big.NewInt(2))).Int64())
}

// conversion is the table of a 折算单.
func (b *builder) conversion(name string, most scoring.Points) *grid {
	g := &grid{title: b.titled("考核得分折算单")}
	g.sheet = fmt.Sprintf("折算单%d", slices.Index(b.e.Review.Converted, name)+1) // its name may be longer than a sheet's
	g.columns = []column{
		{head: "序号", width: 16}, {head: b.e.Words.Unit, width: 40}, {head: "考核总分", width: 28, score: true}, {head: "计算", words: true}, {head: "折算得分", width: 28, score: true},
	}
	for i, u := range b.byCode() {
		points := b.converted(u.Total, most)
		formula := fmt.Sprintf("%s÷%s×%s＝%s", min(u.Total, b.full()), b.full().Short(), most.Short(), points)
		g.add(strconv.Itoa(i+1), u.Name, u.Total.String(), formula, points.String())
	}
	g.notes = []string{
		fmt.Sprintf("折算得分＝考核总分÷总分（%s分）×该项分值（%s分），四舍五入保留两位小数。本单只用于“%s”中%s一项。", b.full().Short(), most.Short(), name, b.e.Words.Subject),
	}
	g.notes = append(g.notes, b.unsettledWords()...)
	return g
}

// sealRoom is what the signature and a seal of 45 mm over it need below the notes, millimetres.
const sealRoom = 60.0

func (b *builder) convertedPaper(name string, most scoring.Points) ([]byte, error) {
	g := b.conversion(name, most)
	p := b.start(g.title+"（"+name+"）", false)
	flow := p.upright(g.title)
	line := func(words string) {
		flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(words, typeset.Style{Face: typeset.FangSong, Size: 12}), Pitch: 7})
	}
	line("用于考核：" + name)
	line("该项分值：" + most.Short() + "分")
	line("依据：" + strings.TrimPrefix(b.ground(), "根据"))
	flow.Skip(2)
	g.size = 10.5
	t := g.table(letter.UprightWidth)
	t.Below = sealRoom // signature and seal never stand on a page without text
	flow.Table(t)
	flow.Skip(15)
	for _, words := range []string{b.office(b.e.Review.Confirm) + "（盖章）", b.dateWords()} {
		flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(words, letter.BodyStyle), Pitch: 10, Align: typeset.Right})
	}
	return p.bytes()
}
