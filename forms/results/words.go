package results

import (
	"fmt"
	"strconv"
	"strings"

	"zicha/forms/review"
	"zicha/forms/wording"
)

// text is a letter being worded.
type text struct{ parts []wording.Part }

func (t *text) add(kind wording.PartKind, texts ...string) {
	for _, words := range texts {
		if words != "" {
			t.parts = append(t.parts, wording.Part{Kind: kind, Text: words})
		}
	}
}

// say adds paragraphs.
func (t *text) say(texts ...string) { t.add(wording.PartText, texts...) }

// head adds a heading.
func (t *text) head(words string) { t.add(wording.PartHeading, words) }

// title adds the lines of a title, each broken where it is too long.
func (t *text) title(lines ...string) {
	for _, line := range lines {
		t.add(wording.PartTitle, wording.TitleLines(line)...)
	}
}

// annexes adds the list of annexes; one alone has no number.
func (t *text) annexes(titles ...string) {
	lead := "附件："
	if len(titles) == 1 {
		t.add(wording.PartAnnex, lead+titles[0])
		return
	}
	for i, title := range titles {
		t.add(wording.PartAnnex, lead+strconv.Itoa(i+1)+"."+title)
		lead = ""
	}
}

// sign closes a letter of the office that confirms.
func (b *builder) sign(t *text) {
	t.add(wording.PartSignatory, b.office(b.e.Review.Confirm))
	t.add(wording.PartDate, wording.ChineseDate(b.date()))
	const blank = "　　　　　"
	contact, phone := b.o.Contact, b.o.Phone
	if contact == "" {
		contact = blank
	}
	if phone == "" {
		phone = blank
	}
	t.add(wording.PartContact, "（联系人："+contact+"，联系电话："+phone+"）")
}

// joined is a title's lines in one.
func joined(parts []wording.Part) string {
	out := ""
	for _, p := range parts {
		if p.Kind == wording.PartTitle {
			out += p.Text
		}
	}
	return out
}

// ground is what the assessment rests on: “根据《……》（文号）”.
func (b *builder) ground() string {
	notice := b.e.Notice()
	if notice.Title == "" {
		return "根据" + b.e.Titled("考核指标")
	}
	words := "根据" + wording.Quoted(notice.Title)
	if notice.Number != "" {
		words += "（" + notice.Number + "）"
	}
	return words
}

// ours is how the office that confirms speaks of itself: 我委.
func (b *builder) ours() string { return b.e.Ours("", b.e.Review.Confirm) }

// subject is what is assessed: 2017年度……工作.
func (b *builder) subject() string { return b.e.Titled("工作") }

// matter is what is worked on whatever the year: ……工作.
func (b *builder) matter() string {
	return strings.TrimPrefix(b.subject(), strconv.Itoa(b.e.Year)+"年度")
}

// units is how many there are: 4个县.
func (b *builder) units() string { return strconv.Itoa(len(b.s.Units)) + "个" + b.e.Words.Unit }

// size is what the assessment is made of: 25项指标，总分100分.
func (b *builder) size() string {
	return fmt.Sprintf("%d项指标，%s", len(b.e.Indicators()), b.e.FullMarks())
}

// longList is how many counties a sentence names at most; what is longer stands in a table.
const longList = 12

// inOrder names counties in order, with their totals or without, those of one rank together.
func inOrder(units []review.UnitResult, totals bool) string {
	var out []string
	for i := 0; i < len(units); {
		u := units[i]
		var names []string
		j := i
		for ; j < len(units) && units[j].Rank == u.Rank; j++ {
			names = append(names, units[j].Name)
		}
		words := and(names)
		if totals {
			words += u.Total.String() + "分"
		}
		if len(names) > 1 {
			words += "（并列）"
		}
		out = append(out, words)
		i = j
	}
	return strings.Join(out, "，")
}

// and joins names: 甲、乙和丙.
func and(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], "、") + "和" + names[len(names)-1]
}

// standings are the totals in order, for letters that give them in full.
func (b *builder) standings(where string) string {
	words := "参加考核的" + b.units() + "得分从高到低依次为："
	if len(b.s.Units) > longList {
		first, last := b.s.Units[0], b.s.Units[len(b.s.Units)-1]
		return fmt.Sprintf("参加考核的%s最高得分%s分，最低得分%s分，各%s得分和位次见%s。", b.units(), first.Total, last.Total, b.e.Words.Unit, where)
	}
	return words + inOrder(b.s.Units, true) + "。"
}

// byRulings says how many readings were fixed.
func (b *builder) byRulings() string {
	if len(b.s.Rulings) == 0 {
		return "没有另行裁定口径。"
	}
	return fmt.Sprintf("考核中对%d个要点裁定了口径，统一适用于全部%s。", len(b.s.Rulings), b.e.Words.Unit)
}

// voided counts the cells that get nothing for false material.
func (b *builder) voided() int {
	n := 0
	for _, c := range b.s.Cases {
		if c.Void {
			n++
		}
	}
	return n
}

// approval says when the government approved, and by what.
func (b *builder) approval() string {
	a := b.s.Approval
	words := wording.ChineseDate(a.Date) + "审定"
	if a.Document != "" {
		words += "（" + a.Document + "）"
	}
	return words
}

// tracked counts the indicators that the counties provide for themselves, or the others.
func (b *builder) tracked(self bool) int {
	n := 0
	for _, ind := range b.e.Indicators() {
		if ind.Source.Self() == self {
			n++
		}
	}
	return n
}
