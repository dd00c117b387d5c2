package main

import (
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/scoring"
)

// reviewCmd is the city's side (市级审核); each field is one command with its own Run.
type reviewCmd struct {
	New       reviewNewCmd       `cmd:"" help:"新建审核汇总"`
	Me        reviewMeCmd        `cmd:"" help:"登记一次经办人，以后的命令不用再写"`
	Import    reviewImportCmd    `cmd:"" help:"收下定稿的工作簿和报送包，收回评分表和数据表"`
	Publicity reviewPublicityCmd `cmd:"" help:"从全市的双公示数据表数出各单位的数据"`
	Set       reviewSetCmd       `cmd:"" help:"录入考核方自己掌握的数据，例如考核标准"`
	Decide    reviewDecideCmd    `cmd:"" help:"评分：初评、确认、直接评分，可以一次多项"`
	Reasons   reviewReasonsCmd   `cmd:"" help:"列出各项指标写过的理由，按失分原因、从近到远，供再次选用"`
	Withdraw  reviewWithdrawCmd  `cmd:"" help:"撤回一项评分，恢复到它之前"`
	Undo      reviewUndoCmd      `cmd:"" help:"撤销这份汇总里最近一步：先列出是什么，确认后撤销"`
	Return    reviewReturnCmd    `cmd:"" help:"退回补正一项"`
	Uphold    reviewUpholdCmd    `cmd:"" help:"维持已有的评分：未变的一并维持，或者指定待复看的几项"`
	Case      reviewCaseCmd      `cmd:"" help:"虚假材料案件：线索、核查、告知、认定或不予认定"`
	Ruling    reviewRulingCmd    `cmd:"" help:"口径裁定：先列出影响，确认后采用或取消"`
	Clues     reviewCluesCmd     `cmd:"" help:"列出疑点：同一文件、图像、文号，重复列报，日期和数值不对的；不计分"`
	Dismiss   reviewDismissCmd   `cmd:"" help:"排除一条疑点，写明理由"`
	Copy      reviewCopyCmd      `cmd:"" help:"复制一份给另一位审核人员"`
	Join      reviewJoinCmd      `cmd:"" help:"合并另一份：先列出每一项会怎样，确认后合并；选定互相矛盾的评分"`
	Status    reviewStatusCmd    `cmd:"" help:"列出每个单位每项指标的状态"`
	Changes   reviewChangesCmd   `cmd:"" help:"待复看的各项：评分时的和现在的填报、数据、口径对照"`
	Rank      reviewRankCmd      `cmd:"" help:"列出得分和位次"`
	Finalize  reviewFinalizeCmd  `cmd:"" help:"定稿：核对有没有没办完的，固定结果，给出核对码"`
	Approve   reviewApproveCmd   `cmd:"" help:"登记审定的日期和文件"`
	Verify    reviewVerifyCmd    `cmd:"" help:"纸面上的核对码是哪一次定稿，之后有什么变化"`
	Trail     reviewTrailCmd     `cmd:"" help:"列出全部审核记录，从早到晚"`
	Recompute reviewRecomputeCmd `cmd:"" help:"由审核记录复算每一次定稿，再写出旁人复算的工作簿"`
	Feedback  reviewFeedbackCmd  `cmd:"" help:"写出各单位的反馈单和反馈文件（.fankui）"`
	Sheet     reviewSheetCmd     `cmd:"" help:"给没有程序的单位写出评分表，填好后用 import 收回"`
	Export    reviewExportCmd    `cmd:"" help:"写出定稿的函、请示、通报、折算单、台账等"`
	Generate  reviewGenerateCmd  `cmd:"" help:"写出示例单位的考核指标文件和定稿的工作簿，用来试用市级审核"`
}

// signer is who acts. The name is typed, not proved; what is not given is what review me has kept.
type signer struct {
	By   string `help:"经办人姓名，会留在审核记录里；不写用 review me 登记的" placeholder:"NAME"`
	Role string `help:"职务" placeholder:"ROLE"`
	Unit string `help:"单位：照考核指标里写的全称，或者写 bureau（作初评的单位）、commission（作确认的单位）" placeholder:"UNIT"`
}

// unsigned is who is named for acts that judge nothing and were done without a name.
const unsigned = "未署名"

