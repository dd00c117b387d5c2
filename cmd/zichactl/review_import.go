package main

import (
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/receive"
	"zicha/forms/review"
)

type reviewImportCmd struct {
	Book    string   `arg:"" help:"审核汇总（.huizong）"`
	Files   []string `arg:"" name:"file" help:"定稿的工作簿（.xlsx）、报送包（文件夹或 .zip），或者放着这些的文件夹；填好的评分表；一个单位一行的数据表（.xlsx 或 .csv）；可以写多个"`
	Plan    bool     `help:"只列出会怎样，不收"`
	Altered bool     `help:"改动过的和没有定稿的也收下，要写 --reason"`
	Reason  string   `help:"收下改动过的或没有定稿的理由，会留在审核记录里" placeholder:"R"`
	JSON    bool     `name:"json" help:"输出 JSON：每个文件一行一个对象"`

	signer
}

// The kinds of files that come in.
const (
	kindWorkbook = "workbook"
	kindPack     = "pack"
	kindScores   = "scores"
	kindFigures  = "figures"
)

// importedJSON is what became of a file.
type importedJSON struct {
	File    string         `json:"file"`
	Kind    string         `json:"kind"`
	Code    string         `json:"code"`
	County  string         `json:"county"`
	Version int            `json:"version"`
	Status  review.Receipt `json:"status"`
	Reason  string         `json:"reason"`
	Self    *string        `json:"self"`
	Reopens []int          `json:"reopens"`

	refused bool
	ask     bool // it can be taken with a reason
	older   bool // it is kept, and a higher version holds; programs read skipped
}

// Run takes every file in that can be, whatever the others are like; 1 where one could not.
func (c *reviewImportCmd) Run(con *console) error {
	if c.Altered != (c.Reason != "") {
		return wrongUsage("--altered 和 --reason 要一起写")
	}
	work := func(b *review.Book) error { return c.work(con, b) }
	if c.Plan {
		return looking(c.Book, work)
	}
	return reviewing(con.told(c.JSON), c.Book, work)
}

func (c *reviewImportCmd) work(con *console, b *review.Book) error {
	line := &progressLine{}
	tell := func(step string, done, total int) { line.tell(step, float64(done)/float64(max(total, 1))) }
	plan, err := receive.New(con.ctx, b, c.Files, receive.Options{Progress: tell})
	if err == nil && c.Altered {
		err = c.accept(b, plan)
	}
	if err == nil && !c.Plan {
		err = receive.Take(con.ctx, b, c.anybody(b), plan, tell)
	}
	line.clear()
	if err != nil {
		return err
	}
	whole, telling := c.tell(con, b, plan)
	if telling == nil && !whole {
		return errRefused
	}
	return telling
}

// accept has what is altered or a draft taken.
func (c *reviewImportCmd) accept(b *review.Book, plan *receive.Plan) error {
	for _, i := range plan.Items {
		if !i.Ask {
			continue
		}
		if err := plan.Accept(b, i.File, c.Reason); err != nil {
			return err
		}
	}
	return nil
}

// tell says what became of each file, and whether all were taken. What is no county's may be a table for the book itself: it is taken here.
func (c *reviewImportCmd) tell(con *console, b *review.Book, plan *receive.Plan) (whole bool, err error) {
	whole = true
	tables := false
	for _, i := range plan.Items {
		got := imported(i)
		if other, is := c.other(con, b, i); is {
			got, tables = other, true
		}
		whole = whole && !got.refused
		if !c.JSON {
			con.say("%s：%s", got.File, got.words(c.Plan))
		} else if err := writeJSON(con.json, got); err != nil {
			return whole, err
		}
	}
	if !c.JSON && !tables {
		con.say("%s", plan.Words())
	}
	return whole, nil
}

// imported is what became of a file. A version lower than the one that is there is skipped: it is kept and changes nothing.
func imported(i *receive.Item) importedJSON {
	out := importedJSON{
		File: files.Shown(i.File), Kind: kindWorkbook, Code: i.County, County: i.Name, Version: i.Version, Status: i.Status, Reopens: append([]int{}, i.Reopens...),
		refused: i.Status == receive.Skipped, ask: i.Ask,
	}
	if i.Pack {
		out.Kind = kindPack
	}
	if i.Self != "" {
		out.Self = &i.Self
	}
	if i.Status == review.Older {
		out.Status, out.older = receive.Skipped, true
	}
	out.Reason = strings.Join(i.Said(), "；")
	return out
}

// told is the console, on which nothing is said to people where programs read.
func (c *console) told(json bool) *console {
	if json {
		return c.silent()
	}
	return c
}

func (i importedJSON) words(plan bool) string {
	version := ""
	if i.Version > 0 {
		version = "第" + strconv.Itoa(i.Version) + "版"
	}
	receipt := i.Status
	if i.older {
		receipt = review.Older
	}
	parts := []string{strings.TrimSpace(i.County + version + " " + receive.Label(receipt, plan))}
	if i.Self != nil {
		parts = append(parts, "自评"+*i.Self+"分")
	}
	if i.Reason != "" {
		parts = append(parts, i.Reason)
	}
	if i.ask && i.refused {
		parts = append(parts, "仍要收下的，请加 --altered 和 --reason=理由")
	}
	if len(i.Reopens) > 0 {
		parts = append(parts, "要复看"+review.ItemsWords(i.Reopens))
	}
	return strings.Join(parts, "；")
}
