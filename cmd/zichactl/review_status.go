package main

import (
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/scoring"
)

type reviewStatusCmd struct {
	Book   string `arg:"" help:"审核汇总（.huizong）"`
	County string `help:"只列这个单位" placeholder:"C"`
	JSON   bool   `name:"json" help:"输出 JSON：每个单位每项指标一个对象"`
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
}

func cellOf(u *review.UnitView, c *review.Cell) cellJSON {
	out := cellJSON{
		Code: u.Unit.Code, County: u.Unit.Name, Indicator: c.Indicator.No, Source: c.Indicator.Source, State: c.State, Under: c.Under, Claim: c.Claim,
		Initial: c.Initial, Confirmed: c.Confirmed, Score: c.Score, Decided: c.Decided, Facts: c.Facts, Conflict: []string{},
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
		if !c.JSON {
			sayStatus(con, v, units)
			return nil
		}
		list := []cellJSON{}
		for _, u := range units {
			for _, cell := range u.Cells {
				list = append(list, cellOf(u, cell))
			}
		}
		return writeJSON(con.json, list)
	})
}

func unknownUnit(county string) error {
	return files.Failure(review.ErrRefused, "考核对象里没有“%s”；请写名单上的代码或名称", files.Printable(county))
}

// sayStatus lists cells for people: per county a heading, then a line for each indicator.
func sayStatus(con *console, v *review.View, units []*review.UnitView) {
	for _, u := range units {
		head := "未报送"
		if u.Received != nil {
			head = "第" + strconv.Itoa(u.Version) + "版，核对码 " + u.Code
		}
		con.say("%s（%s）：得%s分，%d项未核定", u.Unit.Name, head, u.Total, u.Open)
		for _, c := range u.Cells {
			con.say("  %d %s　%s", c.Indicator.No, c.State.Label(), figuresOf(c))
			if len(c.Conflict) > 0 {
				con.say("    有%d份互相矛盾的评分，请用 review join --choose 选定一份：", len(c.Conflict))
				for _, e := range c.Conflict {
					con.say("    %s　%s", e.ID, eventWords(v.Edition, e))
				}
			}
		}
	}
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

type reviewRankCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`
	JSON bool   `name:"json" help:"输出 JSON：每个单位一个对象，得分高的在前"`
}

// rankJSON is a county's place for programs.
type rankJSON struct {
	Code          string           `json:"code"`
	County        string           `json:"county"`
	Total         scoring.Points   `json:"total"`
	Rank          int              `json:"rank"`
	Open          int              `json:"open"`
	Scores        []scoring.Points `json:"scores"`
	Objective     scoring.Points   `json:"objective"`
	ObjectiveRank int              `json:"objective_rank"`
}

// Run lists the counties by rank. Nothing of it is a result before it is finalized.
func (c *reviewRankCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		v, err := b.View()
		if err != nil {
			return err
		}
		list := []rankJSON{}
		for _, u := range v.Ranking() {
			row := rankJSON{
				Code: u.Code, County: u.Name, Total: u.Total, Rank: u.Rank, Open: u.Open, Objective: u.Objective, ObjectiveRank: u.ObjectiveRank,
			}
			for _, cell := range u.Cells {
				row.Scores = append(row.Scores, cell.Score)
			}
			list = append(list, row)
		}
		if c.JSON {
			return writeJSON(con.json, list)
		}
		con.say("过程稿：没有定稿，只供审核时查看")
		for _, r := range list {
			con.say("%d　%s　%s分（未核定%d项）　其中客观得分%s分，位次%d", r.Rank, r.County, r.Total, r.Open, r.Objective, r.ObjectiveRank)
		}
		return nil
	})
}