// person is who acts in a book, the name "" where none was given and none is kept.
func (s signer) person(b *review.Book) review.Person {
	p, kept := review.Person{By: strings.TrimSpace(s.By), Role: strings.TrimSpace(s.Role), Unit: officeOf(b.Edition(), s.Unit)}, b.Me()
	if p.By == "" || p.By == kept.By {
		p.By = kept.By
		if p.Role == "" {
			p.Role = kept.Role
		}
		if p.Unit == "" {
			p.Unit = kept.Unit
		}
	}
	return p
}

// anybody is person for acts that judge nothing: they may be done without a name, and the trail says so.
func (s signer) anybody(b *review.Book) review.Person {
	p := s.person(b)
	if p.By == "" {
		p.By = unsigned
	}
	return p
}

// sealing is anybody for what goes on papers: that nobody's name stands there is told.
func (s signer) sealing(con *console, b *review.Book) review.Person {
	p := s.anybody(b)
	if p.By == unsigned {
		con.say("注意：没有写经办人，记为“%s”，纸面上也这样写；要写明请加 --by，或者先用 review me 登记", unsigned)
	}
	return p
}

// officeOf is the unit meant by its name or by the source whose data it holds.
func officeOf(e *scoring.Edition, unit string) string {
	switch unit = strings.TrimSpace(unit); scoring.Source(unit) {
	case scoring.Bureau:
		return e.Review.Initial
	case scoring.Commission:
		return e.Review.Confirm
	}
	return unit
}

// reviewing opens a book for writing, has it worked on and closes it again.
func reviewing(con *console, path string, work func(*review.Book) error) error {
	b, err := review.Open(path, review.Options{})
	if err != nil {
		return err
	}
	if warning := b.Warning(); warning != nil {
		con.say("注意：%s", warning)
	}
	err = work(b)
	if closeErr := b.Close(); err == nil {
		err = closeErr
	}
	return err
}

// looking opens a book to read only. One whose last writer was cut off is first opened for writing, which puts it in order.
func looking(path string, work func(*review.Book) error) error {
	b, err := review.OpenToRead(path)
	if err != nil {
		return err
	}
	defer b.Close()
	return work(b)
}

type reviewNewCmd struct {
	Book    string `arg:"" proposed:"" help:"要新建的审核汇总（.huizong）"`
	Edition string `help:"用这个考核指标文件（.toml），或者程序自带的一套的标识" placeholder:"FILE"`
}

// Run makes a book of a rulebook, which it keeps with its list of units.
func (c *reviewNewCmd) Run(con *console) error {
	known, err := newRulebooks(con, c.Edition)
	if err != nil {
		return err
	}
	e := known[0]
	if strings.TrimSpace(c.Book) == "" {
		return wrongUsage("请写明要新建的审核汇总的文件名，例如 " + e.City + review.Ext)
	}
	b, err := review.Create(c.Book, e)
	if err != nil {
		return err
	}
	con.say("已新建%s（%s，%d年度，%d个单位，%d项指标）", files.Shown(c.Book), e.Title, e.Year, len(e.Units), len(e.Indicators()))
	return b.Close()
}

type reviewMeCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`

	signer
}

// Run keeps who works on this copy of the book, or says who does.
func (c *reviewMeCmd) Run(con *console) error {
	if strings.TrimSpace(c.By) == "" && (c.By != "" || c.Role != "" || c.Unit != "") {
		return wrongUsage("登记经办人要写姓名：请加 --by")
	}
	if c.By == "" {
		return looking(c.Book, func(b *review.Book) error {
			con.say("%s", b.Me().Words())
			return nil
		})
	}
	return reviewing(con, c.Book, func(b *review.Book) error {
		if err := b.SetMe(review.Person{By: c.By, Role: c.Role, Unit: officeOf(b.Edition(), c.Unit)}); err != nil {
			return err
		}
		con.say("%s。姓名是自己写的，程序不核实；审核记录里会写明", b.Me().Words())
		if r, unit := b.Edition().Review, b.Me().Unit; unit != r.Initial && unit != r.Confirm {
			con.say("注意：初评由%s作出，确认由%s作出；这里登记的单位两者都不是，只能作其他的记录", r.Initial, r.Confirm)
		}
		return nil
	})
}
