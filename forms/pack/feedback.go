package pack

import (
	"fmt"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/feedback"
	"zicha/forms/files"
)

// TakeFeedback keeps a feedback in the dossier, also in a finalized one; no paper and no comparison code changes by it. told says in
// sentences what should be known; taken is false where the dossier has this very feedback already.
func TakeFeedback(f *dossier.File, fb *feedback.File) (told []string, taken bool, err error) {
	d := f.Dossier()
	if err := fb.Fits(d); err != nil {
		return nil, false, err
	}
	answered, told, err := answeredLines(f, fb)
	if err != nil {
		return nil, false, err
	}
	changes, err := fb.Changes(d, answered)
	if err != nil || len(changes) == 0 {
		return nil, false, err
	}
	return told, true, f.CommitFeedback("收入"+fb.Words(), changes)
}

// answeredLines are those of the version a feedback is about; the present ones where the dossier has no such version, which is told. One
// about another paper of that number is refused.
func answeredLines(f *dossier.File, fb *feedback.File) (lines []forms.Line, told []string, err error) {
	for _, v := range f.Versions() {
		switch {
		case v.Number != fb.Version:
		case fb.Paper != "" && v.Code != fb.Paper:
			return nil, nil, files.Failure(feedback.ErrOther, "反馈是对核对码为 %s 的第%d版作出的，档案里的第%d版核对码是 %s，没有收入。请核实报送时用的是哪一份档案",
				fb.Paper, fb.Version, fb.Version, v.Code)
		default:
			s, err := versionSnapshot(f, v.Number)
			return s.Lines, nil, err
		}
	}
	if fb.Version > 0 {
		told = []string{fmt.Sprintf("反馈是对第%d版作出的，档案里没有这一版定稿，退回的各项与现在的内容对照", fb.Version)}
	}
	return f.Dossier().Lines(nil), told, nil
}

// FeedbackReason is the reason for the next version where the feedback kept returns something of the version there is, "" where it does not.
func FeedbackReason(d *forms.Dossier) string {
	fb := feedback.Of(d)
	if fb == nil || fb.Version != d.Version {
		return ""
	}
	return fb.Reason(d.Edition)
}
