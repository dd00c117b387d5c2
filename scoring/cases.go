package scoring

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Case is an example of the rulebook's author ([[case]]): what is answered, and what that must come to. All are reckoned when a
// rulebook comes in from outside, so that neither the file nor the program can come to say something else unseen. They are no part of the hash.
type Case struct {
	Name string `toml:"name"`
	// Answers are values by criterion and field, in any form Field.Normalize takes; under "register" a list of rows.
	Answers map[string]map[string]any `toml:"answers"`
	// Points are what is expected, by criterion ("5.3"), indicator ("5") or one of the words of caseTotals: a number, or a state in words.
	Points map[string]string `toml:"points"`
}

// checkCases reckons all cases.
func (e *Edition) checkCases(p *problems) {
	for i, c := range e.Cases {
		p.within(item("case", i), func() { e.checkCase(c, p) })
	}
}

func (e *Edition) checkCase(c Case, p *problems) {
	if c.Name == "" || len(c.Points) == 0 {
		p.add("算例“%s”应写明名称 name 和应得的分 points", c.Name)
		return
	}
	answers := Answers{}
	for _, id := range slices.Sorted(maps.Keys(c.Answers)) {
		answer, err := e.caseAnswer(id, c.Answers[id])
		if err != nil {
			p.on("answers."+id, "算例“%s”：%s %w", c.Name, id, err)
			return
		}
		answers[id] = answer
	}
	card := e.Score(answers)
	level := totals
	for _, key := range slices.SortedFunc(maps.Keys(c.Points), byLevel) {
		if levelOf(key) > level {
			break // what a criterion is out by, its indicator and the totals are out by too
		}
		if err := e.caseFault(card, key, c.Points[key]); err != nil {
			p.on("points."+key, "算例“%s”：%w", c.Name, err)
			level = levelOf(key)
		}
	}
}

// What a case can say something of, from the part to the whole.
const (
	ofCriteria = iota
	ofIndicators
	totals
)

func levelOf(key string) int {
	switch {
	case caseTotals[key] != nil:
		return totals
	case strings.Contains(key, "."):
		return ofCriteria
	}
	return ofIndicators
}

// byLevel orders the parts before the whole.
func byLevel(a, b string) int { return cmp.Or(cmp.Compare(levelOf(a), levelOf(b)), cmp.Compare(a, b)) }

// caseAnswer brings an answer of a case into canonical form.
func (e *Edition) caseAnswer(id string, values map[string]any) (Answer, error) {
	c := e.Criterion(id)
	if c == nil {
		return Answer{}, errors.New("不是本文件的要点")
	}
	answer := Answer{Values: map[string]string{}}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if key == "register" && c.Register != nil {
			rows, err := c.Register.caseRows(values[key])
			if err != nil {
				return answer, err
			}
			answer.Register = rows
			continue
		}
		value, err := caseValue(c.Field(key), values[key])
		if err != nil {
			return answer, fmt.Errorf("的 %s %w", key, err)
		}
		answer.Values[key] = value
	}
	return answer, nil
}

// caseValue reads one value of a field; true and false may stand without quotes.
func caseValue(f *Field, value any) (string, error) {
	if f == nil {
		return "", errors.New("不是它的字段")
	}
	switch v := value.(type) {
	case bool:
		return f.Normalize(strconv.FormatBool(v))
	case string:
		return f.Normalize(v)
	}
	return "", errors.New("应写成加引号的值")
}

// caseRows reads register = [{ name = "……" }, …].
func (r *Register) caseRows(value any) ([]Row, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, errors.New("的台账 register 应写成 [{ 列 = \"……\" }, ……]")
	}
	var rows []Row
	for i, one := range list {
		cells, ok := one.(map[string]any)
		if !ok {
			return nil, errors.New("的台账 register 应写成 [{ 列 = \"……\" }, ……]")
		}
		row := Row{Cells: map[string]string{}}
		for _, key := range slices.Sorted(maps.Keys(cells)) {
			cell, err := caseValue(r.Column(key), cells[key])
			if err != nil {
				return nil, fmt.Errorf("的台账第%d行 %s %w", i+1, key, err)
			}
			row.Cells[key] = cell
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// caseTotals are the words for what the whole comes to.
var caseTotals = map[string]func(Scorecard) string{
	"self":     func(c Scorecard) string { return c.Self.Score.String() },
	"forecast": func(c Scorecard) string { return c.Forecast.Score.String() },
	"bonus":    func(c Scorecard) string { return c.Bonus.Score.String() },
	"penalty":  func(c Scorecard) string { return c.Penalty.Score.String() },
	"total":    Scorecard.totalText,
	"grade":    func(c Scorecard) string { return c.overall().Grade },
	"struck":   func(c Scorecard) string { return strconv.FormatBool(c.overall().Struck) },
}

// overall is Overall, empty where the rulebook makes no more of the points than to add them up.
func (c Scorecard) overall() Overall {
	if c.Overall == nil {
		return Overall{}
	}
	return *c.Overall
}

// totalText is the overall total, 待定 while something it needs is open; without one, 自评 and 预估 together.
func (c Scorecard) totalText() string {
	switch {
	case c.Overall == nil:
		return (c.Self.Score + c.Forecast.Score).String()
	case !c.Overall.Known:
		return Pending.Label()
	}
	return c.Overall.Score.String()
}

// caseFault says what came out where a case expects something else.
func (e *Edition) caseFault(card Scorecard, key, want string) error {
	if total := caseTotals[key]; total != nil {
		return caseDiffers(key, want, total(card), "")
	}
	if c := e.Criterion(key); c != nil && !c.IsMark() {
		res := card.Result(c)
		if res.State != Scored {
			return caseDiffers(key, want, res.State.Label(), res.Reason)
		}
		if sameNumber(want, res.Points) {
			return nil
		}
		return caseDiffers(key, want, short(res.Points), res.Reason)
	}
	no, err := strconv.Atoi(key)
	ind := e.Indicator(no)
	if err != nil || ind == nil {
		return fmt.Errorf("points 里的“%s”不是本文件的要点或指标，也不是 %s", key, strings.Join(slices.Sorted(maps.Keys(caseTotals)), "、"))
	}
	res := card.Indicators[no-1]
	return caseDiffers(key, want, res.Text(), res.Reason)
}

func caseDiffers(key, want, got, reason string) error {
	points, err := ParsePoints(got)
	if want == got || err == nil && sameNumber(want, points.exact().Rat) {
		return nil
	}
	if reason != "" {
		reason = "（" + reason + "）"
	}
	return fmt.Errorf("%s 应得“%s”，程序算得“%s”%s", key, want, cmp.Or(got, "空白"), reason)
}

var caseNumber = regexp.MustCompile(`^-?[0-9]{1,9}(\.[0-9]{1,6})?$`)

// sameNumber reports whether a number of a case is the exact value, or that value rounded to the two or more decimals the case gives.
func sameNumber(want string, exact *big.Rat) bool {
	if !caseNumber.MatchString(want) {
		return false
	}
	number, _ := new(big.Rat).SetString(want)
	_, frac, _ := strings.Cut(want, ".")
	return number.Cmp(exact) == 0 || len(frac) >= 2 && exact.FloatString(len(frac)) == want
}
