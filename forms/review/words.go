package review

import "cmp"

// kindLabels are the kinds of events as screens and papers print them.
var kindLabels = map[Kind]string{
	Received: "收件", Figured: "录入数据", Initial: "初评", Confirmed: "确认", Direct: "直接评分", Withdrawn: "撤回", Returned: "退回补正", Upheld: "维持",
	Voided: "虚假材料不得分", Cased: "虚假材料核查", Ruled: "口径裁定", Unruled: "取消口径裁定", Dismissed: "疑点排除", Inspected: "现场核查",
	Copied: "复制副本", Joined: "合并副本", Finalized: "定稿", Approved: "审定", Chosen: "选定定稿",
}

// Label is the kind as it is printed; one of a newer program is printed as it is.
func (k Kind) Label() string { return cmp.Or(kindLabels[k], string(k)) }

var stepLabels = map[string]string{CaseOpened: "线索", CaseChecked: "核查", CaseTold: "告知", CaseVoided: "认定", CaseDropped: "不予认定"}

// Label is the step of a case as it is printed, marked where it does not hold.
func (s CaseStep) Label() string {
	if s.Unused {
		return CaseStepLabel(s.Step) + "（不再有效）"
	}
	return CaseStepLabel(s.Step)
}

// CaseStepLabel is a step of a case by its name, as it is printed.
func CaseStepLabel(step string) string { return cmp.Or(stepLabels[step], step) }
