package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
)

// cellArgs name a county's indicator.
type cellArgs struct {
	County    string `required:"" help:"单位的代码或名称，照考核指标的名单写" placeholder:"C"`
	Indicator int    `required:"" help:"指标的序号" placeholder:"N"`
}

type reviewSetCmd struct {
	Book    string   `arg:"" help:"审核汇总（.huizong）"`
	Figures []string `arg:"" optional:"" name:"field=value" help:"要点.字段=值，例如 11.1.standard=50；等号后面不写，去掉原来的；可以写多个。不写时列出可以录入的和现在的值"`
	County  string   `required:"" help:"单位的代码或名称，照考核指标的名单写" placeholder:"C"`

	signer
}

// Run stores figures of the city's own.
func (c *reviewSetCmd) Run(con *console) error {
	var list []review.Figure
	for _, text := range c.Figures {
		field, value, ok := strings.Cut(strings.Replace(text, "＝", "=", 1), "=")
		if !ok {
			return wrongUsage("“" + text + "”缺少等号，写法如 11.1.standard=50")
		}
		list = append(list, review.Figure{County: c.County, Field: strings.TrimSpace(field), Value: value})
	}
	if len(list) == 0 {
		return looking(c.Book, func(b *review.Book) error { return c.list(con, b) })
	}
	return reviewing(con, c.Book, func(b *review.Book) error {
		changed, err := b.SetFigures(c.anybody(b), list...)
		if err == nil {
			con.say("已保存%d个数据，其余%d个与原来相同", changed, len(list)-changed)
		}
		return err
	})
}

// list names what the city can set for a county, and what it has set.
func (c *reviewSetCmd) list(con *console, b *review.Book) error {
	v, err := b.View()
	if err != nil {
		return err
	}
	u := v.Unit(strings.TrimSpace(c.County))
	if u == nil {
		return unknownUnit(c.County)
	}
	set := map[string]string{}
	for _, f := range v.Figures {
		if f.County == u.Unit.Code {
			set[f.Field] = f.Value
		}
	}
	var lines []string
	for _, crit := range v.Edition.Criteria() {
		for _, f := range review.CityFields(crit) {
			name := crit.ID + "." + f.Key
			lines = append(lines, "  "+name+"　"+f.Label+"　"+cmp.Or(f.Display(set[name]), "未录入"))
		}
	}
	if len(lines) == 0 {
		con.say("考核指标里没有由考核方录入的数据")
		return nil
	}
	con.say("%s由考核方录入的数据：", u.Unit.Name)
	for _, line := range lines {
		con.say("%s", line)
	}
	return nil
}

type reviewDecideCmd struct {
	Book      string       `arg:"" help:"审核汇总（.huizong）"`
	County    string       `help:"单位的代码或名称，照考核指标的名单写" placeholder:"C"`
	Indicator int          `help:"指标的序号" placeholder:"N"`
	Stage     review.Stage `help:"initial（初评）、confirmed（确认）、direct（直接评分）" placeholder:"STAGE"`
	Score     string       `help:"得分：0至分值，最多两位小数；认可不涉及的写 absent" placeholder:"S"`
	Reason    string       `help:"理由；与填报的、初评的、按数据算出的得分不同时必须写" placeholder:"R"`
	Loss      review.Loss  `help:"扣分的类别：material（材料不足）、reading（口径不同）、data（数据不符）、undone（未做）" placeholder:"LOSS"`
	Field     string       `help:"扣分在哪个要点或字段，例如 5.3 或 5.3.articles" placeholder:"F"`
	From      string       `help:"一次评多项：每行一个 JSON，键是 county、indicator、stage、score、reason、loss、field；- 从标准输入读。全部可以保存才保存" placeholder:"FILE"`

	signer
}

// Run stores one decision, or all of a file's, or none.
func (c *reviewDecideCmd) Run(con *console) error {
	list := []review.Decision{{
		County: c.County, Indicator: c.Indicator, Stage: c.Stage, Score: c.Score, Reason: c.Reason, Loss: c.Loss, Field: c.Field,
	}}
	switch alone := c.County == "" && c.Indicator == 0 && c.Score == "" && c.Reason == "" && c.Loss == "" && c.Field == ""; {
	case c.From != "" && !alone:
		return wrongUsage("--from 已经写明各项评分，不能再写其中一项的选项（--stage 除外）")
	case c.From != "":
		var err error
		if list, err = decisions(con, c.From, c.Stage); err != nil {
			return err
		}
	case c.County == "" || c.Indicator == 0 || c.Stage == "" || c.Score == "":
		return wrongUsage("--county、--indicator、--stage、--score 四个选项都要写；一次评多项的，只写 --from")
	}
	return reviewing(con, c.Book, func(b *review.Book) error {
		if err := b.Decide(c.person(b), list...); err != nil {
			return err
		}
		return c.tell(con, b, list)
	})
}

