package main

import (
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
	Least         scoring.Points   `json:"least"`
	Most          scoring.Points   `json:"most"`
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
		s, err := b.Standings()
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(con.json, rankList(s))
		}
		con.say("%s", s.StateWords())
		if words := s.OpenWords(); words != "" {
			con.say("%s", words)
		}
		sayDisputes(con, s.View)
		for i := range s.List {
			place, margin := s.Words(&s.List[i])
			con.say("%s", place)
			con.say("　　%s", margin)
		}
		if words := s.ObjectiveWords(); words != "" {
			con.say("%s", words)
		}
		return nil
	})
}

func rankList(s *review.Standings) []rankJSON {
	list := []rankJSON{}
	for _, r := range s.List {
		row := rankJSON{
			Code: r.Code, County: r.Name, Total: r.Total, Rank: r.Rank, Open: r.Open, Least: r.Least, Most: r.Most,
			Objective: r.Objective, ObjectiveRank: r.ObjectiveRank, Above: r.Firm.Above, Below: r.Firm.Below, Swap: r.Firm.Swap,
			Cells: []swapJSON{}, Rulings: append([]string{}, r.Firm.Rulings...),
		}
		for _, cell := range s.View.Unit(r.Code).Cells {
			row.Scores = append(row.Scores, cell.Score)
		}
		for i, no := range r.Firm.Cells {
			row.Cells = append(row.Cells, swapJSON{r.Firm.Whose[i], no})
		}
		list = append(list, row)
	}
	return list
}
