package main

import (
	"fmt"
	"slices"
	"strings"

	"zicha/forms/review"
	"zicha/scoring"
)

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
	Above         *scoring.Points  `json:"above"`
	Below         *scoring.Points  `json:"below"`
	Swap          int              `json:"swap"`
	Cells         []swapJSON       `json:"cells"`
	Rulings       []string         `json:"rulings"`
}

// swapJSON is a cell of the fewest whose change would change a rank.
type swapJSON struct {
	Code      string `json:"code"`
	Indicator int    `json:"indicator"`
}

// Run lists the counties by rank, and how firm each rank is (名次余量). Nothing of it is a result before it is finalized.
func (c *reviewRankCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		v, err := b.View()
		if err != nil {
			return err
		}
		firm, err := b.Firm()
		if err != nil {
			return err
		}
		list := []rankJSON{}
		for _, u := range v.Ranking() {
			row := rankJSON{
				Code: u.Code, County: u.Name, Total: u.Total, Rank: u.Rank, Open: u.Open, Objective: u.Objective, ObjectiveRank: u.ObjectiveRank,
				Cells: []swapJSON{}, Rulings: []string{},
			}
			for _, cell := range v.Unit(u.Code).Cells {
				row.Scores = append(row.Scores, cell.Score)
			}
			row.firm(firm[u.Code])
			list = append(list, row)
		}
		if c.JSON {
			return writeJSON(con.json, list)
		}
		con.say("过程稿：没有定稿，只供审核时查看")
		sayDisputes(con, v)
		judged := v.Edition.Review.Judged
		for _, r := range list {
			objective := ""
			if len(judged) > 0 {
				objective = fmt.Sprintf("　客观得分%s分，客观位次%d", r.Objective, r.ObjectiveRank)
			}
			con.say("%d　%s　%s分%s%s", r.Rank, r.County, r.Total, openCount(r.Open), objective)
			con.say("　　%s", r.marginWords(v))
		}
		if len(judged) > 0 {
			con.say("客观得分不含由评分人员判断的%s", indicatorList(judged))
		}
		return nil
	})
}

func openCount(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("（未核定%d项）", n)
}

func (r *rankJSON) firm(f review.Firm) {
	r.Above, r.Below, r.Swap = f.Above, f.Below, f.Swap
	for i, no := range f.Cells {
		r.Cells = append(r.Cells, swapJSON{f.Whose[i], no})
	}
	r.Rulings = append(r.Rulings, f.Rulings...)
}

// marginWords say how firm a rank is: 比前一名低0.50分，比后一名高3.00分；改动1项即可改变位次：涡阳县第2项.
func (r *rankJSON) marginWords(v *review.View) string {
	var gaps []string
	if r.Above != nil {
		gaps = append(gaps, "比前一名低"+r.Above.String()+"分")
	}
	if r.Below != nil {
		gaps = append(gaps, "比后一名高"+r.Below.String()+"分")
	}
	var parts []string
	if len(gaps) > 0 {
		parts = append(parts, strings.Join(gaps, "，"))
	}
	if r.Swap > 0 {
		parts = append(parts, fmt.Sprintf("最少改动%d项即可改变位次：%s", r.Swap, cellList(v, r.Cells)))
	} else {
		parts = append(parts, "与前后的单位怎样改动都不换位次")
	}
	if len(r.Rulings) > 0 {
		parts = append(parts, "没有这些要点的口径裁定，位次就不同："+strings.Join(r.Rulings, "、"))
	}
	return strings.Join(parts, "；")
}

// cellList names cells with whose they are, those of one county together: 涡阳县第5、7项，蒙城县第3项.
func cellList(v *review.View, cells []swapJSON) string {
	var order []string
	of := map[string][]int{}
	for _, c := range cells {
		if of[c.Code] == nil {
			order = append(order, c.Code)
		}
		of[c.Code] = append(of[c.Code], c.Indicator)
	}
	for i, code := range order {
		name := code
		if u := v.Unit(code); u != nil {
			name = u.Unit.Name
		}
		order[i] = name + indicatorList(slices.Sorted(slices.Values(of[code])))
	}
	return strings.Join(order, "，")
}
