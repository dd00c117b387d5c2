package pack

import (
	"fmt"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/feedback"
	"zicha/forms/files"
)

// LookFeedback plans keeping a feedback in the dossier and changes nothing: what is laid beside the dossier is a copy with these changes.
// told says in sentences what should be known; there are no changes where the dossier has this very feedback already.
func LookFeedback(f *dossier.File, fb *feedback.File) (changes []forms.Change, told []string, err error) {
	d := f.Dossier()
	if err := fb.Fits(d); err != nil {
		return nil, nil, err
	}
	answered, told, err := answeredLines(f, fb)
	if err != nil {
		return nil, nil, err
	}
	changes, err = fb.Changes(d, answered)
	return changes, told, err
}

// TakeFeedback keeps a feedback in the dossier, also in a finalized one; no paper and no comparison code changes by it. told says in
// sentences what should be known; taken is false where the dossier has this very feedback already.
func TakeFeedback(f *dossier.File, fb *feedback.File) (told []string, taken bool, err error) {
	changes, told, err := LookFeedback(f, fb)
	if err != nil || len(changes) == 0 {
		return nil, false, err
	}
	return told, true, f.CommitFeedback("收入"+fb.Words(), changes)
}

// DropFeedback takes the feedback out of the dossier again, also out of a finalized one; the history keeps that it was there.
func DropFeedback(f *dossier.File) error {
	d := f.Dossier()
	fb := feedback.Of(d)
	if fb == nil {
		return nil
	}
	return f.CommitFeedback("移出"+fb.Words(), feedback.Drop(d))
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
