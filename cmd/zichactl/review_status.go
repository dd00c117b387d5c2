package main

import (
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/scoring"
)

type reviewStatusCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	County    string `help:"只列这个单位" placeholder:"C"`
	Indicator int    `help:"只列这项指标，各单位并排" placeholder:"N"`
	Open      bool   `help:"只列还没有核定的"`
	JSON      bool   `name:"json" help:"输出 JSON：每个单位每项指标一个对象"`
}

// cellJSON is a cell for programs.
type cellJSON struct {
	Code      string          `json:"code"`
	County    string          `json:"county"`
	Indicator int             `json:"indicator"`
	Source    scoring.Source  `json:"source"`
	State     review.State    `json:"state"`
	Under     review.State    `json:"under,omitempty"`
	Claim     *scoring.Points `json:"claim"`
	Initial   *scoring.Points `json:"initial"`
	Confirmed *scoring.Points `json:"confirmed"`
	Score     scoring.Points  `json:"score"`
	Decided   bool            `json:"decided"`
	Reason    string          `json:"reason"`
	Facts     string          `json:"facts"`
	Event     string          `json:"event"`
	Conflict  []string        `json:"conflict"`
	Progress  string          `json:"progress,omitempty"`
}

func cellOf(v *review.View, u *review.UnitView, c *review.Cell) cellJSON {
	out := cellJSON{
		Code: u.Unit.Code, County: u.Unit.Name, Indicator: c.Indicator.No, Source: c.Indicator.Source, State: c.State, Under: c.Under, Claim: c.Claim,
		Initial: c.Initial, Confirmed: c.Confirmed, Score: c.Score, Decided: c.Decided, Facts: c.Facts, Conflict: []string{},
		Progress: v.Progress(c),
	}
	if c.Act != nil {
		out.Event, out.Reason = c.Act.ID, c.Act.Reason
	}
	for _, e := range c.Conflict {
		out.Conflict = append(out.Conflict, e.ID)
	}
	return out
}

// Run lists every cell.
func (c *reviewStatusCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		v, err := b.View()
		if err != nil {
			return err
		}
		units := v.Units
		if c.County != "" {
			u := v.Unit(strings.TrimSpace(c.County))
			if u == nil {
				return unknownUnit(c.County)
			}
			units = []*review.UnitView{u}
		}
		if n := len(v.Edition.Indicators()); c.Indicator < 0 || c.Indicator > n {
			return files.Failure(review.ErrRefused, "没有第%d项考核指标；请写1至%d的序号", c.Indicator, n)
		}
		if !c.JSON {
			c.say(con, v, units)
			return nil
		}
		return writeJSONList(con.json, func(yield func(cellJSON) bool) {
			for _, u := range units {
				for _, cell := range c.of(u) {
					if !yield(cellOf(v, u, cell)) {
						return
					}
				}
			}
		})
	})
}

func unknownUnit(county string) error {
	return files.Failure(review.ErrRefused, "考核对象里没有“%s”；请写名单上的代码或名称", files.Printable(county))
}

// of are the cells of a county that are asked for.
func (c *reviewStatusCmd) of(u *review.UnitView) []*review.Cell {
	var out []*review.Cell
	for _, cell := range u.Cells {
		if (c.Indicator == 0 || cell.Indicator.No == c.Indicator) && !(c.Open && cell.Decided) {
			out = append(out, cell)
		}
	}
	return out
}

// say lists cells for people: per county a heading and a line for each indicator, or of one indicator a line for each county.
func (c *reviewStatusCmd) say(con *console, v *review.View, units []*review.UnitView) {
	if c.Indicator > 0 {
		ind := v.Edition.Indicators()[c.Indicator-1]
		con.say("第%d项　%s（%s分）", ind.No, ind.Title, ind.Max.Short())
	}
	listed := 0
	for _, u := range units {
		cells := c.of(u)
		listed += len(cells)
		if c.Indicator == 0 && (len(cells) > 0 || !c.Open) {
			head := "未报送"
			switch {
			case u.Lost != nil:
				head = "第" + strconv.Itoa(u.Version) + "版的内容没有找回，请重新收件"
			case u.Received != nil:
				head = "第" + strconv.Itoa(u.Version) + "版，核对码 " + u.Code
			}
			con.say("%s（%s）：得%s分，%d项未核定", u.Unit.Name, head, u.Total, u.Open)
		}
		for _, cell := range cells {
			name := strconv.Itoa(cell.Indicator.No) + " " + cell.Indicator.Title
			if c.Indicator > 0 {
				name = u.Unit.Name
			}
			con.say("  %s　%s　%s%s%s", name, cell.State.Label(), figuresOf(cell), spaced(v.Progress(cell)), whyOf(cell))
			sayConflict(con, v, cell)
		}
	}
	if listed == 0 {
		con.say("没有未核定的项")
	}
	sayDisputes(con, v)
}

func sayConflict(con *console, v *review.View, c *review.Cell) {
	if len(c.Conflict) == 0 {
		return
	}
	con.say("    有%d份互相矛盾的评分，请用 review join --choose 选定一份：", len(c.Conflict))
	for _, e := range c.Conflict {
		con.say("    %s　%s", e.ID, eventWords(v.Edition, e))
	}
}

// spaced sets words apart from what stands before them.
func spaced(words string) string {
	if words == "" {
		return ""
	}
	return "　" + words
}

// whyOf is the reason a cell stands as it does.
func whyOf(c *review.Cell) string {
	if why := c.Why(); why != "" {
		return spaced("理由：" + why)
	}
	return ""
}

// figuresOf words a cell's scores.
func figuresOf(c *review.Cell) string {
	parts := []string{c.ClaimText} // 未填报, 未报送
	if c.Claim != nil {
		parts[0] = "填报" + c.ClaimText
	}
	if c.Initial != nil {
		parts = append(parts, "初评"+c.Initial.String())
	}
	if c.Confirmed != nil {
		parts = append(parts, "核定"+c.Confirmed.String())
	}
	return strings.Join(append(parts, "计"+c.Score.String()+openWords(c.Decided)), "，")
}
