package wording

import (
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// Term names an entry of the glossary; it is the very word the screens have.
type Term string

// The words that are explained where they stand.
const (
	TermFilled    Term = "填"
	TermBacked    Term = "证"
	TermPoints    Term = "分"
	TermSelf      Term = "自评"
	TermBackedSum Term = forms.BackedLabel
	TermForecast  Term = "预估"
	TermApart     Term = "另行报送"
	TermCited     Term = "引用已有"
	TermNotKind   Term = "不是这种"
	TermWithdraw  Term = "撤销这份材料"
	TermUndo      Term = "撤销"
	TermPending   Term = "待定"
	TermStuck     Term = "暂无法计算"
	TermReading   Term = "口径说明"
	TermFinal     Term = "定稿"
	TermCode      Term = "核对码"
	TermReopen    Term = "退回修改"
	TermFeedback  Term = "反馈单"
	TermReturned  Term = "退回补正"
)

// Glossary lists every term in the order of the work.
func Glossary() []Term {
	return []Term{
		TermFilled, TermBacked, TermPoints, TermSelf, TermBackedSum, TermForecast, TermPending, TermStuck, TermReading, TermApart, TermCited, TermNotKind,
		TermWithdraw, TermUndo, TermFinal, TermCode, TermReopen, TermFeedback, TermReturned,
	}
}

// Explain says what a word means, in the words of a rulebook; tips, sheets and the manual say it so.
func Explain(t Term, w *scoring.Words) string {
	assessor := w.Assessor
	return map[Term]string{
		TermFilled:    "这一项填完没有：绿色为要点都填了，黄色为填了一部分，空心为未填。",
		TermBacked:    "要点有没有佐证材料：绿色为都有，黄色为部分有，空心为没有，短横为不需要。",
		TermPoints:    "得了多少分：绿色为得满，黄色为得了一部分，空心为没有得分或者还无法计算。",
		TermSelf:      "由本单位提供材料的指标，按现在的填报算出的得分。",
		TermBackedSum: "自评里已经附了佐证材料的部分；没有附材料的要点不算。",
		TermForecast:  "由" + assessor + "核定的指标，按填的数字估算，只供参考，不计入自评。",
		TermPending:   "考核标准由" + assessor + "提供，还没有提供，暂时无法计分；填入标准后即可计分。",
		TermStuck:     "填了，但缺一个数，或者几个数互相矛盾，无法计分；改好即可计分。",
		TermReading:   "原文没有写明的地方，程序是怎样理解的；" + assessor + "另有解释的，以" + assessor + "为准。",
		TermApart:     "不便扫描的材料（成册的原件、光盘等）：目录里占一个编号、写明名称，不附文件，原件另外送。",
		TermCited:     "已经附在其他要点的材料，在这里也作数：还是同一件，编号不变。",
		TermNotKind:   "这件材料不算上面那一种应附材料，但仍是这个要点的佐证，可以再标明是哪一种。",
		TermWithdraw:  "这件材料不再作为佐证，编号不再给其他材料，写明的原因留在档案里。它和“撤销”（Ctrl+Z，退回刚才的一步）不是一回事。",
		TermUndo:      "退回刚才的一步操作（Ctrl+Z），可以一步步退，也可以重做（Ctrl+Y）。要让一件佐证材料不再作数，用“撤销这份材料”。",
		TermFinal:     "把现在的内容锁定为一个版本，原样存下报告和工作簿，给出核对码；此后才能打印、盖章、报送。",
		TermCode:      "由全部内容算出的16个字符，印在附件每页和工作簿上；内容改动一处，核对码就不同。",
		TermReopen:    "定稿以后要修改，写明原因，开始下一个版本；已定稿的一版原样留着。",
		TermFeedback:  assessor + "审核后发来的文件（.fankui）：哪些项退回补正，哪些地方少得了分、为什么。打开它不改动档案。",
		TermReturned:  assessor + "要求补充或改正的一项：补正后重新定稿，作为下一版报送；没有可改的，在备注里说明。",
	}[t]
}

// ExplainAll sets several terms in lines, each before what it means.
func ExplainAll(w *scoring.Words, terms ...Term) string {
	var lines []string
	for _, t := range terms {
		lines = append(lines, string(t)+"："+Explain(t, w))
	}
	return strings.Join(lines, "\n")
}
