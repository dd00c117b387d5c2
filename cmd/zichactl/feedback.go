package main

import (
	"errors"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/forms/feedback"
	"zicha/forms/pack"
)

type feedbackCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	File    string `arg:"" optional:"" help:"反馈文件（.fankui）；不写时显示档案里已有的"`
	Reopen  bool   `help:"有退回补正的，开始下一个版本，原因用反馈里的"`
	JSON    bool   `name:"json" help:"输出 JSON"`
}

// feedbackJSON is what the dossier's feedback comes to, for programs.
type feedbackJSON struct {
	Status   string          `json:"status"` // accepted, unchanged, kept where no file was given
	Version  int             `json:"version"`
	Paper    string          `json:"paper"`
	Snapshot string          `json:"snapshot"`
	Items    []feedback.Item `json:"items"`
	Problems []forms.Problem `json:"problems"`
}

// Run takes the feedback in and shows what it says at its places.
func (c *feedbackCmd) Run(con *console) error {
	if c.JSON {
		con = con.silent()
	}
	if c.File == "" && !c.Reopen {
		return look(c.Dossier, func(f *dossier.File) error { return c.tell(con, f, "kept") })
	}
	var fb *feedback.File
	if c.File != "" {
		var err error
		if fb, err = feedback.Read(c.File); err != nil {
			return err
		}
	}
	return edit(con, c.Dossier, func(f *dossier.File) error {
		status, err := c.take(con, f, fb)
		if err == nil && c.Reopen {
			err = reopen(con, f, "")
			if needs := lacking(""); errors.As(err, &needs) {
				err = errors.New("反馈里没有要补正的这一版内容，没有开始下一个版本")
			}
		}
		if err != nil {
			return err
		}
		return c.tell(con, f, status)
	})
}

// take keeps the feedback, nothing where none was given.
func (c *feedbackCmd) take(con *console, f *dossier.File, fb *feedback.File) (status string, err error) {
	if fb == nil {
		return "kept", nil
	}
	told, taken, err := pack.TakeFeedback(f, fb)
	if err != nil {
		return "", err
	}
	con.sayEach(told)
	if !taken {
		con.say("档案里已有这份反馈，没有变化")
		return "unchanged", nil
	}
	con.say("已收入%s", fb.Words())
	return "accepted", nil
}

// tell shows the dossier's feedback.
func (c *feedbackCmd) tell(con *console, f *dossier.File, status string) error {
	d := f.Dossier()
	fb := feedback.Of(d)
	if fb == nil {
		return errors.New("档案里没有反馈。收入的办法是 zichactl feedback 档案 反馈文件")
	}
	problems := slices.DeleteFunc(check.Dossier(d, d.Score(), today()), func(p forms.Problem) bool { return !strings.HasPrefix(p.Code, "feedback_") })
	if c.JSON {
		items := append([]feedback.Item{}, fb.Items...)
		return writeJSON(con.json, feedbackJSON{status, fb.Version, fb.Paper, fb.Snapshot, items, append([]forms.Problem{}, problems...)})
	}
	con.say("%s，%s", fb.Words(), fb.When())
	printProblems(con.lines, problems)
	con.say("%s", feedback.SumWords(feedback.Notes(d)))
	return nil
}

// sayFeedback shows what the feedback says, each at its place.
func sayFeedback(con *console, d *forms.Dossier) {
	for _, n := range feedback.Notes(d) {
		con.say("  反馈，%s", n.Sentence())
	}
}
