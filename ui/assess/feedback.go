package assess

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/feedback"
	"zicha/forms/pack"
	"zicha/ui/widgets"
)

// laid is a feedback that was opened and not taken in: what it says stands beside the dossier while the dossier is open, and nothing of it
// is in the file.
type laid struct {
	file    *feedback.File
	changes []forms.Change // which would keep it
}

// layBeside works out what the feedback says of the values as they are now.
func (s *Session) layBeside() {
	s.Told = s.Values
	if s.laid != nil {
		s.Told = s.Values.Clone()
		s.Told.Apply(s.laid.changes...)
	}
	s.Notes = feedback.Notes(s.Told)
}

// Feedback is what the assessor has told, whether it is only laid beside the dossier or kept in it; nil for nothing.
func (s *Session) Feedback() *feedback.File {
	if s.laid != nil {
		return s.laid.file
	}
	return feedback.Of(s.Values)
}

// lay has a feedback stand beside the dossier, nil for none.
func (s *Session) lay(l *laid) {
	s.laid = l
	s.Derive()
	s.OnChange()
}

// FeedbackFile reports whether a path is that of a feedback.
func FeedbackFile(path string) bool { return strings.EqualFold(filepath.Ext(path), feedback.Ext) }

// FeedbackPurpose is what the folder of the feedbacks that are opened is remembered for.
const FeedbackPurpose = "feedback"

// FeedbackAsk asks for a feedback file.
func FeedbackAsk(folder string) widgets.Ask {
	return widgets.Ask{Title: "打开反馈单（.fankui）", Ends: []string{feedback.Ext}, Folder: folder, Purpose: FeedbackPurpose}
}

// AskFeedback asks for a feedback file and opens it.
func (d *Desk) AskFeedback() {
	widgets.OpenFile(d.host.Window, FeedbackAsk(d.host.Folder), d.OpenFeedback)
}

// OpenFeedback lays a feedback file beside the dossier and shows what it says; nothing of the dossier changes by it. One that is not for
// this dossier is refused with the reason.
func (d *Desk) OpenFeedback(path string) {
	var l laid
	var told []string
	d.session.Aside(func(context.Context) (err error) {
		if l.file, err = feedback.Read(path); err == nil {
			l.changes, told, err = pack.LookFeedback(d.session.File, l.file)
		}
		return err
	}, d.host.After("没有打开反馈单", func() {
		widgets.CameFrom(path, FeedbackPurpose)
		if len(l.changes) == 0 {
			d.session.lay(nil)
			d.ShowFeedback()
			d.head.saved.Set("这份反馈已经收在档案里", widgets.ToneMuted)
			return
		}
		d.session.lay(&l)
		d.ShowFeedback()
		if len(told) > 0 {
			d.host.Tell("请核对", strings.Join(told, "\n"))
		}
	}))
}

// TakeFeedback keeps the feedback laid beside the dossier in it.
func (d *Desk) TakeFeedback() {
	l := d.session.laid
	if l == nil || d.readOnly("没有收入", "收入反馈") {
		return
	}
	d.session.Rework(func() error {
		_, _, err := pack.TakeFeedback(d.session.File, l.file)
		return err
	}, d.host.After("没有收入", func() {
		d.session.lay(nil)
		d.head.saved.Set("已收入"+l.file.Words(), widgets.ToneGood)
	}))
}

// PutFeedbackAway takes the feedback from beside the dossier; one kept in the dossier is taken out of it, once that is sure.
func (d *Desk) PutFeedbackAway() {
	switch {
	case d.session.laid != nil:
		d.session.lay(nil)
	case d.readOnly("没有移出", "移出反馈"):
	default:
		words := widgets.Body("移出以后，失分和退回的不再列出；填报内容和核对码都不变。有反馈文件的，随时可以再打开。修改记录里留有这一步。")
		widgets.NewSheet(d.host.Window, "从档案中移出反馈", words).Button("取消", nil).Main("移出", nil, d.dropFeedback).Show()
	}
}

func (d *Desk) dropFeedback() {
	d.session.Rework(func() error { return pack.DropFeedback(d.session.File) }, d.host.After("没有移出", func() {
		d.head.saved.Set("已移出反馈", widgets.ToneMuted)
	}))
}

// feedbackNotes are what the feedback says at one place; nothing is there where it says nothing.
type feedbackNotes struct {
	session *Session
	box     *fyne.Container
	at      func(feedback.Note) bool
	shown   string
}

func newFeedbackNotes(s *Session, at func(feedback.Note) bool) *feedbackNotes {
	n := &feedbackNotes{session: s, at: at, box: widgets.Column(4)}
	n.box.Hide()
	return n
}

// show brings the notes in line with the session.
func (n *feedbackNotes) show() {
	words, here := "", []feedback.Note(nil)
	for _, note := range n.session.Notes {
		if n.at(note) {
			words, here = words+note.Words+"\n", append(here, note)
		}
	}
	if words == n.shown {
		return
	}
	n.shown, n.box.Objects = words, nil
	for _, note := range here {
		text := widgets.NewText(note.Words, widgets.Style{Tone: noteTone(note)})
		n.box.Add(widgets.Panel(widgets.ToneSheet, 8, widgets.Row(8, 1, widgets.NewMark(noteTone(note)), text)))
	}
	widgets.Reveal(n.box, len(here) > 0)
	n.box.Refresh()
}

// noteTone tells what still waits from what is over.
func noteTone(n feedback.Note) fyne.ThemeColorName {
	if n.Pending || n.Lost() {
		return widgets.ToneWait
	}
	return widgets.ToneMuted
}

// atField, atCriterion and atIndicator choose the notes of one place: those that name a field, those that name its criterion, and the rest
// of the indicator.
func atField(path forms.Path) func(feedback.Note) bool {
	return func(n feedback.Note) bool { return n.At.Path == path && n.Field != "" && n.Field != n.At.Criterion }
}

func atCriterion(id string) func(feedback.Note) bool {
	return func(n feedback.Note) bool { return n.At.Criterion == id && n.Field == id }
}

func atIndicator(no int) func(feedback.Note) bool {
	return func(n feedback.Note) bool { return n.At.Criterion == strconv.Itoa(no) }
}

// returnedWords mark an indicator in the list: 退回, or 已改 once something of it is changed; "" where it was not returned.
func (s *Session) returnedWords(no int) (words string, pending bool) {
	for _, n := range s.Notes {
		if n.Indicator == no && n.Standing == feedback.Returned {
			if n.Pending {
				return "退回", true
			}
			return "已改", false
		}
	}
	return "", false
}

// pendingReturns counts what was returned and is not mended yet.
func (s *Session) pendingReturns() (n int) {
	for _, note := range s.Notes {
		if note.Pending {
			n++
		}
	}
	return n
}
