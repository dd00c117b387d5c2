package results

import (
	"fmt"
	"strings"

	"zicha/forms/wording"
)

// resultLetter is the 函 that hands the result over: 得分, 数据, 依据.
func (b *builder) resultLetter() []wording.Part {
	var t text
	t.title(b.office(b.e.Review.Confirm)+"关于", b.e.Titled(""), "考核结果的函")
	t.add(wording.PartRecipient, strings.Join(b.e.Review.Results, "、")+"：")
	t.say(b.ground() + "要求，" + b.ours() + "会同有关单位对" + b.units() + b.subject() + "进行了考核，现将考核结果函告如下：")
	t.head("一、考核得分")
	t.say(b.standings("附件1") + "本次考核共" + b.size() + "，得分相同的位次并列。位次和分类得分见附件1，各项指标得分见附件2。")
	t.say(b.unsettledWords()...)
	t.head("二、考核数据")
	t.say(b.dataWords())
	t.head("三、考核依据")
	t.say(b.basisWords())
	t.say("特此函告。")
	t.annexes(b.annexTitles()...)
	b.sign(&t)
	return t.parts
}

// annexTitles are the tables that go with the 函.
func (b *builder) annexTitles() []string {
	return []string{b.titled(titleRanking), b.titled(titleScores), b.titled(titleChanges), b.titled(titleFigures) + "和口径裁定"}
}

// dataWords say what was changed and what the city's own data are.
func (b *builder) dataWords() string {
	words := ""
	if own, held := b.tracked(true), b.tracked(false); own > 0 && held > 0 {
		words = fmt.Sprintf("被考核单位提供材料的指标有%d项，考核单位掌握数据、直接评分的有%d项。", own, held)
	}
	if n := len(b.changed()); n > 0 {
		words += fmt.Sprintf("考核得分与填报得分不一致的共%d项次", n)
		if causes := b.causes(); causes != "" {
			words += "，其中" + causes
		}
		words += "，逐项变动和理由见附件3。"
	} else {
		words += "考核得分与填报得分全部一致。"
	}
	if n := len(b.s.Figures); n > 0 {
		words += fmt.Sprintf("考核采用考核单位掌握的数据%d条，见附件4。", n)
	}
	return words
}

// basisWords say what the scores rest on.
func (b *builder) basisWords() string {
	words := "各项得分依据" + wording.Quoted(b.e.Standard()) + "规定的评分标准、各" + b.e.Words.Unit + "报送的自查材料和考核单位掌握的数据评定。" + b.byRulings()
	if n := b.voided(); n > 0 {
		words += fmt.Sprintf("经查实提供虚假材料的%d项，按规定该项不得分。", n)
	}
	return words + "评定过程逐项记录，可以查阅审核台账。"
}

// request is the 请示 that asks the government to approve.
func (b *builder) request() []wording.Part {
	var t text
	t.title(b.office(b.e.Review.Confirm)+"关于审定", b.e.Titled(""), "考核结果的请示")
	t.add(wording.PartRecipient, b.e.Review.Government+"：")
	t.say(b.ground() + "要求，" + b.ours() + "会同有关单位完成了" + b.subject() + "考核，现就审定并通报考核结果请示如下：")
	t.head("一、考核情况")
	t.say("本次考核共" + b.size() + "。" + b.processWords() + "考核程序、依据和核查情况见附件2。")
	t.head("二、考核结果")
	t.say(b.standings("附件3"))
	if len(b.s.Units) <= longList {
		t.say("得分和位次全表见附件3。")
	}
	t.say(b.unsettledWords()...)
	t.head("三、请示事项")
	t.say("恳请审定上述考核结果，并同意按代拟稿（附件1，公布方式为“" + b.o.Publish.Label() + "”）印发通报。")
	t.say("妥否，请批示。")
	t.annexes(joined(b.circular()), joined(b.explanation()), b.titled(titleRanking), "有关部门意见")
	b.sign(&t)
	return t.parts
}

// processWords say how the assessment went.
func (b *builder) processWords() string {
	r := b.e.Review
	words := "考核按照被考核单位自查填报"
	if r.Initial != r.Confirm {
		words += "、" + r.Initial + "比对核查并初评、" + r.Confirm + "确认"
	} else {
		words += "、" + r.Confirm + "核查评定"
	}
	return words + "的程序进行，考核单位掌握数据的指标由" + r.Confirm + "会同有关单位直接评分。"
}

// explanation is the 情况说明: procedure, basis, what was checked, changes, rulings, cases.
func (b *builder) explanation() []wording.Part {
	var t text
	t.title("关于"+b.e.Titled(""), "考核情况的说明")
	t.head("一、考核程序")
	t.say(b.processWords() + b.receivedWords())
	t.head("二、考核依据")
	t.say(b.ground() + "组织考核。" + b.basisWords())
	t.head("三、核查情况")
	t.say(b.checkedWords()...)
	t.head("四、得分变动情况")
	t.say(b.dataChanged()...)
	t.head("五、口径裁定情况")
	t.say(b.rulingWords()...)
	t.head("六、虚假材料核查情况")
	t.say(b.caseWords()...)
	t.head("七、其他需要说明的情况")
	t.say(b.otherWords()...)
	t.add(wording.PartSignatory, b.office(b.e.Review.Confirm))
	t.add(wording.PartDate, wording.ChineseDate(b.date()))
	return t.parts
}

// item is a line of a list's item in running text.
func item(i int, words string) string { return fmt.Sprintf("%d.%s", i+1, words) }