// tell says where the cells stand now.
func (c *reviewDecideCmd) tell(con *console, b *review.Book, list []review.Decision) error {
	if len(list) != 1 {
		con.say("已保存%d项评分", len(list))
		return nil
	}
	return sayCell(con, b, list[0].County, list[0].Indicator)
}

// sayCell says where a cell stands now.
func sayCell(con *console, b *review.Book, county string, indicator int) error {
	v, err := b.View()
	if err != nil {
		return err
	}
	if u := v.Unit(strings.TrimSpace(county)); u != nil && v.Cell(u.Unit.Code, indicator) != nil {
		c := v.Cell(u.Unit.Code, indicator)
		con.say("%s：%s　%s", v.Label(c), c.State.Label(), figuresOf(c))
	}
	return nil
}

// openWords marks what counts without having been decided.
func openWords(decided bool) string {
	if decided {
		return ""
	}
	return "（未核定）"
}

const (
	maxDecisions    = 64 << 20 // bytes of a file of decisions
	maxDecisionLine = 1 << 20
)

// decisionJSON is a line of a file of decisions. A score may be a number: it is taken as it is written.
type decisionJSON struct {
	County    string       `json:"county"`
	Indicator int          `json:"indicator"`
	Stage     review.Stage `json:"stage"`
	Score     json.Number  `json:"score"`
	Reason    string       `json:"reason"`
	Loss      review.Loss  `json:"loss"`
	Field     string       `json:"field"`
}

// decisions reads a file of decisions, one object a line; stage is that of lines that name none.
func decisions(con *console, path string, stage review.Stage) ([]review.Decision, error) {
	in := con.in
	if path != "-" && path != pipedIn {
		f, _, err := files.OpenUpTo(path, maxDecisions)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	lines := bufio.NewScanner(io.LimitReader(in, maxDecisions))
	lines.Buffer(nil, maxDecisionLine)
	var out []review.Decision
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		d, err := decisionOf(line)
		if err != nil {
			return nil, files.Failure(review.ErrRefused, "第%d行不能识别，没有保存；每行应是一个 JSON，例如 %s", n, decisionExample).Because(err)
		}
		if d.Stage == "" {
			d.Stage = stage
		}
		out = append(out, d)
	}
	if err := lines.Err(); err != nil {
		return nil, files.Fault("读取评分文件“"+files.Shown(path)+"”", err)
	}
	if len(out) == 0 {
		return nil, files.Failure(review.ErrRefused, "“%s”里没有评分", files.Shown(path))
	}
	return out, nil
}

const decisionExample = `{"county":"…","indicator":5,"stage":"initial","score":"7.50","reason":"…"}`

func decisionOf(line []byte) (review.Decision, error) {
	var d decisionJSON
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		var text struct{ Score string } // absent is no number
		if json.Unmarshal(line, &text) != nil || text.Score != review.ValueAbsent {
			return review.Decision{}, err
		}
		d.Score = json.Number(text.Score)
	}
	if dec.More() {
		return review.Decision{}, io.ErrUnexpectedEOF
	}
	return review.Decision{
		County: d.County, Indicator: d.Indicator, Stage: d.Stage, Score: d.Score.String(), Reason: d.Reason, Loss: d.Loss, Field: d.Field,
	}, nil
}

type reviewWithdrawCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`
	cellArgs
	Reason string `required:"" help:"撤回的理由" placeholder:"R"`

	signer
}

// Run takes back what was done last on the cell.
func (c *reviewWithdrawCmd) Run(con *console) error {
	return reviewing(con, c.Book, func(b *review.Book) error {
		if err := b.Withdraw(c.person(b), c.County, c.Indicator, c.Reason); err != nil {
			return err
		}
		return sayCell(con, b, c.County, c.Indicator)
	})
}

type reviewReturnCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`
	cellArgs
	Reason string `required:"" help:"需要补正什么" placeholder:"R"`

	signer
}

// Run sends the cell back to the county.
func (c *reviewReturnCmd) Run(con *console) error {
	return reviewing(con, c.Book, func(b *review.Book) error {
		if err := b.Return(c.person(b), c.County, c.Indicator, c.Reason); err != nil {
			return err
		}
		return sayCell(con, b, c.County, c.Indicator)
	})
}

type reviewUpholdCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	County    string `required:"" help:"单位的代码或名称，照考核指标的名单写" placeholder:"C"`
	Indicator []int  `help:"要维持的指标序号，可以写多个；不写则把没有变化的评分一并维持" placeholder:"N"`
	Reason    string `help:"维持的理由；维持待复看的必须写" placeholder:"R"`

	signer
}

// Run lets decisions stand, in one act.
func (c *reviewUpholdCmd) Run(con *console) error {
	return reviewing(con, c.Book, func(b *review.Book) error {
		n, err := b.Uphold(c.person(b), c.County, c.Reason, c.Indicator...)
		if err == nil {
			con.say("已维持%d项评分", n)
		}
		return err
	})
}
